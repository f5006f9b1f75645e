"""Every way to open a connection gives a guarded one of the class that the caller asked for."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import sys
import types
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import guarded_db
from guarded_db.drivers.base import by_scheme
from guarded_db.drivers.sqlite import DRIVER
from guarded_db.drivers.sqlite_seam import target_of
from guarded_db.guard import session_of

MASKED = [("***@example.com",), ("***@example.org",)]
EMAILS = "SELECT email FROM users ORDER BY id"


def shown(rows: list[Any]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in rows]


def guarded(conn: Any) -> bool:
    """Tell whether the addresses come masked."""
    rows = shown(conn.execute("SELECT id, email FROM users").fetchall())
    return len(rows) == 2 and all("ann@" not in str(row) and "bob@" not in str(row) for row in rows)


@pytest.mark.parametrize(
    ("url", "database", "options"),
    [
        ("sqlite://", ":memory:", {}),
        ("sqlite:///", ":memory:", {}),
        ("sqlite:///:memory:", ":memory:", {}),
        ("sqlite:///shop.db", "shop.db", {}),
        ("sqlite:////var/lib/shop.db", "/var/lib/shop.db", {}),
        ("sqlite:///a%20b%23.db", "a b#.db", {}),
        ("sqlite+sqlite3:///shop.db", "shop.db", {}),
        ("sqlite:///shop.db?timeout=1.5&isolation_level=none", "shop.db", {"timeout": 1.5, "isolation_level": None}),
        ("sqlite:///shop.db?check_same_thread=false", "shop.db", {"check_same_thread": False}),
        ("sqlite:///shop.db?mode=ro", "file:shop.db?mode=ro", {"uri": True}),
        ("sqlite:///file:shop.db?mode=ro&uri=true", "file:shop.db?mode=ro", {"uri": True}),
    ],
)  # fmt: skip
def test_url_names_database_and_options(url: str, database: str, options: dict[str, Any]) -> None:
    from urllib.parse import urlsplit

    assert by_scheme(urlsplit(url).scheme).load().from_url(urlsplit(url)) == ((database,), options)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite://shop.db", "sqlite:///relative"),
        ("sqlite:///shop.db#x", "%23"),
        ("sqlite:///shop.db?timeuot=3", "timeout"),
        ("sqlite:///shop.db?timeout=soon", "timeout"),
        ("sqlite:///shop.db?check_same_thread=perhaps", "check_same_thread"),
    ],
)
def test_url_that_means_nothing_is_one_clear_error(
    guard: guarded_db.Guard, url: str, says: str
) -> None:
    with pytest.raises(guarded_db.ConfigurationError, match=says):
        guard.connect(url)


def test_url_opens_read_only(guard: guarded_db.Guard, shop: Path) -> None:
    with closing(guard.connect(f"sqlite:///{shop}?mode=ro")) as conn:
        assert guarded(conn)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            conn.execute("INSERT INTO orders VALUES (3, 'jam')")


@pytest.mark.parametrize("door", [sqlite3, sqlite3.connect, sqlite3.Connection, sqlite3.dbapi2])
def test_module_function_and_class_are_doors(
    guard: guarded_db.Guard, shop: Path, door: Any
) -> None:
    with closing(guard.connect(door, shop, timeout=2)) as conn:
        assert guarded(conn)
        assert isinstance(conn, sqlite3.Connection)


class Mine(sqlite3.Connection):
    """An application's own connection class."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = (args, dict(kwargs))
        super().__init__(*args, **kwargs)

    def emails(self) -> list[Any]:
        return super().execute(EMAILS).fetchall()

    def emails_of_base(self) -> list[Any]:
        return sqlite3.Connection.execute(self, EMAILS).fetchall()


class Slotted(sqlite3.Connection):
    __slots__ = ("extra",)


class MyCursor(sqlite3.Cursor):
    def execute(self, sql: str, *args: Any) -> Any:
        self.last = sql
        return super().execute(sql, *args)


def test_own_connection_class_is_guarded_and_still_itself(
    guard: guarded_db.Guard, shop: Path
) -> None:
    with closing(guard.connect(sqlite3, shop, factory=Mine)) as conn:
        assert isinstance(conn, Mine)
        assert type(conn).__name__ == "Mine"
        assert conn.given == ((shop,), {"factory": Mine})
        assert conn.emails() == MASKED
        with pytest.raises(sqlite3.ProgrammingError, match="goes around the guard"):
            conn.emails_of_base()


def test_class_is_a_door_too(guard: guarded_db.Guard, shop: Path) -> None:
    with closing(guard.connect(Mine, shop)) as conn:
        assert isinstance(conn, Mine)
        assert guarded(conn)


def test_class_with_slots_is_guarded(guard: guarded_db.Guard, shop: Path) -> None:
    with closing(guard.connect(sqlite3, shop, factory=Slotted)) as conn:
        conn.extra = 1
        assert guarded(conn)


