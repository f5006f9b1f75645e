"""The methods of DuckDB's connection that hand out the rows of its open result, patched in place on its class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guarded_db.drivers.duckdb_result import (
    counted_reader,
    masked_frame,
    masked_reader,
    masked_table,
    refuse,
)
from guarded_db.drivers.duckdb_seam import RAW
from guarded_db.drivers.duckdb_state import STATES, State
from guarded_db.execution.run import Run


def _reading(connection: Any, name: str) -> tuple[State | None, Run | None]:
    """Return the state, and the run whose rows may be read; (None, None) for an unguarded connection.

    Raises:
        UnguardedAccess: rows are open that were never decided.
    """
    state = STATES.get(id(connection))
    if state is None or state.session.suspended:
        return None, None
    if not state.known and connection.description is not None:
        state.session.refuse_name(
            f"{name} of a result opened unguarded", "execute the statement again"
        )
    return state, state.run


def fetchone(self: Any) -> Any:
    state = STATES.get(id(self))
    if state is None:
        return RAW["fetchone"](self)
    run = state.run
    if run is None or state.session.suspended:
        _reading(self, "fetchone")
        return RAW["fetchone"](self)
    try:
        row = RAW["fetchone"](self)
    except BaseException as error:
        run.failed(error)
        raise
    if row is None:
        run.close()
        return None
    run.released()
    mask = state.mask
    return row if mask is None else mask(row)


def _rows(connection: Any, name: str, *args: Any) -> Any:
    state, run = _reading(connection, name)
    if state is None or run is None:
        return RAW[name](connection, *args)
    try:
        rows = RAW[name](connection, *args)
    except BaseException as error:
        run.failed(error)
        raise
    run.released(len(rows))
    mask = state.mask
    return rows if mask is None else list(map(mask, rows))


def fetchall(self: Any) -> Any:
    return _rows(self, "fetchall")


def fetchmany(self: Any, size: Any = 1) -> Any:
    return _rows(self, "fetchmany", size)


def _frame(name: str) -> Callable[..., Any]:
    def fetch(self: Any, *args: Any, **options: Any) -> Any:
        state, run = _reading(self, name)
        if state is None or run is None:
            return RAW[name](self, *args, **options)
        try:
            frame = RAW[name](self, *args, **options)
        except BaseException as error:
            run.failed(error)
            raise
        if frame is not None:
            run.released(len(frame))
        return frame if state.specs is None else masked_frame(state.session, state.specs, frame)

    return fetch


def _columns(name: str) -> Callable[..., Any]:
    def fetch(self: Any) -> Any:
        state, run = _reading(self, name)
        if state is None or run is None:
            return RAW[name](self)
        if state.specs is not None:
            refuse(state.session, name)
        columns = RAW[name](self)
        run.released(max((len(values) for values in columns.values()), default=0))
        return columns

    return fetch


def result_as_arrow(self: Any, batch_size: Any, *, reader: bool) -> Any:
    state, run = _reading(self, "to_arrow_reader" if reader else "to_arrow_table")
    if state is None or run is None:
        return RAW["_result_as_arrow"](self, batch_size, reader=reader)
    session = state.session
    session.in_flight, before = run, session.in_flight
    try:
        result = RAW["_result_as_arrow"](self, batch_size, reader=reader)
    finally:
        session.in_flight = before
    if result is None:
        return None
    if reader:
        if state.specs is not None:
            return masked_reader(session, state.specs, run, result)
        return result if run.limit is None else counted_reader(run, result)
    run.released(result.num_rows)
    return result if state.specs is None else masked_table(session, state.specs, result)


ROWS: dict[str, Callable[..., Any]] = {
    "fetchone": fetchone,
    "fetchall": fetchall,
    "fetchmany": fetchmany,
    **{name: _frame(name) for name in ("df", "fetchdf", "fetch_df", "fetch_df_chunk")},
    **{name: _columns(name) for name in ("fetchnumpy", "torch", "tf")},
    "_result_as_arrow": result_as_arrow,
}
"""What takes the place of each method."""
