"""The only place that calls sqlglot's parser: one statement's tokens become one tree, or a reason why not.

It never raises for any text. The parser's log lines would hold SQL, so they are dropped while it runs.
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.dialects.dialect import Dialect as SqlglotDialect
from sqlglot.errors import ErrorLevel, SqlglotError

from guarded_db.sql import operators
from guarded_db.sql.facts import Dialect
from guarded_db.sql.lexing import OPERATOR, Refused, Token, scan
from guarded_db.sql.limits import MAX_PARSED_TOKENS
from guarded_db.sql.tokens import names_in_quotes, readings, render, shorten

_reading: ContextVar[bool] = ContextVar("guarded_db_reading_sql", default=False)


class _Quiet(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return not _reading.get()


logging.getLogger("sqlglot").addFilter(_Quiet())


@lru_cache(maxsize=32)
def grammar(name: str) -> SqlglotDialect | None:
    """sqlglot's dialect of that name; None when it has none."""
    try:
        return sqlglot.Dialect.get_or_raise(name)
    except (ValueError, SqlglotError):
        return None


@lru_cache(maxsize=32)
def keywords(name: str) -> frozenset[str]:
    """Lower-case words that the parser takes for more than a name."""
    found = grammar(name)
    known = found.tokenizer_class.KEYWORDS if found is not None else {}
    return frozenset(word.lower() for word in known)


def parse(tokens: list[Token], dialect: Dialect) -> exp.Expression | str:
    """The tree of one statement, or why there is none."""
    found = grammar(dialect.name)
    if found is None:
        return f"the dialect `{dialect.name}` is not known"
    if dialect.name == "duckdb" and any(t.text == "#" and t.kind == OPERATOR for t in tokens):
        return "a column is read by its position with `#`"
    if dialect.name == "postgres":
        read = operators.plain(tokens)
        if isinstance(read, str):
            return read
        tokens = read
    tokens = shorten(names_in_quotes(tokens) if dialect.name == "sqlite" else tokens)
    if len(tokens) > MAX_PARSED_TOKENS:
        return f"the statement has more than {MAX_PARSED_TOKENS} tokens"
    if len(tokens) * readings(tokens) > MAX_PARSED_TOKENS:
        return "the statement nests what the parser tries in several ways too deep"
    mark = _reading.set(True)
    try:
        trees = _parse(found, render(tokens))
    except RecursionError:
        return "the statement is nested too deep to be read"
    except Exception:  # noqa: BLE001 - the parser is not ours; whatever it raises, it could not read the text
        return "the statement could not be parsed"
    finally:
        _reading.reset(mark)
    if len(trees) != 1 or trees[0] is None:
        return "the parser sees another number of statements"
    tree: exp.Expression = trees[0]
    return tree


def _parse(found: SqlglotDialect, text: str) -> list[Any]:
    parser = found.parser(error_level=ErrorLevel.IMMEDIATE)
    return list(parser.parse(found.tokenize(text), text))


def parse_text(text: str, dialect: Dialect) -> exp.Expression | None:
    """The tree of a text with one statement, such as a view's definition; None when there is none."""
    try:
        tokens = scan(text, dialect)
    except Refused:
        return None
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    tree = parse(tokens, dialect) if tokens else ""
    return None if isinstance(tree, str) else tree
