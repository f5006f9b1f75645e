"""Which columns a generated column is made of, by the words of its definition.

It reads no expression: every word that is a column of the same table counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guarded_db.sql.facts import Dialect
from guarded_db.sql.lexing import QUOTED, STRING, WORD, Refused, Token, scan

_NAMES = frozenset({WORD, QUOTED, STRING})
"""Kinds of tokens that may be a name; SQLite takes some texts in single quotes for names."""


def made_of(
    dialect: str, generated: Mapping[str, str], columns: Iterable[str], *, table: bool = False
) -> dict[str, tuple[str, ...]]:
    """Return for each generated column the columns that it may hold something of.

    Args:
        dialect: the name of the dialect.
        generated: lower-case name of a column and its expression, or (`table`) the CREATE TABLE of its table.
        columns: lower-case names of all columns.
        table: the texts are definitions of whole tables.
    """
    known = frozenset(columns)
    found = {
        name: known & _words(_of_column(tokens, name) if table else tokens)
        for name, tokens in ((name, _tokens(dialect, text)) for name, text in generated.items())
    }
    for name in found:
        # what could not be found may be made of anything
        found[name] = _closed(name, {n: part or known for n, part in found.items()})
    return {name: tuple(sorted(part - {name})) for name, part in found.items()}


def _closed(name: str, direct: Mapping[str, frozenset[str]]) -> frozenset[str]:
    seen: frozenset[str] = frozenset()
    pending = {name}
    while pending:
        seen |= pending
        pending = {part for one in pending for part in direct.get(one, ())} - seen
    return seen


def _tokens(dialect: str, text: str) -> list[Token]:
    try:
        return scan(text, Dialect(dialect))
    except Refused:
        return []


def _words(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.name.lower() for token in tokens if token.kind in _NAMES)


def _of_column(tokens: list[Token], name: str) -> list[Token]:
    """The part of a CREATE TABLE that defines one column, without its name."""
    depth, part = 0, list[Token]()
    for token in tokens:
        opens, closes = token.text == "(", token.text == ")"
        if (depth == 1 and token.text == ",") or (depth == 1 and closes):
            if part and part[0].kind in _NAMES and part[0].name.lower() == name:
                return part[1:]
            part = []
        elif depth:
            part.append(token)
        depth += opens - closes
    return []
