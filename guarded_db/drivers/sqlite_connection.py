"""The guarded connection of sqlite3: a subclass, so that C code and isinstance checks accept it.

Every statement that the C code prepares comes through `__call__` or the authorizer of this class, whoever sent it:
the C statement cache is switched off and replaced by one behind `__call__`, and `executescript`, which does not use
the cache, is seen by the authorizer. What arrives there while the guard has nothing in flight is refused.
"""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from guarded_db.dbapi import Target
from guarded_db.drivers.sqlite_backstop import INSTEAD, authorizer, cut, keep, set_tracer
from guarded_db.drivers.sqlite_classes import NO_PLACE, combined
from guarded_db.drivers.sqlite_cursor import Cursor, CursorBase, cursor_class
from guarded_db.drivers.sqlite_methods import Methods
from guarded_db.drivers.sqlite_seam import (
    DEFAULT_CACHED_STATEMENTS,
    ERRORS,
    LEGACY_TRANSACTION_CONTROL,
    MEMORY,
    RawConnection,
    RawCursor,
    arguments,
    is_private,
    replaced,
    scrub,
    target_of,
)
from guarded_db.execution import Run, Session
from guarded_db.sql.facts import Dialect

if TYPE_CHECKING:
    from guarded_db.drivers.base import Choose
    from guarded_db.execution import Core

choosers: list[Choose] = []
"""The process-wide patches that are in force, the newest last."""

DIALECT = Dialect("sqlite")

ROW_IDS = frozenset({"rowid", "oid", "_rowid_"})


def chosen(target: Target) -> Core | None:
    """Return the guard that a patch chooses for a new connection to `target`, or None."""
    for choose in reversed(choosers):
        if (core := choose(target)) is not None:
            return core
    return None


class ConnectionBase(Methods):
    """A `sqlite3.Connection` whose statements are decided, recorded and masked. Without a session it is a plain one.

    It adds no place for attributes, so that it can be put below an application's class that exists already.
    """

    __slots__ = NO_PLACE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        named = arguments(args, kwargs)
        size = _size(named.get("cached_statements", DEFAULT_CACHED_STATEMENTS))
        if size is not None:
            args, kwargs = replaced("cached_statements", 0, args, kwargs)
        core = self._guarded_core
        try:
            RawConnection.__init__(self, *args, **kwargs)
        finally:
            # Initialising anew empties the instance's dictionary; the guard must outlive that.
            self._guarded_core = core
            self._guarded_db = None
            self._guarded_statements = {}
            self._guarded_plans = {}
        self._guarded_cache = size or 0
        self._guarded_colnames = bool(named.get("detect_types", 0) & sqlite3.PARSE_COLNAMES)
        target = target_of(named) or Target("sqlite", database=MEMORY, driver="sqlite3")
        if core is None:
            core = chosen(target)
        if core is not None:
            attach(self, core, target, private=is_private(target))

    # -- statements -------------------------------------------------------------------------------

    def execute(self, *args: Any) -> Any:
        """Make a cursor and execute one statement."""
        return RawConnection.cursor(self, Cursor).execute(*args)

    def executemany(self, *args: Any) -> Any:
        """Make a cursor and execute one statement for each set of parameters."""
        return RawConnection.cursor(self, Cursor).executemany(*args)

    def executescript(self, *args: Any) -> Any:
        """Make a cursor and execute several statements."""
        return RawConnection.cursor(self, Cursor).executescript(*args)

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        """Make a cursor, of the guarded form of the caller's class where one is given."""
        if not args and not kwargs:
            return RawConnection.cursor(self, Cursor)
        factory = args[0] if args else kwargs.get("factory")
        if isinstance(factory, type) and type.__subclasscheck__(RawCursor, factory):
            guarded = cast("Any", factory)
            return RawConnection.cursor(self, cursor_class(guarded))
        cursor = RawConnection.cursor(self, *args, **kwargs)
        if CursorBase in type(cursor).__mro__ or self._guarded_session() is None:
            return cursor
        return self._guarded_adopted(cursor)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if len(args) != 1 or kwargs:
            return RawConnection.__call__(self, *args, **kwargs)
        sql = args[0]
        session = self._guarded_db
        if session is not None and session.in_flight is None and not session.suspended:
            session.refuse_name("sqlite3.Cursor", INSTEAD)
        statements = self._guarded_statements
        if type(sql) is not str or statements is None:
            return RawConnection.__call__(self, sql)
        statement = statements.get(sql)
        if statement is None:
            statement = RawConnection.__call__(self, sql)
            # One that was prepared without a decision has no witness.
            if self._guarded_cache > 0 and (session is None or not session.suspended):
                keep(statements, sql, statement, self._guarded_cache)
        return statement

    # -- transactions -----------------------------------------------------------------------------

    def commit(self) -> None:
        """Commit the open transaction."""
        self._guarded_end("commit", RawConnection.commit)

    def rollback(self) -> None:
        """Roll the open transaction back."""
        self._guarded_end("rollback", RawConnection.rollback)

    def __exit__(self, *args: object) -> Any:
        action = "commit" if args and args[0] is None else "rollback"
        return self._guarded_end(action, RawConnection.__exit__, *args)

    def close(self) -> None:
        """Close the connection."""
        if self._guarded_statements:
            # A statement that lives on would keep the file open.
            self._guarded_statements.clear()
        session = self._guarded_db
        if session is None:
            RawConnection.close(self)
            return
        before, session.in_flight = session.in_flight, "close"
        try:
            RawConnection.close(self)
        finally:
            session.in_flight = before
        session.close()

    def _guarded_get_isolation_level(self) -> Any:
        return RawConnection.isolation_level.__get__(self)

    def _guarded_set_isolation_level(self, *level: Any) -> None:
        change = RawConnection.isolation_level.__set__
        if level == (None,):
            # The driver commits the open transaction at this point.
            self._guarded_end("commit", change, *level)
        else:
            change(self, *level)

    def _guarded_del_isolation_level(self) -> None:
        RawConnection.isolation_level.__delete__(self)

    isolation_level = property(
        _guarded_get_isolation_level, _guarded_set_isolation_level, _guarded_del_isolation_level
    )

    if hasattr(RawConnection, "autocommit"):

        def _guarded_get_autocommit(self) -> Any:
            return RawConnection.autocommit.__get__(self)

        def _guarded_set_autocommit(self, value: Any) -> None:
            self._guarded_end("commit", RawConnection.autocommit.__set__, value, always=True)

        autocommit = property(_guarded_get_autocommit, _guarded_set_autocommit)

    def _guarded_end(
        self, action: str, function: Callable[..., Any], *args: Any, always: bool = False
    ) -> Any:
        session = self._guarded_session()
        if session is None:
            return function(self, *args)
        explicit = getattr(self, "autocommit", LEGACY_TRANSACTION_CONTROL) is False
        if always or explicit or RawConnection.in_transaction.__get__(self):
            with session.ending(action):
                return function(self, *args)
        return function(self, *args)

    def __reduce_ex__(self, _protocol: Any) -> Any:
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    # -- inside -----------------------------------------------------------------------------------

    def _guarded_names(self, names: list[str], run: Run) -> list[str]:
        """Return the names of a result's columns as the statement says them, where the driver has others.

        It cuts off ` [type]`, and SQLite names the row id after the column that is an alias of it.
        """
        outputs = run.facts[0].outputs if run.facts else None
        if not outputs or len(outputs) != len(names):
            return names
        return [
            said if said in ROW_IDS or (self._guarded_colnames and cut(said) == name) else name
            for said, name in zip((o.name for o in outputs), names, strict=True)
        ]

    def _guarded_adopted(self, cursor: Any) -> Any:
        """Return the guarded form of a cursor that the caller's own function has made."""
        if type(cursor) is RawCursor:
            twin = Cursor(self)
            twin.arraysize, twin.row_factory = cursor.arraysize, cursor.row_factory
            return twin
        try:
            cursor.__class__ = cursor_class(cast("Any", type(cursor)))
        except TypeError:
            session = self._guarded_db
            assert session is not None
            session.refuse_name("cursor(factory=…)", "give a class derived from `sqlite3.Cursor`")
        return cursor


