"""PostgreSQL's own regression statements, read by us and by PostgreSQL's grammar."""

from __future__ import annotations

from foreign._apt import source


def main() -> int:
    """Run the comparison."""
    files = sorted(source("postgresql-15").glob("*/src/test/regress/sql/*.sql"))
    print(f"{len(files)} files")
    return 0
