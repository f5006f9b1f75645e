"""What triggers do counts as done by the write that fires them, on real servers."""

from __future__ import annotations

from typing import Any

import duckdb
import psycopg
import pytest
import servers

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand

TABLES = (
    "create table users (id int primary key, email varchar(40), name varchar(40), ssn varchar(40), updated_at timestamp null)",
    "create table audit (id int, old_email varchar(99), what varchar(40))",
    "create table plain (id int, note varchar(40))",
    "create table looked_up (email varchar(40), ssn varchar(40))",
    "insert into users (id, email, name, ssn) values (1, 'ann@x.org', 'ann', '111')",
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


def _flows(facts: Facts) -> set[str]:
    return {
        f"{f.source.relation.name}.{f.source.name}>{f.target.relation.name}.{f.target.name}"
        for f in facts.flows
    }


def _written(facts: Facts) -> set[str]:
    return {relation.name for relation in facts.writes}


def _function(name: str, body: str) -> str:
    return f"create function {name}() returns trigger language plpgsql as $$ {body} $$"


def _trigger(name: str, when: str, table: str) -> str:
    return f"create trigger {name} {when} on {table} for each row execute function {name}()"


POSTGRES = (
    *TABLES,
    _function("touch", "begin NEW.updated_at = now(); return NEW; end;"),
    _trigger("touch", "before insert or update", "users"),
    _function(
        "keep",
        """declare before text := 'x'; again int;
        begin
          if TG_OP = 'DELETE' then
            insert into audit values (OLD.id, OLD.email, 'gone');
            return OLD;
          elsif NEW.email is distinct from OLD.email then
            before := before || OLD.email;
            insert into audit (id, old_email, what) values (NEW.id, before, tg_op);
          else
            null;
          end if;
          return NEW;
        end""",
    ),
    _trigger("keep", "after update or delete", "users"),
    _function("dynamic", "begin execute 'select 1'; return new; end"),
    _trigger("dynamic", "before insert", "plain"),
    _function(
        "look",
        "begin select ssn into strict new.ssn from users where email = new.email; return new; end",
    ),
    _trigger("look", "before insert", "looked_up"),
    "create table counted (id int, n int)",
    _function("again", "begin update counted set n = n + 1 where id = new.id; return null; end"),
    _trigger("again", "after update", "counted"),
    "create table checked (id int)",
    _function(
        "positive",
        "begin if new.id < 0 then raise exception 'no % here', new.id using hint = 'more'; end if; return new; end",
    ),
    _trigger("positive", "before insert", "checked"),
    "create table parted (id int, note text) partition by list (id)",
    "create table part_one partition of parted for values in (1)",
    "create trigger dynamic before insert on part_one for each row execute function dynamic()",
    "create table ruled (id int)",
    "create rule also as on insert to ruled do also insert into audit values (1)",
    "create table stamped (id int, at timestamp)",
    "create extension moddatetime",
    "create trigger stamp before update on stamped for each row execute function moddatetime(at)",
    "create table off (id int)",
    "create trigger dynamic before insert on off for each row execute function dynamic()",
    "alter table off disable trigger dynamic",
)


@pytest.fixture(scope="module")
def postgres_catalog(postgres_module: servers.Database) -> Catalog:
    postgres_module.run(*POSTGRES)
    with psycopg.connect(postgres_module.dsn) as connection:
        return _read("postgres", connection.cursor())


@pytest.mark.parametrize(
    ("sql", "written", "flows"),
    [
        ("insert into users (id, name) values (2, 'b')", {"users"}, set()),
        ("copy users from stdin", {"users"}, set()),
        (
            "update users set name = 'x' where id = 1",
            {"users", "audit"},
            {"users.email>audit.old_email", "users.id>audit.id"},
        ),
        (
            "delete from users where id = 1",
            {"users", "audit"},
            {"users.email>audit.old_email", "users.id>audit.id"},
        ),
        (
            "insert into looked_up (email) values ('ann@x.org')",
            {"looked_up"},
            {"users.ssn>looked_up.ssn"},
        ),
        ("update counted set n = 2 where id = 1", {"counted"}, {"counted.n>counted.n"}),
        ("insert into checked values (1)", {"checked"}, set()),
        ("update stamped set id = 2 where id = 1", {"stamped"}, set()),
        ("insert into off values (1)", {"off"}, set()),
    ],
)
def test_postgres_what_a_trigger_copies_is_a_flow(
    sql: str, written: set[str], flows: set[str], postgres_catalog: Catalog
) -> None:
    facts = _facts(sql, "postgres", postgres_catalog)

    assert facts.conceded == ()
    assert _written(facts) == written
    assert _flows(facts) == flows
    assert not facts.unbounded


def test_postgres_a_write_that_fires_what_cannot_be_read_is_conceded(
    postgres_catalog: Catalog,
) -> None:
    for table in ("plain", "parted", "ruled"):
        facts = _facts(f"insert into {table} values (1)", "postgres", postgres_catalog)

        assert any("cannot be read" in why for why in facts.conceded)


def test_postgres_other_events_and_reading_do_not_fire(postgres_catalog: Catalog) -> None:
    for sql in (
        "update plain set note = 'x' where id = 1",
        "truncate plain",
        "select * from plain",
        "explain insert into plain values (1)",
    ):
        assert _facts(sql, "postgres", postgres_catalog).conceded == ()


def test_returning_shows_what_a_trigger_has_looked_up(
    postgres_catalog: Catalog, postgres_module: servers.Database
) -> None:
    sql = "insert into looked_up (email) values ('ann@x.org') returning ssn"

    facts = _facts(sql, "postgres", postgres_catalog)

    assert postgres_module.run(sql) == [("111",)]
    assert facts.outputs is not None
    assert "public.users.ssn" in {str(column) for column in facts.outputs[0].sources}


def test_conditions_of_a_trigger_are_not_the_callers_questions(postgres_catalog: Catalog) -> None:
    facts = _facts("update users set name = 'x' where id = 1", "postgres", postgres_catalog)

    assert {p.column.name for p in facts.predicates} == {"id"}
    assert "email" in {column.name for column in facts.columns_read}


def test_mariadb_triggers_are_read(mariadb: servers.Database) -> None:
    mariadb.run(
        *TABLES,
        "create trigger touch before update on users for each row"
        " set new.updated_at = now(), new.name = upper(new.name)",
        "create trigger keep after delete on users for each row begin"
        " declare v, w text default old.email;"
        " if v is not null then insert into audit values (old.id, v, 'd');"
        " else signal sqlstate '45000' set message_text = 'no'; end if; end",
        "create trigger looping before insert on plain for each row"
        " begin while new.id < 3 do set new.id = new.id + 1; end while; end",
    )
    with mariadb.connect() as connection, connection.cursor() as cursor:
        catalog = _read("mysql", cursor)

    update = _facts("update users set email = 'x' where id = 1", "mysql", catalog)
    delete = _facts("delete from users where id = 1", "mysql", catalog)
    assert update.conceded == delete.conceded == ()
    assert _written(update) == {"users"}
    assert _written(delete) == {"users", "audit"}
    assert "users.email>audit.old_email" in _flows(delete)
    assert _facts("insert into plain values (1, 'x')", "mysql", catalog).conceded


def test_duckdb_triggers_are_read() -> None:
    connection = duckdb.connect()
    for statement in (
        *(table.replace(" null)", ")") for table in TABLES),
        (
            "create trigger keep after insert on plain referencing new table as fresh for each statement"
            " insert into audit select id, note, 'x' from fresh"
        ),
        "create trigger remove after delete on users for each statement delete from looked_up",
    ):
        connection.execute(statement)
    catalog = _read("duckdb", connection)

    insert = _facts("insert into plain values (1, 'x')", "duckdb", catalog)
    delete = _facts("delete from users where id = 1", "duckdb", catalog)
    assert insert.conceded == delete.conceded == ()
    assert _written(insert) == {"plain", "audit"}
    assert _flows(insert) == {"plain.id>audit.id", "plain.note>audit.old_email"}
    assert _written(delete) == {"users", "looked_up"}
    assert not delete.unbounded
    assert _written(_facts("update plain set id = 1 where id = 2", "duckdb", catalog)) == {"plain"}
