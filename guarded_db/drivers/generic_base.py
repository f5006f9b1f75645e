"""What the synchronous and asynchronous wrappers share: listed names pass, every other name is refused."""

from __future__ import annotations

import functools
from typing import Any, NoReturn

from guarded_db.drivers.generic_profile import ERRORS
from guarded_db.drivers.generic_state import ConnectionState, CursorState
from guarded_db.errors import UnguardedAccess, make_error

CONNECTION_SETTABLE = frozenset({"row_factory", "text_factory"})
"""Attributes of a connection that the wrapper itself keeps or checks."""

CURSOR_PASSED = frozenset(
    {
        "description",
        "rowcount",
        "lastrowid",
        "rownumber",
        "arraysize",
        "setinputsizes",
        "setoutputsize",
    }
)
"""What PEP 249 gives a cursor beside the methods that the wrapper has."""

CURSOR_SETTABLE = frozenset({"arraysize"})

TEXT_FACTORIES = (str, bytes, bytearray)
"""Types that may make a text of raw bytes; a function of the caller's would see raw values."""

INSTEAD: dict[str, str] = {
    "copy_to": "use `execute()` with a SELECT",
    "copy_from": "use `executemany()`",
    "copy_expert": "use `execute()` with a SELECT, or `executemany()`",
    "lobject": "large objects have no columns to decide on; use a `bytea` column",
    "driver_connection": "use `guarded_db.unguarded(connection, reason=…)`",
    "backup": "use `guarded_db.unguarded(connection, reason=…)`",
    "iterdump": "use SELECT statements",
}
"""What to use instead of a name that goes around the guard."""

COMMITTING = frozenset(
    {"autocommit", "isolation_level", "start_transaction", "reset_session", "reconnect"}
    | {"set_session", "set_isolation_level"}
)
"""Commands and settings that commit, or end, the transaction that is open."""

WITHOUT_ARGUMENTS = frozenset({"reset_session"})
"""Commands whose arguments become statements that nobody has decided."""

ANYTHING = "use the methods of PEP 249, or `guarded_db.unguarded(connection, reason=…)`"


def unpicklable(self: Any, *_: Any) -> NoReturn:
    """Refuse to be pickled or copied, as database connections do."""
    raise TypeError(f"cannot pickle `{type(self).__name__}` object")


def is_driver_class(state: ConnectionState, kind: type[Any]) -> bool:
    """Whether `kind` is the driver's own: a class of the caller's would sit between the guard and the database."""
    roots = {
        state.profile.root,
        f"_{state.profile.root}",
        type(state.raw).__module__.partition(".")[0],
    }
    return kind.__module__.partition(".")[0] in roots


