"""What names mean to the later statements of a text, after what the earlier ones made, changed or took away."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import replace

from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Facts, Relation

UNDONE = "what the text made before may be undone by its ROLLBACK"


def doubtful(before: Sequence[Facts]) -> str:
    """Why the names of later statements are not certain any more; empty when they are.

    Whether a definition stands within the part that a ROLLBACK takes back is not followed.
    """
    if not before or before[-1].kind != "rollback":
        return ""
    return UNDONE if any(f.effects & {"ddl"} or f.kind == "execute" for f in before) else ""


def after(catalog: Catalog | None, draft: Draft, facts: Facts) -> Catalog | None:
    """The catalog as the next statement sees it."""
    if catalog is None or not catalog.available:
        return catalog
    if draft.created is not None:
        relation, columns = draft.created
        return _with(catalog, relation, RelationInfo(relation, "table", columns))
    if facts.kind == "drop" or (facts.kind in ("alter", "rename") and len(facts.writes) > 1):
        for relation in facts.writes:
            catalog = _with(catalog, relation, None)
    elif facts.kind == "alter":
        for relation in facts.writes:
            catalog = _with(catalog, relation, RelationInfo(relation, "other", ()))
    return catalog


def _with(catalog: Catalog, relation: Relation, info: RelationInfo | None) -> Catalog:
    """The catalog with another relation of that name, or without one."""
    relations = catalog.relations
    if not isinstance(relations, ChainMap):
        relations = ChainMap({}, dict(relations))
        path = tuple(dict.fromkeys(("temp", *catalog.search_path)))
        catalog = replace(catalog, relations=relations, search_path=path, memo={})
    for level in relations.maps if info is None else ():
        level.pop((relation.schema, relation.name), None)
    if info is not None:
        relations[relation.schema, relation.name] = info
    return catalog
