"""Queries and writing statements: tree to facts, through the readers of this room."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

from sqlglot import exp

from guarded_db.sql import moves, postgres_forms, preparing, spelling_duckdb, sqlite_forms
from guarded_db.sql.calls import SYNTAX, read_calls
from guarded_db.sql.draft import Draft, to_file
from guarded_db.sql.facts import Relation
from guarded_db.sql.lexing import QUOTED, STRING, WORD, Token
from guarded_db.sql.making import new_table
from guarded_db.sql.parsing import keywords, parse
from guarded_db.sql.queries import read_query
from guarded_db.sql.respelling import created, respelled
from guarded_db.sql.scope import Rows
from guarded_db.sql.tokens import bracketed
from guarded_db.sql.variables import check_order, into_variables, keep_rows, plain_sequences
from guarded_db.sql.writes import read_write

QUERY_WORDS = frozenset(
    {"select", "with", "values", "table", "from", "insert", "update", "delete", "merge", "replace"}
)
"""First words of the statements that are read here; an opening bracket is the other beginning."""

_ROOTS: dict[type, str] = {
    exp.Select: "select",
    exp.Union: "select",
    exp.Except: "select",
    exp.Intersect: "select",
    exp.Subquery: "select",
    exp.Values: "select",
    exp.Pivot: "select",
    exp.Insert: "insert",
    exp.Update: "update",
    exp.Delete: "delete",
    exp.Merge: "merge",
}


def read_statement(draft: Draft) -> None:
    """Read a query or a statement that writes rows."""
    first, tokens = _beginning(draft)
    if draft.dialect.name == "duckdb":
        tokens = spelling_duckdb.spelled_out(draft.reader, tokens)
    if draft.dialect.name == "postgres":
        tokens = postgres_forms.queried(preparing.at_cursor(tokens))
    tokens, outfile, stored = _without_targets(draft, tokens)
    tree = parse(tokens, draft.dialect)
    kind = "unknown" if isinstance(tree, str) else _ROOTS.get(type(tree), "unknown")
    if isinstance(tree, str) or kind == "unknown":
        why = tree if isinstance(tree, str) else "the statement is not of a known kind"
        draft.done(_likely_kind(draft, first), concede=why)
        draft.outputs = None
        read_calls(draft.reader, draft.tokens, None)
        return
    draft.kind = "replace" if first == "replace" else kind
    rows = read_tree(draft, tree)
    if Relation("pg_catalog", "pg_settings") in draft.reader.writes:
        draft.done(draft.kind, "session", "role", "lexing", concede="it sets settings as rows")
    read_calls(draft.reader, tokens, tree)
    if outfile:
        draft.reader.effects.add("file")
        to_file(draft, rows)
    elif stored:
        keep_rows(draft.reader, rows, stored)
    elif not _into(tree):
        draft.give(rows)
    check_order(draft.reader, tree)
    nodes = _nodes(tree)
    _check_words(draft, tokens, nodes)
    _check_columns(draft, tokens, nodes)


def _beginning(draft: Draft) -> tuple[str, list[Token]]:
    """The word that tells the kind, and the tokens in a form that the parser knows."""
    first, tokens = draft.word(0), draft.tokens
    sqlite = draft.dialect.name == "sqlite"
    if first == "replace":
        tokens = [tokens[0]._replace(text="INSERT", name="insert"), *tokens[1:]]
    if sqlite:
        tokens = sqlite_forms.queried(tokens)
        if first == "with" and sqlite_forms.replaces(draft.tokens):
            first = "replace"
    if first == "replace" or (first == "update" and draft.word(1) == "or"):
        draft.reader.also.update(["delete"] if "replace" in (first, draft.word(2)) else [])
    if sqlite and first == "update" and draft.word(1) == "or":
        tokens = [tokens[0], *tokens[3:]]
    return first, tokens


def _likely_kind(draft: Draft, first: str) -> str:
    """The kind that the first word alone makes certain; a WITH may end in anything."""
    effects = {
        "insert": "write",
        "update": "write",
        "delete": "write",
        "merge": "write",
        "replace": "write",
    }
    if first in effects:
        draft.reader.effects.add(effects[first])
        return first
    return "unknown"


def read_tree(draft: Draft, tree: Any) -> Rows:
    """Read a tree whose root is known."""
    if isinstance(tree, (exp.Insert, exp.Update, exp.Delete, exp.Merge)):
        return read_write(draft.reader, tree, draft.reader.around)
    draft.reader.effects.add("read")
    return read_query(draft.reader, tree, draft.reader.around)


def _into(tree: Any) -> bool:
    return isinstance(tree, exp.Select) and tree.args.get("into") is not None


def _without_targets(draft: Draft, tokens: list[Token]) -> tuple[list[Token], bool, list[str]]:
    """MySQL: take out where rows go instead of the client; tell whether it is a file, or which variables."""
    if draft.dialect.name != "mysql":
        return tokens, False, []
    tokens, outfile = _without_outfile(plain_sequences(draft, respelled(tokens)))
    tokens, stored = into_variables(tokens)
    return tokens, outfile, stored


def _without_outfile(tokens: list[Token]) -> tuple[list[Token], bool]:
    """Take `INTO OUTFILE 'x' …` or `INTO DUMPFILE 'x'` out, which the parser does not know."""
    for at, token in enumerate(tokens[:-1]):
        if (
            token.name == "into"
            and token.kind == WORD
            and tokens[at + 1].name in ("outfile", "dumpfile")
        ):
            end = at + 2
            while end < len(tokens) and tokens[end].name not in (
                "from",
                "for",
                "lock",
                "union",
                ")",
            ):
                end += 1
            return tokens[:at] + tokens[end:], True
    return tokens, False


_COUNTED: dict[str, tuple[tuple[type, ...], frozenset[str]]] = {
    "select": ((exp.Select, exp.Values), frozenset()),
    "insert": ((exp.Insert,), frozenset({"into"})),
    "delete": ((exp.Delete,), frozenset({"from"})),
}
"""Keywords, the nodes that they become, and the words that must follow for them to be that keyword."""


def _nodes(tree: Any) -> list[Any]:
    """Every node of the tree, in no order: one walk for all checks, cheaper than the parser's own."""
    found = []
    pending = [tree]
    while pending:
        node = pending.pop()
        found.append(node)
        for part in node.args.values():
            if isinstance(part, exp.Expr):
                pending.append(part)
            elif isinstance(part, list):
                pending += [item for item in part if isinstance(item, exp.Expr)]
    return found


