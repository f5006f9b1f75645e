"""Generated queries over the generated schema, in the SQL of each dialect.

Expressions stand between `⟦` and `⟧`: `plain` takes these marks away, a mutation may put brackets there.
"""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st
from sql.schema import RELATIONS, Columns

TEXT = {"postgres": "text", "mysql": "char(200)", "sqlite": "text", "duckdb": "varchar"}
_LATERAL = ("postgres", "duckdb")
_LITERALS = ["'x'", "'ta_email_1'", "'zz'", "null"]


def plain(sql: str) -> str:
    """The statement as it is sent."""
    return sql.replace("⟦", "").replace("⟧", "")


class Query(NamedTuple):
    """A query, with its columns."""

    sql: str
    columns: Columns


class Level(NamedTuple):
    """What an expression may use: the columns in reach by kind, and how deep it may still go."""

    dialect: str
    names: Columns
    depth: int
    ctes: dict[str, Columns]
    exact: bool
    """Only what gives the same rows whenever it is run."""
    rows: tuple[str, ...] = ()
    """Sources whose whole row may be used as a value."""

    def of(self, kind: str) -> list[str]:
        return [name for name, its in self.names if its == kind]


def _concat(level: Level, *parts: str) -> str:
    return f"concat({', '.join(parts)})" if level.dialect == "mysql" else " || ".join(parts)


@st.composite
def text(draw: st.DrawFn, level: Level) -> str:
    """An expression that gives text."""
    names = level.of("t")
    if not names:
        return f"cast({draw(st.sampled_from(level.of('n')))} as {TEXT[level.dialect]})"
    one, two = draw(st.sampled_from(names)), draw(st.sampled_from(names))
    key = draw(st.sampled_from([n for n, _ in level.names]))
    simple = [
        one,
        one,
        one,
        f"upper({one})",
        f"({_concat(level, one, chr(39) + '-' + chr(39), two)})",
        f"coalesce(null, {one}, {two})",
        f"nullif({one}, {two})",
        f"replace({one}, 'q', {two})",
        f"substr({one}, 1, 40)",
        f"cast({one} as {TEXT[level.dialect]})",
    ]
    if level.rows:
        row = draw(st.sampled_from(level.rows))
        simple.append(f"cast({row} as {TEXT[level.dialect]})")
    made = draw(st.integers(0, len(simple) + 4))
    if made < len(simple):
        return f"⟦{simple[made]}⟧"
    if made == len(simple):
        return f"case when {draw(condition(_shallow(level)))} then {one} else {two} end"
    if made == len(simple) + 1:
        return f"max({one}) over (partition by {key})"
    if made == len(simple) + 2:
        return f"first_value({one}) over (order by {key}, {two}, {one})"
    if level.depth and made == len(simple) + 3:
        inner = draw(query(_outer(level)))
        first = next((c for c, kind in inner.columns if kind == "t"), "")
        return f"(select max({first}) from ({inner.sql}) z)" if first else one
    if level.depth and not level.exact:
        table, column = draw(_texts(level))
        return f"(select z.{column} from {table} z where z.k = {_number(draw, level)} limit 1)"
    return "(select max(p) from v0)"


def _shallow(level: Level) -> Level:
    return level._replace(depth=max(0, level.depth - 1))


def _outer(level: Level) -> Level:
    """The level around a query that is a value: MySQL lets only its first level name what is outside."""
    names = [] if level.dialect == "mysql" else level.names
    return _shallow(level)._replace(names=names, rows=())


def _number(draw: st.DrawFn, level: Level) -> str:
    return draw(st.sampled_from(level.of("n") or ["1"]))


@st.composite
def _texts(draw: st.DrawFn, level: Level) -> tuple[str, str]:
    tables = [t for t in sorted(RELATIONS) if t.startswith("t") and t not in level.ctes]
    table = draw(st.sampled_from(tables))
    column = draw(st.sampled_from([c for c, kind in RELATIONS[table] if kind == "t"]))
    return table, column


