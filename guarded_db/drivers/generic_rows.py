"""Masking where only finished rows can be had: the same shape again, with masked values. Unknown shapes are refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from guarded_db.dbapi import RowMask

Rebuild = Callable[[Any], Any]
"""Takes a row as the driver made it, returns it with masked values."""


class UnknownShapeError(Exception):
    """Rows of this type cannot be masked."""


def rebuilding(mask: RowMask, names: Sequence[str], sample: Any, cursor: Any) -> Rebuild:
    """Return the function that masks rows of the type of `sample`.

    Raises:
        UnknownShapeError: the type is not known, or its rows leave out columns.
    """
    kind = type(sample)
    if kind is tuple:
        return mask
    if kind is list:
        return lambda row: list(mask(row))
    if kind is sqlite3.Row:
        return lambda row: sqlite3.Row(cursor, mask(tuple(row)))
    if isinstance(sample, tuple) and hasattr(kind, "_make"):
        return lambda row: kind._make(mask(tuple(row)))  # a named tuple
    if kind.__module__.partition(".")[0] == "asyncpg":
        return lambda row: mask(
            tuple(row)
        )  # a Record cannot be made; SQLAlchemy makes rows of its own of it
    if isinstance(sample, dict):
        return _dictionaries(mask, names)
    if isinstance(sample, list):
        return _lists(mask)
    raise UnknownShapeError(kind.__name__)


def _dictionaries(mask: RowMask, names: Sequence[str]) -> Rebuild:
    if len(set(names)) != len(names):
        raise UnknownShapeError("dict with columns of the same name")

    def masked(row: Any) -> Any:
        for name, value in zip(names, mask([row[name] for name in names]), strict=True):
            row[name] = value  # in place: the driver made the row for this call, and its type stays
        return row

    return masked


def _lists(mask: RowMask) -> Rebuild:
    def masked(row: Any) -> Any:
        for at, value in enumerate(mask(list(row))):
            list.__setitem__(row, at, value)
        return row

    return masked
