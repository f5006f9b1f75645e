"""The engine's own parser contradicts before anything runs, and is asked once for each text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from guarded_db import NotUnderstood
from guarded_db.audit.reading import records
from guarded_db.drivers import duckdb_witness
from guarded_db.sql import understand as understanding
from guarded_db.sql.facts import Relation, Understanding


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that takes every table for `orders` and every DELETE for a query."""
    true = understanding.understand

    def understand(*args: Any, **options: Any) -> Understanding:
        found = true(*args, **options)
        orders = frozenset({Relation("main", "orders")})
        lies = tuple(
            replace(f, kind="select", effects=frozenset({"read"}), reads=orders, writes=frozenset())
            for f in found.statements
        )
        return replace(found, statements=lies)

    monkeypatch.setattr(understanding, "understand", understand)


@pytest.mark.usefixtures("lying")
def test_a_contradiction_refuses_before_anything_runs(
    connection: Any, shop: duckdb.DuckDBPyConnection
) -> None:
    with pytest.raises(NotUnderstood, match=r"witness: the engine reads .*`DELETE`") as caught:
        connection.execute("DELETE FROM users WHERE id = 1")

    assert isinstance(caught.value, duckdb.ProgrammingError)
    assert "users" not in str(caught.value)


@pytest.mark.usefixtures("lying")
@pytest.mark.parametrize("method", ["execute", "sql", "executemany"])
def test_a_table_that_was_not_understood_refuses_at_every_door(
    connection: Any, method: str
) -> None:
    more = ([[1]],) if method == "executemany" else ()
    where = " WHERE id = ?" if more else ""

    for _ in range(2):
        with pytest.raises(NotUnderstood, match="table `users`"):
            getattr(connection, method)(f"SELECT id FROM users{where}", *more)


@pytest.mark.usefixtures("lying")
def test_a_contradiction_is_recorded_as_denied(connection: Any, tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood):
        connection.execute("SELECT id FROM users")

    last = [entry.data for entry in records(tmp_path / "home" / "audit")][-1]
    assert last["event"] == "statement"
    assert last["outcome"]["status"] == "denied"
    assert last["outcome"]["rule"] == "witness"


def test_a_text_that_was_seen_before_is_not_asked_again(
    connection: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    ask = duckdb_witness._ask
    monkeypatch.setattr(duckdb_witness, "_ask", lambda *a: asked.append(a[2]) or ask(*a))

    for _ in range(3):
        connection.execute("SELECT id FROM users WHERE id = 1").fetchall()

    assert asked == ["SELECT id FROM users WHERE id = 1"]


def test_asking_leaves_an_open_result_and_a_transaction_as_they_are(connection: Any) -> None:
    connection.execute("BEGIN")
    connection.execute("INSERT INTO orders VALUES (4, 2, 3.5)")
    connection.execute("SELECT id FROM orders ORDER BY id")
    first = connection.fetchone()
    connection.get_table_names("SELECT 1")
    connection.sql("SELECT total FROM orders WHERE id = 4")

    assert (first, connection.fetchone()) == ((1,), (2,))

    connection.execute("ROLLBACK")
    assert connection.execute("SELECT count(*) FROM orders").fetchone() == (3,)


def test_a_transaction_that_failed_keeps_the_drivers_own_error(connection: Any) -> None:
    connection.execute("BEGIN")
    with pytest.raises(duckdb.Error):
        connection.execute("SELECT CAST(name AS INTEGER) FROM users").fetchall()

    with pytest.raises(duckdb.Error, match="aborted"):
        connection.execute("SELECT count(*) AS again FROM orders").fetchall()

    connection.execute("ROLLBACK")
    assert connection.execute("SELECT count(*) AS again FROM orders").fetchone() == (3,)
