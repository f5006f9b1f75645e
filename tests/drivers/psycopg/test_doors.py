"""Every way to open a connection or make a cursor is guarded, and nothing that they hand out goes around."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import psycopg
import pytest
from meter import psycopg as meter
from psycopg import rows

import guarded_db
from guarded_db import ConfigurationError, Denied, NotUnderstood, UnguardedAccess
from guarded_db.drivers import psycopg_seam as seam
from guarded_db.drivers.psycopg import DRIVER

from .conftest import MASKED, POLICY, Connect

early = psycopg.connect
"""As an application has it that imported the function before the guard came."""


class MyConnection(psycopg.Connection[Any]):
    """A subclass of an application."""


class MyCursor(psycopg.Cursor[Any]):
    """A cursor class of an application."""


def _first(conn: Any) -> Any:
    return conn.execute("SELECT email FROM users").fetchone()[0]


@pytest.mark.parametrize("target", ["module", "function", "class", "url"])
def test_each_kind_of_target_gives_a_guarded_connection(guard: Any, shop: Any, target: str) -> None:
    targets = {"module": psycopg, "function": psycopg.connect, "class": MyConnection.connect}
    given = (shop.url,) if target == "url" else (targets[target], shop.dsn)

    with guard.connect(*given) as conn:
        assert _first(conn) == MASKED[0]
        assert isinstance(conn, MyConnection if target == "class" else psycopg.Connection)


def test_wrapping_guards_the_very_connection(guard: Any, shop: Any) -> None:
    with psycopg.connect(shop.dsn) as raw:
        assert guard.wrap(raw) is raw
        assert guard.wrap(raw) is raw
        assert _first(raw) == MASKED[0]


def test_a_second_guard_on_one_connection_is_an_error(guard: Any, conn: Any, tmp_path: Any) -> None:
    with (
        guarded_db.Guard(POLICY, home=tmp_path / "other") as other,
        pytest.raises(ConfigurationError, match="already guarded"),
    ):
        other.wrap(conn)


def test_a_result_from_before_the_guard_gives_no_further_result(guard: Any, shop: Any) -> None:
    with psycopg.connect(shop.dsn) as raw:
        cursor = raw.execute("SELECT 1; SELECT email FROM users")
        guard.wrap(raw)

        with pytest.raises(NotUnderstood):
            cursor.nextset()


def test_a_process_wide_patch_catches_early_imports_subclasses_and_pools(
    guard: Any, shop: Any
) -> None:
    undo = DRIVER.patch(lambda target: guard.core if target.database == shop.database else None)
    try:
        for connect in (early, psycopg.Connection.connect, MyConnection.connect):
            with connect(shop.dsn) as conn:
                assert _first(conn) == MASKED[0]
    finally:
        undo()
        undo()
    with early(shop.dsn) as conn:
        assert _first(conn) == "ann@example.com"


def test_a_patch_leaves_other_databases_alone(guard: Any, shop: Any) -> None:
    undo = DRIVER.patch(lambda target: None)
    try:
        with psycopg.connect(shop.dsn) as conn:
            assert DRIVER.session(conn) is None
            assert _first(conn) == "ann@example.com"
            assert conn.pgconn.exec_(b"SELECT 1").get_value(0, 0) == b"1"
    finally:
        undo()


@pytest.mark.parametrize(
    "options",
    [
        {"cursor_factory": MyCursor},
        {"cursor_factory": psycopg.ClientCursor},
        {"cursor_factory": psycopg.RawCursor},
        {"row_factory": rows.dict_row},
        {"autocommit": True},
        {"prepare_threshold": 0},
    ],
)
def test_options_of_connect_do_not_lead_around_the_guard(connect: Connect, options: Any) -> None:
    row = connect(**options).execute("SELECT email FROM users").fetchone()

    assert MASKED[0] in (row.values() if isinstance(row, dict) else row)


def test_cursors_made_directly_and_by_factories_are_guarded(conn: Any) -> None:
    for kind in (psycopg.Cursor, MyCursor, psycopg.ClientCursor, psycopg.RawCursor):
        assert kind(conn).execute("SELECT email FROM users").fetchone() == (MASKED[0],)
    conn.server_cursor_factory = psycopg.RawServerCursor
    with conn.cursor("a") as cursor:
        assert cursor.execute("SELECT email FROM users").fetchone() == (MASKED[0],)
    with psycopg.ServerCursor(conn, "b", scrollable=False, withhold=True) as cursor:
        cursor.execute("SELECT email FROM users")
        conn.commit()
        assert cursor.fetchone() == (MASKED[0],)


def test_what_a_guarded_object_hands_out_is_guarded(conn: Any) -> None:
    cursor = conn.execute("SELECT 1")
    with conn.transaction() as block:
        others = [cursor.connection, block.connection, cursor.execute("SELECT 1").connection]
    others += [conn.commit.__self__, conn.cursor().connection]

    assert all(other is conn for other in others)
    assert all(not hasattr(method, "__wrapped__") for method in (conn.close, type(conn).__init__))


def test_the_raw_libpq_connection_is_out_of_sight(conn: Any) -> None:
    with conn.transaction() as block, conn.pipeline() as pipeline:
        views = [conn.pgconn, conn.info.pgconn, block.pgconn, pipeline.pgconn]
    for view in views:
        assert view.backend_pid == conn.info.backend_pid
        for name in ("exec_", "send_query", "pgconn_ptr", "get_result", "password", "trace"):
            with pytest.raises(UnguardedAccess, match="goes around the guard"):
                getattr(view, name)
    assert "pgconn" not in vars(conn)
    with pytest.raises(UnguardedAccess):
        _ = conn.info.password


def test_copies_and_pickles_hand_out_no_unguarded_route(conn: Any) -> None:
    twin = copy.copy(conn)

    assert twin.execute("SELECT email FROM users").fetchone() == (MASKED[0],)
    with pytest.raises((TypeError, AttributeError)):
        pickle.dumps(conn)
    conn.close()
    assert twin.closed


def test_unguarded_lends_the_connection_out_and_takes_it_back(conn: Any) -> None:
    with guarded_db.unguarded(conn, reason="a repair") as raw:
        assert _first(raw) == "ann@example.com"
        assert raw.pgconn.exec_(b"SELECT 1").get_value(0, 0) == b"1"

    assert _first(conn) == MASKED[0]


def test_a_policy_that_only_observes_lets_everything_through(shop: Any, home: Any) -> None:
    with guarded_db.Guard("observe") as guard, guard.connect(psycopg, shop.dsn) as conn:
        cursor = conn.execute("SELECT email FROM users ORDER BY id")

        assert cursor.pgresult.get_value(0, 0) == b"ann@example.com"
        assert cursor.fetchone() == ("ann@example.com",)
        assert isinstance(conn.pgconn, psycopg.pq.PGconn)
        with pytest.raises(psycopg.DataError, match="ann@example"):
            conn.execute("SELECT email::int FROM users ORDER BY id")


def test_the_meter_sees_a_statement_that_no_decision_covers(conn: Any) -> None:
    session = DRIVER.session(conn)
    conn.rollback()
    assert meter.violations() == []

    session.pgconn.exec_(b"SELECT 'behind the back'")

    assert "behind the back" in "".join(meter.violations())


def test_a_seam_that_does_not_fit_is_a_configuration_error(monkeypatch: Any) -> None:
    monkeypatch.setattr(psycopg, "__version__", "3.1.0")
    with pytest.raises(ConfigurationError, match=r"3\.1\.0.*from 3\.2"):
        seam.check()
    monkeypatch.undo()
    monkeypatch.delattr(seam.BaseCursor, "_execute_gen")
    with pytest.raises(ConfigurationError, match="_execute_gen"):
        seam.check()


async def test_connect_and_aconnect_tell_sync_from_async(guard: Any, shop: Any) -> None:
    with pytest.raises(ConfigurationError, match="aconnect"):
        guard.connect(psycopg.AsyncConnection.connect, shop.dsn)
    async with await guard.aconnect(shop.url) as conn:
        assert isinstance(conn, psycopg.AsyncConnection)


def test_identity_is_looked_up_when_the_statement_runs(conn: Any, shop: Any) -> None:
    with guarded_db.identity("agent:one", kind="agent"):
        conn.execute("SELECT 1")
    with pytest.raises(Denied):
        conn.execute("DROP TABLE users")
