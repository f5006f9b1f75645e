"""A connection that changes its database is judged and recorded in the new one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import guarded_db
from guarded_db.audit.reading import records


@pytest.mark.parametrize("way", ["USE", "select_db"])
def test_records_name_the_database_that_is_in_use_now(way: str, mariadb: Any, home: Path) -> None:
    other = f"{mariadb.database}_b"
    mariadb.run(f"CREATE DATABASE {other}")
    try:
        with guarded_db.Guard("safe-writes") as guard:
            connection = guard.connect(mariadb.url)
            if way == "USE":
                connection.cursor().execute(f"USE {other}")
            else:
                connection.select_db(other)
            connection.cursor().execute("SELECT 1 + 1")
            connection.close()
            found = [entry.data for entry in records(guard.core.ledger.folder)]
    finally:
        mariadb.run(f"DROP DATABASE {other}")

    [record] = [r for r in found if "SELECT ? + ?" in str(r.get("what", ""))]
    assert record["where"]["database"] == other
