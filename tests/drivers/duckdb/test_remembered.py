"""What was prepared is known when it is run by name, and nothing else is believed of a name."""

from __future__ import annotations

from typing import Any

import pytest

from guarded_db import Denied, NotUnderstood

MASKED = [("***@example.com",), ("***@example.org",)]


def test_a_prepared_statement_gives_masked_rows(connection: Any) -> None:
    connection.execute("PREPARE p AS SELECT email FROM users")

    assert connection.execute("EXECUTE p").fetchall() == MASKED
    assert connection.execute("execute P").df()["email"].tolist() == [m for (m,) in MASKED]


def test_arguments_are_not_mistaken_for_parameters(connection: Any) -> None:
    connection.execute("PREPARE p AS SELECT email FROM users WHERE name = $name")

    assert connection.execute("EXECUTE p(name := 'Ann')").fetchall() == MASKED[:1]


def test_several_statements_of_one_text_know_what_was_prepared_before(connection: Any) -> None:
    text = "PREPARE p AS SELECT email FROM users; EXECUTE p"

    assert connection.execute(text).fetchall() == MASKED


def test_a_name_prepared_again_has_its_new_meaning(connection: Any) -> None:
    connection.execute("PREPARE p AS SELECT name FROM users")
    connection.execute("PREPARE p AS SELECT email AS name FROM users")

    assert connection.execute("EXECUTE p").fetchall() == MASKED


def test_a_failed_prepare_leaves_the_name_unknown(connection: Any) -> None:
    connection.execute("PREPARE p AS SELECT name FROM users")
    with pytest.raises(Exception, match=r"nothing|withheld"):
        connection.execute("PREPARE p AS SELECT 1::users_nothing")

    with pytest.raises(NotUnderstood):
        connection.execute("EXECUTE p")


def test_a_forgotten_name_and_a_name_of_another_cursor_are_not_known(connection: Any) -> None:
    connection.execute("PREPARE p AS SELECT name FROM users")
    with pytest.raises(NotUnderstood):
        connection.cursor().execute("EXECUTE p")
    connection.execute("DEALLOCATE p")

    with pytest.raises(NotUnderstood):
        connection.execute("EXECUTE p")


def test_a_prepared_statement_survives_a_rollback(connection: Any) -> None:
    connection.begin()
    connection.execute("PREPARE p AS SELECT email FROM users")
    connection.rollback()

    assert connection.execute("EXECUTE p").fetchall() == MASKED


def test_a_prepared_write_is_decided_when_prepared(connection: Any) -> None:
    with pytest.raises(Denied):
        connection.execute("PREPARE p AS DELETE FROM orders")
    connection.execute("PREPARE p AS DELETE FROM orders WHERE id = ?")
    connection.execute("EXECUTE p(1)")

    assert connection.execute("SELECT count(*) FROM orders").fetchone() == (2,)
