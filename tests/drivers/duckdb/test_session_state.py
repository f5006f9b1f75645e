"""What a name means is followed: no schema, temporary table or attached database shows a protected value."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

import guarded_db
from guarded_db import Denied

ATTACKS = [
    ("SELECT email FROM users", "USE memory.main", "SELECT email FROM users"),
    ("USE memory.main; SELECT email FROM users",),
    ("SET schema = 'main'; SELECT email FROM users",),
    ("SET schema = 'main'", "SELECT email FROM users"),
    ("SET search_path = 'main'; SELECT email FROM users",),
    ("SET search_path = 'main,open'", "SELECT email FROM users"),
    ("RESET schema", "SELECT email FROM users"),
    ("DROP TABLE open.users; SELECT email FROM users",),
    ("DROP TABLE open.users", "SELECT email FROM users"),
    ("DROP SCHEMA open CASCADE; SELECT email FROM users",),
    ("ALTER TABLE open.users RENAME TO x; SELECT email FROM users",),
    ("CREATE TEMP TABLE users AS SELECT 1 AS email; SELECT email FROM main.users",),
    ("CREATE TEMP TABLE users AS SELECT 1 AS email", "SELECT email FROM main.users"),
    ("BEGIN", "CREATE TEMP TABLE users AS SELECT 'x' AS email", "SELECT email FROM users", "DROP TABLE open.users", "DROP TABLE temp.users", "SELECT email FROM users"),
    ("BEGIN", "SET schema = 'main'", "ROLLBACK", "SELECT email FROM users"),
    ("BEGIN", "DROP TABLE open.users", "ROLLBACK; USE memory.main", "SELECT email FROM users"),
    ("PREPARE p AS SELECT email FROM users", "SET schema = 'main'", "EXECUTE p"),
    ("PREPARE p AS SELECT email FROM users; SET schema = 'main'; EXECUTE p",),
    ("CREATE VIEW open.v AS SELECT email AS x FROM main.users; SELECT x FROM open.v",),
    ("CREATE MACRO lower(x) AS x; SELECT lower(email) FROM main.users",),
]  # fmt: skip


@pytest.mark.parametrize("texts", ATTACKS, ids=lambda texts: " // ".join(texts))
def test_no_change_of_names_shows_a_protected_value(
    shop: Any, labels: dict[str, Any], planted: str, tmp_path: Any, texts: tuple[str, ...]
) -> None:
    shop.execute("CREATE SCHEMA open; CREATE TABLE open.users (email VARCHAR); SET schema = 'open'")
    policy = labels | {"labels": {"email": ["main.users.email", "main.users.card"]}}
    del policy["extends"]
    with guarded_db.Guard(policy, home=tmp_path / "state") as guard:
        connection = guard.wrap(shop)
        seen = ""
        for text in texts:
            try:
                seen += str(connection.execute(text).fetchall())
            except (Denied, duckdb.Error):
                continue

        assert planted not in seen


def test_a_temporary_table_is_used_like_any_other(connection: Any) -> None:
    connection.execute("CREATE TEMP TABLE notes AS SELECT 'x' AS a; INSERT INTO notes VALUES ('y')")

    assert connection.execute("SELECT a FROM notes").fetchall() == [("x",), ("y",)]
