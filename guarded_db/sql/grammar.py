"""PostgreSQL's own grammar as a witness: how many statements a text has, and what each of them names.

It is there when the extra `postgres-grammar` is installed (libpg_query, through postgast). It knows no catalog, no
types and no lineage; it only tells what stands in the text, and `doubts` compares that with the facts. Facts may
know more than it does (views, what a rule of ours adds), never less. A text that it does not accept is doubted: the
server of the same or an older version would refuse it, and of a newer one nobody has a second account.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from guarded_db.sql.calls import SYNTAX
from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.lexing import PLACEHOLDER, Token
from guarded_db.sql.limits import MAX_GRAMMAR_CHAIN
from guarded_db.sql.tokens import render

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Account:
    """One statement as PostgreSQL's grammar reads it."""

    node: str
    """The grammar's name, such as `SelectStmt`."""
    tree: Tree
    relations: frozenset[tuple[str, str]]
    """Schema (or empty) and name of every relation named, without common table expressions."""
    functions: frozenset[str]
    """Names of functions that are called by name, without schema."""
    writes: frozenset[str]
    """Of `insert`, `update`, `delete`, `merge`: in whichever part of the statement."""


class Unreadable(Exception):
    """The grammar does not accept the text, or could not be asked."""


@cache
def _library() -> Any:
    """libpg_query, or None when the extra is not installed."""
    try:
        from postgast.native import lib
    except ImportError:
        return None
    return lib


def available() -> bool:
    """Whether there is such a witness here."""
    return _library() is not None


def accounts(text: str) -> list[Account]:
    """What the grammar says of each statement of `text`.

    Raises:
        Unreadable: it is not in PostgreSQL's grammar, or nested too deep.
    """
    library = _library()
    result = library.pg_query_parse(text.encode())
    try:
        if result.error:
            raise Unreadable
        tree = json.loads(result.parse_tree)
    except RecursionError:
        raise Unreadable from None
    finally:
        library.pg_query_free_parse_result(result)
    return [_account(*next(iter(s["stmt"].items()))) for s in tree.get("stmts", ()) if "stmt" in s]


WRITING = {
    "InsertStmt": "insert",
    "UpdateStmt": "update",
    "DeleteStmt": "delete",
    "MergeStmt": "merge",
}


def _account(node: str, tree: Tree) -> Account:
    relations: set[tuple[str, str]] = set()
    functions: set[str] = set()
    writes: set[str] = set()
    for name, body, hidden in _walk(node, tree):
        if name in WRITING:
            writes.add(WRITING[name])
        if "relname" in body:
            schema, relation = body.get("schemaname", ""), body["relname"]
            # What is written to is never a common table expression; it stands without the node's name.
            if schema or name != "RangeVar" or relation not in hidden:
                relations.add((schema, relation))
        elif name in _CALLS and body.get("funcformat") != "COERCE_SQL_SYNTAX":
            functions.add(body["funcname"][-1]["String"]["sval"])
    return Account(node, tree, frozenset(relations), frozenset(functions), frozenset(writes))


_CALLS = frozenset({"FuncCall", "funccall"})

Names = frozenset[str]

_APART = frozenset({"withClause", "lockedRels", "fields", "funcname", "names", "typeName", "alias"})
"""Parts that are walked on their own, or hold only names."""


def _walk(node: str, tree: Tree) -> Iterator[tuple[str, Tree, Names]]:
    """Every node with its name, and the names of common table expressions that hide relations there."""
    pending: list[tuple[str, Any, Names]] = [(node, tree, frozenset())]
    while pending:
        name, body, hidden = pending.pop()
        if "withClause" in body:
            inner, hidden = _hiding(body["withClause"], hidden)
            pending += inner
        yield name, body, hidden
        for key, value in body.items():
            kind = type(value)
            if kind is dict and key not in _APART:
                pending.append((key, value, hidden))
            elif kind is list and key not in _APART:
                pending += [("", one, hidden) for one in value if one]


def _hiding(clause: Tree, hidden: Names) -> tuple[list[tuple[str, Any, Names]], Names]:
    """The queries of a WITH, each with the names that it sees, and the names that the statement sees."""
    ctes = [cte["CommonTableExpr"] for cte in clause["ctes"]]
    whole = hidden.union(cte["ctename"] for cte in ctes)
    inner, seen = [], hidden
    for cte in ctes:
        inner.append(("CommonTableExpr", cte, whole if clause.get("recursive") else seen))
        seen = seen | {cte["ctename"]}
    return inner, whole


# -- what is compared -----------------------------------------------------------------------------

UNREADABLE = "PostgreSQL's grammar does not accept the text"
TOO_LONG = "the text has a longer chain than PostgreSQL's grammar is asked to follow"
COUNT = "PostgreSQL's grammar counts another number of statements"
KIND = "PostgreSQL's grammar sees another kind of statement"

