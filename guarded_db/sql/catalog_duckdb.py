"""DuckDB's catalog: the SQL that reads it, and what is built of its rows."""

from __future__ import annotations

from dataclasses import replace

from guarded_db.sql.catalog import Catalog, FunctionInfo, RelationInfo, TriggerInfo
from guarded_db.sql.catalog_rows import (
    Row,
    Rows,
    by_name,
    functions_by_name,
    grouped,
    info_of,
    lines,
)
from guarded_db.sql.facts import Relation
from guarded_db.sql.generated import made_of

_COLUMNS = """
SELECT database_name, schema_name, table_name, column_name, is_nullable, is_generated, generation_expression,
       data_type
FROM system.main.duckdb_columns() WHERE NOT internal
ORDER BY database_name, schema_name, table_name, column_index
""".strip()

_MACROS = """
SELECT database_name, schema_name, function_name, function_type, parameters, macro_definition, stability
FROM system.main.duckdb_functions() WHERE NOT internal
""".strip()

_TRIGGERS = """
SELECT database_name, schema_name, table_name, trigger_name, event_manipulation, sql
FROM system.main.duckdb_triggers()
""".strip()

QUERIES = (
    _COLUMNS,
    "SELECT database_name, schema_name, view_name, sql FROM system.main.duckdb_views() WHERE NOT internal",
    "SELECT system.main.current_database(), system.main.current_schema()",
    _MACROS,
    "SELECT DISTINCT function_name FROM system.main.duckdb_functions() WHERE internal",
    _TRIGGERS,
    """
SELECT database_name, schema_name, table_name, constraint_type, constraint_column_names
FROM system.main.duckdb_constraints()
""".strip(),
)
"""Every function is named in full and no operator computes, because a macro of the caller's may hide any of them."""

_KINDS = {"macro": "function", "table_macro": "table"}
_VOLATILITY = {
    "CONSISTENT": "immutable",
    "CONSISTENT_WITHIN_QUERY": "stable",
    "VOLATILE": "volatile",
}


def column_row(table: str, column: str) -> tuple[object, ...]:
    """Return a row as the first of `QUERIES` gives it, for a temporary object that the engine does not list."""
    return ("temp", "main", table, column, False, False, "", "")


def build(rows: Rows) -> Catalog:
    """Make a catalog of the rows of `QUERIES`."""
    database, schema = (part.lower() for part in rows[2][0])
    definitions = {tuple(p.lower() for p in row[:3]): row[3] for row in rows[1]}
    found, keys = [], _keys(rows[6])
    told = [(*row[:4], row[7], _REQUIRED.get(row[4], "")) for row in rows[0]]
    for key, columns in grouped(told).items():
        shape = "view" if key in definitions else "table"
        place = Relation(_schema(database, *key[:2]), key[2])
        info = info_of(place, shape, columns, definitions.get(key, ""), keys.get(key, ()))
        found.append(info)
    infos = _with_generated(database, rows[0], found)
    macros = [_macro(database, row) for row in rows[3]]
    return Catalog(
        by_name(infos),
        ("temp", schema, "main"),
        "duckdb",
        database=database,
        routines=frozenset(info.name for info in macros),
        hiding=frozenset(info.name for info in macros) & {row[0].lower() for row in rows[4]},
        functions=functions_by_name(macros),
        triggers=_triggers(database, rows[5]),
    )


_REQUIRED = {"False": "1"}


def _keys(rows: list[Row]) -> dict[tuple[str, ...], list[frozenset[str]]]:
    found: dict[tuple[str, ...], list[frozenset[str]]] = {}
    for *place, kind, columns in rows:
        if kind in ("PRIMARY KEY", "UNIQUE"):
            key = frozenset(lines(columns.lower()))
            found.setdefault(tuple([part.lower() for part in place]), []).append(key)
    return found


def _with_generated(
    database: str, rows: list[Row], infos: list[RelationInfo]
) -> list[RelationInfo]:
    """The relations, with what their generated columns are made of."""
    computed: dict[tuple[str, str], dict[str, str]] = {}
    for holder, schema, table, name, _, generated, text, _ in rows:
        if generated == "True":
            place = _schema(database, holder.lower(), schema.lower()), table.lower()
            computed.setdefault(place, {})[name.lower()] = text
    return [_made(info, computed.get((info.relation.schema, info.relation.name))) for info in infos]


def _made(info: RelationInfo, computed: dict[str, str] | None) -> RelationInfo:
    return replace(info, generated=made_of("duckdb", computed, info.columns)) if computed else info


def _schema(database: str, holder: str, schema: str) -> str:
    """The schema under the name that a statement gives it."""
    if holder == "temp":
        return "temp"
    return schema if holder == database else f"{holder}.{schema}"


def _triggers(database: str, rows: list[Row]) -> dict[tuple[str, str], tuple[TriggerInfo, ...]]:
    found: dict[tuple[str, str], tuple[TriggerInfo, ...]] = {}
    for holder, schema, table, name, event, text in rows:
        place = _schema(database, holder.lower(), schema.lower()), table.lower()
        found[place] = (
            *found.get(place, ()),
            TriggerInfo(name, frozenset({event.lower()}), text),
        )
    return found


def _macro(database: str, row: tuple[str, ...]) -> FunctionInfo:
    holder, schema, name, kind, parameters, body, stability = row
    return FunctionInfo(
        _schema(database, holder.lower(), schema.lower()),
        name.lower(),
        _KINDS.get(kind, "other"),
        tuple(part.lower() for part in lines(parameters)),
        volatility=_VOLATILITY.get(stability, ""),
        body=body,
        many=kind == "table_macro",
    )
