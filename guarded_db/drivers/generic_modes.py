"""MySQL's `sql_mode`, as far as it changes how a text is read. Shared by the drivers of MySQL and MariaDB."""

from __future__ import annotations

_MODES = {
    "ANSI_QUOTES": "ansi_quotes",
    "NO_BACKSLASH_ESCAPES": "no_backslash_escapes",
    "PIPES_AS_CONCAT": "pipes_as_concat",
}


def mysql_modes(said: str | bytes | bytearray) -> frozenset[str]:
    """Return the lexing modes in the value of `@@sql_mode`."""
    words = (said if isinstance(said, str) else bytes(said).decode()).split(",")
    return frozenset(_MODES[word] for word in words if word in _MODES)
