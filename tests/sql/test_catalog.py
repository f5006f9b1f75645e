"""The catalog as real servers tell it."""

from __future__ import annotations

import sqlite3
from typing import Any

import duckdb
import psycopg
import pytest
import servers

from guarded_db.sql.catalog import (
    CATALOG_MAX_AGE_SECONDS,
    UNAVAILABLE,
    Catalog,
    RelationInfo,
)
from guarded_db.sql.facts import Column, Dialect, Relation
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand

STATEMENTS = (
    "create table Users (Id integer primary key, Email varchar(40))",
    "create view mails as select Email as mail from Users",
)

TYPES = {
    "postgres": ("integer", "character varying(40)"),
    "mysql": ("int(11)", "varchar(40)"),
    "sqlite": ("INTEGER", "varchar(40)"),
    "duckdb": ("INTEGER", "VARCHAR"),
}


def _results(dialect: str, cursor: Any) -> list[Any]:
    found = []
    for query in queries(dialect):
        cursor.execute(query)
        found.append(cursor.fetchall())
    return found


def _check(dialect: str, catalog: Catalog, schema: str) -> None:
    users = catalog.find("", "users")
    assert users == RelationInfo(
        Relation(schema, "users"),
        "table",
        ("id", "email"),
        "",
        "id" if dialect == "sqlite" else "",
        required=frozenset({"id"}),
        keys=(frozenset({"id"}),),
        types=dict(zip(("id", "email"), TYPES[dialect], strict=True)),
    )
    (facts,) = understand("select mail from mails", Dialect(dialect), catalog).statements
    assert facts.outputs is not None
    assert facts.outputs[0].sources == {
        Column(Relation(schema, "mails"), "mail"),
        Column(Relation(schema, "users"), "email"),
    }
    assert facts.outputs[0].direct


def test_sqlite_tells_tables_views_temporary_and_attached_ones() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in (
        *STATEMENTS,
        "attach ':memory:' as other",
        "create table other.far (x)",
        "create temp table near (y)",
    ):
        connection.execute(statement)

    catalog = build("sqlite", _results("sqlite", connection.cursor()))

    _check("sqlite", catalog, "main")
    assert catalog.find("other", "far")
    assert catalog.find("", "near") == RelationInfo(
        Relation("temp", "near"), "table", ("y",), types={"y": ""}
    )


def test_duckdb_tells_tables_views_and_temporary_ones() -> None:
    connection = duckdb.connect()
    for statement in (*STATEMENTS, "create temp table near (y int)"):
        connection.execute(statement)

    catalog = build("duckdb", _results("duckdb", connection))

    _check("duckdb", catalog, "main")
    assert catalog.find("", "near") == RelationInfo(
        Relation("temp", "near"), "table", ("y",), types={"y": "INTEGER"}
    )


def test_postgres_tells_tables_views_and_temporary_ones(postgres: servers.Database) -> None:
    with psycopg.connect(postgres.dsn) as connection:
        for statement in (
            *STATEMENTS,
            "create temp table near (y int)",
            'create table "Odd Name" ("A b" int)',
        ):
            connection.execute(statement)

        catalog = build("postgres", _results("postgres", connection.cursor()))

    _check("postgres", catalog, "public")
    near = catalog.find("", "near")
    assert near is not None
    assert near.columns == ("y",)
    assert catalog.find("public", "Odd Name") is not None


def test_mariadb_tells_tables_and_views(mariadb: servers.Database) -> None:
    mariadb.run(*STATEMENTS)
    with mariadb.connect() as connection, connection.cursor() as cursor:
        catalog = build("mysql", _results("mysql", cursor))

    _check("mysql", catalog, mariadb.database.lower())


def test_values_may_come_as_bytes_or_none() -> None:
    rows = [
        [(b"public", b"users", b"r", b"id\nemail", None, b"public", None, b"", None, b"1", None)]
    ]

    catalog = build("postgres", rows)

    assert catalog.find("", "users") == RelationInfo(
        Relation("public", "users"), "table", ("id", "email")
    )


