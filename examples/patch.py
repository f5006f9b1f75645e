"""`Guard.patch`: guard connections that code opens which you do not control.

python examples/patch.py
"""

import sqlite3
import tempfile
from pathlib import Path

import guarded_db

POLICY = {
    "version": 1,
    "name": "example",
    "default": "allow",
    "labels": {"email": ["users.email"]},
    "masks": {"email": {"kind": "partial", "keep": "domain"}},
}


def somebody_elses_code(path: Path) -> None:
    """Stand for a library that knows nothing of guarded_db."""
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE IF NOT EXISTS users (id INTEGER, email TEXT)")
    conn.execute("INSERT INTO users VALUES (1, 'ada@example.com')")
    print(path.name, conn.execute("SELECT email FROM users").fetchone()[0])
    conn.close()


def main(home: Path) -> None:
    """Guard the shop's database, and leave the library's own one alone."""
    guard = guarded_db.Guard(POLICY, home=home)
    undo = guard.patch("sqlite3", match="database=*shop.db")
    somebody_elses_code(home / "shop.db")
    somebody_elses_code(home / "state.db")
    undo()
    guard.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder))
