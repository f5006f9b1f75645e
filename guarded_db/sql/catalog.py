"""What a database says about itself: relations, their columns, the definitions of views.

This module holds values and the SQL that reads them; it opens nothing and runs nothing.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from guarded_db.sql.facts import Relation
from guarded_db.sql.generated import made_of

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
    generated: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Columns that the database computes, with the columns of the same row that they are made of."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The relations of one database as one session sees them."""

    relations: Mapping[tuple[str, str], RelationInfo]
    """By schema and name, folded as the database folds them."""
    search_path: tuple[str, ...] = ()
    """Schemas that unqualified names are looked up in, in order."""
    dialect: str = ""
    available: bool = True
    version: int = field(default_factory=lambda: next(_versions))
    """Unique per build in this process."""
    loaded: float = field(default_factory=time.monotonic)
    """`time.monotonic()` of the build."""
    routines: frozenset[str] = frozenset()
    """PostgreSQL: names of functions that users made, without those of extensions."""
    coded: frozenset[str] = frozenset()
    """PostgreSQL: names of types whose casts or checks run such functions."""
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """Private to `sql`: views that were already expanded. It holds nothing that the relations do not imply."""

    def find(self, schema: str, name: str) -> RelationInfo | None:
        """The relation of that folded name; without a schema the search path decides."""
        if schema:
            return self.relations.get((schema, name))
        for candidate in self.search_path:
            found = self.relations.get((candidate, name))
            if found is not None:
                return found
        return None

    def expired(self, now: float | None = None) -> bool:
        """Whether the catalog is too old to rely on."""
        return (time.monotonic() if now is None else now) - self.loaded > CATALOG_MAX_AGE_SECONDS


UNAVAILABLE = Catalog({}, available=False, version=0)
"""Nothing is known and cannot be, for instance inside a failed transaction: names concede."""

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
)


def system_relation(dialect: str, schema: str, name: str) -> Relation | None:
    """The relation, when its name alone says that it is the database's own."""
    if schema in SYSTEM_SCHEMAS.get(dialect, ()):
        return Relation(schema, name)
    if dialect == "postgres" and not schema and name.startswith("pg_"):
        return Relation("pg_catalog", name)
    if dialect == "sqlite" and name in SQLITE_SYSTEM:
        return Relation(schema, name)
    if dialect == "duckdb" and not schema and (name.startswith(("pg_", "duckdb_", "sqlite_"))):
        return Relation("", name)
    return None


_POSTGRES = """
SELECT n.nspname, c.relname, c.relkind::text,
       coalesce((SELECT pg_catalog.string_agg(a.attname, E'\\n' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), ''),
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) ELSE '' END,
       pg_catalog.array_to_string(pg_catalog.current_schemas(true), E'\\n'),
       (SELECT pg_catalog.string_agg(pg_catalog.concat(pn.nspname, E'\\n', p.relname), E'\\n') FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
        WHERE i.inhrelid = c.oid),
       (SELECT pg_catalog.string_agg(a.attname, E'\\n') FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attnotnull)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
UNION ALL
SELECT '', '', '', '', '', pg_catalog.array_to_string(pg_catalog.current_schemas(true), E'\\n'), '', ''
""".strip()

_POSTGRES_CODE = """
SELECT 'routine', p.proname, '', '' FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT EXISTS
  (SELECT 1 FROM pg_catalog.pg_depend d
   WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'coded', t.typname, '', '' FROM pg_catalog.pg_depend d
LEFT JOIN pg_catalog.pg_cast c ON d.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND c.oid = d.objid
LEFT JOIN pg_catalog.pg_constraint k
  ON d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = d.objid
JOIN pg_catalog.pg_type t ON t.oid IN (c.castsource, c.casttarget, k.contypid)
WHERE d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.deptype = 'n'
  AND t.oid >= 16384 AND NOT EXISTS
  (SELECT 1 FROM pg_catalog.pg_depend e
   WHERE e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.objid = t.oid AND e.deptype = 'e')
UNION ALL
SELECT n.nspname, c.relname, a.attname, s.attname FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = f.oid
  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = c.oid
JOIN pg_catalog.pg_attribute s ON s.attrelid = c.oid AND s.attnum = d.refobjsubid
WHERE a.attgenerated <> '' AND s.attnum <> a.attnum
""".strip()
"""The rows of functions and types have an empty third column. Objects of the server's own, which are below oid 16384,
have no dependencies written down, so only those of users are found."""

