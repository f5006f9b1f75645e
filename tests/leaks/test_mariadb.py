"""MariaDB through PyMySQL, mysql-connector-python and SQLAlchemy: nothing of a labelled column comes out.

Every attack is first run unguarded, on two databases that differ in hidden values only, and must tell them apart.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import servers
from leaks import checker
from leaks.checker import Case, Seen
from pymysql.constants import CLIENT
from pymysql.cursors import DictCursor, SSCursor
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

import guarded_db
from guarded_db.errors import GuardError

FOLDER = Path(__file__).parent
SCHEMA = [s.strip() for s in (FOLDER / "mariadb_schema.sql").read_text("utf-8").split(";\n") if s.strip()]  # fmt: skip
CASES = checker.read(FOLDER / "mariadb.sql")
WORLDS = (
    ("zorblatquux@mail.test", "314-27-9568", "3817", "4929 7138 0642", "03-29", "918273", "hunterKw9xPz"),
    ("wimbledrak@mail.test", "271-82-8459", "5529", "5187 2644 3091", "11-17", "482619", "trombone7Vq"),
)  # fmt: skip
"""What the labelled columns of each database hold, as {1} to {7} of the schema; what masks show is the same in both."""

OWN = {
    "version": 1,
    "name": "own",
    "default": "allow",
    "unknown": "deny",
    "predicates": "equality",
    "flows": "deny",
    "labels": {
        "email": ["*.email", "*.e-mail"],
        "ssn": ["people.ssn"],
        "secret": ["*.password", "*.pin"],
        "money": ["people.salary"],
        "rest": ["*.phone", "*.card_number", "*.birth_date"],
    },
    "masks": {"email": {"kind": "partial", "keep": "domain"}},
}
OPTIONS: dict[str, Any] = {"client_flag": CLIENT.MULTI_STATEMENTS, "ssl_disabled": True}
"""Reading the machine's certificates takes longer than everything else."""

POLICIES: dict[str, dict[str, Any]] = {
    "packs": {
        "version": 1, "name": "packs", "extends": ["safe-writes", "pii"], "default": "allow",
        "labels": {"money": ["*.salary"], "rest": ["*.e-mail"]},
    },
    "own": OWN,
    "agents": {
        "version": 1, "name": "agents", "extends": ["pii"], "default": "deny", "unknown": "deny",
        "labels": {"money": ["*.salary"], "rest": ["*.e-mail"]},
        "rules": [{
            "id": "agents-read", "effect": "allow", "who": {"kind": "agent"}, "actions": ["read"],
            "tables": ["people", "orders"],
        }],
    },
}  # fmt: skip
"""The default packs, a policy of one's own that allows what it does not label, and a reading agent's."""


def hidden(world: int) -> list[str]:
    """Return the parts of this world's values that no mask shows."""
    email, *rest = WORLDS[world]
    return [email.partition("@")[0], *(value for value in rest if len(value) > checker.FRAGMENT)]


class Pair(NamedTuple):
    """Two databases that differ in hidden values only."""

    databases: tuple[servers.Database, ...]
    admins: tuple[Any, ...]
    states: list[Any]
    """What each holds when it is as it should be."""

    def changed(self, world: int) -> bool:
        """Whether the database is not as it should be; it is then made anew."""
        admin, name = self.admins[world], self.databases[world].database
        if snapshot(admin, name) == self.states[world]:
            return False
        self.anew(world)
        return True

    def anew(self, world: int) -> None:
        """Make the database anew, with its counters."""
        admin, name = self.admins[world], self.databases[world].database
        fill(admin, name, world)
        self.states[world] = snapshot(admin, name)


def fill(admin: Any, name: str, world: int) -> None:
    """Make the database anew."""
    with admin.cursor() as cursor:
        cursor.execute("set foreign_key_checks = 0")
        cursor.execute(f"drop database if exists `{name}`")
        cursor.execute(f"create database `{name}`")
        cursor.execute(f"use `{name}`")
        for statement in SCHEMA:
            for at, value in enumerate(WORLDS[world], 1):
                statement = statement.replace(f"{{{at}}}", value)
            cursor.execute(statement)


