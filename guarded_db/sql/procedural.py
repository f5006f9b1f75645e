"""Takes the body of a trigger apart: into SQL statements, assignments and expressions, of which order does not matter.

It knows the plain part of PL/pgSQL, of MariaDB's stored programs and of SQLite's triggers: blocks, declarations, IF,
assignments, RAISE and SIGNAL, statements that write, queries into variables. A body with anything else, such as
dynamic SQL, loops or cursors, is not taken apart at all.
"""

from __future__ import annotations

from typing import NamedTuple

from guarded_db.sql.lexing import OPERATOR, QUOTED, STRING, WORD, Token
from guarded_db.sql.tokens import split

_SELECT = Token(WORD, "SELECT", "select")
_NULL = Token(WORD, "NULL", "null")
_STATEMENTS = frozenset(
    {"insert", "update", "delete", "replace", "merge", "with", "select", "values"}
)
_LEVELS = frozenset({"debug", "log", "info", "notice", "warning", "exception", "sqlstate"})


class Piece(NamedTuple):
    """One part of a body: what is read, and the variables that keep what it gives."""

    tokens: list[Token]
    targets: tuple[str, ...] = ()


class Unread(Exception):
    """The body holds something that is not known."""


def pieces(tokens: list[Token], dialect: str) -> list[Piece]:
    """Every part of a body that computes or runs something.

    Raises:
        Unread: the body holds something that is not known.
    """
    found: list[Piece] = []
    declaring = False
    for segment in split(tokens):
        first = _word(segment, 0)
        if first == "declare" and dialect == "postgres":
            declaring = True
            found += _declared(segment[1:])
        elif declaring and first != "begin":
            found += _declared(segment)
        else:
            declaring = False
            found += _segment(segment, dialect)
    return found


def _segment(segment: list[Token], dialect: str) -> list[Piece]:
    """One part between semicolons, behind the words of blocks and branches that stand before it."""
    found: list[Piece] = []
    while segment:
        first = _word(segment, 0)
        if first in ("begin", "else"):
            segment = segment[1:]
        elif first in ("if", "elsif", "elseif"):
            then = _then(segment)
            found.append(Piece([_SELECT, *segment[1:then]]))
            segment = segment[then + 1 :]
        elif first == "declare" and dialect == "mysql":
            return [*found, *_declaration(segment[1:])]
        elif first == "end" and len(segment) <= 2:
            return found
        else:
            return [*found, *_plain(segment, first, dialect)]
    return found


def _plain(segment: list[Token], first: str, dialect: str) -> list[Piece]:
    if first in _STATEMENTS:
        return [_into(segment)]
    if first == "perform" and dialect == "postgres":
        return [Piece([_SELECT, *segment[1:]])]
    if first == "null" and len(segment) == 1:
        return []
    if first == "return" and dialect == "postgres":
        if len(segment) == 1 or (len(segment) == 2 and _word(segment, 1) in ("new", "old", "null")):
            return []
        raise Unread
    if first in ("raise", "signal"):
        return _raised(segment)
    if first == "set" and dialect == "mysql":
        return [_assigned(part) for part in _commas(segment[1:])]
    return [_assigned(segment)]


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].name if at < len(tokens) and tokens[at].kind == WORD else ""


def _then(segment: list[Token]) -> int:
    """Where the THEN of an IF stands, behind those of CASE expressions."""
    depth = 0
    for at in range(len(segment)):
        word = _word(segment, at)
        depth += (word == "case") - (word == "end")
        if word == "then" and depth == 0:
            return at
    raise Unread


def _declaration(segment: list[Token]) -> list[Piece]:
    """MariaDB: `name[, name …] type [DEFAULT expression]`."""
    if "handler" in (_word(segment, 0), _word(segment, 1)) or _word(segment, 1) == "condition":
        raise Unread
    names = [segment[0].name]
    while len(segment) > 2 and segment[1].text == ",":
        segment = segment[2:]
        names.append(segment[0].name)
    return [Piece(part.tokens, (name,)) for part in _declared(segment) for name in names]


def _declared(segment: list[Token]) -> list[Piece]:
    """`name type [:= expression]`, also with DEFAULT; a name without a value is nothing yet."""
    if (
        not segment
        or segment[0].kind not in (WORD, QUOTED)
        or _word(segment, 1) in ("alias", "cursor")
    ):
        raise Unread
    for at, token in enumerate(segment):
        if token.text in (":=", "=") or _word(segment, at) == "default":
            return [Piece([_SELECT, *segment[at + 1 :]], (segment[0].name,))]
    return [Piece([_SELECT, _NULL], (segment[0].name,))]


def _assigned(segment: list[Token]) -> Piece:
    target, at = _name(segment, 0)
    if at >= len(segment) or segment[at].text not in (":=", "="):
        raise Unread
    return Piece([_SELECT, *segment[at + 1 :]], (target,))


def _name(tokens: list[Token], at: int) -> tuple[str, int]:
    """A dotted name, as variables are kept, and the position after it."""
    parts: list[str] = []
    while at < len(tokens) and tokens[at].kind in (WORD, QUOTED):
        parts.append(tokens[at].name)
        at += 1
        if at >= len(tokens) or tokens[at].text != ".":
            break
        at += 1
    if not parts or len(parts) > 2:
        raise Unread
    return ".".join([parts[0].lower(), *parts[1:]]), at


def _into(segment: list[Token]) -> Piece:
    """A statement, with `INTO a, b` of a query or RETURNING taken out."""
    depth, opens = 0, _word(segment, 0) in ("select", "with")
    for at, token in enumerate(segment):
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        opens = opens or _word(segment, at) == "returning"
        if depth == 0 and opens and _word(segment, at) == "into":
            if _word(segment, at - 1) in ("insert", "merge"):
                continue
            return _taken(segment, at)
    return Piece(segment)


def _taken(segment: list[Token], at: int) -> Piece:
    start, targets = at, list[str]()
    at += 2 if _word(segment, at + 1) == "strict" else 1
    while True:
        target, at = _name(segment, at)
        targets.append(target)
        if at >= len(segment) or segment[at].text != ",":
            return Piece([*segment[:start], *segment[at:]], tuple(targets))
        at += 1


def _commas(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if token.text == "," and depth == 0 and token.kind == OPERATOR:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _raised(segment: list[Token]) -> list[Piece]:
    """The expressions whose values an error or notice shows."""
    found = []
    for part in _commas(segment[1:]):
        while part and (_word(part, 0) in _LEVELS or part[0].kind == STRING):
            part = part[1:]
        part, options = _until(part, "using" if _word(segment, 0) == "raise" else "set")
        found += [part, *(_after_equals(option) for option in _commas(options))]
    return [Piece([_SELECT, *part]) for part in found if part]


def _until(part: list[Token], word: str) -> tuple[list[Token], list[Token]]:
    for at in range(len(part)):
        if _word(part, at) == word:
            return part[:at], part[at + 1 :]
    return part, []


def _after_equals(option: list[Token]) -> list[Token]:
    at = next((i for i, token in enumerate(option) if token.text in ("=", ":=")), -1)
    return option[at + 1 :]
