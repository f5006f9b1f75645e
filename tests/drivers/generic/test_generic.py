"""The generic wrapper: what it hands out is guarded, masked in every row shape, and nothing unlisted passes."""

from __future__ import annotations

import copy
import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiosqlite
import mysql.connector
import psycopg2
import psycopg2.extensions
import psycopg2.extras
import psycopg2.sql
import pytest
import servers

import guarded_db
from guarded_db.drivers import generic_surface as surface
from guarded_db.drivers.generic_async import AsyncGuardedConnection, AsyncGuardedCursor
from guarded_db.drivers.generic_base import CURSOR_PASSED
from guarded_db.drivers.generic_profile import ERRORS, PROFILES
from guarded_db.drivers.generic_sync import GuardedConnection, GuardedCursor

POLICY: dict[str, Any] = {
    "version": 1,
    "name": "t",
    "default": "allow",
    "unknown": "deny",
    "anonymous": "service",
    "labels": {"secret": ["users.secret"]},
    "rules": [{"id": "no-drop", "effect": "deny", "actions": ["drop"]}],
}
TABLE = (
    "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20), secret VARCHAR(20))",
    "INSERT INTO users VALUES (1, 'ann', 's3cret'), (2, 'bob', 'hush')",
)
QUERY = "SELECT id, secret FROM users WHERE id = 1"


@pytest.fixture
def guard(home: Path) -> Iterator[guarded_db.Guard]:
    """A guard with the policy above."""
    with guarded_db.Guard(POLICY) as guard:
        yield guard


@pytest.fixture(params=["psycopg2", "mysql.connector", "sqlite3"])
def connection(
    request: pytest.FixtureRequest, guard: guarded_db.Guard, sqlite_path: Path
) -> Iterator[Any]:
    """A guarded connection of each driver to a database with users."""
    if request.param == "sqlite3":
        raw = sqlite3.connect(sqlite_path)
        raw.executescript(";".join(TABLE))
    else:
        fixture, module = {
            "psycopg2": ("postgres", psycopg2),
            "mysql.connector": ("mariadb", mysql.connector),
        }[request.param]
        database = request.getfixturevalue(fixture)
        database.run(*TABLE)
        raw = module.connect(**database.options)
    from guarded_db.drivers.generic import DRIVER

    guarded = DRIVER.guard(guard.core, raw)
    yield guarded
    guarded.close()


