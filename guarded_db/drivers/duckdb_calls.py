"""The methods of DuckDB's connection and appender that write, copy, end or extend without SQL of the caller's."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from guarded_db.drivers.duckdb_seam import RAW, begin, read_raw
from guarded_db.drivers.duckdb_state import STATES, State, call, fingerprint
from guarded_db.drivers.duckdb_text import appender_text, write_text
from guarded_db.errors import AuditUnavailable
from guarded_db.execution.run import MASKED_PARAMETER
from guarded_db.masking.masked import holds_masked
from guarded_db.sql.facts import Facts

APPENDERS: dict[int, tuple[Any, State, str]] = {}
"""Guarded appenders by address: a weak reference, the connection's state, the write's text."""

# -- writes without SQL ---------------------------------------------------------------------------


def append(self: Any, table_name: Any, df: Any, *, by_name: bool = False) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["append"](self, table_name, df, by_name=by_name)
    with begin(state, write_text(table_name), None, "append"):
        result = RAW["append"](self, table_name, df, by_name=by_name)
    state.drop()
    state.known = True
    return result


def appender(
    self: Any, table: Any, *, columns: Any = None, action: Any = "insert", key: Any = None
) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["appender"](self, table, columns=columns, action=action, key=key)
    text = appender_text(table, columns, action, key)
    if text is None:
        state.session.refuse_name(
            "appender(action='update') without columns", "name the columns with `columns=`"
        )
        text = write_text(table)
    with begin(state, text, None, "appender"):
        made = RAW["appender"](self, table, columns=columns, action=action, key=key)
    return _appending(state, text, made)


def query_appender(self: Any, dml: Any, columns: Any, *, source: Any = None) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["query_appender"](self, dml, columns, source=source)
    text = str(dml)
    with begin(state, text, None, "query_appender"):
        made = RAW["query_appender"](self, text, columns, source=source)
    return _appending(state, text, made)


def _appending(state: State, text: str, made: Any) -> Any:
    key = id(made)
    APPENDERS[key] = (weakref.ref(made, lambda _: APPENDERS.pop(key, None)), state, text)
    return made


def append_row(self: Any, *values: Any) -> Any:
    _refuse_masked(self, values)
    return RAW["appender.append_row"](self, *values)


def append_rows(self: Any, rows: Any) -> Any:
    if id(self) in APPENDERS and hasattr(rows, "__iter__"):
        rows = list(rows)
        for row in rows:
            _refuse_masked(self, row)
    return RAW["appender.append_rows"](self, rows)


def _refuse_masked(made: Any, row: Any) -> None:
    found = APPENDERS.get(id(made))
    if found is not None and isinstance(row, list | tuple | dict) and holds_masked(row):
        _, state, text = found
        run = state.session.begin(text, None, how="appender")
        state.session.refuse(run.entry, run.who, "masked-parameter", MASKED_PARAMETER)


def _flushing(name: str) -> Callable[..., Any]:
    def flush(self: Any, *args: Any) -> Any:
        found = APPENDERS.get(id(self))
        if found is None or found[1].session.suspended:
            return RAW[f"appender.{name}"](self, *args)
        with begin(found[1], found[2], None, "appender"):
            return RAW[f"appender.{name}"](self, *args)

    return flush


# -- transactions and the connection itself -------------------------------------------------------


def begin_transaction(self: Any) -> Any:
    state = STATES.get(id(self))
    if state is None:
        return RAW["begin"](self)
    session = state.session
    session.in_flight, before = "begin", session.in_flight
    try:
        result = RAW["begin"](self)
    finally:
        session.in_flight = before
    return _commanded(state, result, transaction=True)


def _ending(name: str) -> Callable[..., Any]:
    def end(self: Any) -> Any:
        state = STATES.get(id(self))
        if state is None:
            return RAW[name](self)
        with state.session.ending(name):
            result = RAW[name](self)
        return _commanded(state, result, transaction=False)

    return end


def _commanded(state: State, result: Any, *, transaction: bool) -> Any:
    state.drop()
    state.known, state.transaction = True, transaction
    return result


def checkpoint(self: Any) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["checkpoint"](self)
    with begin(state, "CHECKPOINT", None, "checkpoint"):
        result = RAW["checkpoint"](self)
    return _commanded(state, result, transaction=state.transaction)


def _closing(name: str) -> Callable[..., Any]:
    def close(self: Any, *args: Any) -> Any:
        state = STATES.get(id(self))
        result = RAW[name](self, *args)
        if state is not None:
            state.drop()
            with suppress(
                AuditUnavailable
            ):  # the guard may be closed already; nothing runs any more
                state.session.close()
        return result

    return close


def _copying(name: str) -> Callable[..., Any]:
    def copy(self: Any) -> Any:
        state = STATES.get(id(self))
        made = RAW[name](self)
        if state is not None and not state.session.suspended:
            State(state.session.core, made, state.session.target, read_raw)
        return made

    return copy


# -- what reaches further than SQL ----------------------------------------------------------------

REACHING: dict[str, tuple[tuple[str, ...], str]] = {
    "create_function": (
        ("extension",),
        "the function sees the values of every row that it is called on",
    ),
    "load_extension": (("extension", "file"), "an extension can do anything"),
    "install_extension": (("extension", "file", "network"), "an extension can do anything"),
    "register_filesystem": (
        ("extension", "file"),
        "statements reach files through the file system given",
    ),
    "enable_profiling": (("session",), "a profile prints values that plans compare with"),
    "get_profiling_information": (("read",), "a profile holds values that plans compare with"),
}
"""Methods without SQL that policy decides on: their effects, and what of them is not known."""


def _reaching(name: str) -> Callable[..., Any]:
    effects, why = REACHING[name]

    def reach(self: Any, *args: Any, **options: Any) -> Any:
        state = STATES.get(id(self))
        if state is None or state.session.suspended:
            return RAW[name](self, *args, **options)
        with state.session.begin_call(call(name, *effects, why=why)):
            return RAW[name](self, *args, **options)

    return reach


def _naming(name: str) -> Callable[..., Any]:
    # A view over the caller's own object, or its end: names mean something else from then on.
    facts = Facts(
        kind=name, effects=frozenset({"session"}), text=name, fingerprint=fingerprint(name)
    )

    def rename(self: Any, *args: Any, **options: Any) -> Any:
        state = STATES.get(id(self))
        if state is None or state.session.suspended:
            return RAW[name](self, *args, **options)
        with state.session.begin_call(facts):
            result = RAW[name](self, *args, **options)
        state.session.forget()
        return result

    return rename


CALLS: dict[str, Callable[..., Any]] = {
    "append": append,
    "appender": appender,
    "query_appender": query_appender,
    "begin": begin_transaction,
    "commit": _ending("commit"),
    "rollback": _ending("rollback"),
    "checkpoint": checkpoint,
    "close": _closing("close"),
    "__exit__": _closing("__exit__"),
    "cursor": _copying("cursor"),
    "duplicate": _copying("duplicate"),
    **{name: _reaching(name) for name in REACHING},
    **{name: _naming(name) for name in ("register", "unregister", "_register_arrow_source")},
}
"""What takes the place of each method of the connection."""

APPENDER_METHODS: dict[str, Callable[..., Any]] = {
    "append_row": append_row,
    "append_rows": append_rows,
    "flush": _flushing("flush"),
    "__exit__": _flushing("__exit__"),
}
"""What takes the place of each method of an appender."""

__name__ = "duckdb.guarded_db"
