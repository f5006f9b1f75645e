"""No value of a labelled column leaves in clear, whichever way rows leave."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from psycopg import rows, sql

from guarded_db import Denied, NotUnderstood, UnguardedAccess

from .conftest import MASKED, Connect


def _query(text: Any, params: Any = None) -> Callable[[Any], Any]:
    return lambda conn: conn.execute(text, params).fetchall()


def _copy(text: str, *, parsed: bool = False) -> Callable[[Any], Any]:
    def run(conn: Any) -> Any:
        with conn.cursor() as cursor, cursor.copy(text) as copied:
            return list(copied.rows()) if parsed else [bytes(block) for block in copied]

    return run


def _server(**options: Any) -> Callable[[Any], Any]:
    def run(conn: Any) -> Any:
        with conn.cursor("srv", **options) as cursor:
            cursor.execute("SELECT email, id FROM users WHERE id > %s ORDER BY id", [0])
            first, second = cursor.fetchone(), cursor.fetchmany(1)
            cursor.scroll(0, "absolute")
            return first, second, list(cursor)

    return run


def _swapped(conn: Any) -> Any:
    cursor = conn.cursor("srv")
    cursor.execute("SELECT name FROM users")
    try:
        conn.execute("CLOSE srv")
        conn.execute("DECLARE srv CURSOR FOR SELECT upper(email) AS name FROM users")
        return cursor.fetchall()
    finally:
        cursor.close()


def _stolen(conn: Any) -> Any:
    conn.execute("DECLARE srv CURSOR FOR SELECT email AS name FROM users")
    with psycopg.ServerCursor(conn, "srv") as cursor:
        return cursor.fetchall()


def _pipeline(conn: Any) -> Any:
    with conn.pipeline() as pipeline:
        cursors = [
            conn.execute(f"SELECT {what} FROM users") for what in ("email", "id", "name, email")
        ]
        cursor = conn.cursor()
        cursor.execute("SELECT name FROM users")
        cursor.execute("SELECT email AS name FROM users")
        pipeline.sync()
        return [c.fetchall() for c in cursors], cursor.fetchall()


def _prepared(conn: Any) -> Any:
    conn.execute("PREPARE p AS SELECT email FROM users")
    return conn.execute("EXECUTE p").fetchall()


def _poisoned(conn: Any) -> Any:
    for _ in range(2):
        conn.execute("SELECT name FROM users", prepare=True)
    conn.execute("DEALLOCATE _pg3_0")
    conn.execute("PREPARE _pg3_0 AS SELECT email AS name FROM users")
    return conn.execute("SELECT name FROM users", prepare=True).fetchall()


def _many(conn: Any) -> Any:
    cursor = conn.cursor()
    cursor.executemany("SELECT email FROM users WHERE id = %s", [(1,), (2,)], returning=True)
    return _each(cursor)


def _each(cursor: Any) -> list[Any]:
    found = [cursor.fetchall()]
    while cursor.nextset():
        found.append(cursor.fetchall())
    return found


def _several(conn: Any) -> Any:
    cursor = conn.execute("SELECT name FROM users; SELECT email FROM users")
    return _each(cursor)


def _notices(conn: Any) -> Any:
    heard: list[Any] = []
    conn.add_notice_handler(lambda diag: heard.append((diag.message_primary, diag.message_detail)))
    conn.execute("SET client_min_messages = debug5")
    conn.execute("SELECT email FROM users WHERE email = 'ann@example.com'").fetchall()
    return heard


def _error_message(conn: Any) -> Any:
    with pytest.raises(psycopg.DataError) as caught:
        conn.execute("SELECT email::int FROM users")
    error = caught.value
    seen = [str(error), error.args, repr(error), error.sqlstate, conn.info.error_message]
    seen += [getattr(error.diag, name) for name in dir(error.diag) if not name.startswith("_")]
    seen += [error.pgresult, error.__context__, error.__cause__, conn.pgconn.error_message]
    return seen, copy.copy(error).__reduce__()


ATTACKS: dict[str, Callable[[Any], Any]] = {
    "plain": _query("SELECT email FROM users"),
    "star": _query("SELECT * FROM users"),
    "alias": _query("SELECT email AS x FROM users"),
    "expression": _query("SELECT upper(email), length(email) FROM users"),
    "whole row": _query("SELECT u FROM users u"),
    "json": _query("SELECT row_to_json(u) FROM users u"),
    "returning": _query("UPDATE users SET name = name WHERE id > %s RETURNING email", [0]),
    "view": _query("SELECT * FROM people"),
    "function": _query("SELECT peek()"),
    "table function": _query("SELECT * FROM peek()"),
    "explain": _query("EXPLAIN ANALYZE SELECT * FROM users WHERE email = 'ann@example.com'"),
    "bytes": _query(b"SELECT email FROM users"),
    "composed": _query(sql.SQL("SELECT {} FROM users").format(sql.Identifier("email"))),
    "binary": lambda conn: conn.execute("SELECT email FROM users", binary=True).fetchall(),
    "prepared by the driver": lambda c: c.execute(
        "SELECT email FROM users", prepare=True
    ).fetchall(),
    "client cursor": lambda conn: (
        psycopg.ClientCursor(conn)
        .execute("SELECT email, %s FROM users WHERE name = %s", ["a", "ann"])
        .fetchall()
    ),
    "raw cursor": lambda conn: (
        psycopg.RawCursor(conn).execute("SELECT email, $1 FROM users", ["a"]).fetchall()
    ),
    "copy query": _copy("COPY (SELECT email, id FROM users) TO STDOUT"),
    "copy table": _copy("COPY users TO STDOUT"),
    "copy rows": _copy("COPY users (email) TO STDOUT", parsed=True),
    "copy csv": _copy("COPY users TO STDOUT (FORMAT csv)"),
    "copy binary": _copy("COPY users TO STDOUT (FORMAT binary)"),
    "copy delimiter": _copy("COPY users TO STDOUT (DELIMITER '|')"),
    "stream": lambda conn: list(conn.cursor().stream("SELECT email, id FROM users")),
    "server cursor": _server(),
    "server cursor, binary": _server(binary=True),
    "server cursor swapped": _swapped,
    "server cursor stolen": _stolen,
    "pipeline": _pipeline,
    "prepare": _prepared,
    "prepared name poisoned": _poisoned,
    "executemany": _many,
    "several results": _several,
    "notices": _notices,
    "errors": _error_message,
    "pgconn": lambda conn: conn.pgconn.exec_(b"SELECT email FROM users").get_value(0, 0),
    "info.pgconn": lambda conn: conn.info.pgconn.exec_(b"SELECT email FROM users").get_value(0, 0),
    "pgresult": lambda conn: conn.execute("SELECT email FROM users").pgresult.get_value(0, 0),
    "_exec_command": lambda c: c.wait(c._exec_command("SELECT email FROM users")).get_value(0, 0),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_address_never_leaves_in_clear(conn: Any, name: str) -> None:
    """Masked, redacted or refused; and the connection works afterwards."""
    try:
        seen = ATTACKS[name](conn)
    except (Denied, UnguardedAccess) as refused:
        seen = (str(refused), refused.args, refused.__context__, refused.__cause__)

    text = repr(seen).lower()

    assert "ann@" not in text
    assert "bob@" not in text
    conn.rollback()
    assert conn.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize(
    ("factory", "shape"),
    [
        (rows.tuple_row, lambda m: (1, m)),
        (rows.dict_row, lambda m: {"id": 1, "email": m}),
        (rows.args_row(lambda a, b: [a, b]), lambda m: [1, m]),
        (rows.kwargs_row(dict), lambda m: {"id": 1, "email": m}),
        (rows.scalar_row, lambda m: 1),
    ],
)
def test_rows_are_masked_below_the_callers_row_factory(conn: Any, factory: Any, shape: Any) -> None:
    cursor = conn.cursor(row_factory=factory)

    cursor.execute("SELECT id, email FROM users WHERE id = 1")

    assert cursor.fetchone() == shape(MASKED[0])


def test_named_tuples_keep_their_fields(conn: Any) -> None:
    row = (
        conn.cursor(row_factory=rows.namedtuple_row)
        .execute("SELECT id, email FROM users")
        .fetchone()
    )

    assert row._fields == ("id", "email")
    assert row.email == MASKED[0]


def test_a_row_factory_sees_no_raw_value_through_the_cursor_it_is_given(conn: Any) -> None:
    seen: list[Any] = []

    def factory(cursor: Any) -> Any:
        assert cursor.pgresult.nfields == 1
        with pytest.raises(UnguardedAccess):
            cursor.pgresult.get_value(0, 0)

        def make(values: Any) -> Any:
            seen.append(values)
            return values

        return make

    conn.cursor(row_factory=factory).execute("SELECT email FROM users").fetchall()

    assert seen == [(mask,) for mask in MASKED]


def test_another_row_factory_on_an_open_result_still_gets_masked_rows(conn: Any) -> None:
    cursor = conn.execute("SELECT email FROM users")

    cursor.row_factory = rows.dict_row

    assert cursor.fetchall() == [{"email": mask} for mask in MASKED]


@pytest.mark.parametrize("late", [False, True])
def test_a_loader_of_the_caller_sees_no_raw_value(conn: Any, late: bool) -> None:
    seen: list[bytes] = []

    class Spy(psycopg.adapt.Loader):
        def load(self, data: Any) -> str:
            seen.append(bytes(data))
            return "spied"

    cursor = conn.cursor()
    if not late:
        conn.adapters.register_loader("text", Spy)
        cursor = conn.cursor()
    cursor.execute("SELECT email FROM users")
    if late:
        cursor.adapters.register_loader("text", Spy)

    assert cursor.fetchall() == [(mask,) for mask in MASKED]
    assert list(conn.cursor().stream("SELECT email FROM users")) == [(mask,) for mask in MASKED]
    assert seen == []


def test_a_loader_of_the_caller_works_where_nothing_is_masked(conn: Any) -> None:
    class Loud(psycopg.adapt.Loader):
        def load(self, data: Any) -> str:
            return bytes(data).decode().upper()

    conn.adapters.register_loader("text", Loud)

    assert conn.execute("SELECT name FROM users WHERE id = 1").fetchone() == ("ANN",)


def test_a_json_function_of_the_caller_sees_no_raw_value(conn: Any) -> None:
    seen: list[Any] = []
    psycopg.types.json.set_json_loads(seen.append, conn)

    conn.execute("SELECT to_jsonb(u) FROM users u").fetchall()

    assert seen == []


def test_all_ways_to_fetch_give_the_same_masked_rows(conn: Any) -> None:
    def fresh() -> Any:
        return conn.execute("SELECT email FROM users ORDER BY id")

    cursor = fresh()

    assert [cursor.fetchone(), cursor.fetchone(), cursor.fetchone()] == [*_rows(), None]
    assert fresh().fetchmany(5) == fresh().fetchall() == list(fresh()) == _rows()
    cursor.scroll(-1)
    assert cursor.fetchall() == _rows()[1:]
    if hasattr(cursor, "set_result"):  # since psycopg 3.3
        assert cursor.set_result(0).fetchall() == _rows()


def _rows() -> list[tuple[str]]:
    return [(mask,) for mask in MASKED]


def test_a_copy_masks_one_column_and_keeps_the_bytes_of_the_others(conn: Any) -> None:
    conn.execute(r"INSERT INTO users VALUES (3, E'tab\there\\', 'c@example.com'), (4, NULL, NULL)")

    with conn.cursor().copy(
        "COPY (SELECT * FROM users WHERE id > 2 ORDER BY id) TO STDOUT"
    ) as data:
        blocks = [bytes(block) for block in data]

    assert blocks == [b"3\ttab\\there\\\\\t***@example.com\n", b"4\t\\N\t\\N\n"]


def test_a_copy_without_labelled_columns_leaves_as_it_is_in_any_format(conn: Any) -> None:
    with conn.cursor().copy("COPY users (id, name) TO STDOUT (FORMAT csv)") as data:
        assert b"".join(data) == b"1,ann\n2,bob\n"


def test_a_copy_into_a_table_is_a_decided_write(conn: Any) -> None:
    with conn.cursor().copy("COPY orders (item) FROM STDIN") as data:
        data.write_row(["tea"])

    assert conn.execute("SELECT item FROM orders").fetchall() == [("tea",)]


def _fetch_from_server(conn: Any) -> Any:
    with conn.cursor("c") as cursor:
        return cursor.execute("SELECT n FROM many").fetchall()


def test_more_rows_than_the_policy_gives_never_leave(conn: Any) -> None:
    ways: list[Callable[[], Any]] = [
        lambda: conn.execute("SELECT n FROM many").fetchall(),
        lambda: list(conn.cursor().stream("SELECT n FROM many")),
        lambda: _fetch_from_server(conn),
    ]
    for way in ways:
        with pytest.raises(Denied, match="at most 5 rows"):
            way()
        conn.rollback()

    assert len(conn.execute("SELECT n FROM many LIMIT 5").fetchall()) == 5


def test_a_refused_statement_leaves_no_older_rows_in_the_cursor(conn: Any) -> None:
    cursor = conn.execute("SELECT email FROM users")

    with pytest.raises(Denied):
        cursor.execute("DROP TABLE users")

    with pytest.raises(psycopg.ProgrammingError, match="no result"):
        cursor.fetchall()


def test_a_subclass_of_str_cannot_send_another_text_than_the_decided_one(conn: Any) -> None:
    class Two(str):
        __slots__ = ()
        turn = 0

        def encode(self, *_: Any) -> bytes:
            Two.turn += 1
            return (
                b"SELECT name FROM users" if Two.turn == 1 else b"SELECT email AS name FROM users"
            )

    with pytest.raises(NotUnderstood):
        conn.execute(Two("SELECT name FROM users"))


TALKATIVE = """
ALTER TABLE users ALTER name SET NOT NULL;
ALTER TABLE users ADD CONSTRAINT one_each UNIQUE (email) DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql
    AS $$BEGIN RAISE NOTICE 'row %', new; RETURN new; END$$;
