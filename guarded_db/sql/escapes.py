"""What a MySQL string literal says: needed where the literal is a statement. All others are only known to be literals."""

from __future__ import annotations

import re

_MYSQL_ESCAPES = {"0": "\0", "b": "\b", "n": "\n", "r": "\r", "t": "\t", "Z": "\x1a"}


def spoken(piece: str, backslash: bool) -> str:
    """The value of a MySQL literal, given with its quotes."""
    quote = piece[0]

    def value(found: re.Match[str]) -> str:
        escaped = found[1]
        if escaped is None:
            return quote
        return _MYSQL_ESCAPES.get(escaped, found[0] if escaped in "%_" else escaped)

    pattern = rf"\\(.)|{quote}{quote}" if backslash else rf"(?!)(.)|{quote}{quote}"
    return re.sub(pattern, value, piece[1:-1], flags=re.DOTALL)
