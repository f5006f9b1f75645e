"""Real statements, read by `guarded_db.sql`, decided by the packs: the two rooms agree on words."""

from __future__ import annotations

import json

import pytest
from policy.cases import APP, BOT

from guarded_db.policy.actions import ACTIONS, TRANSACTION
from guarded_db.policy.explain import Explanation, explain
from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.facts import Relation

SCHEMA = {"postgres": "public", "mysql": "shop", "sqlite": "main", "duckdb": "main"}


def asked(
    sql: str, dialect: str = "postgres", policy: object = None, who: object = APP
) -> Explanation:
    """The explanation of a statement on a small shop."""
    schema = SCHEMA[dialect]
    infos = [
        RelationInfo(Relation(schema, "users"), "table", ("id", "name", "email")),
        RelationInfo(Relation(schema, "orders"), "table", ("id", "user_id", "note")),
        RelationInfo(
            Relation(schema, "v"), "view", ("id", "mail_of"), "SELECT id, email FROM users"
        ),
    ]
    catalog = Catalog({(i.relation.schema, i.relation.name): i for i in infos}, (schema,), dialect)
    return explain(sql, dialect=dialect, policy=policy, identity=who, catalog=catalog)  # type: ignore[arg-type]


def said(*args: object, **keys: object) -> tuple[str, str]:
    """Effect and first rule of the only statement."""
    (decision,) = asked(*args, **keys).decisions  # type: ignore[arg-type]
    return decision.effect, decision.rules[0]


REFUSED = [
    # dialect, statement, rule of the default policy, an accepted correction
    ("postgres", "DELETE FROM orders", "writes-name-their-rows", "DELETE FROM orders WHERE id = 1"),
    (
        "sqlite",
        "UPDATE orders SET note = 'x' WHERE 1=1",
        "writes-name-their-rows",
        "UPDATE orders SET note = 'x' WHERE id = 2",
    ),
    ("mysql", "TRUNCATE TABLE orders", "no-truncate", "DELETE FROM orders WHERE id IN (1, 2)"),
    ("duckdb", "DROP TABLE orders", "no-drop", "SELECT * FROM orders"),
    (
        "postgres",
        "SELECT name FROM users WHERE email LIKE 'a%'",
        "predicates",
        "SELECT name FROM users WHERE email = 'a@b.c'",
    ),
    (
        "sqlite",
        "SELECT name FROM users ORDER BY email",
        "predicates",
        "SELECT name FROM users ORDER BY name",
    ),
    (
        "mysql",
        "INSERT INTO orders (note) SELECT email FROM users",
        "flows",
        "INSERT INTO orders (note) SELECT name FROM users",
    ),
    ("postgres", "COPY users TO '/tmp/x'", "dangerous", "COPY users TO STDOUT"),
    ("postgres", "SELECT pg_read_file('x')", "dangerous", "SELECT lower('x')"),
    ("postgres", "SET ROLE admin", "dangerous", "SET search_path = public"),
    ("postgres", "SELECT * FROM pg_stats", "system", "SELECT * FROM information_schema.columns"),
    ("postgres", "GRANT SELECT ON users TO x", "dangerous", "SELECT id FROM users"),
    ("postgres", "SELECT * FROM nope", "unknown", "SELECT * FROM users"),
    ("postgres", "CALL p()", "unknown", "SELECT 1"),
    ("sqlite", "ATTACH 'x' AS y", "dangerous", "PRAGMA table_info(users)"),
    (
        "postgres",
        "EXPLAIN ANALYZE DELETE FROM users",
        "writes-name-their-rows",
        "EXPLAIN ANALYZE DELETE FROM users WHERE id = 1",
    ),
]


@pytest.mark.parametrize(("dialect", "sql", "rule", "correction"), REFUSED)
def test_a_refusal_names_its_rule_and_the_correction_it_teaches_passes(
    dialect: str, sql: str, rule: str, correction: str
) -> None:
    assert said(sql, dialect) == ("deny", rule)
    assert said(correction, dialect)[0] == "allow"


