"""PyMySQL's connections with the guard in them: what is sent to the server passes here.

Statements pass `Connection.query`; everything that is written to the server passes `_execute_command` and
`_write_bytes`, which refuse what no one has announced. An unguarded connection pays one look-up of a class
attribute. What is read passes `pymysql_results`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from pymysql.connections import Connection
from pymysql.constants import COMMAND

from guarded_db.drivers import pymysql_calls as calls
from guarded_db.drivers import pymysql_cursors, pymysql_results  # they register their hooks
from guarded_db.drivers.pymysql_hooks import active, announced, below, hook, replace_methods
from guarded_db.drivers.pymysql_state import State
from guarded_db.errors import AuditUnavailable
from guarded_db.execution import Run

if TYPE_CHECKING:
    from guarded_db.execution import Core

__all__ = ["asked", "below", "install", "opening", "pymysql_cursors", "pymysql_results"]


def install() -> None:
    """Check the seam and replace the methods, once per process; see `replace_methods`."""
    replace_methods()


# -- statements -----------------------------------------------------------------------------------


@hook(Connection, "query")
def _query(self: Any, sql: Any, unbuffered: bool = False) -> Any:
    state = self._guarded_db
    if state is None or state.quiet or state.session.suspended:
        return below.query(self, sql, unbuffered)
    session = state.session
    if session.in_flight == "connect" and _is_mode(self, sql):
        return below.query(self, sql, unbuffered)
    if state.call is not None and calls.is_setup(state, self, sql):
        with announced(state, "callproc"):
            return below.query(self, sql, unbuffered)
    run = state.begin(self, sql)
    if state.commits and session.unsynced:
        session.core.ledger.sync()
        session.unsynced = False
    try:
        with run:
            answer = below.query(self, sql, unbuffered)
    except BaseException:
        state.unsure = True
        raise
    state.unsure = False
    return answer


def _is_mode(connection: Any, sql: Any) -> bool:
    """Whether `sql` is what PyMySQL sends for the argument `sql_mode` of its connect."""
    mode = connection.sql_mode
    return type(mode) is str and sql == f"SET sql_mode={connection.escape(mode)}"


def _pending(connection: Any) -> bool:
    result = connection._result
    return result is not None and bool(result.unbuffered_active or result.has_next)


@hook(Connection, "_execute_command")
def _execute_command(self: Any, command: int, sql: Any) -> Any:
    state = self._guarded_db
    if state is None or state.quiet or state.session.suspended:
        return below.execute_command(self, command, sql)
    session = state.session
    if command == COMMAND.COM_PING:
        with announced(state, "ping"):
            return below.execute_command(self, command, sql)
    if session.in_flight is None:
        session.refuse_name("_execute_command", "use `cursor().execute()`")
        state.run = None
        with announced(state, "observed"):
            return below.execute_command(self, command, sql)
    below.execute_command(self, command, sql)  # drains what is left of the statement before
    state.run = session.in_flight if isinstance(session.in_flight, Run) else None
    state.index = 0
    return None


@hook(Connection, "_write_bytes")
def _write_bytes(self: Any, data: Any) -> Any:
    state = self._guarded_db
    if state is not None and state.session.in_flight is None and active(self) is not None:
        state.session.refuse_name("write_packet", "use `cursor().execute()`")
    return below.write_bytes(self, data)


@hook(Connection, "_read_packet")
def _read_packet(self: Any, packet_type: Any = None) -> Any:
    state = self._guarded_db
    if state is not None and not state.reading and _pending(self):
        _unannounced_read(self)
    if packet_type is None:
        return below.read_packet(self)
    return below.read_packet(self, packet_type)


def _unannounced_read(connection: Any) -> None:
    state = active(connection)
    if state is not None and state.session.in_flight is None:
        state.session.refuse_name("_read_packet", "use the cursor's fetch methods")


# -- the driver's own commands --------------------------------------------------------------------


def _announced(name: str, ending: str = "") -> Callable[..., Any]:
    """Make the hook of a method that sends a command of the driver's own; it may end a transaction."""
    key = name.lstrip("_")

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        state = active(self)
        if state is None:
            return getattr(below, key)(self, *args, **kwargs)
        session = state.session
        if ending and session.in_flight is None:
            with session.ending(ending):
                return getattr(below, key)(self, *args, **kwargs)
        with announced(state, key if session.in_flight is None else "connect"):
            return getattr(below, key)(self, *args, **kwargs)

    return hook(Connection, name)(method)


