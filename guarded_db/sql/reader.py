"""Collects what one statement does while its tree is walked, and knows the catalog and the dialect's names.

It holds no grammar: `queries`, `expressions` and `writes` walk, this remembers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlglot import exp

from guarded_db.sql.catalog import Catalog, RelationInfo, system_relation
from guarded_db.sql.facts import Column, Flow, Predicate, Relation
from guarded_db.sql.functions import UNCHANGING, danger_of, pure
from guarded_db.sql.nearest import nearest
from guarded_db.sql.scope import Named, Rows, Scope, Val

_MAX_NAME = {"postgres": 63}
"""Bytes after which the server cuts an identifier."""


def fold(identifier: Any, dialect: str) -> str:
    """The name as the database compares it."""
    if not isinstance(identifier, exp.Expression):
        return str(identifier or "").lower()
    name: str = identifier.name
    if dialect != "postgres" or not identifier.args.get("quoted"):
        name = name.lower()
    limit = _MAX_NAME.get(dialect)
    if limit and len(name) > limit // 4:
        name = name.encode()[:limit].decode("utf-8", "ignore")
    return name


class Reader:
    """The growing facts of one statement."""

    def __init__(self, dialect: str, catalog: Catalog | None, depth: int = 0) -> None:
        self.dialect = dialect
        self.catalog = catalog
        self.depth = depth
        """How many views deep this is."""
        self.modes: frozenset[str] = frozenset()
        """The lexing modes of the connection."""
        self.arguments: dict[str, Val] = {}
        """Inside of a body: what its parameters and row variables depend on, by name and by `$` and position."""
        self.active: frozenset[tuple[str, str]] = frozenset()
        """The functions and triggers whose bodies this is inside of."""
        self.budget = [0]
        """How many bodies were read for the statement; shared by all its readers."""
        self.bodies: dict[int, tuple[Any, Any, Rows]] = {}
        """Calls whose bodies were read: the node, its arguments and what it gives."""
        self.effects: set[str] = set()
        self.also: set[str] = set()
        """Every way in which it writes rows."""
        self.reads: set[Relation] = set()
        self.writes: set[Relation] = set()
        self.columns_read: set[Column] = set()
        self.columns_written: set[Column] = set()
        self.functions: set[str] = set()
        self.volatility: set[tuple[str, str]] = set()
        self.predicates: dict[Predicate, None] = {}
        self.failing: set[Column] = set()
        self.flows: dict[Flow, None] = {}
        self.conceded: dict[str, None] = {}
        self.needs_catalog = False
        self.missing: set[str] = set()
        """Names that the catalog does not know."""
        self.unresolved: dict[str, None] = {}
        """Columns that are in no source of rows, with the nearest ones, in words."""
        self.spellings: dict[str, str] = {}
        """MySQL: names that sources of rows have, as they are written."""
        self.unbounded = False
        self.around: Scope | None = None
        """SQLite: the rows `new` and `old` around the statements of a trigger."""
        self.bounds: list[frozenset[str]] = []
        """What bounds each of its UPDATEs, DELETEs and MERGEs."""
        self.leaving = False
        """A call of a function that does more than compute is being looked at, so others inside of it are not."""
        self.subquery: Callable[[Any, Scope], Rows] = _no_subquery
        """Reads a query inside an expression; set by `queries`."""

    def fold(self, identifier: Any) -> str:
        """The name as this database compares it."""
        return fold(identifier, self.dialect)

    def spelled(self, identifier: Any) -> None:
        """Remember how a source of rows is named: MySQL may tell names apart that differ only in case."""
        if self.dialect == "mysql" and isinstance(identifier, exp.Identifier):
            name = identifier.name
            if self.spellings.setdefault(name.lower(), name) != name:
                self.concede("two names of tables differ only in case")

    def concede(self, why: str) -> None:
        """Remember that the facts are incomplete."""
        self.conceded[why] = None

    def use(self, value: Val) -> Val:
        """Remember that the statement uses a value."""
        self.columns_read |= value.sources
        return value

    def predicate(self, value: Val, how: str, clause: str) -> None:
        """Remember that a value is looked at."""
        self.columns_read |= value.sources
        if how != "other" and not value.direct:
            how = "other"
        for column in value.sources:
            self.predicates[Predicate(column, how, clause)] = None

    def flow(self, values: Iterable[Val], target: Column) -> None:
        """Remember that values are written to `target`."""
        self.columns_written.add(target)
        for value in values:
            kept = value.direct or (bool(value.via) and value.via <= UNCHANGING)
            for column in value.sources:
                self.flows[Flow(column, target, kept)] = None

    def function(self, name: str, schema: str = "") -> None:
        """Remember a call, with what the function does."""
        self.functions.add(name)
        if (
            schema
            and schema
            not in (
                "pg_catalog",
                "sys",
                "main",
                "system",
                "information_schema",
                "public",
            )
            and not self.closed(schema, name)
        ):
            self.concede(f"function `{schema}.{name}` is not known")
        danger = danger_of(self.dialect, name)
        if danger is not None:
            self.effects |= danger.effects
            if danger.concede:
                self.concede(f"function `{name}` does what the statement does not show")
        elif (name not in pure(self.dialect) or self.own(name)) and not self.closed(schema, name):
            self.needs_catalog = True
            self.missing.add(f"{name}()")
            self.concede(f"function `{name}` is not known")

    def closed(self, schema: str, name: str) -> bool:
        """Whether the name can only mean functions of extensions that compute with their arguments alone."""
        found = self.catalog.candidates(schema, name) if self.catalog is not None else []
        self.volatility.update((name, info.volatility) for info in found if info.volatility)
        return bool(found) and all(info.closed for info in found)

    def own(self, name: str) -> bool:
        """Whether the database has a function of that name which its users made."""
        return self.catalog is not None and name in self.catalog.routines

    # relations

    def place(self, schema: str) -> str:
        """The schema as relations have it."""
        return self.catalog.place(schema) if self.catalog is not None and schema else schema

    def lookup(self, schema: str, name: str) -> tuple[Relation, RelationInfo | None]:
        """The relation that a name means, and what the catalog knows of it."""
        catalog = self.catalog
        if catalog is not None and catalog.available:
            info = catalog.find(schema, name)
            if info is not None:
                return info.relation, info
        schema = self.place(schema)
        system = system_relation(self.dialect, schema, name)
        if system is not None:
            return system, RelationInfo(system, "system", ())
        self._unknown(Relation(schema, name))
        return Relation(schema, name), None

    def _unknown(self, relation: Relation) -> None:
        self.needs_catalog = True
        self.missing.add(str(relation))
        if self.catalog is not None:
            where = (
                f"is not in the catalog{nearest(relation.name, self.catalog.near(relation.schema))}"
                if self.catalog.available
                else f"cannot be looked up, {self.catalog.why}"
            )
            self.concede(f"relation `{relation}` {where}")

    def table_rows(self, schema: str, name: str) -> Rows:
        """The columns of a relation; those of a view also trace to what is behind it."""
        relation, info = self.lookup(schema, name)
        self.reads.add(relation)
        self.effects.add("read")
        return self.relation_rows(relation, info)

    def relation_rows(self, relation: Relation, info: RelationInfo | None) -> Rows:
        """The columns of a relation that was looked up."""
        if info is None or not info.columns:
            return Rows(None, frozenset({Column(relation, "*")}), relation)
        if info.kind == "shadow":
            self.concede(f"`{relation}` holds the values of a virtual table under other names")
        columns = [Named(c, Val(frozenset({Column(relation, c)}), True)) for c in info.columns]
        if info.generated:
            columns = [_generated(c, relation, info) for c in columns]
        if info.parents:
            columns = [_inherited(c, self._ancestors(info)) for c in columns]
        if info.kind != "view":
            return Rows(columns, None, relation, info.rowid)
        from guarded_db.sql.views import view_values

        behind = view_values(self, info)
        if behind is None:
            self.concede(f"view `{relation}` could not be read")
            return Rows(columns, None, relation)
        return Rows(
            [_through(c, value) for c, value in zip(columns, behind, strict=True)], None, relation
        )

    def _ancestors(self, info: RelationInfo) -> list[tuple[Relation, RelationInfo | None]]:
        """The relations whose rows may stand in this one, with what is known of them."""
        relations = self.catalog.relations if self.catalog is not None else {}
        found: dict[Relation, RelationInfo | None] = {}
        pending = list(info.parents)
        while pending:
            relation = pending.pop()
            if relation not in found:
                parent = found[relation] = relations.get((relation.schema, relation.name))
                pending += parent.parents if parent is not None else ()
        return list(found.items())


def _inherited(column: Named, above: list[tuple[Relation, RelationInfo | None]]) -> Named:
    """A column of a child table: it also holds what the same column of its parents may hold."""
    names = {
        Column(relation, column.name)
        for relation, info in above
        if info is None or column.name in info.columns
    }
    return Named(column.name, Val(column.value.sources | names, True))


def _generated(column: Named, relation: Relation, info: RelationInfo) -> Named:
    """A column that the server computes holds what it is made of."""
    made_of = info.generated.get(column.name)
    if made_of is None:
        return column
    behind = {Column(relation, name) for name in made_of}
    return Named(column.name, Val(column.value.sources | behind, False, frozenset({"expression"})))


def _through(column: Named, behind: Val) -> Named:
    own = column.value.sources
    direct = behind.direct or not behind.sources
    return Named(column.name, Val(own | behind.sources, direct, behind.via))


def _no_subquery(node: Any, scope: Scope) -> Rows:
    raise NotImplementedError
