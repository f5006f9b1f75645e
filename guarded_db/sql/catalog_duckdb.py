"""DuckDB's catalog: the SQL that reads it, and what is built of its rows."""

from __future__ import annotations

from dataclasses import replace

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.catalog_rows import Rows, by_name, grouped, info_of
from guarded_db.sql.facts import Relation
from guarded_db.sql.generated import made_of

_COLUMNS = """
SELECT database_name, schema_name, table_name, column_name, NOT is_nullable FROM duckdb_columns()
WHERE NOT internal ORDER BY database_name, schema_name, table_name, column_index
""".strip()

QUERIES = (
    _COLUMNS,
    "SELECT database_name, schema_name, view_name, sql FROM duckdb_views() WHERE NOT internal",
    "SELECT current_database(), current_schema()",
    """
SELECT database_name, schema_name, table_name, column_name, generation_expression FROM duckdb_columns()
WHERE NOT internal AND is_generated
""".strip(),
)


def build(rows: Rows) -> Catalog:
    """Make a catalog of the rows of `QUERIES`."""
    database, schema = (part.lower() for part in rows[2][0])
    definitions = {tuple(p.lower() for p in row[:3]): row[3] for row in rows[1]}
    computed: dict[tuple[str, ...], dict[str, str]] = {}
    for *place, name, text in rows[3]:
        computed.setdefault(tuple(p.lower() for p in place), {})[name.lower()] = text
    infos = []
    for key, columns in grouped(rows[0]).items():
        holder = key[1] if key[0] in (database, "temp") else f"{key[0]}.{key[1]}"
        holder = "temp" if key[0] == "temp" else holder
        shape = "view" if key in definitions else "table"
        info = info_of(Relation(holder, key[2]), shape, columns, definitions.get(key, ""))
        made = made_of("duckdb", computed.get(key, {}), columns.names)
        infos.append(replace(info, generated=made) if made else info)
    return Catalog(by_name(infos), ("temp", schema, "main"), "duckdb")
