"""Errors of wrapped drivers carry neither a protected value nor a way around the guard."""

from __future__ import annotations

from typing import Any

import mysql.connector
import psycopg2
import pytest

import guarded_db

PLAIN = "ada@example.com"
DUPLICATE = "INSERT INTO people SELECT 2, 'Eve', email FROM people"
CREATE = (
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20), email VARCHAR(40) UNIQUE)",
    "INSERT INTO people VALUES (1, 'Ada', 'ada@example.com')",
)
DEFERRED = "ALTER TABLE people ADD CONSTRAINT late UNIQUE (name) DEFERRABLE INITIALLY DEFERRED"
LOUD: dict[str, Any] = {"version": 1, "name": "loud", "default": "allow"}


def everything(error: BaseException) -> str:
    """Return all that an error says, and its causes."""
    said = [str(error), repr(error), repr(error.args), repr(vars(error))]
    if (diag := getattr(error, "diag", None)) is not None:
        said += [str(getattr(diag, f"message_{name}")) for name in ("detail", "primary", "hint")]
    said.append(str(getattr(error, "pgerror", "")))
    for cause in (error.__cause__, error.__context__):
        said += [everything(cause)] if cause is not None else []
    return " ".join(said)


@pytest.mark.parametrize("module", [psycopg2, mysql.connector], ids=["psycopg2", "mysql"])
def test_an_error_about_a_protected_value_keeps_its_class_and_code_and_no_value(
    request: pytest.FixtureRequest, guard: guarded_db.Guard, module: Any
) -> None:
    server = request.getfixturevalue("postgres" if module is psycopg2 else "mariadb")
    server.run(*CREATE)
    connection = guard.connect(module, **server.options)
    with pytest.raises(module.IntegrityError) as refused:
        connection.cursor().execute(DUPLICATE)
    connection.rollback()
    connection.close()

    error = refused.value
    assert PLAIN not in everything(error)
    if module is psycopg2:
        assert isinstance(error, psycopg2.errors.UniqueViolation)
        assert (error.pgcode, error.diag.constraint_name) == ("23505", "people_email_key")
    else:
        assert (error.errno, error.sqlstate) == (1062, "23000")


def test_an_error_of_commit_does_not_quote_what_was_written_before(
    postgres: Any, guard: guarded_db.Guard
) -> None:
    postgres.run(*CREATE, DEFERRED)
    connection = guard.connect(psycopg2, **postgres.options)
    connection.cursor().execute("INSERT INTO people SELECT 2, name, NULL FROM people")
    with pytest.raises(psycopg2.IntegrityError) as refused:
        connection.commit()
    connection.close()

    assert "Ada" not in everything(refused.value)


def test_an_error_does_not_hand_out_the_raw_cursor(postgres: Any, guard: guarded_db.Guard) -> None:
    connection = guard.connect(psycopg2, **postgres.options)
    with pytest.raises(psycopg2.Error) as refused:
        connection.cursor().execute("SELECT 1 / 0")
    connection.close()

    assert refused.value.cursor is None


def test_an_error_says_all_where_nothing_is_protected(postgres: Any) -> None:
    postgres.run(*CREATE)
    with guarded_db.Guard(LOUD) as guard:
        connection = guard.connect(psycopg2, **postgres.options)
        with pytest.raises(psycopg2.IntegrityError) as refused:
            connection.cursor().execute(DUPLICATE)
        connection.close()

    assert PLAIN in refused.value.pgerror
    assert PLAIN in refused.value.diag.message_detail
