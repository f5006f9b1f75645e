"""What lies below the guard for sqlite3: the C classes and functions as they were, and what their arguments say.

Nothing here decides; everything that must reach the driver itself goes through the names of this module.
"""

from __future__ import annotations

import _sqlite3
import os
import re
import sqlite3
from typing import Any
from urllib.parse import parse_qs, unquote

from guarded_db.dbapi import DriverErrors, Target

TESTED = ((3, 11), (3, 15))
"""Range of Python versions, the upper one excluded, whose sqlite3 module has the seam that is used here."""

RawConnection: Any = _sqlite3.Connection
RawCursor: Any = _sqlite3.Cursor
raw_connect: Any = _sqlite3.connect
"""Of the C module, which nobody else patches: the guard itself must reach the C functions."""

ERRORS = DriverErrors(sqlite3.ProgrammingError, sqlite3.OperationalError)

CONNECT_ARGUMENTS = (
    "database",
    "timeout",
    "detect_types",
    "isolation_level",
    "check_same_thread",
    "factory",
    "cached_statements",
    "uri",
)
"""Order of the positional arguments of `sqlite3.connect`."""

DEFAULT_CACHED_STATEMENTS = 128
"""The driver's own default size of its statement cache."""

MEMORY = ":memory:"
LEGACY_TRANSACTION_CONTROL = -1
"""Value of `Connection.autocommit` (Python 3.12) that leaves transactions to `isolation_level`."""


def arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a connect call by name; unknown and surplus ones are left to the driver."""
    return {**dict(zip(CONNECT_ARGUMENTS, args, strict=False)), **kwargs}


def replaced(
    name: str, value: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return the call with the argument `name` set to `value`, by position where it was given so."""
    place = CONNECT_ARGUMENTS.index(name)
    if place < len(args):
        return (*args[:place], value, *args[place + 1 :]), kwargs
    return args, {**kwargs, name: value}


def without(name: str, kwargs: dict[str, Any]) -> dict[str, Any]:
    """Return `kwargs` without `name`."""
    return {key: value for key, value in kwargs.items() if key != name}


def target_of(named: dict[str, Any]) -> Target | None:
    """Return the database that a connect call opens, a file by its absolute path; None when it opens nothing."""
    try:
        text = os.fsdecode(named["database"])
    except (KeyError, TypeError):
        return None
    if named.get("uri") and text.startswith("file:"):
        text = _uri_path(text)
    if text not in ("", MEMORY):
        text = os.path.realpath(text)
    return Target("sqlite", database=text or MEMORY, driver="sqlite3")


def is_private(target: Target) -> bool:
    """Tell whether each connection to `target` has a database of its own, so that catalogs cannot be shared."""
    return target.database == MEMORY


def _uri_path(uri: str) -> str:
    path, _, query = uri[len("file:") :].partition("#")[0].partition("?")
    if path.startswith("//"):
        path = "/" + path[2:].partition("/")[2]
    options = parse_qs(query)
    if "memory" in options.get("mode", ()) or "memdb" in options.get("vfs", ()):
        return MEMORY
    return unquote(path)


# Texts of the driver that name parts of the statement or the schema, never values of rows.
_HARMLESS = re.compile(
    r"no such (?:table|column|index|function|collation sequence|module|savepoint): \S+"
    r"|(?:table|view|index|trigger) \S+ already exists"
    r"|(?:UNIQUE|NOT NULL|FOREIGN KEY|PRIMARY KEY) constraint failed(?:: [\w., ]+)?"
    r"|near \"[^\"]*\": syntax error|incomplete input|interrupted|not authorized"
    r"|database (?:table )?is locked(?:: \S+)?|attempt to write a readonly database"
    r"|Incorrect number of bindings supplied\. .*|Error binding parameter \S+ ?\S* type '\S+' is not supported"
    r"|You did not supply a value for binding .*|You can only execute one statement at a time\."
    r"|Cannot operate on a closed \w+\.|Recursive use of cursors not allowed\."
    r"|SQLite objects created in a thread can only be used in that same thread\. .*"
)
HIDDEN = "the driver's message is withheld, it may hold protected values; select fewer columns to find the cause"
_KEPT = ("sqlite_errorcode", "sqlite_errorname")


def scrub(error: BaseException) -> None:
    """Remove what may be values of rows from an error of the driver or of a converter, in place."""
    error.__context__ = error.__cause__ = None
    # The frames of a converter hold the raw value in their locals.
    error.__traceback__ = None
    if isinstance(error, sqlite3.Error) and _HARMLESS.fullmatch(str(error)):
        return
    if isinstance(error, UnicodeDecodeError):
        error.object, error.start, error.end, error.reason = b"", 0, 0, HIDDEN
    elif isinstance(error, UnicodeEncodeError | UnicodeTranslateError):
        error.object, error.start, error.end, error.reason = "", 0, 0, HIDDEN
    if isinstance(error, OSError):
        error.strerror = HIDDEN
        del error.filename, error.filename2
    error.args = (HIDDEN,)
    state = getattr(error, "__dict__", {})
    kept = {key: state[key] for key in _KEPT if key in state}
    state.clear()
    state.update(kept)
