"""A table of attacks on PostgreSQL: guarded, no labelled value comes out, no question about one is answered, no
protected write happens, and nothing that is harmless is refused or changed."""

from __future__ import annotations

import asyncio
import contextlib
import copy as copy_module
import pickle
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import psycopg2
import pytest
from leaks.attacking import Attack, Seen, attacks, diagnosed, shown, told, variants
from psycopg import sql
from psycopg.rows import dict_row
from servers import Database, Server, own_database
from sqlalchemy import create_engine

import guarded_db

HERE = Path(__file__).parent
VALUES = {
    "email": ("zorblatt.quux", "wimbledrak", "thrumpel.vane", "gribnostle"),
    "ssn": ("314-27-9568", "271-82-8459", "161-80-3398", "141-42-1356", "173-20-5080"),
    "phone": ("+41 79 6403817", "+41 79 5529046", "+41 79 8836612"),
    "card": ("4929713806425591", "5187264430917725", "4716550928137746"),
    "birth": ("1987-03-29", "1964-11-17", "1971-08-23", "29.03.1987"),
    "salary": ("918273", "746352", "635241"),
    "secret": ("hunter!Kw9xPz", "sw0rdfish#Vq7Lm", "tr0mbone%Xj4Bd"),
}
"""What is planted, by label."""
ALLOWED = (
    "1987-",
    "987-0",
    "1964-",
    "964-1",
    "964-0",
    "1971-",
    "971-0",
    ".1987",
    "+41 7",
    "41 79",
    "1 79 ",
)
"""Fragments that a mask shows on purpose, or that say nothing."""
MINE = {"email": ["people.email", "archive.email"], "ssn": ["people.ssn", "archive.ssn", "computed.ssn"]} | {
    "secret": ["people.password"], "salary": ["people.salary"]
}  # fmt: skip
POLICIES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "packs": (None, ("email", "ssn", "phone", "card", "birth", "secret")),
    "named": (
        {
            "version": 1,
            "extends": ["safe-writes"],
            "default": "allow",
            "unknown": "deny",
            "labels": MINE,
            "masks": {"email": {"kind": "partial", "keep": "domain"}},
            "predicates": "equality",
        },
        ("email", "ssn", "salary", "secret"),
    ),
    "reader": (
        {
            "version": 1,
            "extends": ["pii"],
            "default": "deny",
            "labels": {"salary": ["*.salary"]},
            "rules": [
                {
                    "id": "agents-read",
                    "effect": "allow",
                    "who": {"kind": "agent"},
                    "actions": ["read"],
                    "tables": ["people", "orders"],
                }
            ],
        },
        tuple(VALUES),
    ),
}
"""Policies by name, each with the labels that nobody sees under it."""
PATTERNS = {
    name: variants([v for label in labels for v in VALUES[label]], ALLOWED)
    for name, (_, labels) in POLICIES.items()
}
EVERYTHING = variants([v for values in VALUES.values() for v in values], ALLOWED)


TWIN = {
    "zorblatt.quux": "a.very.long.name.of.somebody", "wimbledrak": "zz", "thrumpel.vane": "aa", "314-27-9568": "9-1",
    "271-82-8459": "0", "161-80-3398": "777", "hunter!Kw9xPz": "b", "sw0rdfish#Vq7Lm": "a-much-longer-one", "918273": "7",
    "746352": "999999", "tr0mbone%Xj4Bd": "",
}  # fmt: skip
"""Other values for the same places: who sees a difference has learnt something."""


def prepare(database: Database, *, twin: bool = False) -> None:
    """Plant the values, or other ones."""
    text = (HERE / "postgres_schema.sql").read_text(encoding="utf-8")
    for planted, other in TWIN.items() if twin else ():
        text = text.replace(planted, other)
    database.run(*text.split(";\n\n"), "analyze")
    # Whatever waits for a lock that something left behind shows as an error, not as a test that never ends.
    database.run(f"alter database \"{database.database}\" set statement_timeout = '30s'")


def table(database: Database) -> list[Attack]:
    """Return the attacks."""
    return attacks(HERE / "postgres.sql", db=f'"{database.database}"')


@cache
def run_raw(database: Database, attack: Attack) -> Seen:
    """Run an attack without a guard and take it back."""
    with psycopg.connect(**database.options) as connection:
        return run(connection, attack)


