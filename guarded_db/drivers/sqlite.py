"""The adapter of sqlite3: connections are made by guarded subclasses, and a patch rebinds the module's names.

An existing connection of the driver's own C class cannot change its class: the generic wrapper guards it.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote

from guarded_db.dbapi import Target
from guarded_db.drivers.base import GENERIC, Call, Choose, Undo
from guarded_db.drivers.sqlite_connection import (
    Connection,
    ConnectionBase,
    attach,
    connection_class,
)
from guarded_db.drivers.sqlite_cursor import Cursor
from guarded_db.drivers.sqlite_seam import (
    MEMORY,
    TESTED,
    RawConnection,
    RawCursor,
    arguments,
    raw_connect,
    replaced,
    target_of,
    without,
)
from guarded_db.errors import ConfigurationError
from guarded_db.execution import Core, Session

SQLITE_OPTIONS = ("cache", "immutable", "mode", "nolock", "psow", "vfs")
"""Parameters of SQLite's own URIs."""


def _flag(text: str) -> bool:
    if text.lower() not in ("0", "1", "false", "true", "no", "yes", "off", "on"):
        raise ValueError(text)
    return text.lower() in ("1", "true", "yes", "on")


CONNECT_OPTIONS: dict[str, Callable[[str], Any]] = {
    "timeout": float,
    "detect_types": int,
    "isolation_level": lambda text: None if text.lower() in ("none", "autocommit") else text,
    "check_same_thread": _flag,
    "cached_statements": int,
    "uri": _flag,
}
"""Parameters of a URL that go to `sqlite3.connect`, with what makes them of text."""


class SqliteDriver:
    """See `guarded_db.drivers.base.Driver`."""

    name = "sqlite3"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._installed = False

    def install(self) -> None:
        """Check that this Python's sqlite3 has the seam; nothing is patched."""
        with self._lock:
            if not self._installed:
                _check()
                self._installed = True

    def owns(self, connection: object) -> bool:
        """Tell whether the connection is of a guarded class; the generic wrapper has all others."""
        return ConnectionBase in type(connection).__mro__

    def made_by(self, connect: object) -> bool:
        """Tell whether `connect` is the module, its connect function or a connection class."""
        if isinstance(connect, type):
            return RawConnection in connect.__mro__
        return connect in (sqlite3, sqlite3.dbapi2, raw_connect, sqlite3.connect)

    def from_url(self, url: SplitResult) -> Call:
        """Return the call for `sqlite://` (in memory), `sqlite:///relative/path` or `sqlite:////absolute/path`."""
        if url.netloc or url.fragment:
            raise ConfigurationError(
                "a sqlite URL has no host and no fragment; write `sqlite:///relative/path`, "
                "`sqlite:////absolute/path` or `sqlite://`, with `%23` for `#`"
            )
        database = unquote(url.path.removeprefix("/")) or MEMORY
        named: dict[str, Any] = {}
        own: list[tuple[str, str]] = []
        for key, text in parse_qsl(url.query, keep_blank_values=True):
            if key in SQLITE_OPTIONS:
                own.append((key, text))
            else:
                named[key] = _option(key, text)
        if own:
            path = database if database.startswith("file:") else f"file:{quote(database)}"
            options = "&".join(f"{key}={quote(text)}" for key, text in own)
            database, named["uri"] = f"{path}{'&' if '?' in path else '?'}{options}", True
        return (database,), named

    def connect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """Open a guarded connection, of the guarded form of the caller's class where one is given."""
        if connect is not None and not isinstance(connect, type) and not self.made_by(connect):
            return self.guard(core, connect(*call[0], **call[1]))
        kind = connect if isinstance(connect, type) else None
        return connect_guarded(core, kind, *call)

    async def aconnect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """Refuse: sqlite3 is synchronous."""
        raise ConfigurationError(
            "`sqlite3` has no asynchronous connections; use `connect`, or `aconnect` with `aiosqlite.connect`"
        )

    def guard(self, core: Core, connection: Any) -> Any:
        """Guard a connection; one of the driver's own class comes back in the generic wrapper."""
        if not self.owns(connection):
            return GENERIC.load().guard(core, connection)
        session = connection._guarded_db
        if session is None:
            _attach_existing(core, connection)
        elif session.core is not core:
            raise ConfigurationError(
                "the connection is already guarded by another guard; open one connection for each guard"
            )
        return connection

    def factory(self, choose: Choose, kind: type | None = None) -> Callable[..., Any]:
        """Return a `factory=` for `sqlite3.connect` that makes guarded connections where `choose` gives a core.

        Args:
            choose: is given the database that is about to be opened.
            kind: the class that the caller would have got; None: the driver's own.
        """
        plain = RawConnection if kind is None else kind
        guarded = connection_class(plain)

        def make(*args: Any, **kwargs: Any) -> Any:
            if kind is None:
                kwargs = without("factory", kwargs)
            else:
                args, kwargs = replaced("factory", kind, args, kwargs)
            target = target_of(arguments(args, kwargs))
            core = choose(target) if target is not None else None
            if core is None:
                return plain(*args, **kwargs)
            connection = guarded.__new__(guarded, *args, **kwargs)
            connection._guarded_core = core
            connection.__init__(*args, **kwargs)
            return connection

        return make

    def target(self, connection: Any) -> Target:
        """Return the database of a connection, guarded or not."""
        session = self.session(connection)
        if session is not None:
            return session.target
        rows = RawCursor(connection).execute("PRAGMA database_list").fetchall()
        path = next((row[2] for row in rows if row[1] == "main"), "")
        return Target("sqlite", database=path or MEMORY, driver="sqlite3")

    def session(self, connection: Any) -> Session | None:
        """Return the session of a guarded connection, or None."""
        session: Session | None = getattr(connection, "_guarded_db", None)
        return session

    def raw(self, connection: Any) -> Any:
        """Return the connection itself: with its session suspended it is a plain one."""
        return connection

    def patch(self, choose: Choose) -> Undo:
        """Guard every connection that this process opens from now on."""
        from guarded_db.drivers.sqlite_patch import patch

        self.install()
        return patch(choose, connect_guarded)

    def __repr__(self) -> str:
        return "<Driver sqlite3>"


