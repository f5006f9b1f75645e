"""What was prepared is known when it is run by name, and nothing else is believed of a name."""

from __future__ import annotations

from typing import Any

import pymysql
import pytest

import guarded_db
from guarded_db import Denied, NotUnderstood

from .conftest import Connect

MASKED = ["***@example.com", "***@example.com"]


def _first(conn: Any, text: str, args: Any = None) -> list[Any]:
    with conn.cursor() as cursor:
        cursor.execute(text, args)
        return sorted(row[0] for row in cursor.fetchall())


def test_a_prepared_statement_gives_masked_rows(connect: Connect) -> None:
    conn = connect()
    _first(conn, "PREPARE p FROM 'SELECT email FROM users'")

    assert _first(conn, "EXECUTE p") == MASKED
    assert _first(conn, "EXECUTE P") == MASKED


def test_a_prepared_statement_gives_masked_rows_to_every_cursor(connect: Connect) -> None:
    conn = connect()
    _first(conn, "PREPARE p FROM 'SELECT email FROM users WHERE id = ?'")
    _first(conn, "SET @a = 1")
    for kind in (pymysql.cursors.DictCursor, pymysql.cursors.SSCursor):
        with conn.cursor(kind) as cursor:
            cursor.execute("EXECUTE p USING @a")
            shown = cursor.fetchall()

            assert [tuple(r.values()) if isinstance(r, dict) else r for r in shown] == [
                (MASKED[0],)
            ]


def test_a_statement_executed_at_once_gives_masked_rows(connect: Connect) -> None:
    assert _first(connect(), "EXECUTE IMMEDIATE 'SELECT email FROM users'") == MASKED


def test_quotes_in_the_prepared_text_are_read_as_the_server_reads_them(connect: Connect) -> None:
    conn = connect()
    _first(conn, r"PREPARE p FROM 'SELECT email FROM users WHERE name = \'ann\' OR name = ''bob'''")

    assert _first(conn, "EXECUTE p") == MASKED


def test_a_prepared_text_from_a_variable_is_not_understood(connect: Connect) -> None:
    conn = connect()
    _first(conn, "SET @q = 'SELECT email FROM users'")

    with pytest.raises(NotUnderstood):
        _first(conn, "PREPARE p FROM @q")
    with pytest.raises(NotUnderstood):
        _first(conn, "EXECUTE p")


def test_a_prepared_text_that_is_a_parameter_is_not_understood(connect: Connect) -> None:
    conn = connect()
    _first(conn, "PREPARE p FROM 'SELECT name FROM users'")

    with pytest.raises(NotUnderstood):
        _first(conn, "PREPARE p FROM %s", ("SELECT email FROM users",))
    assert _first(conn, "EXECUTE p") == ["ann", "bob"]


def test_several_statements_of_one_text_know_what_was_prepared_before(connect: Connect) -> None:
    conn = connect(client_flag=pymysql.constants.CLIENT.MULTI_STATEMENTS)
    with conn.cursor() as cursor:
        cursor.execute("PREPARE p FROM 'SELECT email FROM users'; EXECUTE p; SELECT 1")

        assert cursor.nextset()
        assert sorted(row[0] for row in cursor.fetchall()) == MASKED
        assert cursor.nextset()
        assert cursor.fetchall() == ((1,),)


def test_a_name_prepared_again_has_its_new_meaning(connect: Connect) -> None:
    conn = connect()
    _first(conn, "PREPARE p FROM 'SELECT name FROM users'")
    _first(conn, "PREPARE p FROM 'SELECT email AS name FROM users'")

    assert _first(conn, "EXECUTE p") == MASKED


def test_a_failed_prepare_leaves_the_name_unknown(connect: Connect) -> None:
    conn = connect()
    _first(conn, "PREPARE p FROM 'SELECT name FROM users'")
    with pytest.raises(pymysql.err.MySQLError):
        _first(conn, "PREPARE p FROM 'SELECT 1 FROM information_schema.nothing'")

    with pytest.raises(NotUnderstood):
        _first(conn, "EXECUTE p")


def test_another_connection_does_not_know_the_name(connect: Connect) -> None:
    mine, theirs = connect(), connect()
    _first(mine, "PREPARE p FROM 'SELECT name FROM users'")
    _first(theirs, "PREPARE p FROM 'SELECT email AS name FROM users'")

    assert _first(mine, "EXECUTE p") == ["ann", "bob"]
    assert _first(theirs, "EXECUTE p") == MASKED


def test_a_new_server_session_knows_no_name(connect: Connect) -> None:
    conn = connect()
    _first(conn, "PREPARE p FROM 'SELECT name FROM users'")
    conn.close()
    conn.connect()

    with pytest.raises(NotUnderstood):
        _first(conn, "EXECUTE p")


def test_another_database_makes_another_statement_of_it(connect: Connect) -> None:
    conn = connect()
    _first(conn, "PREPARE p FROM 'SELECT name FROM users'")
    conn.select_db("information_schema")

    with pytest.raises(NotUnderstood):
        _first(conn, "EXECUTE p")


def test_a_prepared_write_is_decided_when_prepared_and_at_once(guard: Any, shop: Any) -> None:
    policy = {
        "version": 1,
        "default": "allow",
        "unknown": "deny",
        "anonymous": "service",
        "rules": [{"id": "keep", "effect": "deny", "actions": ["delete"], "tables": ["orders"]}],
    }
    with guarded_db.Guard(policy) as strict:
        conn = strict.connect(pymysql.connect, **shop.options)
        for text in (
            "PREPARE p FROM 'DELETE FROM orders'",
            "EXECUTE IMMEDIATE 'DELETE FROM orders'",
        ):
            with pytest.raises(Denied, match="keep"):
                _first(conn, text)
        conn.close()
