"""What a statement can try to get a labelled value out of SQLite, and does not get."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from drivers.sqlite.conftest import RAW

import guarded_db

ATTACKS = [
    "SELECT * FROM users",
    "SELECT * FROM users AS u",
    "SELECT u.* FROM users u, orders",
    "SELECT * FROM main.users",
    'SELECT "email" FROM "users"',
    "SELECT [email] FROM [users]",
    "SELECT `email` FROM `USERS`",
    "SELECT EMAIL FROM Users",
    "SELECT email AS id FROM users",
    "SELECT email e, secret s FROM users",
    "SELECT email || '' FROM users",
    "SELECT substr(email, 1, 3) || substr(email, 4) FROM users",
    "SELECT hex(email), unicode(email), quote(secret) FROM users",
    "SELECT json_group_array(email) FROM users",
    "SELECT json_object('a', email, 'b', secret) FROM users",
    "SELECT group_concat(email) FROM users",
    "SELECT max(email), min(secret) FROM users",
    "SELECT max(email) OVER () FROM users",
    "SELECT first_value(email) OVER (ORDER BY id) FROM users",
    "SELECT CASE WHEN 1 THEN email END FROM users",
    "SELECT coalesce(NULL, email) FROM users",
    "SELECT (SELECT email FROM users WHERE id = 1)",
    "SELECT (SELECT secret FROM users u WHERE u.id = orders.id) FROM orders",
    "WITH a (x) AS (SELECT email FROM users) SELECT x FROM a",
    "WITH RECURSIVE a (x, n) AS (SELECT email, 1 FROM users UNION SELECT x, n + 1 FROM a WHERE n < 2) SELECT * FROM a",
    "SELECT item FROM orders UNION ALL SELECT email FROM users",
    "SELECT item FROM orders UNION SELECT secret FROM users",
    "SELECT * FROM (SELECT email AS name FROM users) users",
    "SELECT name FROM (SELECT email AS name FROM users) users",
    "SELECT * FROM contacts",
    "SELECT address FROM contacts",
    "SELECT * FROM users NATURAL JOIN orders",
    "SELECT * FROM users JOIN contacts USING (id)",
    "VALUES ((SELECT email FROM users))",
    "SELECT value FROM users, json_each(json_array(email))",
    "SELECT * FROM json_each((SELECT json_group_array(email) FROM users))",
    "SELECT printf('%s', email) FROM users",
    "SELECT CAST(email AS BLOB) FROM users",
    "SELECT iif(1, email, 0) FROM users",
    "SELECT likely(email), nullif(email, 1) FROM users",
    "SELECT rowid, _rowid_, * FROM users",
    "SELECT email COLLATE NOCASE FROM users",
    "SELECT +email FROM users",
    "SELECT json_extract('{}', email) FROM users",
    "SELECT json_extract('{}', '$' || email) FROM users",
    "SELECT load_extension(email) FROM users",
    "SELECT writefile('/tmp/x', email) FROM users",
    "SELECT raise(abort, email) FROM users",
    "SELECT zeroblob(length(email)), random() FROM users WHERE email GLOB 'ann*' AND secret LIKE 's3%'",
    "INSERT INTO orders (item) SELECT email FROM users",
    "INSERT INTO orders (item) SELECT email FROM users RETURNING item",
    "REPLACE INTO orders SELECT id, secret FROM users",
    "UPDATE orders SET item = (SELECT email FROM users)",
    "UPDATE orders SET item = u.email FROM users u WHERE u.id = orders.id RETURNING item",
    "UPDATE users SET name = email WHERE id = 1 RETURNING name",
    "UPDATE users SET name = 'x' WHERE id = 1 RETURNING *",
    "DELETE FROM users WHERE id = 1 RETURNING email",
    "INSERT INTO users VALUES (1, 'x', 'y', 'z') ON CONFLICT DO UPDATE SET name = email RETURNING name, secret",
    "CREATE TABLE copy AS SELECT * FROM users",
    "CREATE TEMP TABLE copy AS SELECT email e FROM users",
    "CREATE TEMP VIEW peek AS SELECT email AS e FROM users",
    "CREATE VIEW peek AS SELECT email AS e FROM users",
    "CREATE TRIGGER t AFTER INSERT ON orders BEGIN UPDATE orders SET item = (SELECT email FROM users); END",
    "CREATE TEMP TRIGGER t AFTER INSERT ON orders BEGIN SELECT raise(abort, email) FROM users; END",
    "CREATE INDEX i ON users (email || secret)",
    "CREATE VIRTUAL TABLE f USING fts5(body, content='users')",
    "CREATE VIRTUAL TABLE f USING fts4(content='users', email)",
    "ALTER TABLE users RENAME COLUMN email TO plain",
    "ALTER TABLE users RENAME TO people",
    "PRAGMA writable_schema = 1",
    "PRAGMA writable_schema(1)",
    "UPDATE sqlite_master SET sql = 'CREATE TABLE users (a, b, plain, c)' WHERE name = 'users'",
    "SELECT * FROM sqlite_dbpage",
    "SELECT * FROM dbstat",
    "ATTACH 'file:test.sqlite' AS other",
    "ATTACH (SELECT email FROM users) AS other",
    "VACUUM INTO 'copy.db'",
    "EXPLAIN SELECT * FROM users WHERE email = 'ann@example.com'",
    "EXPLAIN QUERY PLAN SELECT * FROM users",
    "PRAGMA table_info(users)",
    "PRAGMA integrity_check",
    "ANALYZE",
    "SELECT * FROM sqlite_stat1",
]  # fmt: skip
"""A statement; whether it is refused or masked is the policy's business, that nothing comes out is this test's."""


FOLLOWED_BY = (
    "SELECT * FROM orders",
    "SELECT * FROM copy",
    "SELECT * FROM temp.copy",
    "SELECT e FROM peek",
    "SELECT * FROM peek",
    "SELECT plain FROM users",
    "SELECT * FROM people",
    "SELECT * FROM other.users",
    "SELECT name FROM users",
    "SELECT * FROM f",
    "SELECT * FROM f_content",
)


def attempt(conn: Any, sql: str) -> str:
    try:
        cursor = conn.execute(sql)
        return repr((cursor.description, cursor.fetchall()))
    except sqlite3.Error as error:
        return repr((error, error.args, vars(error), error.__context__, error.__cause__))


@pytest.mark.parametrize("sql", ATTACKS)
def test_no_value_comes_out(conn: Any, sql: str) -> None:
    said = [attempt(conn, sql), *(attempt(conn, then) for then in FOLLOWED_BY)]
    conn.rollback()

    shown = " ".join(said).lower()
    shown = shown.replace(sql.lower(), "")
    for value in RAW:
        assert value not in shown
        assert value.encode().hex() not in shown


@pytest.mark.parametrize(
    "sql", ["SELECT * FROM users", "SELECT e FROM peek", "SELECT plain FROM other.users"]
)
def test_views_and_databases_that_others_made_are_seen_through(
    guard: guarded_db.Guard, shop: Path, tmp_path: Path, sql: str
) -> None:
    """An administrator attached the same file and made temporary views before the agent came."""
    with closing(guard.connect(sqlite3, shop)) as conn:
        with guarded_db.unguarded(conn, reason="set up") as raw:
            raw.execute(f"ATTACH '{shop}' AS other")
            raw.execute("CREATE TEMP VIEW peek AS SELECT email AS e FROM users")
            raw.execute("CREATE TEMP VIEW users AS SELECT email AS plain FROM other.users")
        said = attempt(conn, sql) + attempt(conn, "SELECT email FROM other.users")
    for value in RAW:
        assert value not in said
