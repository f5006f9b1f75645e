"""SQLAlchemy: guard an engine that exists; nothing else of the program changes.

python examples/sqlalchemy_engine.py
"""

import tempfile
from pathlib import Path

import sqlalchemy as sa

import guarded_db

POLICY = {
    "version": 1,
    "name": "example",
    "default": "allow",
    "labels": {"email": ["users.email"]},
    "masks": {"email": {"kind": "partial", "keep": "domain"}},
}


def main(home: Path) -> None:
    """Read a masked address through an engine."""
    guard = guarded_db.Guard(POLICY, home=home)
    engine = guard.engine(sa.create_engine("sqlite://"))
    with engine.begin() as conn:
        conn.execute(sa.text("CREATE TABLE users (id INTEGER, email TEXT)"))
        conn.execute(sa.text("INSERT INTO users VALUES (1, 'ada@example.com')"))
    with engine.connect() as conn, guarded_db.identity("user:jane@example.com", purpose="SUP-1"):
        print(conn.execute(sa.text("SELECT email AS contact FROM users")).scalar())
    engine.dispose()
    guard.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder))