def test_a_labelled_column_is_masked_in_every_fetch(connection: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(QUERY)
    assert cursor.fetchone() == (1, "[redacted]")
    assert cursor.fetchone() is None
    cursor.execute("SELECT secret FROM users")
    assert cursor.fetchmany(1) == [("[redacted]",)]
    assert list(cursor) == [("[redacted]",)]
    cursor.execute("SELECT secret FROM users")
    assert cursor.fetchall() == [("[redacted]",)] * 2


def test_a_refused_statement_leaves_the_connection_usable(connection: Any) -> None:
    cursor = connection.cursor()
    with pytest.raises(guarded_db.Denied) as caught:
        cursor.execute("DROP TABLE users")
    assert "ProgrammingError" in {kind.__name__ for kind in type(caught.value).__mro__}
    cursor.execute("SELECT name FROM users WHERE id = 2")
    assert cursor.fetchall() == [("bob",)]


def test_reading_the_catalog_leaves_no_transaction_open(connection: Any) -> None:
    with pytest.raises(guarded_db.Denied):
        connection.cursor().execute("DROP TABLE users")
    if hasattr(connection, "get_transaction_status"):
        assert connection.get_transaction_status() == psycopg2.extensions.TRANSACTION_STATUS_IDLE
    else:
        assert not connection.in_transaction


def test_what_is_handed_out_is_guarded(connection: Any) -> None:
    cursor = connection.cursor()
    assert cursor.connection is connection
    assert not hasattr(connection, "__wrapped__")
    assert isinstance(connection, GuardedConnection)
    for copying in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            copying(connection)
        with pytest.raises(TypeError):
            copying(cursor)
    with connection as entered:
        assert entered is connection


def test_every_public_name_is_classified() -> None:
    kinds = {
        "psycopg2": (psycopg2.extensions.connection, psycopg2.extensions.cursor),
        "mysql": (mysql.connector.connection.MySQLConnection, mysql.connector.cursor.MySQLCursor),
        "aiosqlite": (aiosqlite.Connection, aiosqlite.Cursor),
        "sqlite3": (sqlite3.Connection, sqlite3.Cursor),
    }
    profiles = {profile.root: profile for profile in PROFILES}
    for root, (of_connection, of_cursor) in kinds.items():
        profile = profiles[root]
        asynchronous = root == "aiosqlite"
        own = (AsyncGuardedConnection if asynchronous else GuardedConnection).__dict__.keys()
        known = {*own, *dir(GuardedConnection), *ERRORS, *profile.connection}
        known |= profile.connection_commands | surface.CONNECTION[root].keys()
        assert public(of_connection) - known == set(), root
        own = (AsyncGuardedCursor if asynchronous else GuardedCursor).__dict__.keys()
        known = {*own, *dir(GuardedCursor), *CURSOR_PASSED, *profile.cursor}
        assert public(of_cursor) - known - surface.CURSOR[root].keys() == set(), root


def public(kind: type[Any]) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def test_every_refused_name_is_refused(connection: Any) -> None:
    root = connection._guarded_db.profile.root
    cursor = connection.cursor()
    for owner, names in ((connection, surface.CONNECTION[root]), (cursor, surface.CURSOR[root])):
        for name in names:
            if hasattr(type(owner._guarded_db.raw), name):
                with pytest.raises(guarded_db.UnguardedAccess):
                    getattr(owner, name)
    with pytest.raises(AttributeError):
        _ = connection.no_such_name


def test_psycopg2_rows_keep_their_shapes(
    guard: guarded_db.Guard, postgres: servers.Database
) -> None:
    postgres.run(*TABLE)
    connection = guard.connect(psycopg2, **postgres.options)
    expected = {"id": 1, "secret": "[redacted]"}
    for factory, shape in (
        (psycopg2.extras.RealDictCursor, dict),
        (psycopg2.extras.DictCursor, dict),
        (psycopg2.extras.NamedTupleCursor, lambda row: row._asdict()),
    ):
        cursor = connection.cursor(cursor_factory=factory)
        cursor.execute(QUERY)
        assert shape(cursor.fetchone()) == expected
    with connection.cursor("named") as cursor:
        cursor.execute(QUERY)
        assert list(cursor) == [(1, "[redacted]")]

    class Mine(psycopg2.extensions.cursor):
        pass

    with pytest.raises(guarded_db.UnguardedAccess):
        connection.cursor(cursor_factory=Mine)
    connection.close()


def test_psycopg2_values_that_write_sql_are_understood_as_sent(
    guard: guarded_db.Guard, postgres: servers.Database
) -> None:
    postgres.run(*TABLE)
    connection = guard.connect(psycopg2, **postgres.options)
    cursor = connection.cursor()
    with pytest.raises(guarded_db.Denied):
        cursor.execute("SELECT 1; %s", (psycopg2.extensions.AsIs("DROP TABLE users"),))
    cursor.execute("SELECT %s FROM users WHERE id = 1", (psycopg2.extensions.AsIs("secret"),))
    assert cursor.fetchall() == [("[redacted]",)]
    cursor.execute(
        psycopg2.sql.SQL("SELECT {} FROM users").format(psycopg2.sql.Identifier("secret"))
    )
    assert cursor.fetchall() == [("[redacted]",)] * 2
    cursor.execute(b"SELECT secret FROM users WHERE id IN %s", ((1, 2),))
    assert cursor.fetchall() == [("[redacted]",)] * 2
    connection.close()


def test_mysql_dictionaries_are_masked(guard: guarded_db.Guard, mariadb: servers.Database) -> None:
    mariadb.run(*TABLE)
    connection = guard.connect(mysql.connector, **mariadb.options)
    for options in ({"dictionary": True}, {"buffered": True, "dictionary": True}):
        cursor = connection.cursor(**options)
        cursor.execute("SELECT id, secret FROM users WHERE id = %s", (1,))
        assert cursor.fetchall() == [{"id": 1, "secret": "[redacted]"}]
    with pytest.raises(guarded_db.NotUnderstood):
        cursor.execute(
            "SELECT name FROM users WHERE name = '%s'", ("' UNION SELECT secret FROM users -- ",)
        )
    cursor.execute("SELECT name FROM users WHERE id = 1; SELECT secret FROM users WHERE id = 1")
    assert cursor.fetchall() == [{"name": "ann"}]
    assert cursor.nextset()
    assert cursor.fetchall() == [{"secret": "[redacted]"}]
    connection.close()


def test_a_row_factory_gets_masked_rows_and_no_raw_cursor(
    guard: guarded_db.Guard, sqlite_path: Path
) -> None:
    from guarded_db.drivers.generic import DRIVER

    raw = sqlite3.connect(sqlite_path)
    raw.executescript(";".join(TABLE))
    seen: list[Any] = []

    def factory(cursor: Any, row: Any) -> Any:
        seen.append((cursor, row))
        return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}

    raw.row_factory = factory
    connection = DRIVER.guard(guard.core, raw)
    assert connection.execute(QUERY).fetchone() == {"id": 1, "secret": "[redacted]"}
    assert seen[0][1] == (1, "[redacted]")
    assert not isinstance(seen[0][0], sqlite3.Cursor)
    connection.row_factory = sqlite3.Row
    row = connection.execute(QUERY).fetchone()
    assert isinstance(row, sqlite3.Row)
    assert dict(row) == {"id": 1, "secret": "[redacted]"}
    connection.close()


async def test_aiosqlite_is_guarded(guard: guarded_db.Guard, sqlite_path: Path) -> None:
    connection = await guard.aconnect(aiosqlite.connect, sqlite_path)
    await connection.executescript(";".join(TABLE))
    async with connection.execute(QUERY) as cursor:
        assert [row async for row in cursor] == [(1, "[redacted]")]
        assert cursor.connection is connection
    async with connection.cursor() as cursor:
        await cursor.execute("SELECT secret FROM users")
        assert await cursor.fetchmany(1) == [("[redacted]",)]
        assert await cursor.fetchone() == ("[redacted]",)
    connection.row_factory = aiosqlite.Row
    assert [dict(row) for row in await connection.execute_fetchall(QUERY)] == [
        {"id": 1, "secret": "[redacted]"}
    ]
    with pytest.raises(guarded_db.Denied):
        await connection.execute("DROP TABLE users")
    with pytest.raises(guarded_db.UnguardedAccess):
        _ = connection.backup
    await connection.close()


def test_a_driver_of_unknown_dialect_is_refused(guard: guarded_db.Guard) -> None:
    class Connection:
        def commit(self) -> None:
            """Do nothing."""

    with pytest.raises(guarded_db.ConfigurationError, match="dialect"):
        guard.wrap(Connection())
