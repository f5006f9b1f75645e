"""Queries whose result becomes a table: `SELECT … INTO` and `CREATE TABLE … AS`, told as flows."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.facts import Column, Relation
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import Rows, Val


def read_into(reader: Reader, node: Any, rows: Rows) -> None:
    """`SELECT … INTO`: a new table, or variables of the session."""
    target = node.this
    if (
        isinstance(target, exp.Table)
        and isinstance(target.this, exp.Identifier)
        and reader.dialect != "mysql"
    ):
        reader.effects |= {"write", "ddl"}
        parts = [
            reader.fold(target.args[k]) for k in ("catalog", "db") if target.args.get(k) is not None
        ]
        usual = reader.catalog.search_path if reader.catalog is not None else ()
        home = [s for s in usual if s != "temp" and not s.startswith("pg_")][:1]
        schema = ".".join(parts or (["temp"] if node.args.get("temporary") else home))
        new_table(reader, Relation(schema, reader.fold(target.this)), rows, [])
        return
    reader.effects.add("session")
    if rows.everything or rows.columns is None:
        reader.concede("a value of a table is kept in a variable of the session")


def new_table(reader: Reader, relation: Relation, rows: Rows, names: list[str]) -> None:
    """Remember the flows of a query into a relation that is being created."""
    reader.writes.add(relation)
    if rows.columns is None:
        reader.flow([Val(rows.everything)], Column(relation, "*"))
        return
    for position, column in enumerate(rows.columns):
        name = names[position] if position < len(names) else column.name or "*"
        reader.flow([column.value], Column(relation, name))
