"""The words of `actions`, and what one statement needs of them.

A statement is broken into *needs*: one action on one relation. A rule that restricts catches a need by any of
its `caught_by` names; a rule that opens covers it by any of its `covered_by` names, which are fewer where a
statement may do several things. Nothing here knows identities or rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from guarded_db.policy.system import is_sensitive, is_system
from guarded_db.sql.facts import Column, Facts, Relation

READ = frozenset({"select", "table", "values", "show", "describe", "explain", "fetch", "summarize"})
WRITE = frozenset({"insert", "update", "delete", "merge", "replace", "truncate", "load"})
DDL = frozenset({"create", "alter", "drop", "rename", "comment", "refresh"})
ADMIN = frozenset(
    "grant revoke attach detach pragma vacuum analyze reindex cluster checkpoint optimize kill flush shutdown "
    "install load_extension enable_load_extension reset_master purge export import repair check checksum "
    "backup serialize deserialize blobopen iterdump handler".split()
)
SESSION = frozenset("set use reset discard deallocate close listen unlisten notify move".split())
TRANSACTION = frozenset("begin start commit end rollback abort savepoint release empty".split())
OTHER = frozenset({"call", "copy", "lock", "unlock", "do", "prepare", "execute", "declare"})

METADATA = ADMIN | SESSION | {"select", "show", "describe", "explain"}
"""Kinds that, when they are understood and read no relation, return nothing that came from one."""

GROUPS = frozenset({"read", "write", "ddl", "admin", "any"})
DANGEROUS = frozenset(
    {"file", "program", "network", "lexing", "role", "replication", "extension", "privilege"}
)
"""Effects that no group and no default opens: a rule must name them."""

EFFECTS = DANGEROUS | {"session", "maintenance", "lock", "notify", "sleep"}
KINDS = READ | WRITE | DDL | ADMIN | SESSION | OTHER
ACTIONS = KINDS | EFFECTS | GROUPS
"""Every word that `actions` may hold."""

NAMED_BY_KIND = frozenset(
    "grant revoke attach install load_extension enable_load_extension backup serialize deserialize blobopen "
    "iterdump export import load".split()
)
"""Kinds so particular that naming them names their dangerous effect."""

_ROWS = WRITE - {"truncate", "load"}
_MANY = {
    "merge": ("insert", "update", "delete"),
    "replace": ("insert", "delete"),
    "load": ("insert",),
    "copy": ("insert",),
}
"""Writes that do several things at once: each is a need of its own."""

_EFFECT_GROUP = {
    "session": "session",
    "maintenance": "admin",
    "lock": "write",
    "notify": "session",
    "sleep": "admin",
}


@dataclass(frozen=True, slots=True)
class Need:
    """One action on one relation (or on none) that a statement needs."""

    action: str
    """The word for texts."""
    caught_by: frozenset[str]
    covered_by: frozenset[str]
    relation: Relation | None
    columns: frozenset[Column] | None
    """The columns of the relation that it concerns; None where columns cannot be told apart (DELETE, DROP)."""
    reads: bool = False
    dangerous: bool = False
    """Only a rule that names the action opens it."""
    system: bool = False
    """Ordinary system catalogs: readable wherever something is."""
    sensitive: bool = False
    """System relations that hold secrets or values: only a rule that writes their name opens them."""


def needs(facts: Facts) -> tuple[Need, ...]:
    """Return everything that the statement needs, one action on one relation each.

    Transaction control, `SHOW` and empty statements without further effects need nothing.
    """
    found = [_read(facts, relation) for relation in facts.reads]
    found += _writes(facts)
    found += _effects(facts)
    if not found and (facts.conceded or not (facts.kind in TRANSACTION or _harmless(facts))):
        found.append(_bare(facts))
    return tuple(found)


def is_write(facts: Facts) -> bool:
    """Return whether the statement may change data or structure; what is not understood may."""
    return bool(
        facts.writes
        or facts.conceded
        or facts.effects & {"write", "ddl"}
        or facts.kind in WRITE
        or facts.kind in DDL
        or facts.kind in ("call", "do", "unknown")
    )


def _harmless(facts: Facts) -> bool:
    return facts.kind == "show" or (bool(facts.effects) and facts.effects <= {"transaction"})


def _only_reads(facts: Facts) -> bool:
    return bool(facts.effects) and facts.effects <= {"read", "transaction"}


def _read(facts: Facts, relation: Relation) -> Need:
    # A copy is both: `deny copy` and `deny read` catch it, and either word opens it.
    extra = {facts.kind} if facts.kind in ("copy", "explain", "fetch") else set()
    names = frozenset({"select", "read"} | extra)
    columns = frozenset(column for column in facts.columns_read if column.relation == relation)
    sensitive = is_sensitive(relation)
    return Need(
        "copy" if facts.kind == "copy" else "read",
        names,
        names,
        relation,
        columns,
        reads=True,
        system=not sensitive and is_system(relation),
        sensitive=sensitive,
    )


def _writes(facts: Facts) -> list[Need]:
    ddl = "ddl" in facts.effects or facts.kind in DDL
    writes = ddl or "write" in facts.effects or facts.kind in WRITE
    if not writes and (not facts.writes or facts.effects & EFFECTS):
        return []  # GRANT … ON t: its effect is the need, and names the table
    relations: list[Relation | None] = [*facts.writes] or [None]
    return [need for relation in relations for need in _write(facts, relation, ddl)]


def _write(facts: Facts, relation: Relation | None, ddl: bool) -> list[Need]:
    columns = frozenset(c for c in facts.columns_written if c.relation == relation)
    told_apart = not ddl and facts.kind not in ("delete", "truncate")
    told_apart = told_apart and (facts.kind in WRITE or facts.kind == "copy" or bool(facts.also))
    system = relation is not None and (is_system(relation) or is_sensitive(relation))
    return [
        Need(
            part,
            caught,
            covered,
            relation,
            columns if told_apart and part != "delete" else None,
            sensitive=system,
        )
        for part, caught, covered in (_ddl_parts(facts) if ddl else _write_parts(facts))
    ]


_Part: TypeAlias = tuple[str, frozenset[str], frozenset[str]]
"""One way of writing: its word, what catches it, what covers it."""


def _ddl_parts(facts: Facts) -> list[_Part]:
    words = frozenset({facts.kind, "ddl"})
    if facts.kind in DDL:
        ending = sorted(facts.also & {"drop", "truncate"})
        ends = [(part, frozenset({part, "ddl"}), frozenset({part, "ddl"})) for part in ending]
        # what a trigger will do, or a WITH does below the definition
        done = [(part, frozenset({part, "write"})) for part in sorted(facts.also & _ROWS)]
        rows = [(part, named, named) for part, named in done]
        return [(facts.kind, words, words), *ends, *rows]
    return [(facts.kind, words | DDL, frozenset({"ddl"}))]


def _write_parts(facts: Facts) -> list[_Part]:
    kind = facts.kind
    found: list[_Part] = []
    implied = _implied(facts)
    for part in sorted(implied):
        words = frozenset({kind, part, "write"})
        found.append((part if kind == "merge" else kind, words, words))
    for part in sorted(facts.also - implied):
        words = frozenset({part, "write"})
        found.append((part, words | {kind}, words))
    if not found:
        # What writes here is not known: any word about that catches it, only the group opens it.
        words = frozenset({"write"})
        found.append((kind, words | _ROWS | {kind}, words))
    return found


def _implied(facts: Facts) -> frozenset[str]:
    """Return the ways of writing that naming the kind names."""
    kind = facts.kind
    if kind == "merge":
        return facts.also or frozenset(_MANY[kind])
    if kind == "load":
        return facts.also.union(_MANY[kind])
    if kind == "copy":
        return frozenset() if facts.also else frozenset(_MANY[kind])
    return frozenset(_MANY.get(kind, (kind,) if kind in WRITE else ()))


def _effects(facts: Facts) -> list[Need]:
    found: list[Need] = []
    relations: list[Relation | None] = [*(facts.writes | facts.reads)] or [None]
    for effect in facts.effects & EFFECTS:
        own = {facts.kind} if facts.kind in NAMED_BY_KIND else set()
        if effect in DANGEROUS:
            caught = frozenset({effect, facts.kind, "admin"})
            covered = frozenset({effect} | own)
            found += [Need(effect, caught, covered, r, None, dangerous=True) for r in relations]
        else:
            kind = {facts.kind} if facts.kind in SESSION | ADMIN | OTHER else set()
            names = frozenset({effect, _EFFECT_GROUP[effect]} | kind)
            found.append(Need(effect, names, names, None, None))
    if facts.kind in ("call", "do") or (facts.kind == "execute" and facts.conceded):
        # A procedure, or a prepared statement that is not known, may do anything: every word catches it, only its own opens it.
        caught = frozenset({facts.kind, "read", "write", "ddl", "admin"}) | WRITE | DDL
        found.append(Need(facts.kind, caught, frozenset({facts.kind}), None, None))
    elif facts.kind in ADMIN and not facts.effects & EFFECTS and not _only_reads(facts):
        names = frozenset({facts.kind, "admin"})
        found.append(Need(facts.kind, names, names, None, None))
    return found


def _bare(facts: Facts) -> Need:
    """Return the one need of a statement that concerns no relation, such as `SELECT 1`."""
    kind = facts.kind
    if kind in READ or (kind != "unknown" and _only_reads(facts)):
        names = frozenset({"select", "read", kind})
        return Need("read", names, names, None, None, reads=True)
    group = {"session"} if kind in SESSION else {"admin"} if kind in ADMIN else set()
    names = frozenset({kind} | group)
    return Need(kind, names, names, None, None)
