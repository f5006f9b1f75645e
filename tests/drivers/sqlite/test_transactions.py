"""Transactions are the application's own, and every write is on record before it can last."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

import guarded_db
from guarded_db.drivers.sqlite import DRIVER

INSERT = "INSERT INTO orders (item) VALUES ('jam')"


def count(shop: Path) -> int:
    with closing(sqlite3.connect(shop)) as raw:
        return int(raw.execute("SELECT count(*) FROM orders").fetchone()[0])


def outcomes(records: Any) -> list[tuple[str, str]]:
    return [
        (r["event"], r.get("outcome", {}).get("action", r.get("outcome", {}).get("status", "")))
        for r in records()
        if r["event"] in ("statement.begin", "statement.end", "transaction")
    ]


def test_insert_opens_a_transaction_and_commit_ends_it(conn: Any, shop: Path, records: Any) -> None:
    conn.execute(INSERT)
    assert conn.in_transaction
    assert count(shop) == 2
    conn.commit()
    assert not conn.in_transaction
    assert count(shop) == 3
    assert outcomes(records) == [
        ("statement.begin", ""),
        ("statement.end", "ok"),
        ("transaction", "commit"),
    ]


def test_rollback_is_recorded(conn: Any, shop: Path, records: Any) -> None:
    conn.execute(INSERT)
    conn.rollback()

    assert count(shop) == 2
    assert outcomes(records)[-1] == ("transaction", "rollback")


@pytest.mark.parametrize(
    ("isolation_level", "sql", "later"),
    [
        ("", INSERT, True),
        ("", "/* why */ -- or\n  insert into orders (item) values ('x')", True),
        ("", "WITH a AS (SELECT 'x' AS i) INSERT INTO orders (item) SELECT i FROM a", False),
        ("", "CREATE TABLE fresh (x)", False),
        (None, INSERT, False),
    ],
)
def test_write_that_commits_by_itself_is_on_disk_before_it_runs(
    guard: guarded_db.Guard, shop: Path, isolation_level: Any, sql: str, later: bool
) -> None:
    with closing(guard.connect(sqlite3, shop, isolation_level=isolation_level)) as conn:
        conn.execute(sql)
        session = DRIVER.session(conn)
        assert session is not None
        assert conn.in_transaction is later
        assert session.unsynced is later
        conn.commit()
        assert session.unsynced is False
        conn.execute(INSERT)
        conn.executescript("BEGIN; INSERT INTO orders (item) VALUES ('y'); COMMIT")
        assert session.unsynced is False


def test_commit_and_rollback_without_transaction_are_silent(conn: Any, records: Any) -> None:
    conn.commit()
    conn.rollback()

    assert outcomes(records) == []


def test_block_commits_or_rolls_back(conn: Any, shop: Path, records: Any) -> None:
    with conn as same:
        assert same is conn
        conn.execute(INSERT)
    assert count(shop) == 3
    with pytest.raises(sqlite3.OperationalError), conn:
        conn.execute(INSERT)
        conn.execute("INSERT INTO orders (item, nosuch) VALUES (1, 2)")
    assert count(shop) == 3
    assert [o for o in outcomes(records) if o[0] == "transaction"] == [
        ("transaction", "commit"),
        ("transaction", "rollback"),
    ]


def test_script_commits_what_was_open_like_the_driver(conn: Any, shop: Path) -> None:
    conn.execute(INSERT)
    conn.executescript("SELECT 1;")

    assert not conn.in_transaction
    assert count(shop) == 3


def test_refused_script_commits_nothing(conn: Any, shop: Path) -> None:
    conn.execute(INSERT)
    with pytest.raises(guarded_db.Denied):
        conn.executescript("DELETE FROM orders WHERE id = 1; DROP TABLE orders;")

    assert conn.in_transaction
    conn.rollback()
    assert count(shop) == 2


def test_isolation_level_none_commits_like_the_driver(conn: Any, shop: Path, records: Any) -> None:
    conn.execute(INSERT)
    conn.isolation_level = None
    assert count(shop) == 3
    assert conn.isolation_level is None
    conn.execute(INSERT)
    assert count(shop) == 4
    conn.isolation_level = "IMMEDIATE"
    assert conn.isolation_level == "IMMEDIATE"
    with pytest.raises(AttributeError):
        del conn.isolation_level
    assert ("transaction", "commit") in outcomes(records)


def test_transaction_statements_of_the_application_work(conn: Any, shop: Path) -> None:
    conn.isolation_level = None
    conn.execute("BEGIN")
    conn.execute(INSERT)
    conn.execute("SAVEPOINT s")
    conn.execute(INSERT)
    conn.execute("ROLLBACK TO s")
    conn.execute("RELEASE s")
    conn.execute("COMMIT")

    assert count(shop) == 3


def test_close_without_commit_loses_the_transaction_like_the_driver(
    guard: guarded_db.Guard, shop: Path
) -> None:
    conn = guard.connect(sqlite3, shop)
    conn.execute(INSERT)
    conn.close()
    conn.close()

    assert count(shop) == 2


def test_closing_releases_the_file(guard: guarded_db.Guard, shop: Path) -> None:
    conn = guard.connect(sqlite3, shop)
    cursor = conn.execute("SELECT item FROM orders")
    cursor.fetchall()
    conn.execute("SELECT 1").fetchall()
    conn.close()
    with closing(sqlite3.connect(shop, timeout=0)) as raw:
        raw.execute("DROP TABLE orders")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs a list of open files")
def test_closing_closes_the_file(guard: guarded_db.Guard, shop: Path) -> None:
    conn = guard.connect(sqlite3, shop)
    conn.execute("SELECT item FROM orders").fetchall()
    assert str(shop) in open_files()
    conn.close()
    assert str(shop) not in open_files()


def open_files() -> set[str]:
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.add(str(link.readlink()))
    return found


def test_failing_write_is_recorded_as_an_error(conn: Any, records: Any) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE constraint failed: orders\.id"):
        conn.execute("INSERT INTO orders VALUES (1, 'again')")

    assert outcomes(records) == [("statement.begin", ""), ("statement.end", "error")]


def test_autocommitting_write_without_ledger_does_not_run(
    guard: guarded_db.Guard, shop: Path
) -> None:
    conn = guard.connect(sqlite3, shop, isolation_level=None)
    guard.close()
    with pytest.raises(guarded_db.AuditUnavailable):
        conn.execute(INSERT)
    with suppress(guarded_db.AuditUnavailable):
        conn.close()

    assert count(shop) == 2


def test_read_without_ledger_shows_nothing(guard: guarded_db.Guard, shop: Path) -> None:
    conn = guard.connect(sqlite3, shop)
    cursor = conn.cursor()
    guard.close()
    with pytest.raises(guarded_db.AuditUnavailable):
        cursor.execute("SELECT item FROM orders")
    assert cursor.fetchall() == []
    with suppress(guarded_db.AuditUnavailable):
        conn.close()


def test_names_change_within_a_transaction(conn: Any) -> None:
    conn.execute("CREATE TABLE fresh (x)")
    assert conn.execute("SELECT x FROM fresh").fetchall() == []
    conn.execute("ALTER TABLE fresh ADD COLUMN y")
    assert conn.execute("SELECT y FROM fresh").fetchall() == []


def test_reading_the_catalog_leaves_no_trace(guard: guarded_db.Guard, shop: Path) -> None:
    traced: list[str] = []
    with closing(guard.connect(sqlite3, shop)) as conn:
        conn.set_trace_callback(traced.append)
        conn.text_factory = bytes
        conn.row_factory = sqlite3.Row
        before = conn.total_changes
        assert conn.execute("SELECT item FROM orders").fetchone()["item"] == b"tea"
        assert not conn.in_transaction
        assert conn.total_changes == before
        assert conn.text_factory is bytes
    assert traced == ["SELECT item FROM orders"]
