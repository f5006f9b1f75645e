"""DuckDB: columns that are chosen by their names, `COLUMNS(…)` and `* LIKE 'a%'`.

A pattern is only followed when it means the same to every engine of regular expressions, and ends in bounded time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlglot import exp

from guarded_db.sql.lexing import OPAQUE
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import Named

PLAIN_PATTERN = re.compile(r"(?:[\w ^$|()]|\.[*+?]?|[\w][*+?]|\[\^?[\w-]+\][*+?]?)*")
"""Letters, dots, classes and alternatives; nothing is repeated that holds a repetition."""

MAX_REPEATS = 4
"""Repetitions in a pattern: matching a name takes at most its length to this power."""

Keep = Callable[[str], bool]


def chosen(reader: Reader, node: Any, columns: list[Named]) -> list[Named] | None:
    """The columns among `columns` that `COLUMNS(…)` or a pattern behind a star means; None when that is not known."""
    what = node.this
    if isinstance(node, (exp.Like, exp.ILike, exp.SimilarTo)):
        keep = _pattern(node, node.expression)
        negated = bool(node.args.get("negate"))
        return None if keep is None else [c for c in columns if keep(c.name) != negated]
    if isinstance(what, exp.Literal) and what.is_string:
        keep = _regular(what.name)
        return None if keep is None else [c for c in columns if keep(c.name)]
    if isinstance(what, exp.Array) and all(isinstance(i, exp.Literal) for i in what.expressions):
        names = {item.name.lower() for item in what.expressions}
        return [c for c in columns if c.name in names]
    return None


def matching(pattern: Any) -> Keep | None:
    """What `* ILIKE 'a%'` keeps."""
    return _like(pattern, re.IGNORECASE) if isinstance(pattern, exp.Literal) else None


def _pattern(node: Any, pattern: Any) -> Keep | None:
    if not isinstance(pattern, exp.Literal) or not pattern.is_string:
        return None
    if isinstance(node, exp.SimilarTo):
        return _regular(pattern.name)
    return _like(pattern, re.IGNORECASE if isinstance(node, exp.ILike) else 0)


def _like(pattern: Any, flags: int) -> Keep | None:
    text = pattern.name
    if OPAQUE in text or text.count("%") > MAX_REPEATS:
        return None
    parts = [{"%": ".*", "_": "."}.get(c) or re.escape(c) for c in text]
    found = re.compile("".join(parts), flags | re.DOTALL)
    return lambda name: found.fullmatch(name) is not None


def _regular(text: str) -> Keep | None:
    repeats = sum(text.count(c) for c in "*+?")
    if OPAQUE in text or repeats > MAX_REPEATS or not PLAIN_PATTERN.fullmatch(text):
        return None
    try:
        found = re.compile(text)
    except re.error:
        return None
    return lambda name: found.search(name) is not None
