"""The psycopg 3 adapter, sync and async: a connection is guarded in place, at the seam of psycopg's generators.

It opens and marks connections; `psycopg_seam` tells what is patched. What it does not see: libpq used directly
through `psycopg.pq`.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlunsplit

from guarded_db.errors import ConfigurationError

if TYPE_CHECKING:
    from guarded_db.dbapi import Target
    from guarded_db.drivers.base import Call, Choose, Undo
    from guarded_db.execution import Core, Session

_opening: ContextVar[Core | None] = ContextVar("guarded_db_psycopg_opening", default=None)
"""The core for the connection that is being opened, so that it is guarded from its first moment."""

_choosers: list[Choose] = []


class Psycopg:
    """See `guarded_db.drivers.base.Driver`."""

    name = "psycopg"

    def install(self) -> None:
        try:
            import psycopg  # noqa: F401
        except ImportError as error:
            raise ConfigurationError(
                "psycopg is not installed; install `guarded-db[psycopg]`"
            ) from error
        from guarded_db.drivers import psycopg_seam

        psycopg_seam.install(_guarding_init)

    def owns(self, connection: object) -> bool:
        return any(
            kind.__name__ == "BaseConnection" and kind.__module__ == "psycopg._connection_base"
            for kind in type(connection).__mro__
        )

    def made_by(self, connect: object) -> bool:
        owner = getattr(connect, "__self__", connect)
        if isinstance(owner, type):
            return any(kind.__module__.partition(".")[0] == "psycopg" for kind in owner.__mro__)
        name = getattr(connect, "__module__", None) or getattr(connect, "__name__", "") or ""
        return name.partition(".")[0] == "psycopg"

    def from_url(self, url: SplitResult) -> Call:
        # libpq reads URLs itself; only SQLAlchemy's `+psycopg` is not its business.
        text = urlunsplit(url._replace(scheme="postgresql"))
        if not url.netloc:  # `urlunsplit` leaves `//` out, and libpq wants it
            text = text.replace("postgresql:", "postgresql://", 1)
        return (text,), {}

    def connect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        import psycopg

        self.install()
        args, kwargs = call
        mark = _opening.set(core)
        try:
            connection = (connect or psycopg.connect)(*args, **kwargs)
        finally:
            _opening.reset(mark)
        if hasattr(connection, "__await__"):
            connection.close()
            raise ConfigurationError("this connect is asynchronous; use `guarded_db.aconnect`")
        return self.guard(core, connection)

    async def aconnect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        import psycopg

        self.install()
        args, kwargs = call
        mark = _opening.set(core)
        try:
            if connect is None or connect is psycopg.connect:
                connect = psycopg.AsyncConnection.connect
            connection = connect(*args, **kwargs)
            if hasattr(connection, "__await__"):
                connection = await connection
        finally:
            _opening.reset(mark)
        return self.guard(core, connection)

    def guard(self, core: Core, connection: Any) -> Any:
        if not self.owns(connection):
            raise ConfigurationError(
                f"`{type(connection).__name__}` is not a psycopg connection; pass one that connect() returned"
            )
        self.install()
        _guard(core, connection, private=True)
        return connection

    def target(self, connection: Any) -> Target:
        session = self.session(connection)
        if session is not None:
            return session.target
        from guarded_db.drivers.psycopg_state import target_of

        return target_of(connection.pgconn)

    def session(self, connection: Any) -> Session | None:
        session: Session | None = getattr(connection, "_guarded_db", None)
        return session

    def raw(self, connection: Any) -> Any:
        return connection

    def patch(self, choose: Choose) -> Undo:
        self.install()
        _choosers.append(choose)

        def undo() -> None:
            if choose in _choosers:
                _choosers.remove(choose)

        return undo


def _guarding_init(original: Callable[..., None]) -> Callable[..., None]:
    def init(self: Any, pgconn: Any) -> None:
        original(self, pgconn)
        try:
            core = _core_for(pgconn)
            if core is not None:
                _guard(core, self, private=False)
        except BaseException:
            pgconn.finish()
            raise

    return init


def _core_for(pgconn: Any) -> Core | None:
    core = _opening.get()
    if core is not None or not _choosers:
        return core
    from guarded_db.drivers.psycopg_state import target_of

    target = target_of(pgconn)
    for choose in reversed(_choosers):
        if (core := choose(target)) is not None:
            return core
    return None


def _guard(core: Core, connection: Any, *, private: bool) -> None:
    from guarded_db.drivers import psycopg_connection, psycopg_hidden
    from guarded_db.drivers.psycopg_state import PsycopgSession

    session = connection._guarded_db
    if session is not None:
        if session.core is core:
            return
        raise ConfigurationError("already guarded by another guard; use one guard per connection")
    if connection.closed:
        raise ConfigurationError("the connection is closed; guard an open one")
    pgconn = connection.pgconn
    session = PsycopgSession(core, connection, pgconn, private=private)
    pgconn.notice_handler = psycopg_connection.notice_handler(
        weakref.ref(connection), pgconn.notice_handler
    )
    psycopg_hidden.hide(connection, session)


DRIVER = Psycopg()
