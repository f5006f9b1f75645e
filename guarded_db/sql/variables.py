"""MySQL's user variables and sequences: values that are kept beside the tables, told as flows and writes.

A value that is stored into `@v` is not followed to where `@v` is read: that it is stored is a flow into `@v`.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.calls import read_calls
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Column, Relation
from guarded_db.sql.leaving import around
from guarded_db.sql.lexing import OPERATOR, QUOTED, STRING, VARIABLE, WORD, Token
from guarded_db.sql.parsing import parse
from guarded_db.sql.queries import read_query
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import Rows, Scope, Val, derived


def variable_name(text: str) -> str:
    """`v` of `@v`, `@'v'` and `@`v``."""
    return text.lstrip("@").strip("`'\"").lower()


def keep(reader: Reader, name: str, found: Val) -> None:
    """Remember that a variable of the session holds a value from now on."""
    reader.effects.add("session")
    if found.sources:
        target = Column(Relation("", name), "*")
        reader.flow([found], target)
        reader.columns_written.discard(target)


def into_variables(tokens: list[Token]) -> tuple[list[Token], list[str]]:
    """Take `INTO @a, @b` out of a query; return the variables."""
    for at, token in enumerate(tokens[:-1]):
        if token.kind == WORD and token.name == "into" and tokens[at + 1].kind == VARIABLE:
            end, names = at + 1, [tokens[at + 1].name]
            while [t.text for t in tokens[end + 1 : end + 2]] == [","] and (
                tokens[end + 2 : end + 3] and tokens[end + 2].kind == VARIABLE
            ):
                end += 2
                names.append(tokens[end].name)
            return tokens[:at] + tokens[end + 1 :], names
    return tokens, []


def keep_rows(reader: Reader, rows: Rows, names: list[str]) -> None:
    """`SELECT … INTO @a, @b`: one column for each variable."""
    for at, name in enumerate(names):
        columns = rows.columns
        known = columns is not None and len(columns) == len(names)
        keep(
            reader,
            "@" + variable_name(name),
            columns[at].value if known and columns else rows.unknown,
        )


def assigned(reader: Reader, node: Any, scope: Scope, found: Val) -> None:
    """`@v := expression` somewhere in a statement; whether it is reached tells of what stands around it."""
    name = "@" + variable_name(node.this.name)
    keep(reader, name, derived([found, *around(reader, node, scope)]))


def set_variable(draft: Draft, name: str, given: list[Token]) -> None:
    """`SET name = …`: what the expression reads; a plain word or literal reads nothing."""
    if all(t.kind != OPERATOR or t.text in ",.-+" for t in given):
        return
    value = _expression(draft, given)
    if value is not None and value.everything:
        keep(draft.reader, name, value.unknown)


def _expression(draft: Draft, given: list[Token]) -> Rows | None:
    """Read an expression as a SELECT of it; None when that cannot be done, which concedes."""
    tokens = [Token(WORD, "SELECT", "select", True), *plain_sequences(draft, given)]
    tree = parse(tokens, draft.dialect)
    if not isinstance(tree, exp.Select):
        draft.reader.concede("the value of a variable could not be read")
        return None
    rows = read_query(draft.reader, tree)
    read_calls(draft.reader, tokens, tree)
    check_order(draft.reader, tree)
    draft.reader.columns_read |= rows.everything
    return rows


def check_parts(draft: Draft) -> None:
    """A variable that is set from a table by one part of a SET and read by another."""
    kept = {flow.target.relation.name for flow in draft.reader.flows}
    names = ["@" + variable_name(t.name) for t in draft.tokens if t.kind == VARIABLE]
    if any(names.count(name) > 1 for name in kept):
        draft.reader.concede("a variable is set from a table and read in the same statement")


def check_order(reader: Reader, tree: Any) -> None:
    """A variable that is set from a table and read in the same statement: the rows before decide what it holds."""
    if reader.dialect != "mysql":
        return
    stored: dict[str, list[Any]] = {}
    for node in tree.find_all(exp.PropertyEQ):
        if isinstance(node.this, exp.Parameter):
            stored.setdefault(node.this.name.lower(), []).append(node)
    for node in tree.find_all(exp.Parameter) if stored else ():
        setters = stored.get(node.name.lower(), [])
        if any(node is setter.this for setter in setters):
            continue
        if any(_takes(s) and (len(setters) > 1 or not _inside(node, s)) for s in setters):
            reader.concede("a variable is set from a table and read in the same statement")


def _takes(setter: Any) -> bool:
    return setter.expression.find(exp.Column, exp.Query, exp.Star) is not None


def _inside(node: Any, setter: Any) -> bool:
    while node is not None and node is not setter:
        node = node.parent
    return node is setter


_READING = frozenset({"lastval", "previous"})


def plain_sequences(draft: Draft, tokens: list[Token]) -> list[Token]:
    """`NEXT VALUE FOR s` and `nextval(s)` with the sequence's name as a literal, so that it is no column."""
    names = {t.name for t in tokens}
    if names.isdisjoint(("nextval", "lastval", "setval")) and not {"value", "for"} <= names:
        return tokens
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        words = [t.name if t.kind == WORD else "" for t in tokens[at : at + 3]]
        called = len(tokens) > at + 1 and tokens[at + 1].text == "("
        if words[0] in ("next", "previous") and words[1:] == ["value", "for"]:
            name, at = _sequence(draft, tokens, at + 3)
            found += _call("nextval" if words[0] == "next" else "lastval", name)
            _used(draft, name, words[0] in _READING)
        elif words[0] in ("nextval", "lastval", "setval") and called:
            name, end = _sequence(draft, tokens, at + 2)
            if not name or tokens[end].text not in (",", ")"):
                return tokens
            found += _call(words[0], name)[:-1]
            _used(draft, name, words[0] in _READING)
            at = end
        else:
            found.append(tokens[at])
            at += 1
    return found


def _sequence(draft: Draft, tokens: list[Token], at: int) -> tuple[tuple[str, ...], int]:
    kept, draft.tokens = draft.tokens, tokens
    try:
        if at < len(tokens) and tokens[at].kind in (WORD, QUOTED):
            return draft.name(at)
        return (), at
    finally:
        draft.tokens = kept


def _used(draft: Draft, name: tuple[str, ...], reads: bool) -> None:
    if not name:
        draft.reader.concede("the name of the sequence could not be read")
        return
    (draft.reader.reads if reads else draft.reader.writes).add(draft.relation(name))


def _call(function: str, name: tuple[str, ...]) -> list[Token]:
    shown = ".".join(name).replace("'", "")
    return [
        Token(WORD, function, function, True),
        Token(OPERATOR, "(", "("),
        Token(STRING, f"'{shown}'", shown),
        Token(OPERATOR, ")", ")"),
    ]
