"""`guarded_db.aconnect`: psycopg's asynchronous connections.

python examples/aconnect.py postgresql://app@localhost/shop
"""

import asyncio
import sys
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


async def main(home: Path, url: str) -> None:
    """Read a masked address; the table is gone when the transaction is rolled back."""
    guard = guarded_db.Guard(POLICY, home=home)
    async with await guarded_db.aconnect(url, guard=guard) as conn:
        await conn.execute("CREATE TEMPORARY TABLE users (id INTEGER, email TEXT)")
        await conn.execute("INSERT INTO users VALUES (1, %s)", ("ada@example.com",))
        async with guarded_db.identity("agent:copilot", purpose="SUP-1"):
            cursor = await conn.execute("SELECT email FROM users")
            print((await cursor.fetchone())[0])
        await conn.rollback()
    guard.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(main(Path(folder), sys.argv[1]))
