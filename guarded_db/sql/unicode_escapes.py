"""What characters a text may hold, and PostgreSQL's strings and names with Unicode escapes: `U&'d\\0061t\\+000061'`, `U&"…"`.

Another escape character (UESCAPE) and halves of characters are not read.
"""

from __future__ import annotations

import re

_BODY = {
    "'": re.compile(r"[^']*+(?:''[^']*+)*+'"),
    '"': re.compile(r'[^"]*+(?:""[^"]*+)*+"'),
}
_ESCAPE = re.compile(r"\\(?:(\\)|([0-9A-Fa-f]{4})|\+([0-9A-Fa-f]{6})|())")


def decoded(text: str, at: int) -> tuple[str, int] | None:
    """What the literal or name says whose quote stands before `at`, and the position after it; None when unsure."""
    quote = text[at - 1]
    found = _BODY[quote].match(text, at)
    if found is None or "uescape" in text.lower():
        return None
    content = found[0][:-1].replace(quote * 2, quote)
    points = [int(m[2] or m[3], 16) if m[2] or m[3] else None for m in _ESCAPE.finditer(content)]
    lone = any(m[4] is not None for m in _ESCAPE.finditer(content))
    if lone or any(p is not None and not _is_character(p) for p in points):
        return None
    return _ESCAPE.sub(_character, content), found.end()


def _is_character(point: int) -> bool:
    return 0 < point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF


def _character(found: re.Match[str]) -> str:
    return found[1] or chr(int(found[2] or found[3], 16))


def encodes(text: str) -> bool:
    """Whether the text holds characters only, and no half of one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