_announced("commit", "commit")
_announced("rollback", "rollback")
_announced("begin", "commit")  # BEGIN commits what is open
_announced("_send_autocommit_mode", "commit")  # so does switching autocommit on


@hook(Connection, "close")
def _close(self: Any) -> Any:
    state = active(self)
    if state is None:
        return below.close(self)
    try:
        with announced(state, "close"):
            return below.close(self)
    finally:
        with contextlib.suppress(AuditUnavailable):  # a connection can be closed after its guard
            state.session.close()


@hook(Connection, "select_db")
def _select_db(self: Any, db: Any) -> Any:
    state = active(self)
    if state is None or not isinstance(db, str | bytes):
        return below.select_db(self, db)
    name = db if isinstance(db, str) else db.decode("utf-8", "surrogateescape")
    with state.session.begin(f"USE `{name.replace('`', '``')}`", how="select_db"):
        state.stale = True
        return below.select_db(self, db)


@hook(Connection, "set_character_set")
def _set_character_set(self: Any, charset: Any, collation: Any = None) -> Any:
    state = active(self)
    if state is None:
        return below.set_character_set(self, charset, collation)
    session = state.session
    if collation and not str(collation).isidentifier():
        # It goes into the text as it is: it could be any statement.
        with session.begin(f"SET NAMES {charset} COLLATE {collation}", how="set_character_set"):
            return below.set_character_set(self, charset, collation)
    with announced(state, "set_character_set"):
        return below.set_character_set(self, charset, collation)


@hook(Connection, "show_warnings")
def _show_warnings(self: Any) -> Any:
    state = active(self)
    if state is None:
        return below.show_warnings(self)
    run = state.session.begin("SHOW WARNINGS", how="show_warnings")
    state.diagnostics = True
    with run:
        before, state.reading = state.reading, True
        try:
            rows = below.show_warnings(self)
        finally:
            state.reading = before
        if (problem := state.problem) is not None:
            state.problem = None
            raise problem
        run.returned(len(rows or ()), rows=True)
        run.released(len(rows or ()))
        run.close()
    return rows


# -- opening --------------------------------------------------------------------------------------

Ask = Callable[[Any], "Core | None"]

asked: list[Ask] = []
"""Asked in turn for the core that a connection being opened belongs to."""

opening: ContextVar[Ask | None] = ContextVar("guarded_db_pymysql_opening", default=None)
"""Asked before them, for connections that the running code opens."""


@hook(Connection, "_request_authentication")
def _request_authentication(self: Any) -> Any:
    below.request_authentication(self)
    if self._guarded_db is not None:
        return
    first = opening.get()
    for ask in (*((first,) if first is not None else ()), *asked):
        core = ask(self)
        if core is not None:
            self._guarded_db = State(core, self)
            if self._guarded_db_connecting:
                self._guarded_db.session.in_flight = "connect"
            return


@hook(Connection, "connect")
def _connect(self: Any, sock: Any = None) -> Any:
    state = self._guarded_db
    if state is not None:
        # The same application goes on with another server session: nothing of the old one is left.
        state.run, state.stale = None, True
        state.session.ended()
        state.session.forget()
        state.session.forget_kept()
        with announced(state, "connect"):
            below.connect(self, sock)
            state.read_modes()
        return
    self._guarded_db_connecting = True
    try:
        below.connect(self, sock)
        if self._guarded_db is not None:
            self._guarded_db.read_modes()
    except BaseException:
        if self._guarded_db is not None:
            self._guarded_db.session.close()
        raise
    finally:
        del self._guarded_db_connecting
        if self._guarded_db is not None:
            self._guarded_db.session.in_flight = None
