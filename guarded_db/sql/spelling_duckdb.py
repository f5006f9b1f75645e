"""DuckDB: forms that the parser takes for something else, spelled out before it sees them.

One rule is one function from tokens to tokens, in the order of `RULES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from guarded_db.sql.facts import Dialect
from guarded_db.sql.lexing import OPERATOR, QUOTED, STRING, WORD, Refused, Token, scan
from guarded_db.sql.reader import Reader
from guarded_db.sql.telling import spelled_out as told
from guarded_db.sql.tokens import bracketed

Rule = Callable[[Reader, list[Token]], list[Token]]

_QUERIES = frozenset({"from", "table", "with", "values", "pivot", "unpivot"})
_NOT_AFTER_AS = frozenset({"values", "pivot", "unpivot", "summarize", "describe", "desc", "show"})
_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)


def spelled_out(reader: Reader, tokens: list[Token]) -> list[Token]:
    """The tokens in a form that the parser reads as what they are."""
    for rule in RULES:
        tokens = rule(reader, tokens)
    return tokens


def _word(text: str) -> Token:
    return Token(WORD, text.upper(), text, True)


def _is(tokens: list[Token], at: int, *names: str) -> bool:
    return 0 <= at < len(tokens) and tokens[at].kind == WORD and tokens[at].name in names


def _text(tokens: list[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _query_functions(reader: Reader, tokens: list[Token]) -> list[Token]:
    """`query_table('t')` is `t`, `query('SELECT …')` is that query, when the text is written out."""
    for at in range(len(tokens) - 3, -1, -1):
        if not _is(tokens, at, "query", "query_table") or _text(tokens, at + 1) != "(":
            continue
        given = tokens[at + 2]
        if given.kind != STRING or _text(tokens, at + 3) != ")":
            continue
        called = tokens[at].name
        inner = _table(given) if called == "query_table" else _query(given)
        in_from = _is(tokens, at - 1, "from", "join") or _text(tokens, at - 1) == ","
        if inner and in_from:
            reader.functions.add(called)
            tokens = [*tokens[:at], *inner, *tokens[at + 4 :]]
    return tokens


def _table(given: Token) -> list[Token]:
    if not _PLAIN_NAME.fullmatch(given.name):
        return []
    return [Token(QUOTED, f'"{given.name}"', given.name, True)]


def _query(given: Token) -> list[Token]:
    if given.text != f"'{given.name}'" or not given.name.isprintable():
        return []
    try:
        inner = scan(given.name, Dialect("duckdb"))
    except Refused:
        return []
    while inner and inner[-1].text == ";":
        inner.pop()
    if any(token.text == ";" for token in inner) or not _is(inner, 0, "select", "from"):
        return []
    return [Token(OPERATOR, "(", "("), *inner, Token(OPERATOR, ")", ")")]


def _inserted(reader: Reader, tokens: list[Token]) -> list[Token]:
    """`INSERT INTO t (FROM u)`: the brackets hold a query, not columns; `BY POSITION` says nothing."""
    if "insert" not in (token.name for token in tokens):
        return tokens
    at = 0
    while at < len(tokens):
        if _is(tokens, at, "by") and _is(tokens, at + 1, "position"):
            tokens = [*tokens[:at], *tokens[at + 2 :]]
        elif _is(tokens, at, "into"):
            at = _after_name(tokens, at + 1)
            opens = _text(tokens, at) == "(" and _is(tokens, at + 1, *_QUERIES)
            if opens and _text(tokens, at + 2) not in (")", ","):
                end = bracketed(tokens, at)
                tokens = [*tokens[:at], *tokens[at + 1 : end - 1], *tokens[end:]]
            continue
        at += 1
    return tokens


def _after_name(tokens: list[Token], at: int) -> int:
    """The position after a dotted name and its alias."""
    at += 1
    while _text(tokens, at) == ".":
        at += 2
    return at + 2 if _is(tokens, at, "as") else at


def _defined(reader: Reader, tokens: list[Token]) -> list[Token]:
    """`CREATE TABLE t AS VALUES …`, and what else may stand there without SELECT."""
    if not _is(tokens, 0, "create"):
        return tokens
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if not depth and _is(tokens, at, "as") and _is(tokens, at + 1, *_NOT_AFTER_AS):
            star = [_word("select"), Token(OPERATOR, "*", "*", True), _word("from")]
            body = [Token(OPERATOR, "(", "(", True), *tokens[at + 1 :], Token(OPERATOR, ")", ")")]
            return [*tokens[: at + 1], *star, *body]
    return tokens


def _merged(reader: Reader, tokens: list[Token]) -> list[Token]:
    """`THEN ERROR` of a MERGE changes no row, as `THEN DO NOTHING`."""
    if not any(token.name == "merge" for token in tokens):
        return tokens
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if _is(tokens, at, "error") and _is(tokens, at - 1, "then") and _closes(tokens, at + 1):
            found += [_word("do"), _word("nothing")]
        else:
            found.append(token)
    return found


def _closes(tokens: list[Token], at: int) -> bool:
    return at >= len(tokens) or _is(tokens, at, "when", "returning")


RULES: tuple[Rule, ...] = (_query_functions, _inserted, _defined, _merged, told)
"""What is spelled out, in order."""