def snapshot(admin: Any, name: str) -> Any:
    """Return what shows every change of the database: definitions, and a checksum of each table."""
    with admin.cursor() as cursor:
        cursor.execute("commit")
        cursor.execute(
            "select table_name, table_type, create_options from information_schema.tables "
            "where table_schema = %s order by 1",
            [name],
        )
        tables = cursor.fetchall()
        found: list[Any] = [tables]
        listed = ", ".join(
            f"`{name}`.`{t.replace('`', '``')}`" for t, kind, _ in tables if kind != "VIEW"
        )
        cursor.execute(f"checksum table {listed}")
        found.append(cursor.fetchall())
        for what in (
            "table_name, column_name, column_type, extra, column_default from information_schema.columns where table",
            "table_name, index_name, column_name from information_schema.statistics where table",
            "table_name, partition_name from information_schema.partitions where table",
            "routine_name, routine_definition from information_schema.routines where routine",
            "trigger_name from information_schema.triggers where trigger",
            "table_name, view_definition from information_schema.views where table",
        ):
            cursor.execute(
                f"select {what}_schema = %s order by 1, 2"
                if "," in what
                else f"select {what}_schema = %s",
                [name],
            )
            found.append(cursor.fetchall())
        cursor.execute(f"select row_start, row_end from `{name}`.past for system_time all")
        found.append(cursor.fetchall())
    return found


@pytest.fixture(scope="module")
def pair(mariadb_server: servers.Server) -> Iterator[Pair]:
    """The two databases, filled."""
    with contextlib.ExitStack() as stack:
        databases = tuple(stack.enter_context(servers.own_database(mariadb_server)) for _ in WORLDS)
        admins = []
        for world, database in enumerate(databases):
            admins.append(stack.enter_context(contextlib.closing(database.connect())))
            fill(admins[world], database.database, world)
        names = [database.database for database in databases]
        yield Pair(databases, tuple(admins), list(map(snapshot, admins, names)))


@pytest.fixture(scope="module")
def guards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, guarded_db.Guard]]:
    """One guard per policy."""
    made = {
        name: guarded_db.Guard(policy, home=tmp_path_factory.mktemp(name))
        for name, policy in POLICIES.items()
    }
    yield made
    for guard in made.values():
        guard.close()


def refused(error: Exception) -> bool:
    """Whether the guard refused."""
    return isinstance(error, GuardError)


def executor(connection: Any) -> Callable[[str], Any]:
    """Return a function that runs one text and gives all that a caller can see of it."""

    def execute(text: str) -> Any:
        cursor = connection.cursor()
        try:
            found = []
            cursor.execute(text)
            while True:
                names = [column[0] for column in cursor.description or ()]
                found.append(
                    (names, cursor.rowcount, cursor.lastrowid, cursor.fetchall() if names else ())
                )
                if not cursor.nextset():
                    return found
        finally:
            cursor.close()

    return execute


def seen(case: Case, connection: Any, name: str) -> Seen:
    """Run the case on `connection`."""
    statements = tuple(s.replace("{db}", name) for s in case.statements)
    shown = checker.run(Case(case.kind, case.title, statements), executor(connection), refused)
    return Seen(tuple(repr(r).replace(name, "DATABASE") for r in shown.results), shown.refused)


def opened(pair: Pair, world: int, guard: guarded_db.Guard | None) -> Any:
    """Return a connection that takes several statements at once; without a guard, a raw one."""
    database = pair.databases[world]
    if guard is None:
        return database.connect(**OPTIONS)
    return guard.connect(database.url, autocommit=True, **OPTIONS)


def once(case: Case, pair: Pair, world: int, guard: guarded_db.Guard | None, who: str = "") -> Seen:
    """Run the case on a connection of its own."""
    with contextlib.closing(opened(pair, world, guard)) as connection:
        block = guarded_db.identity(who) if who else contextlib.nullcontext()
        with block:
            return seen(case, connection, pair.databases[world].database)


def problems(case: Case, shown: list[Seen]) -> list[Any]:
    """Return how the two worlds can be told apart, or what of their hidden values shows."""
    found: list[Any] = []
    if shown[0].results != shown[1].results:
        found.append(shown)
    for world, one in enumerate(shown):
        words = checker.trace(one.results, hidden(world))
        if words and words not in repr(case.statements):
            found.append((words, one))
    return found


@pytest.mark.parametrize("case", [c for c in CASES if c.kind == "attack"], ids=lambda c: c.title)
def test_attack(case: Case, pair: Pair, guards: dict[str, guarded_db.Guard]) -> None:
    """What a guarded caller sees does not depend on hidden values, although it would unguarded."""
    raw = [once(case, pair, world, None) for world in range(2)]
    if not case.reads:
        assert [pair.changed(world) for world in range(2)]
    found = {}
    for name, guard in guards.items():
        shown = []
        for world in range(2):
            shown.append(once(case, pair, world, guard, "agent:reader" if name == "agents" else ""))
            if not case.reads and shown[-1].refused < len(case.statements):
                pair.changed(world)
        found[name] = problems(case, shown)

    assert raw[0].results != raw[1].results, "unguarded it tells nothing"
    assert not any(found.values()), found


