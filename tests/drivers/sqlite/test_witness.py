"""A statement that SQLite tells something else of than was understood is refused, and nothing of it happens."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import guarded_db
from guarded_db.sql import understand as reading
from guarded_db.sql.facts import Facts

Lie = Callable[[Facts], Facts]
NOTHING: frozenset[Any] = frozenset()


@pytest.fixture
def connection(guard: guarded_db.Guard, shop: Path) -> Iterator[sqlite3.Connection]:
    with closing(guard.connect(sqlite3.connect, shop)) as connection:
        yield connection


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> Callable[[Lie], None]:
    """Make the reader of SQL wrong in a way of the test's choice."""

    def install(lie: Lie) -> None:
        honest = reading.understand

        def understand(*args: Any, **more: Any) -> Any:
            found = honest(*args, **more)
            return replace(found, statements=tuple(map(lie, found.statements)))

        monkeypatch.setattr(reading, "understand", understand)

    return install


def _no_columns(facts: Facts) -> Facts:
    return replace(facts, columns_read=NOTHING)


def _harmless(facts: Facts) -> Facts:
    """A reader that takes everything for a SELECT without a table."""
    return replace(
        facts,
        kind="select",
        effects=frozenset({"read"}),
        reads=NOTHING,
        writes=NOTHING,
        columns_read=NOTHING,
        columns_written=NOTHING,
        also=NOTHING,
        outputs=facts.outputs and tuple(replace(o, sources=NOTHING) for o in facts.outputs),
    )


def test_a_read_that_was_not_understood_is_refused_before_a_row_leaves(
    connection: sqlite3.Connection, lying: Callable[[Lie], None]
) -> None:
    lying(_no_columns)
    cursor = connection.cursor()

    with pytest.raises(guarded_db.NotUnderstood, match=r"witness: .* reads `users\.\w+`") as caught:
        cursor.execute("SELECT name, email FROM users")

    assert isinstance(caught.value, sqlite3.ProgrammingError)
    assert cursor.fetchall() == []


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM orders WHERE id = 1",
        "UPDATE orders SET item = 'x'",
        "INSERT INTO orders VALUES (9, 'x')",
        "DROP TABLE orders",
        "CREATE TABLE t (a)",
        "PRAGMA user_version = 5",
        "ATTACH ':memory:' AS other",
        "WITH a AS (SELECT id FROM orders) DELETE FROM orders WHERE id IN (SELECT id FROM a)",
    ],
)
@pytest.mark.parametrize("how", ["execute", "executescript"])
def test_a_write_that_was_not_understood_changes_nothing(
    connection: sqlite3.Connection, lying: Callable[[Lie], None], shop: Path, sql: str, how: str
) -> None:
    def everything() -> list[Any]:
        with closing(sqlite3.connect(shop)) as raw:
            return [*raw.iterdump(), *raw.execute("PRAGMA user_version")]

    before = everything()
    lying(_harmless)

    with pytest.raises(guarded_db.NotUnderstood, match="witness: the database"):
        getattr(connection, how)(sql)

    connection.rollback()
    assert everything() == before


def test_a_contradiction_is_recorded_as_denied_with_what_contradicted(
    connection: sqlite3.Connection, lying: Callable[[Lie], None], records: Any
) -> None:
    lying(_harmless)

    with pytest.raises(guarded_db.NotUnderstood):
        connection.execute("DELETE FROM orders")

    outcome = [r["outcome"] for r in records() if r["event"] == "statement"][-1]
    assert outcome["status"] == "denied"
    assert outcome["rule"] == "witness"
    assert outcome["reason"] == "the database writes `orders`"


def test_a_policy_that_only_observes_lets_a_contradiction_pass(
    observer: guarded_db.Guard, lying: Callable[[Lie], None], shop: Path
) -> None:
    lying(_no_columns)

    with closing(observer.connect(sqlite3.connect, shop)) as connection:
        assert connection.execute("SELECT name FROM users WHERE id = 1").fetchall() == [("ann",)]


def test_a_statement_that_sqlite_prepares_anew_is_told_anew(
    connection: sqlite3.Connection, lying: Callable[[Lie], None]
) -> None:
    connection.execute("SELECT item FROM orders").fetchall()
    connection.execute("CREATE TABLE t (a)")
    lying(_no_columns)

    with pytest.raises(guarded_db.NotUnderstood, match=r"`orders\.item`"):
        connection.execute("SELECT item FROM orders")


def test_a_prepared_statement_is_not_told_again(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    from guarded_db.drivers import sqlite_backstop

    asked: list[Any] = []
    honest = sqlite_backstop.Covered.contradiction

    def contradiction(self: Any, told: Any) -> str:
        asked.append(told)
        return honest(self, told)

    monkeypatch.setattr(sqlite_backstop.Covered, "contradiction", contradiction)
    for _ in range(3):
        connection.execute("SELECT item FROM orders WHERE id = ?", (1,)).fetchall()

    assert {told.second for told in asked} == {"item", "id"}
    assert len(asked) == 2


def test_a_statement_prepared_without_a_decision_is_told_when_it_is_guarded(
    connection: sqlite3.Connection, lying: Callable[[Lie], None]
) -> None:
    with guarded_db.unguarded(connection, reason="a test"):
        connection.execute("SELECT item FROM orders").fetchall()
    lying(_no_columns)

    with pytest.raises(guarded_db.NotUnderstood, match=r"`orders\.item`"):
        connection.execute("SELECT item FROM orders")


def test_the_callers_own_authorizer_is_asked_behind_the_witness(
    connection: sqlite3.Connection, lying: Callable[[Lie], None]
) -> None:
    told: list[Any] = []

    def listen(*args: Any) -> int:
        told.append(args[1:3])
        return sqlite3.SQLITE_OK

    connection.set_authorizer(listen)
    connection.execute("SELECT item FROM orders").fetchall()
    lying(_no_columns)

    with pytest.raises(guarded_db.NotUnderstood):
        connection.execute("SELECT id, item FROM orders")
    connection.set_authorizer(None)
    with pytest.raises(guarded_db.NotUnderstood):
        connection.execute("SELECT item AS i FROM orders")
    assert ("orders", "item") in told


def test_a_trigger_is_part_of_what_fires_it(connection: sqlite3.Connection, shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as raw:
        raw.execute("CREATE TABLE log (a)")
        raw.execute(
            "CREATE TRIGGER t AFTER INSERT ON orders BEGIN INSERT INTO log SELECT email FROM users; END"
        )

    with pytest.raises(guarded_db.Denied, match="email"):
        connection.execute("INSERT INTO orders VALUES (9, 'x')")

    with closing(sqlite3.connect(shop)) as raw:
        assert raw.execute("SELECT count(*) FROM log").fetchone() == (0,)