def test_factory_function_gives_a_guarded_connection(guard: guarded_db.Guard, shop: Path) -> None:
    with closing(guard.connect(sqlite3, shop, factory=lambda *a, **k: Mine(shop))) as conn:
        assert guarded(conn)


def test_positional_factory_is_found(guard: guarded_db.Guard, shop: Path) -> None:
    with closing(guard.connect(sqlite3.connect, shop, 5.0, 0, "", True, Mine)) as conn:
        assert conn.emails() == MASKED


@pytest.mark.parametrize(
    "factory",
    [MyCursor, sqlite3.Cursor, lambda conn: MyCursor(conn), lambda conn: sqlite3.Cursor(conn)],
)
def test_cursor_factories_are_guarded(conn: Any, factory: Any) -> None:
    cursor = conn.cursor(factory)

    assert cursor.execute(EMAILS).fetchall() == MASKED
    assert cursor.connection is conn
    if factory is MyCursor:
        assert type(cursor).__name__ == "MyCursor"
        assert cursor.last == EMAILS


def test_cursor_factory_that_makes_no_cursor_is_the_drivers_own_error(conn: Any) -> None:
    with pytest.raises(TypeError):
        conn.cursor(None)
    with pytest.raises(TypeError):
        conn.cursor(lambda conn: None)
    with pytest.raises(TypeError):
        conn.cursor(1, 2, 3)


def test_wrapping_what_is_guarded_returns_it(guard: guarded_db.Guard, conn: Any) -> None:
    assert guard.wrap(conn) is conn


def test_two_guards_for_one_connection_are_refused(observer: guarded_db.Guard, conn: Any) -> None:
    with pytest.raises(guarded_db.ConfigurationError, match="already guarded"):
        observer.wrap(conn)


def test_existing_connection_of_the_c_class_goes_to_the_generic_wrapper(
    guard: guarded_db.Guard, shop: Path
) -> None:
    with closing(guard.wrap(sqlite3.connect(shop))) as conn:
        assert guarded(conn)


def test_unguarded_lends_the_connection_and_takes_it_back(conn: Any, records: Any) -> None:
    cursor = conn.cursor()
    cursor.execute(EMAILS)
    with guarded_db.unguarded(conn, reason="migration") as raw:
        assert raw.execute(EMAILS).fetchone() == ("ann@example.com",)
        raw.executescript("SELECT 1")
        sqlite3.Connection.execute(raw, EMAILS)
        assert cursor.fetchall() == MASKED
        assert cursor.execute(EMAILS).fetchone() == ("ann@example.com",)

    assert guarded(conn)
    assert [r["event"] for r in records() if "unguarded" in r["event"]] == [
        "unguarded.begin",
        "unguarded.end",
    ]


# -- patch ------------------------------------------------------------------------------------------


@pytest.fixture
def early() -> Any:
    """A module that took the driver's names before any patch."""
    module = types.ModuleType("early_bird")
    exec("from sqlite3 import connect, Connection as C, Cursor\nimport sqlite3", vars(module))
    sys.modules["early_bird"] = module
    yield module
    del sys.modules["early_bird"]


def test_patch_guards_every_name_of_the_driver(
    guard: guarded_db.Guard, shop: Path, early: Any
) -> None:
    before = (sqlite3.connect, sqlite3.Connection, sqlite3.Cursor, sqlite3.dbapi2.connect)
    raw = sqlite3.connect(shop)
    undo = guard.patch("sqlite3")
    try:
        for connect in (
            sqlite3.connect,
            sqlite3.dbapi2.connect,
            sqlite3.Connection,
            sqlite3.dbapi2.Connection,
            early.connect,
            early.C,
            early.sqlite3.connect,
        ):
            with closing(connect(shop)) as conn:
                assert guarded(conn)
                assert isinstance(conn, sqlite3.Connection)
                assert early.Cursor(conn).execute(EMAILS).fetchall() == MASKED
                assert sqlite3.Cursor(conn).execute(EMAILS).fetchall() == MASKED
        with closing(sqlite3.connect(shop, factory=Mine)) as conn:
            assert conn.emails() == MASKED

        class Late(sqlite3.Connection):
            pass

        with closing(Late(shop)) as conn:
            assert guarded(conn)
            assert isinstance(conn, Late)
        assert isinstance(raw, sqlite3.Connection)
        assert not isinstance(raw, Late)
        assert isinstance(raw.cursor(), sqlite3.Cursor)
        assert issubclass(Mine, sqlite3.Connection)
        assert not hasattr(sqlite3.connect, "__wrapped__")
    finally:
        undo()
        undo()
    assert before == (sqlite3.connect, sqlite3.Connection, sqlite3.Cursor, sqlite3.dbapi2.connect)
    assert early.connect is sqlite3.connect
    with closing(sqlite3.connect(shop)) as conn:
        assert type(conn) is sqlite3.Connection
        assert not guarded(conn)
    raw.close()


