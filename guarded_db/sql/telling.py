"""DuckDB: statements that tell about relations and stand in brackets like a query, as in `FROM (DESCRIBE t)`.

The parser takes `(SHOW TABLES)` for a table `SHOW` under another name, so they are spelled out before it sees them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlglot import exp

from guarded_db.sql.facts import Output
from guarded_db.sql.lexing import OPERATOR, QUOTED, STRING, WORD, Token
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import EMPTY, Named, Rows, Val, derived
from guarded_db.sql.tokens import bracketed

WORDS = frozenset({"show", "describe", "desc", "summarize"})
_TABLES = "database schema name column_names column_types temporary"
_LISTS = {
    "show tables": "name",
    "show databases": "database_name",
    "show schemas": "database_name schema_name current",
    "show all tables": _TABLES,
    "show": _TABLES,
    "describe": _TABLES,
}
DESCRIBED = ("column_name", "column_type", "null", "key", "default", "extra")
_SUMMARIZED = tuple("min max approx_unique avg std q25 q50 q75 count null_percentage".split())


def plain(tokens: list[Token]) -> list[Token]:
    """A statement without the brackets around it, when it is one of these."""
    while len(tokens) > 2 and tokens[0].text == "(" and bracketed(tokens, 0) == len(tokens):
        inner = tokens[1:-1]
        if inner[0].text != "(" and not (inner[0].kind == WORD and inner[0].name in WORDS):
            break
        tokens = inner
    return tokens if tokens[0].kind == WORD and tokens[0].name in WORDS else []


def spelled_out(reader: Reader, tokens: list[Token]) -> list[Token]:
    """The tokens with every one of these in a form that the parser reads as what it is."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        if not _begins(tokens, at):
            found.append(tokens[at])
            at += 1
            continue
        end = bracketed(tokens, at)
        if not (found and found[-1].name in ("from", "join", ",", "(")):
            reader.concede("SHOW, DESCRIBE or SUMMARIZE stands in an expression")
        found += [tokens[at], *_inner(tokens[at + 1 : end - 1]), *tokens[end - 1 : end]]
        at = end
    return found


def _begins(tokens: list[Token], at: int) -> bool:
    if tokens[at].text != "(" or at + 2 >= len(tokens):
        return False
    word, after = tokens[at + 1], tokens[at + 2]
    if word.kind != WORD or word.name not in WORDS:
        return False
    if after.text == ")":
        return bool(at) and tokens[at - 1].name in ("from", "join")
    return after.kind in (WORD, QUOTED, STRING) or (after.text == "(" and word.name != "show")


def _inner(tokens: list[Token]) -> list[Token]:
    words = " ".join(t.name if t.kind == WORD else "?" for t in tokens)
    if words in _LISTS:
        return _select(_LISTS[words].split())
    if tokens[0].name == "summarize":
        return tokens
    return [Token(WORD, "DESCRIBE", "describe", True), *tokens[1:]]


def _select(names: list[str]) -> list[Token]:
    """`SELECT NULL AS name, …`: columns without any value of a table."""
    found = [Token(WORD, "SELECT", "select", True)]
    for name in names:
        if len(found) > 1:
            found.append(Token(OPERATOR, ",", ","))
        found += [Token(WORD, "NULL", "null", True), Token(WORD, "AS", "as", True)]
        found.append(Token(QUOTED, f'"{name}"', name, True))
    return found


def told(reader: Reader, node: Any) -> Rows:
    """The columns of `DESCRIBE …` (no value of a table) or `SUMMARIZE …` (least and greatest values)."""
    what = node.this
    if isinstance(what, exp.Table) and isinstance(what.this, exp.Identifier):
        schema = ".".join(
            reader.fold(what.args[k]) for k in ("catalog", "db") if what.args.get(k) is not None
        )
        rows = reader.table_rows(schema, reader.fold(what.this))
    elif isinstance(what, exp.Query):
        from guarded_db.sql.queries import read_query

        rows = read_query(reader, what)
    else:
        reader.concede("what DESCRIBE or SUMMARIZE tells about is not known")
        rows = Rows(None, frozenset())
    if isinstance(node, exp.Describe):
        return Rows([Named(name, EMPTY) for name in DESCRIBED])
    return summarized(reader, rows)


def listed(words: str) -> tuple[Output, ...] | None:
    """The columns of a list of names, such as `SHOW TABLES`."""
    names = _LISTS.get(words)
    return None if names is None else described(names.split())


def described(names: Iterable[str] = DESCRIBED) -> tuple[Output, ...]:
    """Columns that hold no value of a table."""
    return tuple(Output(name, frozenset(), False) for name in names)


def summarized(reader: Reader, rows: Rows) -> Rows:
    """The columns of SUMMARIZE: all but the names and types of columns are made of their values."""
    reader.columns_read |= rows.everything
    shown = derived([Val(rows.everything)], "summarize")
    columns = [Named(name, EMPTY) for name in ("column_name", "column_type")]
    return Rows(columns + [Named(name, shown) for name in _SUMMARIZED], rows.everything)
