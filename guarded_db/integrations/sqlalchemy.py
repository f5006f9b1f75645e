"""SQLAlchemy 2.x: guard the connections of one engine, of every engine, or of an engine made from a URL.

A pool's creator is wrapped, so that everything after it, each listener of the pool's `connect` event included, only
ever sees a guarded connection. Drivers that are guarded in place stay the same object; for the others (psycopg2, the
facades of async drivers, an exact `sqlite3.Connection` of the user's own creator) the pool gets the wrapper.
It does not look at SQLAlchemy's statements: they reach the guard as every other statement does. What a dialect does
by itself to set up a connection (type codecs) and to look at the server (version, settings) is not the application's:
the first happens before the connection is guarded, the second is recorded as one lending of the connection.
"""

from __future__ import annotations

import contextlib
import gc
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from guarded_db.drivers.base import of_connection
from guarded_db.errors import ConfigurationError

if TYPE_CHECKING:
    from guarded_db.execution import Core
    from guarded_db.guard import Guard

Undo = Callable[[], None]
Choose = Callable[[Any], "Core | None"]

DIALECTS_OWN = ("create_engine.<locals>.on_connect", "builtin_connect")
"""Ends of the names of the listeners with which a dialect sets up each connection; a user's have other modules."""

INITIALIZING = "SQLAlchemy's dialect reads the server's version and settings"

_setups: WeakKeyDictionary[Any, list[Callable[[Any, Any], None]]] = WeakKeyDictionary()
"""What each dialect whose pool was adopted does to a new connection."""

_inside: ContextVar[list[bool] | None] = ContextVar("guarded_db_sqlalchemy_inside", default=None)
"""Tells an outer guarded creator that an inner one has set the connection up already."""


_choosing: ContextVar[Choose | None] = ContextVar("guarded_db_sqlalchemy_choosing", default=None)
"""What the creator that is opening a connection guards."""

_adopting = threading.Lock()


def guard_engine(guard: Guard, engine: Any) -> Any:
    """Guard every connection that `engine` (sync or async) makes from now on, and return the engine.

    Connections that its pool holds already are dropped first, so that none stays unguarded; a SQLite database in
    memory goes with them, so guard such an engine before its first use.

    Raises:
        ConfigurationError: not an engine of SQLAlchemy 2.
    """
    sqlalchemy = _sqlalchemy()
    sync = getattr(engine, "sync_engine", engine)
    if not isinstance(sync, sqlalchemy.Engine):
        raise ConfigurationError("`engine` takes a SQLAlchemy engine, sync or async")
    pool = sync.pool
    _adopt(pool)
    pool._creator = _guarding(pool._dialect, pool._invoke_creator, lambda _target: guard.core)
    # The new pool keeps the creator. Connections that are checked out stay with their holder until they come back.
    sync.dispose(close=False)
    return engine


def install(guard: Guard, match: Any = None) -> Undo:
    """Guard the engines that this process makes, however they are made; existing pools are included.

    Args:
        guard: whose policy and audit trail.
        match: which databases; see `Guard.patch`.

    Returns:
        A function that takes the installation back for connections made later.
    """
    from guarded_db.integrations.matching import matcher

    sqlalchemy = _sqlalchemy()
    wanted = matcher(match)
    kind = sqlalchemy.pool.Pool
    active = True

    def choose(target: Any) -> Core | None:
        return guard.core if active and wanted(target) else None

    original = kind._should_wrap_creator

    def should_wrap_creator(pool: Any, creator: Any) -> Any:
        inner = original(pool, creator)
        return _lazily(pool, inner, choose, lambda: active)

    def connect(connection: Any, record: Any) -> None:
        if active:  # the backstop for pools that come by connections in another way
            guarded = _guarded(connection, choose)
            if guarded is not connection:
                record.dbapi_connection = guarded

    kind._should_wrap_creator = should_wrap_creator
    sqlalchemy.event.listen(kind, "connect", connect, insert=True)
    for pool in [found for found in gc.get_objects() if issubclass(type(found), kind)]:
        pool._invoke_creator = _lazily(pool, pool._invoke_creator, choose, lambda: active)
        pool._invalidate_time = time.time()  # what it holds is opened anew at the next checkout

    def undo() -> None:
        nonlocal active
        if active:
            active = False
            sqlalchemy.event.remove(kind, "connect", connect)
            if kind._should_wrap_creator is should_wrap_creator:
                kind._should_wrap_creator = original

    return undo


class GuardPlugin:
    """Guard an engine from its URL alone: `create_engine("postgresql+psycopg://…/shop?plugin=guarded_db")`.

    `guarded_db_policy=…` in the URL names the policy (a path or a pack); without it, `GUARDED_DB_POLICY`, else the
    built-in packs. A subclass of SQLAlchemy's `CreateEnginePlugin` in all but name, so that importing this module
    does not need SQLAlchemy.
    """

    def __init__(self, url: Any, kwargs: dict[str, Any]) -> None:
        for name in url.query:
            if name.startswith("guarded_db") and name != "guarded_db_policy":
                raise ConfigurationError(
                    f"unknown key `{name}` in the URL; did you mean `guarded_db_policy`"
                )
        self._policy = url.query.get("guarded_db_policy")
        self._guard: Any = kwargs.pop("guarded_db_guard", None)

    def update_url(self, url: Any) -> Any:
        """Take our own key out of the URL, so that the driver does not see it."""
        return url.difference_update_query(["guarded_db_policy"])

    def handle_dialect_kwargs(self, dialect_cls: Any, dialect_args: Any) -> None:
        """Nothing of the dialect changes."""

    def handle_pool_kwargs(self, pool_cls: Any, pool_args: Any) -> None:
        """Nothing of the pool's arguments changes."""

    def engine_created(self, engine: Any) -> None:
        """Guard the engine."""
        from guarded_db.guard import guard_for

        guard_engine(guard_for(self._policy, self._guard), engine)


