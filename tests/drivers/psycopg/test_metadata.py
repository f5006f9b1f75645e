"""A reading of a statement that the server's description of the result contradicts releases no row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from guarded_db import NotUnderstood
from guarded_db.sql import understand
from guarded_db.sql.facts import Column, Facts, Output, Relation

from .conftest import MASKED, Connect

QUERY = "SELECT email FROM users ORDER BY id"


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `email` is taken for a `name`, with all that the facts say of it."""
    honest = understand._read_one
    lie = frozenset({Column(Relation("public", "users"), "name")})

    def read(draft: Any, doubt: str) -> Facts:
        facts = honest(draft, doubt)
        outputs = tuple(Output(o.name, lie, o.direct) for o in facts.outputs or ())
        return replace(facts, outputs=outputs, columns_read=lie, predicates=())

    monkeypatch.setattr(understand, "_read_one", read)


def _cursor(**options: Any) -> Callable[[Any], Any]:
    def run(conn: Any) -> Any:
        with conn.cursor(**options) as cursor:
            return cursor.execute(QUERY).fetchall()

    return run


def _stream(conn: Any) -> Any:
    with conn.cursor() as cursor:
        return list(cursor.stream(QUERY))


def _pipeline(conn: Any) -> Any:
    with conn.pipeline():
        cursor = conn.execute(QUERY)
        return cursor.fetchall()


def _returning(conn: Any) -> Any:
    return conn.execute("UPDATE users SET name = name RETURNING email").fetchall()


def _deep(conn: Any) -> Any:
    return conn.execute(
        "WITH a AS (SELECT email AS email FROM users), b AS (SELECT * FROM a) SELECT x.email FROM b x"
    ).fetchall()


def _many(conn: Any) -> Any:
    with conn.cursor() as cursor:
        cursor.executemany("SELECT email FROM users WHERE id = %s", [(1,), (2,)], returning=True)
        return cursor.fetchall()


def _batch(conn: Any) -> Any:
    cursor = conn.execute("SELECT 1; SELECT email FROM users")
    cursor.nextset()
    return cursor.fetchall()


WAYS: dict[str, Callable[[Any], Any]] = {
    "a plain cursor": _cursor(),
    "a binary cursor": _cursor(binary=True),
    "a server-side cursor": _cursor(name="srv"),
    "a stream": _stream,
    "a pipeline": _pipeline,
    "RETURNING": _returning,
    "common table expressions": _deep,
    "executemany": _many,
    "a batch": _batch,
}


@pytest.mark.usefixtures("lying")
@pytest.mark.parametrize("way", WAYS)
def test_no_value_leaves_when_the_server_contradicts_the_facts(way: str, connect: Connect) -> None:
    conn = connect(autocommit=way != "a server-side cursor")

    for _ in range(2):
        with pytest.raises(NotUnderstood, match=r"`public\.users\.email`"):
            WAYS[way](conn)
        conn.rollback()


@pytest.mark.usefixtures("lying")
async def test_no_value_leaves_asynchronously(guard: Any, shop: Any) -> None:
    async with await guard.aconnect(psycopg.AsyncConnection.connect, shop.dsn) as conn:
        with pytest.raises(NotUnderstood, match=r"`public\.users\.email`"):
            await conn.execute(QUERY)


@pytest.mark.parametrize("way", WAYS)
def test_an_honest_reading_is_not_contradicted(way: str, connect: Connect) -> None:
    conn = connect(autocommit=way != "a server-side cursor")

    assert MASKED[0] in [row[0] for row in WAYS[way](conn)]


@pytest.mark.usefixtures("lying")
def test_the_refusal_is_recorded(guard: Any, connect: Connect, home: Path) -> None:
    conn = connect()
    with pytest.raises(NotUnderstood):
        conn.execute(QUERY)
    guard.close()

    said = b"".join(path.read_bytes() for path in home.rglob("*.segment"))
    assert b'"error":"NotUnderstood"' in said
    assert b'"status":"denied"' in said
