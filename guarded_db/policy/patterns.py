"""Globs over names, tables and columns, compiled once into small functions.

Only `*` (any run) and `?` (one character) are special. Names of the database compare without regard to case.
Every pattern answers two questions, because a name may be incomplete: `covers` (it certainly matches; opens
things) and `touches` (it cannot be ruled out; protects things).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from guarded_db.sql.facts import Column, Relation

Matcher: TypeAlias = Callable[[str], bool]
"""Says whether a name matches one glob."""

RelationTest: TypeAlias = Callable[[Relation], bool]
ColumnTest: TypeAlias = Callable[[Column], bool]


def is_glob(text: str) -> bool:
    """Return whether `text` holds a wildcard."""
    return "*" in text or "?" in text


def matcher(pattern: str, *, fold: bool) -> Matcher:
    """Return a function that matches whole names against `pattern`; `fold` ignores case."""
    if pattern.strip("*") == "":
        return lambda name: True
    if fold:
        pattern = pattern.lower()
    if not is_glob(pattern):
        return (lambda name: name.lower() == pattern) if fold else (lambda name: name == pattern)
    # Runs of `*` are joined, so that no pattern makes the regex engine backtrack over the same run twice.
    parts = re.split(r"(\*+|\?)", pattern)
    body = "".join(
        ".*" if part.startswith("*") else "." if part == "?" else re.escape(part) for part in parts
    )
    full = re.compile(body, re.DOTALL).fullmatch
    return (
        (lambda name: full(name.lower()) is not None) if fold else (lambda n: full(n) is not None)
    )


def any_matcher(patterns: Iterable[str], *, fold: bool) -> Matcher:
    """Return a function that says whether a name matches at least one of `patterns`."""
    tests = tuple(matcher(pattern, fold=fold) for pattern in patterns)
    return lambda name: any(test(name) for test in tests)


@dataclass(frozen=True, slots=True)
class TablePattern:
    """`[schema.]table`; without a schema it matches the table in every schema."""

    schema: Matcher | None
    table: Matcher
    named: tuple[str, str] | None
    """Schema (or empty) and table in lower case when the table is written out, without a wildcard."""

    @classmethod
    def parse(cls, text: str) -> TablePattern:
        """Parse `text`. The schema may hold a dot itself (DuckDB's `database.schema`).

        Raises:
            ValueError: not one to three names joined by dots.
        """
        parts = text.split(".")
        if len(parts) > 3 or not all(part.strip() for part in parts):
            raise ValueError(f"`{text}` is not a table; write `table` or `schema.table`")
        table = parts.pop()
        schema = [".".join(parts)] if parts else []
        named = None if is_glob(table) else ("".join(schema).lower(), table.lower())
        return cls(
            matcher(schema[0], fold=True) if schema else None, matcher(table, fold=True), named
        )

    def covers(self, relation: Relation) -> bool:
        """Return whether `relation` certainly matches."""
        if not self.table(relation.name) or relation.name == "*":
            return False
        return self.schema is None or (relation.schema != "" and self.schema(relation.schema))

    def touches(self, relation: Relation) -> bool:
        """Return whether `relation` may match: a missing schema can be any."""
        if not (relation.name == "*" or self.table(relation.name)):
            return False
        return self.schema is None or relation.schema == "" or self.schema(relation.schema)

    def names(self, relation: Relation) -> bool:
        """Return whether the pattern writes this relation's name out, without a wildcard."""
        return self.named is not None and self.covers(relation)


@dataclass(frozen=True, slots=True)
class ColumnPattern:
    """`[schema.]table.column`."""

    relation: TablePattern
    column: Matcher
    every: bool
    """The column part is `*`."""

    @classmethod
    def parse(cls, text: str) -> ColumnPattern:
        """Parse `text`.

        Raises:
            ValueError: not two to four names joined by dots.
        """
        parts = text.split(".")
        if not 2 <= len(parts) <= 4 or not all(part.strip() for part in parts):
            raise ValueError(
                f"`{text}` is not a column; write `table.column`, `schema.table.column` or "
                f"`*.{parts[-1].strip() or 'column'}` for every table"
            )
        relation = TablePattern.parse(".".join(parts[:-1]))
        return cls(relation, matcher(parts[-1], fold=True), parts[-1].strip("*") == "")

    def covers(self, column: Column) -> bool:
        """Return whether `column` certainly matches; an unknown column only when the pattern takes all."""
        known = self.every if column.name == "*" else self.column(column.name)
        return known and self.relation.covers(column.relation)

    def touches(self, column: Column) -> bool:
        """Return whether `column` may match; an unknown column of a matching table always may."""
        return (column.name == "*" or self.column(column.name)) and self.relation.touches(
            column.relation
        )
