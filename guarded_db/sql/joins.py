"""Columns that a join merges, by USING or NATURAL."""

from __future__ import annotations

from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import EMPTY, MADE, Named, Scope, Source, Val, merged

_MERGED_FIRST = frozenset({"postgres", "mysql"})
"""Dialects where `*` shows columns merged by USING before all others."""


def natural(
    reader: Reader,
    left: list[Source],
    right: list[Source],
    left_star: list[Named] | None,
    right_star: list[Named] | None,
) -> list[str]:
    """The columns that a NATURAL join merges; none when those of a side are not known."""
    if left_star is None or right_star is None:
        everything = frozenset().union(*(s.rows.everything for s in [*left, *right]))
        reader.predicate(Val(everything), "other", "join")
        return []
    there = {c.name for c in right_star}
    return list(dict.fromkeys(c.name for c in left_star if c.name in there))


def merge(
    reader: Reader,
    name: str,
    left: list[Source],
    right: list[Source],
    left_merged: dict[str, Val],
    right_merged: dict[str, Val],
    scope: Scope,
) -> None:
    """Merge one column of both sides."""
    sides = [side_of(name, left, left_merged), side_of(name, right, right_merged)]
    counted = MADE in sides[0].via | sides[1].via
    for side in sides:
        reader.predicate(side, "other" if counted else "join", "join")
    scope.merged[name] = merged(sides[0], sides[1])


def side_of(name: str, sources: list[Source], already: dict[str, Val]) -> Val:
    if name in already:
        return already[name]
    found = EMPTY
    for source in sources:
        part = source.column(name)
        if part is not None:
            found = merged(found, part)
    return found


def either_order(
    reader: Reader,
    names: list[str],
    left: list[Named] | None,
    right: list[Named] | None,
    scope: Scope,
) -> list[Named] | None:
    """RIGHT JOIN … USING: MariaDB shows the right table first, the manual of MySQL the left one; each place is both."""
    if left is None or right is None:
        return None
    there = [column.name for column in right]
    by_right = sorted(names, key=there.index) if set(names) <= set(there) else names
    first = merged_star(reader, by_right, right, left, scope)
    second = merged_star(reader, names, left, right, scope)
    return [Named(a.name, _one_of(a.value, b.value)) for a, b in zip(first, second, strict=True)]


def _one_of(one: Val, other: Val) -> Val:
    return one if one.sources == other.sources else merged(one, other)


def merged_star(
    reader: Reader, names: list[str], left: list[Named], right: list[Named], scope: Scope
) -> list[Named]:
    """What `*` shows after columns were merged."""
    rest = [c for c in right if c.name not in names]
    if reader.dialect in _MERGED_FIRST:
        first = [Named(n, scope.merged[n]) for n in names]
        return first + [c for c in left if c.name not in names] + rest
    return [Named(c.name, scope.merged[c.name]) if c.name in names else c for c in left] + rest
