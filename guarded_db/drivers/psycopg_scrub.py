"""Taking values out of what psycopg says: exceptions, their diagnostics, and notices.

PostgreSQL quotes values in the primary message, the detail and the context; names of tables, columns and
constraints and the SQLSTATE stay.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.pq import DiagnosticField as Field

WITHHELD = (
    "the database refused the statement; its message is withheld, it may hold protected values"
)

KEPT = (
    Field.SEVERITY,
    Field.SEVERITY_NONLOCALIZED,
    Field.SQLSTATE,
    Field.STATEMENT_POSITION,
    Field.SCHEMA_NAME,
    Field.TABLE_NAME,
    Field.COLUMN_NAME,
    Field.DATATYPE_NAME,
    Field.CONSTRAINT_NAME,
    Field.SOURCE_FILE,
    Field.SOURCE_LINE,
    Field.SOURCE_FUNCTION,
)
"""Fields that name things and never quote a value."""


def scrub(error: BaseException) -> None:
    """Remove values from `error` in place; class and SQLSTATE stay."""
    error.args = (WITHHELD,)
    error.__cause__ = error.__context__ = None
    error.__suppress_context__ = True
    if isinstance(error, psycopg.Error):
        error._info = fields(error._info)
        error._pgconn = None


def fields(info: Any) -> dict[Any, bytes | None] | None:
    """Return the harmless fields of a result or of a pickled error's dictionary."""
    if not info:
        return None
    get = info.get if isinstance(info, dict) else info.error_field
    kept: dict[Any, bytes | None] = {field: get(field) for field in KEPT}
    kept[Field.MESSAGE_PRIMARY] = WITHHELD.encode()
    return kept


def notice(info: Any, encoding: str) -> psycopg.errors.Diagnostic:
    """Return what a notice handler may see of a notice that could quote values."""
    return psycopg.errors.Diagnostic(fields(info), encoding)