@st.composite
def number(draw: st.DrawFn, level: Level) -> str:
    """An expression that gives a number."""
    one = _number(draw, level)
    key = draw(st.sampled_from([n for n, _ in level.names]))
    other = draw(st.sampled_from([n for n, _ in level.names]))
    shapes = [
        one,
        one,
        f"{one} + 1",
        f"length({key if key in level.of('t') else chr(39) + 'x' + chr(39)})",
        f"count(*) over (partition by {key})",
        f"dense_rank() over (order by {key}, {other})",
        "(select count(*) from v1)",
    ]
    return f"⟦{draw(st.sampled_from(shapes))}⟧"


@st.composite
def condition(draw: st.DrawFn, level: Level) -> str:
    """A condition over the columns in reach."""
    texts = level.of("t") or ["'x'"]
    one, two = draw(st.sampled_from(texts)), draw(st.sampled_from(texts))
    literal = draw(st.sampled_from(_LITERALS))
    shapes = [
        f"{one} = {literal}",
        f"{one} <> 'x'",
        f"{one} = {two}",
        f"{one} is not null",
        f"{one} like '%1'",
        f"{one} in ('ta_name_2', {literal})",
        f"{one} <= {two}",
        f"{_number(draw, level)} between 1 and 9001",
        f"not {one} = {two}",
    ]
    made = draw(st.integers(0, len(shapes) + 4))
    if made < len(shapes):
        return f"⟦{shapes[made]}⟧"
    if made <= len(shapes) + 1:
        glue = draw(st.sampled_from(["and", "or"]))
        return f"(⟦{draw(condition(_shallow(level)))}⟧ {glue} {draw(condition(_shallow(level)))})"
    table, column = draw(_texts(level))
    if made == len(shapes) + 2:
        return f"{one} in (select z.{column} from {table} z where z.k = {_number(draw, level)})"
    if made == len(shapes) + 3:
        return f"exists (select 1 from {table} z where z.{column} >= {one})"
    return f"{one} = (select max(z.{column}) from {table} z)"


@st.composite
def _relation(draw: st.DrawFn, level: Level) -> tuple[str, Columns]:
    """A relation, a common table expression, VALUES or a bracketed query, with its columns."""
    shape = draw(st.integers(0, 7))
    if level.depth and shape in (0, 1):
        inner = draw(query(_shallow(level)._replace(names=[], rows=())))
        return f"({inner.sql})", inner.columns
    if level.ctes and shape in (2, 3):
        name = draw(st.sampled_from(sorted(level.ctes)))
        return name, level.ctes[name]
    if shape == 4 and level.dialect in _LATERAL:
        return "(values (1, 'v'), (2, null))", []
    name = draw(st.sampled_from(sorted(RELATIONS)))
    return name, level.ctes.get(name, RELATIONS[name])


class _From(NamedTuple):
    sql: str
    names: Columns
    rows: tuple[str, ...]
    sources: list[Columns]


