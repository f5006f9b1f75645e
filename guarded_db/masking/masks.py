"""The masks: each takes one value and returns what the caller may see instead.

A mask keeps the value's type. Where it does not fit the type it redacts, and redacting turns text into
`[redacted]` and everything else into None. None stays None. Lists, tuples and JSON objects are masked inside;
the keys of an object may be data (`json_object_agg(email, id)`), so they are redacted too unless the option
`("keys", "keep")` says otherwise.
"""

from __future__ import annotations

import datetime
import decimal
import hmac
import math
import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from guarded_db.masking.masked import REDACTED, Masked

Cell: TypeAlias = Callable[[Any], Any]
"""Takes one raw value, returns what the caller may see. It **must not** return anything of a value that it
does not understand; it may raise, and then the value is redacted."""

Options: TypeAlias = Mapping[str, str | int]
"""The options of one mask by name, as the policy checked them."""

MAX_DEPTH = 64
"""Deeper nested JSON is shown as None; far below Python's recursion limit."""

_CONTAINERS = (list, tuple, dict)
_ONE_EMAIL = re.compile(r"[^@\s]{1,64}@([^@\s:/?#<>\"',;]{1,255})\Z")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-\d{2}(?:[ T].*)?\Z")


def redact(value: Any) -> Any:
    """Return `[redacted]` for text, None for everything else."""
    if isinstance(value, str):
        return REDACTED
    return inside(redact, value, keep_keys=False) if isinstance(value, _CONTAINERS) else None


def null(_value: Any) -> None:
    """Return None for everything."""


def partial(options: Options, _key: bytes) -> Cell:
    """Show a part of a text: the domain of an e-mail address, or its first and last characters.

    Options: `keep: domain`; `keep_first` and `keep_last` (numbers of characters); `char` (default `*`). Never
    shows more than half of the characters: then, or without options, it redacts.
    """
    char = str(options.get("char", "*"))[:1] or "*"
    if options.get("keep") == "domain":
        return _domain(Masked(char * 3))
    return _ends(int(options.get("keep_first", 0)), int(options.get("keep_last", 0)), char)


def keyed_hash(_options: Options, key: bytes) -> Cell:
    """Replace text by 128 bits of its HMAC-SHA256 as 32 hex digits, and a UUID by a UUID of the same bits.

    Equal values of one label get equal hashes, so that they can still be joined and counted.
    """

    def cell(value: Any) -> Any:
        if isinstance(value, str):
            data = value.encode("utf-8", "surrogatepass")
            return Masked(hmac.digest(key, data, "sha256")[:16].hex())
        if isinstance(value, uuid.UUID):
            return uuid.UUID(bytes=hmac.digest(key, value.bytes, "sha256")[:16])
        return redact(value)

    return cell


def bucket(options: Options, _key: bytes) -> Cell:
    """Show the lower end of the range of `size` (at least 2) that a number falls into: 37 becomes 30 with 10."""
    size = int(options.get("size", 0))

    def cell(value: Any) -> Any:
        if isinstance(value, bool) or size < 2:
            return redact(value)
        if isinstance(value, int):
            return value // size * size
        if isinstance(value, float):
            return float(math.floor(value / size) * size)
        if isinstance(value, decimal.Decimal):
            return decimal.Decimal(math.floor(value / size) * size)
        return redact(value)

    return cell


def truncate(options: Options, _key: bytes) -> Cell:
    """Cut a date, a datetime or a text that is an ISO date to its year, or to its month with `to: month`."""
    month = options.get("to") == "month"

    def cell(value: Any) -> Any:
        if isinstance(value, datetime.datetime):
            first = 1 if not month else value.month
            return datetime.datetime(value.year, first, 1, tzinfo=value.tzinfo)
        if isinstance(value, datetime.date):
            return datetime.date(value.year, value.month if month else 1, 1)
        if isinstance(value, str) and (found := _ISO_DATE.match(value)):
            return Masked(f"{found[1]}-{found[2] if month else '01'}-01")
        return redact(value)

    return cell


def inside(mask: Cell, value: Any, *, keep_keys: bool, depth: int = 0) -> Any:
    """Return `value`, a list, tuple or dict, with `mask` applied to everything in it.

    A named tuple keeps its type. Redacted keys are numbered, so that no value is lost.
    """
    if depth > MAX_DEPTH:
        return None

    def one(item: Any) -> Any:
        if isinstance(item, _CONTAINERS):
            return inside(mask, item, keep_keys=keep_keys, depth=depth + 1)
        return None if item is None else mask(item)

    if isinstance(value, dict):
        shown = value if keep_keys else map(_redacted_key, range(1, len(value) + 1))
        return dict(zip(shown, map(one, value.values()), strict=True))
    if isinstance(value, list):
        return [one(item) for item in value]
    make = getattr(type(value), "_make", tuple)
    return make([one(item) for item in value])


def _redacted_key(number: int) -> str:
    return REDACTED if number == 1 else Masked(f"[redacted {number}]")


def _domain(hidden: str) -> Cell:
    def cell(value: Any) -> Any:
        if isinstance(value, str) and (found := _ONE_EMAIL.match(value)):
            return Masked(f"{hidden}@{found[1]}")
        return redact(value)

    return cell


def _ends(first: int, last: int, char: str) -> Cell:
    shown = first + last
    valid = first >= 0 and last >= 0 and shown > 0

    def cell(value: Any) -> Any:
        if not valid or not isinstance(value, str) or shown * 2 > len(value):
            return redact(value)
        end = len(value) - last
        return Masked(value[:first] + char * (end - first) + value[end:])

    return cell
