"""What servers say of their results agrees with the lineage of every case, and would contradict another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
import servers
from sql.planting import lines, setup

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Column, Dialect, Facts, Output, Relation
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.metadata import Origins, mysql_origins, postgres_origins, unexpected
from guarded_db.sql.understand import understand

HERE = Path(__file__).parent / "lineage"

Describe = Callable[[str], Origins]


def _cases(dialect: str) -> list[str]:
    return lines((HERE / "common.sql").read_text()) + lines((HERE / f"{dialect}.sql").read_text())


@pytest.fixture(scope="module")
def postgres_described(postgres_module: servers.Database) -> Iterator[tuple[Describe, Catalog]]:
    with psycopg.connect(postgres_module.dsn) as connection:
        connection.execute("create table dropped (a int, b int)")
        connection.execute("alter table dropped drop column a")
        for sql, params in setup():
            connection.execute(sql.replace("?", "%s"), params or None)
        connection.execute("create materialized view m_users as select email as e, ssn from users")
        connection.commit()
        rows = [connection.execute(query).fetchall() for query in queries("postgres")]
        catalog = build("postgres", rows)

        def describe(sql: str) -> Origins:
            with connection.transaction(force_rollback=True):
                found = connection.execute(sql).pgresult
            assert found is not None
            pairs = [(found.ftable(i), found.ftablecol(i)) for i in range(found.nfields)]
            return postgres_origins(pairs, catalog)

        yield describe, catalog


def test_postgres_agrees_with_the_lineage_of_every_case(
    postgres_described: tuple[Describe, Catalog],
) -> None:
    describe, catalog = postgres_described
    told = 0
    for sql in _cases("postgres"):
        (facts,) = understand(sql, Dialect("postgres"), catalog).statements
        origins = describe(sql)

        assert list(unexpected(facts, origins)) == [], sql
        told += sum(origin is not None for origin in origins)

    assert told > 100


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("select ssn as name from users u", "users.ssn"),
        ("with a as (select ssn x from users) select a.x y from a", "users.ssn"),
        ("update users set name = name returning email", "users.email"),
        ("select mail from v_users", "v_users.mail"),
        ("select b from dropped", "dropped.b"),
        ("select u from users u", "users.*"),
        ("select lower(ssn) from users", None),
        ("select relname from pg_class", None),
    ],
)
def test_postgres_names_the_column(
    sql: str, named: str | None, postgres_described: tuple[Describe, Catalog]
) -> None:
    describe, _ = postgres_described

    (origin,) = describe(sql)

    assert (str(origin) if origin else None) == (f"public.{named}" if named else None)


@pytest.fixture(scope="module")
def mariadb_described(mariadb_module: servers.Database) -> Iterator[tuple[Describe, Catalog]]:
    with mariadb_module.connect() as connection, connection.cursor() as cursor:
        for sql, params in setup():
            cursor.execute(sql.replace("?", "%s"), params)
        rows = []
        for query in queries("mysql"):
            cursor.execute(query)
            rows.append(cursor.fetchall())

        def describe(sql: str) -> Origins:
            cursor.execute(sql)
            fields = getattr(cursor._result, "fields", ())
            names = [(f.db.decode(), f.org_table, f.org_name) for f in fields]
            return mysql_origins(names, mariadb_module.database)

        yield describe, build("mysql", rows)


def test_mariadb_disagrees_only_where_an_alias_takes_the_name_of_a_table(
    mariadb_described: tuple[Describe, Catalog],
) -> None:
    describe, catalog = mariadb_described
    told = 0
    for sql in _cases("mysql"):
        (facts,) = understand(sql, Dialect("mysql"), catalog).statements
        origins = describe(sql)
        known = {info.relation for info in catalog.relations.values()}

        for _, origin in unexpected(facts, origins):
            taken = (f") {origin.relation.name}", f"{origin.relation.name} as (")
            assert origin.relation not in known or any(map(sql.__contains__, taken)), sql
        told += sum(origin is not None for origin in origins)

    assert told > 100


USERS = Relation("public", "users")
SSN = Column(USERS, "ssn")


@pytest.mark.parametrize(
    ("sources", "origin", "agrees"),
    [
        ({SSN}, SSN, True),
        ({Column(USERS, "*")}, SSN, True),
        ({Column(Relation("", "*"), "*")}, SSN, True),
        ({SSN}, Column(USERS, "*"), True),
        ({SSN}, None, True),
        ({Column(USERS, "name")}, SSN, False),
        (set(), SSN, False),
        ({Column(Relation("other", "users"), "ssn")}, SSN, False),
        ({Column(Relation("public", "orders"), "*")}, SSN, False),
    ],
)
def test_a_column_agrees_when_its_sources_name_where_the_server_takes_it_from(
    sources: set[Column], origin: Column | None, agrees: bool
) -> None:
    facts = Facts("select", frozenset(), outputs=(Output("x", frozenset(sources), True),))

    assert list(unexpected(facts, (origin,))) == ([] if agrees else [(0, origin)])


def test_nothing_is_said_of_outputs_that_are_not_known() -> None:
    facts = Facts("select", frozenset(), outputs=None)

    assert not unexpected(facts, (SSN,))
    assert not unexpected(replace(facts, outputs=()), (SSN,))
