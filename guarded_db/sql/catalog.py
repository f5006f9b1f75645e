"""What a database says about itself: relations, their columns, the definitions of views.

This module holds values only; the SQL that reads them is `introspection`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from typing import Any

from guarded_db.sql.facts import Relation
from guarded_db.sql.functions import pure

CATALOG_MAX_AGE_SECONDS = 60
"""A catalog is read again when it is older, so that DDL of other sessions shows within a minute."""

_versions = count(1)


@dataclass(frozen=True, slots=True)
class RelationInfo:
    """One relation as the database knows it."""

    relation: Relation
    kind: str
    """`table`, `view`, `shadow` (SQLite: where a virtual table keeps its values) or `other`."""
    columns: tuple[str, ...]
    definition: str = ""
    """SQL text of a view; empty when it is not a view or may not be read."""
    rowid: str = ""
    """SQLite: the column that `rowid` is another name for."""
    parents: tuple[Relation, ...] = ()
    """PostgreSQL: the tables that this one inherits from, or is a partition of; their rows may stand here."""
    required: frozenset[str] = frozenset()
    """Columns that are never NULL."""
    keys: tuple[frozenset[str], ...] = ()
    """Sets of columns that name at most one row each: the primary key and unique constraints.
    Of SQLite, and of MySQL when it has several columns, only the primary key."""
    types: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The types of columns, as the database names them."""
    generated: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Columns that the database computes, with the columns of the same row that they are made of."""
    linked: frozenset[Relation] = frozenset()
    """SQLite: relations that a foreign key leads to, or comes from."""
    triggers: tuple[tuple[str, str], ...] = ()
    """SQLite: schemas and SQL texts of the triggers on it."""
    oid: int = field(default=0, compare=False)
    """PostgreSQL: the number that a result's description gives for it."""
    numbered: tuple[str, ...] = field(default=(), compare=False)
    """PostgreSQL: the columns by number, from 1 on; empty text for one that was dropped."""


@dataclass(frozen=True, slots=True)
class FunctionInfo:
    """One function that is not the database's own; several may share a name."""

    schema: str
    name: str
    kind: str = "function"
    """`function`, `table` (a macro that stands in FROM), `procedure`, or `other` (aggregates, triggers)."""
    parameters: tuple[str, ...] = ()
    """Names of what goes in, in order; empty text for one without a name."""
    defaults: tuple[str, ...] = ()
    """For each parameter that may be left out, the SQL of all their defaults."""
    variadic: bool = False
    volatility: str = ""
    """`immutable`, `stable` or `volatile`; empty when the database does not say."""
    body: str = ""
    """SQL of what it runs; empty when it may not be read or is in another language."""
    modes: frozenset[str] = frozenset()
    """Lexing modes that the body is read with, as in `Dialect.modes`."""
    columns: tuple[str, ...] = ()
    """Columns of its rows, when it names them."""
    rows_of: Relation | None = None
    """The relation that its rows look like."""
    many: bool = False
    """It gives any number of rows."""
    path: tuple[str, ...] | None = None
    """Schemas that names in the body are looked up in; None for those of the session."""
    extension: bool = False
    """An extension brought it."""
    closed: bool = False
    """It computes with its arguments and nothing else, as whoever made the extension says that it comes from."""


