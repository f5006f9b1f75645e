"""Whether a condition names rows at all, and whether it names them by a value.

A condition without any column is taken for always true, whatever its value: it does not say which rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from sqlglot import exp

from guarded_db.sql.trying import Asked, can_fail, parts_of
from guarded_db.sql.whole import holds, joined, origin
from guarded_db.sql.worth import bare


def always_true(node: Any, asked: Asked) -> bool | None:
    """Whether the condition (None: no condition) holds for every row whose columns are not NULL.

    None: it depends on the types of columns.
    """
    fails = False if node is None else can_fail(node, replace(asked, proven=holds))
    return None if fails is None else not fails


_VALUES = (exp.Literal, exp.Placeholder, exp.Parameter, exp.Boolean, exp.Null)


def equal_to_values(node: Any) -> Iterator[tuple[Any, list[Any]]]:
    """The columns that a condition holds to one value each, or to one of a list, with the values."""
    for part in parts_of(node):
        if isinstance(part, exp.EQ):
            sides = bare(part.this), bare(part.expression)
            for column, other in (sides, sides[::-1]):
                if isinstance(column, exp.Column) and _is_value(other):
                    yield column, [other]
        values = part.expressions if isinstance(part, exp.In) else []
        if values and isinstance(part.this, exp.Column) and all(map(_is_value, values)):
            yield part.this, values


def _is_value(node: Any) -> bool:
    """A literal or a parameter, with a sign or a cast at most."""
    node = bare(node)
    while isinstance(node, (exp.Neg, exp.Cast)):
        node = bare(node.this)
    return isinstance(node, _VALUES)


def joins_everything(
    node: Any, source_of: Callable[[Any], Any], target: Any, asked: Asked
) -> bool | None:
    """Whether a condition over several tables leaves no row of the written one out.

    It names no column of it, or nothing but its equality with itself. `source_of` tells what a column belongs to.
    None: it depends on the types of columns.
    """
    if not any(source_of(column) is target for column in node.find_all(exp.Column)):
        return True
    found = set()
    for part in parts_of(node):
        found.add(_itself(part, source_of, target) or always_true(part, asked))
        if False in found:
            return False
    return None if None in found else True


def _itself(node: Any, source_of: Callable[[Any], Any], target: Any) -> bool:
    """`a.id = b.id`, where both are the same table, or one is a query over all of it."""
    left, right = bare(node.this), bare(node.args.get("expression"))
    columns = isinstance(left, exp.Column) and isinstance(right, exp.Column)
    if not isinstance(node, exp.EQ) or not columns:
        return False
    if source_of(left) is not target:
        left, right = right, left
    other = source_of(right)
    if source_of(left) is not target or other is None or other is target:
        return False
    name = right.name.lower()
    if other.rows.relation is None:
        items = [item for item in joined(node) if item.alias_or_name.lower() == other.name]
        name = origin(items[0], name) if len(items) == 1 else None
    elif other.rows.relation != target.rows.relation:
        return False
    return bool(left.name.lower() == name)
