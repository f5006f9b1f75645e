"""Facts as one readable line each, for the case files."""

from __future__ import annotations

from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.facts import Column, Facts, Output, Relation

TABLES = {
    "users": ("id", "email", "name", "ssn"),
    "orders": ("id", "user_id", "total", "note"),
}
HOME = {"postgres": "public", "mysql": "shop", "sqlite": "main", "duckdb": "main"}


def catalog(dialect: str) -> Catalog:
    """A catalog of two tables."""
    home = HOME[dialect]
    infos = [
        RelationInfo(
            Relation(home, name),
            "table",
            columns,
            "",
            "id" if (dialect, name) == ("sqlite", "users") else "",
            required=frozenset({"id"}),
            keys=(frozenset({"id"}),),
            types={c: _type(dialect, name, c) for c in columns},
        )
        for name, columns in TABLES.items()
    ]
    return Catalog({(home, i.relation.name): i for i in infos}, (home,), dialect, database="memory")


def _type(dialect: str, table: str, column: str) -> str:
    """The type of a column as the engines of the cases make it."""
    if column not in ("id", "user_id", "total"):
        return {"postgres": "text", "duckdb": "VARCHAR"}.get(dialect, "varchar(60)")
    if dialect == "mysql":
        return "int(11)"
    key = (dialect, table, column) == ("sqlite", "orders", "id")
    return {"postgres": "integer", "duckdb": "INTEGER"}.get(dialect, "int" if key else "integer")


def tell(facts: Facts, dialect: str) -> str:
    """`kind | effects | reads … | …`, leaving out what is empty."""
    home = HOME[dialect] + "."

    def short(thing: Column | Relation) -> str:
        return str(thing).removeprefix(home)

    def named(things: frozenset[Relation]) -> str:
        return " ".join(sorted(map(short, things)))

    def output(one: Output) -> str:
        mark = "" if one.direct else "~"
        return f"{one.name or '?'}={mark}{'+'.join(sorted(map(short, one.sources)))}"

    parts = [facts.kind, " ".join(sorted(facts.effects)) or "-"]
    parts += [f"reads {named(facts.reads)}"] * bool(facts.reads)
    parts += [f"writes {named(facts.writes)}"] * bool(facts.writes)
    parts += ["also " + " ".join(sorted(facts.also))] * bool(facts.also)
    parts += ["unbounded"] * facts.unbounded
    if facts.outputs is None:
        parts.append("gives ?")
    elif facts.outputs:
        parts.append("gives " + ", ".join(map(output, facts.outputs)))
    looked = {f"{short(p.column)} {p.how} {p.clause}" for p in facts.predicates}
    parts += ["looks at " + ", ".join(sorted(looked))] * bool(looked)
    flows = {f"{short(f.source)}>{short(f.target)}" for f in facts.flows}
    parts += ["flows " + ", ".join(sorted(flows))] * bool(flows)
    parts += ["conceded"] * bool(facts.conceded)
    return " | ".join(parts)
