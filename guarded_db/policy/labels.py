"""Labels: which columns carry them, what they ask of outputs, predicates and flows.

A column that is not known for certain carries every label that it could carry. Detectors do not look inside
values yet, so a scanned column is redacted as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from guarded_db.identity import Identity
from guarded_db.policy.actions import METADATA
from guarded_db.policy.circumstances import WhoTest, compile_purpose, compile_who
from guarded_db.policy.decision import MaskSpec
from guarded_db.policy.merge import Normal
from guarded_db.policy.patterns import ColumnPattern, any_matcher
from guarded_db.policy.system import is_sensitive, is_system
from guarded_db.sql.facts import Column, Facts, Flow, Output, Predicate
from guarded_db.sql.functions import PLAIN_SHAPE

NOTHING: frozenset[str] = frozenset()
CACHE_ENTRIES = 20_000
"""Columns remembered per policy; beyond that the memory starts afresh."""

EQUALITY_CLAUSES_REFUSED = frozenset(
    {"group by", "order by", "distinct", "window", "set operation", "limit"}
)
"""Clauses that sort or group by a value, whatever the comparison is called."""

DATA_FREE_KINDS = frozenset({"pragma", "show", "describe"})
"""What they return, when understood, are names, types and settings, never rows of a table: nothing to mask."""


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    patterns: tuple[ColumnPattern, ...]
    scanned: bool

    def touches(self, column: Column) -> bool:
        """Return whether the column may carry the label.

        Ordinary system catalogs describe columns and hold none of their values: only a pattern that writes the
        catalog's name labels them, or frameworks could not reflect a schema.
        """
        found = [pattern for pattern in self.patterns if pattern.touches(column)]
        relation = column.relation
        if found and is_system(relation) and not is_sensitive(relation):
            return any(pattern.relation.named for pattern in found)
        return bool(found)


@dataclass(frozen=True, slots=True)
class _Reveal:
    labels: frozenset[str]
    who: WhoTest | None
    purpose: WhoTest | None


class Labels:
    """The labels, masks and reveals of one policy. Immutable but for its memory of seen columns."""

    __slots__ = ("_masks", "_reveals", "_rows", "_seen", "names", "predicates_level")

    def __init__(self, normal: Normal) -> None:
        self.names = frozenset(normal.labels)
        self.predicates_level = normal.predicates
        self._rows = tuple(
            [_label(name, patterns, False) for name, patterns in normal.labels.items()]
            + [_label(name, scan.columns, True) for scan in normal.scan for name in scan.detect]
        )
        self._masks = {
            label: MaskSpec(label, mask.kind, mask.options())
            for label, mask in normal.masks.items()
        }
        self._reveals = tuple(
            _Reveal(
                frozenset(filter(any_matcher(reveal.labels, fold=False), self.names)),
                compile_who(reveal.to),
                compile_purpose(reveal.purpose),
            )
            for reveal in normal.reveal
        )
        self._seen: dict[Column, tuple[frozenset[str], bool]] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def of(self, column: Column) -> frozenset[str]:
        """Return every label that the column carries or may carry."""
        return self._look(column)[0]

    def revealed(self, who: Identity) -> frozenset[str]:
        """Return the labels that the identity sees in clear; none without an identity."""
        if who.anonymous:
            return NOTHING
        found = NOTHING
        for reveal in self._reveals:
            if (reveal.who is None or reveal.who(who)) and (
                reveal.purpose is None or reveal.purpose(who)
            ):
                found |= reveal.labels
        return found

    def touched(self, facts: Facts) -> frozenset[str]:
        """Return every label that the statement touches anywhere; all of them when it was not understood."""
        if facts.conceded:
            return self.names
        found: set[str] = set()
        for column in facts.columns_read:
            found |= self.of(column)
        for column in facts.columns_written:
            found |= self.of(column)
        for output in facts.outputs or ():
            for column in output.sources:
                found |= self.of(column)
        for predicate in facts.predicates:
            found |= self.of(predicate.column)
        for flow in facts.flows:
            found |= self.of(flow.source)
        if facts.outputs is None and facts.kind not in DATA_FREE_KINDS:
            found |= self._of_relations(facts)
        return frozenset(found)

    def masks(self, facts: Facts, revealed: frozenset[str]) -> tuple[MaskSpec | None, ...]:
        """Return one mask per output column; empty when nothing is masked."""
        specs = tuple(self._mask(output, revealed) for output in facts.outputs or ())
        return specs if any(specs) else ()

    def mask_all(self, facts: Facts, revealed: frozenset[str]) -> MaskSpec | None:
        """Return the mask of every column when the output columns are not known, else None."""
        if not facts.conceded and (facts.outputs is not None or facts.kind in DATA_FREE_KINDS):
            return None
        could = self.names if facts.conceded else self._of_relations(facts)
        hidden = could - revealed
        return MaskSpec(min(hidden), "null") if hidden else None

    def refused_predicate(self, facts: Facts, revealed: frozenset[str]) -> Predicate | None:
        """Return the first use of a hidden column that lets out more of it than the policy gives."""
        if self.predicates_level == "allow":
            return None
        for predicate in facts.predicates:
            if self.of(predicate.column) - revealed and not self._permitted(predicate):
                return predicate
        for column in sorted(facts.failing):
            if self.of(column) - revealed:
                return Predicate(column, "other", "an error")
        return None

    def refused_flow(self, facts: Facts) -> Flow | None:
        """Return the first flow of a labelled column to a place that does not carry its labels.

        A changed value must not go to a place whose mask shows a part either: it would show another part.
        """
        for flow in facts.flows:
            labels = self.of(flow.source)
            if labels and not labels <= self._certain(flow.target):
                return flow
            if not flow.direct and any(map(self._shows_part, labels)):
                return flow
        return None

    def _shows_part(self, label: str) -> bool:
        mask = self._masks.get(label)
        return mask is not None and mask.kind in ("partial", "truncate", "bucket")

    def _permitted(self, predicate: Predicate) -> bool:
        return (
            self.predicates_level == "equality"
            and predicate.how in ("equality", "join")
            and predicate.clause not in EQUALITY_CLAUSES_REFUSED
        )

    def _mask(self, output: Output, revealed: frozenset[str]) -> MaskSpec | None:
        hidden: set[MaskSpec] = set()
        for column in output.sources:
            labels, scanned = self._look(column)
            unknown = scanned or column.name == "*"
            for label in labels - revealed:
                spec = None if unknown else self._masks.get(label)
                hidden.add(spec or MaskSpec(label, "redact"))
        if not hidden or (not output.direct and output.via and output.via <= {"count"}):
            return None
        if output.direct and len(hidden) == 1:
            return next(iter(hidden))
        # redacting shows which values are NULL or no text, which an expression can make depend on a hidden value
        plain = output.direct or output.via <= PLAIN_SHAPE
        return MaskSpec(min(spec.label for spec in hidden), "redact" if plain else "null")

    def _look(self, column: Column) -> tuple[frozenset[str], bool]:
        found = self._seen.get(column)
        if found is None:
            rows = [row for row in self._rows if row.touches(column)]
            found = frozenset(row.name for row in rows), any(row.scanned for row in rows)
            if len(self._seen) >= CACHE_ENTRIES:
                self._seen.clear()
            self._seen[column] = found
        return found

    def _certain(self, column: Column) -> frozenset[str]:
        if column.name == "*" and not column.relation.schema:
            return NOTHING  # a file, a variable, a lock: what is taken from there carries no label
        return frozenset(
            row.name for row in self._rows if any(p.covers(column) for p in row.patterns)
        )

    def _of_relations(self, facts: Facts) -> frozenset[str]:
        """Return the labels that could be among outputs that are not known."""
        if facts.kind in ("show", "describe"):
            return NOTHING  # names and types of columns, never their values
        if not facts.reads:
            return NOTHING if facts.kind in METADATA else self.names
        if facts.kind == "explain" or (facts.kind == "select" and facts.columns_read):
            # A plan quotes what conditions are made of, never a column that the statement does not use; in a SELECT
            # it may not be known which column is shown where, but all that are.
            used = facts.columns_read | {predicate.column for predicate in facts.predicates}
            return frozenset().union(*map(self.of, used))
        found: set[str] = set()
        for relation in facts.reads:
            found |= self.of(Column(relation, "*"))
        return frozenset(found)


def _label(name: str, patterns: tuple[str, ...] | list[str], scanned: bool) -> _Label:
    return _Label(name, tuple(map(ColumnPattern.parse, patterns)), scanned)
