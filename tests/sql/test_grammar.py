"""PostgreSQL's own grammar contradicts facts that leave out what stands in the text, and never adds to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sql.case_files import cases
from sql.telling import catalog

from guarded_db.sql import grammar, tokens, understand
from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.limits import MAX_GRAMMAR_CHAIN
from guarded_db.sql.understand import understand as read

pytestmark = pytest.mark.skipif(not grammar.available(), reason="no `postgres-grammar` here")

POSTGRES = Dialect("postgres")

LIES = {
    "a relation": ("select 1 from users, orders", {"reads": frozenset()}, "relation `orders`"),
    "a function": ("select lower(name) from users", {"functions": frozenset()}, "`lower`"),
    "the kind": ("delete from users where id = 1", {"kind": "select"}, "kind of statement"),
    "a write in a WITH": (
        "with gone as (delete from orders returning *) select * from gone",
        {"also": frozenset()},
        "rows written",
    ),
    "a write in a COPY": (
        "copy (update orders set note = '' returning id) to stdout",
        {"also": frozenset()},
        "rows written",
    ),
}


@pytest.mark.parametrize("name", LIES)
def test_facts_that_leave_out_something_are_conceded(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, lie, why = LIES[name]
    honest = understand._read_one

    def lying(draft: object, doubt: str) -> Facts:
        return replace(honest(draft, doubt), **lie)  # type: ignore[arg-type]

    assert not read(text, POSTGRES, catalog("postgres")).statements[0].conceded
    monkeypatch.setattr(understand, "_read_one", lying)
    (facts,) = read(text, POSTGRES, catalog("postgres")).statements
    assert any(why in reason for reason in facts.conceded)


def test_a_statement_that_we_do_not_see_is_conceded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understand, "split", lambda found: tokens.split(found)[:1])
    monkeypatch.setattr(understand, "_contradiction", lambda *_: "")

    (facts,) = read("select 1; delete from users", POSTGRES).statements

    assert facts.conceded == (grammar.COUNT,)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("with users as (select 1) select * from users", set()),
        ("with a as (select * from b), b as (select 1) select * from a", {("", "b")}),
        ("with recursive a as (select * from b), b as (select 1) select * from a", set()),
        ("with users as (select 1) delete from users", {("", "users")}),
        ("with users as (select 1) select * from public.users", {("public", "users")}),
        ("select * from (with u as (select 1) select * from u) x, u", {("", "u")}),
        ("select * from users u for update of u", {("", "users")}),
    ],
)
def test_a_common_table_expression_hides_a_relation_where_the_server_says_so(
    text: str, named: set[tuple[str, str]]
) -> None:
    assert grammar.accounts(text)[0].relations == named


@pytest.mark.parametrize(
    "text",
    ["alter table only users * rename to people", "select 1 from users limit 1, 2"],
)
def test_a_text_that_the_server_would_not_accept_is_conceded(text: str) -> None:
    assert read(text, POSTGRES, catalog("postgres")).statements[0].conceded


def test_a_chain_that_could_exhaust_the_stack_is_not_given_to_the_grammar() -> None:
    text = "select " + "||".join(["name"] * MAX_GRAMMAR_CHAIN) + " from users"

    assert read(text, POSTGRES, catalog("postgres")).statements[0].conceded == (grammar.TOO_LONG,)


@pytest.mark.parametrize(
    "text",
    [
        "select * from users where "
        + " or ".join(f"(id = {n} and name = 'x')" for n in range(900)),
        "insert into users (id, name) values " + ", ".join(f"({n}, 'x')" for n in range(3000)),
        "select * from users where id in (" + ", ".join(map(str, range(3000))) + ")",
    ],
    ids=["or", "values", "in"],
)
def test_long_lists_are_no_chains(text: str) -> None:
    assert not read(text, POSTGRES, catalog("postgres")).statements[0].conceded


def test_placeholders_that_only_drivers_know_do_not_disturb_it() -> None:
    text = "select name from users where id = ? and name = :name"

    assert not read(text, POSTGRES, catalog("postgres")).statements[0].conceded


def test_it_objects_to_no_case_and_changes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [case.told() for case in cases("postgres")]
    monkeypatch.setattr(grammar, "available", lambda: False)

    assert [case.told() for case in cases("postgres")] == found
