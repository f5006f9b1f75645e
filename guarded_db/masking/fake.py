"""`fake`: a made-up value of the same type in place of the real one, always the same for the same value.

Small on purpose: e-mail addresses, names, digit strings, numbers, dates and UUIDs. Two real values may share
a fake one; what must stay joinable takes `hash`. The number of digits of a number stays visible.
"""

from __future__ import annotations

import datetime
import decimal
import hmac
import uuid
from typing import Any

from guarded_db.masking.masked import Masked
from guarded_db.masking.masks import Cell, Options, redact

FIRST = (
    *("Alex", "Andrea", "Ariel", "Blair", "Cameron", "Casey", "Charlie", "Dana", "Devon", "Drew"),
    *(
        "Eden",
        "Elliot",
        "Emery",
        "Finley",
        "Frankie",
        "Gray",
        "Harper",
        "Hayden",
        "Indigo",
        "Jamie",
    ),
    *("Jesse", "Jordan", "Jules", "Kai", "Kim", "Lee", "Logan", "Morgan", "Nico", "Noel", "Parker"),
    *("Quinn", "Reese", "Riley", "Robin", "Rowan", "Sage", "Sam", "Sasha", "Sky", "Taylor", "Toni"),
)
LAST = (
    *(
        "Abbott",
        "Ashby",
        "Barlow",
        "Becker",
        "Bishop",
        "Brook",
        "Carver",
        "Castle",
        "Cooper",
        "Crane",
    ),
    *(
        "Dalton",
        "Draper",
        "Ellis",
        "Fisher",
        "Forest",
        "Garner",
        "Hale",
        "Hunter",
        "Iverson",
        "Keller",
    ),
    *(
        "Lake",
        "Lindgren",
        "Marsh",
        "Mason",
        "Meadow",
        "Miller",
        "North",
        "Osborn",
        "Palmer",
        "Porter",
    ),
    *("Reed", "Rivers", "Sawyer", "Stone", "Tanner", "Thorne", "Vale", "Walker", "Weaver", "Wells"),
)

FIRST_DAY = datetime.date(1950, 1, 1).toordinal()
DAYS = 21_915
"""Fake dates fall into sixty years."""


def fake(_options: Options, key: bytes) -> Cell:
    """Replace a value by a keyed choice of the same type; what has no fake form is redacted."""

    def number(value: Any) -> int:
        data = f"{type(value).__name__}\0{value}".encode("utf-8", "surrogatepass")
        return int.from_bytes(hmac.digest(key, data, "sha256")[:16])

    def cell(value: Any) -> Any:
        make = _MAKERS.get(type(value))
        return redact(value) if make is None else make(value, number(value))

    return cell


def _text(value: str, chosen: int) -> Masked:
    if "@" in value:
        first, last = _name(chosen)
        return Masked(f"{first}.{last}.{chosen % 9973}@example.com".lower())
    digits = sum(character.isdigit() for character in value)
    if digits and not any(character.isalpha() for character in value):
        fresh = iter(str(chosen % 10**digits).zfill(digits) if digits <= 30 else "0" * digits)
        return Masked("".join(next(fresh) if c.isdigit() else c for c in value))
    return Masked(" ".join(_name(chosen)))


def _name(chosen: int) -> tuple[str, str]:
    return FIRST[chosen % len(FIRST)], LAST[chosen // len(FIRST) % len(LAST)]


def _digits(value: int, chosen: int) -> int:
    """Return a number with the sign of `value` and no more digits than it."""
    fresh: int = chosen % 10 ** min(len(str(abs(value))), 30)
    return -fresh if value < 0 else fresh


def _decimal(value: decimal.Decimal, chosen: int) -> decimal.Decimal:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):  # NaN and the infinities
        raise ValueError("a number that is not finite has no fake form")
    fresh = str(chosen % 10 ** min(len(digits), 30))
    return decimal.Decimal((sign, tuple(map(int, fresh)), exponent))


def _date(_value: datetime.date, chosen: int) -> datetime.date:
    return datetime.date.fromordinal(FIRST_DAY + chosen % DAYS)


def _datetime(value: datetime.datetime, chosen: int) -> datetime.datetime:
    day = _date(value, chosen)
    seconds = datetime.timedelta(seconds=chosen // DAYS % 86_400)
    return datetime.datetime(day.year, day.month, day.day, tzinfo=value.tzinfo) + seconds


_MAKERS: dict[type, Any] = {
    str: _text,
    int: _digits,
    float: lambda value, chosen: float(_digits(int(value), chosen)) + chosen % 100 / 100,
    decimal.Decimal: _decimal,
    datetime.date: _date,
    datetime.datetime: _datetime,
    uuid.UUID: lambda _value, chosen: uuid.UUID(int=chosen, version=4),
}
