"""A program that knows nothing of guarded_db. Guard it from outside:

guarded-db run --policy examples/guard.yaml -- python examples/run_app.py
"""

import sqlite3


def main() -> None:
    """Read an address, masked when the program runs under the guard."""
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE users (id INTEGER, email TEXT)")
    conn.execute("INSERT INTO users VALUES (1, 'ada@example.com')")
    print(conn.execute("SELECT email FROM users").fetchone()[0])
    conn.close()


if __name__ == "__main__":
    main()
