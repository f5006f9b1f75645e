"""Decisions in words, for people and for agents, and `explain()`: a statement without running it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guarded_db.dbapi import Target
from guarded_db.identity import Identity, current_identity
from guarded_db.policy.decision import Decision
from guarded_db.policy.loading import PolicySource, load
from guarded_db.policy.teach import quoted, sentence
from guarded_db.sql.facts import Dialect, Facts

if TYPE_CHECKING:
    from guarded_db.sql.catalog import Catalog

MAX_TEXT = 590
"""Longest text of a refusal, so that it fits a log line and a model's context."""

_SYSTEMS = {"postgres": "postgresql"}
_VERBS = {
    "allow": "allowed",
    "deny": "refused",
    "approve": "held for approval",
    "grant": "held for a grant",
}


def text(decision: Decision, facts: Facts, who: Identity | None = None) -> str:
    """Return the decision as one paragraph: rule, reason, trigger, what would be allowed, who can approve.

    Where no rule spoke, it also says who was asking. At most 590 characters on one line, lower case, without SQL, values or a full stop.
    """
    effect = decision.would if decision.observed else decision.effect
    rules = quoted(decision.rules, 3)
    parts = [
        f"{'would be ' if decision.observed else ''}{_VERBS[effect]} by {_of(decision)} {rules}"
    ]
    if decision.reason:
        parts[0] += f": {sentence(decision.reason, 220)}"
    if decision.trigger:
        parts.append(f"triggered by {sentence(decision.trigger, 110)}")
    if effect != "allow" and decision.hint:
        parts.append(f"what you can do: {sentence(decision.hint, 200)}")
    if effect in ("approve", "grant") and decision.approvers:
        parts.append(f"can be approved by {sentence(decision.approvers, 80)}")
    if who is not None and decision.rules == ("default",) and effect != "allow":
        parts.insert(1, _asking(who))
    return sentence("; ".join(parts), MAX_TEXT)


def _asking(who: Identity) -> str:
    if who.anonymous:
        return f"asked by {quoted([who.id])}, since no identity was given: wrap the call in `with guarded_db.identity(...)`"
    groups = f" in groups {quoted(who.groups)}" if who.groups else ""
    return f"asked by {quoted([who.id])} ({who.kind}){groups}"


def _of(decision: Decision) -> str:
    return "rule" if len(decision.rules) == 1 else "rules"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a text of SQL means and what the policy says about each of its statements."""

    statements: tuple[Facts, ...]
    decisions: tuple[Decision, ...]
    texts: tuple[str, ...]
    policy: str
    """Name of the policy."""
    digest: str

    @property
    def allowed(self) -> bool:
        """Whether every statement would run."""
        return all(decision.effect == "allow" for decision in self.decisions)

    def __str__(self) -> str:
        lines = [f"policy {self.policy} ({self.digest[:12]})"]
        for facts, decision, words in zip(self.statements, self.decisions, self.texts, strict=True):
            lines += ["", facts.text or f"({facts.kind})", f"  {words}"]
            lines += [f"  {line}" for line in _details(facts, decision)]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as JSON types."""
        return {
            "allowed": self.allowed,
            "policy": {"name": self.policy, "digest": self.digest},
            "statements": [
                {"facts": facts_dict(facts), "decision": decision_dict(decision), "text": words}
                for facts, decision, words in zip(
                    self.statements, self.decisions, self.texts, strict=True
                )
            ],
        }


def explain(
    sql: str,
    *,
    dialect: str | Dialect,
    policy: PolicySource = None,
    identity: Identity | None = None,
    catalog: Catalog | None = None,
) -> Explanation:
    """Say what `sql` means and what the policy decides, without a database.

    Args:
        sql: one or more statements.
        dialect: `postgres`, `mysql`, `sqlite`, `duckdb`, or a `Dialect` with its modes.
        policy: as for `load`.
        identity: who asks; without it the current identity, else an anonymous service.
        catalog: what is known of the database; without it, names are taken as they are written.

    Raises:
        ConfigurationError: the policy cannot be used.
    """
    from guarded_db.sql.understand import understand

    form = Dialect(dialect) if isinstance(dialect, str) else dialect
    compiled = load(policy)
    who = identity or current_identity() or Identity("service:explain", anonymous=True)
    target = Target(_SYSTEMS.get(form.name, form.name))
    statements = understand(sql, form, catalog).statements
    decisions = tuple(compiled.decide(facts, who, target) for facts in statements)
    texts = tuple(text(d, f, who) for d, f in zip(decisions, statements, strict=True))
    return Explanation(statements, decisions, texts, compiled.name, compiled.digest)


def decision_dict(decision: Decision) -> dict[str, Any]:
    """Return a decision as JSON types, only what is set."""
    found: dict[str, Any] = {"effect": decision.effect, "rules": list(decision.rules)}
    for name in ("reason", "hint", "approvers", "trigger", "policy"):
        if value := getattr(decision, name):
            found[name] = value
    if decision.labels:
        found["labels"] = sorted(decision.labels)
    if decision.masks:
        found["masks"] = [
            spec and {"label": spec.label, "kind": spec.kind} for spec in decision.masks
        ]
    if decision.mask_all:
        found["mask_all"] = {"label": decision.mask_all.label, "kind": decision.mask_all.kind}
    if decision.rows is not None:
        found["rows"] = decision.rows
    if decision.observed:
        found["observed"], found["would"] = True, decision.would
    return found


def facts_dict(facts: Facts) -> dict[str, Any]:
    """Return facts as JSON types: names only, the text without literals."""
    found: dict[str, Any] = {"kind": facts.kind, "effects": sorted(facts.effects)}
    for name in ("reads", "writes", "columns_read", "columns_written", "functions"):
        if values := getattr(facts, name):
            found[name] = sorted(map(str, values))
    if facts.outputs is not None:
        found["outputs"] = [
            {"name": output.name, "from": sorted(map(str, output.sources)), "direct": output.direct}
            for output in facts.outputs
        ]
    found["unbounded"] = facts.unbounded
    found["also"] = sorted(facts.also)
    if facts.conceded:
        found["conceded"] = list(facts.conceded)
    if facts.text:
        found["text"], found["fingerprint"] = facts.text, facts.fingerprint
    return found


def _details(facts: Facts, decision: Decision) -> list[str]:
    lines = []
    if facts.reads:
        lines.append(f"reads {quoted(facts.reads, 8)}")
    if facts.writes:
        lines.append(f"writes {quoted(facts.writes, 8)}")
    if decision.labels:
        lines.append(f"labels {quoted(decision.labels, 8)}")
    masked = [
        f"{output.name} ({spec.label}: {spec.kind})"
        for output, spec in zip(facts.outputs or (), decision.masks, strict=False)
        if spec is not None
    ]
    if masked:
        lines.append(f"masks {', '.join(masked[:12])}")
    if decision.mask_all:
        lines.append("masks every column")
    if decision.rows is not None:
        lines.append(f"at most {decision.rows} rows")
    return lines
