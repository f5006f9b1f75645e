"""Below the guard: every statement that SQLite really starts on a guarded connection, by its trace callback."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

from guarded_db.drivers import sqlite, sqlite_backstop, sqlite_connection
from guarded_db.drivers.sqlite_cursor import FETCHES
from guarded_db.drivers.sqlite_seam import RawConnection

_set = RawConnection.set_trace_callback
_attach = sqlite_connection.attach
_seen: list[str] = []
_violations: list[str] = []


def install() -> None:
    """Trace every connection that is guarded from now on; once."""
    sqlite_backstop._set_trace_callback = _share
    sqlite_connection.attach = sqlite.attach = _metered_attach


def _metered_attach(connection: Any, *args: Any, **kwargs: Any) -> None:
    _attach(connection, *args, **kwargs)
    if connection._guarded_tracer is None:
        _share(connection, None)


def _share(connection: Any, callback: Callable[[str], Any] | None) -> None:
    def trace(text: str) -> Any:
        _note(connection._guarded_db, text, sys._getframe(1))
        return callback(text) if callback is not None else None

    if callback is not None and hasattr(callback, "__name__"):
        functools.update_wrapper(trace, callback, assigned=("__name__",), updated=())
    _set(connection, trace)


def _note(session: Any, text: str, sender: Any) -> None:
    _seen.append(text)
    if session is None or session.suspended or session.in_flight is not None:
        return
    # Statements of triggers are comments; full-text search runs its own while rows are read.
    if not text.startswith("--") and sender.f_code not in FETCHES:
        _violations.append(text)


def violations() -> list[str]:
    """Statements that a guarded connection ran without a decision."""
    return list(_violations)


def sent() -> list[str]:
    """Return the statements, oldest first."""
    return list(_seen)


def seen() -> int:
    """Return how many statements ran."""
    return len(_seen)


def reset() -> None:
    """Forget what was seen."""
    _seen.clear()
    _violations.clear()
