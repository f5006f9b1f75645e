"""System relations: which are ordinary catalogs, and which hold secrets, statement texts or column values.

Names only; whether somebody may read them is decided elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from guarded_db.policy.patterns import TablePattern
from guarded_db.sql.facts import Relation
from guarded_db.sql.functions import SENSITIVE_RELATIONS

SENSITIVE: tuple[str, ...] = (
    # passwords, connection strings
    "pg_authid",
    "pg_shadow",
    "pg_user_mapping",
    "pg_user_mappings",
    "pg_foreign_server",
    "pg_subscription",
    "user_mapping_options",
    "foreign_server_options",
    "pg_hba_file_rules",
    "pg_ident_file_mappings",
    "pg_file_settings",
    "duckdb_secrets",
    # values of columns: statistics, large objects, raw pages
    "pg_statistic",
    "pg_statistic_ext_data",
    "pg_stats",
    "pg_stats_ext",
    "pg_stats_ext_exprs",
    "pg_largeobject",
    "pg_toast.*",
    "sqlite_stat?",
    "sqlite_dbpage",
    "pragma_storage_info",
    "information_schema.column_statistics",
    "information_schema.innodb_*",
    "information_schema.user_variables",
    "information_schema.query_cache_info",
    # texts of other people's statements
    "pg_stat_activity",
    "pg_stat_statements",
    "pg_prepared_statements",
    "pg_cursors",
    "information_schema.processlist",
    "performance_schema.*",
    "mysql.*",
    "sys.*",
    "duckdb_logs*",
)
"""`[schema.]table` globs; mysql.* holds users, statistics with values and the general log."""

_SCHEMAS = frozenset({"pg_catalog", "information_schema", "performance_schema", "mysql", "sys"})
_SQLITE = re.compile(r"sqlite_(schema|master|temp_schema|temp_master|sequence)|dbstat")
_PREFIXES = ("pg_", "duckdb_", "pragma_")
"""Names of the engines' own that are found without a schema; with one they are somebody's tables."""


@lru_cache(maxsize=4096)
def is_sensitive(relation: Relation) -> bool:
    """Return whether the relation holds secrets, statement texts or values of columns."""
    return any(pattern.covers(relation) for pattern in _sensitive())


@lru_cache(maxsize=4096)
def is_system(relation: Relation) -> bool:
    """Return whether the relation is a system catalog of one of the engines."""
    schema, name = relation.schema.lower(), relation.name.lower()
    if schema in _SCHEMAS:
        return True
    if schema == "" and name.startswith(_PREFIXES):
        return True
    return schema in ("", "main", "temp") and _SQLITE.fullmatch(name) is not None


@lru_cache(maxsize=1)
def _sensitive() -> tuple[TablePattern, ...]:
    names = {*SENSITIVE, *SENSITIVE_RELATIONS}
    return tuple(TablePattern.parse(name) for name in sorted(names))