def run(connection: Any, attack: Attack) -> Seen:
    """Run the statements of one attack in one transaction, each in its own savepoint, and take them back."""
    seen = Seen()
    connection.add_notice_handler(lambda diag: seen.shown.extend(diagnosed(diag)))
    connection.execute("select 1")
    for statement in attack.statements:
        refused = False
        try:
            if statement.startswith(("savepoint", "rollback", "release")):
                rows = fetch(connection, statement)
            else:
                with connection.transaction():
                    rows = fetch(connection, statement)
            seen.shown += shown(rows)
        except Exception as error:  # noqa: BLE001 - what it says is looked at
            refused = isinstance(error, guarded_db.Denied)
            seen.shown += told(error)
            rows = error
        seen.rows.append(rows)
        seen.refused.append(refused)
    connection.rollback()
    return seen


def fetch(connection: Any, statement: str) -> list[Any]:
    """Return everything that one statement gives back."""
    with connection.cursor() as cursor:
        lowered = statement.lower()
        if lowered.startswith("copy") and (" stdout" in lowered or " stdin" in lowered):
            with cursor.copy(statement) as copy:
                return [bytes(part) for part in copy] if " stdout" in lowered else []
        cursor.execute(statement)
        found: list[Any] = []
        while True:
            if cursor.description:
                found += [column.name for column in cursor.description]
                found += cursor.fetchall()
            if not cursor.nextset():
                return found


@cache
def guard_for(policy: str) -> guarded_db.Guard:
    """Return the guard of a policy, made once."""
    return guarded_db.Guard(policy=POLICIES[policy][0])


def run_guarded(database: Database, policy: str, attack: Attack) -> Seen:
    """Run an attack under a policy, for the agents of one as an agent."""
    agent = policy == "reader"
    with (
        guarded_db.identity("agent:probe", kind="agent") if agent else contextlib.nullcontext(),
        guard_for(policy).connect(database.url) as connection,
    ):
        return run(connection, attack)


def problems(database: Database, twin: Database, policy: str, attack: Attack) -> list[str]:
    """Return what went wrong with one attack under one policy."""
    labels = POLICIES[policy][1]
    if policy == "reader" and attack.kind == "benign":
        return []
    seen = run_guarded(database, policy, attack)
    found = PATTERNS[policy].search(seen.text)
    problem = [f"shows {found[0]!r}"] if found and attack.kind != "benign" else []
    asks = attack.kind == "bit" and not ("salary" in attack.text and "salary" not in labels)
    if asks and not seen.refused[-1]:
        other = run_guarded(twin, policy, attack)
        if repr(other.rows) != repr(seen.rows):
            problem.append(f"answers {seen.rows!r} and {other.rows!r}")
    if attack.kind == "write":
        problem += [] if seen.refused[-1] else [f"was not refused: {seen.rows[-1]!r}"]
    if attack.kind == "benign":
        raw = run_raw(database, attack)
        if repr(raw.rows) != repr(seen.rows):
            problem.append(f"gives {seen.rows!r} instead of {raw.rows!r}")
    return problem


@pytest.fixture(scope="module")
def databases(postgres_server: Server) -> Iterator[tuple[Database, Database]]:
    """The database of the table, and its twin."""
    with own_database(postgres_server) as first, own_database(postgres_server) as second:
        prepare(first)
        prepare(second, twin=True)
        yield first, second


@pytest.mark.parametrize("policy", POLICIES)
def test_no_attack_of_the_table_succeeds_and_nothing_harmless_is_refused(
    databases: tuple[Database, Database], policy: str
) -> None:
    """No planted value is seen, no answer depends on one, no protected write runs, what is benign is unchanged."""
    found = {
        f"{attack.kind} {attack.title}": problem
        for attack in table(databases[0])
        if (problem := problems(*databases, policy, attack))
    }

    assert found == {}


def test_every_leak_of_the_table_leaks_without_a_guard(postgres: Database) -> None:
    """Unguarded, each leak shows a planted value, and each benign entry and question runs.

    In a database of its own: what sequences are set to is not taken back.
    """
    prepare(postgres)
    harmless = []
    for attack in table(postgres):
        seen = run_raw(postgres, attack)
        if attack.kind == "leak" and not EVERYTHING.search(seen.text):
            harmless.append(attack.title)
        if attack.kind in ("bit", "benign") and isinstance(seen.rows[-1], Exception):
            harmless.append(attack.title)

    assert harmless == []


def test_a_notification_carries_no_hidden_value(databases: tuple[Database, Database]) -> None:
    """`pg_notify` with a labelled column is refused; with the application's own words it is sent."""
    with guard_for("packs").connect(databases[0].url, autocommit=True) as connection:
        connection.execute("listen loot")
        with pytest.raises(guarded_db.Denied):
            connection.execute("select pg_notify('loot', ssn) from people where id = 1")
        connection.execute("select pg_notify('loot', 'hello')")
        sent = [note.payload for note in connection.notifies(timeout=5, stop_after=1)]

    assert sent == ["hello"]


