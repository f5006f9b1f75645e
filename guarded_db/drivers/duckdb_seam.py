"""The methods of DuckDB's connection that run statements and name sources, patched in place on its class.

Every relation of DuckDB 2 ends here: the relation layer is Python that submits, binds and registers through the
connection. An unguarded connection pays one look-up.

The engine looks for Python variables named in SQL in the first frame whose module is not `duckdb` or below it. So
the last line of this module makes its functions count as DuckDB's own, or such variables would not be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

import _duckdb
from duckdb import DuckDBPyRelation

from guarded_db.drivers.duckdb_result import GuardedResult, refuse, unwrapped
from guarded_db.drivers.duckdb_state import STATES, State, result_index
from guarded_db.drivers.duckdb_text import plain, view_text
from guarded_db.drivers.duckdb_witness import witness
from guarded_db.errors import Denied, NotUnderstood
from guarded_db.execution.run import Run
from guarded_db.policy.decision import Decision
from guarded_db.sql.facts import Facts

Statement = _duckdb.Statement

RAW: dict[str, Any] = {}
"""The driver's own methods by name, as they were before the patch: what sends statements. A meter may replace them."""

WORD = re.compile(r"\w+")

KEPT = ("_statement_count", "abort", "complete", "extract_statements")
"""Methods that stay as they are, and that the guard itself calls."""


def begin(state: State, text: str, params: Any, how: str) -> Run:
    """Decide `text`, and have the engine's own parser contradict what was understood of it.

    Raises:
        Denied: the policy says no, or the engine reads something else than was understood.
    """
    run = state.session.begin(text, params, how=how)
    policy = state.session.core.policy
    if policy.observe:
        return run
    if policy.needs_catalog:
        _witness_names(state, run, text)
    why = witness(run, state.connection, text, RAW)
    if why:
        _disagree(run, f"the engine reads {why}; write it in a plainer way", NotUnderstood)
    return run


def _witness_names(state: State, run: Run, text: str) -> None:
    # Words and not the facts' functions: some calls are written without a name that understanding keeps.
    shadows = state.shadows(_macros)
    if any(name in text.lower() for name in shadows) and not shadows.isdisjoint(
        WORD.findall(text.lower())
    ):
        _disagree(run, "a macro hides a function of the engine; write its expression out")


def _disagree(run: Run, text: str, kind: type[Denied] = Denied) -> NoReturn:
    run.session.refuse(run.entry, run.who, "witness", text, kind)


def _macros(connection: Any) -> list[tuple[Any, ...]]:
    copy = RAW["cursor"](connection)
    try:
        query = "SELECT function_name FROM system.main.duckdb_functions() WHERE NOT internal"
        rows: list[tuple[Any, ...]] = RAW["_submit"](copy, query, None, "rows", 131072).fetchall()
    finally:
        RAW["close"](copy)
    return rows


def _count(state: State, text: str) -> int:
    try:
        count: int = RAW["_statement_count"](state.connection, text)
    except Exception:  # noqa: BLE001  # text that the engine cannot parse holds no statement to run
        return -1
    return count


def read_raw(connection: Any, text: str) -> list[tuple[Any, ...]]:
    """Run one of the guard's own queries on the raw connection.

    An open result is in the way. It is given up when the call that asks is about to replace it anyway; otherwise the
    engine refuses, and what needs the catalog is conceded.
    """
    state = STATES[id(connection)]
    if state.replacing and connection.description is not None:
        reads = state.known and state.run is not None and not state.run.entry.writes
        RAW["abort" if reads else "complete"](connection)
        state.drop()
        state.known = True
    rows: list[tuple[Any, ...]] = RAW["_submit"](connection, text, None, "rows", 131072).fetchall()
    return rows


# -- statements -----------------------------------------------------------------------------------


def execute(self: Any, query: Any, parameters: Any = None) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["execute"](self, query, parameters)
    text = plain(query)
    if text is None:
        return RAW["execute"](self, query, parameters)
    sent = query if type(query) is Statement else text
    state.replacing = True
    try:
        run = begin(state, text, parameters, "execute")
    finally:
        state.replacing = False
    state.drop()
    with run:
        result = RAW["execute"](self, sent, parameters)
        if result is None:
            return None
        description = self.description
        state.opened(run, [c[0] for c in description] if description else None, self.rowcount)
    return result


def executemany(self: Any, query: Any, parameters: Any = None) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["executemany"](self, query, parameters)
    text = plain(query)
    if text is None or not hasattr(parameters, "__iter__"):
        return RAW["executemany"](self, query, parameters)
    sent = query if type(query) is Statement else text
    state.replacing = True
    try:
        run = begin(state, text, None, "executemany")
    finally:
        state.replacing = False
    state.drop()
    with run:
        result = RAW["executemany"](self, sent, list(run.many(parameters)))
        description = self.description if result is not None else None
        state.opened(run, [c[0] for c in description] if description else None, self.rowcount)
    return result


def _kept_rows(decision: Decision, facts: Facts) -> bool:
    shown = decision.labels or decision.mask_all
    return facts.outputs != () and bool(shown) and not decision.observed


