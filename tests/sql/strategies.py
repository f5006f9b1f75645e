"""Generated queries over the planted schema, in SQL that every SQLite understands."""

from __future__ import annotations

from hypothesis import strategies as st

COLUMNS = {
    "users": ["id", "k", "email", "name", "ssn"],
    "orders": ["id", "k", "user_id", "total", "note"],
    "items": ["id", "k", "order_id", "sku"],
    "pets": ["id", "k", "pet"],
    "v_users": ["id", "mail", "lname"],
    "v_deep": ["m", "i"],
}


@st.composite
def _relation(draw: st.DrawFn, depth: int) -> tuple[str, list[str]]:
    """A relation or a bracketed query, with its columns."""
    if depth and draw(st.booleans()):
        sql, columns = draw(_query(depth - 1))
        return f"({sql})", columns
    table = draw(st.sampled_from(sorted(COLUMNS)))
    return table, COLUMNS[table]


@st.composite
def _expression(draw: st.DrawFn, names: list[str], depth: int) -> str:
    column = draw(st.sampled_from(names))
    other = draw(st.sampled_from(names))
    shape = draw(st.integers(0, 9))
    if shape == 9 and depth:
        sql, columns = draw(_query(depth - 1))
        return f"(select {columns[0]} from ({sql}) limit 1)"
    return [
        column,
        column,
        column,
        f"({column})",
        f"upper({column})",
        f"{column} || '-' || {other}",
        f"coalesce(null, {column})",
        f"case when {other} is not null then {column} else {other} end",
        f"cast({column} as text)",
        f"max({column}) over (partition by {other})",
    ][shape]


@st.composite
def _query(draw: st.DrawFn, depth: int) -> tuple[str, list[str]]:
    """A SELECT with its output columns, every one with an alias of its own."""
    first, first_columns = draw(_relation(depth))
    names = [f"s0.{c}" for c in first_columns]
    from_ = f"{first} as s0"
    if draw(st.booleans()):
        second, second_columns = draw(_relation(depth))
        kind = draw(st.sampled_from(["join", "left join", ","]))
        on = "" if kind == "," else f" on s0.{first_columns[0]} is not null"
        from_ += f" {kind} {second} as s1{on}"
        names += [f"s1.{c}" for c in second_columns]
    if draw(st.integers(0, 4)) == 0 and len(names) < 12:
        aliases = [f"c{i}" for i in range(len(names))]
        items = [f"{n} as {a}" for n, a in zip(names, aliases, strict=True)]
    else:
        expressions = draw(st.lists(_expression(names, depth), min_size=1, max_size=4))
        aliases = [f"c{i}" for i in range(len(expressions))]
        items = [f"{e} as {a}" for e, a in zip(expressions, aliases, strict=True)]
    where = f" where {draw(st.sampled_from(names))} is not null" if draw(st.booleans()) else ""
    sql = f"select {', '.join(items)} from {from_}{where}"
    return draw(_wrapped(sql, aliases, depth))


@st.composite
def _wrapped(draw: st.DrawFn, sql: str, columns: list[str], depth: int) -> tuple[str, list[str]]:
    shape = draw(st.integers(0, 5))
    if shape == 1:
        return f"select * from ({sql}) as w", columns
    if shape == 2 and depth:
        renamed = [f"r{i}" for i in range(len(columns))]
        return f"with q({', '.join(renamed)}) as ({sql}) select * from q", renamed
    if shape == 3 and depth:
        other, others = draw(_query(0))
        picked = ", ".join(others[i % len(others)] for i in range(len(columns)))
        return f"select * from ({sql}) union all select {picked} from ({other})", columns
    return sql, columns


queries = _query(2).map(lambda found: f"select * from ({found[0]}) limit 20")
"""Whole queries."""
