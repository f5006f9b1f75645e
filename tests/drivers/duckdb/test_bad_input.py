"""Bad input: one clear error of the right class, and connection and ledger stay usable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from guarded_db import AuditUnavailable, Denied, Guard


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1\0; DELETE FROM orders",
        "SELECT '\ud800' FROM orders",
        "SELECT " + "(" * 10_000 + "1" + ")" * 10_000,
        "SELECT '" + "x" * 10_000_000 + "' FROM orders; DROP TABLE orders",
        "SELEC id FROM orders",
        "SELECT 'unfinished",
    ],
    ids=["nul", "surrogate", "nested", "ten-megabytes", "no-statement", "unfinished"],
)
@pytest.mark.parametrize("how", ["execute", "sql"])
def test_text_that_is_not_understood_is_refused(connection: Any, text: str, how: str) -> None:
    before = connection.execute("SELECT count(*) FROM orders").fetchall()
    with pytest.raises((Denied, duckdb.Error)) as refused:
        getattr(connection, how)(text)

    assert len(str(refused.value)) < 2000
    assert connection.execute("SELECT count(*) FROM orders").fetchall() == before


@pytest.mark.parametrize("query", [b"SELECT 1", 5, None, ["SELECT 1"], Path("x")])
def test_what_is_not_text_gets_the_drivers_own_error(connection: Any, query: Any) -> None:
    for run in (connection.execute, connection.sql, lambda q: connection.executemany(q, [[1]])):
        with pytest.raises((duckdb.Error, TypeError)):
            run(query)
    assert connection.execute("SELECT 1").fetchall() == [(1,)]


@pytest.mark.parametrize("query", ["", "  ", "-- nothing", ";"])
def test_empty_text_is_what_it_is_without_the_guard(connection: Any, query: str) -> None:
    assert connection.execute(query) is None
    assert connection.sql(query) is None
    assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_a_closed_connection_raises_the_drivers_own_error(connection: Any) -> None:
    connection.close()

    for run in (
        lambda: connection.execute("SELECT 1"),
        lambda: connection.sql("SELECT 1"),
        connection.begin,
        connection.cursor,
    ):
        with pytest.raises(duckdb.ConnectionException):
            run()
    connection.close()


def test_wrong_parameters_raise_the_drivers_own_error(connection: Any) -> None:
    for params in ([1, 2], {"a": 1}, 5, object()):
        with pytest.raises((duckdb.Error, TypeError)):
            connection.execute("SELECT id FROM orders WHERE id = ?", params)
    for params in (None, 5, [], [[1, 2]]):
        with pytest.raises((duckdb.Error, TypeError)):
            connection.executemany("INSERT INTO orders (id) VALUES (?)", params)
    assert connection.execute("SELECT count(*) FROM orders").fetchall() == [(3,)]


def test_without_a_ledger_nothing_runs(shop: Any, tmp_path: Path) -> None:
    guard = Guard("observe", home=tmp_path / "gone")
    connection = guard.wrap(shop)
    guard.close()

    for run in (
        lambda: connection.execute("INSERT INTO orders VALUES (9, 9, 9)"),
        lambda: connection.sql("INSERT INTO orders VALUES (9, 9, 9)"),
        lambda: connection.execute("SELECT * FROM orders"),
        lambda: connection.sql("SELECT * FROM orders").fetchall(),
    ):
        with pytest.raises(AuditUnavailable):
            run()