def _check_words(draft: Draft, tokens: list[Token], nodes: list[Any]) -> None:
    """The tree must hold at least as many SELECT, INSERT and DELETE as the text: nothing was dropped."""
    seen = dict.fromkeys(_COUNTED, 0)
    for at, token in enumerate(tokens):
        if token.kind == WORD and token.name in seen:
            seen[token.name] += _follows(tokens, at, _COUNTED[token.name][1])
    for word, count in seen.items():
        if count and count > sum(isinstance(node, _COUNTED[word][0]) for node in nodes):
            draft.reader.concede(f"the parser and the text disagree about `{word.upper()}`")


@lru_cache(maxsize=32)
def _syntax(dialect: str) -> frozenset[str]:
    """Words that may stand in a text without naming anything."""
    return SYNTAX | keywords(dialect)


def _check_columns(draft: Draft, tokens: list[Token], nodes: list[Any]) -> None:
    """A column of a relation that is named in the text must stand in the tree: no name was dropped."""
    reader, catalog = draft.reader, draft.catalog
    if catalog is None:
        return
    columns: set[str] = set()
    for relation in reader.reads | reader.writes:
        info = catalog.relations.get((relation.schema, relation.name))
        columns.update(info.columns if info is not None else ())
    columns -= {column.name for column in reader.columns_read}
    words = columns.intersection(t.name for t in tokens if t.kind in (WORD, QUOTED))
    words -= _syntax(draft.dialect.name)
    if words:
        kinds = (exp.Identifier, exp.Var, exp.Func)
        named = {str(node.name).lower() for node in nodes if isinstance(node, kinds)}
        if not {word.lower() for word in words} <= named:
            reader.concede("the parser and the text disagree about a column")


def _follows(tokens: list[Token], at: int, followers: frozenset[str]) -> bool:
    after = tokens[at + 1].name if at + 1 < len(tokens) else ""
    before = tokens[at - 1].text if at else ""
    if followers and before.lower() == "as":
        return False  # `SELECT a AS delete FROM t`
    return before != "." and (not followers or after in followers)


def read_create(draft: Draft, kind: str) -> None:
    """`CREATE TABLE` and `CREATE VIEW`: the name, and what flows into it."""
    if draft.dialect.name == "postgres":
        draft.tokens = preparing.written_out(draft, read_statement)
    if draft.dialect.name == "mysql" and kind == "table" and mysql_table(draft):
        return
    if draft.dialect.name == "duckdb":
        draft.tokens = spelling_duckdb.spelled_out(draft.reader, draft.tokens)
    tree = parse(_known_form(draft), draft.dialect)
    if not isinstance(tree, exp.Create):
        draft.done(
            "create",
            "ddl",
            concede=tree if isinstance(tree, str) else "the definition could not be read",
        )
        return
    draft.done("create", "ddl")
    target, names = tree.this, []
    if isinstance(target, exp.Schema):
        names = [_defined(draft, part) for part in target.expressions]
        names = [name for name in names if name]
        target = target.this
    relation = _created(draft, target, tree)
    query = tree.args.get("expression")
    if isinstance(query, (exp.Query, exp.DML, exp.Values)):
        rows = read_query(draft.reader, query)
        draft.reader.effects |= {"read"} if kind == "view" else {"read", "write"}
        if draft.dialect.name == "mysql" and kind == "table":
            # the definitions and the query meet by name, not by position
            kept = {column.name for column in rows.columns or ()}
            names = [*(n for n in names if n not in kept), *(c.name for c in rows.columns or ())]
            new_table(draft.reader, relation, rows, [])
        else:
            new_table(draft.reader, relation, rows, names)
        read_calls(draft.reader, draft.tokens, tree)
        columns = names or [c.name for c in rows.columns or ()]
        known = rows.columns is not None and all(columns)
        draft.created = (relation, tuple(columns)) if known else None
    else:
        if query is not None:
            draft.reader.concede("the definition could not be read")
        if tree.find(exp.ExecuteAsProperty) is not None:
            draft.reader.concede("the prepared statement is not known here")
        more = _like(draft, tree)
        draft.created = (relation, tuple(names)) if names and not more else None
    draft.reader.writes.add(relation)


