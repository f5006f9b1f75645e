"""A guard, a shop and a meter for the tests of the PyMySQL adapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import servers
from meter import pymysql as meter

import guarded_db

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

Connect = Callable[..., Any]


@pytest.fixture(autouse=True)
def metered() -> Iterator[None]:
    """Fail a test in which a guarded connection sent a command that no one had decided on."""
    meter.install()
    meter.reset()
    yield
    assert meter.violations() == []


@pytest.fixture
def shop(mariadb: servers.Database) -> servers.Database:
    """A database with users, one of them with an e-mail address to protect."""
    mariadb.run(
        "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20), email VARCHAR(50), secret VARCHAR(20))",
        "INSERT INTO users VALUES (1, 'ann', 'ann@example.com', 's3cret'), (2, 'bob', 'bob@example.com', 'hush')",
        "CREATE TABLE orders (id INT PRIMARY KEY AUTO_INCREMENT, item VARCHAR(20))",
        "CREATE TABLE many (n INT)",
        "INSERT INTO many VALUES (1),(2),(3),(4),(5),(6),(7)",
    )
    return mariadb


@pytest.fixture
def guard(home: Path) -> Iterator[guarded_db.Guard]:
    """A guard with the shop's policy."""
    with guarded_db.Guard(POLICY) as guard:
        yield guard


@pytest.fixture
def observer(tmp_path: Path) -> Iterator[guarded_db.Guard]:
    """A guard that only looks."""
    with guarded_db.Guard("observe", home=tmp_path / "observer") as guard:
        yield guard


@pytest.fixture
def connect(guard: guarded_db.Guard, shop: servers.Database) -> Iterator[Connect]:
    """Open guarded connections to the shop; they are closed at the end."""
    import pymysql

    opened: list[Any] = []

    def connect(**options: Any) -> Any:
        connection = guard.connect(pymysql.connect, **{**shop.options, **options})
        opened.append(connection)
        return connection

    yield connect
    for connection in opened:
        if connection.open:
            connection.close()