def connect_guarded(
    core: Core, kind: type | None, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """Open a guarded connection with the arguments of `sqlite3.connect`; `kind` stands for a missing factory."""
    given = arguments(args, kwargs).get("factory", kind)
    if given is not None and not (isinstance(given, type) and RawConnection in given.__mro__):
        return DRIVER.guard(core, raw_connect(*args, **kwargs))
    args, kwargs = replaced("factory", DRIVER.factory(lambda _: core, given), args, kwargs)
    return raw_connect(*args, **kwargs)


def _attach_existing(core: Core, connection: Any) -> None:
    attach(connection, core, DRIVER.target(connection), private=True)


def _option(key: str, text: str) -> Any:
    make = CONNECT_OPTIONS.get(key)
    known = sorted((*CONNECT_OPTIONS, *SQLITE_OPTIONS))
    if make is None:
        near = get_close_matches(key, known, n=1)
        hint = f"did you mean `{near[0]}`" if near else f"use one of {', '.join(known)}"
        raise ConfigurationError(f"unknown parameter `{key}` in a sqlite URL; {hint}")
    try:
        return make(text)
    except ValueError:
        raise ConfigurationError(
            f"parameter `{key}` of a sqlite URL has a value of the wrong kind; give what `sqlite3.connect` takes"
        ) from None


def _check() -> None:
    """Prove on a database in memory that statements of the C classes come through the guarded class.

    Raises:
        ConfigurationError: this Python's sqlite3 has another seam.
    """
    seen: list[str] = []

    class Probe(Connection):
        def __call__(self, sql: Any) -> Any:
            seen.append("prepared")
            return super().__call__(sql)

    def authorize(*_: Any) -> int:
        seen.append("authorized")
        return 0

    if not TESTED[0] <= sys.version_info[:2] < TESTED[1]:
        _misfit("is not in the tested range")
    connection = Probe(MEMORY)
    try:
        for _ in range(2):
            RawCursor(connection).execute("SELECT 1")
        RawConnection.set_authorizer(connection, authorize)
        RawConnection.executescript(connection, "SELECT 2")
    finally:
        connection.close()
    if seen[:3] != ["prepared", "prepared", "authorized"] or not hasattr(Cursor, "__next__"):
        _misfit("prepares statements in another way than the tested ones")


def _misfit(why: str) -> None:
    low, high = (".".join(map(str, version)) for version in TESTED)
    raise ConfigurationError(
        f"the sqlite3 module of Python {sys.version_info[0]}.{sys.version_info[1]} {why} "
        f"(from {low}, before {high}); use a Python of that range"
    )


DRIVER = SqliteDriver()
