"""Whether a condition names rows at all: conditions that are true for every row, in the spellings that can be proven.

A condition without any column is taken for always true, whatever its value: it does not say which rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlglot import exp

_REFLEXIVE = (exp.EQ, exp.NullSafeEQ, exp.GTE, exp.LTE, exp.Like, exp.ILike)


NO_NAMES: frozenset[str] = frozenset()
_OPPOSITES = ((exp.EQ, exp.NEQ), (exp.GT, exp.LTE), (exp.LT, exp.GTE))


def always_true(node: Any, required: frozenset[str] = NO_NAMES) -> bool:
    """Whether the condition (None: no condition) certainly holds for every row whose columns are not NULL.

    `required` names columns that are never NULL, so that asking whether they are says nothing.
    """
    return node is None or _holds(node, True, required)


def _holds(node: Any, wanted: bool, required: frozenset[str]) -> bool:
    """Whether `node` is `wanted` for every row."""
    node = _bare(node)
    if isinstance(node, exp.Not):
        return _holds(node.this, not wanted, required)
    if isinstance(node, exp.Or if wanted else exp.And):
        parts = list(node.flatten())
        return any(_holds(p, wanted, required) for p in parts) or _complementary(parts)
    if isinstance(node, exp.And if wanted else exp.Or):
        return all(_holds(part, wanted, required) for part in node.flatten())
    if not _names_rows(node):
        return True
    if isinstance(node, exp.Exists):
        return wanted and (not _filtered(node.this) or _reads_whole(node, node.this))
    if isinstance(node, exp.Is) and bool(node.args.get("negate")) == wanted:
        subject = _bare(node.this)
        null = isinstance(node.expression, exp.Null) and isinstance(subject, exp.Column)
        return null and subject.name.lower() in required
    if wanted:
        return _reflexive(node)
    return isinstance(node, (exp.NEQ, exp.GT, exp.LT, exp.NullSafeNEQ)) and _same(node)


def _bare(node: Any) -> Any:
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def _names_rows(node: Any) -> bool:
    """Whether any column decides; a subquery decides through its tables."""
    return node.find(exp.Column, exp.Table, exp.Dot) is not None


def _filtered(query: Any) -> bool:
    return any(
        query.args.get(k)
        for k in ("where", "having", "limit", "offset", "joins", "qualify", "group")
    ) or (query.args.get("from_") is not None)


def _same(node: Any) -> bool:
    return bool(_bare(node.this) == _bare(node.args.get("expression")))


def _reflexive(node: Any) -> bool:
    if isinstance(node, _REFLEXIVE) and _same(node):
        return True
    if isinstance(node, (exp.Like, exp.ILike)):
        pattern = _bare(node.expression)
        return isinstance(pattern, exp.Literal) and pattern.is_string and set(pattern.name) == {"%"}
    if isinstance(node, exp.Between):
        subject = _bare(node.this)
        return bool(subject == _bare(node.args["low"]) or subject == _bare(node.args["high"]))
    if isinstance(node, exp.In) and any(_bare(i) == _bare(node.this) for i in node.expressions):
        return True
    if isinstance(node, exp.EQ) and isinstance(node.expression, exp.Any):
        listed = _bare(node.expression.this)
        if isinstance(listed, exp.Array):
            return any(_bare(item) == _bare(node.this) for item in listed.expressions)
        return _whole_table(node, node.expression.this)
    return isinstance(node, exp.In) and _whole_table(node, node.args.get("query"))


_VALUES = (exp.Literal, exp.Placeholder, exp.Parameter, exp.Boolean, exp.Null)


def equal_to_values(node: Any) -> Iterator[Any]:
    """The columns that a condition holds to one value each, or to one of a list."""
    for part in map(_bare, node.flatten() if isinstance(node, exp.And) else [node]):
        if isinstance(part, exp.And):
            yield from equal_to_values(part)
        elif isinstance(part, exp.EQ):
            sides = _bare(part.this), _bare(part.expression)
            for column, other in (sides, sides[::-1]):
                if isinstance(column, exp.Column) and _is_value(other):
                    yield column
        elif isinstance(part, exp.In) and isinstance(part.this, exp.Column):
            yield from (
                [part.this] if part.expressions and all(map(_is_value, part.expressions)) else []
            )


def _is_value(node: Any) -> bool:
    """A literal or a parameter, with a sign or a cast at most."""
    node = _bare(node)
    while isinstance(node, (exp.Neg, exp.Cast)):
        node = _bare(node.this)
    return isinstance(node, _VALUES)


def joins_everything(node: Any, source_of: Callable[[Any], Any], target: Any) -> bool:
    """Whether a condition over several tables leaves no row of the written one out.

    It names no column of it, or nothing but its equality with itself. `source_of` tells what a column belongs to.
    """
    if not any(source_of(column) is target for column in node.find_all(exp.Column)):
        return True
    parts = node.flatten() if isinstance(node, exp.And) else [node]
    return all(always_true(part) or _itself(_bare(part), source_of, target) for part in parts)


def _itself(node: Any, source_of: Callable[[Any], Any], target: Any) -> bool:
    """`a.id = b.id`, where both are the same table."""
    left, right = _bare(node.this), _bare(node.args.get("expression"))
    columns = isinstance(left, exp.Column) and isinstance(right, exp.Column)
    if not isinstance(node, exp.EQ) or not columns or left.name.lower() != right.name.lower():
        return False
    sources = [source_of(left), source_of(right)]
    relations = [source.rows.relation for source in sources if source is not None]
    same = len(relations) == 2 and relations[0] is not None and relations[0] == relations[1]
    return same and target in sources


def _complementary(parts: list[Any]) -> bool:
    """`x OR NOT x`, `a = 1 OR a <> 1`."""
    bare = [_bare(part) for part in parts]
    negated = [_bare(part.this) for part in bare if isinstance(part, exp.Not)]
    negated += [_opposite(part) for part in bare if isinstance(part, exp.Is)]
    return any(part == other for part in bare for other in negated) or any(
        isinstance(one, kind) and isinstance(other, opposite) and _alike(one, other)
        for kind, opposite in _OPPOSITES
        for one in bare
        for other in bare
    )


def _opposite(node: Any) -> Any:
    """`x IS NULL` of `x IS NOT NULL`, as PostgreSQL's parser writes them."""
    return exp.Is(
        this=node.this, expression=node.expression, negate=not node.args.get("negate") or None
    )


def _alike(one: Any, other: Any) -> bool:
    return bool(one.this == other.this and one.expression == other.expression)


def _whole_table(node: Any, query: Any) -> bool:
    """`key IN (SELECT key FROM t)`: no clause narrows the subquery, and it selects the same name."""
    while isinstance(query, (exp.Subquery, exp.Paren)):
        query = query.this
    if not _reads_whole(node, query) or len(query.expressions) != 1:
        return False
    left, right = _bare(node.this), _bare(query.expressions[0])
    if not (isinstance(left, exp.Column) and isinstance(right, exp.Column)):
        return False
    return bool(left.name.lower() == right.name.lower())


def _reads_whole(node: Any, query: Any) -> bool:
    """Whether the query reads every row of the table that the statement writes, and nothing else."""
    if not isinstance(query, exp.Select) or query.args.get("from_") is None:
        return False
    if any(
        query.args.get(k)
        for k in ("where", "having", "limit", "offset", "joins", "qualify", "group")
    ):
        return False
    return bool(_written(node) == query.args["from_"].this.name.lower())


def _written(node: Any) -> str:
    statement = node.find_ancestor(exp.Update, exp.Delete)
    target = statement.this if statement is not None else None
    return target.name.lower() if isinstance(target, exp.Table) else ""
