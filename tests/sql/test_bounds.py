"""What bounds a write, where its literals stand, and whether rows come back."""

from __future__ import annotations

import pytest
from sql.telling import catalog

from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.limits import MAX_LITERALS
from guarded_db.sql.understand import understand


def _facts(sql: str, dialect: str = "postgres") -> Facts:
    (facts,) = understand(sql, Dialect(dialect), catalog(dialect)).statements
    return facts


@pytest.mark.parametrize(
    ("sql", "bounded"),
    [
        ("delete from users where id = 1", "key where"),
        ("delete from users where $1 = id and name = 'x'", "key where"),
        ("delete from users where (id = (-1)) and (ssn = 'a' or ssn = 'b')", "key where"),
        ("delete from users u where u.id = '1'::int", "key where"),
        ("update users set name = 'x' where id in (1, $2)", "key where"),
        ("update users set name = 'x' where id in (1, length(name))", "where"),
        ("update users set name = 'x' where id = length(name)", "where"),
        ("update users set name = 'x' where id = 1 or name = 'x'", "where"),
        ("update users set name = 'x' where not id = 1", "where"),
        ("update users set name = 'x' where id > 1", "where"),
        ("update users set name = 'x' where name = 'x'", "where"),
        ("delete from users using orders o where o.id = 1 and users.id = o.user_id", "where"),
        ("delete from users", ""),
        ("delete from users where id = id", ""),
        ("truncate users", ""),
        ("insert into users values (1)", ""),
        ("select 1 from users where id = 1", ""),
        ("with d as (delete from users where id = 1) delete from orders where id = 2", "key where"),
        ("with d as (delete from users where id = 1) delete from orders where id > 2", "where"),
        ("with d as (delete from users) delete from orders where id = 2", "where"),
        ("merge into users u using orders o on u.id = o.id when matched then delete", "where"),
        ("merge into users u using orders o on u.id = o.id when not matched then do nothing", ""),
        ("merge into users u using orders o on true when matched then delete", ""),
    ],
)
def test_a_write_tells_what_bounds_it(sql: str, bounded: str) -> None:
    assert _facts(sql).bounded == frozenset(bounded.split())


def test_a_limit_bounds_how_many_rows_and_not_which() -> None:
    facts = _facts("delete from users limit 1", "mysql")

    assert facts.unbounded
    assert facts.bounded == {"limit"}


def test_without_a_catalog_no_key_is_known() -> None:
    (facts,) = understand("delete from users where id = 1", Dialect("postgres")).statements

    assert facts.bounded == {"where"}


@pytest.mark.parametrize(
    ("dialect", "sql", "held"),
    [
        ("postgres", "select 'a', 1.5, $1 from users where x = E'\\'b'", ["'a'", "1.5", "E'\\'b'"]),
        ("postgres", "select $q$ it's $q$, $$;$$ /* 'no' */", ["$q$ it's $q$", "$$;$$"]),
        ("mysql", "select \"a\", x'0f', @'v' from `t` -- 'no'", ['"a"', "x'0f'", "@'v'"]),
        ("sqlite", 'select "email", "secret" from users', ['"secret"']),
        ("duckdb", "select ?, 0xff, 'a;b'", ["0xff", "'a;b'"]),
        ("postgres", "select 'not closed", ["select 'not closed"]),
    ],
)
def test_literals_are_told_by_position(dialect: str, sql: str, held: list[str]) -> None:
    assert [sql[a:b] for a, b in _facts(sql, dialect).literals] == held


def test_each_statement_has_the_literals_of_its_own() -> None:
    sql = "select 'a'; select 'b', 'c'"
    first, second = understand(sql, Dialect("postgres")).statements

    assert [sql[a:b] for a, b in first.literals] == ["'a'"]
    assert [sql[a:b] for a, b in second.literals] == ["'b'", "'c'"]


def test_what_follows_very_many_literals_is_one() -> None:
    sql = f"select {', '.join(['1'] * (MAX_LITERALS + 5))}, 'end'"
    facts = _facts(sql)

    assert len(facts.literals) == MAX_LITERALS + 1
    assert sql[slice(*facts.literals[-1])] == "1, 1, 1, 1, 1, 'end'"


def test_whether_rows_come_back() -> None:
    assert _facts("select 1").returns_rows
    assert _facts("delete from users where id = 1 returning id").returns_rows
    assert _facts("call p()").returns_rows  # nobody knows
    assert not _facts("delete from users where id = 1").returns_rows


@pytest.mark.parametrize(
    "sql",
    [
        "delete from users where date_trunc('day', name) <= name",
    ],
)
def test_a_condition_that_only_types_decide_is_conceded(sql: str) -> None:
    facts = _facts(sql)

    assert facts.unbounded
    assert facts.conceded


@pytest.mark.parametrize(
    "sql",
    [
        "delete from users where not (email is null and name = 'x')",
        "delete from users where id not between 1 and 3",
        "delete from users where id in (1, 2) or id > 2",
        "delete from users where id < 5 or id > 5",
        "delete from users where id is distinct from 5",
        "delete from users where lower(name) = name",
        "delete from users where name like '_%'",
        "delete from users where name > ''",
        "delete from users where date_trunc('day', name) = '2001-01-01'",
        "delete from users where case when id = 1 then true else false end",
        "delete from users where exists (select 1 from orders where user_id = users.id)",
        "delete from users where exists (select 1 from users u where u.id = users.id and u.name = 'x')",
        "delete from users where id in (select user_id from orders)",
        "delete from users where id in (select id from (select id from users where name = 'x') s)",
        "delete from users where id in (select id from users union select 1 where false)",
        "delete from users where id in (with users as (select 1 as id) select id from users)",
        "delete from users using (select id from users limit 1) s where s.id = users.id",
        "delete from users using users u where u.id = users.id and u.name = 'x'",
        "delete from users where (name = 'a') is not null and id = 3",
    ],
)
def test_a_condition_that_leaves_rows_out_is_a_bound(sql: str) -> None:
    facts = _facts(sql)

    assert not facts.unbounded
    assert facts.bounded
    assert not facts.conceded
