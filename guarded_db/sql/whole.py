"""Whether a subquery gives back every row of the table that the statement writes, so that asking it names no rows.

It looks at the tree only: `key IN (SELECT key FROM t)`, the same through CTEs and derived tables, `EXISTS` over a copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlglot import exp

from guarded_db.sql.trying import Asked, can_fail, parts_of
from guarded_db.sql.worth import bare

_NARROWING = ("having", "limit", "offset", "joins", "laterals", "qualify", "group")


def holds(node: Any) -> bool:
    """Whether a condition with a subquery holds for every row, because the subquery reads them all."""
    if isinstance(node, exp.Exists):
        return _exists(bare(node.this))
    query, right = node.args.get("query"), bare(node.args.get("expression"))
    if isinstance(node, exp.EQ) and isinstance(right, exp.Any):
        query = bare(right.this)
    if query is None or not isinstance(node, (exp.EQ, exp.In)):
        return False
    left = bare(node.this)
    subjects = left.expressions if isinstance(left, exp.Tuple) else [left]
    return all(
        isinstance(s, exp.Column) and origin(query, at=at) == s.name.lower()
        for at, s in enumerate(map(bare, subjects))
    )


def origin(query: Any, name: str = "", at: int | None = None) -> str | None:
    """The column of the written table that an output of the query is, for every row of it; None when it is not so."""
    while isinstance(query, (exp.Subquery, exp.Paren)):
        if query.args.get("joins") or _renames(query):
            return None
        query = query.this
    if isinstance(query, exp.Table):
        return _of_table(query, name)
    if not isinstance(query, exp.Select) or any(query.args.get(k) for k in _NARROWING):
        return None
    source, where = query.args.get("from_"), query.args.get("where")
    if source is None or (where is not None and can_fail(where.this, Asked(alone=True)) is True):
        return None
    picked = _picked(query.expressions, name, at)
    return origin(source.this, picked) if picked else None


def joined(node: Any) -> Iterator[Any]:
    """What a statement joins to the table that it writes."""
    statement = node.find_ancestor(exp.Update, exp.Delete, exp.Merge)
    if statement is None:
        return
    source, using = statement.args.get("from_"), statement.args.get("using")
    yield from using if isinstance(using, list) else [using] if using is not None else []
    if source is not None:
        yield source.this


def _picked(expressions: list[Any], name: str, at: int | None) -> str:
    """The name below of the output at a position, or of a name."""
    if at is None:
        found = [e for e in expressions if e.alias_or_name.lower() == name]
        if not found and any(isinstance(e, exp.Star) for e in expressions):
            return name
    else:
        found = expressions[at : at + 1]
    inner = bare(found[0].unalias()) if len(found) == 1 else None
    return inner.name.lower() if isinstance(inner, exp.Column) else ""


def _of_table(table: Any, name: str) -> str | None:
    if table.args.get("joins") or _renames(table) or table.args.get("sample"):
        return None
    cte = _cte(table)
    if cte is not None:
        return None if _renames(cte) else origin(cte.this, name)
    statement = table.find_ancestor(exp.Update, exp.Delete, exp.Merge)
    target = statement.this if statement is not None else None
    same = isinstance(target, exp.Table) and target.name.lower() == table.name.lower()
    return name if same else None


def _cte(table: Any) -> Any:
    """The CTE that a name means; inside of its own body the name means a table."""
    if table.args.get("db") is not None:
        return None
    below, above = table, table.parent
    while above is not None:
        clause = above.args.get("with_")
        for cte in clause.expressions if clause is not None and clause is not below else ():
            if cte.alias.lower() == table.name.lower():
                return cte
        below, above = above, above.parent
    return None


def _renames(node: Any) -> bool:
    alias = node.args.get("alias")
    return alias is not None and bool(alias.args.get("columns"))


def _exists(query: Any) -> bool:
    """Whether there is a row for each row: the query reads the written table, and at most joins it with itself."""
    if not isinstance(query, exp.Select) or any(query.args.get(k) for k in _NARROWING):
        return False
    source, where = query.args.get("from_"), query.args.get("where")
    table = source.this if source is not None else None
    if not isinstance(table, exp.Table) or _of_table(table, "any") is None or _cte(table):
        return False
    statement: Any = query.find_ancestor(exp.Update, exp.Delete, exp.Merge)
    names = {table.alias_or_name.lower(), statement.this.alias_or_name.lower()}
    return where is None or all(
        _same_column(part, names) or can_fail(part, Asked(alone=True)) is False
        for part in parts_of(where.this)
    )


def _same_column(node: Any, tables: set[str]) -> bool:
    """`a.id = b.id` of two names of one table."""
    left, right = bare(node.this), bare(node.args.get("expression"))
    if not (
        isinstance(node, exp.EQ) and isinstance(left, exp.Column) and isinstance(right, exp.Column)
    ):
        return False
    same = left.name.lower() == right.name.lower()
    return same and {left.table.lower(), right.table.lower()} == tables
