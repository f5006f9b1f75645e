"""Finds out whether a template with values filled in is still the template: one value per placeholder.

Some drivers write the values into the text themselves. Understanding the template instead of the text lets the
facts be reused, and is right only when each placeholder becomes exactly one literal. Where that is not certain the
answer is no, and the final text is understood instead.
"""

from __future__ import annotations

import datetime
import decimal
import re
from collections.abc import Callable, Mapping
from typing import Any

from guarded_db.sql.facts import Dialect
from guarded_db.sql.lexing import PLACEHOLDER, WORD, Refused, scan

MAX_TEMPLATES = 4096
"""Templates whose check is remembered; the memory starts afresh when it is full."""

MAX_TEMPLATE = 64 * 1024
"""A longer template is not worth remembering; its final text is understood."""

_PLACE = re.compile(r"%(?:(?P<percent>%)|s|\((?P<name>[^()%]*)\)s)")
_ANY = re.compile(r"%")
_BEFORE = frozenset(" \t\r\n(,=<>+*/|&^!~")
_AFTER = frozenset(" \t\r\n),;=<>+-*/|&^!")
_ENDS_BY = frozenset(
    {
        *("limit", "having", "offset", "for", "rows", "range", "window", "union", "except"),
        *("intersect", "into", "separator", "procedure", "on", "as", "select", "where", "values"),
    }
)
_PLAIN = frozenset(
    {
        *(str, int, float, bool, type(None), bytes, decimal.Decimal),
        *(datetime.date, datetime.datetime, datetime.time, datetime.timedelta),
    }
)

_known: dict[tuple[str, Dialect], str | None] = {}


def neutral(template: str, dialect: Dialect) -> str | None:
    """Return `template` with `?` for each placeholder, or None when a placeholder may not stand for one value."""
    key = (template, dialect)
    try:
        return _known[key]
    except KeyError:
        pass
    if len(_known) >= MAX_TEMPLATES:
        _known.clear()
    found = _known[key] = _neutral(template, dialect)
    return found


def _neutral(template: str, dialect: Dialect) -> str | None:
    if len(template) > MAX_TEMPLATE or "?" in template:
        return None
    places = list(_PLACE.finditer(template))
    if len(_ANY.findall(template)) != sum(2 if place["percent"] else 1 for place in places):
        return None  # `%d`, `%.2s`, `%r` format in ways of their own
    values = [place for place in places if not place["percent"]]
    if not all(_stands_free(template, place) for place in values):
        return None
    text = _PLACE.sub(lambda place: "%" if place["percent"] else "?", template)
    return text if _all_values(text, dialect, len(values)) else None


def _stands_free(template: str, place: re.Match[str]) -> bool:
    """Whether what stands beside the placeholder cannot grow together with the value."""
    before = template[place.start() - 1] if place.start() else " "
    after = template[place.end()] if place.end() < len(template) else " "
    return before in _BEFORE and after in _AFTER


def _all_values(text: str, dialect: Dialect, expected: int) -> bool:
    """Whether every placeholder is a value to the lexer, and none could be a position (`ORDER BY 2`)."""
    try:
        tokens = scan(text, dialect)
    except Refused:
        return False
    found, depth, word = 0, 0, ""
    clauses: list[int] = []
    for token in tokens:
        if token.kind == PLACEHOLDER:
            if clauses and clauses[-1] == depth:
                return False
            found += 1
        elif token.kind == WORD:
            _enter_or_leave(clauses, depth, word, token.name)
            word = token.name
        else:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            while clauses and clauses[-1] > depth:
                clauses.pop()
    return found == expected


def _enter_or_leave(clauses: list[int], depth: int, before: str, word: str) -> None:
    """Keep the depths of the ORDER BY and GROUP BY clauses that are open at `word`."""
    if word == "by" and before in ("order", "group"):
        clauses.append(depth)
    elif clauses and clauses[-1] == depth and word in _ENDS_BY:
        clauses.pop()


def is_plain(args: Any) -> bool:
    """Whether `args` are values whose default escaping makes one literal each."""
    if type(args) is tuple or type(args) is list:
        values: Any = args
    elif type(args) is dict:
        values = args.values()
    else:
        return False
    for value in values:
        if type(value) not in _PLAIN:
            return False
        if type(value) is decimal.Decimal and not value.is_finite():
            return False  # it would be sent as a bare word, which is a column's name
    return True


def fill(template: str, args: Any, escape: Callable[[Any], str]) -> str | None:
    """Return `template` with plain `args` in it as PyMySQL itself would send it; None when it would not."""
    filled: Any
    if isinstance(args, Mapping):
        filled = {key: escape(value) for key, value in args.items()}
    else:
        filled = tuple([escape(value) for value in args])
    try:
        text: str = template % filled
    except (TypeError, ValueError, KeyError):
        return None
    return text