@st.composite
def _from(draw: st.DrawFn, level: Level, number: int) -> _From:
    """FROM with up to three items, joined in every way that the dialect knows."""
    alias = f"s{number}"
    first, columns = draw(_relation(level))
    sql = f"{first} as {alias}"
    if not columns:
        sql, columns = f"{sql}(w0, w1)", [("w0", "n"), ("w1", "t")]
    names = [(f"{alias}.{c}", kind) for c, kind in columns]
    rows, sources = [alias], [columns]
    keyed = {c for c, _ in columns}
    kinds = ["join", "left join", "right join", "cross join", ",", "natural", "using", "lateral"]
    kinds += ["full join"] * (level.dialect != "mysql")
    for at in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(kinds))
        alias = f"s{number}{at}"
        if kind == "lateral" and level.dialect in _LATERAL and at == 1:
            inner_level = level._replace(names=names, depth=0, rows=())
            one = draw(text(inner_level))
            inner = f"select {one} as l0, z.i as l1 from v1 z"
            sql, columns = (
                f"{sql} cross join lateral ({inner}) as {alias}",
                [("l0", "t"), ("l1", "n")],
            )
        else:
            second, columns = draw(_relation(level))
            head = f"{second} as {alias}"
            if not columns:
                head, columns = f"{head}(w0, w1)", [("w0", "n"), ("w1", "t")]
            # a merged column that a later source has too would be ambiguous
            names = [n for n in names if "." in n[0] or n not in columns]
            shared = keyed & {c for c, _ in columns}
            merging = kind in ("natural", "using") and not at
            simple = len(keyed) == len(sources[0]) and len({c for c, _ in columns}) == len(columns)
            agree = all((c, k) in sources[0] for c, k in columns if c in shared)
            if merging and shared and simple and agree:
                side = draw(st.sampled_from(["", "left ", "right "]))
                on = f" using ({', '.join(sorted(shared)[:2])})" if kind == "using" else ""
                sql += f" {'natural ' if kind == 'natural' else ''}{side}join {head}{on}"
                merged = sorted(shared)[:2] if kind == "using" else sorted(shared)
                names += [(c, k) for c, k in columns if c in merged]
            elif kind in ("cross join", ","):
                # MySQL and others bind a comma less tightly than JOIN, so it would hide names from a later ON.
                sql += f" cross join {head}"
            else:
                word = kind if kind.endswith("join") else "join"
                both = [*names, *((f"{alias}.{c}", k) for c, k in columns)]
                on = draw(condition(level._replace(names=both, depth=0, rows=())))
                if word == "full join":
                    on = f"s{number}.{sources[0][0][0]} = {alias}.{columns[0][0]}"
                    if sources[0][0][1] != columns[0][1]:
                        word, on = "join", "1 = 1"
                sql += f" {word} {head} on {on}"
        names += [(f"{alias}.{c}", kind_) for c, kind_ in columns]
        rows.append(alias)
        sources.append(columns)
    whole = tuple(rows) if level.dialect in _LATERAL else ()
    return _From(sql, names, whole, sources)


@st.composite
def _select(draw: st.DrawFn, level: Level) -> Query:
    """One SELECT, every column with an alias of its own."""
    from_ = draw(_from(level, draw(st.integers(0, 9))))
    # names further out are shadowed where an inner source has the same alias
    own = {n.split(".")[0] for n, _ in from_.names if "." in n}
    outer = [(n, k) for n, k in level.names if "." in n and n.split(".")[0] not in own]
    inner = level._replace(names=from_.names, rows=from_.rows)
    where = ""
    if draw(st.booleans()):
        where = f" where {draw(condition(inner._replace(names=from_.names + outer)))}"
    shape = draw(st.integers(0, 9))
    if shape == 0:
        return draw(_grouped(inner, from_, where))
    if shape == 1 and len(from_.sources) == 1:
        return Query(f"select * from {from_.sql}{where}", list(from_.sources[0]))
    if shape == 2:
        alias = from_.sql.split(" as s")[-1].split("(")[0].split(" ")[0].rstrip(")")
        if f"s{alias}" in own and len(from_.sources) == 1:
            return Query(f"select s{alias}.* from {from_.sql}{where}", list(from_.sources[0]))
    kinds = draw(st.lists(st.sampled_from("ttn"), min_size=1, max_size=4))
    items = [draw(text(inner) if kind == "t" else number(inner)) for kind in kinds]
    columns = [(f"c{i}", kind) for i, kind in enumerate(kinds)]
    listed = ", ".join(f"{e} as {c}" for e, (c, _) in zip(items, columns, strict=True))
    distinct = "distinct " if draw(st.integers(0, 7)) == 0 else ""
    return Query(f"select {distinct}{listed} from {from_.sql}{where}", columns)


@st.composite
def _grouped(draw: st.DrawFn, level: Level, from_: _From, where: str) -> Query:
    key, kind = draw(st.sampled_from(level.names))
    texts = level.of("t") or [f"cast({key} as {TEXT[level.dialect]})"]
    one, two = draw(st.sampled_from(texts)), draw(st.sampled_from(texts))
    many = ["max({})", "min({})", "count({})", "count(distinct {})"]
    filtered = f" filter (where {two} is not null)" if level.dialect != "mysql" else ""
    first = draw(st.sampled_from(many)).format(one)
    columns = [("g", kind), ("a", "n" if "count" in first else "t"), ("b", "t")]
    having = draw(st.sampled_from(["", f" having max({two}) is not null", " having count(*) > 0"]))
    sql = f"select {key} as g, {first} as a, max({two}){filtered} as b from {from_.sql}{where}"
    return Query(f"{sql} group by {key}{having}", columns)


