"""What `understand` promises for any text: it never raises, ends in bounded time, and leaks no literal."""

from __future__ import annotations

import logging
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sql.telling import catalog

import guarded_db.sql.understand as reading
from guarded_db.sql.catalog import UNAVAILABLE
from guarded_db.sql.facts import Dialect
from guarded_db.sql.limits import MAX_NORMAL_TEXT, MAX_TEXT
from guarded_db.sql.placeholders import neutral_placeholders
from guarded_db.sql.understand import understand

DIALECTS = ["postgres", "mysql", "sqlite", "duckdb"]

HOSTILE = {
    "ten megabytes": "select '" + "x" * 10_000_000 + "'",
    "ten thousand brackets": "select " + "(" * 10_000 + "1" + ")" * 10_000,
    "more brackets than the limit": "select " + "(" * 120 + "1" + ")" * 120,
    "nested case": "select " + "case when 1 then " * 500 + "1" + " end" * 500,
    "not not not": "select " + "not " * 5_000 + "1",
    "minus minus": "select " + "- " * 5_000 + "1",
    "subscripts": "select a" + "[1]" * 3_000,
    "casts": "select 1" + "::int" * 3_000,
    "joins": "select 1 from a" + " join b" * 1_000 + " on true" * 1_000,
    "joins without a condition": "select 1 from a" + " join b" * 40,
    "left joins without a condition": "select * from a natural join b where 1 = (select 1 from a"
    + " left join b" * 40
    + ")",
    "nested types": "select cast(1 as " + "array<" * 2_000 + "int" + ">" * 2_000 + ")",
    "lateral queries that are tried twice": "from users"
    + ", lateral from users" * 50
    + ", lateral",
    "nested lateral calls": "select 1 from a, lateral f((" * 40 + "1 2" + "))" * 40,
    "nested LIMIT": "select 1 limit (" * 40 + "1" + ")" * 40,
    "nested FILTER": "count(*) filter (where (" * 30 + "1" + "))" * 30,
    "nested ARRAY": "select " + "array[" * 40 + "1" + "]" * 40 + " 1 2",
    "open string": "select '" + "''" * 10_000,
    "open comment": "select " + "/*" * 10_000,
    "NUL": "select \x00",
    "lone surrogate": "select \ud800",
    "no-break space": "select\xa01",
    "quotes": "'" * 100_001,
}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_conceded_and_names_why(name: str, dialect: str) -> None:
    understanding = understand(HOSTILE[name], Dialect(dialect), None)

    if (name, dialect) != ("open comment", "sqlite"):
        assert all(facts.conceded for facts in understanding.statements)
    assert all(len(facts.text) <= MAX_NORMAL_TEXT + 10 for facts in understanding.statements)


@given(st.text(max_size=200), st.sampled_from(DIALECTS))
def test_any_text_is_understood_or_conceded_without_an_error(text: str, dialect: str) -> None:
    assert understand(text, Dialect(dialect), catalog(dialect)).statements


PIECES = st.sampled_from(
    "select from where users email ( ) ' \" ` ; -- /* */ $$ $a$ # \\ E' \n , . * = 1 insert into values".split(
        " "
    )
)


@given(st.lists(PIECES, max_size=25).map(" ".join), st.sampled_from(DIALECTS))
def test_scrambled_sql_is_understood_or_conceded_without_an_error(text: str, dialect: str) -> None:
    assert understand(text, Dialect(dialect), catalog(dialect)).statements


SECRET = "zqxsecret"
QUOTED = st.sampled_from(
    [
        f"'{SECRET}'",
        f"'it''s {SECRET}'",
        f"'{SECRET}\\'",
        f"'\\'{SECRET}'",
        f"/* {SECRET} */",
        f'"{SECRET}"',
        f"-- {SECRET}\n",
        f"x'{SECRET}'",
        f"# {SECRET}\n",
        f"'{SECRET}",
    ]
)
MYSQL = Dialect("mysql")


@given(st.lists(QUOTED, max_size=5).map(" , ".join))
def test_no_literal_survives_in_the_recorded_text(text: str) -> None:
    for facts in understand(f"select {text}", MYSQL, None).statements:
        assert SECRET not in facts.text or _is_outside_quotes(text)


def _is_outside_quotes(text: str) -> bool:
    """Whether the server itself would see the mark as a word and not inside a literal or comment."""
    plain = re.sub(
        r"--[^\n]*|#[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.|\"\")*\"",
        "",
        text,
        flags=re.DOTALL,
    )
    return SECRET in plain


