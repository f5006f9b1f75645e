"""Labels: what they match, how outputs are shown, what predicates and flows let out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from policy.cases import (
    APP,
    CARD,
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

from guarded_db.policy.decision import Decision, MaskSpec
from guarded_db.policy.policy import Policy
from guarded_db.sql.facts import Column, Facts, Flow, Output, Predicate, Relation

LABELS = {"email": ["*.email"], "card": ["payments.card_number"], "secret": ["users.*token*"]}
MASKS = {
    "email": {"kind": "partial", "keep": "domain"},
    "card": {"kind": "partial", "keep_last": 4},
}
PARTIAL = MaskSpec("email", "partial", (("keep", "domain"),))
TOKEN = Column(USERS, "api_token")


def labelled(**keys: Any) -> Policy:
    """A policy that allows everything, with labels."""
    return policy(**{"default": "allow", "labels": LABELS, "masks": MASKS, **keys})


def mask(column: Column, **keys: Any) -> MaskSpec | None:
    """The mask of one column selected directly."""
    masks = decide(labelled(**keys), select(column)).masks
    return masks[0] if masks else None


MATCHES = [
    ("users.email", Column(USERS, "email"), True),
    ("users.email", Column(USERS, "EMail"), True),
    ("Users.E*", Column(USERS, "email"), True),
    ("public.users.email", Column(USERS, "email"), True),
    ("audit.users.email", Column(USERS, "email"), False),
    ("audit.users.email", Column(Relation("", "users"), "email"), True),
    ("users.email", Column(USERS, "*"), True),
    ("orders.email", Column(USERS, "*"), False),
    ("*.e?ail", Column(ORDERS, "email"), True),
    ("*.email", Column(USERS, "emails"), False),
    ("shop.main.users.email", Column(Relation("shop.main", "users"), "email"), True),
    ("*.*.email", Column(Relation("", "x"), "email"), True),
    ("users.email", Column(Relation("", "*"), "*"), True),
    ("users.e[m]ail", Column(USERS, "email"), False),
]


@pytest.mark.parametrize(("pattern", "column", "matches"), MATCHES, ids=lambda v: str(v))
def test_a_label_protects_every_column_that_it_could_mean(
    pattern: str, column: Column, matches: bool
) -> None:
    rules = labelled(labels={"x": [pattern]}, masks={})

    decision = decide(rules, select(column))

    assert decision.labels == (frozenset({"x"}) if matches else frozenset())
    assert bool(decision.masks) is matches


def test_a_direct_column_gets_its_mask_and_one_without_a_mask_is_redacted() -> None:
    decision = decide(labelled(), select(EMAIL, NAME, TOKEN))

    assert decision.masks == (PARTIAL, None, MaskSpec("secret", "redact"))
    assert decision.labels == {"email", "secret"}
    assert decision.scrub


def test_nothing_labelled_means_no_masks_at_all() -> None:
    decision = decide(labelled(), select(NAME))

    assert (decision.masks, decision.mask_all, decision.labels) == ((), None, frozenset())


def test_a_direct_output_of_two_columns_keeps_a_mask_only_when_both_have_the_same() -> None:
    def union(*columns: Column) -> tuple[MaskSpec | None, ...]:
        output = Output("x", frozenset(columns), True)
        return decide(labelled(), select(*columns, outputs=(output,))).masks

    other = Column(ORDERS, "email")
    assert union(EMAIL, other) == (PARTIAL,)
    assert union(EMAIL, NAME) == (PARTIAL,)
    assert union(EMAIL, CARD) == (MaskSpec("card", "redact"),)


def test_a_derived_output_is_redacted_unless_it_only_counts() -> None:
    rules = labelled()

    assert decide(rules, select(EMAIL, direct=False, via=["lower"])).masks == (
        MaskSpec("email", "redact"),
    )
    assert decide(rules, select(EMAIL, direct=False)).masks == (MaskSpec("email", "redact"),)
    assert decide(rules, select(EMAIL, direct=False, via=["count", "max"])).masks != ()
    assert decide(rules, select(EMAIL, direct=False, via=["count"])).masks == ()


def test_a_column_that_is_not_known_is_redacted_and_not_partly_shown() -> None:
    assert mask(
        Column(USERS, "*"), labels={"email": ["*.email"]}, masks={"email": MASKS["email"]}
    ) == MaskSpec("email", "redact")


def test_a_scanned_column_is_redacted_as_a_whole() -> None:
    body = Column(Relation("public", "tickets"), "body")
    scan = [{"columns": ["tickets.body"], "detect": ["email", "card"]}]

    assert mask(body, scan=scan) == MaskSpec("card", "redact")
    assert mask(body, scan=[{"columns": ["tickets.body"], "detect": ["email"]}]) == MaskSpec(
        "email", "redact"
    )
    reveal = [{"labels": ["email", "card"], "to": {"kind": "service"}}]
    assert mask(body, scan=scan, reveal=reveal) is None
    assert (
        mask(body, scan=scan, reveal=[{"labels": ["email"], "to": {"kind": "service"}}]) is not None
    )


def test_a_label_is_revealed_to_those_named_with_their_purpose_and_never_without_identity() -> None:
    def shown(reveal: dict[str, Any]) -> list[bool]:
        rules = labelled(reveal=[reveal])
        return [decide(rules, select(EMAIL), who).masks == () for who in (JANE, APP, NOBODY)]

    assert shown({"labels": ["email"], "to": {"groups": ["support"]}}) == [True, False, False]
    assert shown({"labels": ["email"], "to": {"id": "*"}}) == [True, True, False]
    assert shown({"labels": ["email"], "to": {"id": "*"}, "purpose": "required"}) == [
        True,
        False,
        False,
    ]
    assert shown({"labels": ["email"], "to": {"id": "*"}, "purpose": ["INC-*"]}) == [
        False,
        False,
        False,
    ]
    assert shown({"labels": ["card"], "to": {"id": "*"}}) == [False, False, False]
    assert shown({"labels": ["*"], "to": {"id": "*"}}) == [True, True, False]


def test_a_revealed_label_still_counts_as_touched() -> None:
    rules = labelled(reveal=[{"labels": ["email"], "to": {"kind": "human"}}])

    assert decide(rules, select(EMAIL), JANE).labels == {"email"}


def test_a_column_with_two_labels_is_shown_by_the_mask_of_the_hidden_one() -> None:
    labels = {"email": ["*.email"], "secret": ["users.email"]}
    reveal = [{"labels": ["secret"], "to": {"kind": "human"}}]
    rules = policy(default="allow", labels=labels, masks={"email": MASKS["email"]}, reveal=reveal)

    assert decide(rules, select(EMAIL), JANE).masks == (PARTIAL,)
    assert decide(rules, select(EMAIL), APP).masks == (MaskSpec("email", "redact"),)


def test_when_outputs_are_not_known_every_column_is_masked() -> None:
    unknown = select(EMAIL, NAME, outputs=None)

    assert decide(labelled(), select(NAME, outputs=None)).mask_all is None
    assert decide(labelled(), unknown).mask_all == MaskSpec("email", "null")
    assert decide(labelled(labels={"card": LABELS["card"]}, masks={}), unknown).mask_all is None
    nowhere = Facts("call", frozenset(), outputs=None)
    assert decide(labelled(), nowhere).mask_all == MaskSpec("card", "null")
    assert decide(labelled(labels={}, masks={}), nowhere).mask_all is None


def test_a_statement_for_approval_that_was_not_understood_shows_nothing() -> None:
    decision = decide(labelled(unknown="approve"), conceded(), JANE)

    assert (decision.effect, decision.mask_all) == ("approve", MaskSpec("card", "null"))
    assert decision.labels == {"email", "card", "secret"}


USES = [
    ("equality", "where", {"deny": False, "equality": True, "allow": True}),
    ("join", "join", {"deny": False, "equality": True, "allow": True}),
    ("other", "where", {"deny": False, "equality": False, "allow": True}),
    ("other", "order by", {"deny": False, "equality": False, "allow": True}),
    ("equality", "group by", {"deny": False, "equality": False, "allow": True}),
    ("equality", "distinct", {"deny": False, "equality": False, "allow": True}),
]


@pytest.mark.parametrize("level", ["deny", "equality", "allow"])
@pytest.mark.parametrize(("how", "clause", "permitted"), USES)
def test_a_predicate_on_a_hidden_column_is_governed_by_its_level(
    level: str, how: str, clause: str, permitted: dict[str, bool]
) -> None:
    facts = select(NAME, predicates=(Predicate(EMAIL, how, clause),))

    decision = decide(labelled(predicates=level), facts)

    assert decision.effect == ("allow" if permitted[level] else "deny")
    if not permitted[level]:
        assert decision.rules == ("predicates",)
        assert decision.trigger == f"column `public.users.email` in {clause.upper()}"
        assert decision.labels == {"email"}


def test_a_predicate_on_a_revealed_or_plain_column_is_free() -> None:
    like = Predicate(EMAIL, "other", "where")
    rules = labelled(reveal=[{"labels": ["email"], "to": {"kind": "human"}}], predicates="deny")

    assert decide(rules, select(NAME, predicates=(like,)), JANE).effect == "allow"
    assert decide(rules, select(NAME, predicates=(like,)), APP).effect == "deny"
    plain = Predicate(NAME, "other", "where")
    assert decide(rules, select(NAME, predicates=(plain,)), APP).effect == "allow"


def test_a_predicate_on_a_column_that_is_not_known_may_be_the_labelled_one() -> None:
    facts = select(NAME, predicates=(Predicate(Column(USERS, "*"), "other", "where"),))

    assert decide(labelled(), facts).rules == ("predicates",)


def flow(source: Column, target: Column, **keys: Any) -> Decision:
    """Copy `source` into `target`."""
    facts = write(
        "insert",
        target.relation,
        reads=frozenset({source.relation}),
        columns_read=frozenset({source}),
        columns_written=frozenset({target}),
        flows=(Flow(source, target),),
    )
    return decide(labelled(**keys), facts, JANE)


def test_a_labelled_column_flows_only_to_a_place_that_certainly_carries_its_label() -> None:
    assert flow(EMAIL, Column(ORDERS, "note")).rules == ("flows",)
    assert flow(EMAIL, Column(ORDERS, "note")).trigger == "column `public.users.email`"
    assert flow(EMAIL, Column(ORDERS, "email")).effect == "allow"
    assert flow(NAME, Column(ORDERS, "note")).effect == "allow"
    assert flow(EMAIL, Column(ORDERS, "*")).rules == ("flows",)
    assert flow(CARD, Column(ORDERS, "email")).rules == ("flows",)
    assert flow(EMAIL, Column(ORDERS, "note"), flows="allow").effect == "allow"
    schema = {"email": ["*.email", "safe.t.c"]}
    assert flow(EMAIL, Column(Relation("", "t"), "c"), labels=schema, masks={}).rules == ("flows",)
    assert (
        flow(EMAIL, Column(Relation("safe", "t"), "c"), labels=schema, masks={}).effect == "allow"
    )


def test_a_flow_is_refused_also_to_those_who_see_the_label() -> None:
    reveal = [{"labels": ["email"], "to": {"kind": "human"}}]

    assert flow(EMAIL, Column(ORDERS, "note"), reveal=reveal).rules == ("flows",)


def test_writing_a_labelled_column_is_no_flow_but_it_is_touched() -> None:
    facts = write("update", USERS, columns_written=frozenset({EMAIL}))

    decision = decide(labelled(), facts)

    assert (decision.effect, decision.labels) == ("allow", frozenset({"email"}))


def test_a_deny_rule_is_told_before_labels_are() -> None:
    facts = select(NAME, predicates=(Predicate(EMAIL, "other", "where"),))
    rules = labelled(rules=[{"id": "d", "effect": "deny"}])

    assert decide(rules, facts).rules == ("d",)
    assert decide(rules, facts).labels == {"email"}


def test_what_a_policy_remembers_of_columns_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guarded_db.policy.labels.CACHE_ENTRIES", 10)
    rules = labelled()

    for number in range(50):
        assert decide(rules, select(Column(USERS, f"c{number}"))).masks == ()

    assert len(rules._labels._seen) <= 10
    assert decide(rules, replace(select(EMAIL))).masks == (PARTIAL,)


def test_a_label_reaches_an_ordinary_catalog_only_when_it_writes_its_name() -> None:
    column = Column(Relation("pg_catalog", "pg_roles"), "*")

    assert mask(column, labels={"email": ["*.*"]}, masks={}) is None
    assert mask(column, labels={"email": ["pg_roles.rolpassword"]}, masks={}) is not None
