"""Statements of a guarded PyMySQL connection: decided, masked, counted, whichever way they are sent."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import pymysql
import pytest
import servers
from meter import pymysql as meter
from pymysql.constants import CLIENT
from pymysql.cursors import DictCursor, SSCursor, SSDictCursor

import guarded_db
from guarded_db.drivers.pymysql import DRIVER

from .conftest import Connect

MASKED = [(1, "***@example.com"), (2, "***@example.com")]


def rows(cursor: Any, sql: str, args: Any = None) -> list[Any]:
    cursor.execute(sql, args)
    return list(cursor.fetchall())


def test_a_labelled_column_is_masked(connect: Connect) -> None:
    cursor = connect().cursor()

    found = rows(cursor, "SELECT id, email FROM users ORDER BY id")

    assert [(i, e[-12:]) for i, e in found] == [(1, "@example.com"), (2, "@example.com")]
    assert not any(e.startswith(("ann", "bob")) for _, e in found)


@pytest.mark.parametrize("kind", [DictCursor, SSDictCursor])
def test_dictionaries_hold_masked_values(connect: Connect, kind: Any) -> None:
    with connect().cursor(kind) as cursor:
        cursor.execute("SELECT id, name, secret FROM users WHERE id = %s", (1,))
        assert cursor.fetchone() == {"id": 1, "name": "ann", "secret": "[redacted]"}
        assert cursor.fetchone() is None


def test_an_unbuffered_cursor_masks_every_row(connect: Connect) -> None:
    with connect().cursor(SSCursor) as cursor:
        cursor.execute("SELECT secret FROM users")
        assert cursor.fetchone() == ("[redacted]",)
        assert cursor._result.rows == (("[redacted]",),)
        assert cursor.fetchmany(5) == [("[redacted]",)]
        assert list(cursor.fetchall_unbuffered()) == []


def test_direct_construction_of_a_cursor_is_guarded(connect: Connect) -> None:
    cursor = DictCursor(connect())

    assert rows(cursor, "SELECT secret FROM users WHERE id = 1") == [{"secret": "[redacted]"}]


def test_the_connections_own_query_is_guarded(connect: Connect) -> None:
    connection = connect()
    connection.query("SELECT secret FROM users")
    assert connection._result.rows == (("[redacted]",), ("[redacted]",))
    with pytest.raises(guarded_db.Denied):
        connection.query("DROP TABLE users")


def test_a_refused_statement_never_reaches_the_server_and_the_connection_goes_on(
    connect: Connect,
) -> None:
    cursor = connect().cursor()
    rows(cursor, "SELECT 1")
    before = meter.seen()

    with pytest.raises(pymysql.ProgrammingError) as caught:
        cursor.execute("DROP TABLE users")

    assert isinstance(caught.value, guarded_db.Denied)
    assert meter.seen() == before
    assert rows(cursor, "SELECT name FROM users WHERE id = 1") == [("ann",)]


def test_values_in_a_template_never_become_sql(connect: Connect) -> None:
    cursor = connect().cursor()
    evil = "x' UNION SELECT secret FROM users -- "
    assert rows(cursor, "SELECT name FROM users WHERE name = %s", (evil,)) == []
    # Here the value closes the literal that the placeholder stands in.
    with pytest.raises(pymysql.ProgrammingError):
        rows(cursor, "SELECT name FROM users WHERE name = '%s'", (evil,))


@pytest.mark.parametrize(
    ("sql", "args"),
    [
        ("SELECT '%s'", (" , secret FROM users -- ",)),
        ("SELECT name, secret FROM users ORDER BY %s", (2,)),
        ("SELECT name FROM users ORDER BY 1, %s", (1,)),
        ("SELECT name%s FROM users", (1,)),
    ],
)
def test_a_template_that_is_not_certain_is_understood_as_the_final_text(
    connect: Connect, sql: str, args: Any
) -> None:
    cursor = connect().cursor()
    try:
        found = rows(cursor, sql, args)
    except pymysql.Error:
        return
    assert "s3cret" not in repr(found)


def test_bulk_inserts_are_one_statement_with_neutral_placeholders(
    connect: Connect, guard: guarded_db.Guard
) -> None:
    cursor = connect().cursor()
    cursor.max_stmt_length = 200
    items = [(f"it'em {n}",) for n in range(40)]

    assert cursor.executemany("INSERT INTO orders (item) VALUES (%s)", items) == 40

    assert rows(cursor, "SELECT count(*), max(item) FROM orders") == [(40, "it'em 9")]
    guard.close()
    texts = {text for text in audited(guard) if text.startswith("INSERT")}
    assert len(texts) == 1
    assert "item" in texts.pop()


def audited(guard: guarded_db.Guard) -> list[str]:
    """Return the statements' texts in the ledger."""
    import json
    from pathlib import Path

    found = []
    for path in Path(os.environ["GUARDED_DB_HOME"]).rglob("*"):
        if path.is_file() and "audit" in path.parts:
            for line in path.read_bytes().split(b"\n"):
                if line.startswith(b"{"):
                    record = json.loads(line.split(b"\t")[0])
                    found += [s["text"] for s in record.get("what", {}).get("statements", [])]
    return found


