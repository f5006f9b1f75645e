"""One rule of a policy, compiled: whom it concerns, which statements, which needs it catches or covers.

A rule that restricts (deny, approve, grant) catches what it may mean; a rule that opens (allow, and approve and
grant as far as they go) covers only what it certainly means.
"""

from __future__ import annotations

from dataclasses import dataclass

from guarded_db.identity import Identity
from guarded_db.policy.actions import Need, is_write
from guarded_db.policy.circumstances import (
    TimeTest,
    WhoTest,
    compile_purpose,
    compile_time,
    compile_who,
    describe_who,
)
from guarded_db.policy.decision import Effect
from guarded_db.policy.model import Rule
from guarded_db.policy.patterns import ColumnPattern, Matcher, TablePattern, any_matcher
from guarded_db.sql.facts import Facts


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule, ready to be asked."""

    id: str
    effect: Effect
    reason: str
    hint: str
    approvers: str
    actions: frozenset[str]
    tables: tuple[TablePattern, ...]
    columns: tuple[ColumnPattern, ...]
    functions: Matcher | None
    who: WhoTest | None
    purpose: WhoTest | None
    environment: bool
    """False when the rule is for another environment."""
    time: TimeTest | None
    unbounded: bool | None
    writes_only: bool
    rows: int | None
    words: tuple[str, str, str]
    """Actions, tables and columns as written, for texts."""

    def concerns(self, who: Identity) -> bool:
        """Return whether the rule is for this identity, purpose and environment."""
        return (
            self.environment
            and (self.who is None or self.who(who))
            and (self.purpose is None or self.purpose(who))
        )

    def fits(self, facts: Facts) -> bool:
        """Return whether the statement as a whole is one that the rule means."""
        if self.unbounded is not None and facts.unbounded is not self.unbounded:
            return False
        if self.writes_only and not is_write(facts):
            return False
        if self.functions is None:
            return True
        return (
            self.spans(facts)
            if self.effect == "allow"
            else any(map(self.functions, facts.functions))
        )

    def spans(self, facts: Facts) -> bool:
        """Return whether every function that the statement calls is one that the rule means."""
        return self.functions is None or all(map(self.functions, facts.functions))

    def catches(self, need: Need) -> bool:
        """Return whether the rule may mean this need."""
        if self.actions.isdisjoint(need.caught_by) and "any" not in self.actions:
            return False
        if self.tables and not self._touches_relation(need):
            return False
        if not self.columns:
            return True
        return any(p.touches(column) for column in need.columns or () for p in self.columns)

    def covers(self, need: Need) -> bool:
        """Return whether the rule certainly means this need and all of its columns."""
        named = not self.actions.isdisjoint(need.covered_by)
        if not named and (need.dangerous or "any" not in self.actions):
            return False
        if not self._covers_relation(need):
            return False
        if not self.columns:
            return True
        if need.columns is None or not (need.columns or need.reads):
            return False
        return all(any(p.covers(column) for p in self.columns) for column in need.columns)

    def _touches_relation(self, need: Need) -> bool:
        relation = need.relation
        if relation is not None:
            for (
                pattern
            ) in self.tables:  # a loop: this runs for every rule, and a generator costs more
                if pattern.touches(relation):
                    return True
        return False

    def _covers_relation(self, need: Need) -> bool:
        relation = need.relation
        if need.sensitive:
            return relation is not None and any(p.names(relation) for p in self.tables)
        if relation is None:
            # `SELECT 1` concerns no table; anything else without one needs a rule for all tables.
            return not self.tables or need.reads
        return not self.tables or any(pattern.covers(relation) for pattern in self.tables)


def compile_rule(rule: Rule, environment: str) -> CompiledRule:
    """Compile one rule for a policy of `environment`."""
    when = rule.when
    here = when.environment if when else None
    return CompiledRule(
        id=rule.id,
        effect=rule.effect,
        reason=rule.reason or "",
        hint=rule.hint or "",
        approvers=describe_who(rule.approvers) if rule.approvers else "",
        actions=frozenset(rule.actions),
        tables=tuple(map(TablePattern.parse, rule.tables or ())),
        columns=tuple(map(ColumnPattern.parse, rule.columns or ())),
        functions=any_matcher(rule.functions, fold=True) if rule.functions else None,
        who=compile_who(rule.who),
        purpose=compile_purpose(when.purpose if when else None),
        environment=here is None or any_matcher(here, fold=False)(environment),
        time=compile_time(when),
        unbounded=rule.unbounded,
        writes_only=rule.affects_more_than is not None,
        rows=rule.limits.rows if rule.limits else None,
        words=tuple(map(_words, (rule.actions, rule.tables, rule.columns))),  # type: ignore[arg-type]  # three in, three out
    )


def _words(given: list[str] | None) -> str:
    if not given:
        return ""
    shown = ", ".join(given[:6])
    return f"{shown}, …" if len(given) > 6 else shown
