"""SQLite's own account of every SQLite statement that we have written agrees with the facts, and finds wrong ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sql.case_files import Case, cases
from sql.engines.checking import NEVER_SENT
from sql.engines.sqlite import Sqlite
from sql.planting import lines
from sql.planting import setup as planted

from guarded_db.drivers.sqlite_backstop import ACTIONS
from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Column, Dialect, Facts, Relation
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand
from guarded_db.sql.witness_sqlite import Covered, Told

SQLITE = Dialect("sqlite")
LINEAGE = Path(__file__).parent / "lineage"
SETUP = """
CREATE VIEW mails AS SELECT email AS mail, id FROM users WHERE ssn > 'a';
CREATE VIEW shown AS SELECT mail FROM mails;
CREATE TABLE log (a, b);
CREATE INDEX logged ON log (a);
CREATE TRIGGER named AFTER UPDATE OF name ON users WHEN new.ssn <> 'q'
  BEGIN INSERT INTO log VALUES (new.email, upper(old.name)); SELECT lower(note) FROM orders; END;
CREATE TRIGGER mailed INSTEAD OF INSERT ON mails BEGIN INSERT INTO users (email) VALUES (new.mail); END;
CREATE TABLE parents (id INTEGER PRIMARY KEY);
CREATE TABLE children (parent REFERENCES parents ON DELETE CASCADE);
CREATE VIRTUAL TABLE texts USING fts5(body);
INSERT INTO texts VALUES ('a'); INSERT INTO parents VALUES (1);
"""


def _catalog(connection: sqlite3.Connection) -> Catalog:
    return build("sqlite", [connection.execute(q).fetchall() for q in queries("sqlite")])


def _contradictions(
    connection: sqlite3.Connection, sql: str, facts: tuple[Facts, ...], catalog: Catalog | None
) -> set[str]:
    """Run `sql`, and return what the engine told of it that `facts` do not cover."""
    covered, found = Covered(facts, catalog), set[str]()

    def listen(action: int, *told: str | None) -> int:
        script = len(facts) > 1 and action == sqlite3.SQLITE_TRANSACTION
        if action != sqlite3.SQLITE_SELECT and not script:
            found.add(covered.contradiction(Told(ACTIONS.get(action, ""), *told)))
        return 0

    connection.set_authorizer(listen)
    try:
        if len(facts) > 1:
            connection.executescript(sql)
        else:
            connection.execute(sql).fetchall()
    except (sqlite3.Error, sqlite3.Warning):
        pass  # what it told until then counts
    finally:
        connection.set_authorizer(None)
    return found - {""}


@pytest.fixture(scope="module")
def engine() -> Iterator[Sqlite]:
    engine = Sqlite()
    yield engine
    engine.close()


CLAIMING = [
    case
    for case in cases("sqlite")
    if not any(f.conceded or f.effects & NEVER_SENT - {"maintenance"} for f in case.read())
]
"""Without those that reach beyond the database, and those that are conceded and claim nothing."""


@pytest.mark.parametrize("case", CLAIMING, ids=str)
def test_the_engine_contradicts_no_case(case: Case, engine: Sqlite) -> None:
    connection = engine.session
    assert connection is not None
    catalog = _catalog(connection)
    facts = understand(case.sql, SQLITE, catalog).statements

    found = _contradictions(connection, case.sql, facts, catalog)

    if any(f.effects != {"read"} for f in facts):
        engine.remake()
    assert found == set()


@pytest.fixture(scope="module")
def shop() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for sql, params in planted("text"):
        connection.execute(sql, params)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "sql", lines((LINEAGE / "common.sql").read_text()) + lines((LINEAGE / "sqlite.sql").read_text())
)
def test_the_engine_contradicts_no_lineage(sql: str, shop: sqlite3.Connection) -> None:
    catalog = _catalog(shop)
    facts = understand(sql, SQLITE, catalog).statements
    shop.execute("begin")
    try:
        assert _contradictions(shop, sql, facts, catalog) == set()
    finally:
        shop.execute("rollback")


@pytest.fixture
def house() -> Iterator[sqlite3.Connection]:
    """Tables with views, triggers, foreign keys and full text."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email, name, ssn); PRAGMA foreign_keys = ON;"
        "CREATE TABLE orders (id INTEGER, user_id, total, note); INSERT INTO users VALUES (1, 'e', 'n', 's');"
        + SETUP
    )
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT mail FROM shown",
        "SELECT count(*) FROM shown",
        "UPDATE users SET name = 'x' WHERE id = 1",
        "UPDATE users SET name = o.note FROM orders AS o WHERE o.user_id = users.id",
        "EXPLAIN UPDATE users SET name = 'x' WHERE id = 1",
        "INSERT INTO mails (mail) VALUES ('x')",
        "DELETE FROM parents WHERE id = 1",
        "SELECT body FROM texts WHERE texts MATCH 'a'",
        "INSERT INTO texts VALUES ('b')",
        "DELETE FROM texts",
        "ALTER TABLE users RENAME COLUMN name TO title",
        "ALTER TABLE log RENAME TO entries",
        "DROP TABLE texts",
        "DROP INDEX logged",
        "SELECT name FROM pragma_table_list",
        "SELECT name FROM dbstat",
        "WITH log AS (SELECT 1) SELECT count(*) FROM log",
        "ANALYZE",
    ],
)
def test_views_triggers_and_virtual_tables_are_covered(house: sqlite3.Connection, sql: str) -> None:
    catalog = _catalog(house)
    facts = understand(sql, SQLITE, catalog).statements
    assert not facts[0].conceded

    assert _contradictions(house, sql, facts, catalog) == set()


