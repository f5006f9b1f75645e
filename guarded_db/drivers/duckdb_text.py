"""The SQL that methods without SQL stand for, so that policy decides on them as on statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def plain(query: Any) -> str | None:
    """Return the text that the driver would run; None for what it refuses by itself.

    A subclass of str is turned into the text that the driver takes of it, `str(query)`, once: asked twice, it could
    show one text to the guard and run another.
    """
    import _duckdb

    if type(query) is str:
        return query
    if type(query) is _duckdb.Statement:
        text: str = query.query
        return text
    return str.__str__(str(query)) if isinstance(query, str) else None


def quoted(name: Any) -> str:
    """Return a table's name as the relation layer reads it, quoted part by part."""
    from duckdb._relation import _name_parts

    parts = name if isinstance(name, tuple | list) else _name_parts(str(name))
    return ".".join('"' + str(part).replace('"', '""') + '"' for part in parts)


def write_text(table: Any) -> str:
    """Return the statement that `append` stands for."""
    return f"INSERT INTO {quoted(table)} VALUES (?)"  # noqa: S608  # quoted names only


def appender_text(
    table: Any, columns: Sequence[Any] | None, action: str, key: Sequence[Any] | None
) -> str | None:
    """Return the statement that each row of an appender stands for; None when its columns are not known."""
    name = quoted(table)  # every part of what follows is a quoted name or a placeholder
    listed = [quoted((column,)) for column in columns or ()]
    keys = [quoted((column,)) for column in key or ()]
    where = " AND ".join(f"{column} = ?" for column in keys)
    if action == "update":
        changed = [column for column in listed if column not in keys]
        if not changed or not keys:
            return None
        return f"UPDATE {name} SET {', '.join(f'{c} = ?' for c in changed)} WHERE {where}"  # noqa: S608  # quoted names only
    if action == "delete":
        return f"DELETE FROM {name} WHERE {where}" if keys else None  # noqa: S608  # quoted names only
    verb = "INSERT OR REPLACE INTO" if action == "upsert" else "INSERT INTO"
    fields = f" ({', '.join(listed)})" if listed else ""
    return f"{verb} {name}{fields} VALUES ({', '.join('?' * max(len(listed), 1))})"


def view_text(name: Any, sql: str, temporary: bool, replace: bool) -> str:
    """Return the statement that `_create_view` stands for."""
    head = f"CREATE {'OR REPLACE ' if replace else ''}{'TEMPORARY ' if temporary else ''}VIEW"
    return f"{head} {quoted((name,) if isinstance(name, str) else name)} AS {sql}"
