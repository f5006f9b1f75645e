"""What the parts count, and how they print it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from guarded_db.sql.facts import Facts

SHOWN = 20
"""Reasons and examples that are printed."""


@dataclass(slots=True)
class Tally:
    """Statements by how they were read."""

    exact: int = 0
    conceded: int = 0
    unaccepted: int = 0
    """Not accepted by the engine; they count nowhere else."""
    wrong: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, facts: tuple[Facts, ...], sql: str, problem: str) -> None:
        """Count one statement that the engine accepted."""
        reasons = [reason for one in facts for reason in one.conceded]
        if problem and not reasons:
            self.wrong.append(f"{problem}: {' '.join(sql.split())[:200]}")
        elif reasons:
            self.conceded += 1
            plain = re.sub(r"`[^`]*`", "`…`", reasons[0])
            self.reasons[plain] += 1
            self.examples.setdefault(plain, f"{reasons[0]}: {' '.join(sql.split())[:100]}")
        else:
            self.exact += 1

    def show(self, what: str) -> int:
        """Print the figures; return 1 when a statement was read wrongly."""
        total = self.exact + self.conceded + len(self.wrong)
        shares = [f"{100 * n / max(1, total):.2f} %" for n in (self.exact, self.conceded)]
        print(
            f"{what}: {total} statements, exact {self.exact} ({shares[0]}), conceded "
            f"{self.conceded} ({shares[1]}), wrong {len(self.wrong)}; {self.unaccepted} not accepted"
        )
        for reason, count in self.reasons.most_common(SHOWN):
            print(f"  {count:6} {reason}\n         {self.examples[reason]}")
        for line in self.wrong[:SHOWN]:
            print(f"  WRONG  {line}")
        return 1 if self.wrong else 0
