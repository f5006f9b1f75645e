"""What leaves a statement beside its result: through functions that do more than compute.

`set_config('app.x', email, false)`, `pg_notify`, `setval`, locks and waits put a value where anybody finds it again,
and whether they are called at all (`a AND pg_notify(…)`) tells what stands beside them. Such uses are flows.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.facts import Column, Relation
from guarded_db.sql.functions import danger_of
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import Scope, Val, derived

_EDGES = (
    exp.Select,
    exp.SetOperation,
    exp.Where,
    exp.Having,
    exp.Join,
    exp.From,
    exp.Order,
    exp.Group,
    exp.Limit,
    exp.Offset,
    exp.Returning,
    exp.DML,
    exp.Table,
    exp.Lateral,
    exp.Values,
    exp.CTE,
    exp.OnConflict,
    exp.When,
)
"""Nodes that expressions hang on: what is beside them does not decide whether a function is called."""


def called(reader: Reader, node: Any, name: str, scope: Scope, found: Val) -> None:
    """Remember what calling a function gives away beside its value."""
    keeps = reader.dialect == "mysql" and name == "last_insert_id" and bool(found.sources)
    if (danger_of(reader.dialect, name) is None and not keeps) or reader.leaving:
        return
    whole = derived([found, *around(reader, node, scope)])
    target = Column(Relation("", name), "*")
    if whole.sources:
        reader.flow([whole], target)
        reader.columns_written.discard(target)


def around(reader: Reader, node: Any, scope: Scope) -> list[Val]:
    """The values of every expression that the call is a part of, also around its subquery."""
    before, reader.leaving = reader.leaving, True
    try:
        return [] if before else _around(reader, node, scope)
    finally:
        reader.leaving = before


def _around(reader: Reader, node: Any, scope: Scope) -> list[Val]:
    from guarded_db.sql.expressions import value

    found: list[Val] = []
    level: Scope | None = scope
    while level is not None:
        root = _root(node)
        if root is not node or found:
            found.append(value(reader, root, level))
        query = root.find_ancestor(exp.Query)
        while isinstance(query, exp.Query) and isinstance(query.parent, exp.Query):
            query = query.parent
        if query is None or query.parent is None or isinstance(query.parent, _EDGES):
            return found
        node, level = query, level.parent
    return found


def _root(node: Any) -> Any:
    """The whole expression that `node` stands in."""
    while node.parent is not None and not isinstance(node.parent, _EDGES):
        parent = node.parent
        assigned = isinstance(parent, exp.EQ) and isinstance(
            parent.parent, (exp.DML, exp.OnConflict)
        )
        listed = isinstance(parent, exp.Tuple) and isinstance(parent.parent, exp.Values)
        if assigned or listed or (isinstance(parent, exp.Ordered) and _sorts(parent)):
            return node
        node = parent
    return node


def _sorts(node: Any) -> bool:
    """Whether it is an item of a query's own ORDER BY, not of an aggregate or window."""
    return isinstance(node.parent, exp.Order) and isinstance(node.parent.parent, exp.Query)
