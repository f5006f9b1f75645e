"""Statements that tell about other things: EXPLAIN, DESCRIBE, SHOW, SUMMARIZE."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from guarded_db.sql import telling
from guarded_db.sql.calls import read_calls
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Column, Output, Relation
from guarded_db.sql.lexing import NUMBER, WORD, Token
from guarded_db.sql.parsing import parse
from guarded_db.sql.pivots import LEFT_BEHIND
from guarded_db.sql.queries import read_query
from guarded_db.sql.scope import Rows
from guarded_db.sql.tokens import bracketed

Read = Callable[[Draft], None]

_STATEMENTS = frozenset(
    "select with values table from insert update delete merge replace create declare execute refresh call copy "
    "prepare drop alter set show pragma truncate attach pivot unpivot describe desc summarize".split()
)


def explain(draft: Draft, read: Read) -> None:
    """`EXPLAIN [ANALYZE] …`: with ANALYZE the statement runs, without it only its plan is told."""
    first = draft.word(0)
    if first == "summarize":
        _summarize(draft, read)
        return
    at, analyze = _options(draft)
    if (draft.word(at), draft.word(at + 1)) == ("for", "connection"):
        draft.done("explain", "read")
        draft.reader.reads.add(Relation("information_schema", "processlist"))
        draft.outputs = None
        return
    beginning = draft.word(at)
    bracket = at < len(draft.tokens) and draft.tokens[at].text == "("
    if (not bracket and beginning not in _STATEMENTS - {"show"}) or _is_table(draft, at):
        _describe(draft, first, at)
        return
    draft.tokens = draft.tokens[at:]
    read(draft)
    reader, inner = draft.reader, draft.kind
    draft.kind = "explain" if first != "describe" or draft.dialect.name != "duckdb" else "describe"
    if inner == "pragma":  # SQLite sets most of them while it prepares the statement
        analyze = True
    told = frozenset(reader.columns_read) | {p.column for p in reader.predicates}
    if not analyze:
        reader.reads |= reader.writes - ({draft.created[0]} if draft.created else set())
        reader.writes.clear()
        kept = {flow: None for flow in reader.flows if flow.target == LEFT_BEHIND}
        reader.flows = kept
        reader.columns_written.clear()
        reader.unbounded = False
        reader.also.clear()
        reader.effects.intersection_update({"read", "file", "network"})
        reader.effects.update(["session"] if kept else [])
        reader.effects.discard(
            "file" if inner in ("copy", "select") and "network" not in reader.effects else ""
        )
    reader.effects.add("read")
    draft.outputs = _plan_columns(draft, told)


def _is_table(draft: Draft, at: int) -> bool:
    """`DESCRIBE replace`: one name and nothing behind it."""
    return at == len(draft.tokens) - 1 and draft.tokens[at].kind == WORD


def _options(draft: Draft) -> tuple[int, bool]:
    """The position after the options, and whether the statement runs."""
    at, analyze = 1, False
    while at < len(draft.tokens):
        word = draft.word(at)
        if word in ("analyze", "analyse"):
            analyze = True
        elif word == "query" and draft.word(at + 1) == "plan":
            at += 1
        elif word == "format" and at + 2 < len(draft.tokens) and draft.tokens[at + 1].text == "=":
            at += 2
        elif word not in ("verbose", "extended", "partitions"):
            break
        at += 1
    opens = at < len(draft.tokens) and draft.tokens[at].text == "("
    if opens and draft.word(at + 1) not in _STATEMENTS and draft.tokens[at + 1].text != "(":
        end = bracketed(draft.tokens, at)
        words = ["?no" if t.text == "0" else t.name for t in draft.tokens[at:end]]
        analyze = analyze or _enabled(words)
        at = end
    return at, analyze


def _enabled(words: list[str]) -> bool:
    """Whether the bracketed options turn ANALYZE on; anything but a plain `off` does."""
    for name in ("analyze", "analyse"):
        for at, word in enumerate(words):
            if word == name and words[at + 1] not in ("off", "false", "?no"):
                return True
    return False


def _plan_columns(draft: Draft, told: frozenset[Column]) -> tuple[Output, ...] | None:
    made = frozenset({"explain"})
    if draft.dialect.name == "postgres":
        return (Output("QUERY PLAN", told, False, made),)
    if draft.dialect.name == "duckdb":
        plan = (
            Output("explain_key", frozenset(), False),
            Output("explain_value", told, False, made),
        )
        return telling.described() if draft.kind == "describe" else plan
    return None


def _describe(draft: Draft, first: str, at: int) -> None:
    """`DESCRIBE t`: the columns' names and types."""
    name, end = draft.name(at)
    known = draft.dialect.name in ("mysql", "duckdb") and end >= len(draft.tokens) - 1
    draft.done("describe", "read", concede="" if known else "the explained statement is not known")
    draft.outputs = None
    if draft.dialect.name == "duckdb":
        draft.outputs = telling.described() if name else telling.listed("describe")
    if name:
        draft.reader.reads.add(draft.relation(name))


