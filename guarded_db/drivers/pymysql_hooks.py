"""The replacing of PyMySQL's methods: which ones, what they must look like, and the driver's own ones below."""

from __future__ import annotations

import contextlib
import inspect
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pymysql.connections import Connection, MySQLResult
from pymysql.cursors import Cursor

from guarded_db.errors import ConfigurationError

if TYPE_CHECKING:
    from guarded_db.drivers.pymysql_state import State

SEAM: dict[type[Any], dict[str, tuple[str, ...]]] = {
    Connection: {
        "query": ("self", "sql", "unbuffered"),
        "_execute_command": ("self", "command", "sql"),
        "_write_bytes": ("self", "data"),
        "_read_packet": ("self", "packet_type"),
        "_read_query_result": ("self", "unbuffered"),
        "_request_authentication": ("self",),
        "connect": ("self", "sock"),
        "close": ("self",),
        "commit": ("self",),
        "rollback": ("self",),
        "begin": ("self",),
        "_send_autocommit_mode": ("self",),
        "select_db": ("self", "db"),
        "set_character_set": ("self", "charset", "collation"),
        "show_warnings": ("self",),
    },
    MySQLResult: {
        "_get_descriptions": ("self",),
        "_read_rowdata_packet": ("self",),
        "_read_rowdata_packet_unbuffered": ("self",),
        "_finish_unbuffered_query": ("self",),
        "_read_load_local_packet": ("self", "first_packet"),
    },
    Cursor: {
        "execute": ("self", "query", "args"),
        "callproc": ("self", "procname", "args"),
        "_do_execute_many": (
            *("self", "prefix", "values", "postfix", "args"),
            *("max_stmt_length", "encoding"),
        ),
    },
}
"""Every method that is replaced, with the parameters that it must have."""


class Below:
    """The driver's own functions, by name without the leading underscore. A test may put a meter here."""

    def __getattr__(self, name: str) -> Any:  # only for names that are not there
        raise AttributeError(name)


below = Below()
_lock = threading.Lock()
_hooks: dict[tuple[type[Any], str], Callable[..., Any]] = {}


def hook(owner: type[Any], name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register the decorated function as the replacement of `owner.name`."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        _hooks[owner, name] = function
        return function

    return register


def replace_methods() -> None:
    """Check the seam and replace the methods, once per process.

    Raises:
        ConfigurationError: a method is missing or has other parameters than tested.
    """
    with _lock:
        if "_guarded_db" in Connection.__dict__:
            return
        for owner, names in SEAM.items():
            for name, expected in names.items():
                _check(owner, name, expected)
        for owner, name, value in (
            (Connection, "_guarded_db", None),
            (Connection, "_guarded_db_connecting", False),
            (MySQLResult, "_guarded_db_mask", None),
            (MySQLResult, "_guarded_db_run", None),
            (MySQLResult, "_guarded_db_withheld", False),
        ):
            setattr(owner, name, value)
        for owner, names in SEAM.items():
            for name in names:
                _replace(owner, name, _hooks[owner, name])


def _check(owner: type[Any], name: str, expected: tuple[str, ...]) -> None:
    function = owner.__dict__.get(name)
    found = tuple(inspect.signature(function).parameters) if callable(function) else None
    if found != expected:
        raise ConfigurationError(
            f"`pymysql.{owner.__name__}.{name}` is not as tested; use a version of PyMySQL in the tested range, "
            "and load guarded_db before what patches PyMySQL"
        )


def _replace(owner: type[Any], name: str, function: Callable[..., Any]) -> None:
    original = owner.__dict__[name]
    setattr(below, name.lstrip("_"), original)
    for attribute in ("__name__", "__qualname__", "__doc__", "__module__"):
        setattr(function, attribute, getattr(original, attribute))
    function.__signature__ = inspect.signature(original)  # type: ignore[attr-defined]
    setattr(owner, name, function)


@contextlib.contextmanager
def announced(state: State, name: str) -> Iterator[None]:
    """Mark what is sent inside as the driver's own command `name`."""
    session = state.session
    before, session.in_flight = session.in_flight, name
    try:
        yield
    finally:
        session.in_flight = before


def active(connection: Any) -> State | None:
    """Return the state of a guarded connection that is not suspended, else None."""
    state: State | None = getattr(connection, "_guarded_db", None)
    if state is None or state.quiet or state.session.suspended:
        return None
    return state
