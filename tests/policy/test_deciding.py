"""Deciding: which rule speaks for which statement, identity and moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from policy.cases import (
    APP,
    BOT,
    EMAIL,
    JANE,
    NAME,
    NOBODY,
    ORDERS,
    USERS,
    conceded,
    decide,
    policy,
    select,
    write,
)

from guarded_db.identity import Identity
from guarded_db.policy.decision import Decision
from guarded_db.policy.policy import Policy
from guarded_db.sql.facts import Column, Facts, Relation

SELECT_1 = Facts("select", frozenset({"read"}), outputs=())


def allow(**keys: object) -> Policy:
    """A policy that denies but for one allow rule."""
    return policy(rules=[{"id": "a", "effect": "allow", **keys}])


def deny(**keys: object) -> Policy:
    """A policy that allows but for one deny rule."""
    return policy(default="allow", rules=[{"id": "d", "effect": "deny", **keys}])


def effects(rules: Policy, *statements: Facts) -> list[str]:
    """The effects for the service `app`."""
    return [decide(rules, facts).effect for facts in statements]


def test_without_a_rule_the_default_speaks_and_it_is_deny_when_not_given() -> None:
    assert decide(policy(default="allow"), select(NAME)) == Decision(
        "allow", ("default",), policy=policy(default="allow").digest
    )
    assert decide(policy(), select(NAME)).rules == ("default",)
    assert decide(policy(), select(NAME)).effect == "deny"


def test_deny_beats_approve_beats_grant_beats_allow() -> None:
    rules = [{"id": e, "effect": e} for e in ("allow", "grant", "approve", "deny")]

    found = [decide(policy(rules=rules[:n]), select(NAME)) for n in (1, 2, 3, 4)]

    assert [d.effect for d in found] == ["allow", "grant", "approve", "deny"]
    assert [d.rules for d in found] == [("allow",), ("grant",), ("approve",), ("deny",)]


def test_an_allow_rule_must_cover_every_table_and_a_deny_rule_needs_one() -> None:
    join = replace(select(NAME), reads=frozenset({USERS, ORDERS}))

    assert effects(allow(tables=["users"]), select(NAME), join) == ["allow", "deny"]
    assert effects(allow(tables=["public.*"]), join) == ["allow"]
    assert effects(deny(tables=["orders"]), select(NAME), join) == ["allow", "deny"]


def test_allow_rules_may_cover_a_statement_together() -> None:
    copy_rows = write("insert", reads=frozenset({USERS}))
    rules = [
        {"id": "r", "effect": "allow", "actions": ["read"], "tables": ["users"]},
        {"id": "w", "effect": "allow", "actions": ["insert"], "tables": ["orders"]},
    ]

    assert decide(policy(rules=rules), copy_rows).rules == ("r", "w")
    assert effects(policy(rules=rules[:1]), copy_rows) == ["deny"]
    assert effects(policy(rules=rules[1:]), copy_rows) == ["deny"]


def test_a_table_pattern_with_a_schema_opens_only_that_schema() -> None:
    elsewhere, unknown = Relation("audit", "users"), Relation("", "users")

    for relation in (elsewhere, unknown):
        facts = select(Column(relation, "name"))
        assert effects(allow(tables=["public.users"]), facts) == ["deny"]
    # A schema that is not known could be the forbidden one.
    assert effects(deny(tables=["public.users"]), select(Column(elsewhere, "n"))) == ["allow"]
    assert effects(deny(tables=["public.users"]), select(Column(unknown, "n"))) == ["deny"]


def test_tables_compare_without_regard_to_case() -> None:
    assert effects(deny(tables=["PUBLIC.Users"]), select(NAME)) == ["deny"]


GROUPS = {
    "read": ["select", "copy-out", "explain"],
    "write": ["insert", "update", "delete", "merge", "replace", "truncate", "copy-in"],
    "ddl": ["create", "alter", "drop", "rename"],
    "admin": ["vacuum", "pragma"],
}


def statement(kind: str) -> Facts:
    """A statement of the kind on `orders`."""
    if kind in ("select", "copy-out", "explain"):
        return replace(select(Column(ORDERS, "id")), kind=kind.partition("-")[0])
    if kind in ("vacuum", "pragma"):
        return Facts(kind, frozenset({"maintenance"} if kind == "vacuum" else ()))
    return write(
        "copy" if kind == "copy-in" else kind, columns_written=frozenset({Column(ORDERS, "id")})
    )


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_of_actions_means_its_statements_and_no_other(group: str) -> None:
    for other, kinds in GROUPS.items():
        for kind in kinds:
            facts = statement(kind)
            assert decide(allow(actions=[group]), facts).effect == (
                "allow" if group == other else "deny"
            ), kind
            assert decide(deny(actions=[group]), facts).effect == (
                "deny" if group == other else "allow"
            ), kind


def test_a_statement_that_may_do_several_things_needs_all_of_them() -> None:
    merge = write("merge")

    assert effects(allow(actions=["insert", "update"]), merge) == ["deny"]
    assert effects(allow(actions=["insert", "update", "delete"]), merge) == ["allow"]
    assert effects(allow(actions=["merge"]), merge) == ["allow"]
    assert effects(deny(actions=["delete"]), merge) == ["deny"]


def test_a_procedure_may_do_anything_so_every_deny_catches_it_and_only_its_own_word_opens_it() -> (
    None
):
    call = Facts("call", frozenset())

    assert effects(deny(actions=["drop"]), call) == ["deny"]
    assert effects(allow(actions=["read", "write", "ddl", "admin"]), call) == ["deny"]
    assert effects(allow(actions=["call"]), call) == ["allow"]


def test_an_explain_that_writes_is_a_write() -> None:
    analyze = Facts("explain", frozenset({"read", "write"}), writes=frozenset({ORDERS}))

    assert effects(deny(actions=["delete"]), analyze) == ["deny"]
    assert effects(allow(actions=["read"]), analyze) == ["deny"]


def test_a_select_without_tables_is_allowed_where_some_read_is() -> None:
    assert effects(allow(actions=["read"], tables=["orders"]), SELECT_1) == ["allow"]
    assert effects(allow(actions=["insert"], tables=["orders"]), SELECT_1) == ["deny"]


def test_a_write_that_names_no_table_needs_a_rule_for_all_tables() -> None:
    facts = Facts("create", frozenset({"ddl"}))

    assert effects(allow(actions=["ddl"], tables=["orders"]), facts) == ["deny"]
    assert effects(allow(actions=["ddl"]), facts) == ["allow"]


@pytest.mark.parametrize(
    "kind", ["begin", "commit", "rollback", "savepoint", "release", "show", "empty"]
)
def test_transaction_control_is_always_allowed_but_not_without_identity_where_that_is_denied(
    kind: str,
) -> None:
    facts = Facts(kind, frozenset({"transaction"}))

    assert decide(policy(), facts).rules == ("transaction",)
    assert decide(policy(anonymous="deny"), facts, NOBODY).rules == ("anonymous",)


DANGEROUS = [
    "file",
    "program",
    "network",
    "lexing",
    "role",
    "replication",
    "extension",
    "privilege",
]


@pytest.mark.parametrize("effect", DANGEROUS)
def test_a_dangerous_effect_is_refused_unless_a_rule_names_it(effect: str) -> None:
    facts = Facts("select", frozenset({"read", effect}), functions=frozenset({"f"}))

    assert decide(policy(default="allow"), facts).rules == ("dangerous",)
    assert decide(allow(actions=["any", "admin", "read"]), facts).rules == ("dangerous",)
    assert decide(allow(actions=["read", effect]), facts).effect == "allow"
    assert decide(allow(actions=["read", effect], tables=["orders"]), facts).effect == "deny"
    assert decide(allow(actions=["read", effect], functions=["g"]), facts).effect == "deny"


def test_naming_the_file_effect_of_a_copy_opens_it_for_the_named_table_only() -> None:
    load_file = Facts("copy", frozenset({"write", "file"}), writes=frozenset({ORDERS}))

    assert effects(allow(actions=["copy"]), load_file) == ["deny"]
    assert effects(allow(actions=["copy", "file"], tables=["orders"]), load_file) == ["allow"]
    assert effects(allow(actions=["copy", "file"], tables=["users"]), load_file) == ["deny"]


@pytest.mark.parametrize(
    "relation",
    [
        Relation("pg_catalog", "pg_authid"),
        Relation("pg_catalog", "pg_stats"),
        Relation("mysql", "user"),
        Relation("information_schema", "processlist"),
        Relation("performance_schema", "events_statements_history"),
        Relation("", "sqlite_stat4"),
        Relation("main", "sqlite_dbpage"),
        Relation("", "duckdb_secrets"),
        Relation("pg_toast", "pg_toast_16384"),
    ],
    ids=str,
)
def test_a_sensitive_system_relation_needs_a_rule_that_writes_its_name(relation: Relation) -> None:
    facts = select(Column(relation, "*"))

    assert decide(policy(default="allow"), facts).rules == ("system",)
    assert decide(allow(tables=["*"]), facts).rules == ("system",)
    assert decide(allow(tables=["*.*"]), facts).rules == ("system",)
    assert decide(allow(tables=[relation.name]), facts).effect == "allow"


@pytest.mark.parametrize(
    "relation",
    [
        Relation("pg_catalog", "pg_class"),
        Relation("information_schema", "columns"),
        Relation("", "sqlite_master"),
        Relation("main", "sqlite_schema"),
        Relation("", "duckdb_tables"),
    ],
    ids=str,
)
def test_an_ordinary_catalog_is_readable_where_some_read_is_allowed_and_never_writable(
    relation: Relation,
) -> None:
    read = select(Column(relation, "*"))

    assert effects(allow(actions=["read"], tables=["orders"]), read) == ["allow"]
    assert effects(allow(actions=["insert"]), read) == ["deny"]
    assert decide(policy(default="allow"), write("update", relation)).rules == ("system",)


@pytest.mark.parametrize("schema", ["public", "main"])
def test_a_table_that_only_looks_like_a_catalog_is_not_one(schema: str) -> None:
    facts = select(Column(Relation(schema, "pg_salaries"), "amount"))

    assert effects(allow(tables=["orders"]), facts) == ["deny"]
    other = select(Column(Relation(schema, "duckdb_users"), "email"))
    assert effects(allow(tables=["orders"]), other) == ["deny"]


def test_unbounded_concerns_only_statements_without_a_where() -> None:
    rules = deny(actions=["update", "delete"], unbounded=True)

    assert effects(rules, write("delete", unbounded=True), write("delete")) == ["deny", "allow"]
    assert effects(deny(unbounded=False, actions=["delete"]), write("delete", unbounded=True)) == [
        "allow"
    ]


def test_a_rule_that_counts_rows_applies_as_if_they_were_too_many() -> None:
    rules = policy(
        default="allow", rules=[{"id": "big", "effect": "approve", "affects_more_than": 100}]
    )

    assert effects(rules, write("update"), select(NAME), SELECT_1) == ["approve", "allow", "allow"]


def test_columns_of_a_deny_rule_need_one_hit_and_those_of_an_allow_rule_all() -> None:
    both = select(NAME, EMAIL)
    star = select(Column(USERS, "*"))
    count = replace(SELECT_1, reads=frozenset({USERS}))

    assert effects(deny(columns=["users.email"]), select(NAME), both, star) == [
        "allow",
        "deny",
        "deny",
    ]
    assert effects(allow(columns=["users.name"]), select(NAME), both, star) == [
        "allow",
        "deny",
        "deny",
    ]
    assert effects(allow(columns=["users.*"]), star, count) == ["allow", "allow"]
    assert effects(
        allow(columns=["users.name"]), write("delete", USERS), write("update", USERS)
    ) == ["deny", "deny"]
    assert effects(
        allow(columns=["users.name"]), write("update", USERS, columns_written=frozenset({NAME}))
    ) == ["allow"]


def test_functions_of_a_deny_rule_need_one_hit_and_those_of_an_allow_rule_all() -> None:
    def calls(*names: str) -> Facts:
        return select(NAME, functions=frozenset(names))

    assert effects(
        deny(functions=["pg_sleep*"]), calls("lower"), calls("lower", "pg_sleep_for")
    ) == ["allow", "deny"]
    assert effects(
        allow(functions=["lower"]), calls("lower"), calls("lower", "upper"), calls()
    ) == ["allow", "deny", "allow"]
    asks = policy(default="deny", rules=[{"id": "p", "effect": "approve", "functions": ["lower"]}])
    assert effects(asks, calls("lower"), calls("lower", "upper")) == ["approve", "deny"]


def test_the_smallest_row_limit_of_the_rules_that_speak_wins() -> None:
    rules = policy(
        rules=[
            {"id": "a", "effect": "allow", "actions": ["read"], "limits": {"rows": 100}},
            {"id": "b", "effect": "allow", "tables": ["users"], "limits": {"rows": 10}},
            {"id": "c", "effect": "allow", "tables": ["orders"], "limits": {"rows": 1}},
        ]
    )

    assert decide(rules, select(NAME)).rows == 10
    assert decide(rules, SELECT_1).rows == 100
    assert decide(policy(default="allow"), select(NAME)).rows is None


WHO = [
    ({"kind": "agent"}, [BOT]),
    ({"kind": ["agent", "human"]}, [BOT, JANE]),
    ({"id": "service:*"}, [APP, NOBODY]),
    ({"id": ["user:jane@example.com", "agent:?opilot"]}, [JANE, BOT]),
    ({"id": "SERVICE:*"}, []),
    ({"id": "agent:[a-z]*"}, []),
    ({"groups": ["sup*", "dba"]}, [JANE]),
    ({"on_behalf_of": {"groups": "support"}}, [BOT]),
    ({"on_behalf_of": {"kind": "human"}, "kind": "service"}, []),
    ({"verified": True}, []),
    ({"verified": False}, [APP, BOT, JANE, NOBODY]),
]


@pytest.mark.parametrize(("who", "matched"), WHO, ids=lambda value: str(value)[:40])
def test_who_matches_every_given_key(who: dict[str, object], matched: list[Identity]) -> None:
    rules = allow(who=who)

    found = [
        i for i in (APP, BOT, JANE, NOBODY) if decide(rules, select(NAME), i).effect == "allow"
    ]

    assert sorted(i.id for i in found) == sorted(i.id for i in matched)


def test_who_on_behalf_of_matches_anyone_behind_the_actor_but_not_the_actor() -> None:
    far = Identity("service:tool", on_behalf_of=BOT)
    rules = allow(who={"on_behalf_of": {"id": "user:jane*"}})

    assert [decide(rules, select(NAME), who).effect for who in (far, BOT, JANE)] == [
        "allow",
        "allow",
        "deny",
    ]


def test_a_purpose_can_be_required_or_matched() -> None:
    other = replace(JANE, purpose="because")

    required = allow(when={"purpose": "required"})
    ticket = allow(when={"purpose": ["SUP-*", "INC-*"]})

    assert [decide(required, select(NAME), w).effect for w in (JANE, other, APP)] == [
        "allow",
        "allow",
        "deny",
    ]
    assert [decide(ticket, select(NAME), w).effect for w in (JANE, other, APP)] == [
        "allow",
        "deny",
        "deny",
    ]


def test_a_rule_for_another_environment_is_silent() -> None:
    rules = [{"id": "d", "effect": "deny", "when": {"environment": ["prod*"]}}]

    assert effects(policy(default="allow", environment="production", rules=rules), SELECT_1) == [
        "deny"
    ]
    assert effects(policy(default="allow", environment="test", rules=rules), SELECT_1) == ["allow"]


MOMENTS = [
    # when, UTC moment (2026-01-05 is a Monday), does it match
    ({"hours": "09:00-17:00"}, (5, 9, 0), True),
    ({"hours": "09:00-17:00"}, (5, 8, 59), False),
    ({"hours": "09:00-17:00"}, (5, 17, 0), False),
    ({"hours": "09:00-17:00", "timezone": "Europe/Berlin"}, (5, 8, 0), True),
    ({"hours": "09:00-17:00", "timezone": "Europe/Berlin"}, (5, 16, 0), False),
    ({"hours": ["06:00-07:00", "20:00-24:00"]}, (5, 23, 59), True),
    ({"hours": ["06:00-07:00", "20:00-24:00"]}, (5, 12, 0), False),
    ({"days": ["mon-fri"]}, (9, 12, 0), True),
    ({"days": ["mon-fri"]}, (10, 12, 0), False),
    ({"days": ["sat-mon"]}, (5, 12, 0), True),
    ({"days": ["sat", "sun"]}, (11, 0, 0), True),
    ({"hours": "22:00-06:00", "days": "fri"}, (9, 23, 0), True),
    ({"hours": "22:00-06:00", "days": "fri"}, (10, 5, 59), True),
    ({"hours": "22:00-06:00", "days": "fri"}, (9, 5, 0), False),
    ({"hours": "22:00-06:00", "days": "fri"}, (10, 6, 0), False),
    ({"days": ["mon"], "timezone": "Pacific/Auckland"}, (4, 12, 0), True),
]


@pytest.mark.parametrize(("when", "moment", "matches"), MOMENTS)
def test_hours_and_days_are_those_of_the_time_zone(
    when: dict[str, object], moment: tuple[int, int, int], matches: bool
) -> None:
    now = datetime(2026, 1, *moment, tzinfo=UTC)

    decision = decide(deny(when=when), select(NAME), now=now)

    assert decision.effect == ("deny" if matches else "allow")
    assert not decision.cacheable


def test_a_decision_is_cacheable_when_no_rule_that_concerns_it_looks_at_the_clock() -> None:
    rules = deny(who={"kind": "agent"}, when={"days": ["mon"]})

    assert decide(rules, select(NAME), APP).cacheable
    assert not decide(rules, select(NAME), BOT).cacheable


@pytest.mark.parametrize("effect", ["allow", "deny", "approve"])
def test_a_rule_that_cannot_be_evaluated_denies(
    effect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = policy(
        default="allow", rules=[{"id": "clock", "effect": effect, "when": {"days": ["mon"]}}]
    )
    naive = datetime(2026, 1, 5)  # the mistake that is meant

    class Broken(datetime):
        def astimezone(self, tz: object = None) -> datetime:
            raise OSError("no zone data")

    broken = Broken(2026, 1, 5, tzinfo=UTC)
    decision = decide(rules, select(NAME), now=broken)

    assert (decision.effect, decision.rules, decision.cacheable) == ("deny", ("clock",), False)
    assert decide(rules, select(NAME), now=naive).effect in ("allow", "deny", "approve")


def test_what_was_not_understood_is_refused_or_sent_to_a_person_as_the_policy_says() -> None:
    assert decide(policy(default="allow"), conceded()).rules == ("unknown",)
    assert decide(policy(default="allow"), conceded()).effect == "deny"
    asks = policy(default="allow", unknown="approve")
    assert decide(asks, conceded(), JANE).effect == "approve"
    assert decide(asks, replace(conceded(), effects=frozenset({"file"})), JANE).rules == (
        "dangerous",
    )


def test_a_deny_rule_for_everybody_catches_what_was_not_understood() -> None:
    rules = policy(default="allow", unknown="approve", rules=[{"id": "freeze", "effect": "deny"}])

    assert decide(rules, conceded()).rules == ("freeze",)


def test_a_call_without_identity_never_gets_an_approval_or_a_grant() -> None:
    for effect in ("approve", "grant"):
        rules = policy(default="allow", rules=[{"id": "ask", "effect": effect}])

        decision = decide(rules, select(NAME), NOBODY)

        assert (decision.effect, decision.rules) == ("deny", ("anonymous", "ask"))


def test_a_restriction_holds_although_another_rule_allows_the_same() -> None:
    rules = policy(
        rules=[
            {"id": "all", "effect": "allow"},
            {
                "id": "ask",
                "effect": "approve",
                "tables": ["users"],
                "approvers": {"groups": ["dba"]},
            },
        ]
    )

    decision = decide(rules, select(NAME))

    assert (decision.effect, decision.rules) == ("approve", ("ask",))
    assert decision.approvers == "someone in `dba`"
    assert effects(rules, select(Column(ORDERS, "id"))) == ["allow"]


def test_an_approve_rule_opens_only_what_it_covers() -> None:
    rules = policy(rules=[{"id": "ask", "effect": "approve", "tables": ["users"]}])
    join = replace(select(NAME), reads=frozenset({USERS, ORDERS}))

    assert effects(rules, select(NAME), join) == ["approve", "deny"]


def test_a_policy_shows_its_state_in_its_repr() -> None:
    assert repr(policy(name="p")).startswith("Policy('p', 0 rules, digest=")
