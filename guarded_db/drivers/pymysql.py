"""The adapter for PyMySQL: a guarded connection is the driver's own, guarded in place. What it does to the classes
is in `pymysql_seam`."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, unquote

from guarded_db.errors import ConfigurationError

if TYPE_CHECKING:
    from guarded_db.dbapi import Target
    from guarded_db.drivers.base import Call, Choose, Undo
    from guarded_db.execution import Core, Session

TESTED = ((1, 1, 1), (1, 3))
"""Versions of PyMySQL: from the first, up to but without the second."""

_TEXTS = frozenset(
    "charset collation unix_socket init_command sql_mode read_default_file read_default_group bind_address "
    "program_name server_public_key ssl_ca ssl_cert ssl_key ssl_key_password".split()
)
_NUMBERS = frozenset(
    "connect_timeout read_timeout write_timeout max_allowed_packet client_flag".split()
)
_SWITCHES = frozenset(
    "autocommit local_infile use_unicode ssl_disabled ssl_verify_cert ssl_verify_identity".split()
)
_YES = {"1": True, "true": True, "yes": True, "on": True}
_NO = {"0": False, "false": False, "no": False, "off": False}


class PyMySQL:
    """See `guarded_db.drivers.base.Driver`."""

    name = "pymysql"

    def install(self) -> None:
        """Check the driver and patch its classes; see `Driver.install`."""
        try:
            import pymysql
        except ImportError:
            raise ConfigurationError(
                "PyMySQL is not installed; install it with `pip install guarded-db[pymysql]`"
            ) from None
        low, high = TESTED
        if not low <= tuple(pymysql.VERSION[:3]) < high:
            raise ConfigurationError(
                f"PyMySQL {pymysql.VERSION_STRING} is not in the tested range; use >= 1.1.1 and < 1.3"
            )
        from guarded_db.drivers import pymysql_seam

        pymysql_seam.install()

    def owns(self, connection: object) -> bool:
        """Tell whether `connection` is a PyMySQL connection."""
        module = sys.modules.get("pymysql.connections")
        return module is not None and isinstance(connection, module.Connection)

    def made_by(self, connect: object) -> bool:
        """Tell whether `connect` is PyMySQL, its connect function or its connection class."""
        module = sys.modules.get("pymysql")
        if module is None:
            return False
        if isinstance(connect, ModuleType):
            return connect in (module, module.connections)
        return isinstance(connect, type) and issubclass(connect, module.connections.Connection)

    def from_url(self, url: SplitResult) -> Call:
        """Return the arguments of PyMySQL's connect for a `mysql://` or `mariadb://` URL."""
        said = {
            "host": url.hostname,
            "port": url.port,
            "user": unquote(url.username or ""),
            "password": unquote(url.password or ""),
            "database": unquote(url.path.lstrip("/")),
        }
        named: dict[str, Any] = {key: value for key, value in said.items() if value}
        for key, text in parse_qsl(url.query, keep_blank_values=True):
            named[key] = _option(key, text)
        return (), named

    def connect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """Open a guarded connection."""
        from guarded_db.drivers import pymysql_seam as seam

        token = seam.opening.set(lambda _connection: core)
        try:
            args, kwargs = call
            connection = (connect or sys.modules["pymysql"].connect)(*args, **kwargs)
        finally:
            seam.opening.reset(token)
        if not self.owns(connection):
            raise ConfigurationError(
                f"the connect function returned `{type(connection).__name__}`, not a PyMySQL connection; "
                "pass a function that returns one"
            )
        return self.guard(core, connection)

    async def aconnect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """Raise: PyMySQL is synchronous."""
        raise ConfigurationError(
            "PyMySQL has no asynchronous connections; use `connect`, or `aconnect` with aiomysql"
        )

    def guard(self, core: Core, connection: Any) -> Any:
        """Guard `connection` in place and return it."""
        from guarded_db.drivers.pymysql_state import State

        state = connection._guarded_db
        if state is not None:
            if state.session.core is not core:
                raise ConfigurationError(
                    "this connection is already guarded by another guard; use one guard per connection"
                )
            return connection
        connection._guarded_db = state = State(core, connection)
        if connection._sock is not None:
            state.read_modes()
        return connection

    def target(self, connection: Any) -> Target:
        """Return the database of a connection, guarded or not."""
        from guarded_db.drivers.pymysql_state import target_of

        session = self.session(connection)
        return session.target if session is not None else target_of(connection)

    def session(self, connection: Any) -> Session | None:
        """Return the session of a guarded connection, or None."""
        state = getattr(connection, "_guarded_db", None)
        return state.session if state is not None else None

    def raw(self, connection: Any) -> Any:
        """Return the connection itself; its session is suspended."""
        return connection

    def patch(self, choose: Choose) -> Undo:
        """Guard every connection that is opened from now on and that `choose` gives a core for."""
        self.install()
        from guarded_db.drivers import pymysql_seam as seam
        from guarded_db.drivers.pymysql_state import target_of

        def ask(connection: Any) -> Core | None:
            return choose(target_of(connection))

        seam.asked.append(ask)
        lock = threading.Lock()

        def undo() -> None:
            with lock:
                if ask in seam.asked:
                    seam.asked.remove(ask)

        return undo


def _option(key: str, text: str) -> Any:
    if key in _TEXTS:
        return text
    if key in _NUMBERS and text.isdecimal():
        return int(text)
    if key in _SWITCHES and text.lower() in {**_YES, **_NO}:
        return {**_YES, **_NO}[text.lower()]
    known = _TEXTS | _NUMBERS | _SWITCHES
    if key in known:
        raise ConfigurationError(
            f"the value of `{key}` in the URL does not fit; give a number or true or false"
        )
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1)
    hint = f"did you mean `{near[0]}`" if near else "pass it as a keyword argument"
    raise ConfigurationError(f"`{key}` is not an option of a MySQL URL; {hint}")


DRIVER = PyMySQL()
