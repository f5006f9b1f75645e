"""Labelled values come masked through every way to read rows, and rows keep the shape that the caller asked for."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import guarded_db

EMAILS = "SELECT id, email FROM users ORDER BY id"
MASKED = [(1, "***@example.com"), (2, "***@example.org")]

WAYS: dict[str, Callable[[Any], Any]] = {
    "fetchall": lambda cur: cur.fetchall(),
    "fetchone": lambda cur: [cur.fetchone(), cur.fetchone()],
    "fetchmany": lambda cur: cur.fetchmany(10),
    "fetchmany size": lambda cur: cur.fetchmany(size=2),
    "arraysize": lambda cur: cur.fetchmany() + cur.fetchmany(),
    "iteration": list,
    "next": lambda cur: [next(cur), next(cur)],
    "iter": lambda cur: list(iter(cur)),
    "base fetchall": sqlite3.Cursor.fetchall,
    "base fetchone": lambda cur: [sqlite3.Cursor.fetchone(cur), sqlite3.Cursor.fetchone(cur)],
    "base fetchmany": lambda cur: sqlite3.Cursor.fetchmany(cur, 2),
    "base next": lambda cur: [sqlite3.Cursor.__next__(cur), sqlite3.Cursor.__next__(cur)],
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_fetch_is_masked(conn: Any, way: str) -> None:
    assert WAYS[way](conn.execute(EMAILS)) == MASKED
    cursor = conn.cursor()
    assert WAYS[way](cursor.execute(EMAILS)) == MASKED


def test_sqlite3_row_on_the_connection_is_masked(conn: Any) -> None:
    conn.row_factory = sqlite3.Row
    row = conn.execute(EMAILS).fetchone()

    assert type(row) is sqlite3.Row
    assert row.keys() == ["id", "email"]
    assert (row["EMAIL"], row[1], tuple(row)) == ("***@example.com", "***@example.com", MASKED[0])


def test_row_factory_on_the_cursor_is_masked_and_says_what_was_set(conn: Any) -> None:
    cursor = conn.cursor()
    cursor.row_factory = sqlite3.Row
    cursor.execute(EMAILS)

    assert cursor.row_factory is sqlite3.Row
    assert dict(cursor.fetchone()) == {"id": 1, "email": "***@example.com"}
    cursor.row_factory = None
    assert cursor.row_factory is None
    assert cursor.fetchone() == MASKED[1]
    cursor.execute("SELECT item FROM orders")
    assert cursor.row_factory is None
    assert cursor.fetchone() == ("tea",)


def test_row_factory_outlives_executions(conn: Any) -> None:
    cursor = conn.cursor()
    cursor.row_factory = lambda cur, row: {
        c[0]: v for c, v in zip(cur.description, row, strict=True)
    }
    for _ in range(2):
        assert cursor.execute(EMAILS).fetchone() == {"id": 1, "email": "***@example.com"}
        assert cursor.execute("SELECT item FROM orders").fetchone() == {"item": "tea"}


def test_row_factory_gets_the_guarded_cursor_and_a_masked_tuple(conn: Any) -> None:
    seen: list[Any] = []
    conn.row_factory = lambda cur, row: seen.append((cur, row)) or row
    cursor = conn.execute(EMAILS)
    cursor.fetchall()

    assert [row for _, row in seen] == MASKED
    assert all(cur is cursor for cur, _ in seen)
    assert all(type(row) is tuple for _, row in seen)


def test_named_tuples_of_the_application_are_masked(conn: Any) -> None:
    def factory(cursor: Any, row: Any) -> Any:
        return namedtuple("Row", [c[0] for c in cursor.description])._make(row)  # noqa: PYI024

    conn.row_factory = factory
    assert conn.execute(EMAILS).fetchone().email == "***@example.com"


@pytest.mark.parametrize("factory", [bytes, bytearray, str, lambda raw: raw.decode()])
def test_text_factory_changes_nothing_about_masking(conn: Any, factory: Any) -> None:
    conn.text_factory = factory
    shown = str(conn.execute("SELECT email, secret FROM users").fetchall())

    assert "ann@" not in shown
    assert "hush" not in shown


def test_text_factory_cannot_forge_the_catalog(conn: Any) -> None:
    conn.text_factory = lambda raw: "forged"
    assert conn.execute("SELECT name FROM users").fetchone() == ("forged",)
    conn.text_factory = str
    assert conn.execute(EMAILS).fetchall() == MASKED


def test_nothing_is_put_between_rows_and_caller_when_nothing_is_masked(conn: Any) -> None:
    cursor = conn.execute("SELECT item FROM orders")

    assert sqlite3.Cursor.row_factory.__get__(cursor) is None
    assert cursor.fetchall() == [("tea",), ("milk",)]


def test_column_types_in_names_are_understood(guard: guarded_db.Guard, shop: Path) -> None:
    with closing(guard.connect(sqlite3, shop, detect_types=sqlite3.PARSE_COLNAMES)) as conn:
        rows = conn.execute('SELECT \'2020-01-02\' AS "d [date]", email AS "e" FROM users')
        assert str(rows.fetchone()) == "(datetime.date(2020, 1, 2), '***@example.com')"


def test_row_ids_are_understood(conn: Any) -> None:
    assert conn.execute("SELECT rowid, email FROM users").fetchall() == MASKED
    assert conn.execute("SELECT oid, email AS e FROM users").fetchall() == MASKED


def test_limit_counts_rows_over_all_ways_to_fetch(conn: Any) -> None:
    cursor = conn.execute("SELECT n FROM many")
    assert cursor.fetchone() == (1,)
    assert cursor.fetchmany(2) == [(2,), (3,)]
    assert next(cursor) == (4,)
    with pytest.raises(guarded_db.LimitExceeded):
        cursor.fetchall()
    with pytest.raises(guarded_db.LimitExceeded):
        sqlite3.Cursor.fetchall(conn.execute("SELECT n FROM many"))
    with pytest.raises(guarded_db.LimitExceeded):
        list(conn.execute("SELECT n FROM many"))
    assert len(conn.execute("SELECT n FROM many LIMIT 5").fetchall()) == 5


def test_rows_and_masked_cells_are_counted_in_the_record(conn: Any, records: Any) -> None:
    conn.execute(EMAILS).fetchall()
    for _ in conn.execute("SELECT item FROM orders"):
        pass
    conn.execute("SELECT 1").fetchone()
    conn.execute("SELECT 1")

    fetched = [item for r in records() for item in r.get("fetched", [])]
    assert [item[1:] for item in fetched] == [[2, 2], [2, 0], [1, 0]]


def test_refused_statement_leaves_no_rows_of_the_one_before(conn: Any) -> None:
    cursor = conn.execute(EMAILS)
    with pytest.raises(guarded_db.Denied):
        cursor.execute("DROP TABLE users")

    assert cursor.fetchall() == []
    assert cursor.execute(EMAILS).fetchall() == MASKED


def test_failed_statement_leaves_no_unmasked_rows(conn: Any) -> None:
    cursor = conn.execute(EMAILS)
    for wrong in (("SELECT 1", (1, 2)), (1,), (), ("SELECT 1", 5)):
        with pytest.raises((sqlite3.ProgrammingError, TypeError)):
            cursor.execute(*wrong)
        assert "ann@" not in str(cursor.fetchall())


def test_closed_cursor_stays_closed(conn: Any) -> None:
    cursor = conn.execute(EMAILS)
    cursor.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed cursor"):
        cursor.fetchone()
    with pytest.raises(sqlite3.ProgrammingError, match="closed cursor"):
        cursor.execute(EMAILS)


def test_masked_value_cannot_be_written_back(conn: Any) -> None:
    (email,) = conn.execute("SELECT email FROM users WHERE id = 1").fetchone()
    with pytest.raises(guarded_db.Denied, match="masked"):
        conn.execute("UPDATE users SET email = ? WHERE id = 1", (email,))
    with pytest.raises(guarded_db.Denied, match="masked"):
        conn.executemany("INSERT INTO orders (item) VALUES (:v)", [{"v": email}])
    with pytest.raises(guarded_db.Denied, match="masked"):
        conn.execute("UPDATE orders SET item = :v WHERE id = 1", {"v": email})


class Sequence:
    def __len__(self) -> int:
        return 1

    def __getitem__(self, index: int) -> str:
        if index:
            raise IndexError
        return "jam"


class Missing(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "jam"


@pytest.mark.parametrize(
    ("sql", "params"),
    [
        ("SELECT ?", ("jam",)),
        ("SELECT ?", ["jam"]),
        ("SELECT ?", Sequence()),
        ("SELECT ?", namedtuple("P", "item")("jam")),  # noqa: PYI024
        ("SELECT :item", {"item": "jam"}),
        ("SELECT :item", Missing()),
        ("SELECT $item", {"item": "jam"}),
        ("SELECT @item", {"item": "jam"}),
    ],
)
def test_every_form_of_parameters_arrives(conn: Any, sql: str, params: Any) -> None:
    assert conn.execute(sql, params).fetchall() == [("jam",)]


def test_executemany_takes_iterators_and_counts(conn: Any, records: Any) -> None:
    cursor = conn.executemany("INSERT INTO orders (item) VALUES (?)", ((x,) for x in "abc"))

    assert cursor.rowcount == 3
    assert records()[-1]["params"]["count"] == 3
    assert records()[-1]["outcome"]["affected"] == 3


def test_returning_clause_is_masked(conn: Any) -> None:
    cursor = conn.execute("INSERT INTO orders (item) VALUES ('jam') RETURNING id, item")
    assert cursor.fetchall() == [(3, "jam")]
    shown = str(conn.execute("UPDATE users SET name = 'q' WHERE id = 1 RETURNING email").fetchall())
    assert "ann@" not in shown
