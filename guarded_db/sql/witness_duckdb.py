"""DuckDB's own account of a text, compared with what was understood of it.

The engine's parser tells how many statements a text holds and, of each, its type, whether it may return rows and which
parameters it has. Of queries it also gives its whole tree (`json_serialize_sql`), for the tables and functions named in
it. Parsing runs nothing and looks nothing up. `contradiction` names what was told and not understood; facts may cover
more than is told.

What this witness cannot see:

- Columns, conditions and what flows where; what is behind views and macros.
- Tables and functions of anything but queries, DESCRIBE, SUMMARIZE and UNPIVOT: the engine gives no tree of others.
- A table with the name of a common table expression of the same text.
- Anything about facts that are conceded, but for their number: they claim nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from guarded_db.sql.facts import Facts
from guarded_db.sql.functions import pure
from guarded_db.sql.text import CUT


class Account(NamedTuple):
    """What DuckDB says of one statement."""

    type: str
    """Name of its `StatementType`, such as `SELECT`; empty when the driver has no name for it."""
    results: frozenset[str]
    """Names of its `ExpectedResultType`: `QUERY_RESULT`, `CHANGED_ROWS`, `NOTHING`."""
    parameters: frozenset[str]
    """Names of its parameters; `1`, `2`, … for those without."""
    tables: frozenset[str] = frozenset()
    """Tables that its tree names, without their schemas and without its common table expressions."""
    functions: frozenset[str] = frozenset()
    """Functions that its tree calls, without operators."""


KINDS: dict[str, frozenset[str]] = {
    type_: frozenset(kinds.split())
    for type_, kinds in {
        "SELECT": "select describe summarize show",
        "INSERT": "insert",
        "UPDATE": "update",
        "DELETE": "delete truncate",
        "MERGE_INTO": "merge",
        "CREATE": "create",
        "DROP": "drop deallocate",
        "ALTER": "alter comment",
        "COPY": "copy",
        "COPY_DATABASE": "copy",
        "EXPLAIN": "explain describe",
        "PRAGMA": "pragma",
        "SET": "set reset use pragma",
        "VARIABLE_SET": "set reset",
        "TRANSACTION": "begin commit rollback",
        "PREPARE": "prepare",
        "EXECUTE": "execute",
        "CALL": "call checkpoint",
        "LOAD": "load install",
        "ATTACH": "attach",
        "DETACH": "detach",
        "EXPORT": "export",
        "VACUUM": "vacuum analyze",
        "ANALYZE": "analyze",
        "": "update",
        "MULTI": "select create copy import explain summarize insert",
    }.items()
}
"""Kinds of facts that a statement of each type may have."""

EFFECTS: dict[str, str] = {
    "INSERT": "write",
    "UPDATE": "write",
    "DELETE": "write",
    "MERGE_INTO": "write",
    "CREATE": "ddl",
    "ALTER": "ddl",
    "TRANSACTION": "transaction",
    "ATTACH": "file",
    "COPY": "file",
    "EXPORT": "file",
    "LOAD": "extension",
}
"""An effect that a statement of a type cannot be without."""

TREE = "SELECT system.main.json_serialize_sql(?)"
"""The query that gives the tree of a text; no macro of that name can take its place."""

RENAMED = frozenset({"count_star"})
"""Names that the engine's parser gives to syntax that calls no function by name."""

_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_BEHIND = re.compile(r" /\*.*\*/\Z", re.DOTALL)
"""What EXECUTE runs, which the normalised text tells at its end."""
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


def with_tree(account: Account, tree: str) -> Account:
    """The account with what the tree of the statement names, as `TREE` gives it; the same when it gives none."""
    read = json.loads(tree)
    if read.get("error"):
        return account
    tables: set[str] = set()
    functions: set[str] = set()
    defined: set[str] = set()
    pending: list[Any] = [read]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            pending += node.values()
            if node.get("type") == "BASE_TABLE":
                tables.add(node["table_name"].lower())
            if node.get("function_name") and not node.get("is_operator"):
                functions.add(node["function_name"].lower())
            if "cte_map" in node:
                defined.update(one["key"].lower() for one in node["cte_map"]["map"])
    return account._replace(tables=frozenset(tables - defined), functions=frozenset(functions))


def contradiction(understood: Sequence[Facts], told: Sequence[Account]) -> str | None:
    """What the engine's account contradicts, in the user's words; None when it agrees."""
    facts = [one for one in understood if one.kind != "empty"]
    if len(facts) != len(told):
        return "another number of statements"
    for one, account in zip(facts, told, strict=True):
        if one.conceded:
            continue
        for differs in CHECKS:
            why = differs(one, account)
            if why:
                return why
    return None


def _kind(facts: Facts, account: Account) -> str:
    known = KINDS.get(account.type)
    if known is None or facts.kind not in known:
        return f"a statement of another kind, `{account.type.replace('_', ' ')}`"
    needed = EFFECTS.get(account.type)
    if needed is not None and needed not in facts.effects and facts.kind != "explain":
        return f"a statement that does more, `{account.type.replace('_', ' ')}`"
    return ""


def _result(facts: Facts, account: Account) -> str:
    unsure = account.type in (
        "CALL",
        "EXECUTE",
    )  # a row that says `Success`; what the name means is not parsed
    if facts.outputs == () and account.results == {"QUERY_RESULT"} and not unsure:
        return "a statement that returns rows"
    if facts.outputs and "QUERY_RESULT" not in account.results:
        return "a statement that returns no rows"
    return ""


def _parameters(facts: Facts, account: Account) -> str:
    if (
        facts.text.endswith(CUT) or account.type == "PREPARE"
    ):  # the engine does not tell those of PREPARE
        return ""
    text = _BEHIND.sub("", facts.text)
    ours = {name.lower() for name in _PARAMETER.findall(_QUOTED.sub("", text))}
    theirs = {name.lower() for name in account.parameters if not name.isdigit()}
    return "other parameters" if ours != theirs else ""


def _tables(facts: Facts, account: Account) -> str:
    more = account.tables - {relation.name.lower() for relation in facts.reads | facts.writes}
    return f"table `{min(more)}`, which was not understood to be read" if more else ""


def _functions(facts: Facts, account: Account) -> str:
    more = account.functions - facts.functions - pure("duckdb") - RENAMED
    return f"function `{min(more)}`, which was not understood to be called" if more else ""


CHECKS = (_kind, _result, _parameters, _tables, _functions)
"""What is compared of each statement, in order."""
