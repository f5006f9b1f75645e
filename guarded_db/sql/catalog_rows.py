"""Rows of a catalog's queries as texts, and the columns of relations gathered from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sys import intern
from typing import Any

from guarded_db.sql.catalog import FunctionInfo, RelationInfo
from guarded_db.sql.facts import Relation

Row = tuple[str, ...]
Rows = list[list[Row]]


def by_name(infos: Iterable[RelationInfo]) -> dict[tuple[str, str], RelationInfo]:
    """The relations by schema and name."""
    return {(info.relation.schema, info.relation.name): info for info in infos}


def functions_by_name(infos: Iterable[FunctionInfo]) -> dict[str, tuple[FunctionInfo, ...]]:
    """All functions of each name."""
    found: dict[str, list[FunctionInfo]] = {}
    for info in infos:
        found.setdefault(info.name, []).append(info)
    return {name: tuple(same) for name, same in found.items()}


class Hidden(Exception):
    """A relation of the caller's own stands where the database tells about itself."""


def text(value: Any) -> str:
    """One value of a row as text; NULL is empty."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    if type(value) is list:
        return "\n".join(map(text, value))
    return "" if value is None else str(value)


def lines(joined: str) -> tuple[str, ...]:
    """Names that a query joined by line ends."""
    return tuple(joined.split("\n")) if joined else ()


class Columns:
    """The columns of one relation, in order, those that are never NULL, and their types."""

    __slots__ = ("names", "required", "types")

    def __init__(self) -> None:
        self.names: list[str] = []
        self.required: set[str] = set()
        self.types: dict[str, str] = {}


def grouped(rows: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], Columns]:
    """Columns by relation, from rows that end in a column's name, its type and whether it is never NULL."""
    groups: dict[tuple[str, ...], Columns] = {}
    last, found = None, Columns()
    for *place, name, kind, required in rows:
        if place != last:
            found = groups.setdefault(tuple([part.lower() for part in place]), Columns())
            last = place
        folded = name.lower()
        found.names.append(folded)
        found.types[folded] = intern(kind)
        if required in ("1", "True"):
            found.required.add(folded)
    return groups


def info_of(
    relation: Relation,
    kind: str,
    columns: Columns,
    definition: str,
    keys: Iterable[frozenset[str]] = (),
) -> RelationInfo:
    """A relation with columns that were gathered."""
    names, required = tuple(columns.names), frozenset(columns.required)
    return RelationInfo(
        relation,
        kind,
        names,
        definition,
        required=required,
        keys=tuple(keys),
        types=columns.types,
    )
