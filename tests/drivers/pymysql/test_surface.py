"""Every public name of PyMySQL is classified, and the ones that go around the guard are refused."""

from __future__ import annotations

import copy
import pickle
import weakref
from typing import Any

import pymysql
import pytest
from meter import pymysql as meter
from pymysql.connections import Connection, MySQLResult
from pymysql.constants import COMMAND
from pymysql.cursors import Cursor, DictCursor, SSCursor, SSDictCursor

import guarded_db
from guarded_db.drivers import pymysql_surface as surface
from guarded_db.drivers.pymysql_hooks import SEAM

from .conftest import Connect


def public(*kinds: type[Any]) -> set[str]:
    return {name for kind in kinds for name in dir(kind) if not name.startswith("_")}


def test_the_surface_tables_are_complete() -> None:
    assert public(Connection) <= surface.CONNECTION.keys()
    assert public(Cursor, DictCursor, SSCursor, SSDictCursor) <= surface.CURSOR.keys()
    assert public(MySQLResult) <= surface.RESULT.keys()


def test_a_missing_name_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "shiny", None, raising=False)
    assert not public(Connection) <= surface.CONNECTION.keys()


def test_no_patched_method_hands_out_the_original() -> None:
    for owner, names in SEAM.items():
        for name in names:
            method = owner.__dict__[name]
            assert not hasattr(method, "__wrapped__")
            assert method.__name__ == name


def test_commands_below_the_guard_are_refused(connect: Connect) -> None:
    connection = connect()
    before = meter.seen()
    packet = bytes([COMMAND.COM_QUERY]) + b"SELECT secret FROM users"
    connection._next_seq_id = 0
    for around in (
        lambda: connection._execute_command(COMMAND.COM_QUERY, "SELECT secret FROM users"),
        lambda: connection._execute_command(COMMAND.COM_FIELD_LIST, "users"),
        lambda: connection.write_packet(packet),
        lambda: connection._write_bytes(b"\x19\0\0\0" + packet),
    ):
        with pytest.raises(guarded_db.UnguardedAccess):
            around()
    assert meter.seen() == before
    connection.ping(reconnect=False)


def test_waiting_rows_cannot_be_read_as_packets(connect: Connect) -> None:
    connection = connect()
    cursor = connection.cursor(SSCursor)
    cursor.execute("SELECT secret FROM users")
    with pytest.raises(guarded_db.UnguardedAccess):
        connection._read_packet()
    assert cursor.fetchall() == [("[redacted]",), ("[redacted]",)]


def test_a_copy_of_the_connection_is_guarded(connect: Connect) -> None:
    connection = connect()
    twin = copy.copy(connection)
    cursor = twin.cursor()
    cursor.execute("SELECT secret FROM users WHERE id = 1")
    assert cursor.fetchall() == (("[redacted]",),)
    twin._sock = twin._rfile = None  # it is the other's
    with pytest.raises(Exception, match=r"pickle|serialize"):
        pickle.dumps(connection)
    assert weakref.ref(connection)() is connection
    assert cursor.connection is twin


def test_the_meter_sees_a_command_that_nobody_announced(connect: Connect) -> None:
    from guarded_db.drivers.pymysql_hooks import below

    connection = connect()
    below.write_bytes(connection, b"\x09\0\0\0\x03SELECT 1")
    assert meter.violations() == ["QUERY SELECT 1"]
    meter.reset()


def test_a_dropped_connection_closes_at_once(
    connect: Connect, guard: guarded_db.Guard, shop: Any
) -> None:
    connection = guard.connect(pymysql.connect, **shop.options)
    connection.cursor().execute("SELECT 1")
    sock, gone = connection._sock, weakref.ref(connection)
    del connection
    assert gone() is None
    assert sock.fileno() == -1


@pytest.mark.parametrize("sql", ["", "   ", "/* nothing */", "SELECT 'a\0b'", "SELECT '\ud800'", b"SELECT '\xff'", None, 5, ["SELECT 1"]])  # fmt: skip
def test_odd_statements_give_an_error_and_leave_the_connection_usable(
    connect: Connect, sql: Any
) -> None:
    connection = connect()
    cursor = connection.cursor()
    try:
        cursor.execute(sql)
    except (pymysql.Error, TypeError, UnicodeError, AttributeError):
        pass
    else:
        assert cursor.fetchall() in ((), [])
    cursor.execute("SELECT 1")
    assert cursor.fetchall() == ((1,),)


def test_huge_and_deep_statements_are_refused(connect: Connect) -> None:
    cursor = connect().cursor()
    for sql in ("SELECT '" + "a" * 10_000_000 + "'", "SELECT " + "(" * 10_000 + "1" + ")" * 10_000):
        with pytest.raises(guarded_db.NotUnderstood):
            cursor.execute(sql)
    cursor.execute("SELECT 1")


def test_a_closed_connection_gives_the_drivers_own_error(connect: Connect) -> None:
    connection = connect()
    cursor = connection.cursor()
    connection.close()
    with pytest.raises(pymysql.err.InterfaceError):
        cursor.execute("SELECT 1")
    with pytest.raises(pymysql.err.Error, match="Already closed"):
        connection.close()
    cursor.close()
    with pytest.raises(pymysql.err.ProgrammingError, match="Cursor closed"):
        cursor.execute("SELECT 1")


def test_another_guard_cannot_take_over(
    connect: Connect, guard: guarded_db.Guard, observer: guarded_db.Guard
) -> None:
    connection = connect()
    assert guard.wrap(connection) is connection
    with pytest.raises(guarded_db.ConfigurationError):
        observer.wrap(connection)


def test_a_patch_guards_every_way_to_open_a_connection(guard: guarded_db.Guard, shop: Any) -> None:
    from guarded_db.drivers.pymysql import DRIVER

    early = pymysql.connect

    class Own(Connection):
        pass

    undo = DRIVER.patch(lambda target: guard.core if target.database == shop.database else None)
    try:
        for open_it in (early, pymysql.Connect, Connection, Own):
            connection = open_it(**shop.options)
            cursor = connection.cursor()
            cursor.execute("SELECT secret FROM users WHERE id = 1")
            assert cursor.fetchall() == (("[redacted]",),)
            connection.close()
        other = early(**{**shop.options, "database": "information_schema"})
        assert other._guarded_db is None
        other.close()
    finally:
        undo()
        undo()
    plain = early(**shop.options)
    assert plain._guarded_db is None
    plain.close()


def test_a_url_opens_a_guarded_connection(guard: guarded_db.Guard, shop: Any) -> None:
    connection = guard.connect(shop.url_for("mysql"))
    cursor = connection.cursor()
    cursor.execute("SELECT secret FROM users WHERE id = 1")
    assert cursor.fetchall() == (("[redacted]",),)
    connection.close()
    with pytest.raises(guarded_db.ConfigurationError, match="connect_timeout"):
        guard.connect("mysql://root@h/x?conect_timeout=1")
