"""What a session keeps from one text to the next: prepared statements, open cursors, temporary tables of MySQL.

Values only: what is forgotten too early is conceded later, what is kept too long would be believed. So whatever may
have changed a name unseen forgets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.facts import Dialect, Facts, Relation

if TYPE_CHECKING:
    from guarded_db.sql.lexing import Token

MAX_KEPT_TOKENS = 50_000
"""Tokens of all that one session keeps, about 8 MB; the oldest names go first, and are then conceded."""

STATEMENT, CURSOR, TABLE = "statement", "cursor", "table"
"""The places that names live in. Tables are temporary ones of a server that does not list them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One prepared statement, open cursor or temporary table."""

    tokens: tuple[Token, ...]
    dialect: Dialect
    """With the lexing modes of the time: the server does not read the text again."""
    facts: Facts
    """What it does when it runs, as understood when it was prepared or declared."""
    held: bool = True
    """A COMMIT leaves it open."""
    columns: tuple[str, ...] = ()
    """Of a table."""


@dataclass(frozen=True, slots=True)
class Change:
    """One name that a statement gives a meaning, or takes it from."""

    place: str
    name: str = ""
    """As the database folds it; empty for every name of the place."""
    kept: Kept | None = None
    """The new meaning; None: the name means nothing, or what it means is not known."""
    spares_held: bool = False
    """Cursors that outlive a COMMIT stay."""


Memory = Mapping[tuple[str, str], Kept]
"""What is kept, by place and name."""

NOTHING: Memory = MappingProxyType({})

FORGET_ALL = (Change(STATEMENT), Change(CURSOR), Change(TABLE))
"""After a statement that may have prepared or declared anything."""


def changed(memory: Memory, changes: Iterable[Change]) -> Memory:
    """The memory after `changes`, in their order."""
    found = dict(memory)
    for change in changes:
        for key in [key for key, kept in found.items() if _concerns(change, key, kept)]:
            del found[key]
        if change.kept is not None:
            found[change.place, change.name] = change.kept
    room = MAX_KEPT_TOKENS - sum(len(kept.tokens) for kept in found.values())
    for key in list(found) if room < 0 else ():
        room += len(found.pop(key).tokens)
        if room >= 0:
            break
    return found


def with_tables(catalog: Catalog, memory: Memory) -> Catalog:
    """The catalog with the temporary tables that the session keeps, which are found first."""
    tables = {name: kept for (place, name), kept in memory.items() if place == TABLE}
    if not tables or not catalog.available:
        return catalog
    found = dict(catalog.relations)
    for name, kept in tables.items():
        found["temp", name] = RelationInfo(Relation("temp", name), "table", kept.columns)
    return replace(catalog, relations=found, search_path=("temp", *catalog.search_path), memo={})


def in_doubt(changes: Iterable[Change]) -> tuple[Change, ...]:
    """What is left to know while nobody can tell whether `changes` have happened."""
    return tuple(Change(change.place, change.name) for change in changes)


def _concerns(change: Change, key: tuple[str, str], kept: Kept) -> bool:
    place, name = key
    same = place == change.place and change.name in ("", name)
    return same and not (change.spares_held and kept.held)


def to_savepoint(facts: Facts) -> bool:
    """Whether a ROLLBACK leaves its transaction open."""
    return " to " in f"{facts.text} ".lower()


_EFFECTS = frozenset({"ddl", "session", "lexing", "role", "extension"})
"""After a statement with one of these, names may mean something else."""

_KINDS = frozenset({"attach", "detach", "pragma", "use"})
_STEADY = frozenset({"close", "deallocate", "prepare"})
"""Kinds that run nothing, and change no name but the one that they are about."""


def renames(facts: Facts) -> bool:
    """Whether names may mean something else after a statement, as far as its facts tell."""
    if facts.conceded:
        return True
    if facts.kind in _STEADY:
        return False
    undone = facts.kind == "rollback" and to_savepoint(facts)
    changing = facts.kind in _KINDS and facts.effects != {"read"}
    return bool(facts.effects & _EFFECTS) or changing or undone
