"""Names in FROM that are no relation: DuckDB reads a file of that name instead."""

from __future__ import annotations

from typing import Any

from guarded_db.sql.reader import Reader


def is_file(reader: Reader, name: Any, schema: str) -> bool:
    """DuckDB reads a file when a quoted name is no relation."""
    if reader.dialect != "duckdb" or not name.args.get("quoted") or schema:
        return False
    if not any(c in name.name for c in "./\\:*?"):
        return False
    if reader.catalog is None or not reader.catalog.available:
        reader.needs_catalog = True
        reader.effects |= {"file", "network"}
        reader.concede("a file is read as a table")
        return False
    return reader.catalog.find("", reader.fold(name)) is None
