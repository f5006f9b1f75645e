"""A schema in which every value says which column it stands in, for real databases of four kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from guarded_db.sql.facts import Column, Facts

COLUMNS = {
    "users": ("id", "k", "email", "name", "ssn"),
    "orders": ("id", "k", "user_id", "total", "note"),
    "items": ("id", "k", "order_id", "sku"),
    "pets": ("id", "k", "pet"),
}
NUMBERS = {
    ("users", "id"): 9000,
    ("orders", "user_id"): 9000,
    ("orders", "id"): 8000,
    ("items", "order_id"): 8000,
}
NUMBERS |= {("items", "id"): 9000, ("pets", "id"): 9000, ("orders", "total"): 77770}
NUMBERS |= {(t, "k"): 5550 for t in COLUMNS}
ROWS = 3
VIEWS = (
    "create view v_users as select id, email as mail, lower(name) as lname from users",
    "create view v_deep as select mail as m, id as i from v_users",
    "create view v_star as select u.id, u.ssn as s, o.note from users u join orders o on o.user_id = u.id",
)
_MARK = re.compile(r"(users|orders|items|pets)_(email|name|ssn|note|sku|pet)_\d", re.IGNORECASE)


def value(table: str, column: str, row: int) -> object:
    base = NUMBERS.get((table, column))
    return f"{table}_{column}_{row}" if base is None else base + row


def setup(text: str = "varchar(60)") -> Iterable[tuple[str, tuple[object, ...]]]:
    """The statements that make the schema, with their parameters (as `?`)."""
    for table, columns in COLUMNS.items():
        kinds = [f"{c} {'integer' if (table, c) in NUMBERS else text}" for c in columns]
        kinds[0] += " primary key"
        yield f"create table {table} ({', '.join(kinds)})", ()
        for row in range(1, ROWS + 1):
            marks = ", ".join("?" for _ in columns)
            yield (
                f"insert into {table} values ({marks})",
                tuple(value(table, c, row) for c in columns),
            )
    for view in VIEWS:
        yield view, ()


def holders(cell: Any) -> Iterable[frozenset[tuple[str, str]]]:
    """For every planted value inside a cell: the columns that hold it."""
    if isinstance(cell, (bytes, bytearray, memoryview)):
        cell = bytes(cell).decode("utf-8", "replace")
    shown = str(cell)
    for found in _MARK.finditer(shown):
        yield frozenset({(found[1].lower(), found[2].lower())})
    if isinstance(cell, int) and not isinstance(cell, bool):
        held = frozenset(k for k, base in NUMBERS.items() if base < cell <= base + ROWS)
        if held:
            yield held


def leaks(facts: Facts, rows: Sequence[Sequence[Any]]) -> list[str]:
    """Every planted value that came out in a column whose sources do not name its column."""
    problems: list[str] = []
    if facts.outputs is None:
        return _anywhere(facts, rows)
    for row in rows:
        if len(row) != len(facts.outputs):
            return [f"{len(row)} columns came, {len(facts.outputs)} were expected"]
        for position, (cell, output) in enumerate(zip(row, facts.outputs, strict=True)):
            named = _named(output.sources)
            for held in holders(cell):
                if not _covers(named, held):
                    problems.append(
                        f"column {position} `{output.name}` shows {sorted(held)}, has {sorted(named)}"
                    )
            if (
                output.direct
                and isinstance(cell, str)
                and re.match("users_[ens]", cell)
                and not _MARK.fullmatch(cell)
            ):
                problems.append(f"column {position} `{output.name}` is not direct: {cell!r}")
    return problems


def _anywhere(facts: Facts, rows: Sequence[Sequence[Any]]) -> list[str]:
    named = _named(facts.columns_read)
    cells = (held for row in rows for cell in row for held in holders(cell))
    return [
        f"{sorted(held)} came out and is not among the columns read"
        for held in cells
        if not _covers(named, held)
    ]


def _named(columns: Iterable[Column]) -> set[tuple[str, str]]:
    return {(c.relation.name, c.name) for c in columns}


def _covers(named: set[tuple[str, str]], held: frozenset[tuple[str, str]]) -> bool:
    return any(h in named or (h[0], "*") in named for h in held)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and not line.startswith("--")]
