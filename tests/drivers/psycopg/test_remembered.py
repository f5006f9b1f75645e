"""What was prepared or declared is known when it is run by name, and nothing else is believed of a name."""

from __future__ import annotations

import asyncio
from typing import Any

import psycopg
import pytest

import guarded_db
from guarded_db import Denied, NotUnderstood

from .conftest import MASKED, Connect


def _emails(conn: Any, text: str) -> list[str]:
    return sorted(row[0] for row in conn.execute(text).fetchall())


@pytest.mark.parametrize("cursor", [psycopg.Cursor, psycopg.ClientCursor, psycopg.RawCursor])
def test_a_prepared_statement_gives_masked_rows(connect: Connect, cursor: Any) -> None:
    conn = connect(autocommit=True)
    conn.cursor_factory = cursor

    conn.execute("PREPARE p AS SELECT email FROM users")

    assert _emails(conn, "EXECUTE p") == MASKED
    assert _emails(conn, "EXECUTE p") == MASKED


def test_a_prepared_statement_with_arguments_gives_masked_rows(conn: Any) -> None:
    conn.execute("PREPARE p (int, text) AS SELECT id, email, $2 FROM users WHERE id = $1")

    assert conn.execute("EXECUTE p (2, 'x')").fetchall() == [(2, "***@example.com", "x")]


def test_a_prepared_statement_gives_masked_rows_to_asynchronous_callers(
    guard: guarded_db.Guard, shop: Any
) -> None:
    async def ask() -> list[Any]:
        conn = await guard.aconnect(psycopg.AsyncConnection.connect, shop.dsn)
        async with conn:
            await conn.execute("PREPARE p AS SELECT email FROM users")
            await conn.execute("DECLARE c CURSOR FOR SELECT email FROM users")
            cursor = await conn.execute("EXECUTE p")
            found = [row[0] for row in await cursor.fetchall()]
            cursor = await conn.execute("FETCH ALL FROM c")
            return found + [row[0] for row in await cursor.fetchall()]

    assert asyncio.run(ask()) == MASKED * 2


def test_several_statements_of_one_text_know_what_was_prepared_before(connect: Connect) -> None:
    cursor = connect().execute("PREPARE p AS SELECT email FROM users; EXECUTE p; DEALLOCATE p")
    assert cursor.nextset()
    assert [row[0] for row in cursor.fetchall()] == MASKED


def test_a_declared_cursor_gives_masked_rows(conn: Any) -> None:
    conn.execute("DECLARE c SCROLL CURSOR FOR SELECT email FROM users")

    assert conn.execute("FETCH NEXT FROM c").fetchall() == [(MASKED[0],)]
    assert conn.execute("MOVE FIRST IN c").statusmessage == "MOVE 1"
    assert conn.execute("FETCH ALL c").fetchall() == [(MASKED[0],)]


def test_a_cursor_with_hold_is_known_after_commit(conn: Any) -> None:
    conn.execute("DECLARE c CURSOR WITH HOLD FOR SELECT email FROM users")
    conn.commit()

    assert _emails(conn, "FETCH ALL FROM c") == MASKED


@pytest.mark.parametrize("ending", ["commit", "rollback"])
def test_a_cursor_is_not_known_after_its_transaction(conn: Any, ending: str) -> None:
    conn.execute("DECLARE c CURSOR FOR SELECT id FROM users")
    getattr(conn, ending)()

    with pytest.raises(NotUnderstood):
        conn.execute("FETCH ALL FROM c")


def test_a_prepared_statement_survives_a_rollback(conn: Any) -> None:
    conn.execute("PREPARE p AS SELECT email FROM users")
    conn.rollback()

    assert _emails(conn, "EXECUTE p") == MASKED


def test_a_name_prepared_again_has_its_new_meaning(conn: Any) -> None:
    conn.execute("PREPARE p AS SELECT name FROM users")
    assert _emails(conn, "EXECUTE p") == ["ann", "bob"]
    conn.execute("DEALLOCATE p")
    conn.execute("PREPARE p AS SELECT email AS name FROM users")

    assert _emails(conn, "EXECUTE p") == MASKED


def test_a_failed_prepare_leaves_the_name_as_it_was(connect: Connect) -> None:
    conn = connect(autocommit=True)
    conn.execute("PREPARE p AS SELECT email AS name FROM users")
    with pytest.raises(psycopg.errors.DuplicatePreparedStatement):
        conn.execute("PREPARE p AS SELECT name FROM users")

    assert _emails(conn, "EXECUTE p") == MASKED


def test_a_failed_text_leaves_its_names_unknown(connect: Connect) -> None:
    conn = connect(autocommit=True)
    conn.execute("PREPARE p AS SELECT name FROM users")
    with pytest.raises(psycopg.errors.DivisionByZero):
        conn.execute("DEALLOCATE p; PREPARE p AS SELECT email AS name FROM users; SELECT 1/0")

    with pytest.raises(NotUnderstood):
        conn.execute("EXECUTE p")


def test_another_connection_does_not_know_the_name(connect: Connect) -> None:
    mine, theirs = connect(), connect()
    mine.execute("PREPARE p AS SELECT name FROM users")
    theirs.execute("PREPARE p AS SELECT email AS name FROM users")

    assert _emails(mine, "EXECUTE p") == ["ann", "bob"]
    assert _emails(theirs, "EXECUTE p") == MASKED
    with pytest.raises(NotUnderstood):
        connect().execute("EXECUTE p")