_MYSQL_RELATIONS = """
SELECT t.table_schema, t.table_name, t.table_type, coalesce(v.view_definition, ''), database()
FROM information_schema.tables t LEFT JOIN information_schema.views v
  ON v.table_schema = t.table_schema AND v.table_name = t.table_name
WHERE t.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
UNION ALL SELECT '', '', '', '', database()
""".strip()

_MYSQL_COLUMNS = """
SELECT table_schema, table_name, column_name,
       CASE WHEN extra LIKE '%INVISIBLE%' THEN 'invisible' ELSE is_nullable = 'NO' END FROM information_schema.columns
WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
ORDER BY table_schema, table_name, ordinal_position
""".strip()

_SQLITE = (
    """
SELECT l.schema, l.name, l.type, l.wr, x.name, x.hidden, x.pk, x.type, x."notnull", x.cid
FROM pragma_table_list l JOIN pragma_table_xinfo(l.name, l.schema) x
""".strip(),
    """
SELECT 'main', type, name, sql FROM main.sqlite_schema
UNION ALL SELECT 'temp', type, name, sql FROM temp.sqlite_schema
""".strip(),
    "PRAGMA table_list",
)
"""Nothing here calls a function or compares text, because the caller may have replaced functions and collations.
The last one tells whether the first was shown a table of the caller's own."""

_DUCKDB_COLUMNS = """
SELECT database_name, schema_name, table_name, column_name, NOT is_nullable FROM duckdb_columns()
WHERE NOT internal ORDER BY database_name, schema_name, table_name, column_index
""".strip()

_DUCKDB = (
    _DUCKDB_COLUMNS,
    "SELECT database_name, schema_name, view_name, sql FROM duckdb_views() WHERE NOT internal",
    "SELECT current_database(), current_schema()",
    """
SELECT database_name, schema_name, table_name, column_name, generation_expression FROM duckdb_columns()
WHERE NOT internal AND is_generated
""".strip(),
)

_QUERIES: Mapping[str, tuple[str, ...]] = {
    "postgres": (_POSTGRES, _POSTGRES_CODE),
    "mysql": (_MYSQL_RELATIONS, _MYSQL_COLUMNS),
    "sqlite": _SQLITE,
    "duckdb": _DUCKDB,
}


def queries(dialect_name: str) -> tuple[str, ...]:
    """The read-only SELECTs whose results `build` wants, in order; empty for a dialect without a reader."""
    return _QUERIES.get(dialect_name, ())


def build(dialect_name: str, results: Sequence[Sequence[Sequence[Any]]]) -> Catalog:
    """Make a catalog of the results of `queries`; values may be `str`, `bytes`, numbers or None."""
    rows = [[tuple(_text(value) for value in row) for row in result] for result in results]
    builder = {"postgres": _postgres, "mysql": _mysql, "sqlite": _sqlite, "duckdb": _duckdb}.get(
        dialect_name
    )
    if builder is None:
        return UNAVAILABLE
    try:
        infos, path = builder(rows)
    except Hidden:
        return UNAVAILABLE
    relations = {(i.relation.schema, i.relation.name): i for i in infos}
    code = rows[1] if dialect_name == "postgres" and len(rows) > 1 else []
    return Catalog(
        relations,
        path,
        dialect_name,
        routines=frozenset(row[1] for row in code if row[0] == "routine" and not row[2]),
        coded=frozenset(row[1] for row in code if row[0] == "coded" and not row[2]),
    )


class Hidden(Exception):
    """A relation of the caller's own stands where the database tells about itself."""


Rows = list[list[tuple[str, ...]]]
Built = tuple[list[RelationInfo], tuple[str, ...]]


def _text(value: Any) -> str:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    return "" if value is None else str(value)


def _postgres(rows: Rows) -> Built:
    infos, path = [], rows[0][0][5] if rows[0] else ""
    generated: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for schema, name, column, source in rows[1] if len(rows) > 1 else ():
        if column:
            made = generated.setdefault((schema, name), {})
            made[column] = (*made.get(column, ()), source)
    for schema, name, kind, columns, definition, _, above, required in rows[0]:
        if name:
            shape = "view" if kind in "vm" else "table" if kind in "rpf" else "other"
            parts = _lines(above)
            parents = tuple(map(Relation, parts[::2], parts[1::2]))
            infos.append(
                RelationInfo(
                    Relation(schema, name),
                    shape,
                    _lines(columns),
                    definition,
                    parents=parents,
                    required=frozenset(_lines(required)),
                    generated=generated.get((schema, name), {}),
                )
            )
    return infos, _lines(path)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


