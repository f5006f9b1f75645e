"""Nothing reaches the database without a decision, whoever calls whatever."""

from __future__ import annotations

import copy
import pickle
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from meter import sqlite as meter

import guarded_db
from guarded_db.drivers import sqlite_surface as surface
from guarded_db.drivers.sqlite_connection import Connection, ConnectionBase
from guarded_db.drivers.sqlite_cursor import Cursor
from guarded_db.drivers.sqlite_seam import scrub

EMAILS = "SELECT id, email FROM users ORDER BY id"
BASE, BASE_CURSOR = sqlite3.Connection, sqlite3.Cursor


def values(value: Any) -> str:
    return repr(value)


@pytest.mark.parametrize(
    ("raw", "ours", "table"),
    [
        (sqlite3.Connection, Connection, surface.CONNECTION),
        (sqlite3.Cursor, Cursor, surface.CURSOR),
    ],
)
def test_surface_lists_every_name_of_the_driver(raw: type, ours: type, table: Any) -> None:
    names = {
        name
        for name in dir(ours)
        if not name.startswith(("_guarded", "__annotations__", "__slotnames__", "__slots__"))
    }

    assert set(dir(raw)) - table.keys() == set()
    assert names - table.keys() == set()
    assert set(table.values()) <= {"guarded", "passed", "refused"}
    for name, how in table.items():
        if how != "passed" and hasattr(raw, name):
            assert any(
                name in vars(kind)
                for kind in ours.__mro__
                if kind is not raw and kind is not object
            ), name


def test_base_class_calls_are_refused(conn: Any, records: Any) -> None:
    cursor = conn.cursor()
    conn.execute(EMAILS).fetchall()  # now the statement is prepared and cached
    attempts = [
        lambda: BASE.execute(conn, EMAILS),
        lambda: BASE.executemany(conn, "INSERT INTO orders VALUES (?, ?)", [(9, "x")]),
        lambda: BASE.executescript(conn, "DELETE FROM orders"),
        lambda: BASE_CURSOR(conn).execute(EMAILS),
        lambda: BASE_CURSOR(conn).executescript("DELETE FROM orders"),
        lambda: BASE.cursor(conn).execute(EMAILS),
        lambda: BASE_CURSOR.execute(cursor, EMAILS),
        lambda: BASE_CURSOR.executescript(cursor, "DELETE FROM orders"),
        lambda: conn(EMAILS),
        lambda: super(ConnectionBase, conn).execute(EMAILS),
        lambda: type(conn).__mro__[-2].execute(conn, EMAILS),
    ]
    for attempt in attempts:
        with pytest.raises(sqlite3.DatabaseError, match=r"goes around the guard|not authorized"):
            attempt()

    assert conn.execute("SELECT count(*) FROM orders").fetchone() == (2,)
    refused = [r for r in records() if r["event"] == "access.refused"]
    assert len(refused) >= len(attempts)


def test_what_a_refused_base_call_raises_is_ours_and_the_drivers(conn: Any) -> None:
    with pytest.raises(guarded_db.UnguardedAccess) as raised:
        BASE.execute(conn, EMAILS)

    assert isinstance(raised.value, sqlite3.ProgrammingError)
    assert EMAILS not in str(raised.value)


def test_base_commit_cannot_skip_the_record(conn: Any) -> None:
    conn.execute("INSERT INTO orders VALUES (9, 'x')")
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        BASE.commit(conn)
    assert conn.in_transaction
    conn.commit()


def test_observer_sees_base_calls_and_lets_them_pass(
    observer: guarded_db.Guard, shop: Path
) -> None:
    from guarded_db.audit.reading import records

    with closing(observer.connect(sqlite3, shop)) as conn:
        assert BASE.execute(conn, EMAILS).fetchone() == (1, "ann@example.com")
        BASE.executescript(conn, "DELETE FROM orders")
        assert conn.execute("SELECT count(*) FROM orders").fetchone() == (0,)

    # The meter is right to say that nobody decided on these.
    assert meter.violations()
    meter.reset()
    folder = observer.core.ledger.folder if hasattr(observer.core.ledger, "folder") else None
    if folder is not None:
        assert any(entry.data["event"] == "access.refused" for entry in records(folder))


def test_callers_authorizer_cannot_take_the_place_of_the_guards(conn: Any) -> None:
    asked: list[Any] = []
    conn.set_authorizer(lambda *args: asked.append(args) or sqlite3.SQLITE_OK)
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        BASE.executescript(conn, "DELETE FROM orders")
    assert asked == []
    conn.execute("SELECT item FROM orders")
    assert (sqlite3.SQLITE_READ, "orders", "item", "main", None) in asked
    conn.set_authorizer(None)
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        BASE.executescript(conn, "DELETE FROM orders")


def test_callers_authorizer_decides_too(conn: Any) -> None:
    conn.set_authorizer(lambda *args: sqlite3.SQLITE_DENY)
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        conn.execute("SELECT item FROM orders WHERE id = 7")


