"""The functions of the modules `duckdb` and `_duckdb`: they call the C++ connection directly, past its class.

Each is replaced by one that goes through the patched method when its connection is guarded, wherever a module has
bound it already (`from duckdb import execute`). The same holds for `connect` and the default connection.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import _duckdb

from guarded_db.dbapi import Target
from guarded_db.drivers.duckdb_calls import CALLS
from guarded_db.drivers.duckdb_rows import ROWS
from guarded_db.drivers.duckdb_seam import RAW, STATEMENTS, read_raw
from guarded_db.drivers.duckdb_state import ORIGINALS, STATES, State

if TYPE_CHECKING:
    from guarded_db.drivers.base import Choose

METHODS = {**STATEMENTS, **ROWS, **CALLS}
"""What takes the place of each method of the connection."""

CHOOSERS: list[Choose] = []
"""What the process-wide patches in force say about new connections; the newest speaks first."""

KEPT: list[Any] = [None]
"""The default connection, when it is guarded: the engine alone would let its Python object go, and make another."""


def attach(core: Any, connection: Any) -> State:
    """Guard `connection`, which must not be guarded."""
    return State(core, connection, target_of(connection), read_raw)


def target_of(connection: Any) -> Target:
    """Return the database behind a connection: the file, or `:memory:`."""
    copy = RAW["cursor"](connection)
    try:
        query = "SELECT path, database_name FROM system.main.duckdb_databases() WHERE database_name = system.main.current_database()"
        rows = RAW["_submit"](copy, query, None, "rows", 1024).fetchall()
    finally:
        RAW["close"](copy)
    path = rows[0][0] if rows else None
    return Target(system="duckdb", database=path or ":memory:", driver="duckdb")


def adopt(connection: Any) -> Any:
    """Guard a connection that was just opened, when a process-wide patch says so; return it."""
    if CHOOSERS and id(connection) not in STATES:
        target = target_of(connection)
        for choose in reversed(CHOOSERS):
            core = choose(target)
            if core is not None:
                State(core, connection, target, read_raw)
                break
    return connection


def connect(*args: Any, **kwargs: Any) -> Any:
    return _keep(adopt(ORIGINALS["connect"](*args, **kwargs)))


def default_connection() -> Any:
    return _keep(adopt(ORIGINALS["default_connection"]()))


def set_default_connection(*args: Any, **kwargs: Any) -> Any:
    result = ORIGINALS["set_default_connection"](*args, **kwargs)
    default_connection()
    return result


def _keep(connection: Any) -> Any:
    if id(connection) in STATES and ORIGINALS["default_connection"]() is connection:
        KEPT[0] = connection
    return connection


def _function(name: str) -> Callable[..., Any]:
    original = ORIGINALS[name]

    def function(*args: Any, connection: Any = None, **kwargs: Any) -> Any:
        used = connection if connection is not None else default_connection()
        if id(used) in STATES:
            return getattr(_duckdb.DuckDBPyConnection, name)(used, *args, **kwargs)
        return original(*args, connection=connection, **kwargs)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = original.__doc__
    return function


def replacements() -> dict[int, Any]:
    """Return what takes the place of each module function, by the original's address; fills `ORIGINALS`."""
    special = {
        "connect": connect,
        "default_connection": default_connection,
        "set_default_connection": set_default_connection,
    }
    found: dict[int, Any] = {}
    for name in (*special, *METHODS):
        original = vars(_duckdb).get(name)
        if original is None or name.startswith("_"):
            continue
        ORIGINALS[name] = original
        replacement = special.get(name) or _function(name)
        replacement.__doc__ = original.__doc__
        replacement.__module__ = "_duckdb"
        found[id(original)] = replacement
    return found


def rebind() -> None:
    """Put the replacements in every module that has bound one of the originals."""
    found = replacements()
    for module in list(sys.modules.values()):
        names = getattr(module, "__dict__", None)
        if names is None or names is globals():
            continue
        for name, value in list(names.items()):
            replacement = found.get(id(value))
            if replacement is not None:
                names[name] = replacement


__name__ = "duckdb.guarded_db"