class _Columns:
    """The columns of one relation, in order, and those that are never NULL."""

    __slots__ = ("names", "required")

    def __init__(self) -> None:
        self.names: list[str] = []
        self.required: set[str] = set()


def _grouped(rows: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], _Columns]:
    """Columns by relation, from rows that end in a column's name and whether it is never NULL."""
    groups: dict[tuple[str, ...], _Columns] = {}
    for *place, name, required in rows:
        found = groups.setdefault(tuple(part.lower() for part in place), _Columns())
        found.names.append(name.lower())
        if required in ("1", "True"):
            found.required.add(name.lower())
    return groups


def _info(relation: Relation, kind: str, columns: _Columns, definition: str) -> RelationInfo:
    names, required = tuple(columns.names), frozenset(columns.required)
    return RelationInfo(relation, kind, names, definition, required=required)


def _mysql(rows: Rows) -> Built:
    columns, infos, current = _grouped(rows[1]), [], rows[0][0][4] if rows[0] else ""
    for row in rows[1]:
        if row[3] == "invisible":
            # what `*` shows is not what the table has: its columns are known by name only
            columns[row[0].lower(), row[1].lower()] = _Columns()
    seen = Counter((row[0].lower(), row[1].lower()) for row in rows[0])
    for schema, name, kind, definition, _ in rows[0]:
        key = (schema.lower(), name.lower())
        if name and seen[key] == 1:  # of two names that differ only in case, neither is known
            shape = "view" if "VIEW" in kind.upper() else "table"
            infos.append(_info(Relation(*key), shape, columns.get(key, _Columns()), definition))
    return infos, (current.lower(),) if current else ()


def _sqlite(rows: Rows) -> Built:
    if any(row[1].lower().startswith("pragma_") for row in rows[2]):
        raise Hidden
    texts = {(r[0], r[2].lower()): r[3] for r in rows[1] if r[1] in ("view", "table")}
    groups: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in sorted(rows[0], key=lambda row: int(row[9])):
        if row[5] != "1":
            groups.setdefault((row[0].lower(), row[1].lower()), []).append(row)
    infos = []
    for key, columns in groups.items():
        kind, names = columns[0][2], tuple(c[4].lower() for c in columns)
        computed = {c[4].lower(): texts.get(key, "") for c in columns if c[5] in ("2", "3")}
        infos.append(
            RelationInfo(
                Relation(*key),
                kind if kind in ("table", "view", "shadow") else "table",
                names,
                texts.get(key, "") if kind == "view" else "",
                _rowid(columns),
                required=frozenset(c[4].lower() for c in columns if c[8] == "1")
                | ({_rowid(columns)} - {""}),
                generated=made_of("sqlite", computed, names, table=True) if computed else {},
            )
        )
    attached = sorted({i.relation.schema for i in infos} - {"temp", "main"})
    return infos, ("temp", "main", *attached)


def _rowid(columns: list[tuple[str, ...]]) -> str:
    """The column that is the rowid: the only one of the key, of type INTEGER, in a table that has a rowid."""
    keys = [c for c in columns if c[6] != "0"]
    plain = len(keys) == 1 and keys[0][7].upper() == "INTEGER" and keys[0][3] == "0"
    return keys[0][4].lower() if plain else ""


def _duckdb(rows: Rows) -> Built:
    database, schema = (part.lower() for part in rows[2][0])
    definitions = {tuple(p.lower() for p in row[:3]): row[3] for row in rows[1]}
    computed: dict[tuple[str, ...], dict[str, str]] = {}
    for *place, name, text in rows[3]:
        computed.setdefault(tuple(p.lower() for p in place), {})[name.lower()] = text
    infos = []
    for key, columns in _grouped(rows[0]).items():
        holder = key[1] if key[0] in (database, "temp") else f"{key[0]}.{key[1]}"
        holder = "temp" if key[0] == "temp" else holder
        shape = "view" if key in definitions else "table"
        info = _info(Relation(holder, key[2]), shape, columns, definitions.get(key, ""))
        made = made_of("duckdb", computed.get(key, {}), columns.names)
        infos.append(replace(info, generated=made) if made else info)
    return infos, ("temp", schema, "main")
