"""A meter below the DuckDB guard: the engine's own query log of every database that a guarded connection opened.

Each statement in the log that a guarded connection ran must fall into a moment in which the guard had a decided run in
flight there. The log is the engine's, so a statement shows whichever way it got there.
"""

from __future__ import annotations

import functools
import time
from typing import Any

from guarded_db.drivers import duckdb_calls, duckdb_state
from guarded_db.drivers import duckdb_seam as seam
from guarded_db.drivers.duckdb import DRIVER

SLACK_US = 2
"""The clocks are one, but both sides cut to microseconds."""

_windows: dict[tuple[int, int], list[tuple[int, int]]] = {}
"""By database and connection as the engine numbers it: moments in which a decided run was in flight."""
_keepers: dict[int, Any] = {}
"""A raw connection per database, which reads its log."""
_owners: dict[int, int] = {}
"""The connection that each keeper is a copy of; when it is closed, so is the keeper."""
_numbers: dict[int, tuple[int, int]] = {}
"""By address of a guarded connection: the database's key and the engine's number of the connection."""
_seen: list[str] = []
_violations: list[str] = []
_installed = False
_raw: dict[str, Any] = {}


def install() -> None:
    """Start metering every connection that is guarded from now on; once per process."""
    global _installed
    if _installed:
        return
    DRIVER.install()
    _installed = True
    _raw.update(seam.RAW)
    for name, original in list(seam.RAW.items()):
        if name not in seam.KEPT:
            seam.RAW[name] = _timed(name, original)
    _follow_states()


def violations() -> list[str]:
    """Read the logs, forget them, and return what was run unseen since last asked."""
    for key in list(_keepers):
        _harvest(key)
        _keepers.pop(key)
    found = list(_violations)
    _violations.clear()
    _windows.clear()
    return found


def seen() -> int:
    """Return how many statements of guarded connections the engines have logged."""
    return len(_seen)


def _follow_states() -> None:
    original = duckdb_state.State.__init__

    @functools.wraps(original)
    def followed(self: Any, core: Any, connection: Any, target: Any, run_raw: Any) -> None:
        original(self, core, connection, target, run_raw)
        _follow(connection)

    duckdb_state.State.__init__ = followed  # type: ignore[method-assign]


def _follow(connection: Any) -> None:
    copy = _raw["cursor"](connection)
    if connection.description is not None:
        _raw["complete"](connection)
    start = time.time_ns() // 1000
    number = _ask(connection, "SELECT current_connection_id()")[0][0]
    end = time.time_ns() // 1000
    key = next((known for known, kept in _keepers.items() if _same(kept, copy)), id(copy))
    if key == id(copy):
        _ask(copy, "CALL enable_logging('QueryLog')")
        _keepers[key] = copy
        for stale in [address for address, (known, _) in _numbers.items() if known == key]:
            del _numbers[stale]  # an address of a database that is gone
        _owners[key] = id(connection)
    _numbers[id(connection)] = (key, number)
    _windows[(key, number)] = [(start, end)]


def _ask(connection: Any, query: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = _raw["_submit"](connection, query).fetchall()
    return rows


def _same(keeper: Any, copy: Any) -> bool:
    """Tell whether two connections are on the same instance of the engine, by a mark in its log."""
    mark = f"SELECT 'meter {time.time_ns()} {id(copy)}'"
    _ask(copy, mark)
    return any(message == mark for (message,) in _ask(keeper, "SELECT message FROM duckdb_logs"))


def _timed(name: str, original: Any) -> Any:
    @functools.wraps(original, updated=())
    def timed(self: Any, *args: Any, **kwargs: Any) -> Any:
        state = _state(self)
        carrier = id(state.connection) if state is not None else id(self)
        allowed = state is None or state.session.suspended or state.session.in_flight is not None
        if allowed is False and name.startswith(
            ("fetch", "df", "_register", "_bind", "cursor", "dup")
        ):
            allowed = True  # they read rows of a decided run, or send nothing
        if name in ("close", "__exit__") and id(self) in _numbers:
            key = _numbers[id(self)][0]
            _harvest(key)
            if _owners.get(key) == id(self):
                _keepers.pop(key, None)
        start = time.time_ns() // 1000
        try:
            return original(self, *args, **kwargs)
        finally:
            if allowed and carrier in _numbers:
                window = (start - SLACK_US, time.time_ns() // 1000 + SLACK_US)
                _windows.setdefault(_numbers[carrier], []).append(window)

    timed.__name__ = name
    del timed.__wrapped__
    # The engine looks for Python variables in the first frame that is not its own.
    return type(timed)(
        timed.__code__,
        {**globals(), "__name__": "duckdb.meter"},
        name,
        timed.__defaults__,
        timed.__closure__,
    )


def _state(carrier: Any) -> Any:
    found = duckdb_calls.APPENDERS.get(id(carrier))
    return found[1] if found is not None else duckdb_state.STATES.get(id(carrier))


def _harvest(key: int) -> None:
    keeper = _keepers.get(key)
    if keeper is None:
        return
    query = "SELECT epoch_us(timestamp), connection_id, message FROM duckdb_logs WHERE type = 'QueryLog'"
    try:
        rows = _ask(keeper, query)
        _ask(keeper, "CALL truncate_duckdb_logs()")
    except Exception as error:  # noqa: BLE001  # the database is gone in a way the log cannot tell
        _violations.append(f"the query log could not be read: {error}")
        return
    guarded = {number for k, number in _numbers.values() if k == key}
    for when, connection, message in rows:
        if connection in guarded:
            _seen.append(message)
            windows = _windows.get((key, connection), ())
            if not any(start <= when <= end for start, end in windows):
                _violations.append(message)
