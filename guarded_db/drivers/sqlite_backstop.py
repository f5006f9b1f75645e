"""The backstops of sqlite3: callbacks below the guard's methods, and the statement cache behind `__call__`."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from typing import Any

from guarded_db.drivers.sqlite_cursor import FETCHES
from guarded_db.drivers.sqlite_seam import RawConnection
from guarded_db.errors import UnguardedAccess
from guarded_db.execution import Run, Session
from guarded_db.sql.witness_sqlite import RULES, Covered, Told

INSTEAD = "use the methods of the guarded connection and its cursors"
DENY = 1
"""`SQLITE_DENY`."""

ACTIONS: dict[int, str] = {
    code: name
    for name in (
        *RULES,
        "create_trigger",
        "create_temp_trigger",
        "drop_trigger",
        "drop_temp_trigger",
        "drop_index",
        "drop_temp_index",
    )
    if (code := getattr(sqlite3, f"SQLITE_{name.upper()}", None)) is not None
}
"""Names of the actions that SQLite tells, by their numbers."""

SELECT = sqlite3.SQLITE_SELECT
TRANSACTION = sqlite3.SQLITE_TRANSACTION


# Replaced by the test meter, which shares the one trace callback that a connection has.
_set_trace_callback = RawConnection.set_trace_callback


def authorizer(session: Session, callback: Callable[..., Any] | None) -> Callable[..., Any]:
    """Return the authorizer that refuses what the guard has not sent or understood otherwise, and asks the caller's
    own for the rest.
    """

    def authorize(*args: Any) -> Any:
        flight = session.in_flight
        if type(flight) is Run and args[0] != SELECT and not _fits(session, flight, args):
            return DENY
        if flight is None and not session.suspended:
            if sys._getframe(1).f_code not in FETCHES:
                try:
                    session.refuse_name("sqlite3.Cursor", INSTEAD)
                except UnguardedAccess:
                    return DENY
        elif flight == "catalog":
            return 0
        return 0 if callback is None else callback(*args)

    # The name that a report of an error in the callback shows.
    authorize.__name__ = getattr(callback, "__name__", authorize.__name__)
    return authorize


def _fits(session: Session, run: Run, args: tuple[Any, ...]) -> bool:
    """Whether SQLite tells nothing that was not understood; a contradiction is kept for the run to refuse with."""
    action = args[0]
    if action == TRANSACTION and (args[1] == "BEGIN" or run.how == "script"):
        return True  # the driver's own
    covered = run.entry.covered
    if covered is None:
        covered = run.entry.covered = Covered(run.facts, session.catalog)
    if args in covered.agreed:
        return True
    if covered.blind or any(d.observed for d in run.verdict.decisions):
        return True
    why = covered.contradiction(Told(ACTIONS.get(action, ""), *args[1:]))
    if why:
        run.contradiction = run.contradiction or why
        return False
    covered.agreed.add(args)
    return True


def set_tracer(connection: Any, session: Session, callback: Callable[..., Any] | None) -> None:
    """Set the caller's trace callback below the guard; of labelled statements it sees no literals."""
    _set_trace_callback(connection, _tracer(session, callback))


def _tracer(session: Session, callback: Callable[..., Any] | None) -> Callable[..., Any] | None:
    if callback is None:
        return None

    def trace(text: str) -> Any:
        flight = session.in_flight
        if flight == "catalog":
            return None
        if isinstance(flight, Run) and flight.verdict.scrub:
            text = flight.entry.text
        return callback(text)

    trace.__name__ = getattr(callback, "__name__", trace.__name__)
    return trace


def keep(statements: dict[str, Any], sql: str, statement: Any, size: int) -> None:
    """Keep a prepared statement, dropping the oldest ones when there is no room."""
    while len(statements) >= size:
        try:
            del statements[next(iter(statements))]
        except (KeyError, RuntimeError, StopIteration):  # another thread was quicker
            break
    statements[sql] = statement


def cut(name: str) -> str:
    """Return a column name as the driver shows it when types are given in names: without ` [type]`."""
    head, bracket, _ = name.partition("[")
    return head.removesuffix(" ") if bracket and head else head if bracket else name
