"""Which columns a condition looks at, and how: equality, a join, or anything else."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.expressions import reader_value, value
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import MADE, Rows, Scope, Val, derived


def condition(reader: Reader, node: Any, scope: Scope, clause: str, negated: bool = False) -> None:
    """Remember which columns a condition looks at, and how."""
    pending = [(node, negated)]
    while pending:
        part, flipped = pending.pop()
        if isinstance(part, (exp.And, exp.Or)):
            pending += [(part.args["expression"], flipped), (part.args["this"], flipped)]
        elif isinstance(part, exp.Paren):
            pending.append((part.this, flipped))
        elif isinstance(part, exp.Not):
            pending.append((part.this, True))
        else:
            _looked_at(reader, part, scope, clause, flipped)


def _looked_at(reader: Reader, node: Any, scope: Scope, clause: str, negated: bool) -> None:
    if isinstance(node, exp.Exists):
        reader.subquery(node.this, scope)
    elif isinstance(node, exp.Is) and isinstance(node.expression, exp.Null):
        # a mask keeps NULL, so asking for it tells nothing that does not show
        reader.predicate(value(reader, node.this, scope), "equality", clause)
    elif isinstance(node, (exp.EQ, exp.NullSafeEQ)):
        _equality(reader, node, scope, "other" if negated else "", clause)
    elif isinstance(node, exp.In) and not node.args.get("unnest"):
        _membership(reader, node, scope, negated, clause)
    else:
        reader.predicate(value(reader, node, scope), "other", clause)


def _equality(reader: Reader, node: Any, scope: Scope, forced: str, clause: str) -> None:
    left, right = value(reader, node.this, scope), value(reader, node.expression, scope)
    how = forced or relation_of(left, right)
    reader.predicate(left, how, clause)
    reader.predicate(right, how, clause)


def relation_of(left: Val, right: Val) -> str:
    """How two compared values relate: `equality`, `join` or `other`."""
    if (left.direct and not right.sources) or (right.direct and not left.sources):
        # compared with every number there is, the row that is left tells the value
        return "other" if MADE in left.via | right.via else "equality"
    if left.direct and right.direct and left.source is not right.source:
        return "join"
    return "other"


def _any_of(rows: Rows) -> Val:
    made = any(MADE in column.value.via for column in rows.columns or ())
    return rows.unknown._replace(via=rows.unknown.via | {MADE}) if made else rows.unknown


def _membership(reader: Reader, node: Any, scope: Scope, negated: bool, clause: str) -> None:
    subject = node.this.unnest() if isinstance(node.this, exp.Paren) else node.this
    subjects = subject.expressions if isinstance(subject, exp.Tuple) else [subject]
    lefts = [value(reader, item, scope) for item in subjects]
    query = node.args.get("query")
    if query is not None:
        rows = reader.subquery(query, scope)
        right = reader_value(rows) if len(lefts) == 1 else _any_of(rows)
    elif node.args.get("field") is not None:
        right = value(reader, node.args["field"], scope)
    else:
        right = derived(value(reader, item, scope) for item in node.expressions)
    how = "other" if negated else ""
    for left in lefts:
        reader.predicate(left, how or relation_of(left, right), clause)
        if right.sources:
            reader.predicate(right, how or relation_of(left, right), clause)