def test_executemany_of_another_statement_decides_each(connect: Connect) -> None:
    cursor = connect().cursor()
    assert cursor.executemany("UPDATE users SET name = %s WHERE id = %s", [("a", 1), ("b", 2)]) == 2
    assert rows(cursor, "SELECT name FROM users ORDER BY id") == [("a",), ("b",)]


def test_a_masked_value_is_not_written_back(connect: Connect) -> None:
    cursor = connect().cursor()
    secret = rows(cursor, "SELECT secret FROM users WHERE id = 1")[0][0]
    with pytest.raises(guarded_db.Denied, match="masked"):
        cursor.execute("UPDATE users SET secret = %s WHERE id = %s", (secret, 1))
    with pytest.raises(guarded_db.Denied, match="masked"):
        cursor.executemany("INSERT INTO orders (item) VALUES (%s)", [("a",), (secret,)])
    assert rows(cursor, "SELECT count(*) FROM orders") == [(0,)]


def test_each_result_of_several_statements_gets_its_own_mask(connect: Connect) -> None:
    cursor = connect(client_flag=CLIENT.MULTI_STATEMENTS).cursor()
    cursor.execute(
        "SELECT name FROM users WHERE id=1; SELECT secret FROM users WHERE id=1; SELECT 3;"
    )
    found = [cursor.fetchall()]
    while cursor.nextset():
        found.append(cursor.fetchall())
    assert found == [(("ann",),), (("[redacted]",),), ((3,),)]
    with pytest.raises(guarded_db.Denied):
        cursor.execute("SELECT 1; DROP TABLE users")
    assert rows(cursor, "SELECT 1") == [(1,)]


def test_results_after_a_call_are_refused_in_a_batch(
    connect: Connect, shop: servers.Database
) -> None:
    shop.run("CREATE PROCEDURE p() SELECT 1")
    cursor = connect(client_flag=CLIENT.MULTI_STATEMENTS).cursor()
    with pytest.raises(guarded_db.Denied):
        cursor.execute("CALL p(); SELECT secret AS id FROM users; SELECT id FROM users")


def test_callproc_works_where_the_policy_only_observes(
    observer: guarded_db.Guard, shop: servers.Database
) -> None:
    shop.run("CREATE PROCEDURE twice(IN a VARCHAR(20), INOUT b INT) SELECT a, b * 2")
    connection = observer.connect(pymysql.connect, **shop.options)
    with connection.cursor() as cursor:
        assert cursor.callproc("twice", ("it's", 4)) == ("it's", 4)
        assert cursor.fetchall() == (("it's", 8),)
        while cursor.nextset():
            pass
        cursor.callproc("twice", ("%s", 4))
        assert cursor.fetchall() == (("%s", 8),)
    connection.close()


def test_rows_beyond_the_limit_do_not_leave(connect: Connect) -> None:
    connection = connect()
    cursor = connection.cursor()
    with pytest.raises(guarded_db.LimitExceeded):
        cursor.execute("SELECT n FROM many")
    assert connection._result is None
    assert rows(cursor, "SELECT n FROM many LIMIT 2") == [(1,), (2,)]
    unbuffered = connection.cursor(SSCursor)
    unbuffered.execute("SELECT n FROM many")
    assert [unbuffered.fetchone()[0] for _ in range(5)] == [1, 2, 3, 4, 5]
    with pytest.raises(guarded_db.LimitExceeded):
        unbuffered.fetchone()
    unbuffered.close()
    assert rows(connection.cursor(), "SELECT 1") == [(1,)]


def test_a_reconnect_stays_guarded(connect: Connect) -> None:
    connection = connect()
    connection._force_close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        connection.ping(reconnect=True)
    assert rows(connection.cursor(), "SELECT secret FROM users WHERE id = 1") == [("[redacted]",)]
    connection.close()
    connection.connect()
    assert rows(connection.cursor(), "SELECT secret FROM users WHERE id = 1") == [("[redacted]",)]


def test_the_init_command_is_decided(connect: Connect, shop: servers.Database) -> None:
    with pytest.raises(guarded_db.Denied):
        connect(init_command="DROP TABLE users")
    assert shop.run("SELECT count(*) FROM users") == [(2,)]
    assert rows(connect(init_command="SELECT 1").cursor(), "SELECT 2") == [(2,)]


