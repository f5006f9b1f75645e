"""PIVOT and UNPIVOT, as statements and in FROM: what their columns depend on.

A PIVOT whose values are not written out has columns named by the values that are stored: its outputs are not known,
and what it turns into columns is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from sqlglot import exp

from guarded_db.sql.expressions import value, values
from guarded_db.sql.facts import Column, Relation
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import EMPTY, Named, Rows, Scope, Source, Val, derived, merged

Keys = list[tuple[str, Val]]


def read_pivot(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    """The statement `PIVOT t ON … USING …` or `UNPIVOT t ON … INTO …`."""
    from guarded_db.sql.sources import add_from

    scope = Scope(parent)
    add_from(reader, node.this, scope)
    return pivoted(reader, node, scope)


def turned(reader: Reader, node: Any, scope: Scope) -> Source:
    """What an item of FROM becomes by the `PIVOT (…)` and `UNPIVOT (…)` behind it; `scope` holds it alone."""
    for pivot in node.args["pivots"]:
        rows = pivoted(reader, pivot, scope)
        scope.sources = [Source("", rows)]
        scope.star = rows.columns
    alias = node.args["pivots"][-1].args.get("alias")
    if alias is None or alias.this is None:
        return scope.sources[0]
    if alias.columns:
        rows = Rows(None, rows.everything)
    return Source(reader.fold(alias.this), rows)


def pivoted(reader: Reader, node: Any, scope: Scope) -> Rows:
    """The rows of one PIVOT or UNPIVOT over the sources of `scope`."""
    everything: frozenset[Column] = frozenset().union(*(s.rows.everything for s in scope.sources))
    if scope.star is None:
        reader.predicate(Val(everything), "other", "pivot")
        derived(values(reader, node, scope))
        return Rows(None, everything)
    rows = (_down if node.args.get("unpivot") else _across)(reader, node, scope, scope.star)
    names = [column.name for column in rows.columns or () if column.name]
    if len(set(names)) < len(names):
        return Rows(None, rows.everything)
    return rows


# -- PIVOT ----------------------------------------------------------------------------------------


def _across(reader: Reader, node: Any, scope: Scope, star: list[Named]) -> Rows:
    fields = node.args.get("fields")
    turning = fields or node.expressions
    shown = (node.expressions if fields else node.args.get("using")) or [exp.Count(this=exp.Star())]
    looked_at = [value(reader, _subject(part), scope) for part in turning]
    for found in looked_at:
        reader.predicate(found, "other", "pivot")
    keys = _keys(reader, node, scope, star, [*turning, *shown])
    for key in keys:
        reader.predicate(key.value, "other", "group by")
    cells = [
        (alias, derived([value(reader, part, scope), *looked_at], "pivot"))
        for alias, part in map(_aliased, shown)
    ]
    everything = derived([key.value for key in keys] + [cell for _, cell in cells]).sources
    written = [_written(part) for part in turning]
    if any(names is None for names in written):
        for part in turning:
            derived(values(reader, part, scope))
        _left_behind(reader, looked_at)
        return Rows(None, everything)
    columns = [
        Named(_label("_".join(names), alias, len(cells)), cell)
        for names in product(*(names or () for names in written))
        for alias, cell in cells
    ]
    return Rows([*keys, *columns], everything)


LEFT_BEHIND = Column(Relation("temp", "__pivot_enum"), "*")
"""A type of the session in which the engine keeps the values that became columns, under a name of its own."""


def _left_behind(reader: Reader, looked_at: list[Val]) -> None:
    reader.effects.add("session")
    reader.flow(looked_at, LEFT_BEHIND)
    reader.columns_written.discard(LEFT_BEHIND)


def _subject(part: Any) -> Any:
    return part.this if isinstance(part, exp.In) else part


def _aliased(part: Any) -> tuple[str, Any]:
    if isinstance(part, exp.Alias):
        return part.alias.lower(), part.this
    return "", part


def _keys(
    reader: Reader, node: Any, scope: Scope, star: list[Named], used: list[Any]
) -> list[Named]:
    """What the rows are grouped by: the GROUP BY, or every column that is not used."""
    group = node.args.get("group")
    if group is not None:
        return [
            Named(reader.fold(part.this), value(reader, part, scope))
            if isinstance(part, exp.Column)
            else Named("", value(reader, part, scope))
            for part in group.expressions
        ]
    names = {reader.fold(c.this) for part in used for c in part.find_all(exp.Column)}
    return [column for column in star if column.name not in names]


def _written(part: Any) -> list[str] | None:
    """The names of the columns that one ON becomes; None when its values are not all written out."""
    if not isinstance(part, exp.In) or not part.expressions:
        return None
    names = []
    for item in part.expressions:
        if isinstance(item, exp.PivotAlias):
            names.append(item.args["alias"].name.lower())
        elif isinstance(item, exp.Literal):
            names.append(item.name.lower())
        else:
            return None
    return names


def _label(name: str, alias: str, cells: int) -> str:
    if alias:
        return f"{name}_{alias}"
    return name if cells == 1 else ""


# -- UNPIVOT --------------------------------------------------------------------------------------


def _down(reader: Reader, node: Any, scope: Scope, star: list[Named]) -> Rows:
    label, names, items = _parts(reader, node)
    taken: set[str] = set()
    held = [EMPTY] * len(names)
    for item in items:
        for group in _groups(reader, item, scope, star):
            if group is None or len(group) != len(names):
                everything = frozenset[Column]().union(*(c.value.sources for c in star))
                return Rows(None, everything)
            taken.update(name for used, _ in group for name in used)
            held = [merged(old, new) for old, (_, new) in zip(held, group, strict=True)]
    kept = [column for column in star if column.name not in taken]
    shown = [Named(name, found) for name, found in zip(names, held, strict=True)]
    return Rows([*kept, Named(label, EMPTY), *shown])


def _parts(reader: Reader, node: Any) -> tuple[str, list[str], list[Any]]:
    """The name of the column with names, those of the columns with values, and what is turned."""
    fields = node.args.get("fields")
    if fields:
        named = node.expressions[0]
        shown = named.expressions if isinstance(named, exp.Tuple) else [named]
        return (
            _name(reader, fields[0].this),
            [_name(reader, n) for n in shown],
            fields[0].expressions,
        )
    into = node.args.get("into")
    if into is None:
        return "name", ["value"], node.expressions
    return _name(reader, into.this), [_name(reader, n) for n in into.expressions], node.expressions


def _name(reader: Reader, node: Any) -> str:
    return reader.fold(node.this if isinstance(node, exp.Column) else node)


Group = list[tuple[set[str], Val]]


def _groups(reader: Reader, item: Any, scope: Scope, star: list[Named]) -> Iterator[Group | None]:
    """For each row that one item becomes: the names that it uses and the values that it shows."""
    if isinstance(item, (exp.PivotAlias, exp.Alias)):
        item = item.this
    if isinstance(item, (exp.Columns, exp.Star)):
        from guarded_db.sql.projection import starred

        found = starred(reader, item, scope)
        if found is None:
            yield None
            return
        for column in found:
            yield [({column.name}, reader_use(reader, column.value))]
        return
    parts = item.expressions if isinstance(item, exp.Tuple) else [item]
    yield [
        ({reader.fold(c.this) for c in part.find_all(exp.Column)}, value(reader, part, scope))
        for part in parts
    ]


def reader_use(reader: Reader, found: Val) -> Val:
    """The value, remembered as used and without the source that it was read from."""
    return reader.use(found)._replace(source=None)
