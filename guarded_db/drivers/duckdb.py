"""DuckDB: guarded in place, by methods patched on its connection class and the functions of its modules.

The seam is that of DuckDB 2, whose relation layer is Python over the connection. DuckDB 1, whose relations are C++,
is not supported. The adapter opens nothing that the caller did not ask for, but a look at the database's name.
"""

from __future__ import annotations

import threading
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, unquote

from guarded_db.errors import ConfigurationError

if TYPE_CHECKING:
    from guarded_db.dbapi import Target
    from guarded_db.drivers.base import Call, Choose, Undo
    from guarded_db.execution import Core, Session

TESTED = ((2, 0), (2, 1))
"""The range of versions whose seam is known: from, and up to without."""

NEEDED = {
    "_submit": "_submit(self, sql: str, values: object | None = None, format: str = 'rows', batch_size:",
    "_bind": "_bind(self, sql: object, *, capture: bool = False, with_type: bool = False, with_writes:",
    "_prepare_script": "_prepare_script(self, sql: object, values: object | None = None, *, with_statement:",
    "execute": "execute(self, query: object, parameters: object | None = None)",
    "_create_view": "_create_view(self, name: object, sql: str, *, temporary: bool = False, replace:",
    "_register_map": "_register_map(self, function: collections.abc.Callable, schema: object | None, input_sql: str)",
    "_result_as_arrow": "_result_as_arrow(self, batch_size: int, *, reader: bool)",
}
"""How the methods that are not public must read, so that an upgrade that moves the seam is seen."""


class DuckDB:
    """The adapter."""

    name = "duckdb"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._installed = False

    def install(self) -> None:
        """See `Driver`."""
        with self._lock:
            if not self._installed:
                _check()
                _patch()
                _probe()
                self._installed = True

    def owns(self, connection: object) -> bool:
        """See `Driver`."""
        return any(
            k.__module__ == "_duckdb" and k.__name__ == "DuckDBPyConnection"
            for k in type(connection).__mro__
        )

    def made_by(self, connect: object) -> bool:
        """See `Driver`."""
        if isinstance(connect, types.ModuleType):
            return connect.__name__ in ("duckdb", "_duckdb")
        module = getattr(connect, "__module__", None) or ""
        return module.partition(".")[0] in ("duckdb", "_duckdb")

    def from_url(self, url: SplitResult) -> Call:
        """See `Driver`. `duckdb:///file.db` is relative, `duckdb:////file.db` absolute, `duckdb://` in memory."""
        if url.netloc:
            raise ConfigurationError(
                f"`{url.netloc}` stands where a host would; a file has three slashes: `duckdb:///file.db`"
            )
        path = unquote(url.path[1:]) or ":memory:"
        config: dict[str, Any] = dict(parse_qsl(url.query, keep_blank_values=True))
        read_only = str(config.pop("read_only", "")).lower() in ("1", "true", "yes", "on")
        named: dict[str, Any] = {"config": config} if config else {}
        if read_only:
            named["read_only"] = True
        return (path,), named

    def connect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """See `Driver`."""
        from guarded_db.drivers.duckdb_state import ORIGINALS

        args, kwargs = call
        opened = (connect or ORIGINALS["connect"])(*args, **kwargs)
        return self.guard(core, opened)

    async def aconnect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """See `Driver`."""
        raise ConfigurationError("duckdb has no asynchronous connections; use `connect`")

    def guard(self, core: Core, connection: Any) -> Any:
        """See `Driver`."""
        from guarded_db.drivers import duckdb_modules

        if not self.owns(connection):
            raise ConfigurationError(
                f"`{type(connection).__name__}` is not a connection of duckdb; pass the connection itself"
            )
        session = self.session(connection)
        if session is None:
            duckdb_modules.attach(core, connection)
        elif session.core is not core:
            raise ConfigurationError(
                "already guarded by another guard; use that one, or open a new connection"
            )
        return duckdb_modules._keep(connection)

    def target(self, connection: Any) -> Target:
        """See `Driver`."""
        from guarded_db.drivers.duckdb_modules import target_of

        session = self.session(connection)
        return session.target if session is not None else target_of(connection)

    def session(self, connection: Any) -> Session | None:
        """See `Driver`."""
        from guarded_db.drivers.duckdb_state import STATES

        state = STATES.get(id(connection))
        return state.session if state is not None else None

    def raw(self, connection: Any) -> Any:
        """See `Driver`."""
        return connection

    def patch(self, choose: Choose) -> Undo:
        """See `Driver`."""
        from guarded_db.drivers.duckdb_modules import CHOOSERS

        self.install()
        CHOOSERS.append(choose)

        def undo() -> None:
            if choose in CHOOSERS:
                CHOOSERS.remove(choose)

        return undo


def _check() -> None:
    try:
        import duckdb
    except ImportError as missing:
        raise ConfigurationError(
            "duckdb is not installed; install `guarded-db[duckdb]`"
        ) from missing
    version = duckdb.__version__
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    fits = TESTED[0] <= numbers < TESTED[1]
    if fits:
        for name, signature in NEEDED.items():
            method = getattr(duckdb.DuckDBPyConnection, name, None)
            if not (getattr(method, "__doc__", None) or "").startswith(signature):
                raise ConfigurationError(
                    f"duckdb {version} has another `{name}` than the one tested; use a version {_range()}"
                )
    else:
        raise ConfigurationError(f"duckdb {version} was not tested; use a version {_range()}")


def _range() -> str:
    low, high = (".".join(map(str, version)) for version in TESTED)
    return f">={low},<{high}"


def _patch() -> None:
    import _duckdb

    from guarded_db.drivers.duckdb_calls import APPENDER_METHODS
    from guarded_db.drivers.duckdb_modules import METHODS, rebind
    from guarded_db.drivers.duckdb_seam import KEPT, RAW

    for kind, methods in (
        (_duckdb.DuckDBPyConnection, METHODS),
        (_duckdb.Appender, APPENDER_METHODS),
    ):
        for name, method in methods.items():
            original = getattr(kind, name)
            key = name if kind is _duckdb.DuckDBPyConnection else f"appender.{name}"
            RAW[key] = original
            method.__name__ = method.__qualname__ = name
            method.__doc__ = original.__doc__
            method.__module__ = "_duckdb"
            setattr(kind, name, method)
    for name in KEPT:
        RAW[name] = getattr(_duckdb.DuckDBPyConnection, name)
    rebind()


def _probe() -> None:
    """Run one statement through a relation, which must be seen at the seam."""
    import duckdb

    from guarded_db.drivers.duckdb_seam import RAW

    seen: list[str] = []
    original = RAW["_submit"]

    def watched(connection: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return original(connection, sql, *rest)

    RAW["_submit"] = watched
    probe = duckdb.connect(":memory:")
    try:
        rows = probe.sql("SELECT 1 AS one").fetchall()
    finally:
        RAW["_submit"] = original
        probe.close()
    if rows != [(1,)] or not seen:
        raise ConfigurationError(
            f"duckdb {duckdb.__version__} does not run relations where it was tested"
        )


DRIVER = DuckDB()
