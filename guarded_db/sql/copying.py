"""Statements that move data in or out of the database: COPY, LOAD DATA, ATTACH."""

from __future__ import annotations

from collections.abc import Callable

from guarded_db.sql.calls import read_calls, read_dangers
from guarded_db.sql.draft import Draft, to_file
from guarded_db.sql.facts import Column
from guarded_db.sql.lexing import OPERATOR, QUOTED, STRING, VARIABLE, WORD, Token
from guarded_db.sql.scope import Named, Rows, Val
from guarded_db.sql.tokens import bracketed

Read = Callable[[Draft], None]


def copy(draft: Draft, read: Read) -> None:
    """`COPY t [(columns)] FROM | TO …` and `COPY (query) TO …`."""
    tokens = draft.tokens
    if len(tokens) > 1 and tokens[1].text == "(":
        end = bracketed(tokens, 1)
        _check_target(draft, end)
        draft.tokens = tokens[2 : end - 1]
        read(draft)
        draft.tokens = tokens
        outputs = draft.outputs
        draft.kind = "copy"
        _query_out(draft, end)
        draft.outputs = outputs if draft.word(end + 1) == "stdout" else ()
        return
    if draft.word(1) == "from":
        draft.done("copy", "file", "write", concede="a whole database is copied")
        return
    name, at = draft.name(1)
    columns, at = _columns(draft, at)
    if not name or draft.word(at) not in ("from", "to"):
        draft.done("copy", concede="the form of COPY is not known")
        return
    _check_target(draft, at)
    if draft.word(at) == "from":
        _copy_in(draft, name, columns, at)
    else:
        _copy_out(draft, name, columns, at)


def _columns(draft: Draft, at: int) -> tuple[list[str], int]:
    if at >= len(draft.tokens) or draft.tokens[at].text != "(":
        return [], at
    names, _ = draft.names(at + 1)
    return [n[-1] for n in names], bracketed(draft.tokens, at)


def _check_target(draft: Draft, at: int) -> None:
    """What stands on the other side of COPY: the client, a program, or a file."""
    target = draft.word(at + 1)
    if draft.dialect.name == "postgres" and target in ("stdin", "stdout"):
        return
    if target == "program":
        draft.reader.effects |= {"program", "file"}
    else:
        draft.reader.effects.add("file")
        if draft.dialect.name == "duckdb":
            draft.reader.effects.add("network")
    read_dangers(draft.reader, draft.tokens[at:])


def _query_out(draft: Draft, at: int) -> None:
    if draft.word(at) != "to":
        draft.reader.concede("the form of COPY is not known")
    if draft.word(at + 1) == "stdout" and draft.dialect.name == "postgres":
        return
    if draft.outputs is None:
        to_file(draft, Rows(None, frozenset(draft.reader.columns_read)))
    else:
        to_file(draft, Rows(None, frozenset().union(*(o.sources for o in draft.outputs))))


def _copy_in(draft: Draft, name: tuple[str, ...], columns: list[str], at: int) -> None:
    draft.done("copy", "write")
    relation, _ = draft.reader.lookup(".".join(name[:-1]), name[-1])
    draft.reader.writes.add(relation)
    draft.reader.columns_written |= {Column(relation, c) for c in columns or ["*"]}
    if any(t.kind == WORD and t.name == "where" for t in draft.tokens[at:]):
        read_calls(
            draft.reader, draft.tokens[at:], None
        )  # it sees the row that comes, and no query


def _copy_out(draft: Draft, name: tuple[str, ...], columns: list[str], at: int) -> None:
    draft.done("copy", "read")
    rows = draft.reader.table_rows(".".join(name[:-1]), name[-1])
    if columns:
        known = {c.name: c.value for c in rows.columns or ()}
        relation = rows.relation
        chosen = [
            Named(
                c,
                known.get(c)
                or (Val(frozenset({Column(relation, c)}), True) if relation else rows.unknown),
            )
            for c in columns
        ]
        rows = Rows(chosen)
    if draft.word(at + 1) == "stdout" and draft.dialect.name == "postgres":
        draft.give(rows)
    else:
        to_file(draft, rows)


