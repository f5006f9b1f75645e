"""What a name means is followed: no change of the search path or of temporary tables shows a masked value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import guarded_db
from guarded_db import Denied, NotUnderstood

from .conftest import MASKED, POLICY, Connect

LABELS = {"email": ["public.users.email"]}


@pytest.fixture
def guard(home: Any) -> Iterator[guarded_db.Guard]:
    """A guard that protects the table of one schema only."""
    with guarded_db.Guard(POLICY | {"labels": LABELS, "rules": []}) as guard:
        yield guard


@pytest.fixture
def opened(connect: Connect) -> Any:
    """A connection that looks in `open` first, whose table of users holds nothing to protect."""
    conn = connect()
    conn.execute("CREATE SCHEMA open; CREATE TABLE open.users (email text)")
    conn.execute("SET search_path = open, public")
    conn.commit()
    assert conn.execute("SELECT email FROM users").fetchall() == []
    return conn


def _seen(conn: Any, text: Any) -> list[str]:
    """Everything that the last statements of a text show; nothing when it is refused."""
    try:
        cursor = conn.execute(text)
    except Denied:
        return []
    found = []
    while True:
        if cursor.description:
            found += [str(row[0]) for row in cursor.fetchall()]
        if not cursor.nextset():
            return found


ATTACKS = [
    ("SET search_path = public; SELECT email FROM users",),
    ("SET search_path TO public, open; SELECT email FROM users",),
    ("SET LOCAL search_path = public; SELECT email FROM users",),
    ("SET SCHEMA 'public'; SELECT email FROM users",),
    ("SELECT set_config('search_path', 'public', false); SELECT email FROM users",),
    ("SELECT set_config('search_path', 'public', true)", "SELECT email FROM users"),
    ("SET search_path = public", "SELECT email FROM users"),
    ("SET LOCAL search_path = public", "SELECT email FROM users"),
    ("RESET search_path; SELECT email FROM users",),
    ("RESET search_path", "SELECT email FROM users"),
    ("DROP TABLE open.users; SELECT email FROM users",),
    ("ALTER TABLE open.users RENAME TO x; SELECT email FROM users",),
    ("ALTER TABLE open.users SET SCHEMA pg_temp; SELECT email FROM users",),
    ("ALTER SCHEMA open RENAME TO shut; SELECT email FROM users",),
    ("ALTER SCHEMA open RENAME TO shut", "SELECT email FROM users"),
    ("SAVEPOINT s", "SET search_path = public", "SELECT email FROM users"),
    ("SET search_path = public", "SAVEPOINT s", "SET search_path = open", "ROLLBACK TO s", "SELECT email FROM users"),
    ("SET search_path = public; SAVEPOINT s; SET search_path = open; ROLLBACK TO s; SELECT email FROM users",),
    ("BEGIN; SET LOCAL search_path = public; SELECT email FROM users; COMMIT",),
    ("COMMIT; SET search_path = public", "SELECT email FROM users"),
    ("CREATE TEMP TABLE users (email text) ON COMMIT DROP; SET search_path = public; COMMIT; SELECT email FROM users",),
    ("CREATE TEMP TABLE users AS SELECT 1 AS email; DROP TABLE open.users; DROP TABLE users; SELECT email FROM users",),
    ("CREATE TEMP TABLE users AS SELECT 1 AS email; SELECT email::text FROM public.users",),
    ("CREATE TEMP TABLE users AS SELECT 1 AS email", "SELECT email::text FROM public.users"),
    ("PREPARE p AS SELECT email FROM users", "SET search_path = public", "EXECUTE p"),
    ("PREPARE p AS SELECT email FROM users; SET search_path = public; EXECUTE p",),
    ("CREATE VIEW open.v AS SELECT email AS x FROM public.users; SELECT x FROM open.v",),
    ("CREATE VIEW open.v AS SELECT email AS x FROM public.users", "SELECT x FROM v"),
]  # fmt: skip


@pytest.mark.parametrize("texts", ATTACKS, ids=lambda texts: " // ".join(texts))
def test_no_change_of_names_shows_a_masked_value(opened: Any, texts: tuple[str, ...]) -> None:
    seen = [shown for text in texts for shown in _seen(opened, text)]

    assert not any("ann" in shown or "bob" in shown for shown in seen)


@pytest.mark.parametrize("texts", [
    ("BEGIN; SET LOCAL search_path = open, public", "ROLLBACK; SELECT email FROM users"),
    ("BEGIN; SET LOCAL search_path = open, public", "COMMIT; SELECT email FROM users"),
    ("BEGIN; SET search_path = open, public", "ROLLBACK", "SELECT email FROM users"),
    ("BEGIN; SET LOCAL search_path = open, public", "COMMIT", "SELECT email FROM users"),
    ("BEGIN; SET LOCAL search_path = open, public", "SAVEPOINT s", "ROLLBACK TO s", "COMMIT", "SELECT email FROM users"),
    ("BEGIN; SET LOCAL search_path = open, public", "COMMIT AND CHAIN", "SELECT email FROM users"),
    ("SET LOCAL search_path = open, public; SELECT email FROM users; COMMIT; SELECT email FROM users",),
    ("BEGIN; CREATE TEMP TABLE users (email text) ON COMMIT DROP", "SELECT email FROM users", "COMMIT", "SELECT email FROM users"),
    ("BEGIN; CREATE TEMP TABLE users (email text)", "SELECT email FROM users", "ROLLBACK", "SELECT email FROM users"),
], ids=lambda texts: " // ".join(texts))  # fmt: skip
def test_the_end_of_a_transaction_gives_names_their_meaning_back(
    connect: Connect, texts: tuple[str, ...]
) -> None:
    """Each text is sent as it is, with the transactions that it writes itself."""
    conn = connect(autocommit=True)
    conn.execute("CREATE SCHEMA open; CREATE TABLE open.users (email text)")

    seen = [shown for text in texts for shown in _seen(conn, text)]

    assert not any("ann" in shown or "bob" in shown for shown in seen)


def test_the_driver_s_own_rollback_gives_names_their_meaning_back(connect: Connect) -> None:
    conn = connect()
    conn.execute("CREATE SCHEMA open; CREATE TABLE open.users (email text)")
    conn.commit()
    conn.execute("SET search_path = open, public")
    assert conn.execute("SELECT email FROM users").fetchall() == []
    conn.rollback()
    assert [row[0] for row in conn.execute("SELECT email FROM users")] == MASKED
    with conn.transaction(), conn.transaction(force_rollback=True):
        conn.execute("SET search_path = open, public")
        assert conn.execute("SELECT email FROM users").fetchall() == []

    assert [row[0] for row in conn.execute("SELECT email FROM users")] == MASKED


def test_names_are_in_doubt_while_a_change_of_them_is_on_its_way(connect: Connect) -> None:
    conn = connect(autocommit=True)
    conn.execute("CREATE SCHEMA open; CREATE TABLE open.users (email text)")
    conn.execute("SET search_path = open, public")
    conn.execute("SELECT email FROM users")
    with conn.pipeline():
        conn.execute("SET search_path = public")
        with pytest.raises(NotUnderstood):
            conn.execute("SELECT email FROM users")


def test_a_temporary_table_is_used_like_any_other(connect: Connect) -> None:
    conn = connect()
    conn.execute("CREATE TEMP TABLE users (id int, email text)")
    conn.execute("INSERT INTO users VALUES (1, 'mine')")

    assert conn.execute("SELECT email FROM users").fetchall() == [("mine",)]
    assert [r[0] for r in conn.execute("SELECT email FROM public.users ORDER BY id")] == MASKED
    conn.execute("DROP TABLE users")
    assert [r[0] for r in conn.execute("SELECT email FROM users ORDER BY id")] == MASKED


def test_a_script_of_several_transactions_is_understood(connect: Connect) -> None:
    conn = connect(autocommit=True)
    conn.execute(
        "BEGIN; CREATE TABLE made (a int); INSERT INTO made VALUES (1); COMMIT; "
        "SET timezone = 'UTC'; BEGIN; INSERT INTO made VALUES (2); COMMIT"
    )

    assert conn.execute("SELECT a FROM made ORDER BY a").fetchall() == [(1,), (2,)]


def test_an_ordinary_setting_does_not_have_the_catalog_read_again(connect: Connect) -> None:
    conn = connect()
    conn.execute("SELECT name FROM users")
    before = conn._guarded_db._catalog

    conn.execute("SET statement_timeout = '5s'")

    assert conn._guarded_db._catalog is before
