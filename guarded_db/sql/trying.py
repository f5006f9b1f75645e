"""Whether a condition can be false, tried with values: a row that it leaves out proves that it names rows.

Columns, parameters and calls of unknown functions take a few telling values each (those next to the literals of the
condition, the ends of types, NULL). It evaluates SQL's three-valued logic and knows no tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from sqlglot import exp

from guarded_db.sql.kinds import Kind
from guarded_db.sql.worth import COMPARING, KINDS, RULES, Odd, bare, known_form, literal

NO_NAMES: frozenset[str] = frozenset()

MAX_TRIES = 2000
"""Combinations of values that are tried; only a condition without any row to leave out needs that many."""

MAX_STEPS = 100_000
"""Parts of one condition that are computed, over all tries; what is not decided by then is conceded. About 0.2 s."""

MAX_UNKNOWN = 30
"""Calls of unknown functions that are compared with each other's columns."""

Values = dict[str, Any]


def names_any(node: Any) -> bool:
    """Whether any column decides; a subquery decides through its tables."""
    return node.find(exp.Column, exp.Table, exp.Dot) is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the table whose rows a condition names."""

    required: frozenset[str] = NO_NAMES
    """Columns that are never NULL."""
    alone: bool = False
    """There is no other table, so that `t.id` and `id` are the same."""
    names_rows: Callable[[Any], bool] = names_any
    """Whether a part of a condition depends on the row; one that does not counts as if it were true."""
    proven: Callable[[Any], bool] = field(default=lambda node: False)
    """Whether a subquery is known to hold for every row."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """What columns hold, where it is known."""
    keys: frozenset[str] = NO_NAMES
    """Columns of keys."""
    converts: bool = False
    """Texts stand for numbers, and numbers for truth: nearly every text is 0, and a key hardly ever."""


class _Spent(Exception):
    """Enough was computed."""


def parts_of(node: Any) -> Iterator[Any]:
    """What the condition joins by AND."""
    node = bare(node)
    if isinstance(node, exp.And):
        for part in node.flatten():
            yield from parts_of(part)
    else:
        yield node


def can_fail(node: Any, asked: Asked) -> bool | None:
    """Whether some row fails the condition; None when only the types of columns would tell."""
    budget, found = [MAX_STEPS], set()
    for part in parts_of(node):
        found.add(_Trial(part, asked, budget).verdict())
        if True in found:
            return True
    return None if None in found else False


class _Trial:
    """One condition, tried."""

    def __init__(self, node: Any, asked: Asked, budget: list[int]) -> None:
        self.node, self.asked, self.budget = node, asked, budget
        self.rows: dict[int, bool] = {}
        self.names: dict[int, str] = {}
        self.leaves: dict[str, Any] = {}
        self.kinds: dict[str, str] = {}
        self.literals: list[Any] = []
        self.values: Values = {}
        self.converted = False
        self._gather(node, "b")

    def verdict(self) -> bool | None:
        if self.converted:
            return None
        usual = self._fails(wide=False)
        if usual is False:
            usual = None if self._fails(wide=True) else False
        return None if usual and self._mixed() else usual

    def _fails(self, wide: bool) -> bool | None:
        """Whether values were found that fail; None when there were too many to try."""
        names = list(self.leaves)
        tried = fitting = 0
        if self.budget[0] < 0:
            return None
        for chosen in islice(product(*(self._samples(n, wide) for n in names)), MAX_TRIES):
            self.values = dict(zip(names, chosen, strict=True))
            tried += 1
            try:
                found = self._truth(self.node, True)
                # NULL of values that are none, as in `a = NULL`, leaves the row out as well
                if found is False or (found is None and None not in chosen):
                    return True
            except Odd:
                continue
            except _Spent:
                return None
            fitting += 1
        if not fitting:
            return True  # nothing was learnt: taken for a condition as any other
        return None if tried == MAX_TRIES else False

    def _samples(self, name: str, wide: bool) -> list[Any]:
        node, kind = self.leaves[name], self.kinds[name]
        column = isinstance(node, exp.Column)
        null = [None] if column and node.name.lower() not in self.asked.required else []
        held = self.asked.kinds.get(name) if column else None
        if isinstance(held, tuple) and kind == "n":
            return [*_integers(self.literals, *held), *null]
        if kind == "b" or (held == "b" and kind == "n"):
            return [False, True, *null]
        if kind == "s":
            near = [text for v in self.literals if isinstance(v, str) for text in (v, v + "x")]
            return list(dict.fromkeys(["\xff", "", "a", "Bc", *near])) + null
        return list(dict.fromkeys(_numbers(self.literals, wide))) + null

    def _gather(self, node: Any, kind: str) -> None:
        """Find what takes values, and of which kind: `n` numbers, `s` text, `b` truth."""
        node = bare(node)
        if isinstance(node, (exp.And, exp.Or)):
            for part in node.flatten():
                self._gather(part, "b")
            return
        if kind == "b" and (not self._names_rows(node) or self.asked.proven(node)):
            return
        self.converted = self.converted or (self.asked.converts and self._converts(node, kind))
        if isinstance(node, (exp.Literal, exp.Neg)) and literal(node) is not None:
            self.literals.append(literal(node))
        elif isinstance(node, (exp.Boolean, exp.Null)):
            return
        elif isinstance(node, exp.Not):
            self._gather(node.this, "b")
        elif type(node) in RULES and known_form(node):
            inner = KINDS.get(type(node)) or self._kind_of(node)
            for part in _operands(node):
                self._gather(part, inner)
        else:
            name = self._name(node)
            self.leaves[name] = node
            self.kinds.setdefault(name, kind)
            if self.kinds[name] == "b":
                self.kinds[name] = kind

    def _converts(self, node: Any, kind: str) -> bool:
        """Whether a text is compared with a number or taken for a truth, as is a key."""
        if isinstance(node, exp.Column):
            name = node.name.lower()
            return kind == "b" and (name in self.asked.keys or self.asked.kinds.get(name) == "s")
        if not isinstance(node, COMPARING):
            return False
        sides = [bare(part) for part in _operands(node)]
        texts = any(
            isinstance(s, exp.Column) and self.asked.kinds.get(s.name.lower()) == "s" for s in sides
        )
        numbers = [n for n in map(literal, sides) if isinstance(n, (int, float))]
        # one number other than 0 is what few texts stand for
        return texts and (0 in numbers if isinstance(node, (exp.EQ, exp.In)) else bool(numbers))

    def _kind_of(self, node: Any) -> str:
        kinds = {type(literal(found)) for found in node.find_all(exp.Literal)}
        if str in kinds or node.find(exp.Lower, exp.Upper, exp.DPipe, exp.Trim):
            return "s"
        truths = node.find(exp.Boolean) if isinstance(node, (exp.Is, exp.EQ, exp.NEQ)) else None
        return "b" if truths is not None else "n"

    def _name(self, node: Any) -> str:
        if id(node) not in self.names:
            self.names[id(node)] = self._spelled(node)
        return self.names[id(node)]

    def _spelled(self, node: Any) -> str:
        if isinstance(node, exp.Column):
            parts = [node.this] if self.asked.alone else node.parts
            return ".".join(part.name for part in parts).lower()
        shown = node.copy()
        for column in shown.find_all(exp.Column) if self.asked.alone else ():
            column.set("table", None)
        return str(shown.sql())

    def _mixed(self) -> bool:
        """Whether a comparison holds a column against an unknown function of it: they are not free of each other."""
        free = (exp.Column, exp.Placeholder, exp.Parameter)
        calls = sum(not isinstance(leaf, free) for leaf in self.leaves.values())
        if not calls or calls > MAX_UNKNOWN:
            return calls > 0
        for node in self.node.find_all(*COMPARING):
            inside = [leaf for leaf in self.leaves.values() if _within(leaf, node)]
            unknown = [leaf for leaf in inside if not isinstance(leaf, exp.Column)]
            if isinstance(node, exp.EQ):  # one value of a query is not that of every row
                unknown = [leaf for leaf in unknown if self.asked.names_rows(leaf)]
            for leaf in unknown:
                others = [_columns(o) for o in inside if o is not leaf]
                if any(_columns(leaf) & columns for columns in others):
                    return True
        return False

    def _truth(self, node: Any, wanted: bool) -> Any:
        """The truth of a condition; parts that do not depend on the row are as `wanted`."""
        node = bare(node)
        if isinstance(node, exp.Not):
            found = self._truth(node.this, not wanted)
            return None if found is None else not found
        if isinstance(node, (exp.And, exp.Or)):
            stops = isinstance(node, exp.Or)
            found = [self._truth(part, wanted) for part in node.flatten()]
            return stops if stops in found else None if None in found else not stops
        if not self._names_rows(node):
            return wanted
        if self.asked.proven(node):
            return True
        found = self._value(node)
        if isinstance(found, str):
            raise Odd
        return None if found is None else bool(found)

    def _names_rows(self, node: Any) -> bool:
        known = self.rows.get(id(node))
        if known is None:
            known = self.rows[id(node)] = self.asked.names_rows(node)
        return known

    def _value(self, node: Any) -> Any:
        self.budget[0] -= 1
        if self.budget[0] < 0:
            raise _Spent
        node = bare(node)
        if isinstance(node, (exp.And, exp.Or, exp.Not)):
            return self._truth(node, True)
        if isinstance(node, (exp.Literal, exp.Neg)) and literal(node) is not None:
            return literal(node)
        if isinstance(node, exp.Boolean):
            return bool(node.this)
        if isinstance(node, exp.Null):
            return None
        name = self._name(node) if isinstance(node, exp.Column) else ""
        if name in self.values:
            return self.values[name]
        rule = RULES.get(type(node))
        if rule is not None and known_form(node):
            return rule(node, self._value)
        name = self._name(node)
        if name not in self.values:
            raise Odd
        return self.values[name]


def _numbers(literals: list[Any], wide: bool) -> list[Any]:
    """Numbers that are telling for these literals: integers of 32 bits, or also what only wider types hold."""
    numbers = [v for v in literals if not isinstance(v, str)]
    near = [n for v in numbers for n in (v, v - 1, v + 1)]
    found = [n for n in (-7, 1, 0, 2**31 - 1, -(2**31), *near) if -(2**31) <= n < 2**31]
    if wide:
        found += [v + 0.5 for v in numbers if abs(v) < 2**31] + [2**40, -(2**40)]
        found += [n for n in near if abs(n) < 2**63]
    return found


def _integers(literals: list[Any], low: int, high: int) -> list[int]:
    """Integers between two ends that are telling for these literals."""
    numbers = [int(v) for v in literals if not isinstance(v, str) and abs(v) < 2**64]
    found = [-7, 1, 0, low, high, *(n + by for n in numbers for by in (0, -1, 1))]
    return list(dict.fromkeys(n for n in found if low <= n <= high))


def _columns(node: Any) -> set[str]:
    return {column.name.lower() for column in node.find_all(exp.Column)}


def _within(leaf: Any, node: Any) -> bool:
    while leaf is not None and leaf is not node:
        leaf = leaf.parent
    return leaf is node


def _operands(node: Any) -> Iterator[Any]:
    for part in node.args.values():
        for one in part if isinstance(part, list) else [part]:
            if isinstance(one, exp.If):
                yield from _operands(one)
            elif isinstance(one, exp.Expression) and not isinstance(one, (exp.DataType, exp.Var)):
                yield one
