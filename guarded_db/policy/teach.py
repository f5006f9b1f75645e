"""The words of refusals: why, what triggered it, what would be allowed instead.

Short, lower case, no full stop, no SQL and no values. Names come from the statement, so they are cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from guarded_db.policy.actions import Need
from guarded_db.sql.facts import Facts, Flow, Predicate
from guarded_db.sql.functions import danger_of

if TYPE_CHECKING:
    from guarded_db.policy.rules import CompiledRule

MAX_NAME = 64
"""Longest name of a table, column or function in a text; PostgreSQL's own names have 63 bytes."""

ANONYMOUS = (
    "the policy asks for an identity, and this call has none",
    "wrap the call in `with guarded_db.identity(...)`",
)
FAILED = (
    "the rule could not be evaluated, and what cannot be evaluated is refused",
    "have the policy's owner check the rule",
)
SENSITIVE = (
    "this system relation holds secrets, other statements or values of columns",
    "read an ordinary catalog such as `information_schema.columns`, or have a rule allow this table by name",
)
_DANGEROUS = {
    "file": "reads or writes files of the server",
    "program": "runs a program on the server",
    "network": "opens a network connection from the server",
    "lexing": "changes how the server reads statements",
    "role": "changes the role that statements run under",
    "replication": "concerns replication",
    "extension": "loads code into the server",
    "privilege": "changes privileges",
}


def clean(text: object) -> str:
    """Return a name from a statement as one short printable word."""
    word = re.sub(r"[^\w.*:$@-]+", "_", str(text))
    return word if len(word) <= MAX_NAME else word[: MAX_NAME - 1] + "…"


def sentence(text: object, limit: int = 300) -> str:
    """Return `text` on one line, without a full stop, at most `limit` characters long."""
    line = " ".join(str(text).split()).rstrip(".")
    return line if len(line) <= limit else line[: limit - 1] + "…"


def quoted(names: Iterable[object], limit: int = 4) -> str:
    """Return the first names in backticks."""
    found = sorted({clean(name) for name in names})
    shown = ", ".join(f"`{name}`" for name in found[:limit])
    return f"{shown} and {len(found) - limit} more" if len(found) > limit else shown


def conceded(facts: Facts) -> tuple[str, str]:
    """Return reason and hint for a statement that was not understood."""
    what = sentence(facts.conceded[0], 160)
    hint = next((hint for part, hint in _CONCEDED if part in what), _SIMPLER)
    return f"the statement was not understood with certainty: {what}", hint


_SIMPLER = "write it in a simpler form, one plain statement with named tables and columns"
_CONCEDED = (
    (
        "is not in the catalog",
        "check the name, and the schema in front of it; the database's own catalog lists what there is",
    ),
    ("could not be parsed", "check its spelling; where that is right, write it in a simpler form"),
    (
        "prepared statement is not known",
        "PREPARE it on this connection first, or send the statement itself",
    ),
)
"""What helps, by a part of the reason."""


def dangerous(need: Need) -> tuple[str, str]:
    """Return reason and hint for a dangerous effect that no rule names."""
    does = _DANGEROUS.get(need.action, "does something dangerous")
    return (
        f"the statement {does}",
        f"leave it out; only a rule that names `{need.action}` can allow it",
    )


def default(need: Need, opening: Sequence[CompiledRule]) -> tuple[str, str]:
    """Return reason and hint for a need that no rule covers."""
    on = f" on `{clean(need.relation)}`" if need.relation is not None else ""
    allowed = [_offer(rule) for rule in opening[:3]]
    if not allowed:
        return (
            f"no rule allows `{clean(need.action)}`{on}",
            "this identity may do nothing here; ask the policy's owner",
        )
    more = " and more" if len(opening) > 3 else ""
    return (
        f"no rule allows `{clean(need.action)}`{on}",
        f"this identity may {'; '.join(allowed)}{more}",
    )


def _offer(rule: CompiledRule) -> str:
    actions, tables, columns = rule.words
    text = f"{_doing(actions)} on {tables or 'all tables'}"
    return sentence(f"{text} (columns {columns})" if columns else text, 110)


def _doing(actions: str) -> str:
    """The actions of a rule as what somebody may do: words that are no verbs, such as `session`, are only named."""
    if actions == "any":
        return "do anything"
    plain = all(word in _VERBS for word in actions.split(", "))
    return actions if plain else f"do what is `{actions.replace(', ', '`, `')}`"


