"""What the tests of the integrations share: one policy, one guard, doors that are taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import guarded_db
from guarded_db.audit.reading import records

POLICY: dict[str, Any] = {
    "version": 1,
    "name": "shop",
    "default": "allow",
    "unknown": "deny",
    "anonymous": "service",
    "labels": {"email": ["people.email"]},
    "masks": {"email": {"kind": "partial", "keep": "domain"}},
    "rules": [
        {
            "id": "no-drops",
            "effect": "deny",
            "actions": ["drop"],
            "reason": "nothing is dropped here",
        }
    ],
}
MASKED = "***@example.com"
PLAIN = "ada@example.com"
CREATE = (
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20), email VARCHAR(40))",
    "INSERT INTO people VALUES (1, 'Ada', 'ada@example.com')",
)

Undone = Callable[[Callable[[], None]], Callable[[], None]]


@pytest.fixture
def policy() -> dict[str, Any]:
    """The policy of these tests: e-mail addresses masked, nothing dropped."""
    return POLICY


@pytest.fixture
def guard(home: Path) -> Iterator[guarded_db.Guard]:
    """A guard with the policy above."""
    with guarded_db.Guard(POLICY) as made:
        yield made


@pytest.fixture
def statements(guard: guarded_db.Guard) -> Callable[[], list[dict[str, Any]]]:
    """Return the records of statements so far."""

    def read() -> list[dict[str, Any]]:
        guard.core.ledger.sync()
        found = (entry.data for entry in records(guard.core.ledger.folder))
        return [record for record in found if record["event"].startswith("statement")]

    return read


@pytest.fixture
def undone() -> Iterator[Undone]:
    """Take process-wide doors back at the end of the test, also when it fails."""
    with ExitStack() as stack:

        def later(undo: Callable[[], None]) -> Callable[[], None]:
            stack.callback(undo)
            return undo

        yield later


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A SQLite database with one person in it."""
    import sqlite3

    path = tmp_path / "shop.db"
    connection = sqlite3.connect(path)
    for statement in CREATE:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path
