"""Bad input gives one clear error of the right class, stands in the record, and breaks neither connection nor ledger."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import mysql.connector
import psycopg
import psycopg2
import pymysql
import pytest

import guarded_db
from guarded_db.audit.reading import records
from guarded_db.audit.verify import verify

POLICY = {
    "version": 1,
    "name": "bad-input",
    "default": "allow",
    "unknown": "deny",
    "anonymous": "service",
    "labels": {"email": ["people.email"]},
}

DRIVERS = (
    "sqlite3",
    "psycopg",
    "psycopg-async",
    "pymysql",
    "duckdb",
    "psycopg2",
    "mysql.connector",
)
MODULES: dict[str, Any] = {
    "sqlite3": sqlite3,
    "psycopg": psycopg,
    "psycopg-async": psycopg,
    "pymysql": pymysql,
    "duckdb": duckdb,
    "psycopg2": psycopg2,
    "mysql.connector": mysql.connector,
}


class Door:
    """One guarded connection with the same face for sync and async drivers."""

    def __init__(self, name: str, guard: guarded_db.Guard, connection: Any, loop: Any) -> None:
        self.name = name
        self.module = MODULES[name]
        self.guard = guard
        self.connection = connection
        self._loop = loop

    def _wait(self, value: Any) -> Any:
        return self._loop.run_until_complete(value) if hasattr(value, "__await__") else value

    def run(self, sql: Any) -> list[Any]:
        """Execute on a cursor of its own; return the rows."""
        cursor = self.connection.cursor()
        self._wait(cursor.execute(sql))
        rows = self._wait(cursor.fetchall()) if cursor.description else []
        self._wait(cursor.close())
        return [tuple(row) for row in rows]

    def rollback(self) -> None:
        """Roll back what a refused statement may have left open."""
        if self.name != "duckdb":
            self._wait(self.connection.rollback())

    def close(self) -> None:
        """Close the connection."""
        self._wait(self.connection.close())

    def said(self) -> list[dict[str, Any]]:
        """Return the records of statements so far."""
        self.guard.core.ledger.sync()
        found = (entry.data for entry in records(self.guard.core.ledger.folder))
        return [record for record in found if record["event"] == "statement"]

    def assert_usable(self) -> None:
        """A good statement still works, and the record verifies."""
        self.rollback()

        assert self.run("SELECT 40 + 2") == [(42,)]
        self.guard.core.ledger.sync()
        assert verify(self.guard.core.ledger.folder).records > 0


@pytest.fixture
def guard(home: Path) -> Iterator[guarded_db.Guard]:
    with guarded_db.Guard(POLICY) as made:
        yield made


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(params=DRIVERS)
def door(
    request: pytest.FixtureRequest,
    guard: guarded_db.Guard,
    loop: asyncio.AbstractEventLoop,
) -> Iterator[Door]:
    name = request.param
    if name in ("sqlite3", "duckdb"):
        connection = guard.connect(MODULES[name], ":memory:")
    elif name == "psycopg-async":
        server = request.getfixturevalue("postgres")
        connection = loop.run_until_complete(
            guard.aconnect(psycopg.AsyncConnection.connect, **server.options)
        )
    else:
        server = request.getfixturevalue("postgres" if "psycopg" in name else "mariadb")
        connection = guard.connect(MODULES[name], **server.options)
    made = Door(name, guard, connection, loop)
    yield made
    with contextlib.suppress(made.module.Error):  # PyMySQL closes once
        made.close()


# -- statements -----------------------------------------------------------------------------------

REFUSED: dict[str, Any] = {
    "nul": "SELECT 'a\x00b'",
    "lone-surrogate": "SELECT '\ud800'",
    "ten-megabytes": "SELECT '" + "x" * 10_000_000 + "'",
    "ten-thousand-parentheses": "SELECT " + "(" * 10_000 + "1" + ")" * 10_000,
    "nonsense": "SELEKT (((",
    "half-a-string": "SELECT 'never closed",
}


UNENCODABLE = ("psycopg", "psycopg-async")
"""Drivers that encode the text before anything is attempted, and fail with Python's own error."""


@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_understood_is_refused_recorded_and_forgotten(door: Door, sql: str) -> None:
    if "\ud800" in sql and door.name in UNENCODABLE:
        with pytest.raises(UnicodeEncodeError):  # the driver makes no statement of it
            door.run(sql)
        door.assert_usable()
        return
    before = len(door.said())
    with pytest.raises(guarded_db.NotUnderstood) as refused:
        door.run(sql)

    assert isinstance(refused.value, door.module.ProgrammingError)
    text = str(refused.value)
    assert text
    assert "\n" not in text
    assert len(text) < 1000
    assert text.isprintable()
    new = door.said()[before:]
    assert [record["outcome"]["status"] for record in new] == ["denied"]
    door.assert_usable()


@pytest.mark.parametrize(
    "sql", [None, 7, ["SELECT 1"], object()], ids=["none", "int", "list", "object"]
)
def test_what_is_no_text_is_an_error_and_reaches_no_database(door: Door, sql: Any) -> None:
    with pytest.raises((TypeError, AttributeError, door.module.Error)):
        door.run(sql)

    assert not any(record["outcome"]["status"] == "ok" for record in door.said())
    door.assert_usable()


@pytest.mark.parametrize("sql", ["", "   ", "-- nothing", ";", ";;"])
def test_an_empty_statement_gives_what_the_driver_gives_for_it_and_breaks_nothing(
    door: Door, sql: str
) -> None:
    with contextlib.suppress(door.module.Error):
        door.run(sql)

    door.assert_usable()


