"""Every operator of PostgreSQL lets both its operands be seen, and one that nobody knows is conceded."""

from __future__ import annotations

import pytest
import servers
from sql.telling import catalog

from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.understand import understand

POSTGRES = Dialect("postgres")


def _read(text: str) -> Facts:
    (facts,) = understand(text, POSTGRES, catalog("postgres")).statements
    return facts


def test_each_operator_of_the_server_depends_on_its_operands(postgres: servers.Database) -> None:
    listed = postgres.run(
        "SELECT DISTINCT oprname, oprkind FROM pg_operator WHERE oprnamespace = 'pg_catalog'::regnamespace"
    )

    assert len(listed) > 70
    for name, kind in listed:
        used = f"name {name} ssn" if kind == "b" else f"{name} ssn"
        for text in (f"SELECT {used} FROM users", f"SELECT 1 FROM users WHERE {used}"):
            facts = _read(text)
            expected = {"name", "ssn"} if kind == "b" else {"ssn"}

            assert not facts.conceded, text
            assert {column.name for column in facts.columns_read} == expected, text
            if text.startswith(f"SELECT {used}"):
                assert facts.outputs is not None
                assert {c.name for c in facts.outputs[0].sources} == expected, text


@pytest.mark.parametrize("operator", ["@#@", "||-", "%-", "!=-", "@@@@", "<<<"])
def test_an_operator_that_is_not_known_is_conceded(operator: str) -> None:
    assert _read(f"SELECT name {operator} ssn FROM users").conceded


@pytest.mark.parametrize(
    "text",
    [
        "SELECT id=-id FROM users",
        "SELECT id*-id FROM users",
        "SELECT id<=-id FROM users",
        "SELECT count(*)FROM users",
        "SELECT name->-1 FROM users",
        "SELECT users.*,id FROM users",
        "SELECT id FROM users ORDER BY id USING >, name USING ~<~",
    ],
)
def test_characters_that_only_touch_are_no_longer_operator(text: str) -> None:
    assert not _read(text).conceded


@pytest.mark.parametrize("kind", ["box", "point", "inet", "pg_lsn", "bit"])
def test_a_literal_with_its_type_is_an_operand(kind: str) -> None:
    facts = _read(f"SELECT {kind} '1' = name, ssn FROM users WHERE name <@ {kind} '1'")

    assert not facts.conceded
    assert {c.name for c in facts.columns_read} == {"name", "ssn"}


def test_a_name_that_is_also_a_type_s_stays_a_column() -> None:
    facts = _read("SELECT point FROM (SELECT ssn AS point FROM users) s WHERE point = '1'")

    assert not facts.conceded
    assert facts.outputs is not None
    assert {c.name for c in facts.outputs[0].sources} == {"ssn"}
