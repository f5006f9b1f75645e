"""What reading a statement costs: guarded_db's facts at first sight and from the cache, beside what others do with it.

sqlparse and sqlglot's parser only build a tree; `sqlglot parse + qualify` also resolves names against a schema, which
is the nearest that a library offers to facts with lineage. Rounds take turns, the best one counts, in CPU time of the
thread, so that a noisy machine hurts little.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import sqlglot
import sqlparse
from rich.table import Table
from sqlglot.optimizer.qualify import qualify

from guarded_db.execution.core import EntryCache
from guarded_db.execution.verdict import Entry
from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.facts import Dialect, Relation
from guarded_db.sql.understand import understand

ROUNDS = 15
CALLS = {"short": 40, "short write": 40, "ten lines": 10, "ten lines, write": 10, "200 lines": 2}
"""Calls of one round."""

CACHED = "guarded_db, cached"

TABLES = {
    "customers": ("id", "name", "region", "status", "email"),
    "orders": ("id", "customer_id", "amount", "placed_at"),
    "refunds": ("id", "order_id", "amount"),
}

TYPES = {"id": "integer", "customer_id": "integer", "order_id": "integer", "amount": "integer"}

SHORT = "SELECT id, name, email FROM customers WHERE id = 7"

SHORT_WRITE = "UPDATE customers SET name = 'x' WHERE id = 7"

TEN_LINES_WRITE = """
UPDATE orders o
SET amount = o.amount * 2,
    placed_at = now()
FROM customers c
WHERE c.id = o.customer_id
  AND c.email LIKE '%example.org'
  AND o.amount BETWEEN 10 AND 2000
  AND (o.placed_at IS NULL OR o.placed_at <> '2026-01-01')
  AND c.status IN ('active', 'new')
RETURNING o.id, o.amount, c.name
"""

TEN_LINES = """
SELECT c.region, c.name, count(*) AS orders, sum(o.amount) AS total,
       avg(o.amount) AS mean
FROM customers c
JOIN orders o ON o.customer_id = c.id
LEFT JOIN refunds r ON r.order_id = o.id AND r.amount > 10
WHERE o.placed_at >= '2026-01-01'
  AND c.status IN ('active', 'new')
GROUP BY c.region, c.name
HAVING sum(o.amount) > 100
ORDER BY total DESC LIMIT 20
"""


def long_query() -> str:
    """A report of 200 lines: eighteen CTEs of ten lines, joined."""
    parts = [
        f"part{n} AS (\n{TEN_LINES.strip().replace('LIMIT 20', f'LIMIT {n + 1}')}\n)"
        for n in range(18)
    ]
    joins = "\n".join(f"LEFT JOIN part{n} p{n} ON p{n}.region = p0.region" for n in range(1, 18))
    return f"WITH {', '.join(parts)}\nSELECT p0.region, p0.total, p17.mean\nFROM part0 p0\n{joins}"


def catalog() -> Catalog:
    """The three tables, as the database would tell of them."""
    infos = [
        RelationInfo(
            Relation("public", name),
            "table",
            columns,
            required=frozenset({"id"}),
            keys=(frozenset({"id"}),),
            types={column: TYPES.get(column, "text") for column in columns},
        )
        for name, columns in TABLES.items()
    ]
    return Catalog({("public", i.relation.name): i for i in infos}, ("public",), "postgres")


def contenders() -> dict[str, Callable[[str], object]]:
    """What reads a text, by name."""
    dialect, known = Dialect("postgres"), catalog()
    schema = {name: dict.fromkeys(columns, "text") for name, columns in TABLES.items()}
    cache = EntryCache()

    def cached(text: str) -> object:
        entry = cache.entries.get(text)
        if entry is None:
            cache.add(text, Entry(understand(text, dialect, known).statements))
        return entry

    def qualified(text: str) -> object:
        return qualify(
            sqlglot.parse_one(text, dialect="postgres"), dialect="postgres", schema=schema
        )

    return {
        "sqlparse.parse": sqlparse.parse,
        "sqlglot.parse": lambda text: sqlglot.parse(text, dialect="postgres"),
        "sqlglot parse + qualify": qualified,
        "guarded_db, first sight": lambda text: understand(text, dialect, known),
        CACHED: cached,
    }


def measure() -> Table:
    """Run all of it; return the table to print."""
    table = Table(title="reading a statement, µs of CPU time", title_justify="left")
    table.add_column("what")
    queries = {
        "short": SHORT,
        "short write": SHORT_WRITE,
        "ten lines": TEN_LINES,
        "ten lines, write": TEN_LINES_WRITE,
        "200 lines": long_query(),
    }
    for name in queries:
        table.add_column(name, justify="right")
        table.add_column("× sqlglot.parse", justify="right")
    works = contenders()
    best = {(work, query): min(times) for (work, query), times in _rounds(works, queries).items()}
    for work in works:
        cells = []
        for query in queries:
            base = best["sqlglot.parse", query]
            spent = best[work, query]
            cells += [f"{spent:,.1f}" if spent > 1 else f"{spent:.2f}", f"{spent / base:.2g}"]
        table.add_row(work, *cells)
    return table


def _rounds(
    works: dict[str, Callable[[str], object]], queries: dict[str, str]
) -> dict[tuple[str, str], list[float]]:
    times: dict[tuple[str, str], list[float]] = {}
    for _ in range(ROUNDS):
        for query, text in queries.items():
            for name, work in works.items():
                calls = CALLS[query] * (1000 if name == CACHED else 1)
                start = time.thread_time_ns()
                for _ in range(calls):
                    work(text)
                spent = (time.thread_time_ns() - start) / calls / 1e3
                times.setdefault((name, query), []).append(spent)
    return times
