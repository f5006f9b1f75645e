"""The patched generators of psycopg's connections and server-side cursors: commands that psycopg itself sends."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from psycopg import pq, sql

from guarded_db.drivers.psycopg_cursor import approve
from guarded_db.drivers.psycopg_flight import Steps, decide, fly
from guarded_db.drivers.psycopg_pipeline import Ended
from guarded_db.drivers.psycopg_scrub import notice
from guarded_db.drivers.psycopg_state import (
    ROWS_SLOT,
    Flight,
    PsycopgSession,
    flight_of,
    session_of,
)
from guarded_db.errors import AuditUnavailable
from guarded_db.execution import Run
from guarded_db.sql.remembered import CURSOR, Change

Original = Callable[..., Any]

OWN = re.compile(
    rb"(?P<begin>BEGIN(?: ISOLATION LEVEL [A-Z ]+)?(?: READ (?:ONLY|WRITE))?(?: (?:NOT )?DEFERRABLE)?)"
    rb"|(?P<commit>COMMIT|COMMIT PREPARED (?: ?E?'(?:[^'\\]|''|\\\\)*'))"
    rb"|(?P<rollback>ROLLBACK|ROLLBACK PREPARED (?: ?E?'(?:[^'\\]|''|\\\\)*'))"
    rb"|(?P<prepare>PREPARE TRANSACTION (?: ?E?'(?:[^'\\]|''|\\\\)*'))"
    rb'|(?P<savepoint>(?:SAVEPOINT|RELEASE) "(?:[^"]|"")*")'
    rb'|(?P<undo>ROLLBACK TO "(?:[^"]|"")*")'
    rb"|(?P<deallocate>DEALLOCATE (?:ALL|_pg3_[0-9]+))"
    rb'|(?P<cursor>(?:FETCH FORWARD (?:ALL|[0-9]+)|MOVE(?: ABSOLUTE)? (?:[0-9]+| ?-[0-9]+)) FROM (?P<name1>"(?:[^"]|"")*")'
    rb'|CLOSE (?P<name2>"(?:[^"]|"")*")'
    rb"|SELECT 1 FROM pg_catalog\.pg_cursors WHERE name = (?: ?E?'(?:[^'\\]|''|\\\\)*'))"
)
"""The commands that psycopg sends for its own methods. Anything else is a statement and gets a decision."""


def exec_command(original: Original) -> Original:
    def _exec_command(self: Any, command: Any, result_format: Any = pq.Format.TEXT) -> Steps:
        session = session_of(self)
        if session is None:
            return (yield from original(self, command, result_format))
        if isinstance(command, str):
            command = command.encode(self.pgconn._encoding)
        elif isinstance(command, sql.Composable):
            command = command.as_bytes(self)
        command = bytes(command)
        action = _action(session, command)
        if action is None:
            run = yield from decide(self, session, command, None, "command")
            return (yield from _command(session, run, original(self, command, result_format)))
        return (yield from _own(self, session, action, original(self, command, result_format)))

    return _exec_command


def _action(session: PsycopgSession, command: bytes) -> str | None:
    match = OWN.fullmatch(command)
    if match is None:
        return None
    if (name := match["name1"] or match["name2"]) is not None and name != session.cursor_name:
        # Only the cursor whose own method is sending it may name itself.
        return None
    if (closed := match["name2"]) is not None:
        name = closed[1:-1].decode("utf-8", "replace").replace('""', '"')
        session.forget_kept(Change(CURSOR, name))
    return match.lastgroup


def _command(session: PsycopgSession, run: Run, driver: Steps) -> Steps:
    with run:
        result = yield from driver
        rows = result is not None and result.nfields > 0
        if rows:
            names = [result.fname(i).decode("utf-8", "replace") for i in range(result.nfields)]
            if run.columns(names, 0, result) is not None and session.enforces:
                session.refuse_name("_exec_command", "use execute()")
            run.released(result.ntuples)
        run.returned(result.ntuples if rows else -1, rows=rows)
    return result


def _own(conn: Any, session: PsycopgSession, action: str, driver: Steps) -> Steps:
    if action in ("commit", "rollback", "prepare"):
        return (yield from _end(conn, session, action, driver))
    before, session.in_flight = session.in_flight, action
    try:
        result = yield from driver
    finally:
        session.in_flight = before
    if action == "undo" and session.names_changed:
        session.forget()
    return result


def _end(conn: Any, session: PsycopgSession, action: str, driver: Steps) -> Steps:
    if action != "rollback":
        session.sync()
    ending = session.ending(action)
    if conn._pipeline is None:
        try:
            with ending:
                return (yield from driver)
        except Exception as error:
            session.scrub_late(error)
            raise
        finally:
            session.tainted = False
    session.pipeline_fresh = False
    result = yield from driver
    conn._pipeline.result_queue[-1] = Ended(ending, session)
    return result


def deallocate(original: Original) -> Original:
    def _deallocate(self: Any, name: bytes | None) -> Steps:
        session = self._guarded_db
        if session is None:
            return (yield from original(self, name))
        before, session.in_flight = session.in_flight, "deallocate"
        try:
            return (yield from original(self, name))
        finally:
            session.in_flight = before

    return _deallocate


def close(original: Original) -> Original:
    def close(self: Any) -> None:
        original(self)
        closed(self)

    return close


def aclose(original: Original) -> Original:
    async def close(self: Any) -> None:
        await original(self)
        closed(self)

    return close


def closed(conn: Any) -> None:
    """Record that `conn` was closed."""
    session = conn._guarded_db
    if session is not None and conn.closed:
        try:
            session.close()
        except AuditUnavailable:
            # Nothing runs on it any more; the trail was closed before the connection.
            session.closed = True


# -- server-side cursors --------------------------------------------------------------------------


def declare_gen(original: Original) -> Original:
    def _declare_gen(self: Any, query: Any, params: Any = None, binary: Any = None) -> Steps:
        session = session_of(self._conn)
        if session is None:
            return (yield from original(self, query, params, binary))
        held = flight_of(self)
        session.forget_kept(Change(CURSOR, self._name))  # from now on it is psycopg's own
        flight = yield from approve(self, session, query, params, "declare")
        if held is not None and held.run is not None:
            held.run.close()
        if flight.run is not None and len(flight.run.facts) != 1 and session.enforces:
            session.refuse(flight.run.entry, flight.run.who, "declare", "declare one query")
        with _Naming(self, session):
            return (yield from fly(self, flight, original(self, query, params, binary)))

    return _declare_gen


def fetch_gen(original: Original) -> Original:
    def _fetch_gen(self: Any, num: int | None) -> Steps:
        session = session_of(self._conn)
        if session is None:
            return (yield from original(self, num))
        flight = flight_of(self)
        if not self._described or flight is None or not flight.declare:
            flight = yield from _steal(self, session, num)
        run = flight.run
        assert run is not None
        before, session.in_flight = session.in_flight, run
        try:
            with _Naming(self, session):
                rows = yield from original(self, num)
        except BaseException as error:
            run.failed(error)
            raise
        finally:
            session.in_flight = before
        return rows

    return _fetch_gen


def _steal(cursor: Any, session: PsycopgSession, num: int | None) -> Steps:
    """Decide a FETCH from a cursor that was not declared through this object."""
    count = "ALL" if num is None else str(int(num))
    name = sql.Identifier(cursor._name).as_bytes(cursor)
    text = b"FETCH FORWARD " + count.encode() + b" FROM " + name
    run = yield from decide(cursor._conn, session, text, None, "fetch")
    flight = Flight(session, run, text, "declare")
    with run:
        run.returned(-1, rows=True)
    ROWS_SLOT.__set__(cursor, flight)
    return flight


def named(original: Original) -> Original:
    """Let psycopg send commands for this server-side cursor's name while its own method runs."""

    def _named_gen(self: Any, *args: Any) -> Steps:
        session = session_of(self._conn)
        if session is None:
            return (yield from original(self, *args))
        with _Naming(self, session):
            return (yield from original(self, *args))

    return _named_gen


