"""Who asks reaches decision and record through real drivers, in blocks, decorators, tasks and threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

import guarded_db
from guarded_db.audit.reading import records

POLICY: dict[str, Any] = {
    "version": 1,
    "name": "by-identity",
    "default": "deny",
    "anonymous": "service",
    "labels": {"email": ["people.email"]},
    "masks": {"email": {"kind": "partial", "keep": "domain"}},
    "reveal": [{"labels": ["email"], "to": {"groups": ["leads"]}, "purpose": "required"}],
    "rules": [
        {"id": "catalogue", "effect": "allow", "actions": ["read"], "tables": ["goods"]},
        {
            "id": "people",
            "effect": "allow",
            "who": {"groups": ["support"]},
            "actions": ["read"],
            "tables": ["people"],
        },
        {
            "id": "for-jane",
            "effect": "allow",
            "who": {"kind": "agent", "on_behalf_of": {"id": "user:jane@example.com"}},
            "actions": ["read"],
            "tables": ["people"],
        },
    ],
}
CREATE = (
    "CREATE TABLE people (id INTEGER PRIMARY KEY, email VARCHAR(40))",
    "INSERT INTO people VALUES (1, 'ada@example.com')",
    "CREATE TABLE goods (id INTEGER PRIMARY KEY, name VARCHAR(40))",
    "INSERT INTO goods VALUES (1, 'a wire')",
)
PEOPLE, GOODS = "SELECT email FROM people", "SELECT name FROM goods"
MASKED, PLAIN = "***@example.com", "ada@example.com"


class Shop:
    """A guard and a database, and how to ask it."""

    def __init__(self, guard: guarded_db.Guard, connect: Callable[[], Any]) -> None:
        self.guard = guard
        self.connect = connect

    def read(self, sql: str) -> Any:
        """Ask on a connection of its own."""
        connection = self.connect()
        try:
            cursor = connection.cursor()
            cursor.execute(sql)
            return cursor.fetchone()[0]
        finally:
            connection.close()

    def who(self) -> list[dict[str, Any]]:
        """Return who stands in the records of statements."""
        self.guard.core.ledger.sync()
        found = (entry.data for entry in records(self.guard.core.ledger.folder))
        return [record["who"] for record in found if record["event"] == "statement"]


@pytest.fixture(params=["sqlite3", "psycopg", "pymysql"])
def shop(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Any:
    """The same shop behind three drivers."""
    import sqlite3

    with guarded_db.Guard(POLICY) as guard:
        if request.param == "sqlite3":
            path = tmp_path / "shop.db"
            connection = sqlite3.connect(path)
            for statement in CREATE:
                connection.execute(statement)
            connection.commit()
            connection.close()
            yield Shop(guard, lambda: guard.connect(f"sqlite:///{path}"))
        else:
            server = request.getfixturevalue(
                "postgres" if request.param == "psycopg" else "mariadb"
            )
            server.run(*CREATE)
            yield Shop(guard, lambda: guard.connect(server.url))


def test_the_identity_decides_what_is_allowed_and_what_is_masked(shop: Shop) -> None:
    with guarded_db.identity("user:ben", groups=["support"]):
        masked = shop.read(PEOPLE)
    with guarded_db.identity("user:eve", groups=["support", "leads"], purpose="SUP-1"):
        plain = shop.read(PEOPLE)
    with guarded_db.identity("user:eve", groups=["support", "leads"]):
        purposeless = shop.read(PEOPLE)
    with guarded_db.identity("user:mallory"), pytest.raises(guarded_db.Denied):
        shop.read(PEOPLE)

    assert (masked, plain, purposeless) == (MASKED, PLAIN, MASKED)
    assert [who["id"] for who in shop.who()] == ["user:ben", "user:eve", "user:eve", "user:mallory"]


def test_nested_identities_are_a_chain_in_decision_and_record(shop: Shop) -> None:
    with guarded_db.identity("user:jane@example.com"):
        with pytest.raises(guarded_db.Denied):
            shop.read(PEOPLE)
        with guarded_db.identity("agent:copilot", purpose="SUP-2"):
            allowed = shop.read(PEOPLE)
    with guarded_db.identity("agent:copilot"), pytest.raises(guarded_db.Denied):
        shop.read(PEOPLE)

    assert allowed == MASKED
    said = shop.who()[1]
    assert (said["id"], said["purpose"]) == ("agent:copilot", "SUP-2")
    assert said["on_behalf_of"]["id"] == "user:jane@example.com"


def test_a_block_ends_for_a_connection_that_stays_open(shop: Shop) -> None:
    connection = shop.connect()
    cursor = connection.cursor()
    with guarded_db.identity("user:ben", groups=["support"]):
        cursor.execute(PEOPLE)
        inside = cursor.fetchone()[0]
    with pytest.raises(guarded_db.Denied):
        cursor.execute(PEOPLE)
    connection.close()

    assert inside == MASKED


def test_a_decorated_function_asks_as_its_identity(shop: Shop) -> None:
    @guarded_db.identity("service:report", groups=["support"])
    def report() -> Any:
        return shop.read(PEOPLE)

    assert report() == MASKED
    with pytest.raises(guarded_db.Denied):
        shop.read(PEOPLE)


def test_a_thread_pool_gets_the_identity_only_where_it_is_propagated(shop: Shop) -> None:
    with ThreadPoolExecutor(2) as threads, guarded_db.identity("user:ben", groups=["support"]):
        carried = threads.submit(guarded_db.identity.propagate(shop.read), PEOPLE).result()
        lost = threads.submit(shop.read, PEOPLE)
        with pytest.raises(guarded_db.Denied):
            lost.result()

    assert carried == MASKED
    assert shop.who()[0]["id"] == "user:ben"
    assert shop.who()[1]["id"].startswith("service:")


def test_without_an_identity_the_recorded_service_has_the_fewest_rights(shop: Shop) -> None:
    assert shop.read(GOODS) == "a wire"
    with pytest.raises(guarded_db.Denied):
        shop.read(PEOPLE)

    said = shop.who()[0]
    assert said["id"].startswith("service:")
    assert said["kind"] == "service"
    assert not said.get("verified")


def test_a_policy_that_denies_the_anonymous_lets_nothing_through_without_an_identity(
    home: Path,
) -> None:
    strict = {"version": 1, "name": "named", "default": "allow", "anonymous": "deny"}
    with guarded_db.Guard(strict) as guard:
        connection = guard.connect("sqlite://")
        with pytest.raises(guarded_db.Denied, match="identity"):
            connection.execute("SELECT 1")
        with guarded_db.identity("user:jane"):
            rows = connection.execute("SELECT 1").fetchall()
        connection.close()

    assert rows == [(1,)]


async def test_tasks_ask_each_as_their_own_identity(postgres: Any, home: Path) -> None:
    postgres.run(*CREATE)
    with guarded_db.Guard(POLICY) as guard:

        @guarded_db.identity("agent:reader", groups=["support"])
        async def decorated(connection: Any) -> Any:
            await asyncio.sleep(0)
            return (await (await connection.execute(PEOPLE)).fetchone())[0]

        async def block(name: str, *groups: str) -> Any:
            connect = psycopg.AsyncConnection.connect
            async with await guard.aconnect(connect, **postgres.options) as connection:
                async with guarded_db.identity(name, groups=groups, purpose="SUP-3"):
                    await asyncio.sleep(0)
                    cursor = await connection.execute(PEOPLE)
                    inside = (await cursor.fetchone())[0]
                return inside, await decorated(connection)

        found = await asyncio.gather(
            block("user:a", "support"),
            block("user:b", "support", "leads"),
            block("user:c", "support"),
        )
        asked = {who["id"] for who in Shop(guard, lambda: None).who()}

    assert found == [(MASKED, MASKED), (PLAIN, MASKED), (MASKED, MASKED)]
    assert asked >= {"user:a", "user:b", "user:c", "agent:reader"}
