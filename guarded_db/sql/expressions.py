"""What a value depends on.

Anything that is not known here depends on everything below it. Queries inside expressions go to `queries`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlglot import exp

from guarded_db.sql.bodies import argument, called_value
from guarded_db.sql.failing import looked_at
from guarded_db.sql.functions import COUNTING
from guarded_db.sql.leaving import called
from guarded_db.sql.nearest import not_found
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import EMPTY, MADE, Rows, Scope, Val, derived

Handler = Callable[[Reader, Any, Scope], Val]

SYSTEM_COLUMNS: dict[str, frozenset[str]] = {
    "postgres": frozenset({"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid"}),
    "sqlite": frozenset({"rowid", "oid", "_rowid_"}),
    "duckdb": frozenset({"rowid"}),
}
"""Columns that every table has and that hold no data of the application (where SQLite's rowid is a column under
another name, the source knows it and it is found before)."""


def value(reader: Reader, node: Any, scope: Scope) -> Val:
    """What `node` depends on; remembers every column that it uses."""
    handler = HANDLERS.get(type(node))
    if handler is not None:
        return handler(reader, node, scope)
    if isinstance(node, exp.Query):
        return reader_value(reader.subquery(node, scope))
    if isinstance(node, exp.Func) and not isinstance(node, (exp.Connector, exp.Binary)):
        name = function_name(node)
        body = called_value(reader, node, scope) if isinstance(node, exp.Anonymous) else None
        if body is not None:
            return reader.use(body)
        found = looked_at(reader, node, derived(values(reader, node, scope), name))
        called(reader, node, name, scope, found)
        counts = name in COUNTING and not found.sources
        return Val(via=found.via | {MADE}) if counts else found
    if isinstance(node, exp.Binary):
        found = derived(_chain(reader, node, scope), _operator(node))
    else:
        found = derived(values(reader, node, scope), "expression")
    return looked_at(reader, node, found)


def values(reader: Reader, node: Any, scope: Scope) -> Iterator[Val]:
    """What each part of `node` depends on."""
    for part in node.args.values():
        if isinstance(part, list):
            for item in part:
                if isinstance(item, exp.Expr):
                    yield value(reader, item, scope)
        elif isinstance(part, exp.Expr):
            yield value(reader, part, scope)


def _chain(reader: Reader, node: Any, scope: Scope) -> Iterator[Val]:
    """The operands of a left-deep chain of operators, without recursion along it."""
    while isinstance(node, exp.Binary) and type(node) not in HANDLERS:
        yield (
            value(reader, node.args.get("expression"), scope)
            if node.args.get("expression")
            else EMPTY
        )
        node = node.args.get("this")
    if node is not None:
        yield value(reader, node, scope)


def _operator(node: Any) -> str:
    """`concat` for a chain of nothing but `||`, whose result is NULL only where an operand is; else `expression`."""
    while isinstance(node, exp.DPipe):
        node = node.this
    return "expression" if isinstance(node, exp.Binary) and type(node) not in HANDLERS else "concat"


def function_name(node: Any) -> str:
    """The lower-case name of a call."""
    if isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc)):
        return str(node.name).lower()
    return str(node.sql_name()).lower()


def reader_value(rows: Rows) -> Val:
    """A query used as a value."""
    if rows.columns is not None and len(rows.columns) == 1:
        return rows.columns[0].value._replace(source=None)
    return rows.unknown


def _nothing(reader: Reader, node: Any, scope: Scope) -> Val:
    return EMPTY


def _parameter(reader: Reader, node: Any, scope: Scope) -> Val:
    return reader.use(reader.arguments.get(f"${node.name}", EMPTY))


def _inside(reader: Reader, node: Any, scope: Scope) -> Val:
    return value(reader, node.this, scope)


def _column(reader: Reader, node: Any, scope: Scope) -> Val:
    if isinstance(node.this, exp.Star):
        return reader.use(_whole_row(reader, node, scope))
    return reader.use(resolve(reader, node, scope))


def _whole_row(reader: Reader, node: Any, scope: Scope) -> Val:
    source = scope.source(reader.fold(node.args.get("table")))
    return source.row() if source else scope.everything()


def resolve(reader: Reader, node: Any, scope: Scope) -> Val:
    """What a column reference depends on."""
    name = reader.fold(node.this)
    if not node.args.get("table"):
        return _bare(reader, node.this, name, scope)
    table, schema = reader.fold(node.args["table"]), reader.place(reader.fold(node.args.get("db")))
    source = scope.source(table, schema)
    own_code(reader, name if source is None or source.column(name) is None else "")
    given = reader.arguments.get(f"{table}.{name}") if source is None else None
    if given is not None:
        return given
    if source is None:
        return _field(table, schema, scope)
    found = source.column(name)
    if found is not None:
        return found
    if name in SYSTEM_COLUMNS.get(reader.dialect, ()):
        return Val(via=frozenset({MADE}))
    not_found(reader, name, [source])
    return source.row()


def own_code(reader: Reader, name: str) -> None:
    """Concede `row.name` where a function of that name may be meant, which PostgreSQL then calls with the row."""
    if reader.own(name):
        reader.concede(f"function `{name}` is not known")


def _bare(reader: Reader, identifier: Any, name: str, scope: Scope) -> Val:
    found = argument(reader, name, scope.unqualified(name))
    if found is not None:
        return found
    if name in SYSTEM_COLUMNS.get(reader.dialect, ()):
        return Val(via=frozenset({MADE}))
    source = scope.source(name)
    if source is not None:
        return source.row()
    if (
        reader.dialect == "sqlite"
        and isinstance(identifier, exp.Identifier)
        and identifier.args.get("quoted")
    ):
        return EMPTY
    not_found(reader, name, [source for level in scope.up() for source in level.sources])
    return scope.everything()


def _field(table: str, schema: str, scope: Scope) -> Val:
    """`a.b` where `a` is no source: a field of the composite column `a`, or unknown."""
    for name in (table, schema):
        owner = scope.unqualified(name) if name else None
        if owner is not None:
            return Val(owner.sources, False, owner.via | {"expression"})
        source = scope.source(name) if name else None
        if source is not None:
            return source.row()
    return scope.everything()


def _identifier(reader: Reader, node: Any, scope: Scope) -> Val:
    name = reader.fold(node)
    found = argument(reader, name, scope.unqualified(name))
    row = scope.source(name) if reader.dialect == "duckdb" and found is None else None
    if row is not None:
        return reader.use(row.row())
    return reader.use(found) if found is not None else EMPTY


def _var(reader: Reader, node: Any, scope: Scope) -> Val:
    """A word that the parser took for a unit or keyword, unless a column in reach has that name."""
    name = str(node.name).lower()
    found = [
        s.by_name[name]
        for level in scope.up()
        for s in level.sources
        if s.by_name and name in s.by_name
    ]
    return reader.use(derived(found, "expression")) if found else EMPTY


def _star(reader: Reader, node: Any, scope: Scope) -> Val:
    return reader.use(scope.everything())


def _count(reader: Reader, node: Any, scope: Scope) -> Val:
    counted = node.this
    if counted is None or isinstance(counted, exp.Star):
        return Val(via=frozenset({"count"}))
    parts = counted.expressions if isinstance(counted, exp.Distinct) else [counted]
    found = derived([value(reader, part, scope) for part in [*parts, *node.expressions]], "count")
    # a derived value may be NULL by what it depends on, and then a count tells that
    plain = all(
        isinstance(part, exp.Column) and value(reader, part, scope).direct for part in parts
    )
    return Val(found.sources, False, frozenset({"count"}) if plain else found.via | {"expression"})


def _cast(reader: Reader, node: Any, scope: Scope) -> Val:
    inner = value(reader, node.this, scope)
    extra = [value(reader, node.args[k], scope) for k in ("format", "default") if node.args.get(k)]
    # SQLite's CAST is a TryCast to the parser and never gives NULL; others do for what does not fit
    tried = isinstance(node, exp.TryCast) and reader.dialect != "sqlite"
    return looked_at(reader, node, derived([inner, *extra], "try_cast" if tried else "cast"))


def _dot(reader: Reader, node: Any, scope: Scope) -> Val:
    left, right = node.this, node.expression
    if isinstance(right, exp.Func):
        parts = [value(reader, right, scope)]
        if reader.dialect == "duckdb" or not isinstance(left, exp.Identifier):
            parts.append(value(reader, left, scope))
        return derived(parts, function_name(right))
    if isinstance(right, exp.Identifier):
        own_code(reader, reader.fold(right))
    names = list(node.flatten())
    if all(isinstance(name, exp.Identifier) for name in names):
        return reader.use(_path(reader, [reader.fold(name) for name in names], scope))
    return derived([value(reader, left, scope)], "expression")


def _path(reader: Reader, names: list[str], scope: Scope) -> Val:
    """`a.b` and longer, before a chained call: a column with the relation's name, or a field of a column."""
    for at, name in enumerate(names[:-1]):
        source = scope.source(name)
        if source is not None:
            found = source.column(names[at + 1])
            return derived([found if found is not None else source.row()], "expression")
    owner = scope.unqualified(names[0])
    return derived([owner if owner is not None else scope.everything()], "expression")