def load_data(draft: Draft, read: Read) -> None:
    """MySQL: `LOAD DATA [LOCAL] INFILE … INTO TABLE t`, `LOAD XML`, and `LOAD INDEX`."""
    if draft.word(1) not in ("data", "xml"):
        draft.done("load", "maintenance")
        draft.outputs = None  # names of tables and what became of them
        return
    draft.done("load", "file", "write")
    at = next((i for i, t in enumerate(draft.tokens) if t.kind == WORD and t.name == "table"), None)
    name = draft.name(at + 1)[0] if at is not None else ()
    if not name:
        draft.reader.concede("the written table is not known")
        return
    relation, _ = draft.reader.lookup(".".join(name[:-1]), name[-1])
    draft.reader.writes.add(relation)
    draft.reader.columns_written.add(Column(relation, "*"))
    if any(t.kind == WORD and t.name == "replace" for t in draft.tokens):
        draft.reader.also.add("delete")
    _loaded(draft, read, name)


def _loaded(draft: Draft, read: Read, name: tuple[str, ...]) -> None:
    """`SET column = expression, …` of LOAD DATA, read as an UPDATE of every row."""
    tokens, reader = draft.tokens, draft.reader
    # the other SET is that of CHARACTER SET
    at = next(
        (
            i
            for i, t in enumerate(tokens)
            if t.kind == WORD and t.name == "set" and draft.word(i - 1) not in ("character", "char")
        ),
        None,
    )
    if any(t.kind == VARIABLE for t in tokens[:at]):
        reader.effects.add("session")
    if at is None:
        return
    kept = draft.kind, draft.outputs, reader.unbounded, set(reader.also), [*reader.bounds]
    words = [Token(WORD, "UPDATE", "update", True)]
    for part in name:
        words += [Token(QUOTED, f"`{part}`", part, True), Token(OPERATOR, ".", ".")]
    draft.tokens = words[:-1] + tokens[at:]
    read(draft)
    if draft.kind != "update":
        reader.concede("the expressions of LOAD DATA are not read")
    draft.tokens = tokens
    draft.kind, draft.outputs, reader.unbounded, reader.also, reader.bounds = kept


def attach(draft: Draft) -> None:
    """`ATTACH 'file' AS name`: another database, from a file or the network."""
    draft.done("attach", "file", "session")
    if draft.dialect.name == "sqlite" and any(t.text == "(" for t in draft.tokens):
        draft.reader.concede("the name of the file is computed")
    if draft.dialect.name == "duckdb":
        draft.reader.effects.add("network")


def everything_leaves(draft: Draft) -> None:
    """Remember that every table is copied into files."""
    catalog = draft.catalog
    if catalog is None or not catalog.available:
        draft.reader.needs_catalog = draft.reader.needs_catalog or catalog is None
        draft.reader.concede("the whole database is copied into files")
        return
    draft.reader.effects.add("read")
    for info in catalog.relations.values():
        rows = draft.reader.relation_rows(info.relation, info)
        draft.reader.reads.add(info.relation)
        to_file(draft, Rows(None, rows.everything))


def vacuum_into(draft: Draft) -> None:
    """SQLite: `VACUUM [schema] [INTO 'file']`; a name of a schema is not looked at, all that is attached counts."""
    draft.done("vacuum", "maintenance")
    at = next((i for i in (1, 2) if draft.word(i) == "into"), 0)
    if not at and len(draft.tokens) <= 2:
        return
    draft.reader.effects.add("file")
    everything_leaves(draft)
    if len(draft.tokens) != at + 2 or draft.tokens[-1].kind != STRING:
        draft.reader.concede("the name of the file is computed")
