"""Statements through the cursor interface: decided, masked below every form of fetching, recorded."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

import guarded_db
from guarded_db import Denied, Guard, LimitExceeded, UnguardedAccess

PEOPLE = "SELECT id, email, card FROM users ORDER BY id"
SHOWN = [(1, "***@example.com", "[redacted]"), (2, "***@example.org", None)]


def test_a_labelled_column_is_masked_in_every_way_to_fetch_rows(connection: Any) -> None:
    assert connection.execute(PEOPLE).fetchall() == SHOWN
    assert connection.execute(PEOPLE).fetchmany(1) == SHOWN[:1]
    assert connection.fetchone() == SHOWN[1]
    assert connection.fetchone() is None


@pytest.mark.parametrize("name", ["df", "fetchdf", "fetch_df", "fetch_df_chunk"])
def test_a_frame_is_masked_and_keeps_its_types(connection: Any, name: str) -> None:
    frame = getattr(connection.execute(PEOPLE), name)()

    assert frame["id"].tolist() == [1, 2]
    assert str(frame["id"].dtype) == "int32"
    assert frame["email"].tolist() == ["***@example.com", "***@example.org"]
    assert frame["card"][0] == "[redacted]"


@pytest.mark.filterwarnings("ignore:Arrow output")
def test_arrow_is_masked_and_keeps_its_types(connection: Any) -> None:
    table = connection.execute(PEOPLE).to_arrow_table()
    read = connection.execute(PEOPLE).to_arrow_reader().read_all()

    assert table.to_pylist() == read.to_pylist()
    assert [tuple(row.values()) for row in table.to_pylist()] == SHOWN
    assert str(table.schema.field("email").type) == "string"


@pytest.mark.parametrize("name", ["fetchnumpy", "torch", "tf"])
def test_a_masked_result_is_refused_in_forms_that_cannot_be_masked(
    connection: Any, name: str
) -> None:
    connection.execute(PEOPLE)

    with pytest.raises(UnguardedAccess, match="fetchall") as refused:
        getattr(connection, name)()
    assert isinstance(refused.value, duckdb.ProgrammingError)


def test_an_unlabelled_result_comes_in_every_form(connection: Any) -> None:
    query = "SELECT id, total FROM orders ORDER BY id"

    assert connection.execute(query).fetchnumpy()["id"].tolist() == [1, 2, 3]
    assert connection.execute(query).df()["total"].tolist() == [9.5, 20.0, 1.25]
    assert connection.execute(query).fetchall() == [(1, 9.5), (2, 20.0), (3, 1.25)]


def test_what_the_policy_refuses_does_not_reach_the_database(connection: Any) -> None:
    with pytest.raises(Denied) as refused:
        connection.execute("DELETE FROM orders")
    assert isinstance(refused.value, duckdb.ProgrammingError)
    with pytest.raises(Denied):
        connection.execute("DROP TABLE orders")

    assert connection.execute("SELECT count(*) FROM orders").fetchone() == (3,)


def test_every_statement_of_a_script_is_decided(connection: Any) -> None:
    with pytest.raises(Denied):
        connection.execute("SELECT 1; DELETE FROM orders; SELECT 2")
    rows = connection.execute("SELECT id FROM orders; SELECT email FROM users ORDER BY id")

    assert rows.fetchall() == [("***@example.com",), ("***@example.org",)]
    assert connection.execute("SELECT count(*) FROM orders").fetchone() == (3,)


def test_rows_that_an_earlier_statement_left_are_masked(connection: Any) -> None:
    connection.execute("SELECT email FROM users ORDER BY id; INSERT INTO orders VALUES (9, 9, 9)")

    assert connection.fetchall() == [("***@example.com",), ("***@example.org",)]


def test_a_parsed_statement_is_decided_by_its_text(connection: Any) -> None:
    (statement,) = connection.extract_statements("SELECT email FROM users WHERE id = $1")
    (refused,) = connection.extract_statements("DELETE FROM users")

    assert connection.execute(statement, [1]).fetchall() == [("***@example.com",)]
    with pytest.raises(Denied):
        connection.execute(refused)


def test_text_that_prints_as_another_statement_is_judged_by_what_runs(connection: Any) -> None:
    class Sly(str):
        __slots__ = ()
        calls = 0

        def __str__(self) -> str:
            Sly.calls += 1
            return "SELECT 1" if Sly.calls == 1 else "SELECT email FROM users"

    assert connection.execute(Sly("SELECT 2")).fetchall() == [(1,)]
    assert Sly.calls == 1


def test_masked_values_cannot_be_written_back(connection: Any) -> None:
    email = connection.execute("SELECT email FROM users WHERE id = 1").fetchone()[0]

    with pytest.raises(Denied, match="masked"):
        connection.execute("UPDATE users SET name = ? WHERE id = 1", [email])
    with pytest.raises(Denied, match="masked"):
        connection.executemany("UPDATE users SET name = ? WHERE id = ?", [["x", 2], [email, 1]])
    appender = connection.appender("orders")
    with pytest.raises(Denied, match="masked"):
        appender.append_row(email, 1, 1.0)
    with pytest.raises(Denied, match="masked"):
        appender.append_rows([(email, 1, 1.0)])


def test_executemany_runs_under_one_decision(connection: Any) -> None:
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?)", [[4, 1, 1.0], [5, 2, 2.0]])

    assert connection.execute("SELECT count(*) FROM orders").fetchone() == (5,)
    with pytest.raises(Denied):
        connection.executemany("DELETE FROM orders", [[], []])


def test_rows_beyond_the_limit_do_not_leave(shop: Any, tmp_path: Any) -> None:
    policy = {
        "version": 1,
        "name": "few",
        "default": "allow",
        "anonymous": "service",
        "rules": [{"id": "few", "effect": "allow", "actions": ["read"], "limits": {"rows": 2}}],
    }
    with Guard(policy, home=tmp_path / "limited") as guard:
        connection = guard.wrap(shop)
        for fetch in (
            lambda: connection.execute("SELECT id FROM orders").fetchall(),
            lambda: connection.execute("SELECT id FROM orders").df(),
            lambda: connection.execute("SELECT id FROM orders").fetchnumpy(),
            lambda: connection.sql("SELECT id FROM orders").fetchall(),
            lambda: connection.sql("SELECT id FROM orders").to_arrow_table(),
            lambda: connection.sql("SELECT id FROM orders").to_arrow_reader().read_all(),
        ):
            with pytest.raises(LimitExceeded):
                fetch()
        connection.execute("SELECT id FROM orders")
        assert connection.fetchone() == (1,)
        assert connection.fetchone() == (2,)
        with pytest.raises(LimitExceeded):
            connection.fetchone()


def test_a_result_opened_before_the_guard_is_not_read_through_it(guard: Guard, shop: Any) -> None:
    shop.execute("SELECT email FROM users")
    connection = guard.wrap(shop)

    for fetch in (connection.fetchone, connection.fetchall, connection.df, connection.fetchnumpy):
        with pytest.raises(UnguardedAccess, match="execute"):
            fetch()


def test_errors_of_statements_on_labels_hold_no_values(connection: Any, planted: str) -> None:
    with pytest.raises(duckdb.Error) as failed:
        connection.execute("SELECT id FROM users WHERE email = error('no')").fetchall()
    for query in ("SELECT CAST(email AS INTEGER) FROM users",):
        with pytest.raises(duckdb.Error) as failed:
            connection.execute(query).fetchall()
        assert planted not in str(failed.value)
        assert planted not in repr(failed.value.__context__)


def test_copies_of_a_connection_are_guarded(connection: Any) -> None:
    for copy in (connection.cursor(), connection.duplicate(), duckdb.cursor(connection=connection)):
        assert copy.execute("SELECT email FROM users WHERE id = 1").fetchone() == (
            "***@example.com",
        )
        assert copy.cursor().sql("FROM users").project("email").limit(1).fetchall() == [
            ("***@example.com",)
        ]
    with connection as entered:
        assert entered is connection


def test_unguarded_lends_the_connection_and_takes_it_back(connection: Any, planted: str) -> None:
    with guarded_db.unguarded(connection, reason="the test says so") as raw:
        assert raw.execute("SELECT email FROM users WHERE id = 1").fetchone()[0].startswith(planted)
        raw.execute("SELECT email FROM users")
    with pytest.raises(UnguardedAccess):
        connection.fetchall()

    assert connection.execute("SELECT email FROM users WHERE id = 1").fetchone() == (
        "***@example.com",
    )


def test_transactions_by_method_and_by_statement_keep_their_meaning(connection: Any) -> None:
    connection.begin()
    connection.execute("INSERT INTO orders VALUES (7, 1, 1.0)")
    connection.rollback()
    connection.execute("BEGIN")
    connection.execute("INSERT INTO orders VALUES (8, 1, 1.0)")
    connection.execute("COMMIT")

    assert connection.execute("SELECT id FROM orders WHERE id > 6").fetchall() == [(8,)]
