"""Properties: deny always wins, and nothing that is added to a policy opens what it should not."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from policy import cases
from policy.cases import decide, policy

from guarded_db.identity import Identity
from guarded_db.sql.facts import Facts

STRENGTH = {"allow": 0, "grant": 1, "approve": 2, "deny": 3}
BUILT_IN = {"default", "unknown", "anonymous", "dangerous", "system", "predicates", "flows"}


@settings(max_examples=150)
@given(cases.rule_lists, cases.settings, cases.facts(), cases.identities, st.randoms())
def test_the_order_of_rules_never_changes_the_effect(
    rules: list[dict[str, Any]], keys: dict[str, str], facts: Facts, who: Identity, random: Any
) -> None:
    numbered = cases.numbered(rules)
    shuffled = random.sample(numbered, len(numbered))

    first = decide(policy(rules=numbered, **keys), facts, who)
    second = decide(policy(rules=shuffled, **keys), facts, who)

    assert (first.effect, set(first.rules), first.rows) == (
        second.effect,
        set(second.rules),
        second.rows,
    )


@settings(max_examples=150)
@given(cases.rule_lists, cases.rule("deny"), cases.settings, cases.facts(), cases.identities)
def test_adding_a_deny_rule_never_opens_anything(
    rules: list[dict[str, Any]],
    added: dict[str, Any],
    keys: dict[str, str],
    facts: Facts,
    who: Identity,
) -> None:
    before = decide(policy(rules=cases.numbered(rules), **keys), facts, who)
    after = decide(policy(rules=cases.numbered([*rules, added]), **keys), facts, who)

    assert STRENGTH[after.effect] >= STRENGTH[before.effect]


@settings(max_examples=150)
@given(cases.rule_lists, cases.rule("allow"), cases.settings, cases.facts(), cases.identities)
def test_adding_an_allow_rule_never_lifts_a_rule_that_restricts(
    rules: list[dict[str, Any]],
    added: dict[str, Any],
    keys: dict[str, str],
    facts: Facts,
    who: Identity,
) -> None:
    before = decide(policy(rules=cases.numbered(rules), **keys), facts, who)
    after = decide(policy(rules=cases.numbered([*rules, added]), **keys), facts, who)

    if before.effect == "deny" and not BUILT_IN & set(before.rules):
        assert after.effect == "deny"
    if before.effect in ("approve", "grant"):
        assert after.effect == before.effect
    if before.effect == "allow":
        assert after.effect == "allow"


@settings(max_examples=150)
@given(cases.rule_lists, cases.settings, cases.facts(), cases.identities)
def test_a_deny_rule_for_everything_leaves_only_transaction_control(
    rules: list[dict[str, Any]], keys: dict[str, str], facts: Facts, who: Identity
) -> None:
    everything = {"effect": "deny"}

    decision = decide(policy(rules=cases.numbered([everything, *rules]), **keys), facts, who)

    assert decision.effect == "deny" or decision.rules == ("transaction",)


@settings(max_examples=100)
@given(cases.rule_lists, cases.settings, cases.facts(), cases.identities)
def test_an_observing_policy_refuses_and_masks_nothing_but_says_what_it_would_do(
    rules: list[dict[str, Any]], keys: dict[str, str], facts: Facts, who: Identity
) -> None:
    labels = {"email": ["*.email"]}
    real = decide(policy(rules=cases.numbered(rules), labels=labels, **keys), facts, who)
    observed = decide(
        policy(rules=cases.numbered(rules), labels=labels, extends=["observe"], **keys), facts, who
    )

    assert (observed.effect, observed.observed, observed.would) == ("allow", True, real.effect)
    assert (observed.masks, observed.mask_all, observed.rows) == ((), None, None)