def _lasting(draft: Draft) -> list[Token]:
    """The tokens without `ON COMMIT DROP` and its kin of temporary tables, which the parser does not know."""
    tokens = draft.tokens
    if draft.dialect.name == "mysql":
        return created(tokens)
    for at in range(1, len(tokens) - 2 if draft.dialect.name == "postgres" else 0):
        if (draft.word(at), draft.word(at + 1)) == ("on", "commit"):
            rows = draft.word(at + 2) in ("delete", "preserve") and draft.word(at + 3) == "rows"
            if rows or draft.word(at + 2) == "drop":
                return tokens[:at] + tokens[at + (4 if rows else 3) :]
    return tokens


def _defined(draft: Draft, part: Any) -> str:
    """The column that one item between the brackets defines; empty for constraints."""
    if isinstance(part, exp.Identifier):
        return draft.reader.fold(part)
    return draft.reader.fold(part.this) if isinstance(part, exp.ColumnDef) else ""


def _created(draft: Draft, target: Any, tree: Any) -> Relation:
    if not isinstance(target, exp.Table) or not isinstance(target.this, exp.Identifier):
        draft.reader.concede("the created relation is not known")
        return Relation("", "")
    reader = draft.reader
    parts = [
        reader.fold(target.args[k]) for k in ("catalog", "db") if target.args.get(k) is not None
    ]
    temporary = any(isinstance(p, exp.TemporaryProperty) for p in tree.find_all(exp.Property))
    return placed(draft, reader.place(".".join(parts)), reader.fold(target.this), temporary)


def _known_form(draft: Draft) -> list[Token]:
    """The definition as the parser knows it."""
    tokens = _lasting(draft)
    if draft.dialect.name == "postgres":
        return postgres_forms.defined(tokens)
    if draft.dialect.name == "sqlite":
        return sqlite_forms.values_made(sqlite_forms.defined(sqlite_forms.queried(tokens)))
    return tokens


def mysql_table(draft: Draft) -> bool:
    """MySQL: read `CREATE TABLE t (definitions) options`, most of which the parser does not know; not with a query."""
    words = [t.name if t.kind == WORD else t.text for t in draft.tokens]
    table = words.index("table") if "table" in words else words.index("tables")
    name, at = draft.name(draft.skip(table + 1, ("if", "not", "exists")))
    end = bracketed(draft.tokens, at)
    plain = name and words[at : at + 1] == ["("] and words[at + 1] not in ("like", "(")
    if not plain or "select" in words or _queried(words[end:]):
        return False
    draft.done("create", "ddl")
    relation = placed(draft, ".".join(name[:-1]), name[-1], "temporary" in words[:table])
    draft.created = (relation, moves.defined_columns(draft, at + 1, end - 1))
    draft.reader.writes.add(relation)
    if "directory" in words[end:]:
        draft.reader.effects.add("file")
    return True


def _queried(words: list[str]) -> bool:
    """Whether what follows the definitions may be a query: `AS TABLE t`, `VALUES …`, WITH."""
    if {"as", "table", "execute"} & set(words):
        return True
    return any(
        (word == "values" and after not in ("less", "in")) or (word == "with" and after != "system")
        for word, after in pairwise([*words, ""])
    )


def placed(draft: Draft, schema: str, name: str, temporary: bool) -> Relation:
    """The relation that is being created."""
    mysql = draft.dialect.name == "mysql"
    if temporary and mysql and draft.catalog and draft.catalog.find(schema, name):
        draft.reader.concede("the temporary table hides another one of that name")
    return Relation(schema or ("temp" if temporary else draft.home()), name)


def _like(draft: Draft, tree: Any) -> bool:
    """Whether the table has columns of another table beside its own."""
    for like in tree.find_all(exp.LikeProperty):
        if isinstance(like.this, exp.Table):
            draft.reader.table_rows(
                draft.reader.fold(like.this.args.get("db")), draft.reader.fold(like.this.this)
            )
    inherited = (exp.LikeProperty, exp.InheritsProperty, exp.PartitionedOfProperty)
    return tree.find(*inherited) is not None


__all__ = ["QUERY_WORDS", "STRING", "read_create", "read_statement", "read_tree"]
