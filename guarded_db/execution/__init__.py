"""The statement's life: understood, decided, recorded, masked, limited. No I/O of its own but the ledger's.

It never talks to the database: a driver calls `Session.begin`, runs the statement inside `with run:`, and
hands out what `run` says may be seen.
"""

from guarded_db.execution.core import Core
from guarded_db.execution.names import CatalogNeeded
from guarded_db.execution.run import Run
from guarded_db.execution.session import Session

__all__ = ["CatalogNeeded", "Core", "Run", "Session"]