@pytest.mark.parametrize("case", [c for c in CASES if c.kind == "write"], ids=lambda c: c.title)
def test_write(case: Case, pair: Pair, guards: dict[str, guarded_db.Guard]) -> None:
    """A statement that does what the policy forbids is refused and changes nothing, although it would unguarded."""
    once(case, pair, 0, None)
    changed = pair.changed(0)
    packs = once(case, pair, 0, guards["packs"])
    agents = once(case, pair, 0, guards["agents"], "agent:reader")

    assert changed, "unguarded it changes nothing"
    assert packs.refused, packs
    assert agents.refused, agents
    assert not pair.changed(0), (packs, agents)


@pytest.mark.parametrize("case", [c for c in CASES if c.kind == "refuse"], ids=lambda c: c.title)
def test_refuse(case: Case) -> None:
    """A statement that concerns the whole server is refused by the default packs; it is decided, never sent."""
    told = guarded_db.explain(
        case.statements[-1].replace("{db}", "shop"), dialect="mysql", policy=POLICIES["packs"]
    )

    assert not told.allowed, told


@pytest.mark.parametrize("case", [c for c in CASES if c.kind == "benign"], ids=lambda c: c.title)
def test_benign(case: Case, pair: Pair, guards: dict[str, guarded_db.Guard]) -> None:
    """Ordinary statements give what they give unguarded."""
    if not case.reads:
        pair.anew(0)
    raw = once(case, pair, 0, None)
    differing = []
    for name in ("packs", "own"):
        if not case.reads:
            pair.changed(0)
        shown = once(case, pair, 0, guards[name])
        differing += [
            (name, statement, before, after)
            for statement, before, after in zip(
                case.statements, raw.results, shown.results, strict=True
            )
            if before != after
        ]
    if not case.reads:
        pair.changed(0)

    assert not differing
    assert not any(r.partition(",")[0].endswith("Error'") for r in raw.results), raw


READS = [c for c in CASES if c.kind == "attack" and c.reads]


def dictionaries(connection: Any) -> Any:
    """Make PyMySQL's rows dictionaries."""
    connection.cursorclass = DictCursor
    return connection


def streaming(connection: Any) -> Any:
    """Let PyMySQL fetch row by row."""
    connection.cursorclass = SSCursor
    return connection


def connector(database: servers.Database, guard: guarded_db.Guard) -> Any:
    """Return a guarded connection of mysql-connector-python."""
    import mysql.connector

    return guard.connect(mysql.connector.connect, **database.options, autocommit=True)


def alchemy(database: servers.Database, guard: guarded_db.Guard) -> Any:
    """Return a connection of SQLAlchemy's pool."""
    return guard.engine(
        create_engine(database.url_for("mysql+pymysql"), poolclass=NullPool)
    ).raw_connection()


DOORS: dict[str, Callable[[servers.Database, guarded_db.Guard], Any]] = {
    "dictionaries": lambda database, guard: dictionaries(guard.connect(database.url)),
    "streaming": lambda database, guard: streaming(guard.connect(database.url)),
    "mysql-connector": connector,
    "sqlalchemy": alchemy,
}


@pytest.mark.parametrize("door", DOORS)
def test_door(door: str, pair: Pair, guards: dict[str, guarded_db.Guard]) -> None:
    """No attack of queries comes through by another cursor, another driver or SQLAlchemy."""
    found = []
    with contextlib.ExitStack() as stack:
        open_ = DOORS[door]
        ways = [
            stack.enter_context(contextlib.closing(open_(d, guards["packs"])))
            for d in pair.databases
        ]
        for case in READS:
            names = [database.database for database in pair.databases]
            shown = [seen(case, way, name) for way, name in zip(ways, names, strict=True)]
            found += [(case.title, problem) for problem in problems(case, shown)]

    assert not found


def test_reset(pair: Pair, guards: dict[str, guarded_db.Guard]) -> None:
    """What mysql-connector's reset_session puts into statements is refused; without arguments it works."""
    with contextlib.closing(connector(pair.databases[0], guards["packs"])) as connection:
        connection.reset_session()
        with pytest.raises(GuardError):
            connection.reset_session(session_variables={"a` = 1; delete from orders; set @`b": 1})

    assert not pair.changed(0)