class _Naming:
    __slots__ = ("_before", "_name", "_session")

    def __init__(self, cursor: Any, session: PsycopgSession) -> None:
        self._session = session
        self._name = sql.Identifier(cursor._name).as_bytes(cursor)

    def __enter__(self) -> None:
        self._before, self._session.cursor_name = self._session.cursor_name, self._name

    def __exit__(self, *_: object) -> None:
        self._session.cursor_name = self._before


# -- notices --------------------------------------------------------------------------------------


def notice_handler(reference: Any, original: Any) -> Callable[[Any], None]:
    """Return libpq's notice handler for a guarded connection: what may quote values is shown without them."""
    from psycopg._connection_base import logger

    def handle(result: Any) -> None:
        conn = reference()
        if conn is None or not conn._notice_handlers:
            return
        session = conn._guarded_db
        if session is None or session.suspended or not _quotes(session):
            original(result)
            return
        shown = notice(result, session.pgconn._encoding)
        for callback in conn._notice_handlers:
            try:
                callback(shown)
            except Exception as error:  # noqa: BLE001  # as psycopg does
                logger.exception("error processing notice callback '%s': %s", callback, error)

    return handle


def _quotes(session: PsycopgSession) -> bool:
    running = session.in_flight
    if isinstance(running, Run):
        return running.verdict.scrub
    return session.enforces and session.core.policy.needs_catalog