USERS = Relation("main", "users")
NOTHING: frozenset[Any] = frozenset()
LIES: list[tuple[str, dict[str, Any], str]] = [
    ("SELECT email, name FROM users", {"columns_read": NOTHING}, "reads `users.email`"),
    (
        "SELECT email FROM users",
        {"columns_read": frozenset({Column(USERS, "name")})},
        "reads `users.email`",
    ),
    ("SELECT email FROM users", {"reads": NOTHING}, "reads `users`"),
    ("SELECT count(*) FROM users", {"reads": NOTHING}, "reads `users`"),
    ("SELECT mail FROM shown", {"reads": frozenset({USERS})}, "reads `mails`"),
    ("SELECT lower(email) FROM users", {"functions": NOTHING}, "calls `lower`"),
    ("SELECT replace(email, 'a', 'b') FROM users", {"functions": NOTHING}, "calls `replace`"),
    ("DELETE FROM users WHERE id = 1", {"writes": NOTHING}, "writes `users`"),
    ("DELETE FROM users WHERE id = 1", {"kind": "insert"}, "runs DELETE on `users`"),
    ("INSERT INTO users (id) VALUES (9)", {"kind": "update"}, "runs INSERT on `users`"),
    (
        "UPDATE users SET email = 'x' WHERE id = 1",
        {"columns_written": frozenset({Column(USERS, "ssn")})},
        "writes `users.email`",
    ),
    ("UPDATE users SET name = 'x' WHERE id = 1", {"writes": frozenset({USERS})}, "writes `log`"),
    (
        "INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = 'x'",
        {"also": NOTHING},
        "runs UPDATE on `users`",
    ),
    ("PRAGMA user_version = 5", {"kind": "select", "text": "select ?"}, "runs the pragma `user_"),
    ("PRAGMA foreign_keys = OFF", {"text": "pragma query_only = ?"}, "runs the pragma `foreign_"),
    ("ATTACH ':memory:' AS other", {"kind": "select"}, "runs ATTACH"),
    ("COMMIT", {"kind": "select"}, "runs COMMIT"),
    ("SAVEPOINT a", {"effects": NOTHING}, "runs SAVEPOINT"),
    ("DROP TABLE users", {"effects": frozenset({"read"})}, "runs DROP TABLE"),
    ("DROP TABLE users", {"writes": NOTHING}, "runs DROP TABLE on `users`"),
    ("DROP INDEX logged", {"effects": frozenset({"read"})}, "runs DROP INDEX"),
    ("ALTER TABLE users ADD COLUMN x", {"writes": NOTHING}, "runs ALTER TABLE on `users`"),
    ("CREATE TABLE t (a)", {"effects": frozenset({"read"})}, "runs CREATE TABLE"),
    ("CREATE INDEX i ON users (ssn)", {"writes": NOTHING}, "runs CREATE INDEX on `users`"),
    (
        "CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END",
        {"effects": frozenset({"read"}), "writes": NOTHING},
        "runs CREATE TRIGGER",
    ),
    ("SELECT name FROM sqlite_master", {"reads": NOTHING}, "reads `sqlite_master.name`"),
]


@pytest.mark.parametrize(("sql", "lie", "found"), LIES)
def test_wrong_facts_are_contradicted(
    house: sqlite3.Connection, sql: str, lie: dict[str, Any], found: str
) -> None:
    catalog = _catalog(house)
    (facts,) = understand(sql, SQLITE, catalog).statements

    told = _contradictions(house, sql, (replace(facts, **lie),), catalog)

    assert any(one.startswith(found) for one in told), told


def test_conceded_facts_claim_nothing(house: sqlite3.Connection) -> None:
    (facts,) = understand("SELECT email FROM users", SQLITE, _catalog(house)).statements
    lie = replace(facts, reads=NOTHING, columns_read=NOTHING, conceded=("not read",))

    assert _contradictions(house, "SELECT email FROM users", (lie,), _catalog(house)) == set()


def test_without_a_catalog_views_are_not_followed_but_the_statement_is(
    house: sqlite3.Connection,
) -> None:
    (facts,) = understand("SELECT mail FROM shown", SQLITE).statements
    lie = replace(facts, reads=NOTHING)

    assert _contradictions(house, "SELECT mail FROM shown", (facts,), None) == set()
    assert _contradictions(house, "SELECT mail FROM shown", (lie,), None) == {"reads `shown`"}


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM parents WHERE id = 1",
        "REPLACE INTO parents VALUES (1)",
        "UPDATE parents SET id = 2 WHERE id = 1",
        "UPDATE users SET name = 'x' WHERE id = 1",
        "INSERT INTO mails (mail) VALUES ('x')",
        "SELECT body FROM texts WHERE texts MATCH 'a'",
        "INSERT INTO texts VALUES ('b')",
        "SELECT u.email, count(*) FROM users AS u JOIN orders AS o ON o.user_id = u.id GROUP BY u.id",
        "WITH a AS (SELECT email FROM users) SELECT count(*) FROM a",
        "SELECT email FROM users WHERE id IN (SELECT user_id FROM orders WHERE note = 'x')",
    ],
)
def test_ordinary_work_is_covered_without_a_catalog(house: sqlite3.Connection, sql: str) -> None:
    facts = understand(sql, SQLITE).statements

    assert _contradictions(house, sql, facts, None) == set()