@pytest.mark.parametrize("text", ["", "  ", ";", "-- x", "/* x */ ;;", "\n\t"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_text_without_a_statement_is_empty(text: str, dialect: str) -> None:
    assert [f.kind for f in understand(text, Dialect(dialect), None).statements] == ["empty"]


def test_the_recorded_text_is_bounded() -> None:
    text = "select " + ", ".join(f"column_{i}" for i in range(5_000))

    (facts,) = understand(text, Dialect("postgres"), None).statements

    assert len(facts.text) < MAX_NORMAL_TEXT + 10
    assert facts.text.endswith("…")
    assert len(text) < MAX_TEXT


def test_without_a_catalog_names_are_taken_as_they_stand() -> None:
    understanding = understand("select email from users", Dialect("postgres"), None)

    assert understanding.needs_catalog
    assert understanding.statements[0].conceded == ()


def test_an_error_of_the_reader_is_refused_and_logged_without_the_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(draft: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(logging.getLogger(reading.__name__), "handlers", [])
    monkeypatch.setattr(reading, "read_routines", fail)

    (facts,) = understand(f"select '{SECRET}'", Dialect("sqlite"), None).statements

    assert facts.conceded == (reading.INTERNAL_ERROR,)
    assert "ValueError at test_understand.fail:" in caplog.text
    assert SECRET not in caplog.text + facts.text


def test_with_an_unavailable_catalog_names_are_conceded() -> None:
    understanding = understand("select email from users", Dialect("postgres"), UNAVAILABLE)

    assert "not available" in understanding.statements[0].conceded[0]


def test_a_known_relation_needs_no_other_catalog() -> None:
    assert not understand("select * from users", Dialect("mysql"), catalog("mysql")).needs_catalog


MODES = [
    ("mysql", frozenset(), "select 'a\\'; delete from users; -- '", 1),
    ("mysql", frozenset({"no_backslash_escapes"}), "select 'a\\'; delete from users; -- '", 2),
    ("postgres", frozenset(), "select 'a\\'; delete from users; -- '", 2),
    ("postgres", frozenset({"backslash_escapes"}), "select 'a\\'; delete from users; -- '", 1),
    ("mysql", frozenset(), 'select "a; delete from users"', 1),
    ("mysql", frozenset({"ansi_quotes"}), 'select "a""b" from users', 1),
]


@pytest.mark.parametrize(("dialect", "modes", "sql", "count"), MODES)
def test_the_lexing_modes_decide_where_a_literal_ends(
    dialect: str, modes: frozenset[str], sql: str, count: int
) -> None:
    assert len(understand(sql, Dialect(dialect, modes), None).statements) == count


def test_ansi_quotes_make_double_quotes_a_name() -> None:
    sql = 'select "email" from users'
    plain = understand(sql, Dialect("mysql"), catalog("mysql")).statements[0]
    ansi = understand(
        sql, Dialect("mysql", frozenset({"ansi_quotes"})), catalog("mysql")
    ).statements[0]

    assert plain.columns_read == frozenset()
    assert {c.name for c in ansi.columns_read} == {"email"}


@pytest.mark.parametrize(
    ("text", "style", "params", "expected"),
    [
        ("select %s, '%%'", "format", True, "select ?, '%'"),
        ("select %(a)s, %(b)s", "pyformat", True, "select :a, :b"),
        ("select %(odd name)s", "pyformat", True, "select ?"),
        ("select %b, %t", "pyformat", True, "select ?, ?"),
        ("select '%s'", "format", True, "select '?'"),
        ("select 5 % 2, '%%'", "format", False, "select 5 % 2, '%%'"),
        ("select ?, :a, %s", "qmark", True, "select ?, :a, %s"),
    ],
)
def test_placeholders_become_neutral(text: str, style: str, params: bool, expected: str) -> None:
    assert neutral_placeholders(text, style, params) == expected


def test_facts_and_catalog_do_not_import_the_parser() -> None:
    code = (
        "import sys, guarded_db.sql.facts, guarded_db.sql.catalog, guarded_db.sql.functions;"
        "sys.exit(any(m.startswith(('sqlglot', 'sqlparse')) for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("dialect", "sql", "read"),
    [
        ("sqlite", "select [email][ssn] from users", {"email"}),
        ("sqlite", 'select [email]"ssn" from users', {"email"}),
        (
            "postgres",
            "select email from users where name = $$a$$ and ssn = 'x'",
            {"email", "name", "ssn"},
        ),
    ],
)
def test_rewritten_quotes_do_not_run_into_each_other(
    dialect: str, sql: str, read: set[str]
) -> None:
    (facts,) = understand(sql, Dialect(dialect), catalog(dialect)).statements

    assert {c.name for c in facts.columns_read} == read


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [
        ("duckdb", "delete users where 'a' like 'a'"),
        ("mysql", "delete(select (select  fromselect delete from delete)) byfrom "),
        ("sqlite", "delete ?pivot where users "),
        ("postgres", "copy (  ) (delete from  returning id) to stdout"),
        ("postgres", "update users set id = (1) returning with((old as o(, new as n)) o.name"),
        ("mysql", "delete"),
    ],
)
def test_what_the_fuzzer_found_is_conceded(dialect: str, sql: str) -> None:
    for facts in understand(sql, Dialect(dialect), catalog(dialect)).statements:
        assert facts.conceded
        assert reading.INTERNAL_ERROR not in facts.conceded
