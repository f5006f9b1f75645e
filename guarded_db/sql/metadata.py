"""The server's description of a result as a witness: from which column of which table each of its columns comes.

PostgreSQL tells it of a value that is a column's own, through aliases, joins, subqueries, common table expressions
and RETURNING, and names a view as such; it tells nothing of expressions, set operations and functions. What it tells
is true. MySQL and MariaDB tell the same by names, but give a derived table or a view the name of its alias: who writes
the statement chooses it. So theirs may only ever add protection.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.facts import Column, Facts, Output, Relation

Origins = tuple[Column | None, ...]
"""For each column of a result the column that the server names; None where it names none, or one we do not know."""


def postgres_origins(pairs: Iterable[tuple[int, int]], catalog: Catalog | None) -> Origins:
    """The columns that the oid of a table and the number of its column mean.

    A relation that is not in the catalog (one of the system, or newer than the catalog) is not known. Number 0 is the
    whole row, a negative one a column of the system, which facts do not tell of.
    """
    if catalog is None or not catalog.available:
        return tuple(None for _ in pairs)
    known: dict[int, RelationInfo] | None = catalog.memo.get("oids")
    if known is None:
        known = catalog.memo["oids"] = {i.oid: i for i in catalog.relations.values() if i.oid}
    return tuple(_numbered(known.get(oid), number) for oid, number in pairs)


def _numbered(info: RelationInfo | None, number: int) -> Column | None:
    if info is None or not 0 <= number <= len(info.numbered):
        return None
    return Column(info.relation, info.numbered[number - 1] if number else "*")


def mysql_origins(names: Iterable[tuple[str, str, str]], database: str) -> Origins:
    """The columns of database, table and column names; without a database the current one is meant."""
    return tuple(
        Column(Relation((schema or database).lower(), table.lower()), column.lower())
        if table and column
        else None
        for schema, table, column in names
    )


def unexpected(facts: Facts, origins: Origins) -> Sequence[tuple[int, Column]]:
    """Columns of the result, by position, that the server takes from a column which the facts do not name for them."""
    if facts.outputs is None or len(facts.outputs) != len(origins):
        return ()
    return [
        (at, origin)
        for at, (output, origin) in enumerate(zip(facts.outputs, origins, strict=True))
        if origin is not None and not _names(output.sources, origin)
    ]


def _names(sources: frozenset[Column], origin: Column) -> bool:
    return origin in sources or any(
        "*" in (column.name, origin.name) and column.relation in (origin.relation, _ANYTHING)
        for column in sources
    )


_ANYTHING = Relation("", "*")


def select_of(column: Column) -> Facts:
    """The facts of a query that shows the column and does nothing else."""
    shown, read = frozenset({column}), frozenset({"read"})
    outputs = (Output(column.name, shown, direct=True),)
    relations = frozenset({column.relation})
    return Facts("select", read, reads=relations, columns_read=shown, outputs=outputs)
