"""What an expression is worth when its columns have values: arithmetic, comparisons, patterns, SQL's three truths.

Forms without a rule here take values of their own (`trying`). Nothing is converted from one type to another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlglot import exp

from guarded_db.sql.lexing import OPAQUE

Rule = Callable[[Any, Callable[[Any], Any]], Any]
"""Takes a node and what gives the value of a part of it."""


class Odd(Exception):
    """Values of these types do not go together, so that nothing was tried."""


def bare(node: Any) -> Any:
    """The node without brackets around it."""
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def literal(node: Any) -> Any:
    """The value of a literal that is plain; None when it is none."""
    node = bare(node)
    if isinstance(node, exp.Neg):
        found = literal(node.this)
        return None if found is None or isinstance(found, str) else -found
    if not isinstance(node, exp.Literal) or OPAQUE in node.name:
        return None
    if node.is_string:
        return node.name
    try:
        return int(node.name)
    except ValueError:
        try:
            return float(node.name)
        except ValueError:
            return None


def _alike(left: Any, right: Any) -> None:
    if isinstance(left, (str, tuple)) != isinstance(right, (str, tuple)):
        raise Odd


def _equal(left: Any, right: Any) -> Any:
    if isinstance(left, tuple) and isinstance(right, tuple) and len(left) == len(right):
        found = [_equal(a, b) for a, b in zip(left, right, strict=True)]
        return False if False in found else None if None in found else True
    if left is None or right is None:
        return None
    _alike(left, right)
    return left == right


def _not(found: Any) -> Any:
    return None if found is None else not found


def _ordered(compare: Callable[[Any, Any], bool]) -> Rule:
    def rule(node: Any, value: Callable[[Any], Any]) -> Any:
        left, right = value(node.this), value(node.expression)
        if left is None or right is None:
            return None
        if isinstance(left, str) != isinstance(right, str) or isinstance(left, tuple):
            raise Odd
        return compare(left, right)

    return rule


def _computed(compute: Callable[[Any, Any], Any], kind: type) -> Rule:
    def rule(node: Any, value: Callable[[Any], Any]) -> Any:
        left, right = value(node.this), value(node.expression)
        if left is None or right is None:
            return None
        if isinstance(left, str) != (kind is str) or isinstance(right, str) != (kind is str):
            raise Odd
        return compute(left, right)

    return rule


def _of_one(compute: Callable[[Any], Any], kind: type) -> Rule:
    def rule(node: Any, value: Callable[[Any], Any]) -> Any:
        found = value(node.this)
        if found is not None and isinstance(found, str) != (kind is str):
            raise Odd
        return None if found is None else compute(found)

    return rule


def _in(node: Any, value: Callable[[Any], Any]) -> Any:
    subject = value(node.this)
    found = [_equal(subject, value(item)) for item in node.expressions]
    return True if True in found else None if None in found else False


def _any(node: Any, value: Callable[[Any], Any]) -> Any:
    right = bare(node.expression)
    if not isinstance(right, exp.Any):
        return _equal(value(node.this), value(right))
    subject = value(node.this)
    found = [_equal(subject, value(item)) for item in bare(right.this).expressions]
    return True if True in found else None if None in found else False


def _between(node: Any, value: Callable[[Any], Any]) -> Any:
    subject, low, high = value(node.this), value(node.args["low"]), value(node.args["high"])
    if None in (subject, low, high):
        return None
    if len({isinstance(one, str) for one in (subject, low, high)}) != 1:
        raise Odd
    return low <= subject <= high or (bool(node.args.get("symmetric")) and high <= subject <= low)


def _is(node: Any, value: Callable[[Any], Any]) -> Any:
    subject, other = value(node.this), value(node.expression)
    if isinstance(other, bool) and isinstance(subject, str):
        raise Odd
    found = subject is None if other is None else subject is not None and subject == other
    return found is not bool(node.args.get("negate"))


def _distinct(wanted: bool) -> Rule:
    def rule(node: Any, value: Callable[[Any], Any]) -> Any:
        left, right = value(node.this), value(node.expression)
        if left is None or right is None:
            return (left is right) is wanted
        return _equal(left, right) is wanted

    return rule


def _like(flags: int) -> Rule:
    def rule(node: Any, value: Callable[[Any], Any]) -> Any:
        subject, pattern = value(node.this), value(node.expression)
        if subject is None or pattern is None:
            return None
        if not (isinstance(subject, str) and isinstance(pattern, str)) or "\\" in pattern:
            raise Odd
        steps = [{"%": ".*", "_": "."}.get(c) or re.escape(c) for c in pattern[:200]]
        return re.fullmatch(re.sub(r"(?:\.\*)+", ".*", "".join(steps)), subject, flags) is not None

    return rule


def _glob(node: Any, value: Callable[[Any], Any]) -> Any:
    subject, pattern = value(node.this), value(node.expression)
    if subject is None or pattern is None:
        return None
    if not (isinstance(subject, str) and isinstance(pattern, str)) or "[" in pattern:
        raise Odd
    steps = [{"*": ".*", "?": "."}.get(c) or re.escape(c) for c in pattern[:200]]
    return re.fullmatch(re.sub(r"(?:\.\*)+", ".*", "".join(steps)), subject, re.DOTALL) is not None


_MATCH_ALL = frozenset({"", "^", "$", ".*", "^.*", ".*$", "^.*$", "()", "%"})


def _coalesce(node: Any, value: Callable[[Any], Any]) -> Any:
    for part in (node.this, *node.expressions):
        if (found := value(part)) is not None:
            return found
    return None


def _case(node: Any, value: Callable[[Any], Any]) -> Any:
    subject = node.this
    for branch in node.args["ifs"]:
        met = value(branch.this)
        if subject is not None:
            met = _equal(value(subject), met)
        if met is True:
            return value(branch.args["true"])
    default = node.args.get("default")
    return None if default is None else value(default)


RULES: dict[type, Rule] = {
    exp.EQ: _any,
    exp.NEQ: lambda node, value: _not(_equal(value(node.this), value(node.expression))),
    exp.NullSafeEQ: _distinct(True),
    exp.NullSafeNEQ: _distinct(False),
    exp.GT: _ordered(lambda a, b: a > b),
    exp.GTE: _ordered(lambda a, b: a >= b),
    exp.LT: _ordered(lambda a, b: a < b),
    exp.LTE: _ordered(lambda a, b: a <= b),
    exp.Add: _computed(lambda a, b: a + b, int),
    exp.Sub: _computed(lambda a, b: a - b, int),
    exp.Mul: _computed(lambda a, b: a * b, int),
    exp.DPipe: _computed(lambda a, b: a + b, str),
    exp.Neg: _of_one(lambda a: -a, int),
    exp.Abs: _of_one(abs, int),
    exp.Lower: _of_one(str.lower, str),
    exp.Upper: _of_one(str.upper, str),
    exp.Length: _of_one(len, str),
    exp.In: _in,
    exp.Between: _between,
    exp.Is: _is,
    exp.Like: _like(re.DOTALL),
    exp.ILike: _like(re.DOTALL | re.IGNORECASE),
    exp.Glob: _glob,
    exp.SimilarTo: lambda node, value: value(node.this) is not None or None,
    exp.RegexpLike: lambda node, value: value(node.this) is not None or None,
    exp.Coalesce: _coalesce,
    exp.Case: _case,
    exp.Tuple: lambda node, value: tuple(value(item) for item in node.expressions),
}
COMPARING = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.In, exp.Between, exp.Like)
KINDS: dict[type, str] = {
    exp.Like: "s",
    exp.ILike: "s",
    exp.Glob: "s",
    exp.SimilarTo: "s",
    exp.RegexpLike: "s",
    exp.Lower: "s",
    exp.Upper: "s",
    exp.Length: "s",
    exp.DPipe: "s",
    exp.Add: "n",
    exp.Sub: "n",
    exp.Mul: "n",
    exp.Abs: "n",
}


def known_form(node: Any) -> bool:
    """Whether a rule reads this form of an expression that has several."""
    if isinstance(node, exp.In):
        return not (node.args.get("query") or node.args.get("unnest") or node.args.get("field"))
    if isinstance(node, exp.EQ) and isinstance(bare(node.expression), exp.Any):
        return isinstance(bare(bare(node.expression).this), exp.Array)
    if isinstance(node, (exp.SimilarTo, exp.RegexpLike)):
        return literal(node.expression) in _MATCH_ALL and not node.args.get("flag")
    if isinstance(node, (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)):
        return not isinstance(bare(node.expression), (exp.Any, exp.All))
    return True
