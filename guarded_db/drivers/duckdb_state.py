"""What a guarded DuckDB connection carries beside the driver's object, and how it is found.

DuckDB's connections are C++ objects without a `__dict__`; what belongs to one is found by its address, and is
forgotten when the object goes. This module runs no statement of the caller's.
"""

from __future__ import annotations

import hashlib
import re
import time
import weakref
from collections.abc import Callable, Sequence
from typing import Any

from guarded_db.dbapi import DriverErrors, RowMask, Target
from guarded_db.execution import Core, Session
from guarded_db.execution.ending import scrub_text
from guarded_db.execution.run import Run
from guarded_db.sql.catalog import CATALOG_MAX_AGE_SECONDS
from guarded_db.sql.catalog_duckdb import column_row
from guarded_db.sql.facts import Dialect, Facts

DIALECT = Dialect("duckdb")

STATUS_NAMES = (("Count",), ("Success",))
"""What the engine calls the one column that it returns for a statement without rows of its own."""

MAX_HANDLES = 1000
"""Names of Python objects and kept results that a connection is known to read; the oldest go first."""

REGISTERED = re.compile(
    r'CREATE TEMP VIEW (?:"(?:[^"]|"")+"|\w+) AS SELECT \* FROM '
    r"(?:pandas_scan|python_arrow_scan)\(\) AS __duckdb_source_\w+;"
)
"""How the engine writes the view over a Python object; a view of the caller's own cannot read like it and run."""

ENDS = frozenset({"commit", "rollback"})

RunRaw = Callable[[Any, str], list[tuple[Any, ...]]]
"""Runs one of the guard's own queries on the raw connection and returns its rows."""

ORIGINALS: dict[str, Any] = {}
"""The driver's own module functions, by name, as they were before the patch."""

STATES: dict[int, State] = {}
"""The state of every guarded connection by its address. The weak reference in the state removes it in time."""


class State:
    """One guarded connection: its session, and the result that the connection holds open."""

    __slots__ = (
        "_ref",
        "_shadows",
        "_shadows_until",
        "handles",
        "known",
        "mask",
        "replacing",
        "run",
        "session",
        "specs",
        "transaction",
    )

    def __init__(self, core: Core, connection: Any, target: Target, run_raw: RunRaw) -> None:
        self.run: Run | None = None
        """The run whose result is open on the connection."""
        self.mask: RowMask | None = None
        self.specs: tuple[Any, ...] | None = None
        """How each column of the open result is shown; None when it is shown as it is."""
        self.known = False
        """The open result was decided, or holds nothing but the status of a driver's own command."""
        self.replacing = False
        """A call is under way that replaces the open result."""
        self.transaction = False
        """A transaction is open, as far as was seen; when in doubt no, which writes records durably."""
        self.handles: dict[str, tuple[str, ...]] = {}
        """Names of Python objects and kept results that statements may read, with their columns."""
        self._shadows: frozenset[str] = frozenset()
        self._shadows_until = 0.0
        key = id(connection)
        self._ref = weakref.ref(connection, lambda _: STATES.pop(key, None))
        self.session = Session(
            core,
            target,
            DIALECT,
            errors(),
            autocommits=lambda: not self.transaction,
            reader=lambda queries: self._read(run_raw, queries),
            scrub=scrub,
            private=target.database.startswith(":memory:"),
        )
        STATES[key] = self

    @property
    def connection(self) -> Any:
        """The connection, or None when it is gone."""
        return self._ref()

    def drop(self) -> None:
        """Forget the open result: another one takes its place."""
        if self.run is not None:
            self.run.close()
        self.run = self.mask = self.specs = None
        self.known = False

    def opened(self, run: Run, names: Sequence[str] | None, rowcount: int) -> None:
        """Take the result that `run` left open; call inside the run, before any row leaves.

        Raises:
            NotUnderstood: it is not what the statement was understood to return.
        """
        rows = bool(names) and not is_status(run, names)
        if rows:
            index = result_index(run.facts)
            self.mask = run.columns(names, index)  # type: ignore[arg-type]  # names is not empty
            self.specs = specs_of(run, index, len(names)) if self.mask is not None else None  # type: ignore[arg-type]
        self.run, self.known = run, True
        self.ran(run)
        run.returned(-1 if rows else rowcount, rows=rows)

    def ran(self, run: Run) -> None:
        """Take note of what the statements of `run` did to the transaction."""
        for facts in run.facts:
            if facts.kind == "begin":
                self.transaction = True
            elif facts.kind in ENDS:
                self.transaction = False

    def shadows(self, read: Callable[[Any], list[tuple[Any, ...]]]) -> frozenset[str]:
        """Names of functions that may be something else than the engine's own function of that name."""
        now = time.monotonic()
        if now > self._shadows_until:
            names = (str(row[0]).lower() for row in read(self.connection))
            self._shadows = frozenset(names)
            self._shadows_until = now + CATALOG_MAX_AGE_SECONDS
        return self._shadows

    def hold(self, name: str, columns: Sequence[str]) -> None:
        """Make `name` known as a relation of the caller's own, without labels."""
        while len(self.handles) >= MAX_HANDLES:
            del self.handles[next(iter(self.handles))]
        self.handles[name] = tuple(columns)
        self.session.forget()

    def _read(self, run_raw: RunRaw, queries: tuple[str, ...]) -> list[list[tuple[Any, ...]]]:
        connection = self.connection
        results = [run_raw(connection, query) for query in queries]
        for rows in results:
            # The view that `register` makes over a Python object has no table behind it.
            rows[:] = [row for row in rows if not REGISTERED.fullmatch(str(row[-1]))]
        if results and self.handles:
            results[0] += [
                column_row(name, column)
                for name, columns in self.handles.items()
                for column in columns
            ]
        return results


