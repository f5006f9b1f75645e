"""A guard, a shop and a meter for the tests of the sqlite3 adapter."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from meter import sqlite as meter

import guarded_db
from guarded_db.audit.reading import records as read_records

POLICY: dict[str, Any] = {
    "version": 1,
    "name": "t",
    "default": "allow",
    "unknown": "deny",
    "anonymous": "service",
    "labels": {"email": ["users.email"], "secret": ["users.secret"]},
    "masks": {"email": {"kind": "partial", "keep": "domain"}},
    "rules": [
        {"id": "no-drop", "effect": "deny", "actions": ["drop"]},
        {
            "id": "few",
            "effect": "allow",
            "actions": ["read"],
            "tables": ["many"],
            "limits": {"rows": 5},
        },
    ],
}

SHOP = """
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT, secret TEXT);
INSERT INTO users VALUES (1, 'ann', 'ann@example.com', 's3cret'), (2, 'bob', 'bob@example.org', 'hush');
CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT);
INSERT INTO orders VALUES (1, 'tea'), (2, 'milk');
CREATE TABLE many (n INTEGER);
INSERT INTO many VALUES (1), (2), (3), (4), (5), (6), (7);
CREATE VIEW contacts AS SELECT id, email AS address FROM users;
"""

RAW = ("ann@example.com", "bob@example.org", "ann@", "bob@", "s3cret", "hush")
"""What nobody may see."""


@pytest.fixture(autouse=True)
def metered() -> Iterator[None]:
    """Fail a test in which a guarded connection ran a statement that no one had decided on."""
    meter.install()
    meter.reset()
    yield
    assert meter.violations() == []


@pytest.fixture
def shop(sqlite_path: Path) -> Path:
    """A database file with users whose e-mail addresses are protected."""
    with closing(sqlite3.connect(sqlite_path)) as raw:
        raw.executescript(SHOP)
    return sqlite_path


@pytest.fixture
def guard() -> Iterator[guarded_db.Guard]:
    """A guard with the shop's policy."""
    with guarded_db.Guard(POLICY) as guard:
        yield guard


@pytest.fixture
def observer(tmp_path: Path) -> Iterator[guarded_db.Guard]:
    """A guard that only observes."""
    with guarded_db.Guard("observe", home=tmp_path / "observer") as guard:
        yield guard


@pytest.fixture
def conn(guard: guarded_db.Guard, shop: Path) -> Iterator[Any]:
    """A guarded connection to the shop."""
    with closing(guard.connect(f"sqlite:///{shop}")) as conn:
        yield conn


Records = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def records(home: Path) -> Records:
    """Return a function that returns the audit records of the test's guard so far."""
    return lambda: [entry.data for entry in read_records(home / "audit")]
