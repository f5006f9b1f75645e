"""The process-wide patch of sqlite3: every name that holds one of the driver's own objects gets the guarded one.

A C function cannot be changed in place, so the names are rebound: those of the module itself, and the globals of
every loaded module that took them with `from sqlite3 import …`. A class that was derived from the driver's before
gets the guarded one below it. Not seen are names in classes, closures and defaults, and derived classes with
`__slots__` and no `__dict__`.
"""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

from guarded_db.drivers.base import Choose, Undo
from guarded_db.drivers.sqlite_classes import put_below
from guarded_db.drivers.sqlite_connection import Connection, ConnectionBase, choosers, chosen
from guarded_db.drivers.sqlite_cursor import Cursor, CursorBase
from guarded_db.drivers.sqlite_seam import (
    RawConnection,
    RawCursor,
    arguments,
    raw_connect,
    target_of,
)

_lock = threading.RLock()
_opens: list[Callable[..., Any]] = []
"""What opens a guarded connection, as the adapter has given it."""


@functools.wraps(raw_connect, updated=())
def connect(*args: Any, **kwargs: Any) -> Any:
    """Open a connection, guarded where a patch chooses its database."""
    target = target_of(arguments(args, kwargs)) if choosers else None
    core = chosen(target) if target is not None else None
    if core is None:
        return raw_connect(*args, **kwargs)
    return _opens[-1](core, None, args, kwargs)


# `wraps` leaves the way around at hand.
del connect.__wrapped__

REPLACED: tuple[tuple[Any, Any], ...] = (
    (raw_connect, connect),
    (RawConnection, Connection),
    (RawCursor, Cursor),
)


_rebound: list[tuple[dict[str, Any], str, Any, Any]] = []
"""What the patches have changed: globals, name, the driver's object, ours."""


def patch(choose: Choose, open_guarded: Callable[..., Any]) -> Undo:
    """Put `choose` into force; return what takes it back.

    `open_guarded` takes a core, a class or None, and the positional and keyword arguments of the driver's connect.
    """
    with _lock:
        if not _opens:
            _opens.append(open_guarded)
        choosers.append(choose)
        _rebind()
        put_below(RawConnection, ConnectionBase)
        put_below(RawCursor, CursorBase)

    def undo() -> None:
        with _lock:
            if choose in choosers:
                choosers.remove(choose)
            if not choosers:
                _restore()

    return undo


def _rebind() -> None:
    for module in list(sys.modules.values()):
        if not isinstance(module, ModuleType) or module.__name__.partition(".")[0] == "guarded_db":
            continue
        names = vars(module)
        for name, value in list(names.items()):
            for old, new in REPLACED:
                if value is old:
                    names[name] = new
                    _rebound.append((names, name, old, new))


def _restore() -> None:
    while _rebound:
        names, name, old, new = _rebound.pop()
        if names.get(name) is new:
            names[name] = old
