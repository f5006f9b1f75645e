"""Reads MERGE: what its branches store, delete and give back."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.conditions import condition, relation_of
from guarded_db.sql.expressions import value
from guarded_db.sql.facts import Column, Relation
from guarded_db.sql.joins import side_of
from guarded_db.sql.meant import bound, changes_all, everything, inserts
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import Rows, Scope, Source, Val
from guarded_db.sql.sources import add_from
from guarded_db.sql.writes import assign, flow_into, returning, written_table


def join_using(reader: Reader, names: list[str], scope: Scope) -> None:
    """`MERGE INTO a USING b USING (k)`: columns of that name are equal in the first source and the others."""
    for name in names:
        sides = [side_of(name, part, {}) for part in (scope.sources[:1], scope.sources[1:])]
        for side in sides:
            reader.predicate(side, relation_of(*sides), "join")


def _equal(node: Any) -> Any:
    """The condition that `USING (a, b)` stands for."""
    sides = [part.alias_or_name for part in (node.this, node.args["using"])]
    keys = node.args["using_cond"]
    parts = [
        exp.EQ(
            **{
                k: exp.column(key.copy(), side)
                for k, side in zip(("this", "expression"), sides, strict=True)
            }
        )
        for key in keys
    ]
    found = exp.and_(*parts, copy=False)
    found.parent = node
    return found


def read_merge(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    scope = Scope(parent)
    source, relation = written_table(reader, node.this)
    scope.sources = [source]
    scope.star = source.rows.columns
    add_from(reader, node.args["using"], scope)
    if node.args.get("using_cond"):
        join_using(reader, [reader.fold(key) for key in node.args["using_cond"]], scope)
    on = node.args.get("on") or None
    if on is not None:
        condition(reader, on, scope, "join")
    elif node.args.get("using_cond"):
        on = _equal(node)
    whens, all_rows = node.args["whens"].expressions, False
    if on is not None and any(map(changes_all, whens)):
        all_rows = everything(reader, on, scope)
    if any(when.args.get("source") and changes_all(when, matched=False) for when in whens):
        all_rows = True
    if on is not None and not all(map(inserts, whens)):
        bound(reader, None if all_rows else on, scope)
    for when in whens:
        if when.args.get("condition") is not None:
            condition(reader, when.args["condition"], scope, "where")
        _when(reader, when.args.get("then"), scope, source, relation)
    return returning(reader, node, scope)


def _when(reader: Reader, then: Any, scope: Scope, source: Source, relation: Relation) -> None:
    if isinstance(then, exp.Update):
        reader.also.add("update")
        if not then.expressions:
            _store_all(reader, scope, relation)
        for part in then.expressions or ():
            if isinstance(part, exp.EQ):
                assign(reader, part, scope, source, relation)
            else:
                _store_all(reader, scope, relation)
    elif isinstance(then, exp.Insert):
        reader.also.add("insert")
        names = (
            [reader.fold(c.this) for c in then.this.expressions]
            if isinstance(then.this, exp.Tuple)
            else [column.name for column in source.rows.columns or ()]
        )
        body = then.args.get("expression")
        found = (
            [value(reader, e, scope) for e in body.expressions]
            if isinstance(body, exp.Tuple)
            else []
            if body is None and reader.dialect != "duckdb"
            else None
        )
        if not names or found is None or len(names) < len(found):
            _store_all(reader, scope, relation)
        else:
            for name, part in zip(names, found, strict=False):
                flow_into(reader, part, source, name, relation)
    elif isinstance(then, exp.Var) and then.name.upper() in ("DELETE", "DO NOTHING", "NOTHING"):
        reader.also.update(["delete"] if then.name.upper() == "DELETE" else [])
    else:
        reader.concede("a part of the MERGE is not known")


def _store_all(reader: Reader, scope: Scope, relation: Relation) -> None:
    """Every column of the source; DuckDB stores each in the column of that name, or at that position."""
    found = reader.use(scope.everything())
    if reader.dialect == "duckdb":
        found = reader.use(Val(frozenset().union(*(s.rows.everything for s in scope.sources[1:]))))
    scope.sources[0].store("*", found)
    reader.flow([found], Column(relation, "*"))