class Connection(ConnectionBase):
    """The guarded connection that stands for the driver's own."""

    _guarded_raw = RawConnection


def attach(connection: ConnectionBase, core: Core, target: Target, *, private: bool) -> None:
    """Make `connection` a guarded one."""
    session = Session(
        core,
        target,
        DIALECT,
        ERRORS,
        autocommits=lambda: connection._guarded_commits,
        reader=lambda queries: _read(connection, queries),
        scrub=scrub,
        private=private,
    )
    connection._guarded_core = core
    RawConnection.set_authorizer(connection, authorizer(session, connection._guarded_authorizer))
    if connection._guarded_tracer is not None:
        set_tracer(connection, session, connection._guarded_tracer)
    connection._guarded_db = session


@lru_cache(maxsize=512)
def connection_class(kind: Any) -> Any:
    """Return the guarded form of a caller's own connection class."""
    return Connection if kind is RawConnection else combined(kind, Connection, ConnectionBase)


def _size(given: Any) -> int | None:
    """Return the size of the statement cache as the driver takes it; None: the driver will refuse it."""
    try:
        size = operator.index(given)
    except TypeError:
        return None
    return size if -(2**31) <= size < 2**31 else None


def _read(connection: ConnectionBase, queries: tuple[str, ...]) -> list[list[Any]]:
    """Run the catalog's queries below the guard; the session has marked them as its own."""
    if not connection._guarded_readable:
        raise LookupError("the database was replaced")
    for name in connection._guarded_overrides:
        if any(f"{name}(" in query for query in queries):
            # The caller's own code would answer in the database's place; then nothing is known.
            raise LookupError(name)
    before, connection.text_factory = connection.text_factory, str
    try:
        return [RawCursor.execute(RawCursor(connection), query).fetchall() for query in queries]
    finally:
        connection.text_factory = before