LOOTS = (
    "select ssn from people",
    "select p from people p",
    "select row_to_json(p) from people p",
    "select no from contacts",
    "select email_of(1)",
    "select ssn::int from people",
    "select 1 from people where ssn like '3%'",
    "select set_config('a.b', ssn, false) from people",
)


def _ways(connection: Any, text: str) -> Iterator[Callable[[], Any]]:
    """Every way in which a program can send a query and look at its rows."""

    def pipeline() -> Any:
        with connection.pipeline():
            return connection.execute(text).fetchall()

    def stream() -> Any:
        return list(connection.cursor().stream(text))

    def named() -> Any:
        with connection.cursor("c") as cursor:
            return cursor.execute(text).fetchall()

    def result() -> Any:
        cursor = connection.execute(text)
        return cursor.pgresult.get_value(0, 0)

    def raw() -> Any:
        return connection.pgconn.exec_(text.encode()).get_value(0, 0)

    def through_cursor() -> Any:
        return connection.cursor().connection.pgconn.exec_(text.encode()).get_value(0, 0)

    def copied() -> Any:
        with connection.cursor().copy(sql.SQL("copy ({}) to stdout").format(sql.SQL(text))) as copy:
            return [bytes(part) for part in copy]

    yield lambda: connection.execute(text).fetchall()
    yield lambda: connection.execute(text.encode(), prepare=True).fetchall()
    yield lambda: connection.execute(sql.SQL(text)).fetchall()
    yield lambda: connection.execute(text, binary=True).fetchall()
    yield lambda: psycopg.ClientCursor(connection).execute(text, ()).fetchall()
    yield lambda: psycopg.RawCursor(connection).execute(text).fetchall()
    yield lambda: connection.cursor(row_factory=dict_row).execute(text).fetchall()
    yield lambda: connection.cursor(row_factory=_sees_cursor).execute(text).fetchall()
    yield lambda: copy_module.copy(connection.execute(text)).fetchall()
    yield lambda: pickle.dumps(connection.execute(text))
    yield from (pipeline, stream, named, result, raw, through_cursor, copied)


def _sees_cursor(cursor: Any) -> Callable[[Any], Any]:
    return lambda row: (row, cursor.pgresult and cursor.pgresult.get_value(0, 0))


@pytest.mark.parametrize("text", LOOTS)
def test_no_way_of_sending_a_query_shows_a_hidden_value(
    databases: tuple[Database, Database], text: str
) -> None:
    """Neither results, nor raw results, nor errors of any of psycopg's cursors hold one."""
    seen: list[str] = []
    with guard_for("packs").connect(databases[0].url, autocommit=True) as connection:
        for way in _ways(connection, text):
            try:
                seen += shown(way())
            except Exception as error:  # noqa: BLE001 - what it says is looked at
                seen += told(error)

    assert PATTERNS["packs"].search("\n".join(seen)) is None


@pytest.mark.parametrize("text", LOOTS)
def test_async_connections_and_engines_and_wrapped_drivers_show_no_hidden_value(
    databases: tuple[Database, Database], text: str
) -> None:
    """The other doors: `aconnect`, an engine of SQLAlchemy, and psycopg2 under the generic wrapper."""
    guard, database = guard_for("packs"), databases[0]
    seen: list[str] = []

    async def asynchronous() -> Any:
        async with await guard.aconnect(database.url) as connection:
            cursor = await connection.execute(text)
            return await cursor.fetchall()

    def engine() -> Any:
        made = guard.engine(create_engine(database.url_for("postgresql+psycopg")))
        try:
            with made.connect() as connection:
                return [tuple(row) for row in connection.exec_driver_sql(text)]
        finally:
            made.dispose()

    def wrapped() -> Any:
        connection = guard.connect(psycopg2.connect, database.dsn)
        try:
            cursor = connection.cursor()
            cursor.execute(text)
            return cursor.fetchall()
        finally:
            connection.close()

    for way in (lambda: asyncio.run(asynchronous()), engine, wrapped):
        try:
            seen += shown(way())
        except Exception as error:  # noqa: BLE001 - what it says is looked at
            seen += told(error)

    assert seen
    assert PATTERNS["packs"].search("\n".join(seen)) is None


def test_an_error_of_loading_a_hidden_value_does_not_quote_it(
    databases: tuple[Database, Database],
) -> None:
    """A date that Python cannot hold is loaded before it can be masked."""
    with (
        guard_for("packs").connect(databases[0].url) as connection,
        pytest.raises(psycopg.DataError, match="cannot be held") as caught,
    ):
        text = "select greatest(birth_date, '20000-01-01') from people"
        connection.execute(text).fetchall()

    assert PATTERNS["packs"].search("\n".join(told(caught.value))) is None
