"""The output columns of a SELECT list or RETURNING clause, with stars expanded.

It does not know where the rows come from; that is `sources`.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.chosen import chosen, matching
from guarded_db.sql.expressions import function_name, value, values
from guarded_db.sql.functions import SPREADING, TAKEN_APART
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import Named, Rows, Scope, Val


def project(reader: Reader, expressions: list[Any], scope: Scope) -> Rows:
    """The output columns of a SELECT list or RETURNING clause."""
    columns: list[Named] | None = []
    found: set[Any] = set()
    for node in expressions:
        node = _opened(reader, node, scope)
        part = _star(reader, node, scope) if _is_star(node) else _items(reader, node, scope)
        if isinstance(part, list):
            for column in part:
                found |= column.value.sources
                scope.items.append(column.value)
                reader.use(column.value)
            if columns is not None:
                columns += part
        else:
            columns = None
            found |= reader.use(part).sources
            scope.items.append(part)
    return Rows(columns, frozenset(found))


def _opened(reader: Reader, node: Any, scope: Scope) -> Any:
    """`(u).*` as `u.*`, when `u` is the row of a source and no column."""
    row = node.this if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Star) else None
    while isinstance(row, exp.Paren):
        row = row.this
    if not isinstance(row, exp.Column) or row.args.get("table") is not None:
        return node
    name = reader.fold(row.this)
    if scope.source(name) is None or any(s.column(name) is not None for s in scope.sources):
        return node
    return exp.Column(this=exp.Star(), table=row.this.copy())


def _is_star(node: Any) -> bool:
    return isinstance(node, exp.Star) or (
        isinstance(node, exp.Column) and isinstance(node.this, exp.Star)
    )


CHOSEN = "\x00chosen"
"""Stands for each column that COLUMNS means, in its turn."""


def _items(reader: Reader, node: Any, scope: Scope) -> list[Named] | Val:
    """One item of the list; DuckDB repeats it for each column that a COLUMNS in it means."""
    inner = node.this if isinstance(node, exp.Alias) else node
    found = _choosing(inner) if reader.dialect == "duckdb" else None
    columns = starred(reader, found, scope) if found is not None else None
    if found is None or columns is None:
        return _item(reader, node, scope)
    repeated: list[Named] = []
    for column in columns:
        name = "" if isinstance(node, exp.Alias) else column.name
        if inner is found:
            repeated.append(Named(name, column.value))
            continue
        copy = inner.copy()
        for part in list(copy.find_all(exp.Columns)):
            part.replace(exp.column(exp.to_identifier(CHOSEN)))
        scope.merged[CHOSEN] = column.value
        repeated.append(Named(name, value(reader, copy, scope)))
        del scope.merged[CHOSEN]
    return repeated


def _choosing(node: Any) -> Any:
    """What chooses columns in an item: a pattern behind a star, or one COLUMNS, however often."""
    if isinstance(node, (exp.Like, exp.ILike, exp.SimilarTo)) and _is_star(node.this):
        return node
    found = list(node.find_all(exp.Columns))
    plain = not any(one.args.get("unpack") for one in found) and node.find(exp.Query) is None
    same = bool(found) and all(one == found[0] for one in found)
    spreads = any(isinstance(part, (exp.Explode, exp.Unnest)) for part in node.walk())
    return found[0] if plain and same and not spreads else None


def starred(reader: Reader, node: Any, scope: Scope) -> list[Named] | None:
    """The columns that a star, COLUMNS or a pattern behind a star means; None when they are not known."""
    if _is_star(node):
        found = _star(reader, node, scope)
        return found if isinstance(found, list) else None
    if _is_star(node.this):
        columns = starred(reader, node.this, scope)
        plain = isinstance(node, exp.Columns)
        return columns if plain or columns is None else chosen(reader, node, columns)
    return None if scope.star is None else chosen(reader, node, scope.star)


def _item(reader: Reader, node: Any, scope: Scope) -> list[Named] | Val:
    inner = node.this if isinstance(node, exp.Alias) else node
    found = value(reader, inner, scope)
    _number_of_rows(reader, inner, found, scope)
    if isinstance(node, exp.Aliases) or _spreads(reader, inner):
        return Val(found.sources, False, found.via)
    name = node.args["alias"] if isinstance(node, exp.Alias) else None
    label = reader.fold(name) if name is not None else _implied(reader, inner)
    if isinstance(node, exp.Alias):
        scope.aliases[label] = found
    return [Named(label, found)]


def _number_of_rows(reader: Reader, node: Any, found: Val, scope: Scope) -> None:
    """How many rows an item of a SELECT list becomes tells of what it depends on; a plain list may show its length."""
    if not found.sources:
        return
    spreading = [
        part
        for part in node.find_all(exp.Explode, exp.Unnest, exp.Func)
        if isinstance(part, (exp.Explode, exp.Unnest)) or function_name(part) in SPREADING
    ]
    plain = len(spreading) == 1 and spreading[0] is node and function_name(node) in TAKEN_APART
    if spreading and not (plain and all(map(_whole, values(reader, node, scope)))):
        reader.predicate(Val(found.sources), "other", "select")


def _whole(given: Val) -> bool:
    """A column, or a row, which becomes columns."""
    return given.direct or given.via <= {"row"}


def _implied(reader: Reader, node: Any) -> str:
    kept = exp.Paren if reader.dialect == "duckdb" else (exp.Paren, exp.Cast)
    while isinstance(node, kept):
        node = node.this
    if isinstance(node, exp.Column):
        whole = isinstance(node.this, exp.Star) and node.args.get("table") is not None
        return reader.fold(node.args["table"] if whole else node.this)
    if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Identifier):
        whole = reader.dialect == "duckdb" and not isinstance(node.this, (exp.Column, exp.Dot))
        return "" if whole else reader.fold(node.expression)
    return str(node.output_name).lower() if isinstance(node, exp.Subquery) else ""


def _spreads(reader: Reader, node: Any) -> bool:
    """Whether one item of a SELECT list may become several columns."""
    if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Star):
        return True
    if isinstance(node, (exp.Explode, exp.Unnest)):
        return reader.dialect == "duckdb" and not isinstance(
            node.this, (exp.Array, exp.GenerateSeries)
        )
    if reader.dialect != "duckdb" or isinstance(node, (exp.Column, exp.Literal, exp.Count)):
        return False
    return any(
        isinstance(part, exp.Columns)
        or (isinstance(part, exp.Star) and not isinstance(part.parent, exp.Count))
        for part in node.walk(prune=lambda part: isinstance(part, exp.Query))
    )


def _star(reader: Reader, node: Any, scope: Scope) -> list[Named] | Val:
    star = node if isinstance(node, exp.Star) else node.this
    columns, everything = _starred(reader, node, scope)
    if columns is None:
        return Val(everything)
    if star.args.get("ilike"):
        keep = matching(star.args["ilike"])
        if keep is None:
            return Val(everything)
        columns = [c for c in columns if keep(c.name)]
    dropped = {
        reader.fold(part.this if isinstance(part, exp.Column) else part)
        for part in star.args.get("except_") or ()
    }
    swapped = {}
    for part in star.args.get("replace") or ():
        swapped[reader.fold(part.args.get("alias"))] = value(reader, part.this, scope)
    names = {
        reader.fold(part.this.this): reader.fold(part.args.get("alias"))
        for part in star.args.get("rename") or ()
    }
    return [
        Named(names.get(c.name, c.name), swapped.get(c.name, c.value))
        for c in columns
        if c.name not in dropped
    ]


def _starred(reader: Reader, node: Any, scope: Scope) -> tuple[list[Named] | None, Any]:
    if isinstance(node, exp.Star):
        if scope.star is None and reader.catalog is None:
            reader.needs_catalog = True
        return scope.star, Scope.everything(_own(scope)).sources
    source = scope.source(reader.fold(node.args.get("table")), reader.fold(node.args.get("db")))
    if source is None:
        return None, scope.everything().sources
    if source.rows.columns is None and reader.catalog is None:
        reader.needs_catalog = True
    return source.rows.columns, source.rows.everything


def _own(scope: Scope) -> Scope:
    only = Scope()
    only.sources = scope.sources
    return only
