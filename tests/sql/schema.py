"""A schema made up from a seed, in which every value says which column it stands in."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterable, Sequence
from typing import Any

from guarded_db.sql.facts import Column, Facts

SEED = int(os.environ.get("GUARDED_DB_TEST_SEED", "1"))
TEXTS = ("email", "name", "ssn", "note", "sku")
NUMBERS = {"id": 9000, "k": 5550}
"""The same in every table, so that joins find rows; the values of a row are these plus its number."""

ROWS = 2
_MARK = re.compile(r"(t[a-h])_([a-z]+)_\d", re.IGNORECASE)

Columns = list[tuple[str, str]]
"""Names, each with its kind: `t`ext or `n`umber."""


def _tables(chance: random.Random) -> dict[str, Columns]:
    found: dict[str, Columns] = {}
    for letter in "abcdefgh"[: chance.randint(4, 8)]:
        texts = chance.sample(TEXTS, chance.randint(1, len(TEXTS)))
        found[f"t{letter}"] = [("id", "n"), ("k", "n"), *((t, "t") for t in texts)]
    return found


def _views(chance: random.Random) -> dict[str, tuple[str, Columns]]:
    """Views over tables, joins, and views."""
    found: dict[str, tuple[str, Columns]] = {}
    for number in range(4):
        name = f"v{number}"
        table = chance.choice(sorted(TABLES))
        first = next(c for c, kind in TABLES[table] if kind == "t")
        other = chance.choice(sorted(TABLES))
        last = [c for c, kind in TABLES[other] if kind == "t"][-1]
        below = [n for n, (_, columns) in found.items() if len(columns) == 2]
        bodies = [
            f"select id as i, lower({first}) as p from {table}",
            f"select x.id as i, y.{last} as p from {table} x join {other} y on y.k = x.k",
            f"select k as i, {first} as p from {table} union all select k, {last} from {other}",
        ]
        if below:
            bodies.append(f"select i as i, p as p from {chance.choice(below)} where i is not null")
        found[name] = (chance.choice(bodies), [("i", "n"), ("p", "t")])
    return found


_chance = random.Random(SEED)
TABLES = _tables(_chance)
VIEWS = _views(_chance)
RELATIONS = {**TABLES, **{name: columns for name, (_, columns) in VIEWS.items()}}


def value(table: str, column: str, row: int) -> object:
    """What stands in a column of a row."""
    base = NUMBERS.get(column)
    return f"{table}_{column}_{row}" if base is None else base + row


def setup(text: str) -> Iterable[tuple[str, tuple[object, ...]]]:
    """The statements that make the schema, with their parameters (as `?`)."""
    for table, columns in TABLES.items():
        kinds = [f"{c} {'integer' if kind == 'n' else text}" for c, kind in columns]
        kinds[0] += " primary key"
        yield f"create table {table} ({', '.join(kinds)})", ()
        for row in range(1, ROWS + 1):
            marks = ", ".join("?" for _ in columns)
            values = tuple(value(table, c, row) for c, _ in columns)
            yield f"insert into {table} values ({marks})", values
    for name, (query, _) in VIEWS.items():
        yield f"create view {name} as {query}", ()


def leaks(facts: Facts, rows: Sequence[Sequence[Any]]) -> list[str]:
    """Every planted text that came out in a column whose sources do not name its column, or that is not direct."""
    assert facts.outputs is not None
    problems: list[str] = []
    for row in rows:
        if len(row) != len(facts.outputs):
            return [f"{len(row)} columns came, {len(facts.outputs)} were expected"]
        for cell, output in zip(row, facts.outputs, strict=True):
            named = {(c.relation.name, c.name) for c in output.sources}
            shown = cell.decode() if isinstance(cell, bytes) else str(cell)
            for found in _MARK.finditer(shown):
                if (found[1].lower(), found[2].lower()) not in named:
                    problems.append(f"`{output.name}` shows {found[0]}, has {sorted(named)}")
            if output.direct and _MARK.search(shown) and not _MARK.fullmatch(shown):
                problems.append(f"`{output.name}` is not direct: {shown}")
            if isinstance(cell, int) and cell - 1 in NUMBERS.values() and not output.sources:
                problems.append(f"`{output.name}` shows {cell} of nowhere")
    return problems


def columns(found: Iterable[Column]) -> set[tuple[str, str]]:
    """Columns as pairs of names."""
    return {(c.relation.name, c.name) for c in found}
