"""`Guard.patch` guards connections that other code opens, whichever way that code got hold of the driver."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mysql.connector
import psycopg
import psycopg2
import pymysql
import pymysql.cursors
import pytest

import guarded_db

READ = "SELECT email FROM people"
MASKED, PLAIN = "***@example.com", "ada@example.com"
DRIVERS = ("sqlite3", "psycopg", "pymysql", "duckdb", "psycopg2", "mysql.connector")
CREATE = (
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20), email VARCHAR(40))",
    "INSERT INTO people VALUES (1, 'Ada', 'ada@example.com')",
)

Undone = Callable[[Callable[[], None]], Callable[[], None]]


class Shop:
    """One database of one driver: the driver's module, and how to open the database."""

    def __init__(self, driver: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        __import__(driver)
        self.driver = driver
        self.module = sys.modules[driver]
        self.args = args
        self.kwargs = kwargs

    def read(self, connect: Any = None) -> Any:
        """Open a connection with `connect` (the driver's own when not given) and read the address."""
        connection = (connect or self.module.connect)(*self.args, **self.kwargs)
        try:
            cursor = connection.cursor()
            cursor.execute(READ)
            return cursor.fetchone()[0]
        finally:
            connection.close()


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Shop:
    """A database with one person in it, for the driver in `request.param`."""
    driver = request.param
    if driver in ("sqlite3", "duckdb"):
        found = Shop(driver, (str(tmp_path / "shop.db"),), {})
        connection = found.module.connect(*found.args)
        for statement in CREATE:
            connection.execute(statement)
        connection.commit()
        connection.close()
        return found
    server = request.getfixturevalue("postgres" if driver.startswith("psycopg") else "mariadb")
    server.run(*CREATE)
    return Shop(driver, (), server.options)


@pytest.mark.parametrize("database", DRIVERS, indirect=True)
def test_connections_are_guarded_until_the_patch_is_taken_back(
    guard: guarded_db.Guard, database: Shop, undone: Undone
) -> None:
    undo = undone(guard.patch(database.driver))
    guarded = database.read()
    undo()

    assert guarded == MASKED
    assert database.read() == PLAIN


@pytest.mark.parametrize("database", DRIVERS, indirect=True)
def test_a_connect_function_that_a_module_imported_before_is_caught(
    guard: guarded_db.Guard, database: Shop, undone: Undone, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = types.ModuleType("an_application")
    early.open_shop = database.module.connect  # type: ignore[attr-defined]  # `from driver import connect as open_shop`
    monkeypatch.setitem(sys.modules, "an_application", early)
    undone(guard.patch(database.driver))

    assert database.read(early.open_shop) == MASKED


@pytest.mark.parametrize("database", DRIVERS, indirect=True)
def test_a_refused_statement_is_the_drivers_programming_error(
    guard: guarded_db.Guard, database: Shop, undone: Undone
) -> None:
    undone(guard.patch(database.driver))
    connection = database.module.connect(*database.args, **database.kwargs)
    with pytest.raises(database.module.ProgrammingError) as refused:
        connection.cursor().execute("DROP TABLE people")
    connection.close()

    assert isinstance(refused.value, guarded_db.Denied)


@pytest.mark.parametrize("database", DRIVERS, indirect=True)
def test_a_database_that_does_not_match_stays_untouched(
    guard: guarded_db.Guard, database: Shop, undone: Undone
) -> None:
    undone(guard.patch(database.driver, match={"database": "*another*"}))

    assert database.read() == PLAIN


@pytest.mark.parametrize("database", DRIVERS, indirect=True)
def test_a_database_that_matches_is_guarded(
    guard: guarded_db.Guard, database: Shop, undone: Undone
) -> None:
    name = str(database.kwargs.get("dbname") or database.kwargs.get("database") or "*shop.db")
    undone(guard.patch(database.driver, match=f"database=nothing, database={name}"))

    assert database.read() == MASKED


@pytest.mark.parametrize("database", DRIVERS, indirect=True)
def test_two_guards_may_patch_the_same_driver_for_different_databases(
    guard: guarded_db.Guard, database: Shop, undone: Undone, tmp_path: Path
) -> None:
    undone(guard.patch(database.driver))
    with guarded_db.Guard("observe", home=tmp_path / "other") as other:
        undone(other.patch(database.driver, match={"database": "*another*"}))

        assert database.read() == MASKED


@pytest.mark.parametrize("database", ["sqlite3"], indirect=True)
def test_a_directly_constructed_sqlite_connection_is_guarded(
    guard: guarded_db.Guard, database: Shop, undone: Undone
) -> None:
    undone(guard.patch("sqlite3"))

    assert database.read(sqlite3.Connection) == MASKED
    assert database.read(sqlite3.dbapi2.Connection) == MASKED


@pytest.mark.parametrize("database", ["psycopg"], indirect=True)
def test_directly_constructed_psycopg_cursors_are_guarded(
    guard: guarded_db.Guard, database: Shop, undone: Undone
) -> None:
    undone(guard.patch("psycopg"))
    with psycopg.Connection.connect(**database.kwargs) as connection:
        plain = psycopg.Cursor(connection).execute(READ).fetchone()
        client = psycopg.ClientCursor(connection).execute(READ).fetchone()
        with psycopg.ServerCursor(connection, "named") as named:
            server = named.execute(READ).fetchone()

    assert [plain, client, server] == [(MASKED,)] * 3


@pytest.mark.parametrize("database", ["psycopg"], indirect=True)
async def test_asynchronous_psycopg_connections_are_guarded(
    guard: guarded_db.Guard, database: Shop, undone: Undone
) -> None:
    undone(guard.patch("psycopg"))
    async with await psycopg.AsyncConnection.connect(**database.kwargs) as connection:
        cursor = await connection.execute(READ)

        assert await cursor.fetchone() == (MASKED,)


@pytest.mark.parametrize("database", ["pymysql"], indirect=True)
def test_directly_constructed_pymysql_objects_are_guarded(
    guard: guarded_db.Guard, database: Shop, undone: Undone
) -> None:
    undone(guard.patch("pymysql"))
    connection = pymysql.connections.Connection(**database.kwargs)
    dictionary = pymysql.cursors.DictCursor(connection)
    dictionary.execute(READ)
    streaming = pymysql.cursors.SSCursor(connection)
    rows: list[Any] = [dictionary.fetchone()]
    dictionary.close()
    streaming.execute(READ)
    rows.append(streaming.fetchone())
    streaming.close()
    connection.close()

    assert rows == [{"email": MASKED}, (MASKED,)]


@pytest.mark.parametrize("database", DRIVERS, indirect=True)
def test_one_statement_is_one_record_when_patch_connect_and_wrap_are_stacked(
    guard: guarded_db.Guard,
    database: Shop,
    undone: Undone,
    statements: Callable[[], list[dict[str, Any]]],
) -> None:
    undone(guard.patch(database.driver))
    connection = guard.wrap(guard.connect(database.module, *database.args, **database.kwargs))
    cursor = connection.cursor()
    cursor.execute("SELECT name FROM people")
    rows = list(cursor.fetchall())
    connection.close()

    assert rows == [("Ada",)]
    assert len(statements()) == 1


def test_without_names_every_installed_driver_is_patched(
    guard: guarded_db.Guard, shop: Path, undone: Undone
) -> None:
    before = (psycopg2.connect, mysql.connector.connect)
    undo = undone(guard.patch())
    during = (psycopg2.connect, mysql.connector.connect)
    connection = sqlite3.connect(shop)
    rows = connection.execute(READ).fetchall()
    connection.close()
    undo()

    assert rows == [(MASKED,)]
    assert before[0] is not during[0]
    assert before[1] is not during[1]
    assert before == (psycopg2.connect, mysql.connector.connect)


def test_taking_a_patch_back_twice_is_harmless(guard: guarded_db.Guard) -> None:
    undo = guard.patch("sqlite3")
    undo()
    undo()

    with pytest.raises(guarded_db.ConfigurationError):
        guarded_db.assert_active()


def test_assert_active_tells_a_guarded_process_from_another(
    guard: guarded_db.Guard, undone: Undone
) -> None:
    with pytest.raises(guarded_db.ConfigurationError, match=r"guarded-db run"):
        guarded_db.assert_active()
    undone(guard.patch("sqlite3"))

    guarded_db.assert_active()


def test_a_driver_that_is_not_installed_is_named(guard: guarded_db.Guard) -> None:
    with pytest.raises(guarded_db.ConfigurationError, match="`no_such_driver` is not installed"):
        guard.patch("no_such_driver")


@pytest.mark.parametrize(
    ("match", "said"),
    [
        ("hots=db1", "did you mean `host`"),
        ("shop", "is not `field=glob`"),
        ("", "would guard nothing"),
        ({}, "would guard nothing"),
        (7, "is text such as"),
    ],
)
def test_a_match_that_means_nothing_is_refused(
    guard: guarded_db.Guard, match: Any, said: str
) -> None:
    with pytest.raises(guarded_db.ConfigurationError, match=said):
        guard.patch("sqlite3", match=match)


def test_a_match_may_hold_paths_globs_and_alternatives(
    guard: guarded_db.Guard, shop: Path, undone: Undone
) -> None:
    undone(guard.patch("sqlite3", match=f"host=db*/database=none, db={shop}/driver=sqlite3"))
    connection = sqlite3.connect(shop)
    rows = connection.execute(READ).fetchall()
    connection.close()

    assert rows == [(MASKED,)]


@pytest.fixture
def program(shop: Path, home: Path, policy: dict[str, Any], tmp_path: Path) -> Any:
    """Run Python code in a process of its own; return what it printed."""
    file = tmp_path / "guard.json"
    file.write_text(json.dumps(policy))

    def run(code: str) -> list[str]:
        given = f"POLICY, SHOP = {str(file)!r}, {str(shop)!r}\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", given], capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return run


def test_a_driver_imported_after_the_patch_is_guarded(program: Any) -> None:
    said = program("""
import guarded_db, sys
guarded_db.Guard(POLICY).patch("sqlite3", "duckdb", "psycopg2")
print("psycopg2" in sys.modules, "duckdb" in sys.modules)
import duckdb, sqlite3
print(sqlite3.connect(SHOP).execute("SELECT email FROM people").fetchall())
made = duckdb.connect()
made.execute("CREATE TABLE people (email TEXT)")
made.execute("INSERT INTO people VALUES ('ada@example.com')")
print(made.execute("SELECT email FROM people").fetchall())
""")

    assert said == ["False False", f"[('{MASKED}',)]", f"[('{MASKED}',)]"]


def test_a_driver_that_cannot_be_guarded_cannot_be_imported_however_often_one_tries(
    program: Any,
) -> None:
    said = program("""
import guarded_db
from guarded_db.drivers import pymysql as adapter
adapter.TESTED = ((99, 0, 0), (99, 1))
guarded_db.Guard(POLICY).patch("pymysql")
for _ in range(3):
    try:
        import pymysql
    except guarded_db.ConfigurationError as error:
        print("refused")
    else:
        print("imported")
""")

    assert said == ["refused"] * 3
