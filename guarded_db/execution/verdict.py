"""A statement understood, and what the policy says of it for one class of identities: prepared for reuse.

Everything that can be computed once is computed here, so that a repeated statement costs look-ups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from guarded_db.audit.record import encode
from guarded_db.sql.remembered import renames as may_rename
from guarded_db.sql.remembered import to_savepoint

if TYPE_CHECKING:
    from guarded_db.dbapi import RowMask
    from guarded_db.identity import Identity
    from guarded_db.policy.decision import Decision
    from guarded_db.sql.facts import Facts
    from guarded_db.sql.remembered import Change
    from guarded_db.sql.witness_sqlite import Covered

MAX_VERDICTS = 64
"""Classes of identities remembered per statement."""

MAX_NAMES = 200
"""Tables, columns or functions listed per statement in a record; the count says when there were more."""

QUIET_EFFECTS = frozenset({"read", "transaction", "lock"})
"""A statement with only these effects changes nothing: one record after it ran, none before."""


Plan: TypeAlias = "tuple[RowMask | None, int, frozenset[int]]"
"""The mask of a result's rows, how many cells of a row it hides, and at which positions."""


class Entry:
    """One text understood: its statements, what they change, the verdicts so far."""

    __slots__ = (
        "all_or_nothing",
        "binds",
        "changes",
        "collection",
        "covered",
        "ends",
        "facts",
        "latest",
        "operation",
        "renames",
        "text",
        "verdicts",
        "witnessed",
        "writes",
    )

    def __init__(
        self,
        facts: tuple[Facts, ...],
        changes: tuple[Change, ...] = (),
        renames: bool | None = None,
    ) -> None:
        self.facts = facts
        self.witnessed: str | None = None
        """What a witness contradicted, empty when it agreed; None when it was not asked or could not tell."""
        self.covered: Covered | None = None
        """SQLite: all that the engine may tell of it; made when it is first prepared."""
        self.changes = changes
        """What the session keeps afterwards: prepared statements and cursors."""
        self.all_or_nothing = len(facts) == 1 and not facts[0].conceded
        """When it fails, it has changed none of these."""
        self.writes = any(f.conceded or not f.effects <= QUIET_EFFECTS for f in facts)
        self.binds = self.writes or any(f.predicates for f in facts)
        """Whether a parameter may be written or compared, so that a masked value must not be one."""
        self.ends = next(filter(None, map(_ends, facts)), "")
        self.renames = any(map(may_rename, facts)) if renames is None else renames
        named = (facts[0].writes or facts[0].reads) if len(facts) == 1 else frozenset()
        self.collection = str(min(named)) if len(named) == 1 else ""
        """The table, when there is exactly one; for telemetry."""
        self.operation = facts[0].kind.upper() if len(facts) == 1 else "BATCH"
        self.text = facts[0].text if len(facts) == 1 else "; ".join(f.text for f in facts)
        self.verdicts: dict[tuple[Any, ...], Verdict] = {}
        self.latest: tuple[Identity | None, Verdict | None] = (None, None)
        """The identity that ran it last, and its verdict: identities never change, so `is` is enough."""

    def forget_verdicts(self) -> None:
        """Have every identity's verdict made anew."""
        self.verdicts.clear()
        self.latest = (None, None)


def _ends(facts: Facts) -> str:
    """How a statement ends the transaction; empty when it does not. XA PREPARE makes writes last as a COMMIT does."""
    if facts.kind == "xa":
        return "commit"
    ends = facts.kind == "commit" or (facts.kind == "rollback" and not to_savepoint(facts))
    return facts.kind if ends else ""


class Verdict:
    """The decisions on one entry for one class of identities, with everything that follows from them."""

    __slots__ = (
        "cacheable",
        "decisions",
        "labels",
        "may",
        "plans",
        "refused",
        "rows",
        "rules",
        "scrub",
        "what",
    )

    def __init__(self, entry: Entry, decisions: tuple[Decision, ...]) -> None:
        self.decisions = decisions
        self.refused = next((i for i, d in enumerate(decisions) if d.effect != "allow"), None)
        self.cacheable = all(d.cacheable for d in decisions)
        self.scrub = any(d.scrub for d in decisions)
        self.labels = frozenset().union(*(d.labels for d in decisions))
        limits = [d.rows for d in decisions if d.rows is not None]
        self.rows = min(limits) if limits else None
        self.rules = tuple(dict.fromkeys(rule for d in decisions for rule in d.rules))
        self.may = encode(_may(decisions, self.refused))
        self.what = encode(
            {"statements": [_what(f, d) for f, d in zip(entry.facts, decisions, strict=True)]}
        )
        self.plans: dict[tuple[int | str, ...], Plan] = {}
        """What `Run.columns` found for a result whose columns have these names, checked."""


def identity_class(who: Identity) -> tuple[Any, ...]:
    """Return what of `who` a policy can see, as a key; the call's context is not part of it."""
    behind = who.on_behalf_of
    return (
        who.id,
        who.kind,
        who.groups,
        who.verified,
        who.anonymous,
        who.purpose,
        identity_class(behind) if behind is not None else None,
    )


def _may(decisions: tuple[Decision, ...], refused: int | None) -> dict[str, Any]:
    decision = decisions[refused if refused is not None else 0]
    rules = dict.fromkeys(rule for d in decisions for rule in d.rules)
    said: dict[str, Any] = {
        "effect": decision.effect,
        "policy": decision.policy,
        "rules": list(rules),
    }
    if refused is not None and decision.reason:
        said["reason"] = decision.reason
    if any(d.observed for d in decisions):
        said["observed"] = True
        said["would"] = next((d.would for d in decisions if d.would != "allow"), "allow")
    return said


def _what(facts: Facts, decision: Decision) -> dict[str, Any]:
    said: dict[str, Any] = {
        "fingerprint": facts.fingerprint,
        "kind": facts.kind,
        "text": facts.text,
    }
    for name, values in (
        ("columns", facts.columns_read | facts.columns_written),
        ("effects", facts.effects),
        ("functions", facts.functions),
        ("labels", decision.labels),
        ("reads", facts.reads),
        ("writes", facts.writes),
        ("conceded", facts.conceded),
    ):
        if values:
            said[name] = sorted(str(value) for value in values)[:MAX_NAMES]
            if len(values) > MAX_NAMES:
                said[f"{name}_count"] = len(values)
    if any(mask is not None for mask in decision.masks):
        said["masked"] = sorted(
            {f"{mask.label}:{mask.kind}" for mask in decision.masks if mask is not None}
        )
    elif decision.mask_all is not None:
        said["masked"] = ["*"]
    return said