class Base:
    """Names: those of the class are guarded, listed ones pass, all others are refused."""

    __slots__ = ("__weakref__", "_guarded_db")

    __reduce_ex__ = unpicklable
    __reduce__ = unpicklable
    __copy__ = unpicklable
    __deepcopy__ = unpicklable
    __getstate__ = unpicklable

    _guarded_db: Any

    def _listed(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Return the names that pass, that send a command of the driver's own, and that may be set."""
        raise NotImplementedError

    def _connection_state(self) -> ConnectionState:
        raise NotImplementedError

    def __getattr__(self, name: str) -> Any:
        raw = self._guarded_db.raw
        if name.startswith("__"):
            raise AttributeError(f"`{type(self).__name__}` has no attribute `{name}`")
        passed, commands, _ = self._listed()
        if name in passed or self._connection_state().session.suspended:
            return _plain(self, name, getattr(raw, name))
        if name in commands:
            return _announced(self._connection_state(), name, getattr(raw, name))
        self._connection_state().refuse(raw, name, INSTEAD.get(name, ANYTHING))
        return getattr(raw, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "_guarded_db" or isinstance(getattr(type(self), name, None), property):
            object.__setattr__(self, name, value)
            return
        state = self._connection_state()
        raw = self._guarded_db.raw
        if name not in self._listed()[2] and not state.session.suspended:
            state.refuse(raw, name, ANYTHING)
        with _command(state, name):
            setattr(raw, name, value)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"`{name}` cannot be deleted")

    def __dir__(self) -> list[str]:
        passed, commands, _ = self._listed()
        return sorted({*object.__dir__(self), *passed, *commands})


def _plain(owner: Base, name: str, value: Any) -> Any:
    """Return a passed attribute; a method is bound anew, so that `__self__` is not the driver's object."""
    if not callable(value) or isinstance(value, type):
        return value

    def method(*args: Any, **kwargs: Any) -> Any:
        answer = value(*args, **kwargs)
        return owner if answer is owner._guarded_db.raw else answer

    method.__name__ = name
    return method


class _command:
    """Mark what is sent inside as a command of the driver's own; it may end a transaction."""

    __slots__ = ("_before", "_ending", "_name", "_state")

    def __init__(self, state: ConnectionState, name: str) -> None:
        self._state = state
        self._name = name

    def __enter__(self) -> None:
        session = self._state.session
        self._before, self._ending = session.in_flight, None
        if self._name in COMMITTING:
            self._ending = session.ending("commit")
            self._ending.__enter__()
        session.in_flight = self._name

    def __exit__(self, *raised: Any) -> None:  # noqa: PYI036  # handed on
        self._state.stale = True
        self._state.session.in_flight = self._before
        if self._ending is not None:
            self._ending.__exit__(*raised)


def _announced(state: ConnectionState, name: str, function: Any) -> Any:
    if not callable(function):
        return function

    @functools.wraps(function)
    def method(*args: Any, **kwargs: Any) -> Any:
        if name in WITHOUT_ARGUMENTS and (args or kwargs):
            state.refuse(
                state.raw, name, "call it without arguments, and `execute()` what it should set"
            )
        with _command(state, name):
            return function(*args, **kwargs)

    del method.__wrapped__
    return method


class ConnectionBase(Base):
    """What both forms of connection have."""

    __slots__ = ()

    def __init__(self, state: ConnectionState) -> None:
        object.__setattr__(self, "_guarded_db", state)

    def _connection_state(self) -> ConnectionState:
        state: ConnectionState = self._guarded_db
        return state

    def _listed(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        profile = self._guarded_db.profile
        return profile.connection | ERRORS, profile.connection_commands, profile.connection_settable

    @property
    def row_factory(self) -> Any:
        """The row factory of a sqlite3-like driver; it gets masked rows."""
        getattr(self._guarded_db.raw, "row_factory")  # noqa: B009  # AttributeError where there is none
        return self._guarded_db.row_factory

    @row_factory.setter
    def row_factory(self, factory: Any) -> None:
        getattr(self._guarded_db.raw, "row_factory")  # noqa: B009
        self._guarded_db.row_factory = factory

    @property
    def text_factory(self) -> Any:
        """The text factory of a sqlite3-like driver."""
        return self._guarded_db.raw.text_factory

    @text_factory.setter
    def text_factory(self, factory: Any) -> None:
        if factory not in TEXT_FACTORIES:
            self._guarded_db.refuse(self._guarded_db.raw, "text_factory", "use str or bytes")
        self._guarded_db.raw.text_factory = factory

    def _check_factories(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Refuse cursor classes of the caller's: their code would run below the guard."""
        state = self._guarded_db
        for value in (*args, *kwargs.values()):
            odd = isinstance(value, type) and not is_driver_class(state, value)
            if odd or (callable(value) and not isinstance(value, type)):
                state.session.refuse_name(
                    "cursor_factory", "use a cursor class of the driver's own"
                )

    def _check_cursor(self, raw: Any) -> Any:
        if not is_driver_class(self._guarded_db, type(raw)):
            self._guarded_db.session.refuse_name(
                "cursor_factory", "use a cursor class of the driver's own"
            )
        return raw

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._guarded_db.session!r}>"


class CursorBase(Base):
    """What both forms of cursor have."""

    __slots__ = ()

    def __init__(self, state: CursorState) -> None:
        object.__setattr__(self, "_guarded_db", state)

    def _connection_state(self) -> ConnectionState:
        state: ConnectionState = self._guarded_db.connection
        return state

    def _listed(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        profile = self._guarded_db.connection.profile
        return (
            profile.cursor | CURSOR_PASSED,
            frozenset(),
            profile.cursor_settable | CURSOR_SETTABLE,
        )

    @property
    def connection(self) -> Any:
        """The guarded connection."""
        return self._guarded_db.parent

    @property
    def row_factory(self) -> Any:
        """The row factory of a sqlite3-like driver; it gets masked rows."""
        getattr(self._guarded_db.raw, "row_factory")  # noqa: B009  # AttributeError where there is none
        return self._guarded_db.row_factory

    @row_factory.setter
    def row_factory(self, factory: Any) -> None:
        if self._guarded_db.connection.profile.dialect != "sqlite":
            self._guarded_db.connection.refuse(self._guarded_db.raw, "row_factory", ANYTHING)
        self._guarded_db.row_factory = factory

    def _answer(self, answer: Any) -> Any:
        """Return what `execute` may return: nothing, a number, or this cursor."""
        if answer is None or isinstance(answer, int):
            return answer
        if self._guarded_db.connection.profile.facade:
            return None  # the driver's own cursor, which SQLAlchemy does not use
        if answer is self._guarded_db.raw:
            return self
        state = self._guarded_db.connection
        if not state.session.core.policy.observe:
            raise make_error(
                UnguardedAccess,
                state.session.errors.programming,
                "the driver returned something that the guard does not know; use the fetch methods",
            )
        return answer

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._guarded_db.connection.session!r}>"