def _case(reader: Reader, node: Any, scope: Scope) -> Val:
    parts = []
    if node.this is not None:
        subject = value(reader, node.this, scope)
        reader.predicate(subject, "other", "case")
        parts.append(subject)
    for branch in node.args.get("ifs") or ():
        parts.append(value(reader, branch, scope))
    if node.args.get("default") is not None:
        parts.append(value(reader, node.args["default"], scope))
    return derived(parts, "case")


def _if(reader: Reader, node: Any, scope: Scope) -> Val:
    parts = list(values(reader, node, scope))
    reader.predicate(parts[0] if parts else EMPTY, "other", "case")
    return derived(parts, "case")


def _exists(reader: Reader, node: Any, scope: Scope) -> Val:
    inner, looked_at = _enclosed(reader, node.this, scope)
    return derived([inner.unknown, looked_at], "exists")


def _enclosed(reader: Reader, query: Any, scope: Scope) -> tuple[Rows, Val]:
    """Read a query whose very existence of rows is the value: its conditions count as sources."""
    outer, reader.predicates = reader.predicates, {}
    rows = reader.subquery(query, scope)
    inner, reader.predicates = reader.predicates, outer
    outer.update(inner)
    return rows, Val(frozenset(p.column for p in inner), False, frozenset({"expression"}))


