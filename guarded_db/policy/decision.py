"""What the policy says about one statement for one identity: frozen values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Effect: TypeAlias = Literal["allow", "deny", "approve", "grant"]


@dataclass(frozen=True, slots=True)
class MaskSpec:
    """How one output column is shown. Policy names it, masking carries it out."""

    label: str
    kind: str = "redact"
    """`redact`, `null`, `partial`, `hash`, `bucket`, `truncate`, `fake`."""
    options: tuple[tuple[str, str | int], ...] = ()
    """Sorted pairs, such as `(("keep", "domain"),)`."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on one statement, with its reasons and its obligations."""

    effect: Effect
    rules: tuple[str, ...] = ()
    """Ids of the rules that made the decision; `default`, `unknown`, `anonymous`, `predicates`, `flows` for the
    policy's own keys."""
    reason: str = ""
    """Why, in one sentence, in the user's words; never SQL or values."""
    hint: str = ""
    """What would be allowed instead."""
    approvers: str = ""
    """Who can approve, in words; empty when nobody can."""
    trigger: str = ""
    """What of the statement triggered it: a table, column, function or clause."""
    policy: str = ""
    """Digest of the policy."""
    labels: frozenset[str] = frozenset()
    """Labels that the statement touches anywhere (selected, filtered by, written)."""
    masks: tuple[MaskSpec | None, ...] = ()
    """One per output column of the facts; empty when nothing is masked."""
    mask_all: MaskSpec | None = None
    """Set when the output columns are not known and labels could be among them: every column is shown so."""
    rows: int | None = None
    """Largest number of rows that may be released; None: no limit."""
    observed: bool = False
    """The policy only observes: `would` is what it would have said, and the statement runs unmasked."""
    would: Effect = "allow"
    cacheable: bool = True
    """False when the answer depends on the clock or on state, and must be asked for again each time."""

    @property
    def scrub(self) -> bool:
        """Whether errors and notices of the statement must not show values."""
        return bool(self.labels) and not self.observed