@dataclass(frozen=True, slots=True)
class TriggerInfo:
    """What runs when rows of a table are written."""

    name: str
    events: frozenset[str]
    """Of `insert`, `update`, `delete`, `truncate`."""
    body: str = ""
    """SQL or procedural SQL of what it runs; empty when it may not be read or is in another language."""
    modes: frozenset[str] = frozenset()
    path: tuple[str, ...] | None = None
    """Schemas that names in the body are looked up in; None for those of the session."""
    harmless: bool = False
    """Known to change nothing but the row that is written, from no table."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The relations of one database as one session sees them."""

    relations: Mapping[tuple[str, str], RelationInfo]
    """By schema and name, folded as the database folds them."""
    search_path: tuple[str, ...] = ()
    """Schemas that unqualified names are looked up in, in order."""
    dialect: str = ""
    database: str = ""
    """DuckDB: the database that names are looked up in, whose name may stand before the schema's."""
    available: bool = True
    why: str = "the catalog is not available"
    """What to say of it when it is not available."""
    version: int = field(default_factory=lambda: next(_versions))
    """Unique per build in this process."""
    loaded: float = field(default_factory=time.monotonic)
    """`time.monotonic()` of the build."""
    routines: frozenset[str] = frozenset()
    """Names of functions that users made, without those of extensions."""
    hiding: frozenset[str] = frozenset()
    """DuckDB: names of macros that stand before the database's own functions, which operators call too."""
    functions: Mapping[str, tuple[FunctionInfo, ...]] = field(default_factory=dict)
    """Every function that is not the database's own, by name."""
    triggers: Mapping[tuple[str, str], tuple[TriggerInfo, ...]] = field(default_factory=dict)
    """By schema and name of the relation that they hang on."""
    coded: frozenset[str] = frozenset()
    """PostgreSQL: names of types whose casts or checks run such functions."""
    missing: set[str] = field(default_factory=set, compare=False, repr=False)
    """Names that were looked for in vain when it was read: it is not read again for them."""
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """Private to `sql`: views that were already expanded. It holds nothing that the relations do not imply."""

    def find(self, schema: str, name: str) -> RelationInfo | None:
        """The relation of that folded name; without a schema the search path decides."""
        if schema:
            return self.relations.get((self.place(schema), name))
        for candidate in self.search_path:
            found = self.relations.get((candidate, name))
            if found is not None:
                return found
        return None

    def candidates(self, schema: str, name: str) -> list[FunctionInfo]:
        """The functions that a call of that folded name may mean; without a schema the search path decides."""
        found = self.functions.get(name, ())
        places = (schema,) if schema else self.search_path
        return [info for info in found if info.schema in places]

    def near(self, schema: str) -> list[str]:
        """The names of relations that one written with this schema, or without any, could mean."""
        places = (schema,) if schema else self.search_path
        return [name for place, name in self.relations if place in places]

    def place(self, schema: str) -> str:
        """The schema as relations have it: on DuckDB a name may begin with the database, with or without schema."""
        if self.dialect != "duckdb":
            return schema
        database, _, inner = schema.partition(".")
        if database == "temp":
            return database
        if "schemas" not in self.memo:
            self.memo["schemas"] = frozenset(schema for schema, _ in self.relations)
        if database == self.database and (inner or schema not in self.memo["schemas"]):
            return inner or "main"
        attached = not inner and f"{schema}.main" in self.memo["schemas"]
        return f"{schema}.main" if attached and schema not in self.memo["schemas"] else schema

    def expired(self, now: float | None = None) -> bool:
        """Whether the catalog is too old to rely on."""
        return (time.monotonic() if now is None else now) - self.loaded > CATALOG_MAX_AGE_SECONDS


UNAVAILABLE = Catalog({}, available=False, version=0)
"""Nothing is known and cannot be, for instance inside a failed transaction: names concede."""

LATE = replace(
    UNAVAILABLE,
    why="the catalog was not read in time, as when another session changes a table; try again",
)
"""The database did not tell within the time that it has for it."""

SYSTEM_SCHEMAS: Mapping[str, frozenset[str]] = {
    "postgres": frozenset({"pg_catalog", "information_schema", "pg_toast"}),
    "mysql": frozenset({"information_schema", "mysql", "performance_schema", "sys"}),
    "sqlite": frozenset(),
    "duckdb": frozenset({"information_schema", "pg_catalog"}),
}
"""Schemas whose relations are the database's own: known without being listed."""

SQLITE_SYSTEM = frozenset(
    {
        "sqlite_schema",
        "sqlite_master",
        "sqlite_temp_schema",
        "sqlite_temp_master",
        "sqlite_sequence",
    }
    | {"sqlite_stat1", "sqlite_stat4", "sqlite_stat3", "sqlite_dbpage", "dbstat"}
    | {"json_each", "json_tree", "fts3tokenize"}
)


@cache
def pragmas() -> frozenset[str]:
    """SQLite's pragmas that only tell something, as tables."""
    return frozenset(name for name in pure("sqlite") if name.startswith("pragma_"))


def system_relation(dialect: str, schema: str, name: str) -> Relation | None:
    """The relation, when its name alone says that it is the database's own."""
    if schema in SYSTEM_SCHEMAS.get(dialect, ()):
        return Relation(schema, name)
    if dialect == "postgres" and not schema and name.startswith("pg_"):
        return Relation("pg_catalog", name)
    if dialect == "sqlite" and (name in SQLITE_SYSTEM or (not schema and name in pragmas())):
        return Relation(schema, name)
    if dialect == "duckdb" and not schema and (name.startswith(("pg_", "duckdb_", "sqlite_"))):
        return Relation("", name)
    return None
