"""Names that were probably meant: the nearest known ones, for the texts of refusals and errors."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guarded_db.sql.reader import Reader
    from guarded_db.sql.scope import Source

MAX_COMPARED = 500
"""Names that one is compared with, those of the most similar length first: 10 ms at most for a schema of any size."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean ...?` for the known names nearest to `name`, or nothing."""
    ordered = sorted(set(known), key=lambda other: (abs(len(other) - len(name)), other))
    found = get_close_matches(name, ordered[:MAX_COMPARED], n=2, cutoff=0.6)
    return f"; did you mean {' or '.join(f'`{one}`' for one in found)}?" if found else ""


def not_found(reader: Reader, name: str, sources: list[Source]) -> None:
    """Remember a column that none of the sources has, when the columns of all of them are known."""
    if sources and all(source.by_name is not None for source in sources):
        known = {column for source in sources for column in source.by_name or ()}
        reader.unresolved[f"column `{name}` is not known{nearest(name, known)}"] = None
