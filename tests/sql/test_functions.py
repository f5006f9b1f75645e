"""Functions that users made: what their bodies do counts, on real servers; what cannot be read is conceded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import psycopg
import pytest
import servers

from guarded_db.sql.catalog import UNAVAILABLE, Catalog
from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand

TABLES = (
    "create table users (id int primary key, email varchar(40), name varchar(40), ssn varchar(40))",
    "create table orders (id int primary key, user_id int, total int, note varchar(40))",
    "insert into users values (1, 'ann@x.org', 'ann', '111')",
    "insert into orders values (1, 1, 5, 'n')",
)


def _read(dialect: str, cursor: Any) -> Catalog:
    found = []
    for query in queries(dialect):
        cursor.execute(query)
        found.append(cursor.fetchall())
    return build(dialect, found)


def _facts(sql: str, dialect: str, catalog: Catalog) -> Facts:
    (facts,) = understand(sql, Dialect(dialect), catalog).statements
    return facts


def _shown(facts: Facts) -> list[str]:
    """The names of the columns that each output depends on."""
    assert facts.outputs is not None
    return [" ".join(sorted(c.name for c in output.sources)) for output in facts.outputs]


POSTGRES = (
    *TABLES,
    "create function mail_of(i int) returns text language sql stable as 'select email from users where id = i'",
    "create function by_position(int) returns text language sql as 'select ssn from users where id = $1'",
    "create function twice(x int, y int default 2) returns int language sql immutable return x * y",
    (
        "create function mails(part text) returns table (who int, mail text) language sql"
        " as 'select id, email from users where name like part'"
    ),
    "create function whole(int) returns setof users language sql as 'select * from users where id = $1'",
    (
        "create function bump(i int) returns int language sql"
        " as 'update orders set total = total + 1 where id = i returning total'"
    ),
    (
        "create function first_delete(i int) returns text language sql begin atomic"
        " delete from orders where user_id = i; select email from users where id = i; end"
    ),
    "create function hidden() returns text language plpgsql as 'begin return (select max(ssn) from users); end'",
    "create function either_one(a int) returns text language sql as 'select ssn from users'",
    "create function either_one(a text) returns text language sql as 'select name from users'",
    "create function half(a int) returns text language sql as 'select name from users'",
    "create function half(a text) returns text language plpgsql as 'begin return a; end'",
    "create function again(a int) returns int language sql as 'select 1'",
    "create or replace function again(a int) returns int language sql as 'select again(a)'",
    "create schema other",
    "create table other.users (id int, email text)",
    (
        "create function elsewhere() returns text language sql security definer set search_path = other, pg_temp"
        " as 'select email from users'"
    ),
    "create function as_others() returns text language sql set role = 'none' as 'select email from users'",
    "create function other.far(i int) returns text language sql as 'select u.ssn from public.users u where u.id = far.i'",
    "create function lower(x varchar) returns text language sql as 'select max(ssn) from users'",
    "create function caller(i int) returns text language sql as 'select mail_of(i)'",
    "create extension fuzzystrmatch",
    "create extension tablefunc",
)


@pytest.fixture(scope="module")
def postgres_catalog(postgres_module: servers.Database) -> Catalog:
    postgres_module.run(*POSTGRES)
    with psycopg.connect(postgres_module.dsn) as connection:
        return _read("postgres", connection.cursor())


UNDERSTOOD = [
    ("select mail_of(1)", ["email"], {"users"}),
    ("select mail_of(id) from orders", ["email id"], {"orders", "users"}),
    ("select by_position(1)", ["ssn"], {"users"}),
    ("select twice(total), twice(1, total), twice(y => 1, x => total) from orders", ["total"] * 3, {"orders"}),
    ("select mail from mails('a%')", ["email"], {"users"}),
    ("select * from mails('a%') m(a, b)", ["id", "email"], {"users"}),
    ("select ssn, id from whole(1)", ["ssn", "id"], {"users"}),
    ("select either_one(1)", ["name ssn"], {"users"}),
    ("select other.far(1)", ["ssn"], {"users"}),
    ("select caller(1)", ["email"], {"users"}),
    ("select levenshtein(name, email) from users", ["email name"], {"users"}),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "sources", "read"), UNDERSTOOD)
def test_postgres_a_call_gives_what_the_body_selects(
    sql: str, sources: list[str], read: set[str], postgres_catalog: Catalog
) -> None:
    facts = _facts(sql, "postgres", postgres_catalog)

    assert facts.conceded == ()
    assert _shown(facts) == sources
    assert {relation.name for relation in facts.reads} == read


@pytest.mark.parametrize(("sql", "sources", "read"), UNDERSTOOD)
def test_postgres_runs_what_was_understood(
    sql: str,
    sources: list[str],
    read: set[str],
    postgres_module: servers.Database,
    postgres_catalog: Catalog,
) -> None:
    with psycopg.connect(postgres_module.dsn) as connection:
        cursor = connection.execute(sql)

        assert cursor.description is not None
        assert len(cursor.description) == len(sources)


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("select hidden()", "function `hidden` is not known"),
        ("select half(1)", "function `half` is not known"),
        ("select again(1)", "in function `again`: function `again` is not known"),
        ("select as_others()", "function `as_others` is not known"),
        ("select mail_of(1, 2)", "function `mail_of` is not known"),
        ("select lower(name) from users", "function `lower` is not known"),
        ("select * from connectby('users', 'id', 'id', '1', 0) as t(a text, b text, c int)", "`connectby`"),
        ("select nobody_made_this(1)", "function `nobody_made_this` is not known"),
    ],
)  # fmt: skip
def test_postgres_a_body_that_cannot_be_read_is_conceded(
    sql: str, why: str, postgres_catalog: Catalog
) -> None:
    assert why in " ".join(_facts(sql, "postgres", postgres_catalog).conceded)


def test_a_body_that_writes_makes_the_query_a_write(postgres_catalog: Catalog) -> None:
    bump = _facts("select bump(1)", "postgres", postgres_catalog)
    atomic = _facts("select first_delete(1)", "postgres", postgres_catalog)

    assert "write" in bump.effects
    assert bump.also == {"update"}
    assert {str(r) for r in bump.writes} == {"public.orders"}
    assert atomic.also == {"delete"}
    assert _shown(atomic) == ["email"]


def test_names_in_a_body_are_found_by_the_path_of_the_function(postgres_catalog: Catalog) -> None:
    facts = _facts("select elsewhere()", "postgres", postgres_catalog)

    assert {str(relation) for relation in facts.reads} == {"other.users"}


def test_the_catalog_tells_the_volatility_of_what_is_called(postgres_catalog: Catalog) -> None:
    sql = "select mail_of(1), twice(1), bump(1), levenshtein('a', 'b'), hidden(), upper('x')"

    assert _facts(sql, "postgres", postgres_catalog).volatility == {
        ("mail_of", "stable"),
        ("twice", "immutable"),
        ("bump", "volatile"),
        ("levenshtein", "immutable"),
        ("hidden", "volatile"),
    }


def test_conditions_inside_of_a_body_look_at_columns(postgres_catalog: Catalog) -> None:
    facts = _facts(
        "select mail_of(u.id) from users u where u.name = 'x'", "postgres", postgres_catalog
    )

    looked = {(p.column.name, p.how) for p in facts.predicates}
    assert looked == {("id", "join"), ("name", "equality")}


def test_functions_that_call_each_other_cost_bounded_time(postgres: servers.Database) -> None:
    chain = ["create function f0(a int) returns int language sql as 'select a'"]
    for at in range(1, 25):
        body = f"select f{at - 1}(a) + f{at - 1}(a)"
        chain.append(f"create function f{at}(a int) returns int language sql as '{body}'")
    postgres.run(*chain)
    with psycopg.connect(postgres.dsn) as connection:
        catalog = _read("postgres", connection.cursor())

    assert _facts("select f3(1)", "postgres", catalog).conceded == ()
    assert _facts("select f24(1)", "postgres", catalog).conceded


@pytest.mark.parametrize("dialect", ["postgres", "duckdb"])
def test_a_call_asks_for_the_catalog_because_users_may_have_made_another(dialect: str) -> None:
    for sql in ("select upper('a')", "select nobody_made_this(1)"):
        assert understand(sql, Dialect(dialect), None).needs_catalog


def test_without_a_catalog_a_function_of_postgres_cannot_be_told_from_another() -> None:
    assert _facts("select upper('a')", "postgres", UNAVAILABLE).conceded
    assert not _facts("select now(), pg_catalog.upper('a')", "postgres", UNAVAILABLE).conceded


@pytest.fixture
def macros() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    for statement in (
        *TABLES,
        "create macro mail_of(i) as (select email from users where id = i)",
        "create macro twice(x, y := 2) as x * y",
        "create macro named(part) as table select id, ssn as s from users where name = part",
        "create macro several(a) as a, (a, b) as a || b",
        "create temp macro near(a) as a",
    ):
        connection.execute(statement)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("sql", "sources"),
    [
        ("select mail_of(1)", ["email"]),
        ("select twice(total, 3), twice(total, y := id) from orders", ["total", "id total"]),
        ("select * from named('ann')", ["id", "ssn"]),
        ("select several(ssn, name), several(id) from users", ["name ssn", "id"]),
        ("select near(ssn) from users", ["ssn"]),
    ],
)
def test_duckdb_a_macro_is_what_its_body_says(
    sql: str, sources: list[str], macros: duckdb.DuckDBPyConnection
) -> None:
    facts = _facts(sql, "duckdb", _read("duckdb", macros))

    assert facts.conceded == ()
    assert _shown(facts) == sources
    assert len(macros.execute(sql).description or ()) == len(sources)


@pytest.mark.parametrize("sql", ["select twice(1)", "select 'a'.near()", "select nope(1)"])
def test_duckdb_a_call_that_is_not_certain_is_conceded(
    sql: str, macros: duckdb.DuckDBPyConnection
) -> None:
    assert _facts(sql, "duckdb", _read("duckdb", macros)).conceded


@pytest.mark.parametrize(
    ("macro", "sql"),
    [
        ("upper(x)", "select upper('a')"),
        ('"+"(a, b)', "select 1 + 1"),
        ("list_value(a)", "select [1]"),
        ("count_star()", "select count(*) from users"),
        ("current_date()", "select current_date"),
    ],
)
def test_duckdb_a_macro_that_hides_a_function_of_the_database_is_conceded(
    macro: str, sql: str
) -> None:
    connection = duckdb.connect()
    for statement in (*TABLES, f"create macro {macro} as (select max(ssn) from users)"):
        connection.execute(statement)

    assert connection.execute(sql).fetchall() in ([("111",)], [(["111"],)])
    assert _facts(sql, "duckdb", _read("duckdb", connection)).conceded


MARIADB = (
    *TABLES,
    "create function mail_of(i int) returns text reads sql data return (select email from users where id = i)",
    "create function twice(x int) returns int deterministic no sql return x * 2",
    "create function in_block(x int) returns int begin return x + 1; end",
    "create function with_variable(x int) returns int begin declare r int; set r = x; return r; end",
    "create procedure shows(i int) select ssn, name from users where id = i",
    "create procedure changes(i int) begin update orders set total = 1 where id = i; select note from orders; end",
    "create procedure loops() begin declare i int default 0; while i < 3 do set i = i + 1; end while; end",
)


@pytest.fixture(scope="module")
def mariadb_catalog(mariadb_module: servers.Database) -> Catalog:
    mariadb_module.run(*MARIADB)
    with mariadb_module.connect() as connection, connection.cursor() as cursor:
        return _read("mysql", cursor)


@pytest.mark.parametrize(
    ("sql", "sources"),
    [
        ("select mail_of(1)", ["email"]),
        ("select mail_of(id) from orders", ["email id"]),
        ("select twice(total), in_block(id) from orders", ["total", "id"]),
    ],
)
def test_mariadb_a_function_of_one_return_is_read(
    sql: str, sources: list[str], mariadb_catalog: Catalog, mariadb_module: servers.Database
) -> None:
    facts = _facts(sql, "mysql", mariadb_catalog)

    assert facts.conceded == ()
    assert _shown(facts) == sources
    assert len(mariadb_module.run(sql)) == 1


@pytest.mark.parametrize("sql", ["select with_variable(1)", "call loops()"])
def test_mariadb_other_bodies_are_conceded(sql: str, mariadb_catalog: Catalog) -> None:
    assert _facts(sql, "mysql", mariadb_catalog).conceded


def test_mariadb_tells_how_a_function_says_that_it_behaves(mariadb_catalog: Catalog) -> None:
    facts = _facts("select mail_of(1), twice(1)", "mysql", mariadb_catalog)

    assert facts.volatility == {("mail_of", "volatile"), ("twice", "immutable")}
