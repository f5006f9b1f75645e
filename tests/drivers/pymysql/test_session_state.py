"""What a name means is followed: temporary tables, which the server does not list, and the database in use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pymysql
import pytest

import guarded_db
from guarded_db import Denied, NotUnderstood

from .conftest import POLICY, Connect

MULTI = pymysql.constants.CLIENT.MULTI_STATEMENTS


@pytest.fixture
def guard(home: Any) -> Iterator[guarded_db.Guard]:
    """A guard that lets tables be dropped."""
    with guarded_db.Guard(POLICY | {"rules": []}) as guard:
        yield guard


def _run(conn: Any, text: str) -> list[Any]:
    with conn.cursor() as cursor:
        cursor.execute(text)
        found = list(cursor.fetchall())
        while cursor.nextset():
            found += cursor.fetchall()
        return found


def test_a_temporary_table_is_used_like_any_other(connect: Connect) -> None:
    conn = connect(autocommit=True)
    _run(conn, "CREATE TEMPORARY TABLE t (a INT, b TEXT)")
    _run(conn, "INSERT INTO t VALUES (1, 'x')")

    assert _run(conn, "SELECT * FROM t") == [(1, "x")]
    assert _run(conn, "SELECT u.email, t.b FROM users u JOIN t ON t.a = u.id") == [
        ("***@example.com", "x")
    ]
    _run(conn, "CREATE TEMPORARY TABLE n SELECT id, name FROM users")
    assert _run(conn, "SELECT name FROM n ORDER BY id") == [("ann",), ("bob",)]


def test_a_temporary_table_does_not_carry_protected_values_away(connect: Connect) -> None:
    conn = connect(autocommit=True)
    with pytest.raises(Denied):
        _run(conn, "CREATE TEMPORARY TABLE t SELECT email FROM users")
    _run(conn, "CREATE TEMPORARY TABLE t (b TEXT)")

    with pytest.raises(Denied):
        _run(conn, "INSERT INTO t SELECT email FROM users")
    with pytest.raises(Denied):
        _run(conn, "UPDATE t, users SET t.b = users.email")


@pytest.mark.parametrize("ends", [
    "DROP TEMPORARY TABLE t", "DROP TABLE t", "DROP TABLE {db}.t", "ALTER TABLE t RENAME TO x",
])  # fmt: skip
def test_what_a_temporary_table_hid_is_not_taken_for_it(
    connect: Connect, shop: Any, ends: str
) -> None:
    """Somebody else makes a table of that name, and the temporary one goes."""
    conn = connect(autocommit=True)
    _run(conn, "CREATE TEMPORARY TABLE t (email VARCHAR(50))")
    assert _run(conn, "SELECT email FROM t") == []
    shop.run("CREATE VIEW t AS SELECT email FROM users")
    try:
        _run(conn, ends.format(db=shop.database))
    except Denied:
        return

    try:
        seen = _run(conn, "SELECT email FROM t")
    except NotUnderstood:
        return
    assert seen == [("***@example.com",), ("***@example.com",)]


def test_a_table_that_may_exist_already_is_not_known(connect: Connect) -> None:
    conn = connect(autocommit=True)
    _run(conn, "CREATE TEMPORARY TABLE t (email VARCHAR(50), b INT)")
    _run(conn, "CREATE TEMPORARY TABLE IF NOT EXISTS t (b INT, email VARCHAR(50))")

    with pytest.raises(NotUnderstood):
        _run(conn, "SELECT email FROM t")


def test_a_failed_create_makes_no_name_known(connect: Connect) -> None:
    conn = connect(autocommit=True)
    with pytest.raises(pymysql.err.MySQLError):
        _run(conn, "CREATE TEMPORARY TABLE t (a INT, a INT)")

    with pytest.raises(NotUnderstood):
        _run(conn, "SELECT a FROM t")


def test_another_connection_does_not_know_the_table(connect: Connect) -> None:
    mine, theirs = connect(autocommit=True), connect(autocommit=True)
    _run(mine, "CREATE TEMPORARY TABLE t (a INT)")

    assert _run(mine, "SELECT a FROM t") == []
    with pytest.raises(NotUnderstood):
        _run(theirs, "SELECT a FROM t")


def test_a_new_server_session_has_no_temporary_tables(connect: Connect) -> None:
    conn = connect(autocommit=True)
    _run(conn, "CREATE TEMPORARY TABLE t (a INT)")
    conn.close()
    conn.connect()

    with pytest.raises(NotUnderstood):
        _run(conn, "SELECT a FROM t")


def test_the_database_in_use_is_followed_within_one_text(connect: Connect, shop: Any) -> None:
    other = shop.database + "_x"
    shop.run(f"CREATE DATABASE {other}", f"CREATE TABLE {other}.users (email TEXT)")
    conn = connect(client_flag=MULTI, database=other, autocommit=True)
    try:
        assert _run(conn, "SELECT email FROM users") == []
        for text in (
            f"USE {shop.database}; SELECT email FROM users",
            f"DROP TABLE {other}.users; USE {shop.database}; SELECT email FROM users",
        ):
            assert _run(conn, f"USE {other}") == []
            try:
                seen = str(_run(conn, text))
            except Denied:
                continue
            assert "ann" not in seen
    finally:
        shop.run(f"DROP DATABASE {other}")


def test_the_sql_mode_is_not_changed_within_a_text(connect: Connect) -> None:
    conn = connect(client_flag=MULTI, autocommit=True)

    with pytest.raises(Denied):
        _run(conn, "SET sql_mode = 'ANSI_QUOTES'; SELECT \"email\" FROM users")