_KINDS: dict[str, str] = {
    "SelectStmt": "select",
    "InsertStmt": "insert",
    "UpdateStmt": "update",
    "DeleteStmt": "delete",
    "MergeStmt": "merge",
    "ExplainStmt": "explain",
    "CopyStmt": "copy",
    "PrepareStmt": "prepare",
    "ExecuteStmt": "execute",
    "DeallocateStmt": "deallocate",
    "DeclareCursorStmt": "declare",
    "FetchStmt": "fetch move",
    "ClosePortalStmt": "close",
    "TransactionStmt": "begin commit rollback savepoint release prepare",
    "ConstraintsSetStmt": "set",
    "VariableSetStmt": "set reset",
    "VariableShowStmt": "show",
    "DiscardStmt": "discard",
    "TruncateStmt": "truncate",
    "GrantStmt": "grant revoke",
    "GrantRoleStmt": "grant revoke",
    "LockStmt": "lock",
    "VacuumStmt": "vacuum analyze",
    "ClusterStmt": "cluster",
    "ReindexStmt": "reindex",
    "CheckPointStmt": "checkpoint",
    "RefreshMatViewStmt": "refresh",
    "CommentStmt": "comment",
    "SecLabelStmt": "security",
    "ListenStmt": "listen",
    "UnlistenStmt": "unlisten",
    "NotifyStmt": "notify",
    "LoadStmt": "load",
    "DoStmt": "do",
    "CallStmt": "call",
    "ReassignOwnedStmt": "reassign",
    "ImportForeignSchemaStmt": "import",
    "RenameStmt": "alter",
}
_CREATING = frozenset({"ViewStmt", "IndexStmt", "RuleStmt", "DefineStmt", "CompositeTypeStmt"})

_WRITING = frozenset(
    "SelectStmt InsertStmt UpdateStmt DeleteStmt MergeStmt CreateTableAsStmt CopyStmt".split()
)
"""Statements of which facts tell in every part whether it writes rows."""

_NAMING = _WRITING.union(
    "ViewStmt DeclareCursorStmt PrepareStmt TruncateStmt LockStmt RefreshMatViewStmt".split()
)
"""Statements of which facts tell every relation and every function that is named."""

_SYNTAX = SYNTAX | {"like_escape", "similar_to_escape"}
"""Functions that the grammar puts in the place of syntax, and built-in ones whose names are words of it."""


def doubts(text: str, tokens: list[Token], dialect: Dialect, facts: Sequence[Facts]) -> list[str]:
    """Why each of the statements cannot be what `facts` say, in their order; empty: no objection.

    With backslashes in plain literals (`standard_conforming_strings` off) the grammar cannot be asked.
    """
    if not available() or dialect.modes:
        return [""] * len(facts)
    if len(tokens) > MAX_GRAMMAR_CHAIN and _chain(tokens) > MAX_GRAMMAR_CHAIN:
        return [TOO_LONG] * len(facts)
    try:
        found = accounts(_text(text, tokens))
    except Unreadable:
        return [UNREADABLE] * len(facts)
    if len(found) != len(facts):
        return [COUNT] * len(facts)
    return [doubt(account, one) for account, one in zip(found, facts, strict=True)]


def doubt(account: Account, facts: Facts) -> str:
    """Why the statement cannot be what `facts` say; empty: no objection."""
    if facts.kind not in kinds(account.node):
        return KIND
    if account.node not in _NAMING:
        return ""
    if missing := unnamed_relations(account, facts):
        return f"PostgreSQL's grammar sees relation `{missing[0]}`, which the facts do not name"
    if missing := sorted(account.functions - facts.functions - _SYNTAX):
        return f"PostgreSQL's grammar sees function `{missing[0]}`, which the facts do not name"
    if account.node in _WRITING and not account.writes <= facts.also | {facts.kind}:
        return "PostgreSQL's grammar sees rows written, which the facts do not tell"
    return ""


def kinds(node: str) -> frozenset[str]:
    """The kinds that facts may give a statement which the grammar calls `node`."""
    if node in _KINDS:
        return frozenset(_KINDS[node].split())
    if node.startswith("Create") or node in _CREATING:
        return frozenset({"create"})
    return frozenset({"alter"} if node.startswith("Alter") else {"drop"} & {node[:4].lower()})


def unnamed_relations(account: Account, facts: Facts) -> list[str]:
    """Relations that the grammar sees and the facts do not name."""
    named = facts.reads | facts.writes
    exact = {(relation.schema, relation.name) for relation in named}
    names = {relation.name for relation in named}
    return sorted(
        f"{schema}.{name}" if schema else name
        for schema, name in account.relations
        if (schema, name) not in exact
        and (name not in names or (schema and not schema.startswith("pg_temp")))
    )


def _text(text: str, tokens: list[Token]) -> str:
    """The text, or with placeholders that only drivers know, what our parser is shown of it."""
    if all(t.kind != PLACEHOLDER or t.name[0] == "$" for t in tokens):
        return text
    return render([t._replace(text="$1") if t.kind == PLACEHOLDER else t for t in tokens])


_SEPARATORS = frozenset({",", ";", "and", "or"})
"""What stands between neighbours, not between a node and the one below it."""

_SETS = frozenset({"union", "except", "intersect"})


def _chain(tokens: list[Token]) -> int:
    """No node of the tree is deeper than this: tokens that follow each other without a separator, at every level."""
    longest = count = unions = 0
    outer: list[int] = []
    for token in tokens:
        count += 1
        if token.text == "(":
            outer.append(count)
        elif token.text == ")":
            count = outer.pop() if outer else count
        elif token.name in _SEPARATORS:
            count = outer[-1] if outer else 0
        unions += token.name in _SETS
        longest = max(longest, count)
    return longest + unions
