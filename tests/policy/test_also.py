"""What a statement does beside its kind: REPLACE, ON CONFLICT, the branches of a MERGE, writes inside a WITH."""

from __future__ import annotations

import pytest

from guarded_db.policy.explain import explain

UPSERT = "insert into t (id, a) values (1, 2) on conflict (id) do update set a = 3"
STATEMENTS = [
    ("postgres", UPSERT, "update"),
    ("sqlite", "insert or replace into t values (1)", "delete"),
    ("mysql", "replace into t values (1)", "delete"),
    ("mysql", "insert into t (id) values (1) on duplicate key update a = 2", "update"),
    ("postgres", "with d as (delete from t where id = 1 returning *) select * from d", "delete"),
    ("postgres", "with d as (delete from t where id = 1 returning *) insert into t select * from d", "delete"),
    ("postgres", "merge into t using s on t.id = s.id when matched then delete", "delete"),
    ("postgres", "copy (update t set a = 1 where id = 1 returning id) to stdout", "update"),
    ("postgres", "explain analyze delete from t where id = 1", "delete"),
    ("sqlite", "update or replace t set id = 1 where id = 2", "delete"),
]  # fmt: skip


def _allowed(dialect: str, sql: str, default: str, effect: str, *actions: str) -> bool:
    rule = {"id": "r", "effect": effect, "actions": list(actions)}
    policy = {"version": 1, "name": "p", "default": default, "anonymous": "service"}
    return explain(sql, dialect=dialect, policy={**policy, "rules": [rule]}).allowed


@pytest.mark.parametrize(("dialect", "sql", "does"), STATEMENTS)
def test_a_rule_that_denies_a_way_of_writing_catches_it_under_any_kind(
    dialect: str, sql: str, does: str
) -> None:
    assert not _allowed(dialect, sql, "allow", "deny", does)
    assert _allowed(dialect, sql, "allow", "deny", "truncate")


@pytest.mark.parametrize(("dialect", "sql", "does"), STATEMENTS)
def test_an_allow_covers_every_way_of_writing(dialect: str, sql: str, does: str) -> None:
    assert _allowed(dialect, sql, "deny", "allow", "read", "copy", "explain", "write")
    if not sql.startswith(("replace", "merge")):
        assert not _allowed(dialect, sql, "deny", "allow", "read", "copy", "explain", "insert")


def test_naming_insert_and_update_opens_an_upsert_and_insert_alone_does_not() -> None:
    assert _allowed("postgres", UPSERT, "deny", "allow", "insert", "update")
    assert not _allowed("postgres", UPSERT, "deny", "allow", "insert")


def test_a_merge_without_a_deleting_branch_is_no_delete() -> None:
    sql = "merge into t using s on t.id = s.id when matched then update set a = 1"

    assert _allowed("postgres", sql, "allow", "deny", "delete")
    assert _allowed("postgres", sql, "deny", "allow", "read", "update")