METADATA = [
    ("postgres", "SELECT * FROM pg_catalog.pg_class"),
    ("postgres", "SELECT * FROM information_schema.columns"),
    ("mysql", "SHOW CREATE TABLE users"),
    ("mysql", "SHOW TABLES"),
    ("mysql", "DESCRIBE users"),
    ("sqlite", "PRAGMA table_info(users)"),
    ("sqlite", "SELECT * FROM pragma_table_info('users')"),
    ("sqlite", "SELECT name, sql FROM sqlite_master"),
    ("duckdb", "SELECT * FROM duckdb_tables()"),
]


@pytest.mark.parametrize(("dialect", "sql"), METADATA)
def test_what_frameworks_read_to_reflect_a_schema_is_not_masked(dialect: str, sql: str) -> None:
    for policy in (None, {"version": 1, "extends": ["read-only", "pii"]}):
        (decision,) = asked(sql, dialect, policy).decisions
        assert (decision.effect, decision.masks, decision.mask_all) == ("allow", (), None)


def test_values_reach_nobody_through_statistics_of_a_labelled_table() -> None:
    (decision,) = asked("SUMMARIZE users", "duckdb").decisions

    # all but the names and types of the columns
    assert [mask is not None for mask in decision.masks] == [False] * 2 + [True] * 10


def test_a_view_keeps_the_labels_of_the_columns_behind_it() -> None:
    (decision,) = asked("SELECT mail_of FROM v").decisions

    assert [mask and mask.label for mask in decision.masks] == ["email"]


KINDS = """SELECT 1;INSERT INTO orders(id) VALUES (1);UPDATE orders SET note='x' WHERE id=1;DELETE FROM orders WHERE id=1;
TRUNCATE orders;CREATE TABLE x(id int);ALTER TABLE users ADD c int;DROP TABLE users;COMMENT ON TABLE users IS 'x';
REFRESH MATERIALIZED VIEW v;COPY users TO STDOUT;EXPLAIN SELECT 1;SHOW search_path;SET search_path=x;RESET ALL;
DISCARD ALL;PREPARE p AS SELECT 1;EXECUTE p;DEALLOCATE p;DECLARE c CURSOR FOR SELECT 1;FETCH 1 FROM c;CLOSE c;LISTEN x;
NOTIFY x;LOCK TABLE users;VACUUM;ANALYZE;CALL p();GRANT SELECT ON users TO x;REVOKE SELECT ON users FROM x;BEGIN;
COMMIT;ROLLBACK;SAVEPOINT a;RELEASE a""".replace("\n", "").split(";")


@pytest.mark.parametrize("sql", KINDS)
def test_every_kind_of_statement_has_its_word_in_actions(sql: str) -> None:
    (facts,) = asked(sql).statements

    assert facts.kind in ACTIONS | TRANSACTION


def test_an_explanation_is_readable_and_json_without_literals() -> None:
    found = asked("SELECT email FROM users WHERE id = 4711; DROP TABLE users", who=BOT)

    assert not found.allowed
    assert "masks email (email: partial)" in str(found)
    assert "refused by rules `agents-keep-the-schema`, `no-drop`" in str(found)
    assert "4711" not in str(found) + json.dumps(found.to_dict())
    assert [s["decision"]["effect"] for s in found.to_dict()["statements"]] == ["allow", "deny"]


def test_explaining_without_identity_uses_the_current_one_else_nobody() -> None:
    from guarded_db.identity import identity

    with identity("agent:x"):
        inside = explain("SELECT 1", dialect="sqlite", policy="read-only")
    outside = explain("SELECT 1", dialect="sqlite", policy="read-only")

    assert (inside.decisions[0].effect, outside.decisions[0].rules) == ("allow", ("anonymous",))
