"""Where psycopg is intercepted: the names of the seam, the check that they fit, and the patching, once per process.

What the patched functions do is in `psycopg_cursor`, `psycopg_connection`, `psycopg_pipeline`, `psycopg_copy`.
"""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable
from typing import Any

import psycopg

from guarded_db.drivers import psycopg_connection as connection
from guarded_db.drivers import psycopg_copy as copy
from guarded_db.drivers import psycopg_cursor as cursor
from guarded_db.drivers import psycopg_hidden as hidden
from guarded_db.drivers import psycopg_pipeline as pipeline
from guarded_db.errors import ConfigurationError

TESTED = ((3, 2, 4), (3, 4))
"""Versions of psycopg that the seam was measured on: from the first to before the second."""


def _base(kind: type, name: str) -> Any:
    """Return the base class `name` of a public class: the modules that hold them differ between versions.

    Raises:
        ConfigurationError: there is none.
    """
    for base in kind.__mro__:
        if base.__name__ == name:
            return base
    raise ConfigurationError(
        f"psycopg {psycopg.__version__} has no `{name}`; install a version that guarded_db knows"
    )


BaseConnection = _base(psycopg.Connection, "BaseConnection")
BaseCursor = _base(psycopg.Cursor, "BaseCursor")
ServerCursorMixin = _base(psycopg.ServerCursor, "ServerCursorMixin")
ClientCursorMixin = _base(psycopg.ClientCursor, "ClientCursorMixin")
BaseCopy = _base(psycopg.Copy, "BaseCopy")
BasePipeline = _base(psycopg.Pipeline, "BasePipeline")
BaseTransaction = _base(psycopg.Transaction, "BaseTransaction")
ConnectionInfo = psycopg.ConnectionInfo

SEAM: tuple[tuple[Any, str, tuple[str, ...], Callable[..., Any]], ...] = (
    (BaseCursor, "_execute_gen", ("query", "params", "prepare", "binary"), cursor.execute_gen),
    (
        BaseCursor,
        "_executemany_gen_pipeline",
        ("query", "params_seq", "returning"),
        cursor.executemany_gen,
    ),
    (
        BaseCursor,
        "_executemany_gen_no_pipeline",
        ("query", "params_seq", "returning"),
        cursor.executemany_gen,
    ),
    (
        BaseCursor,
        "_stream_send_gen",
        ("query", "params", "binary", "size"),
        cursor.stream_send_gen,
    ),
    (BaseCursor, "_stream_fetchone_gen", ("first",), cursor.stream_fetchone_gen),
    (BaseCursor, "_start_copy_gen", ("statement", "params"), cursor.start_copy_gen),
    (BaseCursor, "_maybe_prepare_gen", ("pgq", "prepare", "binary"), cursor.maybe_prepare_gen),
    (BaseCursor, "_execute_send", ("query", "force_extended", "binary"), cursor.execute_send),
    (
        ClientCursorMixin,
        "_execute_send",
        ("query", "force_extended", "binary"),
        cursor.execute_send,
    ),
    (BaseCursor, "_send_prepare", ("name", "query"), cursor.send_prepared),
    (BaseCursor, "_send_query_prepared", ("name", "pgq", "binary"), cursor.send_prepared),
    (ServerCursorMixin, "_declare_gen", ("query", "params", "binary"), connection.declare_gen),
    (ServerCursorMixin, "_fetch_gen", ("num",), connection.fetch_gen),
    (ServerCursorMixin, "_scroll_gen", ("value", "mode"), connection.named),
    (ServerCursorMixin, "_close_gen", (), connection.named),
    (BaseConnection, "_exec_command", ("command", "result_format"), connection.exec_command),
    (BaseConnection, "_deallocate", ("name",), connection.deallocate),
    (psycopg.Connection, "close", (), connection.close),
    (psycopg.AsyncConnection, "close", (), connection.aclose),
    (BasePipeline, "_enter_gen", (), pipeline.enter_gen),
    (BasePipeline, "_communicate_gen", (), pipeline.in_flight),
    (BasePipeline, "_fetch_gen", ("flush",), pipeline.in_flight),
    (BasePipeline, "_process_results", ("queued", "results"), pipeline.process_results),
    (BasePipeline, "_exit", ("exc",), pipeline.exit_pipeline),
    (BasePipeline, "__init__", ("conn",), hidden.hiding_init),
    (
        BaseTransaction,
        "__init__",
        ("connection", "savepoint_name", "force_rollback"),
        hidden.hiding_init,
    ),
    (BaseCopy, "_read_gen", (), copy.read_gen),
)
"""Class, method, parameters after `self`, and what makes the guarded method of the original."""

_lock = threading.Lock()
_installed = False


def check() -> None:
    """See that the installed psycopg is one that the seam fits.

    Raises:
        ConfigurationError: it is not; names the version and the range.
    """
    version = tuple(int(part) for part in psycopg.__version__.split(".")[:3] if part.isdigit())
    first, last = (".".join(map(str, v)) for v in TESTED)
    if not TESTED[0] <= version < TESTED[1]:
        raise ConfigurationError(
            f"psycopg {psycopg.__version__} is not one that guarded_db knows (from {first}, before {last}); "
            "install a version of that range"
        )
    for owner, name, parameters, _ in SEAM:
        original = owner.__dict__.get(name)
        seen = original and tuple(inspect.signature(original).parameters)[1:]
        if seen != parameters:
            raise ConfigurationError(
                f"psycopg {psycopg.__version__} does not have `{owner.__name__}.{name}` as guarded_db knows it; "
                f"install a version from {first}, before {last}"
            )


def install(make_init: Callable[..., Any]) -> None:
    """Patch psycopg's classes, once per process; `make_init` makes the `__init__` of connections."""
    global _installed
    with _lock:
        if _installed:
            return
        check()
        conn_class: Any = BaseConnection
        conn_class._guarded_db = None
        for owner, name, _, make in SEAM:
            original = owner.__dict__[name]
            setattr(owner, name, _like(original, make(original)))
        cursor_class: Any = BaseCursor
        cursor_class._make_row = cursor.MAKE_ROW
        cursor_class.pgresult = cursor.PGRESULT
        info_class: Any = ConnectionInfo
        conn_class.info = hidden.info_property(conn_class.__dict__["info"])
        info_class.error_message = hidden.error_message_property(
            info_class.__dict__["error_message"]
        )
        info_class.password = hidden.password_property(info_class.__dict__["password"])
        for owner in (BaseConnection, ConnectionInfo, BasePipeline, BaseTransaction):
            owner.pgconn = hidden.Hidden()
        conn_class.__init__ = _like(conn_class.__init__, make_init(conn_class.__init__))
        _installed = True


def _like(original: Any, patched: Any) -> Any:
    # functools.wraps would leave the original within reach as `__wrapped__`.
    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        setattr(patched, name, getattr(original, name))
    return patched