def test_a_quoted_name_is_another_name(conn: Any) -> None:
    conn.execute('PREPARE "P" AS SELECT email AS x FROM users')
    conn.execute("PREPARE p AS SELECT name AS x FROM users")

    assert _emails(conn, "EXECUTE P") == ["ann", "bob"]
    assert _emails(conn, 'EXECUTE "P"') == MASKED


def test_a_prepared_write_is_decided_when_prepared_and_when_executed(guard: Any, shop: Any) -> None:
    policy = {
        "version": 1,
        "default": "allow",
        "unknown": "deny",
        "anonymous": "service",
        "rules": [{"id": "keep", "effect": "deny", "actions": ["delete"], "tables": ["orders"]}],
    }
    with guarded_db.Guard(policy) as strict, strict.connect(psycopg.connect, shop.dsn) as conn:
        with pytest.raises(Denied, match="keep"):
            conn.execute("PREPARE p AS DELETE FROM orders")
        with guarded_db.unguarded(conn, reason="prepared elsewhere") as raw:
            raw.execute("PREPARE p AS DELETE FROM orders")
        with pytest.raises(Denied):
            conn.execute("EXECUTE p")


def test_what_ran_unguarded_is_not_known(conn: Any) -> None:
    conn.execute("PREPARE p AS SELECT name FROM users")
    with guarded_db.unguarded(conn, reason="look") as raw:
        raw.execute("DEALLOCATE p; PREPARE p AS SELECT email AS name FROM users")

    with pytest.raises(NotUnderstood):
        conn.execute("EXECUTE p")


def test_another_search_path_makes_another_statement_of_it(conn: Any) -> None:
    conn.execute("CREATE SCHEMA other; CREATE TABLE other.users (email text)")
    conn.execute("SET search_path = other, public")
    conn.execute("PREPARE p AS SELECT email FROM users")
    assert conn.execute("EXECUTE p").fetchall() == []
    conn.execute("SET search_path = public")

    with pytest.raises(NotUnderstood, match="means something else"):
        conn.execute("EXECUTE p")


def test_a_plan_is_told_of_what_was_prepared(conn: Any) -> None:
    conn.execute("PREPARE p AS SELECT email FROM users WHERE name = 'ann'")

    assert conn.execute("EXPLAIN EXECUTE p").fetchall()
    conn.execute("PREPARE d AS DELETE FROM users WHERE id = 1")
    conn.execute("EXPLAIN EXECUTE d")
    assert conn.execute("SELECT count(*) FROM users").fetchone() == (2,)


def test_a_table_made_of_a_prepared_query_is_a_copy_of_its_columns(connect: Connect) -> None:
    conn = connect(autocommit=True)
    conn.execute("PREPARE p AS SELECT email FROM users")
    with pytest.raises(Denied):
        conn.execute("CREATE TABLE loot AS EXECUTE p")
    conn.execute("PREPARE n AS SELECT name FROM users")

    conn.execute("CREATE TABLE names AS EXECUTE n")

    assert _emails(conn, "SELECT name FROM names") == ["ann", "bob"]


def test_a_row_is_changed_through_a_cursor(conn: Any) -> None:
    conn.execute("DECLARE c CURSOR FOR SELECT id FROM users ORDER BY id FOR UPDATE")
    conn.execute("FETCH c")
    conn.execute("UPDATE users SET name = 'eve' WHERE CURRENT OF c")

    assert _emails(conn, "SELECT name FROM users") == ["bob", "eve"]


def test_the_driver_s_own_cursor_of_the_same_name_is_not_believed_to_be_ours(conn: Any) -> None:
    conn.execute("DECLARE c CURSOR FOR SELECT name FROM users")
    conn.cursor("c").close()
    with conn.cursor("c") as cursor:
        cursor.execute("SELECT email AS name FROM users")
        with pytest.raises(NotUnderstood):
            conn.execute("FETCH 1 FROM c")
        assert [row[0] for row in cursor.fetchall()] == MASKED


def test_a_name_is_in_doubt_while_its_change_is_on_its_way(connect: Connect) -> None:
    conn = connect(autocommit=True)
    conn.execute("PREPARE p AS SELECT name FROM users")
    with conn.pipeline():
        conn.execute("DEALLOCATE p")
        conn.execute("PREPARE p AS SELECT email AS name FROM users")
        with pytest.raises(NotUnderstood):
            conn.execute("EXECUTE p")


def test_deallocate_all_forgets(connect: Connect) -> None:
    conn = connect(autocommit=True)
    conn.execute("PREPARE p AS SELECT name FROM users")
    conn.execute("DEALLOCATE ALL")

    with pytest.raises(NotUnderstood):
        conn.execute("EXECUTE p")


def test_the_record_says_what_was_executed(conn: Any, home: Any) -> None:
    from guarded_db.audit.reading import records

    conn.execute("PREPARE p AS SELECT name FROM users WHERE id = 1")
    conn.execute("EXECUTE p")
    conn.commit()

    texts = [
        statement["text"]
        for entry in records(home / "audit")
        for statement in entry.data.get("what", {}).get("statements", ())
    ]
    assert "EXECUTE p /* SELECT name FROM users WHERE id = ? */" in texts