_VERBS = frozenset(
    "read write select insert update delete merge truncate create alter drop rename comment refresh replace "
    "call copy lock show describe explain grant revoke attach detach vacuum analyze load …".split()
)


def rule(found: CompiledRule, facts: Facts) -> tuple[str, str]:
    """Return reason and hint of a rule, its own words first."""
    return found.reason or _rule_reason(found, facts), found.hint or _rule_hint(found, facts)


def _rule_reason(found: CompiledRule, facts: Facts) -> str:
    kind = clean(facts.kind)
    if found.effect == "approve":
        return f"a person must approve this {kind}"
    if found.effect == "grant":
        return f"this {kind} needs a live grant"
    if found.unbounded and facts.unbounded:
        return f"this {kind} does not say which rows it means"
    return f"the policy refuses this {kind}"


def _rule_hint(found: CompiledRule, facts: Facts) -> str:
    if found.effect == "approve":
        return "ask for an approval of exactly this statement"
    if found.effect == "grant":
        return "request a grant, then run the statement again"
    if found.unbounded and facts.unbounded:
        if facts.kind == "truncate":
            return "delete the rows you mean with DELETE and a WHERE on their key"
        return f"add a WHERE clause on the key of the rows you mean to {clean(facts.kind)}"
    actions, tables, columns = found.words
    if columns:
        return f"leave out the columns {columns}"
    if tables:
        return f"leave out the tables {tables}"
    return "" if actions == "any" else f"use a statement that needs none of: {actions}"


def rule_trigger(found: CompiledRule, facts: Facts, wanted: Sequence[Need]) -> str:
    """Return what of the statement a rule caught: functions, columns, tables or its kind."""
    if found.functions is not None:
        return f"function {quoted(name for name in facts.functions if found.functions(name))}"
    caught = [need for need in wanted if found.catches(need)]
    if found.columns:
        columns = {
            c
            for need in caught
            for c in need.columns or ()
            if any(p.touches(c) for p in found.columns)
        }
        return f"column {quoted(columns)}"
    if relations := {need.relation for need in caught if need.relation is not None}:
        return f"{clean(facts.kind)} on {quoted(relations)}"
    return clean(facts.kind)


def _doers(need: Need, facts: Facts) -> list[str]:
    """The functions of a statement that do what the need is about, such as `pg_sleep` for `sleep`."""
    known = {name: danger_of("", name) for name in facts.functions}
    doing = [name for name, danger in known.items() if danger and need.action in danger.effects]
    return sorted(doing or (facts.functions if need.dangerous else ()))


def need_trigger(need: Need, facts: Facts) -> str:
    """Return what of the statement an uncovered need stands for."""
    if need.relation is None and (doing := _doers(need, facts)):
        return f"{clean(facts.kind)} with {quoted(doing)}"
    if need.relation is not None:
        return f"{clean(facts.kind)} on {quoted([need.relation])}"
    return clean(facts.kind)


def predicate(found: Predicate, level: str) -> tuple[str, str, str]:
    """Return reason, hint and trigger for a hidden column used where it lets out a bit."""
    column = clean(found.column)
    clause = sentence(found.clause, 40).upper()
    reason = f"`{column}` is masked for this identity, and {clause} would let its values be guessed"
    if level == "equality":
        hint = "compare with = or IN only, and do not sort, group or compute with it"
    else:
        hint = f"leave `{column}` out of {clause}"
    return reason, hint, f"column `{column}` in {clause}"


def flow(found: Flow) -> tuple[str, str, str]:
    """Return reason, hint and trigger for a copy into a place without the label, or one whose mask would show more."""
    source, target = clean(found.source), clean(found.target)
    if not found.direct:
        reason = (
            f"what is computed from `{source}`, which is sensitive, would be stored in `{target}`"
        )
        hint = f"copy `{source}` as it is to a column with the same label, or store a value of the application"
        return reason, hint, f"column `{source}`"
    reason = (
        f"`{source}` is sensitive and would be copied to `{target}`, which does not carry its label"
    )
    return (
        reason,
        f"leave `{source}` out, or have the policy label `{target}` the same",
        f"column `{source}`",
    )


def would_mask(labels: set[str]) -> str:
    """Return what an observing policy says about masks that it did not apply."""
    return f"would mask {quoted(labels)}" if labels else ""
