"""What types and keys of columns tell about a write, on tables of the real engines."""

from __future__ import annotations

import sqlite3
from typing import Any

import duckdb
import pytest
import servers

from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand

TABLE = "create table t (id {int} not null, part {int} not null, code {text} unique, flag boolean not null, big bigint not null, primary key (id, part))"
ROWS = "insert into t values (0, 1, 'a', true, 0), (7, 1, '7', false, 9007199254740993), (7, 2, '07', true, 5)"


class Shop:
    """A table on an engine, and statements that are read with its catalog."""

    def __init__(self, dialect: str, cursor: Any, *more: str) -> None:
        self.dialect, self.cursor = dialect, cursor
        text = "text" if dialect == "sqlite" else "varchar(20)"
        for sql in (TABLE.format(int="integer", text=text), ROWS, *more):
            cursor.execute(sql)
        found = []
        for query in queries(dialect):
            cursor.execute(query)
            found.append(cursor.fetchall())
        self.catalog = build(dialect, found)

    def read(self, sql: str) -> Facts:
        (facts,) = understand(sql, Dialect(self.dialect), self.catalog).statements
        return facts

    def counted(self, sql: str, table: str = "t") -> tuple[int, int]:
        """How many rows a DELETE would mean, and how many there are."""
        self.cursor.execute(sql.replace("delete", "select count(*)"))
        (meant,) = self.cursor.fetchone()
        self.cursor.execute(f"select count(*) from {table}")
        return meant, self.cursor.fetchone()[0]


@pytest.fixture(params=["postgres", "mysql", "sqlite", "duckdb"])
def shop(request: pytest.FixtureRequest) -> Any:
    if request.param in ("sqlite", "duckdb"):
        module: Any = sqlite3 if request.param == "sqlite" else duckdb
        connection: Any = module.connect(":memory:")
        yield Shop(request.param, connection.cursor())
    else:
        name = "postgres" if request.param == "postgres" else "mariadb"
        connection = request.getfixturevalue(name).connect()
        yield Shop(request.param, connection.cursor())
    connection.close()


def _key(shop: Shop, condition: str) -> bool:
    sql = f"delete from t where {condition}"
    found = "key" in shop.read(sql).bounded
    assert not found or shop.counted(sql)[0] <= 1
    return found


def test_a_whole_key_that_equals_integers_bounds_a_write(shop: Shop) -> None:
    assert _key(shop, "id = 7 and part = 1")
    assert _key(shop, "part = 1 and id = -7")
    assert not _key(shop, "id = 7")
    assert not _key(shop, "id = 7 or part = 1")


def test_a_value_that_may_be_converted_does_not(shop: Shop) -> None:
    strict = shop.dialect == "postgres"

    assert _key(shop, "id = 7 and part = '1'") is strict
    assert ("key" in shop.read("delete from t where code = 7").bounded) is strict
    assert _key(shop, "code = 'a'") is (shop.dialect in ("postgres", "mysql"))


@pytest.mark.parametrize(
    ("condition", "named"),
    [
        ("flag in (true, false)", False),
        ("flag or not flag", False),
        ("flag = true or flag = false", False),
        ("flag", True),
        ("id between -2147483648 and 2147483647", False),
        ("id < 8 or id > 7", False),
        ("big between -2147483648 and 2147483647", True),
        ("big >= -9223372036854775808", False),
        ("big < 8 or big > 7", False),
        ("id >= 0", True),
        ("id <= 7", True),
    ],
)
def test_what_covers_all_values_of_a_type_names_no_rows(
    shop: Shop, condition: str, named: bool
) -> None:
    sql = f"delete from t where {condition}"
    facts = shop.read(sql)
    meant, all_rows = shop.counted(sql)

    # MariaDB's booleans and all of SQLite's columns hold other values too
    loose = shop.dialect == "sqlite" or (shop.dialect == "mysql" and "flag" in condition)
    assert loose or facts.unbounded is not named
    assert loose or not facts.conceded
    assert named or meant == all_rows


def test_an_unsigned_column_is_never_below_0(mariadb: servers.Database) -> None:
    connection = mariadb.connect()
    shop = Shop(
        "mysql",
        connection.cursor(),
        "create table u (n int unsigned not null, m int unsigned, z varchar(9))",
        "insert into u values (0, null, 'x'), (4294967295, 1, 'y')",
    )
    told = {}
    for condition in ("n >= 0", "n <= 4294967295", "m >= 0", "n <= 2147483647", "z = 0", "z = 7"):
        sql = f"delete from u where {condition}"
        meant, all_rows = shop.counted(sql, "u")
        told[condition] = (shop.read(sql).unbounded, meant == all_rows)
    connection.close()

    assert told == {
        "n >= 0": (True, True),
        "n <= 4294967295": (True, True),
        "m >= 0": (True, False),
        "n <= 2147483647": (False, False),
        "z = 0": (True, True),
        "z = 7": (False, False),
    }
