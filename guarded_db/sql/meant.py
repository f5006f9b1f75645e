"""Which rows a writing statement means: what its condition says of the written table, among the tables it joins.

The conditions themselves are looked at in `bounds`, which knows no tables.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlglot import exp

from guarded_db.sql.bounds import always_true, equal_to_values, joins_everything
from guarded_db.sql.catalog import RelationInfo
from guarded_db.sql.kinds import compares_as_is, kinds_of
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import Scope, Source
from guarded_db.sql.trying import NO_NAMES, Asked, names_any
from guarded_db.sql.worth import bare

_NEVER_NULL = {
    "postgres": frozenset({"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"}),
    "sqlite": frozenset({"rowid", "_rowid_", "oid"}),
    "duckdb": frozenset({"rowid"}),
}
"""Columns of every table that are never NULL."""


_WHY = "whether the condition leaves a row out depends on the types of columns"


def everything(reader: Reader, node: Any, scope: Scope) -> bool:
    """Whether a condition (None: no condition) names no rows of the written table, the first source."""
    if reader.dialect == "sqlite" and node is not None:
        node = _texts_in_quotes(node, scope)
        if _key_alone(node, scope):
            return True
    asked = _asked(reader, scope)
    found = always_true(node, asked)
    if found is not True and node is not None and len(scope.sources) > 1:
        joined = _joined(reader, node, scope, asked)
        found = found if joined is False else joined
    if found is None:
        reader.concede(_WHY)
    return found is not False


def _key_alone(node: Any, scope: Scope) -> bool:
    """SQLite: `WHERE rowid`, a number that is never 0 where the database has given it."""
    node = bare(node)
    named = isinstance(node, exp.Column) and scope.sources and node.name.lower()
    return bool(named) and named in _NEVER_NULL["sqlite"] | {scope.sources[0].rows.rowid}


def _texts_in_quotes(node: Any, scope: Scope) -> Any:
    """SQLite: the condition with `"text"`, which names no column, as the text that it is."""
    for column in list(node.find_all(exp.Column)):
        name = column.this
        quoted = isinstance(name, exp.Identifier) and name.args.get("quoted")
        own = not column.args.get("table") and column.find_ancestor(exp.Query) is None
        if quoted and own and scope.unqualified(name.name.lower()) is None:
            text = column.replace(exp.Literal.string(name.name))
            node = text if column is node else node
    return node


def _asked(reader: Reader, scope: Scope) -> Asked:
    alone = len(scope.sources) == 1 and reader.around is None
    names_rows = partial(_names_rows, reader)
    if not alone:
        return Asked(names_rows=names_rows)
    info = _written(reader, scope)
    kinds = kinds_of(reader.dialect, info.types) if info is not None else {}
    keys = frozenset().union(*info.keys) if info is not None else NO_NAMES
    converts = reader.dialect == "mysql"
    return Asked(
        never_null(reader, scope), True, names_rows, kinds=kinds, keys=keys, converts=converts
    )


def _joined(reader: Reader, node: Any, scope: Scope, asked: Asked) -> bool | None:
    if reader.dialect == "mysql":
        return False  # see `bounding`
    target = scope.sources[0]
    return joins_everything(node, _finder(reader, scope, target), target, asked)


def _finder(reader: Reader, scope: Scope, target: Source) -> Callable[[Any], Source | None]:
    """What tells the source that a column belongs to; `target` where it could be several."""

    def source_of(column: Any) -> Source | None:
        if column.args.get("table") is not None:
            return scope.source(reader.fold(column.args["table"]))
        holders = [s for s in scope.sources if s.column(reader.fold(column.this)) is not None]
        return target if target in holders or not holders else holders[0]

    return source_of


def bounding(reader: Reader, node: Any, scope: Scope, targets: list[Source]) -> Any:
    """MySQL: the condition in WHERE or ON that names rows of every written table; None when there is none."""
    where = node.args["where"].this if node.args.get("where") is not None else None
    joins = _tables_joined(node)
    conditions = [join.args["on"] for join in joins if join.args.get("on") is not None]
    asked = _asked(reader, scope)
    whole = always_true(where, asked)
    if whole is None:
        reader.concede(_WHY)
    if whole is not False:
        inner = [j.args["on"] for j in joins if j.args.get("on") is not None and not j.side]
        return next((on for on in inner if _says_which(reader, scope, on)), None)
    if len(scope.sources) < 2 or any(j.args.get("using") or j.method for j in joins):
        return where
    for target in targets:
        source_of = _finder(reader, scope, target)
        parts = [where, *conditions]
        reached = _reached(target, parts, source_of)
        if all(joins_everything(part, source_of, one, asked) for part in parts for one in reached):
            return None
    return where


def _tables_joined(node: Any) -> list[Any]:
    """The joins of the tables of a writing statement, without those of its subqueries."""
    tables = [node.this, *(node.args.get("using") or ())]
    found = [
        j for table in tables if isinstance(table, exp.Expression) for j in table.find_all(exp.Join)
    ]
    return [join for join in found if join.find_ancestor(exp.Select) is None]


def _reached(
    target: Source, conditions: list[Any], source_of: Callable[[Any], Source | None]
) -> list[Source]:
    """The written table and those that conditions tie to it: what is said of them says which rows of it are meant."""
    ties = []
    for condition in conditions:
        for part in condition.flatten() if isinstance(condition, exp.And) else [condition]:
            named = (source_of(column) for column in part.find_all(exp.Column))
            ties.append([source for source in named if source is not None])
    reached = [target]
    for _ in ties:
        for tie in ties:
            if any(source in reached for source in tie):
                reached += [source for source in tie if source not in reached]
    return reached


def _says_which(reader: Reader, scope: Scope, condition: Any) -> bool:
    """Whether a part of an ON compares one table's columns with something else than columns."""
    source_of = _finder(reader, scope, scope.sources[0])
    parts = condition.flatten() if isinstance(condition, exp.And) else [condition]
    for part in parts:
        named = {id(source_of(column)) for column in part.find_all(exp.Column)}
        if len(named) == 1 and always_true(part, _asked(reader, scope)) is False:
            return True
    return False


