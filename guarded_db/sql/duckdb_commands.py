"""Commands that only DuckDB has, by their leading words."""

from __future__ import annotations

from guarded_db.sql.calls import read_dangers
from guarded_db.sql.copying import everything_leaves
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Column, Relation
from guarded_db.sql.functions import danger_of, pure
from guarded_db.sql.lexing import OPERATOR, WORD, Token
from guarded_db.sql.scope import Val
from guarded_db.sql.statements import read_statement

_FORMS = {"pivot_wider": "PIVOT", "pivot_longer": "UNPIVOT"}


def pivot(draft: Draft) -> None:
    """`PIVOT t ON …`, `UNPIVOT t ON …`, and their other names."""
    first = draft.tokens[0]
    form = _FORMS.get(first.name, first.name.upper())
    draft.tokens = [first._replace(text=form, name=form.lower()), *draft.tokens[1:]]
    read_statement(draft)


def force(draft: Draft) -> None:
    """`FORCE INSTALL x` and `FORCE CHECKPOINT`."""
    if draft.word(1) == "install":
        draft.done("install", "extension", "network", "file")
    else:
        draft.done("checkpoint", "maintenance")


def update_extensions(draft: Draft) -> bool:
    """`UPDATE EXTENSIONS [(names)]`; False when it is an UPDATE of rows."""
    bracket = len(draft.tokens) > 2 and draft.tokens[2].text == "("
    if draft.word(1) != "extensions" or not (len(draft.tokens) == 2 or bracket):
        return False
    draft.done("update", "extension", "network", "file")
    draft.outputs = None
    return True


def call(draft: Draft) -> None:
    """`CALL f(…)`: the rows of a function of FROM."""
    draft.tokens = [*_words("select * from"), *draft.tokens[1:]]
    read_statement(draft)
    draft.kind = "call"


def _words(text: str) -> list[Token]:
    return [
        Token(WORD if word.isalpha() else OPERATOR, word.upper(), word, True)
        for word in text.split()
    ]


def set_variable(draft: Draft, at: int) -> None:
    """`SET VARIABLE x = …`: what the value depends on flows into the variable, which has no lineage."""
    tokens = draft.tokens
    name, equals = draft.name(at)
    draft.done("set", "session")
    if not name or equals >= len(tokens) - 1 or tokens[equals].name not in ("=", "to"):
        draft.reader.concede("the form of SET is not known")
        return
    draft.tokens = [*_words("select"), *tokens[equals + 1 :]]
    read_statement(draft)
    draft.kind, draft.tokens, draft.outputs = "set", tokens, ()
    if not draft.reader.columns_read:
        draft.reader.effects.discard("read")
    target = Column(Relation("", "variable"), name[-1])
    draft.reader.flow([Val(frozenset(draft.reader.columns_read))], target)
    draft.reader.columns_written.discard(target)


def export(draft: Draft) -> None:
    """`EXPORT DATABASE 'folder'`: every table leaves into files."""
    draft.done("export", "file", "network", "read")
    everything_leaves(draft)


def macro(draft: Draft, at: int) -> None:
    """`CREATE MACRO f(…) AS …`: nothing runs; whoever calls it is judged by its body, or conceded."""
    draft.done("create", "ddl")
    name, _ = draft.name(draft.skip(at + 1, ("if", "not", "exists")))
    last = name[-1] if name else ""
    hides = last in pure("duckdb") or danger_of("duckdb", last) is not None
    if hides or not last.isidentifier():
        draft.reader.concede("a macro hides a function of the engine")
    read_dangers(draft.reader, draft.tokens)
