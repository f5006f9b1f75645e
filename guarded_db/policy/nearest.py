"""Words for error texts: the nearest valid name, a list of choices."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, valid: Iterable[str]) -> str:
    """Return `; did you mean ...?` for the valid name nearest to `word`, or the list of a few valid names."""
    names = sorted(valid)
    close = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean `{close[0]}`?"
    return f"; use {one_of(names)}" if 0 < len(names) <= 20 else ""


def one_of(names: Iterable[str]) -> str:
    """Return the names in backticks, joined by commas and `or`."""
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
