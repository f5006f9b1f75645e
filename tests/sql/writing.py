"""Generated statements that write into the generated schema, in the SQL of each dialect."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st
from sql.schema import RELATIONS, TABLES, Columns
from sql.strategies import Level, condition, query, text


class Write(NamedTuple):
    """A statement that writes."""

    sql: str
    table: str
    tells: bool = True
    """Its condition names a column, so that it says which rows are meant."""


def _level(dialect: str, names: Columns, depth: int = 0) -> Level:
    return Level(dialect, names, depth, {}, True)


def _named(alias: str, table: str) -> Columns:
    return [(f"{alias}.{c}", kind) for c, kind in RELATIONS[table]]


@st.composite
def _returning(draw: st.DrawFn, dialect: str, table: str, alias: str = "") -> str:
    if dialect == "mysql" or draw(st.booleans()):
        return ""
    names = [(f"{alias}{c}", kind) for c, kind in TABLES[table]]
    one = draw(text(_level(dialect, names))) if alias != "s0." else names[-1][0]
    return draw(st.sampled_from([" returning *", f" returning {one} as r, {names[-1][0]} as z"]))


@st.composite
def _insert(draw: st.DrawFn, dialect: str) -> Write:
    """INSERT of values or of a query, with what happens on a conflict."""
    table = draw(st.sampled_from(sorted(TABLES)))
    texts = [c for c, kind in TABLES[table] if kind == "t"]
    verb, source = "insert", draw(st.sampled_from(["values", "values", "select", "query"]))
    if dialect in ("mysql", "sqlite") and draw(st.integers(0, 4)) == 0:
        verb = "replace"
    key = draw(st.sampled_from(["9001", "9101"]))
    listed = ", ".join(["id", "k", *texts])
    if source == "values":
        cells = [draw(_cell(dialect)) for _ in texts]
        body = f"values ({', '.join([key, '1', *cells])})"
    else:
        inner, names = draw(st.sampled_from(sorted(RELATIONS))), None
        names = _named("z", inner)
        if source == "query":
            found = draw(query(_level(dialect, [], 1)))
            inner, names = f"({found.sql})", [(f"z.{c}", kind) for c, kind in found.columns]
        level = _level(dialect, names)
        cells = [draw(text(level)) for _ in texts]
        picked = draw(st.sampled_from([n for n, _ in names]))
        body = (
            f"select {key}, 1, {', '.join(cells)} from {inner} z where {picked} is not null limit 1"
        )
    sql = f"{verb} into {table} ({listed}) {body}"
    if verb == "insert":
        sql += draw(_conflict(dialect, texts, ambiguous=source != "values"))
    return Write(sql + draw(_returning(dialect, table)), table)


@st.composite
def _cell(draw: st.DrawFn, dialect: str) -> str:
    table = draw(st.sampled_from(sorted(TABLES)))
    column = draw(st.sampled_from([c for c, kind in TABLES[table] if kind == "t"]))
    return draw(st.sampled_from(["'v'", "null", f"(select max(z.{column}) from {table} z)"]))


@st.composite
def _conflict(draw: st.DrawFn, dialect: str, texts: list[str], ambiguous: bool) -> str:
    first, last = texts[0], texts[-1]
    if dialect == "mysql":
        return draw(st.sampled_from(["", f" on duplicate key update {first} = values({last})"]))
    if ambiguous:
        return ""
    return draw(
        st.sampled_from(
            [
                "",
                " on conflict do nothing",
                f" on conflict (id) do update set {first} = excluded.{last}",
                f" on conflict (id) do update set {first} = 'c' where excluded.{last} is not null",
            ]
        )
    )


@st.composite
def _condition(draw: st.DrawFn, dialect: str, names: Columns, bounded: bool) -> tuple[str, bool]:
    if not bounded and draw(st.integers(0, 4)) == 0:
        return "", True
    found = draw(condition(_level(dialect, names)))
    return f" where {found}", any(name in found for name, _ in names)


@st.composite
def _update(draw: st.DrawFn, dialect: str, bounded: bool) -> Write:
    table, other = (draw(st.sampled_from(sorted(TABLES))) for _ in range(2))
    targets = [c for c, kind in TABLES[table] if kind == "t"]
    names = _named("s0", table)
    joined = not bounded and draw(st.booleans())
    if joined:
        names += _named("s1", other)
    where, tells = draw(_condition(dialect, names, bounded))
    level = _level(dialect, names)
    chosen = sorted({draw(st.sampled_from(targets)), draw(st.sampled_from(targets))})
    prefix = "s0." if dialect == "mysql" else ""
    new = ["'changed'" if bounded else draw(text(level)) for _ in chosen]
    sets = ", ".join(f"{prefix}{c} = {value}" for c, value in zip(chosen, new, strict=True))
    if dialect == "mysql":
        from_ = f" join {other} s1 on s0.k = s1.k" if joined else ""
        return Write(f"update {table} s0{from_} set {sets}{where}", table, tells)
    from_ = f" from {other} as s1" if joined else ""
    alias = "" if dialect == "sqlite" else "s0."
    returning = draw(_returning(dialect, table, alias)) if not joined else ""
    return Write(f"update {table} as s0 set {sets}{from_}{where}{returning}", table, tells)


@st.composite
def _delete(draw: st.DrawFn, dialect: str, bounded: bool) -> Write:
    table, other = (draw(st.sampled_from(sorted(TABLES))) for _ in range(2))
    joined = not bounded and dialect != "sqlite" and draw(st.booleans())
    names = _named("s0", table) + (_named("s1", other) if joined else [])
    where, tells = draw(_condition(dialect, names, bounded))
    if dialect == "mysql":
        from_ = f" join {other} s1 on s0.k = s1.k" if joined else ""
        return Write(f"delete s0 from {table} s0{from_}{where}", table, tells)
    using = f" using {other} as s1" if joined else ""
    alias = "" if dialect == "sqlite" else "s0."
    returning = draw(_returning(dialect, table, alias)) if not joined else ""
    return Write(f"delete from {table} as s0{using}{where}{returning}", table, tells)


@st.composite
def _merge(draw: st.DrawFn, dialect: str) -> Write:
    table, other = (draw(st.sampled_from(sorted(TABLES))) for _ in range(2))
    names = _named("s0", table) + _named("s1", other)
    targets = [c for c, kind in TABLES[table] if kind == "t"]
    found = draw(text(_level(dialect, names)))
    brought = draw(text(_level(dialect, _named("s1", other))))
    doing = draw(st.sampled_from([f"update set {targets[0]} = {found}", "delete", "do nothing"]))
    on = draw(
        st.sampled_from(["s0.id = s1.id", "s0.id = s1.id and s0.k = s1.k", "s0.id = s1.id + 1"])
    )
    adding = f" when not matched then insert (id, k, {targets[-1]}) values (s1.id, 1, {brought})"
    more = draw(st.sampled_from(["", adding]))
    sql = f"merge into {table} as s0 using {other} as s1 on {on} when matched then {doing}{more}"
    return Write(sql, table)


@st.composite
def _inside(draw: st.DrawFn, dialect: str) -> Write:
    """A write in a WITH clause."""
    write = draw(st.one_of(_update(dialect, False), _delete(dialect, False)))
    if " returning " not in write.sql:
        write = write._replace(
            sql=f"{write.sql} returning {'s0.' + TABLES[write.table][-1][0]} as r"
        )
    return write._replace(sql=f"with w as ({write.sql}) select * from w")


def writes(dialect: str, *, bounded: bool = False) -> st.SearchStrategy[Write]:
    """INSERT, UPDATE, DELETE, MERGE; with `bounded`, UPDATE and DELETE of one table with a condition."""
    kinds = [_update(dialect, bounded), _delete(dialect, bounded)]
    if not bounded:
        kinds += [_insert(dialect), _insert(dialect)]
        kinds += [_merge(dialect)] if dialect in ("postgres", "duckdb") else []
        kinds += [_inside(dialect)] if dialect == "postgres" else []
    return st.one_of(kinds)


_ALWAYS = [
    "1 = 1",
    "not false",
    "{c} = {c}",
    "{c} >= {c}",
    "not {c} <> {c}",
    "not ({c} < {c})",
    "{c} is not null or 1 = 1",
    "{c} is null or {c} is not null",
    "{t} = 'x' or {t} <> 'x'",
    "{t} like '%'",
    "{c} between {c} and {c}",
    "{c} in ({c}, null)",
    "id in (select id from {table})",
    "exists (select 1)",
    "exists (select 1 from {table})",
    "not ({c} <> {c} and {t} = 'y')",
    "'a' in ('a', 'b')",
    "({t} like '%x%' or not {t} like '%x%')",
]


@st.composite
def always(draw: st.DrawFn, dialect: str, table: str, depth: int = 2) -> str:
    """A condition that holds for every row whose columns are not NULL, in the disguises that can be proven."""
    texts = [c for c, kind in TABLES[table] if kind == "t"]
    c, t = draw(st.sampled_from([*texts, "id", "k"])), draw(st.sampled_from(texts))
    if depth == 0 or draw(st.booleans()):
        more = ["id = any (select id from {table})"] * (dialect != "sqlite")
        return draw(st.sampled_from(_ALWAYS + more)).format(c=c, t=t, table=table)
    one = draw(always(dialect, table, depth - 1))
    two = draw(always(dialect, table, depth - 1))
    some = f"{t} = 'ta_email_1'"
    forms = [
        f"({one} and {two})",
        f"({some} or {one})",
        f"({one} or {some})",
        f"not (not ({one}))",
        f"(({one}))",
        f"not ({some} and not ({one}))",
    ]
    return draw(st.sampled_from(forms))
