"""The adapter for every other PEP 249 driver: explicit wrappers with a listed surface, the weakest form of guarding.

The driver's own objects exist below the wrappers; only what the wrappers hand out is guarded. Classes of the
caller's below the wrapper (connection classes, type casters) see raw values and are not covered.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult

from guarded_db.errors import ConfigurationError

if TYPE_CHECKING:
    from guarded_db.dbapi import Target
    from guarded_db.drivers.base import Call, Choose, Undo
    from guarded_db.execution import Core, Session


class GenericDriver:
    """See `guarded_db.drivers.base.Driver`."""

    name = "generic"

    def install(self) -> None:
        """Do nothing: nothing is patched."""

    def owns(self, connection: object) -> bool:
        """Tell whether `connection` is a wrapper, or could be wrapped."""
        return True

    def made_by(self, connect: object) -> bool:
        """Tell whether `connect` could be wrapped."""
        return True

    def from_url(self, url: SplitResult) -> Call:
        """Raise: the generic wrapper has no URL schemes."""
        raise ConfigurationError(
            f"no driver for URL scheme `{url.scheme}`; pass the driver's connect function"
        )

    def connect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """Open a connection and guard it."""
        args, kwargs = call
        return self.guard(core, _known(connect)(*args, **kwargs))

    async def aconnect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """Open an asynchronous connection and guard it."""
        args, kwargs = call
        opened = _known(connect)(*args, **kwargs)
        return self.guard(core, await opened if inspect.isawaitable(opened) else opened)

    def guard(self, core: Core, connection: Any) -> Any:
        """Return the wrapper around `connection`."""
        from guarded_db.drivers.generic_async import AsyncGuardedConnection
        from guarded_db.drivers.generic_base import ConnectionBase
        from guarded_db.drivers.generic_state import ConnectionState
        from guarded_db.drivers.generic_sync import GuardedConnection

        if isinstance(connection, ConnectionBase):
            if connection._guarded_db.session.core is not core:
                raise ConfigurationError(
                    "this connection is already guarded by another guard; use one guard per connection"
                )
            return connection
        asynchronous = inspect.iscoroutinefunction(getattr(type(connection), "commit", None))
        if getattr(connection, "async_", 0) == 1:
            raise ConfigurationError(
                "a connection that the caller polls cannot be guarded; open it without `async_`"
            )
        state = ConnectionState(core, connection, asynchronous=asynchronous)
        if state.profile.facade:
            from guarded_db.drivers.generic_facade import FacadeConnection

            return FacadeConnection(state)
        return AsyncGuardedConnection(state) if asynchronous else GuardedConnection(state)

    def target(self, connection: Any) -> Target:
        """Return the database of a connection, guarded or not."""
        from guarded_db.drivers.generic_known import profile_of
        from guarded_db.drivers.generic_profile import target_of

        session = self.session(connection)
        if session is not None:
            return session.target
        return target_of(profile_of(type(connection)), connection)

    def session(self, connection: Any) -> Session | None:
        """Return the session of a wrapper, or None."""
        from guarded_db.drivers.generic_base import ConnectionBase

        return connection._guarded_db.session if isinstance(connection, ConnectionBase) else None

    def raw(self, connection: Any) -> Any:
        """Return the driver's own connection."""
        return connection._guarded_db.raw

    def patch(self, choose: Choose) -> Undo:
        """Raise: what is not patched in place cannot be caught process-wide."""
        raise ConfigurationError(
            "only sqlite3, psycopg, pymysql and duckdb can be patched process-wide; "
            "wrap the connections of other drivers, or guard the SQLAlchemy engine"
        )


def _known(connect: Callable[..., Any] | None) -> Callable[..., Any]:
    if connect is None:
        raise ConfigurationError("give the driver's connect function or its module")
    return connect


DRIVER = GenericDriver()
