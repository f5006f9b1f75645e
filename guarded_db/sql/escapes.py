"""What a MySQL string literal says, where the literal is a statement, and which comments its servers execute.

All other literals are only known to be literals.
"""

from __future__ import annotations

import re
from collections.abc import Callable

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


_VERSION = re.compile(r"\d{5,}")
_OLDEST = 50_700
"""MySQL executes comments up to its own version; MariaDB leaves those of MySQL 5.7 and later out."""


def executed_from(text: str, at: int, refuse: Callable[[str], None]) -> int:
    """Where the SQL of a comment `/*! …` begins, `at` after the mark; refuses what not every server executes."""
    version = _VERSION.match(text, at)
    if version and (len(version[0]) > 5 or int(version[0]) >= _OLDEST):
        refuse("whether a comment is executed depends on the version of the server")
    return version.end() if version else at
