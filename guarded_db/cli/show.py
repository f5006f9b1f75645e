"""Records of the ledger as people read them: one line each, or one whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.table import Table
from rich.text import Text

LONGEST = 240
"""Characters of a statement in a list of records."""

COLORS = {"ok": "green", "denied": "red", "error": "yellow", "cancelled": "yellow"} | dict.fromkeys(
    ("would deny", "would approve", "would grant"), "magenta"
)


def records_table() -> Table:
    """Return an empty table for `record_row`."""
    table = Table(show_header=False, box=None, padding=(0, 1), pad_edge=False)
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    return table


def record_row(segment: str, sequence: int, data: dict[str, Any]) -> tuple[Text, ...]:
    """Return one row of `records_table` for a parsed record: what above, by whom and by which rules below."""
    said = record_words(segment, sequence, data)
    below = "\n".join(text for text in (said.who, said.rules) if text)
    return (
        Text(said.record, "dim"),
        Text(said.time[:8]),
        Text(said.status, COLORS.get(said.status, "")),
        Text.assemble(said.what, "\n", (below, "dim")),
    )


def record_line(segment: str, sequence: int, data: dict[str, Any]) -> Text:
    """Return a parsed record in one line, for `audit tail --follow`."""
    said = record_words(segment, sequence, data)
    parts = [
        Text(said.record, "dim"),
        Text(said.time),
        Text(said.status, COLORS.get(said.status, "")),
    ]
    parts += [Text(text) for text in (said.who, said.what, said.rules) if text]
    return Text("  ").join(parts)


@dataclass(frozen=True, slots=True)
class Words:
    """What people want to know of a record first."""

    record: str
    """As `audit show` takes it."""
    time: str
    status: str
    who: str
    what: str
    rules: str


def record_words(segment: str, sequence: int, data: dict[str, Any]) -> Words:
    """Return the words for a parsed record."""
    outcome = data.get("outcome") or {}
    may = data.get("may") or {}
    rules = may.get("rules") or []
    status = str(outcome.get("status", "")) or "-"
    if may.get("would", "allow") != "allow":
        status = f"would {may['would']}"
    return Words(
        record=f"{segment[-8:]}:{sequence}",
        time=str((data.get("when") or {}).get("utc", ""))[11:23],
        status=status,
        who=who_text(data.get("who") or {}),
        what=shortened(what_text(data)),
        rules=f"by {', '.join(map(str, rules))}" if rules else "",
    )


def shortened(text: str) -> str:
    """Return the beginning of a long text; `audit show` has the whole."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def who_text(who: dict[str, Any]) -> str:
    """Return actor, chain and purpose in one line."""
    parts = [str(who.get("id", ""))]
    behind = who.get("on_behalf_of")
    while isinstance(behind, dict):
        parts.append(f"for {behind.get('id', '')}")
        behind = behind.get("on_behalf_of")
    if purpose := who.get("purpose"):
        parts.append(f"({purpose})")
    return " ".join(parts)


def what_text(data: dict[str, Any]) -> str:
    """Return what a record is about in one line."""
    statements = (data.get("what") or {}).get("statements")
    if not statements:
        return str(data.get("event", ""))
    text = "; ".join(str(statement.get("text", "")) for statement in statements)
    return " ".join(text.split())
