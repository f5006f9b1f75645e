"""A meter below the psycopg guard: libpq's own trace of what it sends, for every guarded connection.

libpq writes a line for each message when it is sent. Whenever a session's `in_flight` changes, the lines written
since then are read: a statement that was sent while nothing was in flight is one that no decision covers.
"""

from __future__ import annotations

import os
import re
import tempfile
from typing import Any

from psycopg import pq

from guarded_db.drivers.psycopg_state import PsycopgSession
from guarded_db.execution import Session

STATEMENT = re.compile(rb"^F\t\d+\t(Query|Parse|Bind|Execute|FunctionCall)\b.*$", re.MULTILINE)

_seen = 0
_violations: list[str] = []
_traces: dict[int, tuple[PsycopgSession, int]] = {}
_read: dict[int, int] = {}
_installed = False


def install() -> None:
    """Trace every connection that is guarded from now on; once per process."""
    global _installed
    if _installed:
        return
    for name in ("in_flight", "suspended"):
        slot = next(kind.__dict__[name] for kind in Session.__mro__ if name in kind.__dict__)
        setattr(PsycopgSession, name, _watched(slot))
    original = PsycopgSession.__init__

    def traced(self: Any, core: Any, connection: Any, pgconn: Any, *, private: bool) -> None:
        original(self, core, connection, pgconn, private=private)
        _trace(self, pgconn)

    PsycopgSession.__init__ = traced  # type: ignore[method-assign]
    _installed = True


def violations() -> list[str]:
    """Return what was sent unseen since last asked, and forget the connections that are closed."""
    for key, (session, fd) in list(_traces.items()):
        _harvest(session)
        if session.pgconn.status == pq.ConnStatus.BAD:
            os.close(fd)
            del _traces[key], _read[key]
    found = list(_violations)
    _violations.clear()
    return found


def seen() -> int:
    """Return how many statement messages of guarded connections libpq has sent."""
    return _seen


def _trace(session: PsycopgSession, pgconn: Any) -> None:
    with tempfile.TemporaryFile() as file:
        fd = os.dup(file.fileno())
        # libpq wraps the descriptor into a stream of its own, which may close it.
        pgconn.trace(os.dup(fd))
    pgconn.set_trace_flags(pq.Trace.SUPPRESS_TIMESTAMPS)
    _traces[id(session)] = (session, fd)
    _read[id(session)] = 0


def _watched(slot: Any) -> property:
    def change(self: PsycopgSession, value: Any) -> None:
        _harvest(self)
        slot.__set__(self, value)

    return property(slot.__get__, change)


def _harvest(session: PsycopgSession) -> None:
    global _seen
    held = _traces.get(id(session))
    if held is None:
        return
    _, fd = held
    start = _read[id(session)]
    size = os.fstat(fd).st_size
    if size <= start:
        return
    text = os.pread(fd, size - start, start)
    _read[id(session)] = size
    sent = [match.group(0) for match in STATEMENT.finditer(text)]
    _seen += len(sent)
    if session.in_flight is None and not session.suspended:
        _violations.extend(line.decode("utf-8", "replace") for line in sent)
