"""What names mean from one statement of a text to the next: the search path, tables just made or dropped, doubts.

What cannot be followed puts the statements after it in doubt: those of them that name relations are conceded.
Between texts a session reads the catalog again instead.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Facts, Relation
from guarded_db.sql.lexing import QUOTED, STRING, WORD, Token
from guarded_db.sql.remembered import renames, to_savepoint
from guarded_db.sql.settings import DUCKDB_HARMLESS
from guarded_db.sql.tokens import render

NAMES = (
    "a statement before it in the same text may have changed what its names mean; send it by itself"
)
LEXING = "a statement before it in the same text may have changed how it is read; send it by itself"

_SETTING = frozenset({"set", "reset"})
_PATH = frozenset({"search_path", "schema", "all"})
"""Settings of PostgreSQL that decide which schemas are looked in."""

_STEADY_PRAGMAS = frozenset(
    "foreign_keys busy_timeout cache_size synchronous journal_mode user_version application_id query_only "
    "recursive_triggers defer_foreign_keys wal_checkpoint wal_autocheckpoint".split()
)


def steady(draft: Draft, facts: Facts) -> bool:
    """Whether the statement itself shows that names mean the same after it."""
    if not renames(facts):
        return True
    if facts.conceded or facts.effects & {"lexing", "role", "extension", "ddl"}:
        return False
    dialect = draft.dialect.name
    if facts.kind in _SETTING and dialect == "postgres":
        return _setting(draft) not in _PATH
    if facts.kind in _SETTING and dialect == "duckdb":
        return _setting(draft) in DUCKDB_HARMLESS - _PATH
    if facts.kind == "pragma" and dialect == "sqlite":
        return (draft.name(1)[0] or ("",))[-1] in _STEADY_PRAGMAS
    return facts.kind == "set" and dialect == "mysql"


def _setting(draft: Draft) -> str:
    """The name of the setting that a SET or RESET changes."""
    at = draft.skip(1, ("session", "local", "global"))
    return ".".join(draft.name(at)[0])


@dataclass(slots=True)
class Following:
    """What is known of names while the statements of one text are read."""

    catalog: Catalog | None
    unsettled: bool
    """Names were changed in the transaction that is open, so that a ROLLBACK changes them again."""
    fleeting: bool = False
    """Some of these changes end with the transaction even when it is committed."""
    asked: bool = False
    """Whether that mattered."""
    doubt: str = ""
    lexing: bool = False
    touched: set[str] = field(default_factory=set)
    """Names of relations that were moved or renamed, which is not followed."""
    views: bool = False
    relations: dict[tuple[str, str], RelationInfo] | None = None

    def why(self, facts: Facts) -> str:
        """Why the facts of a statement may not be true after those before it; empty when they are."""
        if self.lexing:
            return LEXING
        if self.catalog is None:
            return ""
        named = facts.reads | facts.writes
        if self.doubt and named:
            return self.doubt
        named |= {column.relation for column in facts.columns_read} if self.touched else set()
        return "" if self.touched.isdisjoint(relation.name for relation in named) else NAMES

    def after(self, draft: Draft, facts: Facts) -> bool:
        """Take note of what a statement does to names; return whether it may have changed any."""
        if facts.kind in ("commit", "rollback"):
            self._ended(facts)
            return renames(facts)
        if steady(draft, facts):
            return False
        self.lexing = self.lexing or "lexing" in facts.effects
        made = draft.created is not None and facts.effects == {
            "ddl"
        }  # whatever is conceded, nothing ran
        if (facts.conceded and not made) or not self._followed(draft, facts):
            self.doubt = NAMES
        self.unsettled = True
        self.fleeting |= draft.word(1) == "local" or any(t.name == "commit" for t in draft.tokens)
        return True

    def _ended(self, facts: Facts) -> None:
        self.asked = True
        if self.fleeting or (self.unsettled and facts.kind == "rollback"):
            self.doubt = NAMES
        if not to_savepoint(facts):
            self.unsettled = self.fleeting = False

    def _followed(self, draft: Draft, facts: Facts) -> bool:
        """Take the change into the catalog; False when that cannot be done."""
        if draft.created is not None and facts.kind in ("create", "execute"):
            self._make(draft)
            return True
        if draft.fires is not None:
            return self._fires(*draft.fires)
        if facts.kind in ("attach", "detach") and draft.dialect.name == "sqlite":
            return self._attached(draft, facts.kind == "attach")
        if facts.kind == "use" and draft.dialect.name == "mysql":
            self._look_in(draft.name(1)[0])
            return True
        if facts.kind == "set" and draft.dialect.name == "postgres":
            path = self._path(draft)
            self._look_in(path or ())
            return path is not None and not self.views
        if "ddl" not in facts.effects or facts.effects & {"session", "role", "extension"}:
            return False
        if facts.kind == "drop":
            return self._drop(facts.writes)
        if facts.kind == "alter" and len(facts.writes) == 1 and self.catalog is not None:
            (changed,) = facts.writes
            self._own()[changed.schema, changed.name] = RelationInfo(changed, "other", ())
            return True
        self.touched |= {relation.name for relation in facts.writes}
        return bool(facts.writes)

    def _make(self, draft: Draft) -> None:
        """The catalog with a relation that the statement has made."""
        if self.catalog is None or draft.created is None or not self.catalog.available:
            return
        relation, columns = draft.created
        view = any(draft.word(at) == "view" for at in range(1, 6))
        self.views = self.views or view
        definition = render(draft.tokens) if view else ""
        info = RelationInfo(relation, "view" if view else "table", columns, definition)
        self._own()[relation.schema, relation.name] = info
        if relation.schema == "temp":
            self._look_in(tuple(dict.fromkeys(("temp", *self.catalog.search_path))))

    def _fires(self, relation: Relation, home: str, text: str) -> bool:
        """SQLite: the catalog with a trigger that the statement has made."""
        key = relation.schema, relation.name
        if self.catalog is None or key not in self.catalog.relations:
            return False
        info = self.catalog.relations[key]
        self._own()[key] = replace(info, triggers=(*info.triggers, (home, text)))
        return True

    def _drop(self, relations: frozenset[Relation]) -> bool:
        if self.catalog is not None and self.catalog.available:
            known = self._own()
            for relation in relations:
                known.pop((relation.schema, relation.name), None)
        return bool(relations)

    def _attached(self, draft: Draft, attaches: bool) -> bool:
        """SQLite: a new schema is looked in last, so what is known stays; one that is gone takes its tables along."""
        at = next((i + 1 for i in range(1, len(draft.tokens)) if draft.word(i) == "as"), None)
        name, _ = draft.name((at or 0) if attaches else draft.skip(1, ("database",)))
        if self.catalog is None or len(name) != 1:
            return self.catalog is None
        held = [key for key in self.catalog.relations if key[0] == name[0]]
        if attaches:
            return not held
        known = self._own()
        for key in held:
            del known[key]
        return True

    def _own(self) -> dict[tuple[str, str], RelationInfo]:
        """The relations of a catalog of this text's own: copied once, so that a script of many tables stays cheap."""
        assert self.catalog is not None
        if self.relations is None:
            self.relations = dict(self.catalog.relations)
            self.catalog = replace(self.catalog, relations=self.relations, memo={})
        self.catalog.memo.clear()
        return self.relations

    def _look_in(self, path: tuple[str, ...]) -> None:
        if self.catalog is not None and self.catalog.available:
            self.catalog = replace(self.catalog, search_path=path, memo={})

    def _path(self, draft: Draft) -> tuple[str, ...] | None:
        """The schemas that `SET search_path = a, b` looks in; None when they are not written out."""
        if self.catalog is None or _setting(draft) not in ("search_path", "schema"):
            return None
        at = draft.skip(1, ("session", "local")) + 1
        at += 1 if draft.tokens[at : at + 1] and draft.tokens[at].name in ("to", "=") else 0
        names = _listed(draft.tokens[at:])
        if not names or any(n.startswith(("pg_", "$")) or n == "default" for n in names):
            return None
        kept = [s for s in self.catalog.search_path if s == "temp" or s.startswith("pg_")]
        return (*dict.fromkeys((*kept, *names)),)


def _listed(tokens: list[Token]) -> list[str]:
    """Names separated by commas; empty when there is anything else."""
    named, commas = tokens[::2], tokens[1::2]
    plain = all(t.kind in (WORD, QUOTED, STRING) for t in named)
    return [t.name for t in named] if plain and all(t.text == "," for t in commas) else []
