"""Compiling masks into one small function per result, which turns each raw row into the row to show.

It does not decide what is masked (the policy does) and knows nothing of drivers. It never fails open: a row of
another width than the plan is redacted whole, a mask that raises redacts, an unknown type becomes None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from guarded_db.dbapi import Row, RowMask
from guarded_db.masking.fake import fake
from guarded_db.masking.keys import MaskKeys
from guarded_db.masking.masked import REDACTED
from guarded_db.masking.masks import (
    Cell,
    Options,
    bucket,
    inside,
    keyed_hash,
    null,
    partial,
    redact,
    truncate,
)


class Mask(Protocol):
    """How one column is shown, as the policy names it."""

    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def options(self) -> tuple[tuple[str, str | int], ...]: ...


MAKERS: Mapping[str, Callable[[Options, bytes], Cell]] = {
    "redact": lambda _options, _key: redact,
    "null": lambda _options, _key: null,
    "partial": partial,
    "hash": keyed_hash,
    "bucket": bucket,
    "truncate": truncate,
    "fake": fake,
}
"""Each kind of mask with what makes its cell function from options and the label's key."""

KEYED = frozenset({"hash", "fake"})
"""Kinds that need the label's key; deriving it costs more than the rest of compiling a plan."""


def compile_plan(masks: Sequence[Mask | None], keys: MaskKeys) -> RowMask | None:
    """Return the function that masks one row, or None when `masks` (one per column) masks nothing.

    An unknown kind of mask, or one that cannot be made from its options, redacts.
    """
    cells = tuple(
        (position, cell_for(mask, keys)) for position, mask in enumerate(masks) if mask is not None
    )
    if not cells:
        return None
    if len(cells) == 1 and cells[0][1] is _redacting:
        return _redacted_column(len(masks), cells[0][0])
    return _columns(len(masks), cells)


def count_masked(masks: Sequence[Mask | None]) -> int:
    """Return how many columns are masked."""
    return len(masks) - masks.count(None)


def cell_for(mask: Mask, keys: MaskKeys) -> Cell:
    """Return the function that masks one value of a column. It never raises and keeps None."""
    options = dict(mask.options)
    key = keys.derive(mask.label) if mask.kind in KEYED else b""
    try:
        scalar = MAKERS[mask.kind](options, key)
    except (KeyError, ValueError):
        scalar = redact
    if scalar is redact and "keys" not in options:
        return _redacting
    return null if scalar is null else _guarded(scalar, keep_keys=options.get("keys") == "keep")


def _redacting(value: Any) -> Any:
    # Kept apart from `_guarded` because nearly every masked cell goes through here: text, or None.
    if type(value) is str:
        return REDACTED
    if value is None:
        return None
    try:
        return redact(value)
    except Exception:  # noqa: BLE001  # a type whose checks raise is an unknown type
        return None


def _guarded(scalar: Cell, *, keep_keys: bool) -> Cell:
    def cell(value: Any) -> Any:
        if value is None:
            return None
        try:
            # Text comes first, and the classes as a tuple: a union would be made anew for each cell.
            if type(value) is not str and isinstance(value, (list, tuple, dict)):
                return inside(scalar, value, keep_keys=keep_keys)
            return scalar(value)
        except Exception:  # noqa: BLE001
            # Any failure of a mask hides the value; the reason could itself hold it.
            return _redacting(value)

    return cell


def _redacted_column(width: int, position: int) -> RowMask:
    # The most common plan; without the loop and the call it takes half the time of `_columns`.
    def mask(row: Row) -> tuple[Any, ...]:
        shown = list(row)
        if len(shown) != width:
            return tuple(map(_redacting, shown))
        value = shown[position]
        shown[position] = REDACTED if type(value) is str else _redacting(value)
        return tuple(shown)

    return mask


def _columns(width: int, cells: tuple[tuple[int, Cell], ...]) -> RowMask:
    def mask(row: Row) -> tuple[Any, ...]:
        shown = list(row)
        if len(shown) != width:
            return tuple(map(_redacting, shown))
        for position, cell in cells:
            shown[position] = cell(shown[position])
        return tuple(shown)

    return mask
