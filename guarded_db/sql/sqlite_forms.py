"""SQLite: forms that its grammar has and the parser does not know, written as what they mean.

It works on tokens, before the parser sees them; the statement that is sent stays as it is.
"""

from __future__ import annotations

from guarded_db.sql.lexing import OPERATOR, QUOTED, WORD, Token
from guarded_db.sql.tokens import bracketed

_OPTIONS = frozenset({"strict", "without", "rowid", ","})
"""What may follow the columns of a table."""


def _word(name: str) -> Token:
    return Token(WORD, name.upper(), name, True)


def queried(tokens: list[Token]) -> list[Token]:
    """`x IN t` as `x IN (SELECT * FROM t)`, and `WITH … REPLACE INTO` as `WITH … INSERT INTO`."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else token
        if _is(token, "replace") and _is(after, "into") and not (found and _is(found[-1], "or")):
            token = token._replace(text="INSERT", name="insert")
        found.append(token)
        at += 1
        if _is(token, "in") and after.kind in (WORD, QUOTED):
            end = _named(tokens, at)
            found += [Token(OPERATOR, "(", "("), _word("select"), Token(OPERATOR, "*", "*")]
            found += [_word("from"), *tokens[at:end], Token(OPERATOR, ")", ")")]
            at = end
    return found


def replaces(tokens: list[Token]) -> bool:
    """Whether the statement is a REPLACE, also behind a WITH."""
    return any(
        _is(token, "replace") and _is(after, "into") and not _is(before, "or")
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def defined(tokens: list[Token]) -> list[Token]:
    """`CREATE TABLE … (…)` without STRICT and WITHOUT ROWID, which change no name and no value."""
    end = len(tokens)
    while end and tokens[end - 1].name.lower() in _OPTIONS and tokens[end - 1].kind != QUOTED:
        end -= 1
    return tokens[:end] if end and tokens[end - 1].text == ")" else tokens


def values_made(tokens: list[Token]) -> list[Token]:
    """`CREATE … AS VALUES …` as `CREATE … AS SELECT * FROM (VALUES …)`."""
    for at, token in enumerate(tokens[:-1]):
        if _is(token, "as") and _is(tokens[at + 1], "values"):
            before = [*tokens[: at + 1], _word("select"), Token(OPERATOR, "*", "*"), _word("from")]
            bracket = Token(OPERATOR, "(", "(")
            return [*before, bracket, *tokens[at + 1 :], Token(OPERATOR, ")", ")")]
        if token.text == "(" or _is(token, "select"):
            break
    return tokens


def _is(token: Token, name: str) -> bool:
    return token.kind == WORD and token.name == name


def _named(tokens: list[Token], at: int) -> int:
    """The position after a name, with its schema and the arguments of a table function."""
    at += 1
    if at + 1 < len(tokens) and tokens[at].text == ".":
        at += 2
    if at < len(tokens) and tokens[at].text == "(":
        at = bracketed(tokens, at)
    return at
