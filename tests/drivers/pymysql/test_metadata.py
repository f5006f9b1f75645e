"""What MariaDB says of a result adds masks to those that the facts ask for, and never takes one away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pymysql.cursors
import pytest

from guarded_db.sql import understand
from guarded_db.sql.facts import Column, Facts, Output

from .conftest import Connect

CURSORS = [
    pymysql.cursors.Cursor,
    pymysql.cursors.DictCursor,
    pymysql.cursors.SSCursor,
    pymysql.cursors.SSDictCursor,
]


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every column of the result is taken for a `name`, with all that the facts say of it."""
    honest = understand._read_one

    def read(draft: Any, doubt: str) -> Facts:
        facts = honest(draft, doubt)
        lie = frozenset(Column(relation, "name") for relation in facts.reads)
        outputs = tuple(Output(o.name, lie, o.direct) for o in facts.outputs or ())
        return replace(facts, outputs=outputs, columns_read=lie, predicates=())

    monkeypatch.setattr(understand, "_read_one", read)


@pytest.mark.usefixtures("lying")
@pytest.mark.parametrize("cursor", CURSORS)
def test_a_column_that_the_facts_miss_is_masked(cursor: type[Any], connect: Connect) -> None:
    with connect(cursorclass=cursor).cursor() as opened:
        for _ in range(2):
            opened.execute("SELECT name, email AS e FROM users u WHERE id = 1")
            row = opened.fetchone()
            opened.fetchall()

            assert list(row.values() if isinstance(row, dict) else row) == [
                "ann",
                "***@example.com",
            ]


@pytest.mark.usefixtures("lying")
def test_a_caller_s_decoder_does_not_see_it(connect: Connect) -> None:
    seen: list[Any] = []
    conv = pymysql.converters.conversions | {253: lambda value: seen.append(value) or value}

    with connect(conv=conv).cursor() as cursor:
        cursor.execute("SELECT email FROM users")

        assert [row[0] for row in cursor.fetchall()] == ["***@example.com"] * 2
        assert seen == []


def test_a_column_that_takes_the_name_of_a_labelled_one_is_masked_too(connect: Connect) -> None:
    """The price of a name that the statement chooses: more is hidden, never less."""
    with connect().cursor() as cursor:
        cursor.execute("SELECT email FROM (SELECT name AS email FROM users) users")

        assert cursor.fetchall() != (("ann",), ("bob",))


def test_a_labelled_column_that_takes_another_name_stays_masked(connect: Connect) -> None:
    with connect().cursor() as cursor:
        cursor.execute("SELECT name FROM (SELECT email AS name FROM users) users")

        assert cursor.fetchall() == (("***@example.com",), ("***@example.com",))


def test_what_the_facts_know_is_left_alone(connect: Connect) -> None:
    with connect().cursor() as cursor:
        cursor.execute(
            "SELECT u.name, count(*), o.item FROM users u LEFT JOIN orders o ON 1 = 0 GROUP BY u.id"
        )

        assert cursor.fetchall() == (("ann", 1, None), ("bob", 1, None))
