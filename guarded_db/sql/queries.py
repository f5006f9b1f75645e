"""Reads queries: FROM and joins, common table expressions, set operations, stars, the clauses of a SELECT.

It returns what each output column depends on. Statements that write are in `writes`.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.conditions import condition
from guarded_db.sql.expressions import value, values
from guarded_db.sql.limits import MAX_ROUNDS
from guarded_db.sql.pivots import read_pivot
from guarded_db.sql.projection import project
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import EMPTY, Named, Rows, Scope, Val, derived, merged
from guarded_db.sql.sources import add_from

_SELECT_PARTS = frozenset(
    "with_ kind expressions hint distinct into from_ operation_modifiers laterals joins where group having "
    "qualify windows order limit offset locks sample".split()
)
_SET_PARTS = frozenset(
    "with_ this expression distinct by_name side kind on order limit offset locks".split()
)


def read_query(reader: Reader, node: Any, parent: Scope | None = None) -> Rows:
    """Read any query; `parent` is the level around it, for correlation and common table expressions."""
    if isinstance(node, exp.Select):
        return _with(reader, node, parent, _select)
    if isinstance(node, exp.SetOperation):
        return _with(reader, node, parent, _set_operation)
    if isinstance(node, exp.Subquery):
        return _with(reader, node, parent, _wrapped)
    if isinstance(node, exp.Values):
        return read_values(reader, node, parent or Scope())
    if isinstance(node, exp.Table):
        scope = Scope(parent)
        add_from(reader, node, scope)
        return Rows(scope.star, scope.everything().sources)
    if isinstance(node, exp.Pivot):
        return _with(reader, node, parent, read_pivot)
    if isinstance(node, exp.DML):
        from guarded_db.sql.writes import read_write

        return read_write(reader, node, parent)
    reader.concede("a part of the query is not known")
    inner = parent or Scope()
    found = derived(values(reader, node, inner))
    return Rows(None, found.sources | inner.everything().sources)


def bind(reader: Reader) -> Reader:
    """Let expressions of `reader` read queries."""
    reader.subquery = lambda node, scope: read_query(reader, node, scope)
    return reader


class Cte:
    """One common table expression, read when it is first named."""

    __slots__ = ("active", "node", "recursive", "rows", "scope", "touched")

    def __init__(self, node: Any, scope: Scope | None, recursive: bool) -> None:
        self.node = node
        self.scope = scope
        self.rows: Rows | None = None
        self.active = False
        self.touched = False
        self.recursive = recursive

    def read(self, reader: Reader) -> Rows:
        """What it produces; inside of itself, what is known of that so far."""
        if self.active:
            self.touched = True
            return self.rows or Rows(None, frozenset())
        if self.rows is None:
            self.active = True
            try:
                self.rows = self._settle(reader)
            finally:
                self.active = False
        return self.rows

    def _settle(self, reader: Reader) -> Rows:
        body = self.node.this
        if self.recursive and isinstance(body, exp.SetOperation):
            self.rows = self._named(reader, read_query(reader, _leftmost(body), self.scope))
            self.touched = False
        for _ in range(MAX_ROUNDS):
            rows = self._named(reader, read_query(reader, body, self.scope))
            rows = _grown(self.rows, rows)
            if not self.touched or (self.rows is not None and _same(rows, self.rows)):
                return rows
            self.rows, self.touched = rows, False
        reader.concede("a recursive query did not come to rest")
        return Rows(None, rows.everything)

    def _named(self, reader: Reader, rows: Rows) -> Rows:
        alias = self.node.args.get("alias")
        names = [reader.fold(c) for c in alias.columns] if alias is not None else []
        return renamed(rows, names)


def _leftmost(node: Any) -> Any:
    while isinstance(node, exp.SetOperation) and not node.args.get("with_"):
        node = node.this
    return node


def _same(left: Rows, right: Rows) -> bool:
    if left.columns is None or right.columns is None:
        return left.columns is right.columns and left.everything == right.everything
    return [c[:2] for c in left.columns] == [c[:2] for c in right.columns]


def _grown(before: Rows | None, rows: Rows) -> Rows:
    """What is known after one more round, never less than before, so that the rounds come to rest."""
    if before is None or before.columns is None or rows.columns is None:
        return rows
    pairs = zip(before.columns, rows.columns, strict=False)
    columns = [Named(new.name, merged(old.value, new.value)) for old, new in pairs]
    return Rows(columns, before.everything | rows.everything)


def renamed(rows: Rows, names: list[str]) -> Rows:
    """The rows under the column names of an alias list."""
    if not names:
        return rows
    if rows.columns is None:
        return (
            Rows([Named(n, rows.unknown) for n in names], rows.everything)
            if rows.relation is None
            else rows
        )
    columns = [Named(n, c.value) for n, c in zip(names, rows.columns, strict=False)]
    return Rows(columns + rows.columns[len(names) :], rows.everything)


def _with(reader: Reader, node: Any, parent: Scope | None, read: Any) -> Rows:
    clause = node.args.get("with_")
    if clause is None:
        rows: Rows = read(reader, node, parent)
        return rows
    scope, defined = open_with(reader, clause, parent)
    rows = read(reader, node, scope)
    for cte in defined:
        cte.read(reader)
    return rows


def open_with(reader: Reader, clause: Any, parent: Scope | None) -> tuple[Scope, list[Cte]]:
    """The level that sees the common table expressions of a WITH clause, and those."""
    everywhere = bool(clause.args.get("recursive")) or reader.dialect == "sqlite"
    scope, defined = Scope(parent), []
    for node in clause.expressions:
        if not isinstance(node, exp.CTE):
            reader.concede("a part of the WITH clause is not known")
            continue
        cte = Cte(node, scope, everywhere)
        defined.append(cte)
        if not everywhere:
            scope = Scope(scope)
        scope.ctes[reader.fold(node.args["alias"].this)] = cte
    return scope, defined


def _wrapped(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    scope = Scope(parent)
    if not isinstance(node.this, exp.Query) or node.args.get("joins"):
        add_from(reader, node, scope)
        for join in node.args.get("joins") or ():
            add_from(reader, join.this, scope)
        return Rows(scope.star, scope.everything().sources)
    rows = read_query(reader, node.this, parent)
    _tail(reader, node, rows, parent)
    return rows


def read_values(reader: Reader, node: Any, scope: Scope) -> Rows:
    """`VALUES (…), (…)`: columns by position."""
    columns: list[Val] | None = None
    for row in node.expressions:
        parts = row.expressions if isinstance(row, (exp.Tuple, exp.Anonymous)) else [row]
        if (
            len(parts) == 1
            and isinstance(parts[0], exp.Anonymous)
            and parts[0].name.lower() == "row"
        ):
            parts = parts[0].expressions
        found = [EMPTY if isinstance(p, exp.Literal) else value(reader, p, scope) for p in parts]
        if columns is None:
            columns = found
        elif len(columns) == len(found):
            columns = [merged(a, b) for a, b in zip(columns, found, strict=True)]
        else:
            return Rows(None, derived([*columns, *found]).sources)
    if reader.dialect == "mysql":  # MariaDB names them after the first row's text
        return Rows([Named("", found) for found in columns or ()])
    prefix = {"duckdb": "col"}.get(reader.dialect, "column")
    start = 0 if prefix != "column" else 1
    return Rows([Named(f"{prefix}{i}", v) for i, v in enumerate(columns or (), start)])


def _set_operation(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    _check_parts(reader, node, _SET_PARTS)
    branches = [node.expression]
    left = node.this
    operations = [node]
    while type(left) in (exp.Union, exp.Except, exp.Intersect) and not _decorated(left):
        operations.append(left)
        branches.append(left.expression)
        left = left.this
    rows = read_query(reader, left, parent)
    for operation, branch in zip(reversed(operations), reversed(branches), strict=True):
        rows = _combined(reader, operation, rows, read_query(reader, branch, parent))
    _tail(reader, node, rows, parent)
    return rows


def _decorated(node: Any) -> bool:
    return any(node.args.get(k) for k in ("with_", "order", "limit", "offset", "locks"))


def _combined(reader: Reader, node: Any, left: Rows, right: Rows) -> Rows:
    everything = left.everything | right.everything
    if not (isinstance(node, exp.Union) and not node.args.get("distinct")):
        reader.predicate(Val(everything), "other", "set operation")
    if left.columns is None or right.columns is None:
        return Rows(None, everything)
    if node.args.get("by_name"):
        names = {c.name: c.value for c in right.columns}
        columns = [Named(c.name, merged(c.value, names.pop(c.name, EMPTY))) for c in left.columns]
        return Rows(columns + [c for c in right.columns if c.name in names], everything)
    if len(left.columns) != len(right.columns):
        return Rows(None, everything)
    pairs = zip(left.columns, right.columns, strict=True)
    return Rows([Named(a.name, merged(a.value, b.value)) for a, b in pairs], everything)


def _check_parts(reader: Reader, node: Any, known: frozenset[str]) -> None:
    for key, part in node.args.items():
        if part and key not in known:
            reader.concede(f"the clause `{key.strip('_')}` is not known")


def _select(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    _check_parts(reader, node, _SELECT_PARTS)
    scope = Scope(parent)
    args = node.args
    if args.get("from_") is not None:
        add_from(reader, args["from_"].this, scope)
    for join in args.get("joins") or ():
        add_from(reader, join, scope)
    for lateral in args.get("laterals") or ():
        add_from(reader, lateral, scope)
    rows = project(reader, node.expressions, scope)
    _filters(reader, node, scope)
    _grouping(reader, node, scope)
    if reader.dialect == "sqlite":
        _chosen_row(reader, node, scope)
    if args.get("distinct") is not None:
        on = args["distinct"].args.get("on")
        looked_at = value(reader, on, scope) if on is not None else Val(rows.everything)
        reader.predicate(looked_at, "other", "distinct")
    _tail(reader, node, rows, scope)
    if args.get("into") is not None:
        from guarded_db.sql.making import read_into

        read_into(reader, args["into"], rows)
    return rows


def _filters(reader: Reader, node: Any, scope: Scope) -> None:
    for key, clause in (("where", "where"), ("having", "having"), ("qualify", "having")):
        part = node.args.get(key)
        if part is not None:
            condition(reader, part.this, scope, clause)
    for window in node.args.get("windows") or ():
        value(reader, window, scope)


def _grouping(reader: Reader, node: Any, scope: Scope) -> None:
    group = node.args.get("group")
    if group is None:
        return
    if group.args.get("all"):
        keys = [item for item in node.expressions if not _aggregates(item, node)]
        reader.predicate(derived(value(reader, key, scope) for key in keys), "other", "group by")
    for key in ("expressions", "cube", "rollup", "grouping_sets"):
        parts = group.args.get(key) or ()
        for part in parts if isinstance(parts, (list, tuple)) else ():
            reader.predicate(_by_position(reader, part, scope), "other", "group by")


def _aggregates(item: Any, select: Any) -> bool:
    """Whether an item of a SELECT list computes over the groups, so that GROUP BY ALL does not group by it."""
    return any(
        found.find_ancestor(exp.Select, exp.Window) is select
        for found in item.find_all(exp.AggFunc)
    )


def _chosen_row(reader: Reader, node: Any, scope: Scope) -> None:
    """SQLite: beside `max(a)` or `min(a)` a bare column shows the row in which `a` is greatest or smallest."""
    shown = [*node.expressions, *(node.args.get(k) for k in ("having", "order"))]
    parts = [part for part in shown if part is not None]
    chosen = [m for part in parts for m in part.find_all(exp.Max, exp.Min) if not m.expressions]
    if not chosen:
        return
    group = node.args.get("group")
    keys = {key.sql().lower() for key in group.expressions} if group is not None else set()
    bare = any(
        found.sql().lower() not in keys and found.find_ancestor(exp.AggFunc, exp.Select) is node
        for part in parts
        for found in part.find_all(exp.Column, exp.Star, exp.Subquery)
    )
    for aggregate in chosen if bare else ():
        reader.predicate(value(reader, aggregate.this, scope), "other", "aggregate")


def _by_position(reader: Reader, node: Any, scope: Scope) -> Val:
    if isinstance(node, exp.Literal) and not node.is_string and node.name.isdigit():
        position = int(node.name)
        return (
            scope.items[position - 1] if 0 < position <= len(scope.items) else derived(scope.items)
        )
    if isinstance(node, exp.Column) and not node.args.get("table"):
        alias = scope.aliases.get(reader.fold(node.this))
        if alias is not None:
            return derived([alias, value(reader, node, scope)])
    return value(reader, node, scope)


def _tail(reader: Reader, node: Any, rows: Rows, parent: Scope | None) -> None:
    """ORDER BY, LIMIT and locks; for a set operation names mean output columns."""
    args = node.args
    scope = parent
    if scope is None or not isinstance(node, exp.Select):
        scope = Scope(parent)
        scope.items = [c.value for c in rows.columns or ()]
        scope.aliases = {c.name: c.value for c in rows.columns or ()}
    order = args.get("order")
    for item in order.expressions if order is not None else ():
        what = item.this if isinstance(item, exp.Ordered) else item
        found = (
            derived(scope.items) if isinstance(what, exp.Var) else _by_position(reader, what, scope)
        )
        if rows.columns is None and not found.sources:
            found = rows.unknown
        reader.predicate(found, "other", "order by")
    for key in ("limit", "offset", "sample"):
        if args.get(key) is not None:
            reader.predicate(derived(values(reader, args[key], scope)), "other", "limit")
    if args.get("locks"):
        reader.effects.add("lock")