def test_callers_trace_callback_sees_no_literals_of_labelled_statements(conn: Any) -> None:
    traced: list[str] = []
    conn.set_trace_callback(traced.append)
    conn.execute("SELECT id FROM users WHERE email = 'ann@example.com'").fetchall()
    conn.execute("SELECT 'plain'").fetchall()
    conn.set_trace_callback(None)
    conn.execute("SELECT 'later'")

    assert "ann@" not in str(traced)
    assert any("email" in text for text in traced)
    assert "SELECT 'plain'" in traced
    assert "later" not in str(traced)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda conn: conn.backup(sqlite3.connect(":memory:")),
        lambda conn: conn.serialize(),
        lambda conn: conn.deserialize(b""),
        lambda conn: list(conn.iterdump()),
        lambda conn: conn.blobopen("users", "email", 1),
        lambda conn: conn.blobopen("users", "email", 1, readonly=True).read(),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_data_without_sql_is_refused_and_recorded(conn: Any, records: Any, attempt: Any) -> None:
    with pytest.raises(guarded_db.Denied) as raised:
        attempt(conn)

    assert isinstance(raised.value, sqlite3.ProgrammingError)
    assert records()[-1]["outcome"]["status"] == "denied"
    assert conn.execute("SELECT 1").fetchone() == (1,)


def test_backup_into_a_guarded_connection_is_decided_there_too(
    guard: guarded_db.Guard, conn: Any
) -> None:
    with (
        guarded_db.unguarded(conn, reason="test") as raw,
        closing(guard.connect("sqlite://")) as other,
    ):
        with pytest.raises(guarded_db.Denied, match=r"restore|database"):
            raw.backup(other)


def test_observer_lets_data_without_sql_pass_and_records_it(
    observer: guarded_db.Guard, shop: Path
) -> None:
    with (
        closing(observer.connect(sqlite3, shop)) as conn,
        closing(sqlite3.connect(":memory:")) as other,
    ):
        conn.backup(other)
        assert other.execute("SELECT count(*) FROM users").fetchone() == (2,)
        assert len(conn.serialize()) > 100
        assert "ann@example.com" in "".join(conn.iterdump())
        with conn.blobopen("users", "email", 1) as blob:
            assert blob.read() == b"ann@example.com"


def test_replaced_database_is_read_without_a_catalog(observer: guarded_db.Guard) -> None:
    with closing(observer.connect("sqlite://")) as conn:
        conn.execute("CREATE TABLE users (email)")
        assert conn.execute("SELECT email FROM users").fetchall() == []
        data = conn.serialize()
        conn.execute("DROP TABLE users")
        conn.deserialize(data)
        assert conn.execute("SELECT email, 1 FROM users").fetchall() == []


def test_function_of_the_caller_is_unknown_to_the_policy(conn: Any) -> None:
    seen: list[Any] = []
    conn.create_function("peek", 1, seen.append)
    conn.create_aggregate(
        "gather", 1, type("G", (), {"step": lambda s, v: seen.append(v), "finalize": lambda s: 0})
    )
    for sql in (
        "SELECT peek(email) FROM users",
        "SELECT gather(secret) FROM users",
        "SELECT id FROM users WHERE peek(email) IS NULL",
    ):
        with pytest.raises(guarded_db.Denied):
            conn.execute(sql).fetchall()
    assert seen == []


@pytest.mark.parametrize("name", ["upper", "LIKE", "count", "coalesce", "group_concat"])
def test_function_that_replaces_a_builtin_never_sees_labelled_columns(conn: Any, name: str) -> None:
    seen: list[Any] = []

    def spy(*args: Any) -> Any:
        seen.append(args)
        return "x"

    class Spy:
        def step(self, *args: Any) -> None:
            seen.append(args)

        def finalize(self) -> str:
            return "x"

    conn.create_function(name, -1, spy)
    conn.create_aggregate(name, 1, Spy)
    for sql in (
        "SELECT upper(email) FROM users",
        "SELECT id FROM users WHERE email LIKE 'a%'",
        "SELECT count(email) FROM users",
        "SELECT coalesce(email, secret) FROM users",
        "SELECT group_concat(email) FROM users",
    ):
        try:
            shown = conn.execute(sql).fetchall()
        except guarded_db.Denied:
            continue
        assert "ann@" not in values(shown)
    assert "ann@" not in values(seen)
    if name not in (
        "upper",
        "coalesce",
    ):  # the catalog is read with these, so then nothing is known
        assert len(conn.execute("SELECT upper(item) FROM orders").fetchall()) == 2


def test_collation_that_replaces_a_builtin_never_sees_labelled_columns(conn: Any) -> None:
    seen: list[Any] = []
    conn.create_collation("NOCASE", lambda a, b: seen.append((a, b)) or 0)
    with pytest.raises(guarded_db.Denied):
        conn.execute("SELECT count(*) FROM users WHERE email = 'x' COLLATE NOCASE").fetchall()
    assert seen == []