def test_ansi_quotes_are_read_when_the_connection_opens(connect: Connect) -> None:
    cursor = connect(sql_mode="ANSI_QUOTES").cursor()
    assert rows(cursor, 'SELECT "secret" FROM users WHERE id = 1') == [("[redacted]",)]
    plain = connect().cursor()
    assert rows(plain, 'SELECT "secret" FROM users WHERE id = 1') == [("secret",)]


def test_no_backslash_escapes_are_respected_in_values(connect: Connect) -> None:
    cursor = connect(sql_mode="NO_BACKSLASH_ESCAPES").cursor()
    assert rows(cursor, "SELECT %s", ("a\\' OR 1=1",)) == [("a\\' OR 1=1",)]


def test_a_change_of_the_lexing_modes_that_is_let_through_is_noticed(
    observer: guarded_db.Guard, shop: servers.Database
) -> None:
    from guarded_db.guard import session_of

    connection = observer.connect(pymysql.connect, **shop.options)
    cursor = connection.cursor()
    cursor.execute("SET SESSION sql_mode = 'ANSI_QUOTES'")
    cursor.execute("SELECT 1")
    assert session_of(connection).dialect.modes == {"ansi_quotes"}
    connection.close()


def test_a_decoder_of_the_callers_never_sees_a_masked_column(connect: Connect) -> None:
    from pymysql.constants import FIELD_TYPE
    from pymysql.converters import conversions

    seen: list[Any] = []

    def spy(value: Any) -> Any:
        seen.append(value)
        return value

    cursor = connect(conv={**conversions, FIELD_TYPE.VAR_STRING: spy}).cursor()
    assert rows(cursor, "SELECT name, secret FROM users WHERE id = 1") == [("ann", "[redacted]")]
    assert seen == ["ann"]


def test_switching_the_database_is_a_decided_statement(
    connect: Connect, shop: servers.Database
) -> None:
    connection = connect()
    connection.select_db("information_schema")
    assert rows(connection.cursor(), "SELECT database()") == [("information_schema",)]
    connection.select_db(shop.database)
    assert rows(connection.cursor(), "SELECT secret FROM users WHERE id = 1") == [("[redacted]",)]


def test_warnings_of_a_statement_on_labelled_columns_hold_no_values(connect: Connect) -> None:
    connection = connect()
    cursor = connection.cursor()
    cursor.execute("SELECT count(*) FROM users WHERE secret = 5")
    for found in (connection.show_warnings(), rows(cursor, "SHOW WARNINGS")):
        assert "s3cret" not in repr(found)


def test_errors_of_a_statement_on_labelled_columns_hold_no_values(
    connect: Connect, shop: servers.Database
) -> None:
    shop.run("CREATE UNIQUE INDEX one ON users (email)")
    cursor = connect().cursor()
    with pytest.raises(pymysql.IntegrityError) as caught:
        cursor.execute("UPDATE users SET email = 'bob@example.com' WHERE id = 1")
    assert caught.value.args[0] == 1062
    assert "bob@" not in repr(caught.value) + str(caught.value)


def test_a_local_file_is_read_only_when_the_policy_lets_it(
    connect: Connect, tmp_path: Path
) -> None:
    file = tmp_path / "orders.txt"
    file.write_text("7\tapple\n")
    cursor = connect(local_infile=True).cursor()
    with pytest.raises(guarded_db.Denied):
        cursor.execute(f"LOAD DATA LOCAL INFILE '{file}' INTO TABLE orders")
    assert rows(cursor, "SELECT count(*) FROM orders") == [(0,)]


def test_a_local_file_that_the_statement_does_not_name_is_not_sent(
    connect: Connect, tmp_path: Path
) -> None:
    from pymysql.connections import MySQLResult
    from pymysql.protocol import MysqlPacket

    connection = connect(local_infile=True)
    cursor = connection.cursor()
    cursor.execute("SELECT 1")
    result = MySQLResult(connection)
    with pytest.raises(guarded_db.UnguardedAccess):
        result._read_load_local_packet(MysqlPacket(b"\xfb/etc/hostname", "utf-8"))
    assert not connection.open


def test_writes_of_an_xa_transaction_are_on_disk_before_it_is_prepared(connect: Connect) -> None:
    conn = connect()
    session = DRIVER.session(conn)
    assert session is not None
    cursor = conn.cursor()
    cursor.execute("XA START 'guarded_db'")
    cursor.execute("INSERT INTO orders (item) VALUES ('x')")
    assert session.unsynced is True
    cursor.execute("XA END 'guarded_db'")
    session.unsynced = True  # END is not where it must be

    cursor.execute("XA PREPARE 'guarded_db'")

    assert session.unsynced is False
    cursor.execute("XA ROLLBACK 'guarded_db'")
