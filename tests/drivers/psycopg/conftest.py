"""A guard, a shop and a meter for the tests of the psycopg adapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import servers
from meter import psycopg as meter

import guarded_db
from guarded_db.drivers.psycopg import DRIVER

POLICY: dict[str, Any] = {
    "version": 1,
    "name": "t",
    "default": "allow",
    "unknown": "deny",
    "anonymous": "service",
    "labels": {"email": ["users.email", "others.email"]},
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
CREATE TABLE users (id int PRIMARY KEY, name text, email text);
INSERT INTO users VALUES (1, 'ann', 'ann@example.com'), (2, 'bob', 'bob@example.com');
CREATE TABLE orders (id serial PRIMARY KEY, item text);
CREATE TABLE many AS SELECT g AS n FROM generate_series(1, 7) g;
CREATE VIEW people AS SELECT name AS who, email AS mail FROM users;
CREATE FUNCTION peek() RETURNS SETOF text LANGUAGE sql AS 'SELECT email FROM users'
"""

MASKED = ["***@example.com", "***@example.com"]

Connect = Callable[..., Any]


@pytest.fixture(autouse=True)
def metered() -> Iterator[None]:
    """Fail a test in which a guarded connection sent a statement that no decision covers."""
    DRIVER.install()
    meter.install()
    meter.violations()
    yield
    assert meter.violations() == []


@pytest.fixture
def shop(postgres: servers.Database) -> servers.Database:
    """A database with users, whose e-mail addresses are to be protected."""
    with psycopg.connect(postgres.dsn, autocommit=True) as raw:
        raw.execute(SHOP)
    return postgres


@pytest.fixture
def guard(home: Path) -> Iterator[guarded_db.Guard]:
    """A guard with the shop's policy."""
    with guarded_db.Guard(POLICY) as guard:
        yield guard


@pytest.fixture
def connect(guard: guarded_db.Guard, shop: servers.Database) -> Iterator[Connect]:
    """A function that opens guarded connections to the shop; they are closed after the test."""
    opened: list[Any] = []

    def connect(function: Any = psycopg.connect, **options: Any) -> Any:
        opened.append(guard.connect(function, shop.dsn, **options))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture
def conn(connect: Connect) -> Any:
    """A guarded connection to the shop."""
    return connect()