def _names_rows(reader: Reader, node: Any) -> bool:
    """Whether any column of the written table, or of one that is joined to it, decides."""
    if not names_any(node):
        return False
    columns = list(node.find_all(exp.Column))
    return node.find(exp.Dot) is not None or any(_outer(reader, c, node) for c in columns)


def _outer(reader: Reader, column: Any, within: Any) -> bool:
    """Whether a column inside a condition belongs to the statement, not to a subquery of the condition."""
    table = column.args.get("table")
    above = column.parent if column is not within else None
    while above is not None:
        for source in _sources(above):
            if table is not None and source.alias_or_name.lower() == table.name.lower():
                return False
            if table is None and _has(reader, source, reader.fold(column.this)):
                return False
        above = above.parent if above is not within else None
    return True


def _sources(node: Any) -> list[Any]:
    if not isinstance(node, exp.Select):
        return []
    source = node.args.get("from_")
    found = [source.this] if source is not None else []
    return found + [join.this for join in node.args.get("joins") or ()]


def _has(reader: Reader, source: Any, name: str) -> bool:
    """Whether the catalog knows that a table has the column."""
    if not isinstance(source, exp.Table) or reader.catalog is None:
        return False
    info = reader.catalog.find(reader.fold(source.args.get("db")), reader.fold(source.this))
    return info is not None and name in info.columns


def never_null(reader: Reader, scope: Scope) -> frozenset[str]:
    """Columns of the written table that are never NULL."""
    info = _written(reader, scope)
    known = info.required if info is not None else NO_NAMES
    return known | _NEVER_NULL.get(reader.dialect, NO_NAMES)


def _written(reader: Reader, scope: Scope) -> RelationInfo | None:
    relation, catalog = scope.sources[0].rows.relation, reader.catalog
    if relation is None or catalog is None:
        return None
    return catalog.relations.get((relation.schema, relation.name))


def bound(reader: Reader, where: Any, scope: Scope, limited: bool = False) -> None:
    """Remember what bounds the rows that are changed; without a condition nothing but a LIMIT does."""
    found = {"limit"} if limited else set()
    if where is None:
        reader.unbounded = True
    else:
        found.add("where")
        if _names_key(reader, where, scope):
            found.add("key")
    reader.bounds.append(frozenset(found))


def together(bounds: list[frozenset[str]]) -> frozenset[str]:
    """What bounds a statement that writes in several places: a key only when it does in each of them."""
    found = frozenset().union(*bounds)
    return found if all("key" in one for one in bounds) else found - {"key"}


def _names_key(reader: Reader, where: Any, scope: Scope) -> bool:
    """Whether every column of a key of the written table equals a value."""
    target = scope.sources[0] if scope.sources else None
    relation = target.rows.relation if target is not None else None
    if target is None or relation is None or reader.catalog is None or len(scope.sources) > 1:
        return False
    info = reader.catalog.relations.get((relation.schema, relation.name))
    if info is None or not info.keys:
        return False
    named = set()
    for column, values in equal_to_values(where):
        name = reader.fold(column.this)
        if compares_as_is(reader.dialect, info.types.get(name, ""), values):
            named.add(name)
    return any(key <= named for key in info.keys)


def inserts(when: Any) -> bool:
    """Whether a branch of a MERGE changes no row that is there."""
    then = when.args.get("then")
    nothing = isinstance(then, exp.Var) and then.name.upper() in ("DO NOTHING", "NOTHING")
    return nothing or isinstance(then, exp.Insert)


def changes_all(when: Any, matched: bool = True) -> bool:
    """Whether a branch of a MERGE updates or deletes every row that was joined, or that had no match."""
    then = when.args.get("then")
    deletes = isinstance(then, exp.Var) and then.name.upper() == "DELETE"
    changes = deletes or isinstance(then, exp.Update)
    fits = bool(when.args.get("matched")) is matched
    return fits and when.args.get("condition") is None and changes