CREATE TRIGGER tell BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION tell()
"""


def test_the_database_quotes_no_row_of_a_table_that_is_written(conn: Any, shop: Any) -> None:
    """PostgreSQL shows the whole refused row, also columns that the statement does not name."""
    shop.run(*TALKATIVE.split(";\n"))
    heard: list[Any] = []
    conn.add_notice_handler(lambda diag: heard.append((diag.message_primary, diag.sqlstate)))

    for text in (
        "UPDATE users SET name = NULL WHERE id = 1",
        "INSERT INTO users VALUES (3, 'c', 'ann@example.com'); SET CONSTRAINTS ALL IMMEDIATE",
        "ALTER TABLE users ADD CHECK (id > 1)",
    ):
        with pytest.raises(psycopg.IntegrityError) as caught:
            conn.execute(text)
        heard.append((str(caught.value), caught.value.diag.message_detail))
        conn.rollback()
    conn.execute("INSERT INTO users VALUES (3, 'c', 'ann@example.com')")
    with pytest.raises(psycopg.errors.UniqueViolation) as late:
        conn.commit()

    assert len(heard) == 4
    assert late.value.sqlstate == "23505"
    assert late.value.diag.constraint_name == "one_each"
    assert "ann@" not in repr((heard, late.value.args, late.value.diag.message_detail))


def test_an_error_of_a_table_without_labels_keeps_its_text(conn: Any) -> None:
    conn.execute("INSERT INTO orders VALUES (7, 'tea')")

    with pytest.raises(psycopg.errors.UniqueViolation, match="already exists"):
        conn.execute("INSERT INTO orders VALUES (7, 'tea')")


async def test_the_asynchronous_form_masks_too(guard: Any, shop: Any, connect: Connect) -> None:
    conn = await guard.aconnect(psycopg.AsyncConnection.connect, shop.dsn)
    async with conn:
        cursor = await conn.execute("SELECT email FROM users")
        assert await cursor.fetchall() == _rows()
        async with conn.cursor("srv") as server:
            await server.execute("SELECT email FROM users")
            assert [row async for row in server] == _rows()
        async with conn.pipeline():
            cursor = await conn.execute("SELECT email FROM users")
            assert await cursor.fetchall() == _rows()
        assert [row async for row in conn.cursor().stream("SELECT email FROM users")] == _rows()
        async with conn.cursor().copy("COPY users (email) TO STDOUT") as data:
            assert [row async for row in data.rows()] == _rows()
        with pytest.raises(Denied):
            await conn.execute("DROP TABLE users")


def test_a_view_that_cannot_be_looked_up_is_not_read(connect: Connect) -> None:
    """Inside a pipeline that is under way the catalog cannot be read, and a name alone does not tell what is behind."""
    with connect(autocommit=True) as conn, conn.pipeline():
        conn.execute("SET search_path = public")
        with pytest.raises(NotUnderstood, match="catalog"):
            conn.execute("SELECT mail FROM people")


def test_the_catalog_is_read_before_a_pipeline_sends_anything(connect: Connect) -> None:
    with connect(autocommit=True) as conn, conn.pipeline():
        conn.execute("SELECT 1")
        rows = conn.execute("SELECT mail FROM people ORDER BY who").fetchall()

    assert [row[0] for row in rows] == MASKED
