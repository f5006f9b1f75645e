"""What happens on a connection that is closed."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest


def test_closed_connection_gives_the_drivers_own_error(conn: Any, records: Any) -> None:
    cursor = conn.cursor()
    conn.close()
    for call in (
        lambda: conn.execute("SELECT 1"),
        lambda: cursor.execute("SELECT 1"),
        lambda: conn.executescript("SELECT 1"),
        conn.commit,
        conn.rollback,
        conn.cursor,
        lambda: conn.in_transaction,
    ):
        with pytest.raises(sqlite3.ProgrammingError, match="Cannot operate on a closed database"):
            call()

    assert [r["event"] for r in records()].count("connection.closed") == 1