def test_patch_guards_classes_that_were_derived_before(guard: guarded_db.Guard, shop: Path) -> None:
    class Early(sqlite3.Connection):
        def emails(self) -> list[Any]:
            return super().execute(EMAILS).fetchall()

    class Earlier(Early):
        pass

    class EarlyCursor(sqlite3.Cursor):
        pass

    plain = Early(shop)
    undo = guard.patch("sqlite3")
    try:
        for kind in (Early, Earlier):
            conn = kind(shop)
            assert type(conn) is kind
            assert conn.emails() == MASKED
            assert EarlyCursor(conn).execute(EMAILS).fetchall() == MASKED
            assert type(conn.cursor(EarlyCursor)) is EarlyCursor
            conn.close()
            with closing(sqlite3.connect(shop, factory=kind)) as conn:
                assert type(conn) is kind
                assert conn.emails() == MASKED
        conn = Early(shop)
    finally:
        undo()
    assert conn.emails() == MASKED
    assert EarlyCursor(conn).execute(EMAILS).fetchall() == MASKED
    conn.close()
    assert plain.emails() != MASKED
    plain.close()
    with closing(Early(shop)) as conn:
        assert conn.emails() != MASKED


async def test_patched_aiosqlite_is_guarded(guard: guarded_db.Guard, shop: Path) -> None:
    import aiosqlite

    undo = guard.patch("sqlite3")
    try:
        async with aiosqlite.connect(shop) as conn:
            cursor = await conn.execute(EMAILS)
            assert await cursor.fetchall() == MASKED
            with pytest.raises(guarded_db.Denied):
                await conn.execute("DROP TABLE users")
    finally:
        undo()


def test_patch_leaves_databases_alone_that_it_is_not_for(
    guard: guarded_db.Guard, shop: Path, tmp_path: Path
) -> None:
    undo = guard.patch("sqlite3", match={"database": "*test.sqlite"})
    try:
        with closing(sqlite3.connect(shop)) as conn:
            assert session_of(conn) is not None
        for connect in (sqlite3.connect, sqlite3.Connection):
            with closing(connect(tmp_path / "other.db")) as conn:
                assert conn.execute("SELECT 1").fetchone() == (1,)
                conn.executescript("CREATE TABLE t (x); DROP TABLE t")
                assert DRIVER.session(conn) is None
    finally:
        undo()


def test_patch_undone_leaves_guarded_connections_guarded(
    guard: guarded_db.Guard, shop: Path
) -> None:
    undo = guard.patch("sqlite3")
    conn = sqlite3.connect(shop)
    undo()
    with closing(conn):
        assert guarded(conn)


def test_initialising_again_does_not_take_the_guard_off(conn: Any, shop: Path) -> None:
    conn.__init__(shop)
    assert guarded(conn)
    with pytest.raises(sqlite3.OperationalError):
        conn.__init__(shop / "nowhere")
    with pytest.raises(sqlite3.ProgrammingError, match="__init__ not called"):
        conn.execute(EMAILS)
    conn.__init__(shop)
    assert guarded(conn)


@pytest.mark.parametrize(
    ("named", "database"),
    [
        ({"database": ":memory:"}, ":memory:"),
        ({"database": ""}, ":memory:"),
        ({"database": "file::memory:?cache=shared", "uri": True}, ":memory:"),
        ({"database": "file:x.db?mode=memory", "uri": True}, ":memory:"),
        ({"database": "file:/x%20y.db?mode=ro", "uri": True}, "/x y.db"),
        ({"database": "file:///x.db", "uri": True}, "/x.db"),
        ({"database": b"/x.db"}, "/x.db"),
        ({"database": Path("/x.db")}, "/x.db"),
    ],
)
def test_target_names_the_file(named: dict[str, Any], database: str) -> None:
    target = target_of(named)
    assert target is not None
    assert target.database == database


def test_guarded_connections_do_not_leak(guard: guarded_db.Guard) -> None:
    import weakref

    conn = guard.connect("sqlite://")
    conn.execute("SELECT 1")
    conn.close()
    gone = weakref.ref(conn)
    del conn
    gc.collect()

    assert gone() is None


async def test_guarded_connection_works_in_a_thread_with_the_callers_identity(
    guard: guarded_db.Guard, shop: Path, records: Any
) -> None:
    with guarded_db.identity("agent:copilot"):
        conn = await asyncio.to_thread(guard.connect, sqlite3, shop, check_same_thread=False)
        rows = await asyncio.to_thread(lambda: conn.execute(EMAILS).fetchall())
    conn.close()

    assert rows == MASKED
    assert [r["who"]["id"] for r in records() if r["event"] == "statement"] == ["agent:copilot"]
