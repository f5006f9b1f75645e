"""The guard opens, ends and disturbs no transaction of the caller's, and records how each one ended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import errors, pq

from guarded_db import AuditUnavailable, Denied

from .conftest import Connect

IDLE, INTRANS = pq.TransactionStatus.IDLE, pq.TransactionStatus.INTRANS


def _records(home: Path) -> list[dict[str, Any]]:
    lines = [
        line
        for path in sorted((home / "audit").rglob("*"))
        if path.is_file()
        for line in path.read_bytes().splitlines()
        if line.startswith(b"{")
    ]
    return [json.loads(line.split(b"\t")[0]) for line in lines]


def _outcomes(home: Path, event: str) -> list[dict[str, Any]]:
    return [record["outcome"] for record in _records(home) if record["event"] == event]


def test_reading_the_catalog_leaves_no_transaction_open(connect: Connect) -> None:
    conn = connect(autocommit=True)

    conn.execute("SELECT email FROM users")

    assert conn.info.transaction_status == IDLE


def test_a_first_statement_may_still_set_the_transaction(connect: Connect) -> None:
    conn = connect()

    conn.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
    conn.execute("SELECT email FROM users")

    assert conn.execute("SHOW transaction_isolation").fetchone() == ("serializable",)


def test_the_catalog_is_read_inside_a_transaction_without_a_trace(connect: Connect) -> None:
    conn = connect()
    conn.execute("SHOW lock_timeout")

    conn.execute("SELECT email FROM users")

    assert conn.execute("SHOW lock_timeout").fetchone() == ("0",)
    locks = conn.execute(
        "SELECT count(*) FROM pg_locks WHERE relation = 'people'::regclass AND pid = pg_backend_pid()"
    )
    assert locks.fetchone() == (0,)
    with pytest.raises(errors.InvalidSavepointSpecification):
        conn.execute("ROLLBACK TO SAVEPOINT guarded_db_catalog")


def test_statements_in_a_failed_transaction_get_the_databases_own_error(connect: Connect) -> None:
    conn = connect()
    with pytest.raises(psycopg.Error):
        conn.execute("SELECT 1/0")

    with pytest.raises(errors.InFailedSqlTransaction):
        conn.execute("SELECT 1")


def test_a_table_of_the_same_transaction_is_understood(conn: Any) -> None:
    conn.execute("CREATE TABLE fresh (a int)")
    conn.execute("INSERT INTO fresh VALUES (1)")

    assert conn.execute("SELECT a FROM fresh").fetchall() == [(1,)]
    conn.rollback()
    with pytest.raises(psycopg.Error):
        conn.execute("SELECT a FROM fresh")


def test_a_rename_that_is_taken_back_to_a_savepoint_opens_no_hole(conn: Any) -> None:
    with pytest.raises(ZeroDivisionError), conn.transaction(), conn.transaction():
        conn.execute("ALTER TABLE users RENAME TO others")
        conn.execute("SELECT 1 FROM others")
        raise ZeroDivisionError

    assert "ann@" not in repr(conn.execute("SELECT * FROM users").fetchall())


def test_commit_and_rollback_of_writes_are_recorded(conn: Any, home: Path) -> None:
    conn.execute("INSERT INTO orders (item) VALUES ('a')")
    conn.commit()
    conn.execute("INSERT INTO orders (item) VALUES ('b')")
    conn.rollback()
    with conn.transaction():
        conn.execute("INSERT INTO orders (item) VALUES ('c')")

    assert _outcomes(home, "transaction") == [
        {"action": "commit", "status": "ok"},
        {"action": "rollback", "status": "ok"},
        {"action": "commit", "status": "ok"},
    ]
    assert conn.execute("SELECT item FROM orders ORDER BY id").fetchall() == [("a",), ("c",)]


def test_a_write_in_a_pipeline_is_recorded_with_its_own_outcome(conn: Any, home: Path) -> None:
    conn.execute("SELECT 1")
    with pytest.raises(errors.UniqueViolation), conn.pipeline():
        conn.execute("INSERT INTO orders (item) VALUES ('a')")
        conn.execute("INSERT INTO users VALUES (1, 'x', 'y')")
        # Where the error has already arrived, this one is not even sent.
        conn.execute("INSERT INTO orders (item) VALUES ('c')")

    begun = [record for record in _records(home) if record["event"] == "statement.begin"]
    statuses = [outcome["status"] for outcome in _outcomes(home, "statement.end")]
    assert statuses == ["ok", "error", "error"][: len(begun)]


def test_an_executemany_is_one_record_with_its_count(conn: Any, home: Path) -> None:
    cursor = conn.cursor()
    cursor.executemany("INSERT INTO orders (item) VALUES (%s)", [("a",), ("b",), ("c",)])

    end = _outcomes(home, "statement.end")[-1]
    assert (end["status"], end["affected"], cursor.rowcount) == ("ok", 3, 3)


def test_an_executemany_with_client_binding_sends_only_decided_texts(conn: Any) -> None:
    cursor = psycopg.ClientCursor(conn)
    cursor.executemany("INSERT INTO orders (item) VALUES (%s)", [("a",), (None,), ("it's",)])

    items = conn.execute("SELECT item FROM orders ORDER BY id").fetchall()
    assert items == [("a",), (None,), ("it's",)]


def test_two_phase_transactions_work(conn: Any) -> None:
    if int(conn.execute("SHOW max_prepared_transactions").fetchone()[0]) == 0:
        conn.rollback()
        conn.tpc_begin("one")
        conn.execute("INSERT INTO orders (item) VALUES ('a')")
        with pytest.raises(psycopg.NotSupportedError):
            conn.tpc_prepare()
        return
    conn.rollback()
    xid = conn.xid(1, "it's", "b\\q")
    conn.tpc_begin(xid)
    conn.execute("INSERT INTO orders (item) VALUES ('a')")
    conn.tpc_prepare()
    conn.tpc_commit()


def test_nothing_is_sent_when_the_trail_takes_no_record(
    guard: Any, connect: Connect, shop: Any
) -> None:
    conn = connect(autocommit=True)
    conn.execute("SELECT 1")
    guard.close()

    for run in (
        lambda: conn.execute("INSERT INTO orders (item) VALUES ('a')"),
        lambda: conn.execute("SELECT 1"),
        lambda: list(conn.cursor().stream("SELECT 1")),
    ):
        with pytest.raises(AuditUnavailable) as caught:
            run()
        assert isinstance(caught.value, psycopg.OperationalError)
    with psycopg.connect(shop.dsn) as raw:
        assert raw.execute("SELECT count(*) FROM orders").fetchone() == (0,)


def test_a_refused_statement_leaves_the_transaction_usable(conn: Any) -> None:
    conn.execute("INSERT INTO orders (item) VALUES ('a')")

    with pytest.raises(Denied):
        conn.execute("DROP TABLE orders")

    assert conn.info.transaction_status == INTRANS
    assert conn.execute("SELECT item FROM orders").fetchall() == [("a",)]


def test_a_cancelled_statement_is_recorded_as_such(conn: Any, home: Path) -> None:
    conn.execute("SET statement_timeout = 20")
    with pytest.raises(errors.QueryCanceled):
        conn.execute("SELECT pg_sleep(5)")

    assert _outcomes(home, "statement.end")[-1]["status"] == "error"


def test_lexing_follows_the_server(conn: Any, connect: Connect) -> None:
    other = connect(options="-c standard_conforming_strings=off")

    assert other._guarded_db.dialect.modes == {"backslash_escapes"}
    assert not conn._guarded_db.dialect.modes
