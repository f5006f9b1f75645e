"""`guarded_db.connect`: a drop-in for the connect of a driver.

python examples/connect.py
"""

import tempfile
from pathlib import Path

import guarded_db

POLICY = {
    "version": 1,
    "name": "example",
    "default": "allow",
    "labels": {"email": ["users.email"]},
    "masks": {"email": {"kind": "partial", "keep": "domain"}},
    "extends": ["safe-writes"],
}


def main(home: Path) -> None:
    """Read a masked address and be refused a DELETE without WHERE."""
    guard = guarded_db.Guard(POLICY, home=home)
    conn = guarded_db.connect("sqlite://", guard=guard)
    conn.execute("CREATE TABLE users (id INTEGER, email TEXT)")
    conn.execute("INSERT INTO users VALUES (1, 'ada@example.com')")

    with guarded_db.identity("agent:copilot", on_behalf_of="user:jane@example.com"):
        print(conn.execute("SELECT email FROM users").fetchone()[0])
        try:
            conn.execute("DELETE FROM users")
        except guarded_db.Denied as refusal:
            print(refusal)
    conn.close()
    guard.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder))
