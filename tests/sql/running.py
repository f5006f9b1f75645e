"""The generated schema on real engines: how each runs one statement, and what its catalog says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import duckdb
import psycopg
import pymysql
import servers
from sql.schema import setup

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand

Rows = Sequence[Sequence[Any]]


class Engine(NamedTuple):
    """One engine with the schema of `sql.schema`."""

    dialect: str
    run: Callable[..., list[Rows]]
    """Runs statements in one transaction that is rolled back; returns the rows of each."""
    errors: type[Exception]
    """What it raises for a statement that it does not accept."""
    catalog: Catalog

    def facts(self, sql: str) -> Facts:
        """The facts of one statement."""
        (facts,) = understand(sql, Dialect(self.dialect), self.catalog).statements
        return facts


def _engine(dialect: str, run: Callable[..., list[Rows]], errors: type[Exception]) -> Engine:
    return Engine(dialect, run, errors, build(dialect, run(*queries(dialect))))


def _all(execute: Callable[[str], Any], statements: Sequence[str]) -> list[Rows]:
    execute("begin")
    try:
        found = []
        for sql in statements:
            cursor = execute(sql)
            found.append(cursor.fetchall() if cursor.description else [])
        return found
    finally:
        execute("rollback")


@contextmanager
def sqlite() -> Iterator[Engine]:
    """SQLite in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for sql, params in setup("text"):
        connection.execute(sql, params)
    yield _engine("sqlite", lambda *sqls: _all(connection.execute, sqls), sqlite3.Error)
    connection.close()


@contextmanager
def duck() -> Iterator[Engine]:
    """DuckDB in memory."""
    connection = duckdb.connect()
    for sql, params in setup("varchar"):
        connection.execute(sql, params)
    yield _engine("duckdb", lambda *sqls: _all(connection.execute, sqls), duckdb.Error)
    connection.close()


@contextmanager
def postgres(database: servers.Database) -> Iterator[Engine]:
    """A PostgreSQL database."""
    with psycopg.connect(database.dsn, autocommit=True) as connection:
        for sql, params in setup("text"):
            connection.execute(sql.replace("?", "%s"), params or None)
        connection.execute("set statement_timeout = '20s'")
        connection.execute("set jit = off")
        yield _engine("postgres", lambda *sqls: _all(connection.execute, sqls), psycopg.Error)


@contextmanager
def mariadb(database: servers.Database) -> Iterator[Engine]:
    """A MariaDB database."""
    with database.connect() as connection, connection.cursor() as cursor:
        for sql, params in setup("varchar(60)"):
            cursor.execute(sql.replace("?", "%s"), params)
        cursor.execute("set max_statement_time = 20")

        def execute(sql: str) -> Any:
            cursor.execute(sql)
            return cursor

        yield _engine("mysql", lambda *sqls: _all(execute, sqls), pymysql.Error)