def errors() -> DriverErrors:
    """Return the driver's exception classes that refusals must be instances of."""
    import duckdb

    return DriverErrors(duckdb.ProgrammingError, duckdb.OperationalError)


PLAIN_ERRORS = frozenset(
    {"CatalogException", "ConnectionException", "InterruptException", "ParserException"}
    | {"ResourceInUseException", "TransactionException"}
)
"""The driver's exceptions whose text is about names, syntax or the connection, and never about rows."""


def scrub(error: BaseException) -> None:
    """Remove values from an exception of the driver in place; its class stays."""
    if type(error).__name__ not in PLAIN_ERRORS:
        scrub_text(error)
        for name in ("__cause__", "__context__"):
            if getattr(error, name) is not None:
                setattr(error, name, None)


def result_index(facts: tuple[Facts, ...]) -> int:
    """Return which statement's rows are left open: the last that returns any, as the engine keeps them."""
    last = len(facts) - 1
    return next((i for i in range(last, -1, -1) if facts[i].outputs != ()), last)


def is_status(run: Run, names: Sequence[str] | None) -> bool:
    """Tell whether a result holds only the engine's own count or success, which carry no value of a table."""
    return tuple(names or ()) in STATUS_NAMES and all(f.outputs == () for f in run.facts)


def specs_of(run: Run, index: int, width: int) -> tuple[Any, ...]:
    """Return how each of `width` columns of a masked result is shown, None for those shown as they are."""
    decision = run.verdict.decisions[index]
    if decision.mask_all is not None:
        return (decision.mask_all,) * width
    return decision.masks


def call(kind: str, *effects: str, why: str) -> Facts:
    """Return the facts of a driver's method that has no SQL; `why` says what of it is not known."""
    return Facts(
        kind=kind,
        effects=frozenset(effects),
        outputs=None,
        conceded=(why,),
        text=kind,
        fingerprint=fingerprint(kind),
    )


def fingerprint(text: str) -> str:
    """Return the fingerprint of a text, as `Facts` have it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
