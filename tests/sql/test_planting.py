"""Values planted on real databases come out only where the lineage says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
import servers
from sql.planting import leaks, lines, setup

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Dialect
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand

HERE = Path(__file__).parent / "lineage"
Run = Callable[[str], Sequence[Sequence[Any]]]


def _cases(dialect: str) -> list[str]:
    return lines((HERE / "common.sql").read_text()) + lines((HERE / f"{dialect}.sql").read_text())


def _catalog(dialect: str, run: Run) -> Catalog:
    return build(dialect, [run(q) for q in queries(dialect)])


def _check(dialect: str, sql: str, run: Run, catalog: Catalog) -> None:
    understanding = understand(sql, Dialect(dialect), catalog)
    (facts,) = understanding.statements
    rows = run(sql)
    assert leaks(facts, rows) == []
    assert (
        facts.outputs is not None
        or facts.conceded
        or "*" in sql
        or "unnest" in sql
        or sql[:4] == "summ"
    )


@pytest.fixture(scope="module")
def sqlite() -> Iterator[tuple[Run, Catalog]]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for sql, params in setup("text"):
        connection.execute(sql, params)

    def run(sql: str) -> Sequence[Sequence[Any]]:
        connection.execute("begin")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.execute("rollback")

    yield run, _catalog("sqlite", run)
    connection.close()


@pytest.mark.parametrize("sql", _cases("sqlite"))
def test_sqlite_shows_planted_values_only_where_expected(
    sql: str, sqlite: tuple[Run, Catalog]
) -> None:
    _check("sqlite", sql, *sqlite)


@pytest.fixture(scope="module")
def duck() -> Iterator[tuple[Run, Catalog]]:
    connection = duckdb.connect()
    for sql, params in setup("varchar"):
        connection.execute(sql, params)

    def run(sql: str) -> Sequence[Sequence[Any]]:
        connection.execute("begin")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.execute("rollback")

    yield run, _catalog("duckdb", run)
    connection.close()


@pytest.mark.parametrize("sql", _cases("duckdb"))
def test_duckdb_shows_planted_values_only_where_expected(
    sql: str, duck: tuple[Run, Catalog]
) -> None:
    _check("duckdb", sql, *duck)


@pytest.fixture(scope="module")
def postgres_planted(postgres_module: servers.Database) -> Iterator[tuple[Run, Catalog]]:
    with psycopg.connect(postgres_module.dsn) as connection:
        for sql, params in setup():
            connection.execute(sql.replace("?", "%s"), params or None)
        connection.execute("create materialized view m_users as select email as e, ssn from users")
        connection.commit()

        def run(sql: str) -> Sequence[Sequence[Any]]:
            with connection.transaction(force_rollback=True):
                cursor = connection.execute(sql)
                return cursor.fetchall() if cursor.description else []

        yield run, _catalog("postgres", run)


@pytest.mark.parametrize("sql", _cases("postgres"))
def test_postgres_shows_planted_values_only_where_expected(
    sql: str, postgres_planted: tuple[Run, Catalog]
) -> None:
    _check("postgres", sql, *postgres_planted)


@pytest.fixture(scope="module")
def mariadb_planted(mariadb_module: servers.Database) -> Iterator[tuple[Run, Catalog]]:
    with mariadb_module.connect() as connection, connection.cursor() as cursor:
        for sql, params in setup():
            cursor.execute(sql.replace("?", "%s"), params)
        connection.commit()

        def run(sql: str) -> Sequence[Sequence[Any]]:
            cursor.execute("begin")
            try:
                cursor.execute(sql)
                return cursor.fetchall()
            finally:
                cursor.execute("rollback")

        yield run, _catalog("mysql", run)


@pytest.mark.parametrize("sql", _cases("mysql"))
def test_mariadb_shows_planted_values_only_where_expected(
    sql: str, mariadb_planted: tuple[Run, Catalog]
) -> None:
    _check("mysql", sql, *mariadb_planted)
