"""Asks DuckDB's own parser what a text is, and compares the answer with what was understood of it.

The answer depends on nothing but the text, so it is kept with the facts: a statement that was seen before pays one
look-up. The parser is asked on a connection of its own, so that an open result or transaction stays as it is.
"""

from __future__ import annotations

from typing import Any

from guarded_db.execution.run import Run
from guarded_db.execution.verdict import Entry
from guarded_db.sql.facts import Facts
from guarded_db.sql.witness_duckdb import TREE, Account, contradiction, with_tree

AGREED = ""
"""What an entry holds when the engine's account agrees."""


def witness(run: Run, connection: Any, text: str, raw: dict[str, Any]) -> str:
    """Return what the engine's account of `text` contradicts; empty when it agrees.

    Args:
        run: the statement as it was understood and decided.
        connection: the guarded connection.
        text: what will be sent.
        raw: the driver's own methods by name.
    """
    entry = run.entry
    if entry.witnessed is None:
        entry.witnessed = _ask(entry, connection, text, raw)
    return entry.witnessed


def _ask(entry: Entry, connection: Any, text: str, raw: dict[str, Any]) -> str:
    try:
        parsed = raw["extract_statements"](connection, text)
    except Exception:  # noqa: BLE001 - what the engine cannot parse it does not run; its own error then says so
        return "another number of statements" if len(entry.facts) > 1 else AGREED
    facts = [one for one in entry.facts if one.kind != "empty"]
    if len(facts) != len(parsed):
        return contradiction(facts, [_account(one) for one in parsed]) or AGREED
    copy = raw["cursor"](connection)
    try:
        told = [_with_tree(*pair, copy, raw) for pair in zip(facts, parsed, strict=True)]
    finally:
        raw["close"](copy)
    return contradiction(facts, told) or AGREED


def _account(statement: Any) -> Account:
    try:
        name = statement.type.name
    except ValueError:  # the driver's enumerations lack some of the engine's types
        return Account("", frozenset(), frozenset(statement.named_parameters))
    results = frozenset(one.name for one in statement.expected_result_type)
    return Account(name, results, frozenset(statement.named_parameters))


def _with_tree(facts: Facts, statement: Any, copy: Any, raw: dict[str, Any]) -> Account:
    account = _account(statement)
    if account.type != "SELECT" or facts.conceded:
        return account
    rows = raw["_submit"](copy, TREE, [statement.query], "rows", 131072).fetchall()
    return with_tree(account, rows[0][0])