def _summarize(draft: Draft, read: Read) -> None:
    """DuckDB: least and greatest values of every column."""
    draft.tokens = draft.tokens[1:]
    if (draft.word(0) in _STATEMENTS - {"table"} and len(draft.tokens) > 1) or (
        draft.tokens and draft.tokens[0].text == "("
    ):
        read(draft)
        rows = Rows(None, frozenset(draft.reader.columns_read))
    else:
        name, _ = draft.name(draft.skip(0, ("table",)))
        if not name:
            draft.done("summarize", "read", concede="the summarised relation is not known")
            draft.outputs = None
            return
        rows = draft.reader.table_rows(".".join(name[:-1]), name[-1])
    draft.done("summarize", "read")
    draft.give(telling.summarized(draft.reader, rows))


def postgres_show(draft: Draft) -> None:
    """`SHOW name` and `SHOW ALL`."""
    draft.done("show", "read")
    one = draft.word(1) if len(draft.tokens) == 2 else ""  # SHOW TIME ZONE answers `TimeZone`
    names = ["name", "setting", "description"] if one == "all" else [one]
    draft.outputs = tuple(Output(n, frozenset(), False) for n in names)


_MYSQL_SHOW = frozenset(
    "tables databases schemas columns fields index indexes keys create status variables engines "
    "charset character collation table triggers grants plugins privileges open events procedure function "
    "count authors contributors storage profile profiles package locales".split()
)


def _messages() -> tuple[Output, ...]:
    """What the last statement was told: a message may quote any value, as EXPLAIN does with what it has looked up."""
    anything = frozenset({Column(Relation("", "*"), "*")})
    return (
        Output("level", frozenset(), False),
        Output("code", frozenset(), False),
        Output("message", anything, False, frozenset({"format"})),
    )


_MYSQL_OTHERS = {
    "processlist": ("", "processlist"),
    "explain": ("", "processlist"),
    "analyze": ("", "processlist"),
    "engine": ("", "innodb_trx"),
    **dict.fromkeys(
        ("master status", "slave status", "slaves status", "replica status", "replicas status"),
        ("replication", ""),
    ),
    **dict.fromkeys(
        ("binary logs", "binary log", "master logs", "slave hosts", "binlog events"),
        ("replication", ""),
    ),
    **dict.fromkeys(("binlog status", "relaylog events", "replicas"), ("replication", "")),
}
"""What tells of other sessions, with the relation that tells the same, or of other servers."""


def _topic(draft: Draft, at: int) -> str:
    """The words of a SHOW that say what is told."""
    both = f"{draft.word(at)} {draft.word(at + 1)}"
    return both if both in _MYSQL_OTHERS else draft.word(at)


def _shown_where(draft: Draft) -> None:
    """`SHOW … WHERE condition`: what the condition reads beside the columns of SHOW."""
    at = next((i for i, t in enumerate(draft.tokens) if t.kind == WORD and t.name == "where"), None)
    before = draft.tokens[:at]
    if any(t.text == "(" for t in before) and draft.word(1) != "count":
        draft.reader.concede("this form of SHOW is not known")
    if at is None or not any(t.text == "(" for t in draft.tokens[at:]):
        return
    tokens = [
        Token(WORD, "SELECT", "select", True),
        Token(NUMBER, "1", "?", True),
        *draft.tokens[at:],
    ]
    tree = parse(tokens, draft.dialect)
    if not isinstance(tree, exp.Select):
        draft.reader.concede("the condition of SHOW could not be read")
        return
    read_query(draft.reader, tree)
    read_calls(draft.reader, tokens, tree)


def mysql_show(draft: Draft) -> None:
    """`SHOW …`, where what follows only names definitions, variables and counters."""
    at = draft.skip(1, ("full", "extended", "global", "session", "local", "all"))
    what = draft.word(at)
    if what in ("warnings", "errors"):
        draft.done("show", "read")
        draft.outputs = _messages()
        return
    effect, others = _MYSQL_OTHERS.get(_topic(draft, at), ("", ""))
    known = what in _MYSQL_SHOW or bool(effect or others)
    draft.done("show", "read", concede="" if known else "this form of SHOW is not known")
    draft.reader.effects.update([effect] if effect else [])
    draft.reader.reads.update([Relation("information_schema", others)] if others else [])
    _shown_where(draft)
    draft.outputs = None
    if what == "grants" or (what == "create" and draft.word(at + 1) == "user"):
        draft.reader.reads.add(Relation("mysql", "global_priv"))  # the password's hash is told, too
    if (
        what in ("columns", "fields", "index", "indexes", "keys")
        and draft.word(at + 1)
        in (
            "from",
            "in",
        )
    ) or (what == "create" and draft.word(at + 1) in ("table", "view")):
        name, _ = draft.name(at + 2)
        draft.reader.reads.add(draft.relation(name))


def duckdb_show(draft: Draft) -> None:
    """`SHOW TABLES`, `SHOW ALL TABLES`, `SHOW DATABASES`, `SHOW t`."""
    draft.done("show", "read")
    words = [draft.word(at) for at in range(len(draft.tokens))]
    draft.outputs = telling.listed(" ".join(words))
    if draft.outputs is not None or words[1:2] == ["variables"]:
        if words[1:2] == ["variables"]:
            draft.reader.concede("the variables of the session may hold any value")
        return
    if words[1:3] == ["tables", "from"]:
        draft.outputs = telling.listed("show tables")
        return
    name, end = draft.name(1)
    if not name or end < len(draft.tokens):
        draft.reader.concede("this form of SHOW is not known")
        return
    draft.reader.reads.add(draft.relation(name))
    draft.outputs = telling.described()
