"""Names in scope while a statement is read: values, sources of rows, and how a name finds its column.

It resolves names only; what the clauses of a query mean is `queries`, what expressions mean is `expressions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from guarded_db.sql.facts import Column, Relation

NOTHING: frozenset[str] = frozenset()
NO_COLUMNS: frozenset[Column] = frozenset()


LISTED = "listed"
"""Mark in `via`: a plain column of rows that hold no table's values, such as VALUES."""
MADE = "made"
"""Mark in `via`: computed over such rows, or counted up, so that it may run through every possible value."""
MARKS = frozenset({LISTED, MADE})


class Val(NamedTuple):
    """What a value depends on."""

    sources: frozenset[Column] = NO_COLUMNS
    direct: bool = False
    """It is one of the sources' values, unchanged."""
    via: frozenset[str] = NOTHING
    source: object = None
    """The row source that a plain column belongs to: two different ones make a join."""


EMPTY = Val()


def derived(values: Iterable[Val], *via: str) -> Val:
    """A value computed from `values`."""
    sources: set[Column] = set()
    names: set[str] = set(via)
    for value in values:
        sources |= value.sources
        names |= value.via
    if sources:
        return Val(frozenset(sources), False, frozenset(names - MARKS))
    return Val(via=frozenset({*via, MADE} if names & MARKS else via))


def merged(left: Val, right: Val) -> Val:
    """A value that is one of two, as in a set operation or a column merged by USING."""
    if not left.sources and not left.via:
        return right._replace(source=None)
    if not right.sources and not right.via:
        return left._replace(source=None)
    kept = (left.direct or not left.sources) and (right.direct or not right.sources)
    via = left.via | right.via
    return Val(left.sources | right.sources, kept and bool(left.sources | right.sources), via)


class Named(NamedTuple):
    """One column of a query or relation."""

    name: str
    value: Val


class Rows:
    """What a query or relation produces: its columns in order, or only what they could depend on."""

    __slots__ = ("columns", "everything", "relation", "rowid")

    def __init__(
        self,
        columns: list[Named] | None,
        everything: frozenset[Column] | None = None,
        relation: Relation | None = None,
        rowid: str = "",
    ) -> None:
        self.rowid = rowid
        """Column that SQLite's `rowid`, `oid` and `_rowid_` stand for."""
        self.columns = columns
        self.relation = relation
        if everything is None:
            everything = frozenset().union(*(c.value.sources for c in columns or ()))
        self.everything = everything

    @property
    def unknown(self) -> Val:
        """A value that may depend on any column."""
        return Val(
            self.everything, False, frozenset({"expression"}) if self.everything else NOTHING
        )


class Source:
    """One item of FROM under the name that it has there."""

    __slots__ = ("by_name", "name", "pseudo", "rows", "schema", "written")

    def __init__(self, name: str, rows: Rows, schema: str = "") -> None:
        self.name = name
        self.rows = rows
        self.schema = schema
        self.pseudo = False
        """Only qualified names find it: `old` and `new` of RETURNING, `excluded`."""
        self.written: dict[str, Val] = {}
        """What the statement stores in its columns; `*` for any column."""
        self.by_name: dict[str, Val] | None = None
        if rows.columns is not None:
            self.by_name = {}
            for column in rows.columns:
                seen = self.by_name.get(column.name)
                value = column.value if seen is None else merged(seen, column.value)
                if not value.sources:
                    value = value._replace(via=value.via | {LISTED})
                self.by_name[column.name] = value._replace(source=self)
            for alias in ("rowid", "oid", "_rowid_") if rows.rowid else ():
                self.by_name.setdefault(alias, self.by_name[rows.rowid])

    def column(self, name: str) -> Val | None:
        """The value of a column, or None when the source surely has no such column."""
        if self.by_name is not None:
            return self.by_name.get(name)
        relation = self.rows.relation
        if relation is not None:
            return Val(frozenset({Column(relation, name)}), True, NOTHING, self)
        return self.rows.unknown

    def store(self, name: str, value: Val) -> None:
        """Remember that the statement stores a value in a column."""
        seen = self.written.get(name)
        self.written[name] = value if seen is None else merged(seen, value)

    def after(self) -> Source:
        """The source as RETURNING sees it: its columns hold what was stored in them, or what was there."""
        if not self.written:
            return self
        any_column = self.written.get("*", EMPTY)
        rows = self.rows
        if rows.columns is None:
            stored = derived([*self.written.values()])
            return Source(self.name, Rows(None, rows.everything | stored.sources), self.schema)
        columns = []
        for name, before in rows.columns:
            value = merged(merged(before, self.written.get(name, EMPTY)), any_column)
            columns.append(Named(name, value))
        return Source(self.name, Rows(columns, None, rows.relation, rows.rowid), self.schema)

    def row(self) -> Val:
        """The whole row as one value."""
        made = frozenset() if self.rows.everything else frozenset({MADE})
        return Val(self.rows.everything, False, made | {"row"})


class Scope:
    """The sources of one query level, its merged columns and aliases, and the level around it."""

    __slots__ = ("aliases", "ctes", "items", "merged", "parent", "sources", "star")

    def __init__(self, parent: Scope | None = None) -> None:
        self.sources: list[Source] = []
        self.merged: dict[str, Val] = {}
        """Columns merged by USING or NATURAL."""
        self.aliases: dict[str, Val] = {}
        self.parent = parent
        self.items: list[Val] = []
        """Output columns by position, for ordinals."""
        self.ctes: dict[str, Any] = {}
        """Common table expressions that this level defines."""
        self.star: list[Named] | None = []
        """What `*` shows, in order; None when a source's columns are not known."""

    def up(self) -> Iterator[Scope]:
        """This level and those around it, innermost first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def everything(self) -> Val:
        """A value that may depend on any column in reach."""
        found: set[Column] = set()
        for scope in self.up():
            for source in scope.sources:
                found |= source.rows.everything
        return Val(frozenset(found), False, frozenset({"expression"}))

    def source(self, name: str, schema: str = "") -> Source | None:
        """The source of that name; a schema must agree where both are known."""
        for scope in self.up():
            for source in scope.sources:
                if source.name == name and not (
                    schema and source.schema and schema != source.schema
                ):
                    return source
        return None

    def unqualified(self, name: str) -> Val | None:
        """The value of a bare name, as the union of every column that it could be; None when there is none."""
        found: list[Val] = []
        for scope in self.up():
            certain = scope._local(name, found)
            if certain:
                break
        if not found:
            return None
        value = found[0]
        for other in found[1:]:
            value = Val(
                value.sources | other.sources, False, value.via | other.via | {"expression"}
            )
        return value

    def _local(self, name: str, found: list[Val]) -> bool:
        if name in self.merged:
            found.append(self.merged[name])
            return True
        certain = False
        for source in self.sources:
            value = None if source.pseudo else source.column(name)
            if value is not None:
                found.append(value)
                certain = certain or source.by_name is not None
        if name in self.aliases and not certain:
            # an alias may also be shadowed by a name further out, so the search goes on
            found.append(self.aliases[name])
        return certain
