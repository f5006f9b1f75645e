"""Code that the database's users wrote and that runs without being called by its name: casts, checks, defaults.

The catalog knows the names; a statement that makes such code run is conceded, since nobody read its body. Functions
that are called like functions are `calls`.
"""

from __future__ import annotations

from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Relation
from guarded_db.sql.lexing import QUOTED, WORD

_COMPUTING = frozenset(
    "select insert update delete merge replace explain create copy prepare call set".split()
)
"""Kinds that may hold an expression."""

_RUNNING = frozenset({"create", "alter"})
"""Kinds that put a call into a default, check or index; queries have their calls looked at in `calls`."""


def read_routines(draft: Draft) -> None:
    """Concede what makes code run that the statement does not show."""
    catalog = draft.catalog
    if draft.dialect.name == "duckdb":
        _hidden(draft)
    if draft.dialect.name != "postgres":
        return
    if catalog is None:
        _want(draft)
        return
    if not catalog.routines and not catalog.coded:
        return
    for at, token in enumerate(draft.tokens):
        if token.kind not in (WORD, QUOTED):
            continue
        if token.name in catalog.coded:
            draft.reader.concede(f"type `{token.name}` runs code that is not read")
        if draft.kind in _RUNNING and token.name in catalog.routines and _called(draft, at):
            draft.reader.concede(f"function `{token.name}` is not known")


def _hidden(draft: Draft) -> None:
    """DuckDB looks for a macro before its own functions, also for what an operator or a bracket stands for."""
    if draft.kind not in _COMPUTING:
        return
    if draft.catalog is None:
        draft.reader.needs_catalog = True
        return
    for name in sorted(draft.catalog.hiding):
        draft.reader.concede(
            f"macro `{name}` hides a function of the database; give it another name"
        )


def _want(draft: Draft) -> None:
    """A type or function that only the catalog can tell of."""
    for before, token in zip(draft.tokens, draft.tokens[1:], strict=False):
        checked = draft.kind in _RUNNING and before.name == "check" and token.text == "("
        named = before.kind == WORD and before.name in ("cast", "default")
        if checked or named or before.text == "::":
            draft.reader.needs_catalog = True


def _called(draft: Draft, at: int) -> bool:
    """Whether a bracket follows, and the name is not that of a relation."""
    if at + 1 >= len(draft.tokens) or draft.tokens[at + 1].text != "(":
        return False
    relation: Relation = draft.relation((draft.tokens[at].name,))
    return draft.catalog is None or (relation.schema, relation.name) not in draft.catalog.relations
