"""`Masked`, the type of a masked text, and the check that keeps it from being bound back.

A mask written back would overwrite data with stars, so a statement with a `Masked` parameter is refused.
Text that a program derives from a masked value (`value.strip()`, an f-string, `json.dumps`) is a plain `str`
again and is not recognised.
"""

from __future__ import annotations

import datetime
import decimal
import uuid
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any


class Masked(str):
    """A text that stands for one the caller may not see; in every other way a `str`.

    It pickles, copies, compares, hashes and serialises like the text it shows.
    """

    __slots__ = ()


REDACTED = Masked("[redacted]")
"""What a redacted text shows. One constant for every label, so that it tells nothing about the value."""

MAX_PARAMETER_DEPTH = 64
"""Deeper nested parameters are not searched but refused as if they held a masked value."""

_PLAIN = frozenset(
    {
        *(str, int, float, bool, bytes, type(None), decimal.Decimal, uuid.UUID),
        *(datetime.date, datetime.datetime, datetime.time, datetime.timedelta),
    }
)


def holds_masked(params: Any) -> bool:
    """Return whether `params` holds a `Masked` value, directly or inside its lists, dicts and JSON wrappers.

    Takes the parameters of one execution, or the list of them of an `executemany`. Iterators are not consumed:
    the caller must turn them into a list first.
    """
    if not params:
        return type(params) is Masked
    if type(params) in (tuple, list):
        for value in params:
            if type(value) not in _PLAIN:
                break
        else:
            return False
    return _search(params)


def _search(params: Any) -> bool:
    waiting = [(params, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, Masked) or depth > MAX_PARAMETER_DEPTH:
            return True
        waiting.extend((inner, depth + 1) for inner in _inside(value) if type(inner) not in _PLAIN)
    return False


def _inside(value: Any) -> list[Any]:
    if isinstance(value, str | bytes | bytearray | memoryview):
        return []
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, Sequence | AbstractSet):
        return list(value)
    # psycopg's Json and Jsonb, and wrappers like them, keep the value to send in `obj`.
    return [value.obj] if hasattr(value, "obj") else []
