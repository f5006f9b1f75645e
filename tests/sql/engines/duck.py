"""DuckDB in memory, without access to files and network."""

from __future__ import annotations

from typing import Any

import duckdb
from sql.engines.checking import Fingerprint, Outcome, setup

_QUERIES = {
    "table": """SELECT schema_name, table_name, sql, temporary FROM duckdb_tables() UNION ALL
                SELECT schema_name, view_name, sql, temporary FROM duckdb_views() WHERE NOT internal""",
    "object": """SELECT '', 'index ' || index_name, sql, false FROM duckdb_indexes() UNION ALL
                 SELECT '', 'function ' || function_name, macro_definition, false FROM duckdb_functions() WHERE NOT internal UNION ALL
                 SELECT '', 'type ' || type_name, logical_type, false FROM duckdb_types() WHERE NOT internal AND type_name NOT LIKE '\\_\\_pivot%' ESCAPE '\\' UNION ALL
                 SELECT '', 'schema ' || database_name || schema_name, '', false FROM duckdb_schemas() WHERE NOT internal UNION ALL
                 SELECT '', 'comment ' || table_name, comment, false FROM duckdb_tables()""",
    "sequence": "SELECT '', sequence_name, last_value::VARCHAR, false FROM duckdb_sequences()",
    "setting": """SELECT '', 'type ' || labels::VARCHAR, '', false FROM duckdb_types()
                  WHERE type_name LIKE '\\_\\_pivot%' ESCAPE '\\' UNION ALL
                  SELECT '', name, value, false FROM duckdb_settings() UNION ALL
                  SELECT '', 'variable ' || name, value, false FROM duckdb_variables() UNION ALL
                  SELECT '', 'database ' || database_name, readonly::VARCHAR, false FROM duckdb_databases() UNION ALL
                  SELECT '', 'here', current_database() || current_schema(), false""",
    "prepared": "SELECT '', name, statement, false FROM duckdb_prepared_statements()",
}


class Duck:
    """See `checking.Engine`."""

    dialect = "duckdb"

    def __init__(self) -> None:
        self.session: Any = None
        self.remake()

    def run(self, sql: str, *, several: bool) -> Outcome:
        try:
            cursor = self.session.execute(sql)
            names = [c[0] for c in cursor.description or ()]
            if several or names in (
                [],
                ["Count"],
                ["Success"],
            ):  # what statements without rows answer
                return Outcome()
            return Outcome("", tuple(names), cursor.fetchall())
        except duckdb.Error as error:
            return Outcome(f"{type(error).__name__} {str(error).splitlines()[0]}")

    def fingerprint(self) -> Fingerprint:
        found: Fingerprint = {}
        try:
            self.session.execute("SELECT 1")
        except duckdb.Error:  # a failed transaction answers nothing
            self.session.execute("ROLLBACK")
        for part, query in _QUERIES.items():
            for schema, name, told, temporary in self.session.execute(query).fetchall():
                place = "temp." if temporary else "" if schema in ("", "main") else f"{schema}."
                found[part, place + name] = told
        for part, name in list(found):
            if part == "table" and str(found[part, name]).startswith("CREATE T"):
                rows = self.session.execute(
                    f"SELECT * FROM {name if '.' in name else 'memory.main.' + name}"
                ).fetchall()
                found["rows", name] = tuple(rows)
        return found

    def remake(self) -> None:
        if self.session is not None:
            self.session.close()
        self.session = duckdb.connect(config={"threads": 1})
        for statement in setup(self.dialect, "varchar"):
            self.session.execute(statement)
        self.session.execute("SET enable_external_access = false")

    def close(self) -> None:
        self.session.close()
