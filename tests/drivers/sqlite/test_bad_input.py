"""Bad input gives one clear error, and leaves connection and ledger usable."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

import guarded_db
from guarded_db.audit.verify import verify

BAD: dict[str, Any] = {
    "nul": "SELECT 1 \0",
    "lone surrogate": "SELECT '\ud800'",
    "ten megabytes": "SELECT '" + "x" * 10_000_000 + "'",
    "ten thousand parentheses": "SELECT " + "(" * 10_000 + "1" + ")" * 10_000,
    "nonsense": "SELEKT 1",
    "two statements": "SELECT 1; SELECT 2",
    "number": 5,
    "none": None,
    "bytes": b"SELECT 1",
}


@pytest.fixture(autouse=True)
def usable(conn: Any, guard: guarded_db.Guard, home: Any) -> Any:
    yield
    assert conn.execute("SELECT item FROM orders").fetchone() == ("tea",)
    assert conn.execute("SELECT email FROM users").fetchone() == ("***@example.com",)
    conn.close()
    guard.close()
    verify(home / "audit")


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("how", ["execute", "executemany", "executescript"])
def test_bad_statement_is_one_clear_error(conn: Any, name: str, how: str) -> None:
    args = (BAD[name], [()]) if how == "executemany" else (BAD[name],)
    if (name, how) == ("two statements", "executescript"):
        conn.executescript(BAD[name])
        return
    with pytest.raises((sqlite3.Error, sqlite3.Warning, TypeError, ValueError)):
        getattr(conn, how)(*args)
    with pytest.raises((sqlite3.Error, sqlite3.Warning, TypeError, ValueError)):
        getattr(conn.cursor(), how)(*args)


@pytest.mark.parametrize("sql", ["", "   ", "-- nothing", "/* nothing */", ";"])
def test_empty_statement_is_as_harmless_as_in_the_driver(conn: Any, sql: str) -> None:
    raw = sqlite3.connect(":memory:").execute(sql)

    cursor = conn.execute(sql)

    assert (cursor.description, cursor.fetchall(), cursor.rowcount) == (
        raw.description,
        raw.fetchall(),
        raw.rowcount,
    )
    raw.connection.close()


@pytest.mark.parametrize(
    "call",
    [
        lambda cur: cur.execute(),
        lambda cur: cur.execute("SELECT ?", (1,), 3),
        lambda cur: cur.execute("SELECT ?", 1),
        lambda cur: cur.execute("SELECT ?", {1}),
        lambda cur: cur.execute("SELECT ?", (object(),)),
        lambda cur: cur.execute("SELECT :a", {}),
        lambda cur: cur.execute("SELECT ?"),
        lambda cur: cur.executemany("INSERT INTO orders (item) VALUES (?)", 5),
        lambda cur: cur.executemany("INSERT INTO orders (item) VALUES (?)", [5]),
        lambda cur: cur.executemany("SELECT ?", [(1,)]),
        lambda cur: cur.executemany("INSERT INTO orders (item) VALUES (?)"),
        lambda cur: cur.executescript(),
    ],
)
def test_wrong_arguments_give_the_drivers_own_error(conn: Any, call: Any) -> None:
    raw = sqlite3.connect(":memory:")
    raw.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT)")
    with pytest.raises((sqlite3.Error, TypeError)) as expected:
        call(raw.cursor())
    raw.close()

    with pytest.raises((sqlite3.Error, TypeError)) as found:
        call(conn.cursor())

    assert type(found.value) is type(expected.value)
    assert str(found.value) == str(expected.value)


def test_connection_of_another_thread_is_refused_by_the_driver(conn: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(sqlite3.ProgrammingError, match="thread"):
            pool.submit(conn.execute, "SELECT item FROM orders").result()


def test_cursor_that_was_never_initialised(conn: Any) -> None:
    class Lazy(sqlite3.Cursor):
        def __init__(self, connection: Any) -> None:
            pass

    cursor = conn.cursor(Lazy)
    with pytest.raises(sqlite3.ProgrammingError, match="__init__ not called"):
        cursor.execute("SELECT 1")
    with pytest.raises(sqlite3.ProgrammingError, match="__init__ not called"):
        cursor.fetchall()
