"""What reading the catalog of a large schema costs: 5,000 tables of 10 columns, 200 views, 200 functions where there are any.

Makes a database of its own on each place, reads its catalog several times, and drops it. PostgreSQL and MariaDB are
looked for as in `run.py`. Wall-clock time, because most of it is the server's; run it on a quiet machine.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import duckdb
import psycopg
import pymysql

from guarded_db.sql.introspection import build, queries

TABLES, VIEWS, FUNCTIONS, ROUNDS = 5_000, 200, 200, 5
NAME = "guarded_db_bench_catalog"

Run = Callable[[str], Any]


def fill(run: Run, function: str = "") -> None:
    """Make the schema."""
    columns = ", ".join(f"column_{i} varchar(40)" for i in range(1, 9))
    for at in range(TABLES):
        run(f"create table table_{at} (id int primary key, parent_id int not null, {columns})")
    for at in range(VIEWS):
        run(f"create view view_{at} as select id, column_1 from table_{at} where parent_id > 0")
    for at in range(FUNCTIONS if function else 0):
        run(function.format(at=at))


@contextmanager
def on_sqlite() -> Iterator[tuple[str, Any]]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    fill(connection.execute)
    yield "sqlite", connection.cursor()


@contextmanager
def on_duckdb() -> Iterator[tuple[str, Any]]:
    connection = duckdb.connect()
    fill(
        connection.execute,
        "create macro f{at}(i) as (select column_1 from table_{at} where id = i)",
    )
    yield "duckdb", connection


@contextmanager
def on_postgres() -> Iterator[tuple[str, Any]]:
    url = os.environ.get("GUARDED_DB_TEST_POSTGRES", "dbname=postgres host=/var/run/postgresql")
    body = "'select column_1 from table_{at} where id = $1'"
    with psycopg.connect(url, autocommit=True) as outer:
        outer.execute(f"drop database if exists {NAME}")
        outer.execute(f"create database {NAME}")
        try:
            with psycopg.connect(url, dbname=NAME, autocommit=True) as connection:
                fill(
                    connection.execute,
                    f"create function f{{at}}(i int) returns text language sql as {body}",
                )
                yield "postgres", connection.cursor()
        finally:
            outer.execute(f"drop database {NAME}")


@contextmanager
def on_mariadb() -> Iterator[tuple[str, Any]]:
    url = urlsplit(os.environ.get("GUARDED_DB_TEST_MARIADB", "mysql://root@127.0.0.1:3306"))
    connection = pymysql.connect(
        host=url.hostname or "127.0.0.1",
        port=url.port or 3306,
        user=url.username or "root",
        password=url.password or "",
    )
    cursor = connection.cursor()
    cursor.execute(f"drop database if exists {NAME}")
    cursor.execute(f"create database {NAME}")
    try:
        cursor.execute(f"use {NAME}")
        cursor.execute("set default_storage_engine = MyISAM")
        fill(cursor.execute)
        yield "mysql", cursor
    finally:
        cursor.execute(f"drop database {NAME}")


def measure(dialect: str, cursor: Any) -> tuple[list[float], list[float], int]:
    """Milliseconds of reading and of building, and the characters that were read."""
    reading, building, size = [], [], 0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        results = []
        for query in queries(dialect):
            cursor.execute(query)
            results.append(cursor.fetchall())
        read = time.perf_counter()
        build(dialect, results)
        reading.append((read - start) * 1e3)
        building.append((time.perf_counter() - read) * 1e3)
        size = sum(len(str(v)) for rows in results for row in rows for v in row if v is not None)
    return reading, building, size


PLACES = {"sqlite": on_sqlite, "duckdb": on_duckdb, "postgres": on_postgres, "mariadb": on_mariadb}


def main(names: list[str]) -> None:
    for name in names or PLACES:
        with PLACES[name]() as (dialect, cursor):
            reading, building, size = measure(dialect, cursor)
        totals = [a + b for a, b in zip(reading, building, strict=True)]
        print(
            f"{name}: best {min(totals):.0f} ms, worst {max(totals):.0f} ms "
            f"(of which building {min(building):.0f} to {max(building):.0f}), {size:,} characters"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
