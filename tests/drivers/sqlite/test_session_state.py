"""What a name means is followed: no temporary table, attached file or pragma shows a protected value."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from guarded_db import Denied

from .conftest import RAW

ATTACKS = [
    ("CREATE TEMP TABLE users (email TEXT)", "SELECT email FROM main.users"),
    ("CREATE TEMP TABLE users (email TEXT)", "SELECT email FROM users", "DROP TABLE temp.users", "SELECT email FROM users"),
    ("CREATE TEMP TABLE users (email TEXT)", "SELECT email FROM users", "DROP TABLE users", "SELECT email FROM users"),
    ("CREATE TEMP TABLE users (email TEXT)", "SELECT email FROM users", "PRAGMA temp_store = 2", "SELECT email FROM users"),
    ("CREATE TEMP TABLE users (email TEXT)", "ALTER TABLE temp.users RENAME TO x", "SELECT email FROM users"),
    ("BEGIN", "CREATE TEMP TABLE users (email TEXT)", "SELECT email FROM users", "ROLLBACK", "SELECT email FROM users"),
    ("BEGIN", "SAVEPOINT s", "CREATE TEMP TABLE users (email TEXT)", "SELECT email FROM users", "ROLLBACK TO s", "SELECT email FROM users"),
    ("ATTACH ':memory:' AS y", "CREATE TABLE y.users (email TEXT)", "SELECT email FROM users"),
    ("ATTACH '{path}' AS y", "SELECT email FROM y.users"),
    ("CREATE TEMP VIEW orders AS SELECT id, email AS item FROM users", "SELECT item FROM orders"),
    ("CREATE TEMP VIEW v AS SELECT email AS item FROM users", "SELECT item FROM v"),
]  # fmt: skip


@pytest.mark.parametrize("statements", ATTACKS, ids=lambda statements: " // ".join(statements))
def test_no_change_of_names_shows_a_protected_value(
    conn: Any, shop: Any, statements: tuple[str, ...]
) -> None:
    conn.isolation_level = None
    seen = ""
    for statement in statements:
        try:
            seen += str(conn.execute(statement.format(path=shop)).fetchall())
        except (Denied, sqlite3.OperationalError):
            continue

    assert not any(value in seen for value in RAW)


def test_a_temporary_table_is_used_like_any_other(conn: Any) -> None:
    conn.execute("CREATE TEMP TABLE notes (a TEXT)")
    conn.execute("INSERT INTO notes VALUES ('x')")

    assert conn.execute("SELECT a FROM notes").fetchall() == [("x",)]


def test_a_script_sees_what_it_made(conn: Any) -> None:
    conn.executescript(
        "BEGIN; CREATE TEMP TABLE notes (a TEXT); INSERT INTO notes VALUES ('x'); COMMIT;"
        "CREATE TABLE made (b INT); INSERT INTO made VALUES (1);"
    )

    assert conn.execute("SELECT a, b FROM notes, made").fetchall() == [("x", 1)]
