"""Input that no statement should be: one clear error of the right class, and everything works afterwards."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

import guarded_db
from guarded_db import ConfigurationError, Denied


@pytest.mark.parametrize("query", [None, 42, object(), ["SELECT 1"], 1.5])
def test_a_query_that_is_not_text_gets_the_drivers_own_error(conn: Any, query: Any) -> None:
    with pytest.raises((TypeError, AttributeError, psycopg.Error)) as caught:
        conn.execute(query)

    assert not isinstance(caught.value, guarded_db.GuardError)
    conn.rollback()
    assert conn.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 'a\x00b'",
        b"SELECT '\xff'",
        "SELECT " + "(" * 10_000 + "1" + ")" * 10_000,
        "SELECT '" + "x" * 10_000_000 + "'",
        "SELEC 1",
        "SELECT 1; DROP TABLE users",
    ],
    ids=["nul", "not utf-8", "nested", "10 MB", "misspelt", "a second statement"],
)
def test_text_that_is_not_understood_is_refused(conn: Any, query: Any) -> None:
    with pytest.raises(Denied) as caught:
        conn.execute(query)

    assert isinstance(caught.value, psycopg.ProgrammingError)
    assert conn.execute("SELECT count(*) FROM users").fetchone() == (2,)


def test_a_lone_surrogate_gets_the_drivers_own_error(conn: Any) -> None:
    with pytest.raises(UnicodeEncodeError):
        conn.execute("SELECT '\ud800'")

    assert conn.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize("query", ["", " ", "-- nothing", ";"])
def test_an_empty_statement_is_the_drivers_business(conn: Any, query: str) -> None:
    cursor = conn.execute(query)

    assert cursor.description is None


@pytest.mark.parametrize(
    ("query", "params"),
    [
        ("SELECT %s", []),
        ("SELECT %s", [1, 2]),
        ("SELECT %s", 5),
        ("SELECT %s", "text"),
        ("SELECT %(a)s", {"b": 1}),
        ("SELECT % s", [1]),
        ("SELECT %s, %(a)s", [1]),
        ("SELECT %s", [object()]),
    ],
)
def test_wrong_parameters_get_the_drivers_own_error(conn: Any, query: str, params: Any) -> None:
    with pytest.raises((TypeError, psycopg.ProgrammingError)) as caught:
        conn.execute(query, params)

    assert not isinstance(caught.value, guarded_db.GuardError)
    conn.rollback()
    assert conn.execute("SELECT %s", [1]).fetchone() == (1,)


def test_a_masked_value_cannot_be_written_back(conn: Any) -> None:
    masked = conn.execute("SELECT email FROM users").fetchone()[0]

    with pytest.raises(Denied, match="masked"):
        conn.execute("UPDATE users SET email = %s WHERE id = 1", [masked])
    with pytest.raises(Denied, match="masked"):
        conn.cursor().executemany("INSERT INTO orders (item) VALUES (%s)", [("a",), (masked,)])


def test_a_closed_connection_or_cursor_gets_the_drivers_own_error(connect: Any) -> None:
    conn = connect()
    cursor = conn.cursor()
    cursor.close()
    with pytest.raises(psycopg.InterfaceError, match="cursor is closed"):
        cursor.execute("SELECT 1")
    conn.close()
    conn.close()
    with pytest.raises(psycopg.OperationalError, match="connection is closed"):
        conn.execute("SELECT 1")


def test_a_closed_connection_cannot_be_wrapped(guard: Any, shop: Any) -> None:
    raw = psycopg.connect(shop.dsn)
    raw.close()

    with pytest.raises(ConfigurationError, match="closed"):
        guard.wrap(raw)


def test_a_refused_connection_attempt_is_the_drivers_own_error(guard: Any, shop: Any) -> None:
    with pytest.raises(psycopg.OperationalError):
        guard.connect(psycopg, shop.dsn, dbname="there_is_no_such_database")
