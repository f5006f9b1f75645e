"""MariaDB's and MySQL's catalog: the SQL that reads it within a bound of time, and what is built of its rows."""

from __future__ import annotations

from collections import Counter

from guarded_db.sql.catalog import Catalog, FunctionInfo, TriggerInfo
from guarded_db.sql.catalog_rows import (
    Columns,
    Row,
    Rows,
    by_name,
    functions_by_name,
    grouped,
    info_of,
)
from guarded_db.sql.facts import Relation

MAX_SECONDS = 10
"""How long one of the queries may take: it waits for other sessions that create or alter a table, in any database."""

LATE = frozenset({1969, 3024})
"""The error that a query took too long, as MariaDB and as MySQL number it."""

_RELATIONS = """
SELECT t.table_schema, t.table_name, t.table_type, coalesce(v.view_definition, ''), database()
FROM information_schema.tables t LEFT JOIN information_schema.views v
  ON v.table_schema = t.table_schema AND v.table_name = t.table_name
WHERE t.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
UNION ALL SELECT '', '', '', '', database()
""".strip()

_COLUMNS = """
SELECT table_schema, table_name, column_name, column_type,
       CASE WHEN extra LIKE '%INVISIBLE%' THEN 'invisible' ELSE is_nullable = 'NO' END, column_key
FROM information_schema.columns
WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
ORDER BY table_schema, table_name, ordinal_position
""".strip()

_ROUTINES = """
SELECT routine_schema, routine_name, routine_type, is_deterministic, sql_data_access, routine_definition, sql_mode,
       specific_name FROM information_schema.routines
WHERE routine_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
""".strip()

_PARAMETERS = """
SELECT specific_schema, specific_name, routine_type, parameter_mode, parameter_name FROM information_schema.parameters
WHERE specific_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys') AND ordinal_position > 0
ORDER BY specific_schema, specific_name, ordinal_position
""".strip()

_TRIGGERS = """
SELECT event_object_schema, event_object_table, trigger_schema, trigger_name, event_manipulation, action_statement,
       sql_mode FROM information_schema.triggers
WHERE event_object_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
""".strip()


def _bounded(query: str) -> str:
    """The query with an end, for itself only: MariaDB reads the first comment, MySQL the second.

    The wait for a lock must be the longer of the two: when it ends, MariaDB leaves out what it waited for and warns.
    """
    hint = f"SELECT /*+ MAX_EXECUTION_TIME({MAX_SECONDS * 1000}) */ "
    setting = f"lock_wait_timeout = {MAX_SECONDS * 10}, max_statement_time = {MAX_SECONDS}"
    return f"/*M! SET STATEMENT {setting} FOR */ {hint}{query.removeprefix('SELECT ')}"


QUERIES = tuple(map(_bounded, (_RELATIONS, _COLUMNS, _ROUTINES, _PARAMETERS, _TRIGGERS)))


def build(rows: Rows) -> Catalog:
    """Make a catalog of the rows of `QUERIES`."""
    columns, infos = grouped([row[:5] for row in rows[1]]), []
    keys, current = _keys(rows[1]), rows[0][0][4] if rows[0] else ""
    for row in rows[1]:
        if row[4] == "invisible":
            # what `*` shows is not what the table has: its columns are known by name only
            columns[row[0].lower(), row[1].lower()] = Columns()
    seen = Counter((row[0].lower(), row[1].lower()) for row in rows[0])
    for schema, name, kind, definition, _ in rows[0]:
        key = (schema.lower(), name.lower())
        if name and seen[key] == 1:  # of two names that differ only in case, neither is known
            shape = "view" if "VIEW" in kind.upper() else "table"
            known = columns.get(key, Columns())
            infos.append(info_of(Relation(*key), shape, known, definition, keys.get(key, ())))
    routines, parameters, triggers = rows[2:5] if len(rows) > 4 else ([], [], [])
    made = _functions(routines, parameters)
    return Catalog(
        by_name(infos),
        (current.lower(),) if current else (),
        "mysql",
        routines=frozenset(info.name for info in made if info.kind == "function"),
        functions=functions_by_name(made),
        triggers=_hanging(triggers),
    )


def _keys(rows: list[Row]) -> dict[tuple[str, str], list[frozenset[str]]]:
    """The primary key and the unique columns of each table."""
    found: dict[tuple[str, str], list[frozenset[str]]] = {}
    primary: dict[tuple[str, str], set[str]] = {}
    for schema, table, column, _, _, key in rows:
        place = schema.lower(), table.lower()
        if key == "PRI":
            primary.setdefault(place, set()).add(column.lower())
        elif key == "UNI":
            found.setdefault(place, []).append(frozenset({column.lower()}))
    for place, columns in primary.items():
        found.setdefault(place, []).append(frozenset(columns))
    return found


def _modes(sql_mode: str) -> frozenset[str]:
    """The modes that change how a stored body is read."""
    known = {"ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "PIPES_AS_CONCAT"}
    return frozenset(mode.lower() for mode in sql_mode.upper().split(",") if mode in known)


def _functions(routines: list[Row], parameters: list[Row]) -> list[FunctionInfo]:
    given: dict[tuple[str, str, str], list[Row]] = {}
    for row in parameters:
        given.setdefault((row[0], row[1], row[2]), []).append(row)
    found = []
    for schema, name, kind, deterministic, access, body, modes, specific in routines:
        inputs = given.get((schema, specific, kind), [])
        found.append(
            FunctionInfo(
                schema.lower(),
                name.lower(),
                kind.lower() if kind in ("FUNCTION", "PROCEDURE") else "other",
                tuple(row[4].lower() for row in inputs),
                volatility=_volatility(deterministic, access),
                # what goes out of a procedure is not followed
                body="" if any(row[3] not in ("IN", "") for row in inputs) else body,
                modes=_modes(modes),
                path=(schema.lower(),),
            )
        )
    return found


def _volatility(deterministic: str, access: str) -> str:
    """What whoever made the function says of it; the server does not check."""
    if deterministic != "YES" or access == "MODIFIES SQL DATA":
        return "volatile"
    return "stable" if access == "READS SQL DATA" else "immutable"


def _hanging(rows: list[Row]) -> dict[tuple[str, str], tuple[TriggerInfo, ...]]:
    found: dict[tuple[str, str], list[TriggerInfo]] = {}
    for schema, table, home, name, event, body, modes in rows:
        events = frozenset({event.lower()})
        info = TriggerInfo(name, events, body, _modes(modes), (home.lower(),))
        found.setdefault((schema.lower(), table.lower()), []).append(info)
    return {place: tuple(infos) for place, infos in found.items()}
