"""Reads the items of FROM: relations, derived tables, table functions, joins, and what `*` shows of them."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.bodies import called_rows
from guarded_db.sql.conditions import condition
from guarded_db.sql.expressions import function_name, value, values
from guarded_db.sql.facts import Column, Relation
from guarded_db.sql.functions import TAKEN_APART, danger_of
from guarded_db.sql.joins import either_order, merge, merged_star, natural
from guarded_db.sql.pivots import read_pivot, turned
from guarded_db.sql.reader import Reader
from guarded_db.sql.scanned import is_file
from guarded_db.sql.scope import MADE, Named, Rows, Scope, Source, Val, derived
from guarded_db.sql.telling import told

_ONE_COLUMN = frozenset(
    """generate_series generate_subscripts unnest regexp_split_to_table string_to_table json_array_elements
    jsonb_array_elements json_array_elements_text jsonb_array_elements_text json_object_keys jsonb_object_keys
    jsonb_path_query range exploding_generate_series explode""".split()
)
"""Functions that produce one column, named as the function or its alias."""

_DUCKDB_TABLE = frozenset(
    "generate_series range repeat repeat_row unnest json_each json_tree icu_calendar_names pg_timezone_names "
    "test_all_types glob".split()
)
"""DuckDB: functions of FROM that read no table."""

_SQLITE_JSON = ("key", "value", "type", "atom", "id", "parent", "fullkey", "path")


def add_from(reader: Reader, node: Any, scope: Scope) -> None:
    """Add one item of FROM, or one join, to `scope`."""
    if isinstance(node, exp.Join):
        _join(reader, node, scope)
        return
    before, star = len(scope.sources), scope.star
    if isinstance(node, exp.Table) and not node.args.get("rows_from"):
        _table(reader, node, scope)
    elif isinstance(node, exp.Subquery):
        _subquery(reader, node, scope)
    elif isinstance(node, exp.Lateral):
        inner = node.this
        rows = _lateral(reader, inner, scope)
        _add(
            reader,
            scope,
            _aliased(
                reader, node, rows, function_name(inner) if isinstance(inner, exp.Func) else ""
            ),
        )
    elif isinstance(node, exp.Values):
        from guarded_db.sql.queries import read_values

        _add(reader, scope, _aliased(reader, node, read_values(reader, node, scope), ""))
    elif isinstance(node, (exp.Describe, exp.Summarize)):
        _add(reader, scope, Source("", told(reader, node)))
    else:
        _other(reader, node, scope)
    for join in node.args.get("joins") or ():
        add_from(reader, join, scope)
    for lateral in node.args.get("laterals") or ():
        add_from(reader, lateral, scope)
    if node.args.get("pivots"):
        _pivot(reader, node, scope, before, star)


def _add(reader: Reader, scope: Scope, source: Source, visible: bool = True) -> None:
    scope.sources.append(source)
    if not visible:
        return
    columns = source.rows.columns
    scope.star = None if columns is None or scope.star is None else scope.star + _owned(source)


def _owned(source: Source) -> list[Named]:
    return [Named(c.name, c.value._replace(source=source)) for c in source.rows.columns or ()]


def _aliased(reader: Reader, node: Any, rows: Rows, name: str, schema: str = "") -> Source:
    from guarded_db.sql.queries import renamed

    alias = node.args.get("alias")
    named = alias is not None and alias.this is not None
    reader.spelled(alias.this if named else node.this)
    if alias is not None:
        if alias.this is not None:
            name, schema = reader.fold(alias.this), ""
        names = [reader.fold(c.this if isinstance(c, exp.ColumnDef) else c) for c in alias.columns]
        rows = renamed(rows, names)
    return Source(name, rows, schema)


def _table(reader: Reader, node: Any, scope: Scope) -> None:
    name = node.this
    if not isinstance(name, exp.Identifier):
        if isinstance(name, exp.Dot):
            name = name.expression
        _function(reader, node, name, scope)
        return
    schema, folded = _schema(reader, node), reader.fold(name)
    cte = None if schema else _cte(scope, folded)
    if cte is not None:
        _add(reader, scope, _aliased(reader, node, cte.read(reader), folded))
        return
    if reader.dialect == "mysql" and folded == "dual" and not schema:
        return
    if is_file(reader, name, schema):
        reader.effects |= {"file", "network", "read"}
        relation = Relation("", folded)
        reader.reads.add(relation)
        rows = Rows(None, frozenset({Column(relation, "*")}), relation)
        _add(reader, scope, _aliased(reader, node, rows, folded.rpartition("/")[2].split(".")[0]))
        return
    if node.args.get("sample") is not None:
        reader.predicate(derived(values(reader, node.args["sample"], scope)), "other", "limit")
    _add(reader, scope, _aliased(reader, node, reader.table_rows(schema, folded), folded, schema))


def _schema(reader: Reader, node: Any) -> str:
    parts = [reader.fold(node.args[k]) for k in ("catalog", "db") if node.args.get(k) is not None]
    return reader.place(".".join(parts))


def _cte(scope: Scope, name: str) -> Any:
    for level in scope.up():
        if name in level.ctes:
            return level.ctes[name]
    return None


def _function(reader: Reader, node: Any, call: Any, scope: Scope) -> None:
    name = function_name(call) if isinstance(call, exp.Func) else ""
    if _with_body(reader, node, call, scope, name):
        return
    found = _counted(reader, value(reader, call, scope), call, name, scope)
    _check_table_function(reader, name)
    reader.effects.add("read")
    alias = node.args.get("alias")
    if name == "generate_series" and call.args.get("is_end_exclusive"):
        name = "range"
    label = reader.fold(alias.this) if alias is not None and alias.this is not None else name
    columns = None
    if name in _ONE_COLUMN and not node.args.get("ordinality"):
        columns = [Named(label, Val(found.sources, False, found.via))]
    elif reader.dialect == "sqlite" and name in (
        "json_each",
        "json_tree",
        "jsonb_each",
        "jsonb_tree",
    ):
        columns = [Named(c, found) for c in _SQLITE_JSON]
    rows = Rows(columns, found.sources)
    if columns is None and alias is not None and alias.columns and not _complete(alias):
        rows = Rows(None, found.sources)
    _add(reader, scope, _aliased(reader, node, rows, name))


def _with_body(reader: Reader, node: Any, call: Any, scope: Scope, name: str) -> bool:
    """Take the rows of a function whose body can be read."""
    rows = called_rows(reader, call, scope) if isinstance(call, exp.Anonymous) else None
    if rows is None:
        return False
    alias = node.args.get("alias")
    if node.args.get("ordinality"):
        rows = Rows(None, rows.everything)
    elif (
        rows.columns is not None and [c.name for c in rows.columns] == [name] and alias is not None
    ):
        label = reader.fold(alias.this) if alias.this is not None else name
        rows = Rows([Named(label, rows.columns[0].value)], rows.everything)
    reader.effects.add("read")
    _add(reader, scope, _aliased(reader, node, rows, name))
    return True


def _check_table_function(reader: Reader, name: str) -> None:
    """DuckDB: some functions of FROM read the table that an argument names, such as `histogram(t, c)`."""
    known = name in _ONE_COLUMN or name in _DUCKDB_TABLE or name.startswith(("duckdb_", "pragma_"))
    known = known or danger_of(reader.dialect, name) is not None  # and so told, or conceded there
    if reader.dialect == "duckdb" and not known:
        reader.concede(f"table function `{name}` is not known")


def _counted(reader: Reader, found: Val, call: Any, name: str, scope: Scope) -> Val:
    """The value of a table function, whose number of rows tells of what it depends on.

    Taking a list apart shows its length, which its mask shows too; anything else shows a number.
    """
    given = list(values(reader, call, scope))
    if name not in TAKEN_APART:
        reader.predicate(found, "other", "from")
        return found if found.sources else Val(via=found.via | {MADE})
    for part in given:
        if not part.direct:
            reader.predicate(part, "other", "from")
    return found


def _complete(alias: Any) -> bool:
    return all(isinstance(c, exp.ColumnDef) for c in alias.columns)


def _lateral(reader: Reader, node: Any, scope: Scope) -> Rows:
    if (isinstance(node, exp.Subquery) and not node.args.get("joins")) or isinstance(
        node, exp.Query
    ):
        return reader.subquery(node, scope)
    body = called_rows(reader, node, scope) if isinstance(node, exp.Anonymous) else None
    if body is not None:
        return body
    found = value(reader, node, scope)
    name = function_name(node) if isinstance(node, exp.Func) else ""
    _check_table_function(reader, name)
    return Rows([Named(name, found)] if name in _ONE_COLUMN else None, found.sources)


def _subquery(reader: Reader, node: Any, scope: Scope) -> None:
    inner, alias = node.this, node.args.get("alias")
    if not isinstance(inner, exp.Query) or (isinstance(inner, exp.Subquery) and _is_join(inner)):
        _bracketed(reader, node, scope, alias)
        return
    around = scope if reader.dialect == "duckdb" else scope.parent
    rows = reader.subquery(_with_tail(node) if _has_tail(node) else inner, around)  # type: ignore[arg-type]
    _add(reader, scope, _aliased(reader, node, rows, ""))


def _with_tail(node: Any) -> Any:
    """The query with what stands behind its brackets. The query itself keeps its place in the tree."""
    taken = ("joins", "alias", "laterals", "pivots")
    plain = exp.Subquery(**{k: v for k, v in node.args.items() if k not in taken})
    for part in plain.args.values():
        if isinstance(part, exp.Expression):
            part.parent = node
    plain.parent = node.parent
    return plain


def _has_tail(node: Any) -> bool:
    return any(node.args.get(k) for k in ("with_", "order", "limit", "offset", "locks", "sample"))


def _is_join(node: Any) -> bool:
    return bool(node.args.get("joins")) or not isinstance(node.this, exp.Query)


def _bracketed(reader: Reader, node: Any, scope: Scope, alias: Any) -> None:
    """`(a JOIN b …)`: its tables keep their names, unless it has an alias of its own."""
    inner = Scope(scope.parent)
    inner.ctes = scope.ctes
    if isinstance(node.this, exp.Pivot):
        _add(reader, inner, Source("", read_pivot(reader, node.this, scope)))
    else:
        add_from(reader, node.this, inner)
    if alias is not None and alias.this is not None:
        rows = Rows(inner.star, inner_everything(inner))
        if reader.dialect == "sqlite":  # it reads them all
            reader.columns_read |= rows.everything
        _add(reader, scope, _aliased(reader, node, rows, ""))
        return
    scope.sources += inner.sources
    scope.merged.update(inner.merged)
    scope.star = None if scope.star is None or inner.star is None else scope.star + inner.star


def inner_everything(scope: Scope) -> frozenset[Column]:
    """Every column of the sources of one level."""
    return frozenset().union(*(s.rows.everything for s in scope.sources))


def _other(reader: Reader, node: Any, scope: Scope) -> None:
    if isinstance(node, exp.Unnest):
        taken = exp.Tuple(expressions=node.expressions)
        inside = derived(values(reader, taken, scope), "unnest")
        found = _counted(reader, inside, taken, "unnest", scope)
        alias = node.args.get("alias")
        names = [reader.fold(c) for c in alias.columns] if alias is not None else []
        label = (
            reader.fold(alias.this) if alias is not None and alias.this is not None else "unnest"
        )
        columns = [Named(n, found) for n in names or [label]]
        single = len(node.expressions) == 1 and len(names) < 2 and not node.args.get("offset")
        rows = Rows(columns if single else None, found.sources)
        _add(reader, scope, Source(label, rows))
        return
    parts = node.args.get("rows_from") or (node.this,) if isinstance(node, exp.Table) else (node,)
    for part in parts:
        _check_table_function(reader, function_name(part) if isinstance(part, exp.Func) else "")
    found = derived(_table_value(reader, part, scope) for part in parts if part is not None)
    if not isinstance(node, exp.Table):
        reader.concede("an item of FROM is not known")
    alias = node.args.get("alias")
    label = (
        reader.fold(alias.this)
        if alias is not None and getattr(alias, "this", None) is not None
        else ""
    )
    _add(reader, scope, Source(label, Rows(None, found.sources)))


def _table_value(reader: Reader, node: Any, scope: Scope) -> Val:
    if isinstance(node, exp.Table) and not isinstance(node.this, exp.Identifier):
        return value(reader, node.this, scope)
    inner = Scope(scope)
    for table in node.find_all(exp.Table):
        add_from(reader, table, inner)
    found = derived(values(reader, node, inner))
    return Val(found.sources | inner_everything(inner))


def _pivot(reader: Reader, node: Any, scope: Scope, before: int, star: list[Named] | None) -> None:
    """Turn the sources from `before` on into what PIVOT and UNPIVOT make of them."""
    alone = Scope(scope.parent)
    alone.sources, alone.ctes = scope.sources[before:], scope.ctes
    known = all(source.rows.columns is not None for source in alone.sources)
    alone.star = [c for source in alone.sources for c in _owned(source)] if known else None
    source = turned(reader, node, alone)
    del scope.sources[before:]
    scope.star = star
    _add(reader, scope, source)


def _join(reader: Reader, node: Any, scope: Scope) -> None:
    before, left_star = list(scope.sources), scope.star
    left_merged = dict(scope.merged)
    scope.star = []
    add_from(reader, node.this, scope)
    right, right_star = scope.sources[len(before) :], scope.star
    new_merged = {k: v for k, v in scope.merged.items() if left_merged.get(k) is not v}
    scope.star = None if left_star is None or right_star is None else left_star + right_star
    names = [
        reader.fold(k.this if isinstance(k, exp.Column) else k)
        for k in node.args.get("using") or ()
    ]
    if str(node.args.get("method") or "").upper() == "NATURAL":
        names = natural(reader, before, right, left_star, right_star)
    elif names and reader.dialect == "mysql":
        # not in the order of USING, but in that of the left table
        order = {c.name: at for at, c in reversed([*enumerate(left_star or ())])}
        names = sorted(names, key=lambda name: order.get(name, len(order)))
    for name in names:
        merge(reader, name, before, right, left_merged, new_merged, scope)
    if names and reader.dialect == "mysql" and str(node.args.get("side") or "").upper() == "RIGHT":
        scope.star = either_order(reader, names, left_star, right_star, scope)
    elif names and scope.star is not None:
        scope.star = merged_star(reader, names, left_star or [], right_star or [], scope)
    if str(node.args.get("kind") or "").upper() in ("SEMI", "ANTI"):
        scope.star = left_star
    if node.args.get("on") is not None:
        condition(reader, node.args["on"], scope, "join")
    if node.args.get("match_condition") is not None:
        condition(reader, node.args["match_condition"], scope, "join")
