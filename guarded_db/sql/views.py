"""Follows views: what the columns of a view depend on, and what it reads, from its definition in the catalog.

It runs nothing; a definition that cannot be read is reported as None, and the reader concedes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlglot import exp

from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.facts import Column, Dialect, Relation
from guarded_db.sql.lexing import QUOTED, WORD
from guarded_db.sql.limits import MAX_VIEW_DEPTH
from guarded_db.sql.scope import NO_COLUMNS, NOTHING, Val

if TYPE_CHECKING:
    from guarded_db.sql.reader import Reader


class Behind(NamedTuple):
    """What stands behind a view."""

    values: list[Val] | None
    """What each column depends on, in order; None when that cannot be said."""
    reads: frozenset[Relation] = frozenset()
    """The view and every relation behind it."""
    columns: frozenset[Column] = NO_COLUMNS
    """Every column that the definitions use."""
    functions: frozenset[str] = NOTHING
    """Names before brackets in the definitions: every function that they call, and more."""


def view_values(reader: Reader, info: RelationInfo) -> list[Val] | None:
    """What each column of the view depends on, in order; None when that cannot be said."""
    assert reader.catalog is not None
    return behind(reader.dialect, reader.catalog, info, reader.depth).values


def behind(dialect: str, catalog: Catalog, info: RelationInfo, depth: int = 0) -> Behind:
    """What stands behind the view; `depth` says how many views deep this is."""
    if info.relation not in catalog.memo:
        if depth >= MAX_VIEW_DEPTH:
            return Behind(None)
        catalog.memo[info.relation] = _behind(dialect, catalog, info, depth)
    found: Behind = catalog.memo[info.relation]
    return found


def _behind(dialect: str, catalog: Catalog, info: RelationInfo, depth: int) -> Behind:
    from guarded_db.sql.calls import read_calls
    from guarded_db.sql.lexing import scan
    from guarded_db.sql.parsing import parse_text
    from guarded_db.sql.queries import bind, read_query
    from guarded_db.sql.reader import Reader

    tree: Any = parse_text(info.definition, Dialect(dialect))
    if isinstance(tree, exp.Create):
        tree = tree.args.get("expression")
    if not isinstance(tree, exp.Query):
        return Behind(None)
    inner = bind(Reader(dialect, catalog, depth + 1))
    rows = read_query(inner, tree)
    coded = False
    called = NOTHING
    if dialect in ("postgres", "sqlite"):
        tokens = scan(info.definition, Dialect(dialect))
        if dialect == "postgres":
            read_calls(inner, tokens, tree)
            coded = bool(catalog.coded.intersection(t.name for t in tokens))
        called = frozenset(
            t.name.lower()
            for t, after in pairwise(tokens)
            if after.text == "(" and t.kind in (WORD, QUOTED)
        )
    lost = any(
        why.startswith(("relation", "view", "function", "type", "`")) for why in inner.conceded
    )
    known = not coded and not lost and rows.columns is not None
    values = [c.value._replace(source=None) for c in rows.columns or ()] if known else None
    if values is not None and len(values) != len(info.columns):
        values = None
    found = Behind(
        values,
        frozenset(inner.reads | {info.relation}),
        frozenset(inner.columns_read | rows.everything),
        called,
    )
    return _with_views(found, dialect, catalog, info, depth)


def _with_views(
    found: Behind, dialect: str, catalog: Catalog, info: RelationInfo, depth: int
) -> Behind:
    """Add what stands behind the views that a view reads."""
    for relation in found.reads - {info.relation}:
        below = catalog.relations.get((relation.schema, relation.name))
        if below is not None and below.kind == "view":
            more = behind(dialect, catalog, below, depth + 1)
            found = found._replace(
                reads=found.reads | more.reads,
                columns=found.columns | more.columns,
                functions=found.functions | more.functions,
            )
    return found