def test_function_that_calls_back_into_the_connection_is_guarded(conn: Any) -> None:
    seen: list[Any] = []
    conn.create_function("nested", 0, lambda: seen.append(conn.execute(EMAILS).fetchall()) or 1)
    with suppress(sqlite3.DatabaseError):
        conn.execute("SELECT nested()").fetchall()
    assert "ann@" not in values(seen)


def test_errors_hold_no_values(conn: Any) -> None:
    with closing(conn.cursor()) as cursor:
        with pytest.raises(sqlite3.OperationalError) as raised:
            cursor.execute("SELECT json_extract('{}', email) FROM users").fetchall()
    assert "ann@" not in values((raised.value, raised.value.args, vars(raised.value)))
    assert raised.value.__context__ is None


def test_undecodable_text_is_not_quoted(guard: guarded_db.Guard, shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as raw:
        raw.execute("UPDATE users SET email = CAST(x'616e6e40ff' AS TEXT)")
        raw.commit()
    with closing(guard.connect(sqlite3, shop)) as conn:
        cursor = conn.execute(EMAILS)
        with pytest.raises(sqlite3.OperationalError) as raised:
            cursor.fetchall()
        assert "ann@" not in values(raised.value)
        assert conn.execute("SELECT 1").fetchone() == (1,)


def test_converter_chosen_by_the_statement_leaks_nothing_in_its_error(
    guard: guarded_db.Guard, shop: Path
) -> None:
    with closing(guard.connect(sqlite3, shop, detect_types=sqlite3.PARSE_COLNAMES)) as conn:
        for kind in ("timestamp", "date"):
            try:
                shown: Any = conn.execute(f'SELECT email AS "e [{kind}]" FROM users').fetchall()
            except Exception as error:  # noqa: BLE001
                shown = (error, error.args, error.__context__, error.__cause__)
            assert "ann@" not in values(shown)


def test_scrubbing_leaves_nothing_of_an_error_but_its_class_and_codes() -> None:
    secret = "ann@example.com"
    errors: list[Exception] = [
        sqlite3.OperationalError(secret),
        ValueError(secret, 1),
        OSError(2, secret, secret),
        UnicodeDecodeError("utf-8", secret.encode(), 0, 3, secret),
    ]
    for error in errors:
        error.sqlite_errorcode = 1  # type: ignore[attr-defined]
        error.value = secret  # type: ignore[attr-defined]
        error.__context__ = ValueError(secret)
        error.__cause__ = KeyError(secret)
        scrub(error)

        left = (str(error), error.args, vars(error), error.__context__, error.__cause__, error)
        assert secret not in values(left)
        assert "withheld" in str(error)
        assert error.sqlite_errorcode == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy, pickle.dumps])
def test_neither_connection_nor_cursor_can_be_copied(conn: Any, make: Any) -> None:
    for thing in (conn, conn.cursor()):
        with pytest.raises(TypeError, match="cannot pickle"):
            make(thing)


def test_objects_hold_no_raw_twin(conn: Any) -> None:
    cursor = conn.execute(EMAILS)

    assert cursor.connection is conn
    assert conn.execute.__self__ is conn
    assert cursor.fetchall.__self__ is cursor
    assert cursor.execute("SELECT 1") is cursor
    assert iter(cursor) is cursor
    for thing in (conn, cursor, conn.execute, cursor.execute):
        assert not hasattr(thing, "__wrapped__")
    assert "ann@" not in values(vars(cursor)) + values(vars(conn))


def test_full_text_search_works_on_a_guarded_connection(
    guard: guarded_db.Guard, shop: Path
) -> None:
    with closing(sqlite3.connect(shop)) as raw:
        raw.executescript(
            "CREATE VIRTUAL TABLE notes USING fts4(body);"
            "INSERT INTO notes VALUES ('hello world'), ('other');"
        )
    with closing(guard.connect(sqlite3, shop)) as conn:
        try:
            assert conn.execute("SELECT count(*) FROM notes").fetchone() == (2,)
        except guarded_db.NotUnderstood:
            pytest.skip("virtual tables are conceded by the policy of this test")


def test_meter_can_fail(conn: Any) -> None:
    BASE.set_authorizer(conn, None)
    BASE.executescript(conn, "SELECT 'unseen by the guard'")

    assert meter.violations() == ["SELECT 'unseen by the guard'"]
    meter.reset()


def test_every_statement_on_the_wire_was_announced(conn: Any) -> None:
    conn.execute("INSERT INTO orders VALUES (9, 'x')")
    conn.executemany("INSERT INTO orders (item) VALUES (?)", [("y",), ("z",)])
    conn.commit()
    conn.executescript("SELECT 1; SELECT 2")
    with conn:
        conn.execute("DELETE FROM orders WHERE id = 9")

    for text in ("BEGIN ", "COMMIT", "INSERT INTO orders VALUES (9, 'x')", "SELECT 2"):
        assert any(sent.strip().startswith(text.strip()) for sent in meter.sent()), text
    assert meter.violations() == []
