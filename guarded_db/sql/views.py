"""Follows views: what the columns of a view depend on, from its definition in the catalog.

It runs nothing; a definition that cannot be read is reported as None, and the reader concedes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlglot import exp

from guarded_db.sql.catalog import RelationInfo
from guarded_db.sql.facts import Dialect
from guarded_db.sql.limits import MAX_VIEW_DEPTH
from guarded_db.sql.scope import Val

if TYPE_CHECKING:
    from guarded_db.sql.reader import Reader


def view_values(reader: Reader, info: RelationInfo) -> list[Val] | None:
    """What each column of the view depends on, in order; None when that cannot be said."""
    catalog = reader.catalog
    assert catalog is not None
    if info.relation not in catalog.memo:
        if reader.depth >= MAX_VIEW_DEPTH:
            return None
        catalog.memo[info.relation] = _values(reader, info)
    found: list[Val] | None = catalog.memo[info.relation]
    return found


def _values(reader: Reader, info: RelationInfo) -> list[Val] | None:
    from guarded_db.sql.calls import read_calls
    from guarded_db.sql.lexing import scan
    from guarded_db.sql.parsing import parse_text
    from guarded_db.sql.queries import bind, read_query
    from guarded_db.sql.reader import Reader

    tree: Any = parse_text(info.definition, Dialect(reader.dialect))
    if isinstance(tree, exp.Create):
        tree = tree.args.get("expression")
    if not isinstance(tree, exp.Query):
        return None
    inner = bind(Reader(reader.dialect, reader.catalog, reader.depth + 1))
    rows = read_query(inner, tree)
    if reader.dialect == "postgres":
        tokens = scan(info.definition, Dialect(reader.dialect))
        read_calls(inner, tokens, tree)
        if inner.catalog is not None and inner.catalog.coded.intersection(t.name for t in tokens):
            return None
    lost = any(
        why.startswith(("relation", "view", "function", "type", "`")) for why in inner.conceded
    )
    if rows.columns is None or lost or len(rows.columns) != len(info.columns):
        return None
    return [c.value._replace(source=None) for c in rows.columns]
