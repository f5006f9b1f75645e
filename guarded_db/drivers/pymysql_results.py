"""PyMySQL's results with the guard in them: masks, limits and counts, below every cursor class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pymysql import converters
from pymysql.connections import Connection, MySQLResult

from guarded_db.drivers.pymysql_hooks import active, below, hook
from guarded_db.drivers.pymysql_state import State
from guarded_db.errors import UnguardedAccess, make_error
from guarded_db.execution import Run

if TYPE_CHECKING:
    from guarded_db.dbapi import RowMask

UNASKED_FILE = (
    "the server asked for a local file that the statement does not name; the connection is closed, "
    "ask whoever runs the server"
)


@hook(Connection, "_read_query_result")
def _read_query_result(self: Any, unbuffered: bool = False) -> Any:
    state = active(self)
    if state is None or state.run is None:
        return below.read_query_result(self, unbuffered)
    run, first = state.run, state.index == 0
    before, state.reading = state.reading, True
    try:
        affected = below.read_query_result(self, unbuffered)
        _release(state, self._result, run, first=first, unbuffered=unbuffered)
    except BaseException as error:
        _drop(self, state, self._result)
        if state.session.in_flight is None:
            run.failed(error)
        raise
    finally:
        state.reading = before
        state.index += 1
    return affected


def _release(state: State, result: Any, run: Run, *, first: bool, unbuffered: bool) -> None:
    """Tell the run what arrived, before any of it leaves."""
    if (problem := state.problem) is not None:
        state.problem = None
        raise problem
    rows = result.description is not None
    count = -1 if unbuffered and rows else result.affected_rows
    if first:
        run.returned(count, rows=rows)
    if rows and not unbuffered:
        run.released(count)
        if not result.has_next:
            run.close()


def _drop(connection: Any, state: State, result: Any) -> None:
    """Forget a withheld result and everything after it, so that the connection stays usable."""
    if result is None or connection._sock is None:
        return
    before, state.quiet = state.quiet, True
    try:
        result.rows = None
        if result.unbuffered_active:
            result._finish_unbuffered_query()
        connection._result = result
        while connection._result is not None and connection._result.has_next:
            below.read_query_result(connection)
    finally:
        connection._result = None
        state.quiet = before


@hook(MySQLResult, "_get_descriptions")
def _get_descriptions(self: Any) -> Any:
    below.get_descriptions(self)
    state = active(self.connection)
    if state is None:
        return
    run = state.run
    if run is None:
        self._guarded_db_withheld = not state.session.core.policy.observe
        return
    names = [field.name for field in self.fields]
    index = state.position(run)
    try:
        mask = run.columns(names, index, self)
    except Exception as error:  # noqa: BLE001  # whatever stops the mask stops the rows
        self._guarded_db_withheld = True
        state.problem = error
        return
    if mask is not None:
        _decode_plainly(self, run.hidden)
    if state.diagnostics and state.tainted:
        mask = _without_messages(mask)
    self._guarded_db_run, self._guarded_db_mask = run, mask


def _decode_plainly(result: Any, hidden: frozenset[int]) -> None:
    """Keep the caller's own decoders away from masked columns: they would see the raw values."""
    for at in hidden:
        converter = converters.decoders.get(result.fields[at].type_code)
        if converter is converters.through:
            converter = None
        result.converters[at] = (result.converters[at][0], converter)


def _without_messages(mask: RowMask | None) -> RowMask:
    """Return a mask for SHOW WARNINGS: the level and number stay, the text may quote protected values."""

    def hide(row: Any) -> tuple[Any, ...]:
        shown = mask(row) if mask is not None else row
        return (*shown[:2], *("[withheld: it may hold protected values]" for _ in shown[2:]))

    return hide


@hook(MySQLResult, "_read_rowdata_packet")
def _read_rowdata_packet(self: Any) -> Any:
    below.read_rowdata_packet(self)
    if self._guarded_db_withheld:
        self.rows = ()
    elif (mask := self._guarded_db_mask) is not None:
        self.rows = tuple(map(mask, self.rows))


@hook(MySQLResult, "_read_rowdata_packet_unbuffered")
def _read_rowdata_packet_unbuffered(self: Any) -> Any:
    run = self._guarded_db_run
    if run is None:
        if self._guarded_db_withheld:
            self._finish_unbuffered_query()
        return below.read_rowdata_packet_unbuffered(self)
    state = getattr(self.connection, "_guarded_db", None)
    if state is None:
        return below.read_rowdata_packet_unbuffered(self)  # at its end
    before, state.reading = state.reading, True
    try:
        row = below.read_rowdata_packet_unbuffered(self)
    except BaseException as error:
        run.failed(error)
        raise
    finally:
        state.reading = before
    if row is None:
        run.close()
        return None
    return _one(self, run, row)


@hook(MySQLResult, "_finish_unbuffered_query")
def _finish_unbuffered_query(self: Any) -> Any:
    state = getattr(self.connection, "_guarded_db", None)
    if state is None:
        return below.finish_unbuffered_query(self)
    if self._guarded_db_run is not None:
        self._guarded_db_run.close()
    before, state.reading = state.reading, True  # it reads rows to throw them away
    try:
        return below.finish_unbuffered_query(self)
    finally:
        state.reading = before


def _one(result: Any, run: Run, row: Any) -> Any:
    result.rows = None
    run.released()
    mask = result._guarded_db_mask
    shown = row if mask is None else mask(row)
    result.rows = (shown,)
    return shown


@hook(MySQLResult, "_read_load_local_packet")
def _read_load_local_packet(self: Any, first_packet: Any) -> Any:
    state = active(self.connection)
    run = state.run if state is not None else None
    named = run is not None and any("file" in f.effects for f in run.facts)
    if state is not None and not named and not state.session.core.policy.observe:
        self.connection._force_close()
        raise make_error(UnguardedAccess, state.session.errors.programming, UNASKED_FILE)
    return below.read_load_local_packet(self, first_packet)
