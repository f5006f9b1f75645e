"""Names of psycopg that would hand out the raw connection: the driver's own code gets it, others get a narrow view.

`pgconn` leaves the instance's `__dict__` of a guarded connection, so that a descriptor of the class, which an
unguarded connection never reaches, answers by who asks. It is no sandbox: see the limits in the documentation.
"""

from __future__ import annotations

import sys
from typing import Any

TRUSTED_ROOTS = frozenset({"psycopg", "psycopg_binary", "psycopg_c", "psycopg_pool", "guarded_db"})
"""Packages whose code needs libpq's connection to work."""

USE = "use execute() on a cursor"

_trusted: set[int] = set()


def trusts(namespace: dict[str, Any]) -> bool:
    """Tell whether `namespace` is the globals of a module of the driver (or of the guard)."""
    if id(namespace) in _trusted:
        return True
    name = namespace.get("__name__")
    if not isinstance(name, str) or name.partition(".")[0] not in TRUSTED_ROOTS:
        return False
    module = sys.modules.get(name)
    if module is None or module.__dict__ is not namespace:
        return False
    _trusted.add(id(namespace))
    return True


class ConnectionView:
    """What code outside the driver sees as `pgconn` of a guarded connection: its state, nothing that sends."""

    __slots__ = ("_guarded_db",)

    PASSED = frozenset(
        "_encoding backend_pid db full_protocol_version host hostaddr is_busy needs_password nonblocking"
        " parameter_status pipeline_status port protocol_version server_version socket ssl_in_use status"
        " transaction_status tty used_gssapi used_password user".split()
    )

    def __init__(self, session: Any) -> None:
        self._guarded_db = session

    def __getattr__(self, name: str) -> Any:
        session = self._guarded_db
        if name in ConnectionView.PASSED or session.suspended:
            return getattr(session.pgconn, name)
        if name == "error_message":
            return b"" if session.scrubbed else session.pgconn.error_message
        if name.startswith("__"):
            raise AttributeError(name)
        session.refuse_name(f"pgconn.{name}", USE)
        return getattr(session.pgconn, name)

    def __repr__(self) -> str:
        return "<guarded pgconn>"


class Hidden:
    """`pgconn` of a class whose guarded instances keep it out of their `__dict__`."""

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        session = instance.__dict__.get("_guarded_db")
        if session is None:
            raise AttributeError("pgconn")
        namespace = sys._getframe(1).f_globals
        # psycopg's own modules come here with every statement: they are known by their identity.
        if id(namespace) in _trusted or session.suspended or trusts(namespace):
            return session.pgconn
        return ConnectionView(session)


def hide(instance: Any, session: Any) -> None:
    """Take `pgconn` out of sight of code outside the driver."""
    instance.__dict__["_guarded_db"] = session
    if session.enforces:
        instance.__dict__.pop("pgconn", None)


def info_property(original: property) -> property:
    """Return `BaseConnection.info` whose `ConnectionInfo` hides the raw connection too."""
    assert original.fget is not None
    fget = original.fget

    def info(self: Any) -> Any:
        found = fget(self)
        if self._guarded_db is not None:
            hide(found, self._guarded_db)
        return found

    return property(info, doc=original.__doc__)


def error_message_property(original: property) -> property:
    """Return `ConnectionInfo.error_message` without the message of an error that was scrubbed."""
    assert original.fget is not None
    fget = original.fget

    def error_message(self: Any) -> str:
        session = self.__dict__.get("_guarded_db")
        if session is not None and session.scrubbed and not session.suspended:
            return ""
        return str(fget(self))

    return property(error_message, doc=original.__doc__)


def password_property(original: property) -> property:
    """Return `ConnectionInfo.password`, refused: with it anybody opens an unguarded connection."""
    assert original.fget is not None
    fget = original.fget

    def password(self: Any) -> str:
        session = self.__dict__.get("_guarded_db")
        if session is not None and not session.suspended:
            session.refuse_name("info.password", "keep the password where you had it from")
        return str(fget(self))

    return property(password, doc=original.__doc__)


def hiding_init(original: Any) -> Any:
    """Return an `__init__` of an object made for a connection, hiding the `pgconn` that it keeps."""

    def init(self: Any, connection: Any, *args: Any, **options: Any) -> None:
        original(self, connection, *args, **options)
        session = getattr(connection, "_guarded_db", None)
        if session is not None:
            hide(self, session)

    return init
