"""Lineage of generated queries covers where planted values come out on a real SQLite."""

from __future__ import annotations

import sqlite3
from functools import cache

from hypothesis import HealthCheck, given, settings
from sql.planting import leaks, setup
from sql.strategies import queries as generated

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Dialect
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand


@cache
def _planted() -> tuple[sqlite3.Connection, Catalog]:
    connection = sqlite3.connect(":memory:")
    for sql, params in setup("text"):
        connection.execute(sql, params)
    return connection, build(
        "sqlite", [connection.execute(q).fetchall() for q in queries("sqlite")]
    )


@settings(
    max_examples=250, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(generated)
def test_lineage_covers_where_planted_values_come_out(sql: str) -> None:
    connection, catalog = _planted()
    (facts,) = understand(sql, Dialect("sqlite"), catalog).statements
    rows = connection.execute(sql).fetchall()

    assert facts.conceded == ()
    assert facts.outputs is not None
    assert leaks(facts, rows) == []


@settings(max_examples=60)
@given(generated)
def test_comments_case_and_white_space_change_no_facts(sql: str) -> None:
    _, catalog = _planted()
    changed = (
        "/* x; */ " + sql.replace(" from ", "\n\tFROM -- y\n ").replace("select", "SeLeCt") + " ;"
    )
    before = understand(sql, Dialect("sqlite"), catalog).statements[0]
    after = understand(changed, Dialect("sqlite"), catalog).statements[0]

    assert (after.kind, after.reads, after.outputs) == (before.kind, before.reads, before.outputs)
