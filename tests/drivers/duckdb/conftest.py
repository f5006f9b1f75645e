"""Guards, a small shop with planted values, and the meter that fails any test with a statement run unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from meter import duckdb as meter

from guarded_db import Guard

PLANTED = "planted-zyxw"
"""Stands in every protected value, and in nothing else."""

LABELS: dict[str, Any] = {
    "version": 1,
    "name": "duckdb-test",
    "extends": ["safe-writes"],
    "default": "allow",
    "unknown": "deny",
    "anonymous": "service",
    "labels": {"email": ["users.email", "s2.users.email"], "card": ["users.card"]},
    "masks": {"email": {"kind": "partial", "keep": "domain"}},
}
"""Emails keep their domain, card numbers are redacted; ordinary work is allowed."""

SHOP = f"""
CREATE TABLE users (id INTEGER, name VARCHAR, email VARCHAR, card VARCHAR, age INTEGER);
INSERT INTO users VALUES
  (1, 'Ann', '{PLANTED}-ann@example.com', '{PLANTED}-4111', 31),
  (2, 'Bob', '{PLANTED}-bob@example.org', NULL, 42);
CREATE TABLE orders (id INTEGER, user_id INTEGER, total DOUBLE);
INSERT INTO orders VALUES (1, 1, 9.5), (2, 1, 20.0), (3, 2, 1.25);
CREATE VIEW contacts AS SELECT id, email AS contact FROM users;
"""


@pytest.fixture(autouse=True)
def metered() -> Iterator[None]:
    """Fail the test when a guarded connection ran a statement that was not decided."""
    meter.install()
    meter.violations()
    yield
    assert meter.violations() == []


@pytest.fixture
def shop() -> Iterator[duckdb.DuckDBPyConnection]:
    """A raw connection to a database of its own with the shop in it."""
    connection = duckdb.connect(":memory:")
    connection.execute(SHOP).fetchall()
    yield connection
    connection.close()


@pytest.fixture
def guard(tmp_path: Path) -> Iterator[Guard]:
    """A guard with labels."""
    with Guard(LABELS, home=tmp_path / "home") as made:
        yield made


@pytest.fixture
def observing(tmp_path: Path) -> Iterator[Guard]:
    """A guard that lets everything pass and records it."""
    with Guard("observe", home=tmp_path / "home") as made:
        yield made


@pytest.fixture
def connection(guard: Guard, shop: duckdb.DuckDBPyConnection) -> Any:
    """The shop, guarded with labels."""
    return guard.wrap(shop)


@pytest.fixture
def open_connection(observing: Guard, shop: duckdb.DuckDBPyConnection) -> Any:
    """The shop, guarded with the pack `observe`."""
    return observing.wrap(shop)


@pytest.fixture
def planted() -> str:
    """The text that stands in every protected value, and in nothing else."""
    return PLANTED


@pytest.fixture
def labels() -> dict[str, Any]:
    """A policy with labels, as a mapping to change."""
    return dict(LABELS)


@pytest.fixture
def shop_text() -> str:
    """The SQL that makes the shop."""
    return SHOP
