"""SQLAlchemy's door under its short name: `guarded_db.sqlalchemy.install(guard, match=…)`."""

from guarded_db.integrations.sqlalchemy import GuardPlugin, install
from guarded_db.integrations.sqlalchemy import guard_engine as engine

__all__ = ["GuardPlugin", "engine", "install"]