def test_a_dialect_without_a_reader_has_no_catalog() -> None:
    assert queries("oracle") == ()
    assert build("oracle", []) is UNAVAILABLE


def test_a_catalog_grows_old_and_every_build_has_a_version_of_its_own() -> None:
    first, second = build("postgres", [[]]), build("postgres", [[]])

    assert first.version != second.version
    assert not first.expired()
    assert first.expired(first.loaded + CATALOG_MAX_AGE_SECONDS + 1)


@pytest.mark.parametrize("depth", [3, 40])
def test_views_of_views_are_followed_or_conceded(depth: int) -> None:
    home = "public"
    infos = {(home, "v0"): RelationInfo(Relation(home, "v0"), "table", ("c",))}
    for level in range(1, depth):
        sql = f"select c from v{level - 1}"
        infos[home, f"v{level}"] = RelationInfo(Relation(home, f"v{level}"), "view", ("c",), sql)
    catalog = Catalog(infos, (home,), "postgres")

    (facts,) = understand(f"select c from v{depth - 1}", Dialect("postgres"), catalog).statements

    assert facts.conceded or Column(Relation(home, "v0"), "c") in facts.columns_read


def test_a_view_that_refers_to_itself_is_conceded() -> None:
    info = RelationInfo(Relation("public", "v"), "view", ("c",), "select c from v")

    (facts,) = understand(
        "select c from v", Dialect("postgres"), Catalog({("public", "v"): info}, ("public",))
    ).statements

    assert facts.conceded


def test_a_table_that_hides_the_pragmas_of_sqlite_makes_the_catalog_unavailable() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table users (id integer primary key, email)")
    connection.execute("create temp table pragma_table_list (schema, name, type, wr)")

    assert build("sqlite", _results("sqlite", connection.cursor())) is UNAVAILABLE


def test_functions_and_collations_of_the_caller_do_not_change_what_sqlite_tells() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in STATEMENTS:
        connection.execute(statement)
    for name, arguments in (("coalesce", 2), ("upper", 1), ("like", 2), ("ifnull", 2)):
        connection.create_function(name, arguments, lambda *_: "nothing")
    for name in ("NOCASE", "BINARY"):
        connection.create_collation(name, lambda a, b: 1)

    _check("sqlite", build("sqlite", _results("sqlite", connection.cursor())), "main")


def test_a_child_table_holds_what_its_parents_may_hold(postgres: servers.Database) -> None:
    with psycopg.connect(postgres.dsn) as connection:
        for statement in (
            *STATEMENTS,
            "create table kid (extra text) inherits (users)",
            "create table grandkid () inherits (kid)",
            "create table parted (id int not null, email text) partition by list (id)",
            "create table part partition of parted for values in (1)",
        ):
            connection.execute(statement)
        catalog = build("postgres", _results("postgres", connection.cursor()))

    (facts,) = understand(
        "select email, extra from grandkid", Dialect("postgres"), catalog
    ).statements
    assert facts.outputs is not None
    names = [{str(c) for c in output.sources} for output in facts.outputs]
    assert names == [
        {"public.grandkid.email", "public.kid.email", "public.users.email"},
        {"public.grandkid.extra", "public.kid.extra"},
    ]
    assert all(output.direct for output in facts.outputs)
    (facts,) = understand("select email from part", Dialect("postgres"), catalog).statements
    assert Column(Relation("public", "parted"), "email") in facts.columns_read


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_the_catalog_tells_which_columns_are_never_null(dialect: str) -> None:
    connection: Any = sqlite3.connect(":memory:") if dialect == "sqlite" else duckdb.connect()
    connection.execute("create table t (a integer primary key, b text not null, c text)")

    found = build(dialect, _results(dialect, connection.cursor())).find("", "t")

    assert found is not None
    assert found.required == {"a", "b"}
