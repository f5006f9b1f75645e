"""SQLAlchemy engines, sync and async, are guarded whichever way they are made."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

import guarded_db
import guarded_db.sqlalchemy
from guarded_db.audit.reading import records

MASKED = "***@example.com"
SYNC = ("sqlite", "postgresql+psycopg", "postgresql+psycopg2", "mysql+pymysql")
ASYNC = (
    "sqlite+aiosqlite",
    "postgresql+psycopg_async",
    "postgresql+asyncpg",
    "mysql+aiomysql",
)


class Base(DeclarativeBase):
    """The mapped classes of these tests."""


class Person(Base):
    """One person of the table that every test reads."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(20))
    email: Mapped[str] = mapped_column(sa.String(40))


Undone = Callable[[Callable[[], None]], Callable[[], None]]


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Make a database with one person in it; return its URL for the dialect and driver in `request.param`."""
    scheme = request.param
    create = [
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20), email VARCHAR(40))",
        "INSERT INTO people VALUES (1, 'Ada', 'ada@example.com')",
    ]
    if scheme.startswith("sqlite"):
        path = tmp_path / "shop.db"
        with sqlite3.connect(path) as connection:
            for statement in create:
                connection.execute(statement)
        connection.close()
        return f"{scheme}:///{path}"
    database = request.getfixturevalue("postgres" if scheme.startswith("postgres") else "mariadb")
    database.run(*create)
    return str(database.url_for(scheme))


def events(guard: guarded_db.Guard) -> list[dict[str, Any]]:
    guard.core.ledger.sync()
    return [entry.data for entry in records(guard.core.ledger.folder)]


@pytest.mark.parametrize("url", SYNC, indirect=True)
def test_a_guarded_engine_masks_refuses_and_records(guard: guarded_db.Guard, url: str) -> None:
    engine = guard.engine(sa.create_engine(url))
    with engine.begin() as connection, guarded_db.identity("agent:copilot", purpose="SUP-1"):
        rows = connection.execute(
            sa.text("SELECT name, email AS contact FROM people WHERE id = :id"), {"id": 1}
        ).all()
    with pytest.raises(sa.exc.ProgrammingError) as refused, engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE people"))
    engine.dispose()

    assert rows == [("Ada", MASKED)]
    assert isinstance(refused.value.orig, guarded_db.Denied)
    said = [record for record in events(guard) if record["event"] == "statement"]
    assert any(record["who"]["id"] == "agent:copilot" for record in said)
    assert any(record["outcome"]["status"] == "denied" for record in said)


@pytest.mark.parametrize("url", ASYNC, indirect=True)
def test_a_guarded_async_engine_masks_and_refuses_and_hides_the_raw_connection(
    guard: guarded_db.Guard, url: str
) -> None:
    async def work() -> tuple[list[Any], BaseException, Any]:
        engine = guard.engine(create_async_engine(url))
        async with engine.connect() as connection:
            rows = (await connection.execute(sa.text("SELECT name, email FROM people"))).all()
            try:
                await connection.execute(sa.text("DROP TABLE people"))
            except sa.exc.DBAPIError as error:
                refused = error.orig
            await connection.rollback()
            raw = await connection.get_raw_connection()
            try:
                driver = raw.driver_connection
            except guarded_db.UnguardedAccess:
                driver = None
        await engine.dispose()
        return list(rows), refused, driver

    rows, refused, driver = asyncio.run(work())

    assert rows == [("Ada", MASKED)]
    assert isinstance(refused, guarded_db.Denied)
    assert driver is None or driver._guarded_db is not None


@pytest.mark.parametrize("url", SYNC, indirect=True)
def test_an_engine_with_its_own_creator_is_guarded(guard: guarded_db.Guard, url: str) -> None:
    plain = sa.create_engine(url)
    args, kwargs = plain.dialect.create_connect_args(plain.url)
    module = plain.dialect.import_dbapi()
    engine = guard.engine(sa.create_engine(url, creator=lambda: module.connect(*args, **kwargs)))
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT email FROM people")).all()
    engine.dispose()
    plain.dispose()

    assert rows == [(MASKED,)]


@pytest.mark.parametrize("url", ["sqlite", "postgresql+psycopg"], indirect=True)
def test_the_url_alone_guards_an_engine_through_the_plugin(
    url: str, policy: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "guard.json"
    file.write_text(json.dumps(policy))
    joint = "&" if "?" in url else "?"
    engine = sa.create_engine(f"{url}{joint}plugin=guarded_db&guarded_db_policy={file}")
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT email FROM people")).all()
    engine.dispose()

    assert rows == [(MASKED,)]


@pytest.mark.parametrize("url", SYNC, indirect=True)
def test_install_guards_engines_made_elsewhere_until_it_is_undone(
    guard: guarded_db.Guard, url: str, undone: Undone
) -> None:
    undo = undone(guarded_db.sqlalchemy.install(guard))
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        guarded = connection.execute(sa.text("SELECT email FROM people")).scalar()
    engine.dispose()
    undo()
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        plain = connection.execute(sa.text("SELECT email FROM people")).scalar()

    assert guarded == MASKED
    assert plain == "ada@example.com"


@pytest.mark.parametrize("url", ["sqlite", "postgresql+psycopg"], indirect=True)
def test_install_leaves_databases_alone_that_do_not_match(
    guard: guarded_db.Guard, url: str, undone: Undone
) -> None:
    undo = undone(guarded_db.sqlalchemy.install(guard, match={"database": "another-*"}))
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        plain = connection.execute(sa.text("SELECT email FROM people")).scalar()
    undo()

    assert plain == "ada@example.com"


@pytest.mark.parametrize("url", SYNC, indirect=True)
def test_stacked_doors_count_a_statement_once(
    guard: guarded_db.Guard, url: str, undone: Undone
) -> None:
    undo = undone(guarded_db.sqlalchemy.install(guard))
    unpatch = undone(guard.patch("sqlite3", "psycopg", "pymysql", "psycopg2"))
    engine = guard.engine(sa.create_engine(url))
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT 'once' FROM people")).scalar() == "once"
    engine.dispose()
    unpatch()
    undo()

    seen = [
        r for r in events(guard) if "people" in str(r.get("what", "")) and r["event"] == "statement"
    ]
    assert len(seen) == 1


@pytest.mark.parametrize("url", SYNC, indirect=True)
def test_an_orm_session_commits_and_reads_back_through_the_guard(
    guard: guarded_db.Guard, url: str
) -> None:
    engine = guard.engine(sa.create_engine(url))
    with Session(engine) as session:
        session.add(Person(id=2, name="Grace", email="grace@example.com"))
        session.commit()
        found = session.scalars(sa.select(Person).order_by(Person.id)).all()

        assert [(p.name, p.email) for p in found] == [("Ada", MASKED), ("Grace", MASKED)]
    engine.dispose()


@pytest.mark.parametrize("url", SYNC, indirect=True)
def test_a_patch_alone_guards_engines(guard: guarded_db.Guard, url: str, undone: Undone) -> None:
    undone(guard.patch())
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT email FROM people")).all()
    engine.dispose()

    assert rows == [(MASKED,)]


@pytest.mark.parametrize("door", ["engine", "install"])
@pytest.mark.parametrize("url", SYNC, indirect=True)
def test_a_listener_of_the_pools_connect_event_gets_a_guarded_connection(
    guard: guarded_db.Guard, url: str, door: str, undone: Undone
) -> None:
    seen: list[Any] = []

    def peek(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("SELECT email FROM people")
        seen.append(cursor.fetchone()[0])
        cursor.close()
        connection.rollback()

    if door == "install":
        undone(guarded_db.sqlalchemy.install(guard))
    engine = sa.create_engine(url)
    sa.event.listen(engine, "connect", peek)
    if door == "engine":
        guard.engine(engine)
    sa.event.listen(engine, "connect", lambda *given: peek(*given), insert=True)
    with engine.connect():
        pass
    engine.dispose()

    assert seen == [MASKED] * 2


@pytest.mark.parametrize("url", ASYNC, indirect=True)
async def test_a_listener_cannot_reach_the_raw_connection_of_an_async_engine(
    guard: guarded_db.Guard, url: str
) -> None:
    reached: list[Any] = []

    def reach(connection: Any, _record: Any) -> None:
        async def work(raw: Any) -> Any:
            return raw

        for take in (lambda: connection._connection, lambda: connection.driver_connection):
            reached.append(take())
        with contextlib.suppress(guarded_db.UnguardedAccess):
            reached.append(connection.run_async(work))

    engine = guard.engine(create_async_engine(url))
    sa.event.listen(engine.sync_engine, "connect", reach)
    async with engine.connect() as connection:
        await connection.execute(sa.text("SELECT 1"))
    await engine.dispose()

    assert len(reached) >= 2
    for raw in reached:
        assert raw._guarded_db is not None
        if "psycopg" not in url:
            with pytest.raises(guarded_db.UnguardedAccess):
                raw.execute("SELECT email FROM people")


@pytest.mark.parametrize("url", ["sqlite", "postgresql+psycopg"], indirect=True)
def test_a_pool_that_was_filled_before_is_guarded_by_install(
    guard: guarded_db.Guard, url: str, undone: Undone
) -> None:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT 1"))
    undone(guarded_db.sqlalchemy.install(guard))
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT email FROM people")).all()
    engine.dispose()

    assert rows == [(MASKED,)]


@pytest.mark.parametrize("url", SYNC, indirect=True)
def test_an_engine_works_under_a_policy_that_denies_all_but_one_rule(home: Path, url: str) -> None:
    strict = {
        "version": 1,
        "name": "strict-shop",
        "default": "deny",
        "anonymous": "deny",
        "rules": [{"id": "people", "effect": "allow", "actions": ["read"], "tables": ["people"]}],
    }
    with guarded_db.Guard(strict) as guard:
        engine = guard.engine(sa.create_engine(url))
        with guarded_db.identity("user:jane@example.com"), engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT name FROM people")).all()
        with pytest.raises(sa.exc.ProgrammingError), engine.connect() as connection:
            connection.execute(sa.text("SELECT name FROM people"))
        engine.dispose()

    assert rows == [("Ada",)]


@pytest.mark.parametrize(
    ("url", "level"),
    [
        ("postgresql+psycopg", "AUTOCOMMIT"),
        ("postgresql+psycopg", "SERIALIZABLE"),
        ("postgresql+psycopg2", "AUTOCOMMIT"),
        ("postgresql+psycopg2", "SERIALIZABLE"),
        ("mysql+pymysql", "AUTOCOMMIT"),
        ("mysql+pymysql", "READ COMMITTED"),
        ("sqlite", "AUTOCOMMIT"),
        ("sqlite", "SERIALIZABLE"),
    ],
    indirect=["url"],
)
def test_isolation_levels_of_engines_and_connections_work(
    guard: guarded_db.Guard, url: str, level: str
) -> None:
    engine = guard.engine(sa.create_engine(url, isolation_level=level))
    with engine.connect() as connection:
        whole = connection.execute(sa.text("SELECT email FROM people")).scalar()
    engine.dispose()
    engine = guard.engine(sa.create_engine(url))
    with engine.connect().execution_options(isolation_level=level) as connection:
        one = connection.execute(sa.text("SELECT email FROM people")).scalar()
        told = connection.get_isolation_level()
    engine.dispose()

    assert (whole, one) == (MASKED, MASKED)
    assert told == level or level == "AUTOCOMMIT"


@pytest.mark.parametrize("url", ASYNC, indirect=True)
async def test_async_engines_stream_commit_and_set_isolation_levels(
    guard: guarded_db.Guard, url: str
) -> None:
    level = "SERIALIZABLE"
    engine = guard.engine(create_async_engine(url, pool_pre_ping=True))
    async with engine.begin() as connection:
        await connection.execute(
            sa.text("INSERT INTO people VALUES (:id, :name, :email)"),
            [
                {"id": 2, "name": "Grace", "email": "grace@example.com"},
                {"id": 3, "name": "Edsger", "email": "edsger@example.com"},
            ],
        )
    async with engine.connect() as connection:
        connection = await connection.execution_options(isolation_level=level)
        result = await connection.stream(sa.text("SELECT id, email FROM people ORDER BY id"))
        rows = [tuple(row) async for row in result]
        name = await connection.scalar(
            sa.text("SELECT name FROM people WHERE name = :name"), {"name": "Grace"}
        )
    await engine.dispose()

    assert rows == [(1, MASKED), (2, MASKED), (3, MASKED)]
    assert name == "Grace"


@pytest.mark.parametrize("url", ASYNC, indirect=True)
async def test_an_error_of_an_async_driver_does_not_quote_a_protected_value(
    guard: guarded_db.Guard, url: str
) -> None:
    engine = guard.engine(create_async_engine(url))
    async with engine.begin() as connection:
        await connection.execute(sa.text("CREATE UNIQUE INDEX one ON people (email)"))
    with pytest.raises(sa.exc.DBAPIError) as refused:
        async with engine.begin() as connection:
            await connection.execute(
                sa.text("INSERT INTO people SELECT 7, 'Eve', email FROM people WHERE id = 1")
            )
    await engine.dispose()
    texts = [str(refused.value)]
    todo: list[Any] = [refused.value, refused.value.orig]
    while todo:
        error = todo.pop()
        if isinstance(error, BaseException):
            texts += [str(error), repr(error), repr(vars(error))]
            todo += [error.__cause__, error.__context__]

    assert "ada@example.com" not in " ".join(texts)


@pytest.mark.parametrize("url", SYNC, indirect=True)
def test_threads_that_connect_at_once_are_all_guarded(guard: guarded_db.Guard, url: str) -> None:
    engine = guard.engine(sa.create_engine(url, pool_size=8))

    def read(_: int) -> Any:
        with engine.connect() as connection:
            return connection.execute(sa.text("SELECT email FROM people")).scalar()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(read, range(24)))
    engine.dispose()

    assert found == [MASKED] * 24


def test_an_engine_that_is_none_is_a_configuration_error(guard: guarded_db.Guard) -> None:
    with pytest.raises(guarded_db.ConfigurationError, match="takes a SQLAlchemy engine"):
        guard.engine(sqlite3)


def test_a_facade_of_a_driver_that_is_not_known_is_refused(guard: guarded_db.Guard) -> None:
    from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_connection

    class Unknown(AsyncAdapt_dbapi_connection):
        pass

    with pytest.raises(guarded_db.ConfigurationError, match="belongs to no driver"):
        guard.wrap(Unknown.__new__(Unknown))


def test_a_misspelt_key_in_the_url_is_an_error_and_not_another_policy(tmp_path: Path) -> None:
    with pytest.raises(guarded_db.ConfigurationError, match="did you mean `guarded_db_policy`"):
        sa.create_engine(f"sqlite:///{tmp_path}/a.db?plugin=guarded_db&guarded_db_polcy=strict")
