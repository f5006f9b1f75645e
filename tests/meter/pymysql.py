"""Below the guard: every command packet that PyMySQL writes to a server, and whether anyone had announced it."""

from __future__ import annotations

from typing import Any

from guarded_db.drivers.pymysql import DRIVER

COMMANDS = {2: "INIT_DB", 3: "QUERY", 4: "FIELD_LIST", 12: "PROCESS_KILL", 22: "STMT_PREPARE"}
"""Bytes of the protocol's commands that reach data."""

_seen: list[str] = []
_violations: list[str] = []


def install() -> None:
    """Put the meter between the guard and the socket; once."""
    DRIVER.install()
    from guarded_db.drivers.pymysql_hooks import below

    if getattr(below, "metered", False):
        return
    real = below.write_bytes

    def write_bytes(connection: Any, data: bytes) -> Any:
        _note(connection, bytes(data[:4096]))
        return real(connection, data)

    below.write_bytes = write_bytes
    below.metered = True


def _note(connection: Any, data: bytes) -> None:
    if len(data) < 5 or data[3] != 0 or (name := COMMANDS.get(data[4])) is None:
        return
    said = f"{name} {data[5:].decode('utf-8', 'replace')}"
    _seen.append(said)
    state = connection._guarded_db
    if state is None or state.session.suspended:
        return
    if state.session.in_flight is None:
        _violations.append(said)


def violations() -> list[str]:
    """Commands that a guarded connection sent without a decision."""
    return list(_violations)


def seen() -> int:
    """Return how many commands were sent."""
    return len(_seen)


def sent() -> list[str]:
    """Return the commands, oldest first."""
    return list(_seen)


def reset() -> None:
    """Start afresh."""
    _seen.clear()
    _violations.clear()