@st.composite
def query(draw: st.DrawFn, level: Level) -> Query:
    """A SELECT, or something around it: WITH, set operations, derived tables, ORDER BY."""
    shape = draw(st.integers(0, 9)) if level.depth else 0
    below = _shallow(level)
    if shape == 1:
        inner = draw(_select(below))
        return Query(f"select * from ({inner.sql}) as w", inner.columns)
    if shape in (2, 3):
        return draw(_with(level))
    if shape == 4:
        return draw(_recursive(level))
    if shape in (5, 6):
        return draw(_set_operation(level))
    if shape == 7 and not level.exact:
        inner = draw(_select(below))
        position = draw(st.integers(1, len(inner.columns)))
        return Query(f"select * from ({inner.sql} order by {position} limit 3) as w", inner.columns)
    if shape == 8 and level.dialect in _LATERAL:
        inner = draw(_select(below))
        columns = [(f"r{i}", kind) for i, (_, kind) in enumerate(inner.columns)]
        names = ", ".join(c for c, _ in columns)
        return Query(f"select * from ({inner.sql}) as w({names})", columns)
    return draw(_select(level))


@st.composite
def _with(draw: st.DrawFn, level: Level) -> Query:
    """WITH: a new name or one that hides a table, with or without names for its columns."""
    below = _shallow(level)
    inner = draw(_select(below._replace(names=[], rows=())))
    name = draw(st.sampled_from(["q", "q2", *sorted(RELATIONS)[:2]]))
    renamed = draw(st.booleans())
    columns = inner.columns
    if renamed:
        columns = [(f"r{i}", kind) for i, (_, kind) in enumerate(columns)]
    names = f"({', '.join(c for c, _ in columns)})" if renamed else ""
    how = draw(st.sampled_from(["", "materialized ", "not materialized "]))
    how = "" if level.dialect == "mysql" else how
    if len({c for c, _ in columns}) < len(columns) or name in inner.sql:
        return inner
    ctes = {**level.ctes, name: columns}
    outer = draw(query(below._replace(ctes=ctes, names=[], rows=())))
    if outer.sql.startswith("with "):
        outer = Query(f"select * from ({outer.sql}) as w", outer.columns)
    return Query(f"with {name}{names} as {how}({inner.sql}) {outer.sql}", outer.columns)


@st.composite
def _recursive(draw: st.DrawFn, level: Level) -> Query:
    inner = draw(_select(_shallow(level)._replace(names=[], rows=())))
    first = next((c for c, kind in inner.columns if kind == "t"), None)
    if first is None:
        return inner
    wide = TEXT[level.dialect]
    start = f"select 1 as n, cast({first} as {wide}) as a, cast('-' as {wide}) as b from ({inner.sql}) z"
    step = draw(st.sampled_from(["b, a", "a, b", "a, a"]))
    sql = (
        f"with recursive q(n, a, b) as ({start} union all select n + 1, {step} from q where n < 3)"
    )
    return Query(f"{sql} select n, a, b from q", [("n", "n"), ("a", "t"), ("b", "t")])


@st.composite
def _set_operation(draw: st.DrawFn, level: Level) -> Query:
    below = _shallow(level)
    left, right = draw(query(below)), draw(query(below))
    kinds = [kind for _, kind in left.columns]
    picked = []
    for kind in kinds:
        found = [c for c, its in right.columns if its == kind]
        empty = "cast(null as char)" if level.dialect == "mysql" else "null"
        picked.append(draw(st.sampled_from(found)) if found else (empty if kind == "t" else "1"))
    word = draw(st.sampled_from(["union all", "union", "intersect", "except"]))
    one = f"select * from ({left.sql}) as w0"
    if level.dialect == "duckdb" and draw(st.booleans()):
        return Query(f"{one} union all by name select * from ({left.sql}) as w1", left.columns)
    return Query(f"{one} {word} select {', '.join(picked)} from ({right.sql}) as w1", left.columns)


def queries(dialect: str, *, exact: bool = False) -> st.SearchStrategy[str]:
    """Whole queries; with `exact`, those whose rows do not depend on the order in which the engine works."""
    return query(Level(dialect, [], 2, {}, exact)).map(lambda found: found.sql)