def test_a_statement_that_the_database_refuses_is_the_drivers_own_error_and_recorded(
    door: Door,
) -> None:
    with pytest.raises(door.module.Error) as refused:
        door.run("SELECT * FROM no_such_table")

    assert str(refused.value)
    assert door.said()[-1]["outcome"]["status"] in ("error", "denied")
    door.assert_usable()


def test_a_closed_connection_is_the_drivers_own_error_and_leaves_the_ledger_whole(
    door: Door,
) -> None:
    door.run("SELECT 1")
    door.close()
    with pytest.raises((door.module.Error, AttributeError)) as refused:
        door.run("SELECT 1")

    assert not isinstance(refused.value, AttributeError) or door.name == "pymysql"
    assert not isinstance(refused.value, guarded_db.GuardError)
    door.guard.core.ledger.sync()
    verify(door.guard.core.ledger.folder)
    other = door.guard.connect("sqlite://")
    assert other.execute("SELECT 40 + 2").fetchall() == [(42,)]
    other.close()


# -- connecting -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgre://app@db/shop", "did you mean `postgres"),
        ("oracle://app@db/shop", "use one of sqlite"),
        ("postgresql+asyncpg://app@db/shop", "no driver for URL scheme `postgresql\\+asyncpg`"),
        ("dbname=shop", "is a URL such as"),
        ("", "is a URL such as"),
        ("://", "is a URL such as"),
        (7, "`int` is none of them"),
        (None, "`NoneType` is none of them"),
    ],
)
def test_a_target_that_is_none_is_a_configuration_error(
    guard: guarded_db.Guard, url: Any, said: str
) -> None:
    with pytest.raises(guarded_db.ConfigurationError, match=said):
        guard.connect(url)


@pytest.mark.parametrize(
    ("url", "module", "extra"),
    [
        ("postgresql://db/shop", "psycopg", "psycopg"),
        ("mysql://db/shop", "pymysql", "pymysql"),
        ("mariadb://db/shop", "pymysql", "pymysql"),
        ("duckdb://", "duckdb", "duckdb"),
    ],
)
def test_a_missing_driver_names_the_extra_to_install(
    url: str, module: str, extra: str, tmp_path: Path
) -> None:
    code = (
        f"import sys; sys.modules[{module!r}] = None\n"
        "import guarded_db\n"
        f"try: guarded_db.connect({url!r}, policy='observe')\n"
        "except guarded_db.ConfigurationError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert f"guarded-db[{extra}]" in done.stdout, done.stderr


BAD_POLICIES: dict[str, tuple[str, bytes]] = {
    "torn-yaml": ("guard.yaml", b"version: 1\nname: [x\n"),
    "torn-json": ("guard.json", b'{"version": 1,'),
    "torn-toml": ("guard.toml", b"version = \n"),
    "no-text": ("guard.yaml", b"\xff\xfe\x00\x80"),
    "empty": ("guard.yaml", b""),
    "list": ("guard.yaml", b"- 1\n- 2\n"),
    "unknown-key": ("guard.yaml", b"version: 1\nname: x\nrulez: []\n"),
    "newer-version": ("guard.yaml", b"version: 99\nname: x\n"),
    "unknown-ending": ("guard.ini", b"version=1\n"),
}


@pytest.mark.parametrize(("name", "content"), BAD_POLICIES.values(), ids=BAD_POLICIES.keys())
def test_a_policy_that_cannot_be_read_is_a_configuration_error_with_its_place(
    tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(guarded_db.ConfigurationError) as refused:
        guarded_db.connect("sqlite://", policy=file)

    assert name in str(refused.value)


@pytest.mark.parametrize(
    "policy", ["no-such-pack", "missing/guard.yaml", {}, {"version": 2}, 7, []]
)
def test_a_policy_that_is_none_is_a_configuration_error(policy: Any) -> None:
    with pytest.raises(guarded_db.ConfigurationError):
        guarded_db.connect("sqlite://", policy=policy)


def test_a_folder_is_no_policy(tmp_path: Path) -> None:
    with pytest.raises(guarded_db.ConfigurationError):
        guarded_db.connect("sqlite://", policy=tmp_path)


def test_a_state_folder_with_a_file_in_its_way_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(guarded_db.ConfigurationError) as refused:
        guarded_db.Guard("observe", home=tmp_path / "file" / "state")

    assert str(tmp_path / "file") in str(refused.value)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc to try")
def test_an_unwritable_state_folder_is_a_configuration_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GUARDED_DB_HOME", f"/proc/{os.getpid()}/guarded-db")
    with pytest.raises(guarded_db.ConfigurationError):
        guarded_db.connect("sqlite://", policy="observe")


def test_an_audit_folder_that_is_a_file_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("in the way")
    with pytest.raises(guarded_db.ConfigurationError):
        guarded_db.Guard("observe", home=tmp_path / "home", audit=tmp_path / "audit")


def test_a_relative_state_folder_is_a_configuration_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUARDED_DB_HOME", "somewhere/below")
    with pytest.raises(guarded_db.ConfigurationError, match="absolute path"):
        guarded_db.connect("sqlite://", policy="observe")


def test_policy_and_guard_together_are_a_configuration_error(guard: guarded_db.Guard) -> None:
    with pytest.raises(guarded_db.ConfigurationError, match="not both"):
        guarded_db.connect("sqlite://", policy="observe", guard=guard)


def test_what_is_no_connection_cannot_be_wrapped(guard: guarded_db.Guard) -> None:
    for odd in (None, 7, "sqlite://", object()):
        with pytest.raises(guarded_db.ConfigurationError):
            guard.wrap(odd)