def submit(
    self: Any, sql: Any, values: Any = None, format: Any = "rows", batch_size: Any = 131072
) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["_submit"](self, sql, values, format, batch_size)
    text = str(sql)
    run = begin(state, text, values, "relation")
    if run.entry.writes and any(
        _kept_rows(d, f) for d, f in zip(run.verdict.decisions, run.facts, strict=True)
    ):
        # Only `sql` and `query` send writes that return rows, and would keep the rows after the write was done.
        refuse(
            state.session,
            "a kept copy of the rows that a write returns",
            "execute() it, then fetchall() or df()",
        )
    with run:
        raw = RAW["_submit"](self, text, values, format, batch_size)
        result = GuardedResult(state, run, result_index(run.facts), raw)
        state.ran(run)
        run.returned(raw.rowcount, rows=raw.return_type == "query_result")
    return result


def prepare_script(self: Any, sql: Any, values: Any = None, *, with_statement: bool = False) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["_prepare_script"](self, sql, values, with_statement=with_statement)
    text = str(sql)
    run = begin(state, text, values, "script")
    if ";" not in text or _count(state, text) <= 1:
        # Nothing runs here: the statement is decided again, and recorded, when its rows are asked for.
        return RAW["_prepare_script"](self, text, values, with_statement=with_statement)
    with run:
        kept, *rest = RAW["_prepare_script"](self, text, values, with_statement=with_statement)
        state.ran(run)
        if kept is not None:
            kept = GuardedResult(state, run, result_index(run.facts[:-1]), kept)
    return (kept, *rest)


def bind(self: Any, sql: Any, **options: Any) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended or state.session.core.policy.observe:
        return RAW["_bind"](self, sql, **options)
    text = sql.query if type(sql) is Statement else str(sql)
    begin(state, text, None, "bind")
    return RAW["_bind"](self, sql if type(sql) is Statement else text, **options)


def create_view(
    self: Any, name: Any, sql: Any, *, temporary: bool = False, replace: bool = False
) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["_create_view"](self, name, sql, temporary=temporary, replace=replace)
    text = str(sql)
    with begin(state, view_text(name, text, temporary, replace), None, "create_view"):
        return RAW["_create_view"](self, name, text, temporary=temporary, replace=replace)


# -- sources --------------------------------------------------------------------------------------


def _hold(connection: Any, state: State, handle: Any) -> Any:
    if state.session.core.policy.needs_catalog:
        quoted = '"' + handle.name.replace('"', '""') + '"'
        state.session.in_flight, before = "catalog", state.session.in_flight
        try:
            names = RAW["_bind"](connection, f"FROM {quoted}")[0]
        finally:
            state.session.in_flight = before
        state.hold(handle.name, names)
    return handle


def register_collection(self: Any, result: Any) -> Any:
    state = STATES.get(id(self))
    if state is None:
        return RAW["_register_collection"](self, unwrapped(result))
    if isinstance(result, GuardedResult) and result.masked:
        refuse(
            state.session,
            "a kept copy of a masked result",
            "execute() the statement, then fetchall() or df()",
        )
    handle = RAW["_register_collection"](self, unwrapped(result))
    if isinstance(result, GuardedResult) and (result.status or not result.labels):
        return _hold(self, state, handle)
    # Somebody who may see the values kept them, or they came from elsewhere: nobody reads them by this name.
    return handle


def register_source(self: Any, obj: Any, name: Any = None) -> Any:
    state = STATES.get(id(self))
    handle = RAW["_register_source"](self, obj, name)
    # The engine reads a relation by its SQL, past the seam. Its name stays unknown, and what is unknown is conceded.
    if state is None or isinstance(obj, DuckDBPyRelation):
        return handle
    return _hold(self, state, handle)


def register_values(self: Any, rows: Any) -> Any:
    state = STATES.get(id(self))
    handle = RAW["_register_values"](self, rows)
    return handle if state is None else _hold(self, state, handle)


def register_map(self: Any, function: Any, schema: Any, input_sql: Any) -> Any:
    state = STATES.get(id(self))
    if state is None or state.session.suspended:
        return RAW["_register_map"](self, function, schema, input_sql)
    text = str(input_sql)
    run = begin(state, text, None, "map")
    if any((d.labels or d.mask_all) and not d.observed for d in run.verdict.decisions):
        refuse(
            state.session, "map", "its function would see rows unmasked; use it on the rows of df()"
        )
    with run:
        handle = RAW["_register_map"](self, function, schema, text)
    return _hold(self, state, handle)


STATEMENTS: dict[str, Callable[..., Any]] = {
    "execute": execute,
    "executemany": executemany,
    "_submit": submit,
    "_prepare_script": prepare_script,
    "_bind": bind,
    "_create_view": create_view,
    "_register_collection": register_collection,
    "_register_source": register_source,
    "_register_values": register_values,
    "_register_map": register_map,
}
"""What takes the place of each method."""

__name__ = "duckdb.guarded_db"
