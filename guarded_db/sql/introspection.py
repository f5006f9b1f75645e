"""Reads a database's catalog: which queries to run, and the value that is made of their results.

It opens nothing and runs nothing; whoever holds the connection does.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from guarded_db.sql import catalog_duckdb, catalog_mysql, catalog_postgres, catalog_sqlite
from guarded_db.sql.catalog import LATE, UNAVAILABLE, Catalog
from guarded_db.sql.catalog_rows import Hidden, text

_DIALECTS: dict[str, ModuleType] = {
    "postgres": catalog_postgres,
    "mysql": catalog_mysql,
    "sqlite": catalog_sqlite,
    "duckdb": catalog_duckdb,
}


def queries(dialect_name: str) -> tuple[str, ...]:
    """The read-only SELECTs whose results `build` wants, in order; empty for a dialect without a reader."""
    reader = _DIALECTS.get(dialect_name)
    found: tuple[str, ...] = reader.QUERIES if reader is not None else ()
    return found


def build(dialect_name: str, results: Sequence[Sequence[Sequence[Any]]]) -> Catalog:
    """Make a catalog of the results of `queries`; values may be `str`, `bytes`, numbers or None."""
    reader = _DIALECTS.get(dialect_name)
    if reader is None:
        return UNAVAILABLE
    rows = [
        [tuple([v if type(v) is str else text(v) for v in row]) for row in result]
        for result in results
    ]
    try:
        catalog: Catalog = reader.build(rows)
    except Hidden:
        return UNAVAILABLE
    return catalog


def failed(error: BaseException) -> Catalog:
    """The catalog when `error` stopped one of the queries: nothing is known."""
    number = getattr(error, "errno", None) or next(iter(error.args), None)
    return LATE if type(number) is int and number in catalog_mysql.LATE else UNAVAILABLE
