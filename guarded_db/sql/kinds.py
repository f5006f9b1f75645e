"""What values a column can hold, as far as the name of its type says it for certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from guarded_db.sql.worth import literal

Kind = tuple[int, int] | str
"""The least and the greatest of the integers that fit, or `b` for truth, `s` for text; empty for any others."""

_BITS = {
    "tinyint": 8,
    "smallint": 16,
    "mediumint": 24,
    "int": 32,
    "integer": 32,
    "bigint": 64,
    "utinyint": 8,
    "usmallint": 16,
    "uinteger": 32,
    "ubigint": 64,
}
_TEXT = frozenset({"varchar", "char", "text", "tinytext", "mediumtext", "longtext"})
_TEXT |= {"character", "character varying"}


@lru_cache(maxsize=1000)
def kind_of(dialect: str, name: str) -> Kind:
    """What a type of that name holds. SQLite's types are no more than a wish, except that integers stay integers."""
    word, _, rest = name.lower().partition("(")
    word, mark, _ = word.partition(" unsigned")
    if dialect == "sqlite":
        return (-(2**63), 2**63 - 1) if "int" in name.lower() else ""
    if bits := _BITS.get(word):
        unsigned = bool(mark) or "unsigned" in rest or (dialect == "duckdb" and word[0] == "u")
        return (0, 2**bits - 1) if unsigned else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    whole = not rest or rest[-1] == ")"  # and not `varchar(3)[]`
    return "b" if word == "boolean" else "s" if word in _TEXT and whole else ""


def kinds_of(dialect: str, types: Mapping[str, str]) -> dict[str, Kind]:
    """What each column holds. SQLite's hold anything."""
    if dialect == "sqlite":
        return {}
    return {column: kind for column, name in types.items() if (kind := kind_of(dialect, name))}


def compares_as_is(dialect: str, name: str, values: Iterable[Any]) -> bool:
    """Whether a column of that type equals one of these literals without a conversion that makes several values one.

    PostgreSQL converts the literal only, or tells of an error. A text must be plain, so that it fits the column's
    character set; that a key and a column of SQLite and DuckDB compare texts alike is not certain.
    """
    if dialect == "postgres":
        return True
    kind, found = kind_of(dialect, name), [literal(value) for value in values]
    if isinstance(kind, tuple):
        return all(type(value) is int for value in found)
    texts = dialect == "mysql" and kind == "s"
    return texts and all(isinstance(value, str) and value.isascii() for value in found)
