"""PyMySQL's cursors with the guard in them: they know the template that a text comes from."""

from __future__ import annotations

from typing import Any

from pymysql.cursors import Cursor

from guarded_db.drivers import generic_templates as templates
from guarded_db.drivers import pymysql_calls as calls
from guarded_db.drivers.pymysql_bulk import Bulk
from guarded_db.drivers.pymysql_hooks import active, below, hook


@hook(Cursor, "execute")
def _cursor_execute(self: Any, query: Any, args: Any = None) -> Any:
    state = active(self.connection)
    if state is None or args is None or type(query) is not str:
        return below.execute(self, query, args)
    before, state.hint = state.hint, (query, args)
    try:
        return below.execute(self, query, args)
    finally:
        state.hint = before


@hook(Cursor, "_do_execute_many")
def _do_execute_many(
    self: Any,
    prefix: Any,
    values: Any,
    postfix: Any,
    args: Any,
    max_stmt_length: Any,
    encoding: Any,
) -> Any:
    state = active(self.connection)
    if state is None:
        return below.do_execute_many(self, prefix, values, postfix, args, max_stmt_length, encoding)
    text = None
    if all(isinstance(part, str) for part in (prefix, values, postfix)):
        # Only the row holds placeholders: a percent sign elsewhere has lost its double already.
        whole = f"{prefix.replace('%', '%%')}{values}{postfix.replace('%', '%%')}"
        text = templates.neutral(whole, state.session.dialect)
    bulk = Bulk(text, (prefix, postfix), values, encoding, state.escaper(self.connection))
    before, state.bulk = state.bulk, bulk
    try:
        return below.do_execute_many(
            self, prefix, values, postfix, bulk.taken(args), max_stmt_length, encoding
        )
    finally:
        state.bulk = before


@hook(Cursor, "callproc")
def _callproc(self: Any, procname: Any, args: Any = ()) -> Any:
    state = active(self.connection)
    if state is None:
        return below.callproc(self, procname, args)
    before, state.call = state.call, (procname, args)
    try:
        if args:
            # Refused before the variables that carry its arguments are set.
            state.session.begin(calls.statement(procname, args), args, how="callproc")
        return below.callproc(self, procname, args)
    finally:
        state.call = before
