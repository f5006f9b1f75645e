"""SQLAlchemy's synchronous facades of asynchronous drivers: what the generic wrapper knows of them.

A facade is a Python object with the methods of PEP 249 that waits for the driver in a greenlet. The wrapper stands
around the facade, so that the driver's own connection is nowhere to be had. psycopg's facade is not here: its
connection is guarded in place.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from guarded_db.drivers.generic_profile import Profile, names


def _asyncpg_target(facade: Any) -> dict[str, Any]:
    raw = facade._connection
    address = raw._addr
    host, port = address[:2] if isinstance(address, tuple) else (address, 0)
    said = {"database": raw._params.database, "user": raw._params.user}
    return {"host": str(host), "port": int(port), **{k: str(v or "") for k, v in said.items()}}


def _asyncpg_modes(facade: Any) -> frozenset[str]:
    said = facade._connection.get_settings().standard_conforming_strings
    return frozenset() if said == "on" else frozenset({"backslash_escapes"})


@contextlib.contextmanager
def _asyncpg_quiet(facade: Any) -> Iterator[None]:
    """Leave no trace in the caller's transaction: the facade begins one before its first statement."""
    if facade._transaction is None:
        try:
            yield
        finally:
            facade.rollback()
        return
    cursor = facade.cursor()
    cursor.execute("SAVEPOINT guarded_db")
    try:
        yield
    finally:
        cursor.execute("ROLLBACK TO SAVEPOINT guarded_db")
        cursor.execute("RELEASE SAVEPOINT guarded_db")


def _aiomysql_target(facade: Any) -> dict[str, Any]:
    raw = facade._connection
    socket = getattr(raw, "_unix_socket", None)
    return {
        "database": str(raw.db or ""),
        "host": str(socket or raw.host or ""),
        "port": 0 if socket else int(raw.port or 0),
        "user": str(raw.user or ""),
    }


def _aiosqlite_target(facade: Any) -> dict[str, Any]:
    cursor = facade.cursor()
    try:
        cursor.execute("PRAGMA database_list")
        path = next((row[2] for row in cursor.fetchall() if row[1] == "main"), "")
    finally:
        cursor.close()
    return {"database": path or ":memory:"}


_SHARED = names("dbapi")
_CURSOR = names("_async_soft_close server_side")

FACADES: tuple[Profile, ...] = (
    Profile(
        "sqlalchemy.dialects.postgresql.asyncpg",
        "postgres",
        "postgresql",
        driver="asyncpg",
        facade=True,
        paramstyle="numeric_dollar",
        connection=_SHARED | names("autocommit isolation_level readonly deferrable"),
        connection_commands=names("set_isolation_level ping"),
        connection_settable=names("autocommit isolation_level readonly deferrable"),
        cursor=_CURSOR,
        # SQLAlchemy tells the cursor when DDL made its cached statements stale.
        cursor_settable=names("_invalidate_schema_cache_asof"),
        target=_asyncpg_target,
        in_transaction=lambda raw: raw._transaction is not None or not raw.autocommit,
        lexing=_asyncpg_modes,
        quiet=_asyncpg_quiet,
    ),
    Profile(
        "sqlalchemy.dialects.mysql.aiomysql",
        "mysql",
        "mysql",
        driver="aiomysql",
        facade=True,
        paramstyle="format",
        client_binding=True,
        connection=_SHARED | names("character_set_name get_autocommit"),
        connection_commands=names("autocommit ping"),
        cursor=_CURSOR,
        target=_aiomysql_target,
        in_transaction=lambda raw: not raw.get_autocommit(),
        version=lambda raw: raw._connection.get_server_info(),
        final=lambda cursor, operation, params: cursor._cursor.mogrify(operation, params),
    ),
    Profile(
        "sqlalchemy.dialects.sqlite.aiosqlite",
        "sqlite",
        "sqlite",
        driver="aiosqlite",
        facade=True,
        paramstyle="qmark",
        connection=_SHARED | names("isolation_level create_function"),
        connection_settable=names("isolation_level"),
        cursor=_CURSOR,
        target=_aiosqlite_target,
        in_transaction=lambda raw: bool(raw._connection.in_transaction),
    ),
)
"""The facades that are guarded; those of other drivers are refused at the door."""


def scrub(error: BaseException) -> None:
    """Remove values from a facade's error: its text, and the driver's own error that it carries."""
    from guarded_db.execution.ending import scrub_text

    seen: list[BaseException] = []
    todo: list[Any] = [error]
    while todo:
        one = todo.pop()
        if not isinstance(one, BaseException) or one in seen:
            continue
        seen.append(one)
        todo += [getattr(one, "orig", None), one.__cause__, one.__context__]
        scrub_text(one)
        for name in ("detail", "hint", "context", "query", "internal_query", "where"):
            if getattr(one, name, None) is not None:
                with contextlib.suppress(AttributeError):
                    setattr(one, name, None)
