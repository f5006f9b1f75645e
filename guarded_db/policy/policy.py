"""The compiled policy and how it decides: deny beats approve beats grant beats allow, `default` comes last.

A policy knows facts and identities, never a syntax tree, a driver or a clock of its own. It holds nothing of
pydantic once it is compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal, cast

from guarded_db.dbapi import Target
from guarded_db.identity import Identity
from guarded_db.policy import teach
from guarded_db.policy.actions import Need, needs
from guarded_db.policy.circumstances import utc_now
from guarded_db.policy.decision import Decision, Effect, MaskSpec
from guarded_db.policy.labels import NOTHING, Labels
from guarded_db.policy.merge import Normal
from guarded_db.policy.rules import CompiledRule, compile_rule
from guarded_db.sql.facts import Facts, Flow


class RuleError(Exception):
    """A rule could not be evaluated; the statement is refused in its name."""


class Policy:
    """A policy, compiled and immutable. Made by `guarded_db.policy.loading.load`."""

    __slots__ = (
        "_default",
        "_flows",
        "_labels",
        "_rules",
        "_unknown",
        "anonymous",
        "digest",
        "environment",
        "name",
        "needs_catalog",
        "observe",
    )

    def __init__(self, normal: Normal) -> None:
        self.name = normal.name
        self.environment = normal.environment
        self.digest = normal.digest()
        self.observe = normal.observe
        self.anonymous = cast('Literal["deny", "service"]', normal.anonymous)
        self.needs_catalog = bool(
            normal.labels
            or normal.scan
            or any(rule.tables or rule.columns for rule in normal.rules)
        )
        self._default = normal.default
        self._unknown = normal.unknown
        self._flows = normal.flows
        self._labels = Labels(normal)
        self._rules = tuple(compile_rule(rule, normal.environment) for rule in normal.rules)

    def __repr__(self) -> str:
        return f"Policy({self.name!r}, {len(self._rules)} rules, digest={self.digest[:12]!r})"

    def decide(
        self, facts: Facts, who: Identity, target: Target, now: datetime | None = None
    ) -> Decision:
        """Decide on one statement for one identity.

        Args:
            facts: what is known about the statement.
            who: who asks.
            target: the database that it would run on; no key of format version 1 depends on it.
            now: an aware datetime for rules with hours and days; the current time when not given.
        """
        decision = self._decide(facts, who, now)
        return self._observed(decision) if self.observe else decision

    def _decide(self, facts: Facts, who: Identity, now: datetime | None) -> Decision:
        if who.anonymous and self.anonymous == "deny":
            return self._deny(("anonymous",), *teach.ANONYMOUS)
        labels = self._labels
        touched = labels.touched(facts) if labels else NOTHING
        try:
            ruling = self._rule(facts, who, now)
        except RuleError as failure:
            return self._deny((str(failure),), *teach.FAILED, labels=touched, cacheable=False)
        if touched:
            ruling = self._guard_labels(facts, who, ruling, touched)
        if who.anonymous and ruling.effect in ("approve", "grant"):
            rules = ("anonymous", *ruling.rules)
            return replace(ruling, effect="deny", rules=rules, hint=teach.ANONYMOUS[1])
        return ruling

    # --- rules ------------------------------------------------------------------------------------

    def _rule(self, facts: Facts, who: Identity, now: datetime | None) -> Decision:
        """Apply rules, built-in refusals and defaults; labels come later."""
        wanted = needs(facts)
        caught, opening, cacheable = self._matched(facts, who, wanted, now)
        denied = [rule for rule in caught if rule.effect == "deny"]
        if denied and not self._better_unknown(facts):
            return self._from_rules("deny", denied, facts, wanted, cacheable)
        open_needs = [need for need in wanted if not self._covered(need, opening)]
        if facts.conceded and not any(need.dangerous or need.sensitive for need in open_needs):
            return self._conceded(facts, cacheable)
        if open_needs:
            return self._uncovered(facts, open_needs, opening, cacheable)
        return self._opened(facts, wanted, caught, cacheable)

    def _better_unknown(self, facts: Facts) -> bool:
        """Return whether "not understood" refuses and teaches more than a rule that only may be meant."""
        return (
            bool(facts.conceded)
            and self._unknown == "deny"
            and facts.kind in ("call", "do", "execute", "unknown")
        )

    def _matched(
        self, facts: Facts, who: Identity, wanted: Sequence[Need], now: datetime | None
    ) -> tuple[list[CompiledRule], list[CompiledRule], bool]:
        """Ask every rule that is for this identity, statement and moment.

        Returns the rules that catch a need, those that may open one, and whether both will stay so.
        """
        caught: list[CompiledRule] = []
        opening: list[CompiledRule] = []
        cacheable = True
        for rule in self._rules:
            try:
                if not (rule.concerns(who) and rule.fits(facts)):
                    continue
                if rule.time is not None:
                    cacheable = False
                    if not rule.time(now or utc_now()):
                        continue
                for need in wanted:
                    if rule.catches(need):
                        caught.append(rule)
                        break
                if rule.effect != "deny" and rule.spans(facts):
                    opening.append(rule)
            except Exception as error:
                raise RuleError(rule.id) from error
        return caught, opening, cacheable

    def _covered(self, need: Need, opening: Sequence[CompiledRule]) -> bool:
        if not (need.dangerous or need.sensitive):
            if self._default == "allow":
                return True
            if need.system and any(_reads(rule) for rule in opening):
                return True
        return any(_covers(rule, need) for rule in opening)

    def _conceded(self, facts: Facts, cacheable: bool) -> Decision:
        effect: Effect = "approve" if self._unknown == "approve" else "deny"
        reason, hint = teach.conceded(facts)
        return Decision(effect, ("unknown",), reason, hint, policy=self.digest, cacheable=cacheable)

    def _uncovered(
        self, facts: Facts, open_needs: list[Need], opening: list[CompiledRule], cacheable: bool
    ) -> Decision:
        need = next((n for n in open_needs if n.dangerous or n.sensitive), open_needs[0])
        if need.dangerous:
            rule, (reason, hint) = "dangerous", teach.dangerous(need)
        elif need.sensitive:
            rule, (reason, hint) = "system", teach.SENSITIVE
        else:
            rule, (reason, hint) = "default", teach.default(need, opening)
        trigger = teach.need_trigger(need, facts)
        return self._deny((rule,), reason, hint, trigger=trigger, cacheable=cacheable)

    def _opened(
        self, facts: Facts, wanted: Sequence[Need], used: list[CompiledRule], cacheable: bool
    ) -> Decision:
        """Allow, or ask for the yes that a rule wants; every caught rule left is no deny."""
        for effect in ("approve", "grant"):
            asking = [rule for rule in used if rule.effect == effect]
            if asking:
                decision = self._from_rules(effect, asking, facts, wanted, cacheable)
                return replace(decision, rows=_rows(used))
        if not wanted:
            rules: tuple[str, ...] = ("transaction",)
        else:
            rules = tuple(rule.id for rule in used) or ("default",)
        return Decision("allow", rules, policy=self.digest, rows=_rows(used), cacheable=cacheable)

    def _from_rules(
        self,
        effect: Effect,
        rules: list[CompiledRule],
        facts: Facts,
        wanted: Sequence[Need],
        cacheable: bool,
    ) -> Decision:
        first = rules[0]
        reason, hint = teach.rule(first, facts)
        return Decision(
            effect,
            tuple(rule.id for rule in rules),
            reason,
            hint,
            approvers=next((rule.approvers for rule in rules if rule.approvers), ""),
            trigger=teach.rule_trigger(first, facts, wanted),
            policy=self.digest,
            cacheable=cacheable,
        )

    # --- labels -----------------------------------------------------------------------------------

    def _guard_labels(
        self, facts: Facts, who: Identity, ruling: Decision, touched: frozenset[str]
    ) -> Decision:
        """Return the ruling with its masks, or a refusal of what a mask could not protect."""
        if ruling.effect == "deny":
            return replace(ruling, labels=touched)
        labels = self._labels
        revealed = labels.revealed(who)
        predicate = labels.refused_predicate(facts, revealed)
        flow = labels.refused_flow(facts) if self._flows == "deny" else None
        if predicate is not None or flow is not None:
            if predicate is not None:
                rule, words = "predicates", teach.predicate(predicate, labels.predicates_level)
            else:
                rule, words = "flows", teach.flow(cast("Flow", flow))
            return self._deny((rule,), *words, labels=touched, cacheable=ruling.cacheable)
        mask_all = labels.mask_all(facts, revealed)
        masks: tuple[MaskSpec | None, ...] = () if mask_all else labels.masks(facts, revealed)
        return replace(ruling, labels=touched, masks=masks, mask_all=mask_all)

    # --- small ------------------------------------------------------------------------------------

    def _deny(
        self,
        rules: tuple[str, ...],
        reason: str,
        hint: str,
        trigger: str = "",
        *,
        labels: frozenset[str] = NOTHING,
        cacheable: bool = True,
    ) -> Decision:
        return Decision(
            "deny",
            rules,
            reason,
            hint,
            trigger=trigger,
            policy=self.digest,
            labels=labels,
            cacheable=cacheable,
        )

    def _observed(self, decision: Decision) -> Decision:
        hidden = {spec.label for spec in (*decision.masks, decision.mask_all) if spec is not None}
        reason = decision.reason or teach.would_mask(hidden)
        return replace(
            decision,
            effect="allow",
            observed=True,
            would=decision.effect,
            reason=reason,
            masks=(),
            mask_all=None,
            rows=None,
        )


def _covers(rule: CompiledRule, need: Need) -> bool:
    try:
        return rule.covers(need)
    except Exception as error:
        raise RuleError(rule.id) from error


def _reads(rule: CompiledRule) -> bool:
    return rule.effect == "allow" and bool(rule.actions & {"any", "read", "select"})


def _rows(rules: Sequence[CompiledRule]) -> int | None:
    limits = [rule.rows for rule in rules if rule.rows is not None]
    return min(limits) if limits else None