def _in(reader: Reader, node: Any, scope: Scope) -> Val:
    parts = [value(reader, node.this, scope)]
    parts += [value(reader, item, scope) for item in node.expressions]
    parts += [
        value(reader, node.args[k], scope) for k in ("query", "unnest", "field") if node.args.get(k)
    ]
    return derived(parts, "expression")


def _window(reader: Reader, node: Any, scope: Scope) -> Val:
    looked_at = []
    for part in node.args.get("partition_by") or ():
        looked_at.append(value(reader, part, scope))
    for key in ("order", "spec"):
        if node.args.get(key) is not None:
            looked_at.append(derived(values(reader, node.args[key], scope)))
    for found in looked_at:
        reader.predicate(found, "other", "window")
    inner = (
        value(reader, node.this, scope)
        if isinstance(node.this, (exp.Func, exp.Filter, exp.Expr))
        else EMPTY
    )
    if not isinstance(node.this, exp.Identifier):
        looked_at.append(inner)
    named = node.args.get("alias")
    if named is not None and not isinstance(named, exp.Identifier):
        looked_at.append(value(reader, named, scope))
    return derived(looked_at, *(inner.via or {"expression"}))


def _filter(reader: Reader, node: Any, scope: Scope) -> Val:
    from guarded_db.sql.conditions import condition

    inner = value(reader, node.this, scope)
    where = node.expression
    condition(reader, where.this if isinstance(where, exp.Where) else where, scope, "filter")
    looked_at = value(reader, where, scope)
    via = inner.via if not looked_at.sources else inner.via | {"expression"}
    return Val(inner.sources | looked_at.sources, False, via)


def _lambda(reader: Reader, node: Any, scope: Scope) -> Val:
    """`f(a -> b)`: a lambda where `f` takes one, else the arrow of JSON on the column `a`, which the parser confuses."""
    if reader.dialect != "duckdb":
        parts = [_bare(reader, p, reader.fold(p), scope) for p in node.expressions]
        return reader.use(derived([*parts, value(reader, node.this, scope)], "expression"))
    inner, parts = Scope(scope), []
    for parameter in node.expressions:
        name = reader.fold(parameter)
        inner.merged[name] = EMPTY
        row = scope.source(name)
        parts += [found for found in (scope.unqualified(name), row and row.row()) if found]
    body = value(reader, node.this, inner)
    return reader.use(derived([*parts, body], "expression")) if parts else body


def _comprehension(reader: Reader, node: Any, scope: Scope) -> Val:
    inner = Scope(scope)
    for name in node.args["expression"].find_all(exp.Identifier):
        inner.merged[reader.fold(name)] = EMPTY
    parts = [value(reader, node.args["iterator"], scope), value(reader, node.this, inner)]
    if node.args.get("condition") is not None:
        parts.append(value(reader, node.args["condition"], inner))
    return derived(parts, "expression")


def _assignment(reader: Reader, node: Any, scope: Scope) -> Val:
    found = value(reader, node.expression, scope)
    if isinstance(node.parent, exp.Struct) and isinstance(node.parent.parent, exp.ToMap):
        # `{a: b}` names a field, MAP `{a: b}` computes a key
        return derived([value(reader, node.this, scope), found], "map")
    if isinstance(node.this, (exp.Parameter, exp.SessionParameter)):
        from guarded_db.sql.variables import assigned

        assigned(reader, node, scope, found)
    return found if not found.direct else Val(found.sources, False, found.via | {"expression"})


HANDLERS: dict[type, Handler] = {
    exp.Column: _column,
    exp.Identifier: _identifier,
    exp.Star: _star,
    exp.Alias: _inside,
    exp.Paren: _inside,
    exp.Literal: _nothing,
    exp.Null: _nothing,
    exp.Boolean: _nothing,
    exp.Placeholder: _nothing,
    exp.Parameter: _parameter,
    exp.SessionParameter: _nothing,
    exp.DataType: _nothing,
    exp.Var: _var,
    exp.JSONPath: _nothing,
    exp.Count: _count,
    exp.Columns: _star,
    exp.Cast: _cast,
    exp.TryCast: _cast,
    exp.Dot: _dot,
    exp.Case: _case,
    exp.If: _if,
    exp.Exists: _exists,
    exp.In: _in,
    exp.Window: _window,
    exp.Filter: _filter,
    exp.Lambda: _lambda,
    exp.Comprehension: _comprehension,
    exp.PropertyEQ: _assignment,
}