# -- the creator of a pool ------------------------------------------------------------------------


def _lazily(pool: Any, inner: Any, choose: Choose, active: Callable[[], bool]) -> Any:
    """Return a creator that adopts its pool at the first connection, when the engine has made its listeners."""

    def creator(record: Any) -> Any:
        if not active():
            return inner(record)
        _adopt(pool)
        return _guarding(pool._dialect, inner, choose)(record)

    return creator


def _guarding(dialect: Any, inner: Callable[[Any], Any], choose: Choose) -> Callable[[Any], Any]:
    """Return a creator that opens a connection through `inner`, lets the dialect set it up, and guards it."""

    def creator(connection_record: Any) -> Any:
        outer, mine = _inside.get(), list[bool]()
        token, wanted = _inside.set(mine), _choosing.set(choose)
        try:
            connection = inner(connection_record)
        finally:
            _inside.reset(token)
            _choosing.reset(wanted)
        try:
            if not mine:
                for setup in _setups.get(dialect, ()):
                    setup(connection, connection_record)
            if outer is not None:
                outer.append(True)
            return _guarded(connection, choose)
        except BaseException:
            with contextlib.suppress(Exception):
                connection.close()
            raise

    return creator


def in_creator() -> bool:
    """Tell whether a guarded creator is opening a connection, which it will guard itself."""
    return _inside.get() is not None


def _adopt(pool: Any) -> None:
    """Take what the dialect does to each new connection out of the pool's listeners; creators do it then."""
    with _adopting:
        _take_over(pool, pool._dialect)


def _take_over(pool: Any, dialect: Any) -> None:
    listeners = getattr(pool.dispatch.connect, "listeners", None) or ()
    own = [listener for listener in listeners if _is_dialects(listener)]
    if own:
        # A new queue: another thread may be walking through the old one.
        pool.dispatch.connect.listeners = deque(
            listener for listener in listeners if listener not in own
        )
    if dialect not in _setups and hasattr(dialect, "initialize"):
        _setups[dialect] = own
        _lend_while_initializing(dialect)
        if getattr(dialect, "driver", "") == "pysqlite":
            _ask_for_our_class(dialect)


def _is_dialects(listener: Any) -> bool:
    module = getattr(listener, "__module__", None) or ""
    name = getattr(listener, "__qualname__", None) or ""
    return module.partition(".")[0] == "sqlalchemy" and name.endswith(DIALECTS_OWN)


def _lend_while_initializing(dialect: Any) -> None:
    """Lend the dialect its connection while it reads the server's settings: no policy speaks of those statements."""
    from guarded_db.guard import session_of, unguarded

    original = dialect.initialize

    def initialize(connection: Any) -> Any:
        raw = _in_place(connection.connection.dbapi_connection)
        if session_of(raw) is None:
            return original(connection)
        with unguarded(raw, reason=INITIALIZING):
            return original(connection)

    dialect.initialize = initialize


def _ask_for_our_class(dialect: Any) -> None:
    """Have sqlite3 make our class from the start: an exact `sqlite3.Connection` cannot be guarded in place."""
    from sqlalchemy import event

    def do_connect(_dialect: Any, _record: Any, _cargs: Any, cparams: dict[str, Any]) -> None:
        choose = _choosing.get()
        if choose is not None and "factory" not in cparams:
            from guarded_db.drivers.sqlite import DRIVER

            cparams["factory"] = DRIVER.factory(choose, sqlite3.Connection)

    event.listen(dialect, "do_connect", do_connect)


# -- one connection -------------------------------------------------------------------------------


def _guarded(connection: Any, choose: Choose) -> Any:
    """Return the guarded form of `connection` where `choose` wants it, else `connection`."""
    inner = _in_place(connection)
    driver = of_connection(inner)
    if driver.session(inner) is not None:
        return connection
    driver.install()
    core = choose(driver.target(inner))
    if core is None:
        return connection
    guarded = driver.guard(core, inner)
    return guarded if inner is connection else connection


def _in_place(connection: Any) -> Any:
    """Return the driver's own connection behind the facade of an async driver that is guarded in place."""
    if type(connection).__module__.partition(".")[0] != "sqlalchemy":
        return connection
    behind = getattr(connection, "_connection", None)
    if type(behind).__module__.partition(".")[0] == "psycopg":
        return behind
    return connection


def _sqlalchemy() -> Any:
    try:
        import sqlalchemy
        import sqlalchemy.event
        import sqlalchemy.pool
    except ImportError:
        raise ConfigurationError(
            "SQLAlchemy is not installed; run `pip install guarded-db[sqlalchemy]`"
        ) from None
    if not sqlalchemy.__version__.startswith("2."):
        raise ConfigurationError(
            f"SQLAlchemy {sqlalchemy.__version__} is not supported; install version 2"
        )
    pool = sqlalchemy.pool.Pool
    if not isinstance(getattr(pool, "_creator", None), property) or not callable(
        getattr(pool, "_should_wrap_creator", None)
    ):
        raise ConfigurationError(
            f"the pools of SQLAlchemy {sqlalchemy.__version__} make connections in another way than the tested ones; "
            "install version 2.0 or 2.1"
        )
    return sqlalchemy
