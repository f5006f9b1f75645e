"""SQLite's own account of a statement, compared with what was understood of it.

While SQLite prepares a statement it tells an authorizer every table and column, function, pragma and object that the
statement will touch, also those behind views and triggers. `Covered` makes of facts all that may be told, and its
`contradiction` names what was told and not understood. Facts may cover more than the engine tells.

What this witness cannot see:

- EXPLAIN: the statement below it is told as if it ran.
- Whether a write is bounded, what a value is compared with, what an output column is made of, the order of columns.
- What a function does, or what a virtual table reads outside of its own tables.
- Which rows a foreign key deletes or changes along: they are told, and taken as a consequence that is not understood.
- A write into `sqlite_master` alone: every virtual table that declares itself looks like one. A real one needs
  `PRAGMA writable_schema`, which is told.
- `blobopen`, `backup` and `serialize`; VACUUM, which copies everything; BEGIN, and COMMIT in a script, which the driver also
  sends of its own.
- A statement that is prepared already: it was told when it was prepared, and is told again when the schema changed.
- Tables that are only counted, in a statement with a WITH or a subquery in FROM: those are told by their names too.
- Built-in functions in what a statement defines, such as CHECK and DEFAULT.
- Anything about facts that are conceded: they claim nothing. Without a catalog, what is behind views and
  triggers, and relations beside the one that an UPDATE, DELETE or REPLACE names: a foreign key may lead to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.facts import Facts, Relation
from guarded_db.sql.functions import pure
from guarded_db.sql.views import Behind, behind

MASTERS = {"sqlite_schema": "sqlite_master", "sqlite_temp_schema": "sqlite_temp_master"}
"""Names of the schema tables that the engine tells under another one."""

UNNAMED_FUNCTIONS = frozenset(
    "like glob regexp match -> ->> current_date current_time current_timestamp".split()
)
"""Functions that a statement calls by an operator or a keyword."""

VIRTUAL_TABLES_OWN = frozenset({"data_version", "page_size"})
"""Pragmas that full-text and R*Tree tables read."""

SHADOWS = frozenset(
    "content data idx docsize config segments segdir stat node rowid parent".split()
)
"""Last words of the tables in which virtual tables keep their values, where no catalog tells them."""

WRITING: dict[str, frozenset[str]] = {
    "insert": frozenset({"insert", "replace"}),
    "update": frozenset({"update"}),
    "delete": frozenset({"delete", "drop"}),
}
"""Kinds of statements, or of what they do beside, that write rows in that way."""


class Told(NamedTuple):
    """One thing that SQLite told its authorizer, with the arguments as they came."""

    action: str
    """Lower-case name of the action, without `SQLITE_`; empty when it has no name here."""
    first: str | None
    second: str | None
    database: str | None
    """Database as attached; None where SQLite does not say it."""
    inner: str | None
    """View, trigger or common table expression that asks; None: the statement itself."""


class Covered:
    """Everything that SQLite may tell of the statements of one text. What it covers does not change once made."""

    __slots__ = (
        "_columns",
        "_effects",
        "_functions",
        "_kinds",
        "_known",
        "_local",
        "_names",
        "_pragmas",
        "_touched",
        "_written",
        "agreed",
        "blind",
    )

    def __init__(self, facts: Sequence[Facts], catalog: Catalog | None) -> None:
        known = catalog if catalog is not None and catalog.available else None
        self._known = known
        self._kinds = frozenset(f.kind for f in facts).union(*(f.also for f in facts))
        self.blind = any(f.conceded for f in facts) or "vacuum" in self._kinds
        """Nothing is claimed, so nothing can contradict."""
        self.agreed: set[tuple[object, ...]] = set()
        """What was told before and fits, as the authorizer was given it: other connections are told the same."""
        self._effects = frozenset[str]().union(*(f.effects for f in facts))
        texts = tuple(f.text.lower() for f in facts)
        self._local = any("with" in text.split() or "(select" in text for text in texts)
        self._pragmas = tuple(f.text.lower() for f in facts if f.kind in ("pragma", "explain"))
        written = frozenset[Relation]().union(*(f.writes for f in facts))
        self._written = _places(written)
        seen = _behind(known, written.union(*(f.reads for f in facts)))
        self._touched = _places(seen.reads)
        self._names = frozenset(name for _, name in self._touched)
        columns = seen.columns.union(*(f.columns_read | f.columns_written for f in facts))
        self._columns = frozenset((*_place(c.relation), c.name) for c in columns)
        self._functions = seen.functions.union(*(f.functions for f in facts))

    def contradiction(self, told: Told) -> str:
        """Return what was told and not understood, such as `reads users.ssn`; empty when everything fits."""
        within = told.inner is not None and (self._known is None or "explain" in self._kinds)
        if self.blind or within:
            return ""
        rule = RULES.get(told.action, _object)
        return rule(self, _folded(told))

    # -- what the rules ask -----------------------------------------------------------------------

    def touches(self, schema: str, name: str) -> bool:
        """Whether the statement names the relation, or it is behind one that it names."""
        if not schema:
            return name in self._names
        return (schema, name) in self._touched or ("", name) in self._touched

    def reads(self, schema: str, name: str, column: str) -> bool:
        """Whether the statement reads that column, or any of the relation."""
        if any((place, name, c) in self._columns for place in (schema, "") for c in (column, "*")):
            return True
        info = self._known.relations.get((schema, name)) if self._known is not None else None
        if info is None or column in info.columns:
            return False
        # a hidden column of a virtual table stands for all of them, as in `texts MATCH 'x'`
        return all((schema, name, c) in self._columns for c in info.columns)

    def writes(self, schema: str, name: str) -> bool:
        """Whether the statement writes the relation; below EXPLAIN every relation may be told as written."""
        if "explain" in self._kinds:
            return self.touches(schema, name)
        return (schema, name) in self._written or ("", name) in self._written

    def calls(self, name: str) -> bool:
        """Whether the statement calls the function."""
        return name in self._functions

    def does(self, *words: str) -> bool:
        """Whether one of these is a kind or an effect of the statement."""
        return not self._kinds.isdisjoint(words) or not self._effects.isdisjoint(words)

    def names_pragma(self, name: str) -> bool:
        """Whether the statement is this pragma, or calls it as a table."""
        called = f"pragma_{name}"
        if self.calls(called) or called in self._names:
            return True
        return any(name in text.replace(".", " ").split() or name in text for text in self._pragmas)

    def keeps(self, schema: str, name: str) -> bool:
        """Whether a virtual table that the statement touches keeps its values in that relation."""
        owner, _, last = name.rpartition("_")
        if not owner or not self.touches(schema, owner):
            return False
        if self._known is None:
            return last in SHADOWS
        info = self._known.relations.get((schema, name))
        return info is not None and info.kind == "shadow"

    def virtual(self) -> bool:
        """Whether the statement touches a virtual table that keeps its values in others."""
        if self._known is None:
            return True
        return any(
            info.kind == "shadow" and self.keeps(*place)
            for place, info in self._known.relations.items()
        )

    def follows(self, schema: str, name: str, column: str = "") -> bool:
        """Whether a foreign key leads from that relation to one that the statement writes, or the other way."""
        if self._known is None:  # any relation may be at the other end
            return not self._kinds.isdisjoint(("update", "delete", "replace"))
        info = self._known.relations.get((schema, name))
        return info is not None and any(self.writes(*_place(r)) for r in info.linked)

    def machinery(self) -> bool:
        """Whether SQLite runs statements of its own about the schema."""
        return self.does("ddl", "maintenance", "pragma", "explain") or any(
            name.startswith(("pragma_", "dbstat")) for name in (*self._functions, *self._names)
        )

    def may_be_local(self, name: str) -> bool:
        """Whether a name that no column is read of may be that of a common table expression or subquery."""
        return self._local or (self._known is not None and self._known.find("", name) is None)


Rule = Callable[[Covered, Told], str]


def _read(covered: Covered, told: Told) -> str:
    schema, table, column = told.database or "", told.first or "", told.second or ""
    if _system(table):
        known = covered.touches(schema, table) or covered.machinery()
        return "" if known or column == "rowid" else f"reads `{table}.{column}`"
    if not column and covered.may_be_local(table):
        return ""
    if covered.calls(table) or covered.keeps(schema, table) or covered.follows(schema, table):
        return ""
    if told.inner is not None and covered.machinery():
        return ""
    if not covered.touches(schema, table):
        return f"reads `{table}`"
    if column in ("", "rowid") or covered.reads(schema, table, column):
        return ""
    if covered.does("ddl") and covered.writes(schema, table):
        return ""
    return f"reads `{table}.{column}`"


def _write(covered: Covered, told: Told) -> str:
    schema, table, column = told.database or "", told.first or "", told.second or ""
    if _system(table) and (covered.machinery() or told.action == "update"):
        return ""
    if covered.keeps(schema, table) or covered.follows(schema, table):
        return ""
    if not covered.writes(schema, table):
        return f"writes `{table}`"
    if covered.does("explain"):
        return ""
    if not covered.does(*WRITING[told.action]):
        return f"runs {told.action.upper()} on `{table}`"
    if column and not covered.reads(schema, table, column):
        return f"writes `{table}.{column}`"
    return ""


def _function(covered: Covered, told: Told) -> str:
    name = told.second or ""
    if covered.does("ddl") and name in pure("sqlite"):
        return ""
    if covered.calls(name) or name in UNNAMED_FUNCTIONS or covered.does("alter"):
        return ""
    return "" if name in pure("sqlite") and covered.virtual() else f"calls `{name}`"


def _pragma(covered: Covered, told: Told) -> str:
    name = told.first or ""
    if covered.names_pragma(name) or name in VIRTUAL_TABLES_OWN:
        return ""
    return f"runs the pragma `{name}`"


def _transaction(covered: Covered, told: Told) -> str:
    action = told.first or ""
    return "" if action == "begin" or covered.does(action) else f"runs {action.upper()}"


def _kind(*words: str) -> Rule:
    def rule(covered: Covered, told: Told) -> str:
        return "" if covered.does(*words) else f"runs {told.action.upper()}"

    return rule


def _nothing(covered: Covered, told: Told) -> str:
    return ""


def _named_object(place: int) -> Rule:
    """A rule for the definition of a relation, which one of the arguments names."""

    def rule(covered: Covered, told: Told) -> str:
        name = (told.first, told.second)[place] or ""
        schema = told.database or ""
        what = told.action.replace("_", " ").upper()
        if covered.does("explain"):
            return ""
        if not covered.does("ddl") and not (_system(name) and covered.does("maintenance")):
            return f"runs {what}"
        if _system(name) or covered.writes(schema, name) or covered.keeps(schema, name):
            return ""
        return f"runs {what} on `{name}`"

    return rule


def _object(covered: Covered, told: Told) -> str:
    what = told.action.replace("_", " ").upper() or "something that has no name"
    return "" if covered.does("ddl") and told.action else f"runs {what}"


RULES: dict[str, Rule] = {
    "read": _read,
    "insert": _write,
    "update": _write,
    "delete": _write,
    "function": _function,
    "pragma": _pragma,
    "transaction": _transaction,
    "savepoint": _kind("transaction"),
    "attach": _kind("attach"),
    "detach": _kind("detach"),
    "analyze": _kind("maintenance"),
    "reindex": _kind("maintenance", "ddl"),
    "select": _nothing,
    "recursive": _nothing,
    "alter_table": _named_object(1),
    "create_index": _named_object(1),
    "create_temp_index": _named_object(1),
} | {
    f"{verb}_{kind}": _named_object(0)
    for verb in ("create", "drop")
    for kind in ("table", "temp_table", "view", "temp_view", "vtable")
}
"""The rule of each action; what is not here is a definition of something that no fact names."""


def _folded(told: Told) -> Told:
    """What was told, with names as facts have them."""
    lower = [None if part is None else part.lower() for part in told[1:]]
    action = "alter_table" if told.action == "alter_table" else told.action
    if action == "alter_table":  # the database comes first here
        return Told(action, None, lower[1], lower[0], lower[3])
    first = MASTERS.get(lower[0] or "", lower[0])
    return Told(action, first, lower[1], lower[2], lower[3])


def _system(name: str) -> bool:
    return name.startswith("sqlite_")


def _place(relation: Relation) -> tuple[str, str]:
    """The relation as the engine names it."""
    name = MASTERS.get(relation.name, relation.name)
    if name == "sqlite_master" and relation.schema == "temp":
        name = "sqlite_temp_master"
    return relation.schema, name


def _places(relations: Iterable[Relation]) -> frozenset[tuple[str, str]]:
    return frozenset(map(_place, relations))


def _behind(catalog: Catalog | None, relations: frozenset[Relation]) -> Behind:
    """The relations with everything that the views among them read."""
    found = Behind(None, relations, frozenset(), frozenset())
    if catalog is None:
        return found
    for relation in relations:
        info: RelationInfo | None = catalog.relations.get((relation.schema, relation.name))
        if info is not None and info.kind == "view":
            inner = behind("sqlite", catalog, info)
            found = Behind(
                None,
                found.reads | inner.reads,
                found.columns | inner.columns,
                found.functions | inner.functions,
            )
    return found
