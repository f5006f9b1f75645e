"""When the catalog is read: for an unknown name once, for a role that sees only a part, past the caller's own objects."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
import servers

import guarded_db
from guarded_db.execution import names
from guarded_db.sql import introspection
from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Column, Dialect, Relation
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand

POLICY = {
    "version": 1,
    "default": "allow",
    "unknown": "deny",
    "labels": {"email": ["users.email"]},
}


def _read(dialect: str, cursor: Any) -> Catalog:
    found = []
    for query in queries(dialect):
        cursor.execute(query)
        found.append(cursor.fetchall())
    return build(dialect, found)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The dialect of every catalog that is built; any age is old enough to be read again."""
    seen: list[str] = []
    real = introspection.build

    def counted(dialect: str, results: Any) -> Catalog:
        seen.append(dialect)
        return real(dialect, results)

    monkeypatch.setattr(introspection, "build", counted)
    monkeypatch.setattr(names, "CATALOG_RETRY_SECONDS", 0.0)
    return seen


def test_a_loop_over_an_unknown_name_reads_the_catalog_once_more(
    reads: list[str], sqlite_path: Path
) -> None:
    with sqlite3.connect(sqlite_path) as raw:
        raw.execute("create table users (id integer primary key, email text)")
    guard = guarded_db.Guard(POLICY)
    connection: Any = guard.connect(f"sqlite:///{sqlite_path}")
    connection.execute("select id from users")
    before = len(reads)

    for at in range(20):
        with pytest.raises(guarded_db.Denied, match="did you mean `users`"):
            connection.execute(f"select id from user where id = {at}")

    assert (before, len(reads)) == (1, 2)


def test_a_name_that_another_connection_has_just_made_is_found(
    reads: list[str], sqlite_path: Path
) -> None:
    with sqlite3.connect(sqlite_path) as raw:
        raw.execute("create table users (id integer primary key, email text)")
    connection: Any = guarded_db.Guard(POLICY).connect(f"sqlite:///{sqlite_path}")
    connection.execute("select id from users")
    with sqlite3.connect(sqlite_path) as raw:
        raw.execute("create table later (id integer)")

    assert connection.execute("select id from later").fetchall() == []
    assert len(reads) == 2


def test_nothing_is_read_before_a_statement_names_something(
    reads: list[str], sqlite_path: Path
) -> None:
    connection: Any = guarded_db.Guard(POLICY).connect(f"sqlite:///{sqlite_path}")

    connection.execute("select 1")
    connection.execute("begin")
    connection.execute("commit")

    assert reads == []


def test_a_role_that_sees_only_a_view_has_the_columns_behind_it(postgres: servers.Database) -> None:
    role = f"part_{postgres.database}"
    postgres.run(
        "create schema hidden",
        "create table hidden.users (id int, email text)",
        "create view mails as select email as mail from hidden.users",
        f"create role {role} login",
        f"grant select on mails to {role}",
    )
    try:
        with psycopg.connect(postgres.dsn, user=role) as connection:
            catalog = _read("postgres", connection.cursor())
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("select * from hidden.users")
    finally:
        postgres.run(f"drop owned by {role}", f"drop role {role}")

    (facts,) = understand("select mail from mails", Dialect("postgres"), catalog).statements
    assert facts.conceded == ()
    assert Column(Relation("hidden", "users"), "email") in facts.columns_read


def test_duckdb_macros_of_the_caller_cannot_forge_what_the_catalog_says() -> None:
    connection = duckdb.connect()
    connection.execute("create table users (id int not null, ssn varchar)")
    for forged in (
        "duckdb_columns() as table select 'x' as database_name",
        "duckdb_functions() as table select 1 as internal",
        "duckdb_views() as table select 1 as internal",
        "duckdb_triggers() as table select 1 as internal",
        "current_database() as 'forged'",
        "current_schema() as 'forged'",
    ):
        connection.execute(f"create macro {forged}")

    catalog = _read("duckdb", connection)

    users = catalog.find("", "users")
    assert users is not None
    assert users.columns == ("id", "ssn")
    assert {"duckdb_columns", "current_schema"} <= catalog.hiding


def test_an_unknown_column_is_told_with_the_nearest_one(
    postgres: servers.Database,
) -> None:
    postgres.run("create table users (id int, email text)")
    connection: Any = guarded_db.Guard(POLICY).connect(postgres.url)
    try:
        with pytest.raises(
            psycopg.errors.UndefinedColumn, match="`emial` is not known; did you mean `email`"
        ):
            connection.execute("select emial, email from users")
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("name", "told"),
    [("user", "did you mean `users`?"), ("zzzzzzz", "is not in the catalog")],
)
def test_an_unknown_relation_is_told_with_the_nearest_one(name: str, told: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table users (id integer primary key, email text)")
    catalog = _read("sqlite", connection.cursor())

    (facts,) = understand(f"select * from {name}", Dialect("sqlite"), catalog).statements

    assert told in facts.conceded[0]


def test_a_table_that_another_guarded_connection_made_is_found_at_once(sqlite_path: Path) -> None:
    guard = guarded_db.Guard(POLICY)
    one: Any = guard.connect(f"sqlite:///{sqlite_path}")
    other: Any = guard.connect(f"sqlite:///{sqlite_path}")
    one.execute("create table users (id integer primary key, email text)")
    one.execute("select id from users")
    with pytest.raises(guarded_db.Denied, match="is not in the catalog"):
        one.execute("select id from later")

    other.execute("create table later (id integer)")

    assert one.execute("select id from later").fetchall() == []
