"""The statement as it may be recorded: normalised, without literals and comments, bounded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from guarded_db.sql.lexing import NUMBER, OPERATOR, PLACEHOLDER, QUOTED, STRING, WORD, Token
from guarded_db.sql.limits import MAX_LITERALS, MAX_NORMAL_TEXT

Spans = tuple[tuple[int, int], ...]
"""Offsets into a text, each of a first character and after a last one."""

CUT = " …"
"""Mark at the end of a text that was cut."""


def normalise(tokens: list[Token], known: Callable[[str], bool] | None = None) -> str:
    """The text with every literal as `?`.

    `known` is given where a double-quoted name that is no name is a string (SQLite): names that it does not
    know are replaced as well.
    """
    pieces: list[str] = []
    length = 0
    for token in tokens:
        piece = _shown(token, known)
        if token.spaced and pieces:
            piece = " " + piece
        length += len(piece)
        if length > MAX_NORMAL_TEXT:
            pieces.append(CUT)
            break
        pieces.append(piece)
    return "".join(pieces)


def _shown(token: Token, known: Callable[[str], bool] | None) -> str:
    if token.kind in (STRING, NUMBER):
        return "?"
    if token.kind in (PLACEHOLDER, OPERATOR):
        return token.name
    if token.kind == QUOTED and known is not None and not known(token.name.lower()):
        return "?"
    if "'" in token.text or ('"' in token.text and token.kind != QUOTED):
        return "?"
    return token.text


def literals(tokens: list[Token], known: Callable[[str], bool] | None = None) -> Spans:
    """Where `normalise` writes `?` for a literal, as offsets into the text."""
    spans = [
        token.span
        for token in tokens
        if token.kind not in (PLACEHOLDER, OPERATOR, WORD) and _shown(token, known) == "?"
    ]
    if len(spans) > MAX_LITERALS:
        spans[MAX_LITERALS:] = [(spans[MAX_LITERALS][0], spans[-1][1])]
    return tuple(spans)


def redact(tokens: list[Token]) -> str:
    """What is left of a text that could not be tokenised: its first word, if that is plain."""
    first = tokens[0] if tokens else None
    if first is None or first.kind != WORD or not first.name.isalpha() or len(first.name) > 20:
        return CUT.strip()
    return first.name.upper() + CUT


def fingerprint(text: str) -> str:
    """First 16 hex digits of SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
