"""What generated statements do on real engines is what the facts tell of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sql import running
from sql.mutating import respelled
from sql.running import Engine, Rows
from sql.schema import NUMBERS, TABLES, columns, leaks
from sql.strategies import plain, queries
from sql.writing import Write, always, writes

from guarded_db.sql.facts import Facts

DIALECTS = ["sqlite", "duckdb", "postgres", "mysql"]


@pytest.fixture(scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The engine of a dialect, with the schema."""
    if request.param == "sqlite":
        opened = running.sqlite()
    elif request.param == "duckdb":
        opened = running.duck()
    elif request.param == "postgres":
        opened = running.postgres(request.getfixturevalue("postgres_module"))
    else:
        opened = running.mariadb(request.getfixturevalue("mariadb_module"))
    with opened as found:
        yield found


on_every_engine = pytest.mark.parametrize("engine", DIALECTS, indirect=True)


def examples(number: int) -> Callable[[Any], Any]:
    """How many examples of a property each run tries; `make test` stays short."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    return settings(
        max_examples=number * settings.default.max_examples // 100, suppress_health_check=checks
    )


def run(engine: Engine, *statements: str) -> list[Rows]:
    """The rows of each statement; a text that the engine does not accept is no example."""
    try:
        return engine.run(*statements)
    except engine.errors:
        assume(False)
        raise


@on_every_engine
@examples(40)
@given(data=st.data())
def test_lineage_covers_where_planted_values_come_out(engine: Engine, data: st.DataObject) -> None:
    sql = plain(data.draw(queries(engine.dialect)))
    (rows,) = run(engine, sql)

    facts = engine.facts(sql)

    assert facts.conceded == ()
    assert leaks(facts, rows) == []


CHANGES = [
    "update {table} set {column} = null",
    "update {table} set {column} = 'same'",
    "update {table} set {column} = {other}",
    "update {table} set {column} = 'x' where id = 9001",
    "update {table} set {column} = upper({column})",
]


@on_every_engine
@examples(40)
@given(data=st.data())
def test_a_result_depends_on_a_column_only_where_the_facts_name_it(
    engine: Engine, data: st.DataObject
) -> None:
    sql = plain(data.draw(queries(engine.dialect, exact=True)))
    table = data.draw(st.sampled_from(sorted(TABLES)))
    column = data.draw(st.sampled_from([c for c, kind in TABLES[table] if kind == "t"]))
    other = "concat('zz', id)" if engine.dialect == "mysql" else "'zz' || id"
    form = data.draw(st.sampled_from(CHANGES))
    before, _, after = run(engine, sql, form.format(table=table, column=column, other=other), sql)

    facts = engine.facts(sql)

    assert facts.outputs is not None
    of = [(table, column) in columns(output.sources) for output in facts.outputs]
    looked_at = (table, column) in columns(p.column for p in facts.predicates)
    if not looked_at:
        assert _without(before, of) == _without(after, of)


def _without(rows: Rows, hidden: list[bool]) -> Counter[tuple[object, ...]]:
    """The rows in any order, without the columns that the facts name as sources."""
    return Counter(
        tuple(str(cell) for cell, hide in zip(row, hidden, strict=True) if not hide) for row in rows
    )


@on_every_engine
@examples(40)
@given(data=st.data())
def test_another_spelling_of_a_query_has_the_same_facts(
    engine: Engine, data: st.DataObject
) -> None:
    marked = data.draw(queries(engine.dialect, exact=True))
    other = data.draw(respelled(marked, engine.dialect))
    first, second = run(engine, plain(marked), other)

    assert Counter(map(str, first)) == Counter(map(str, second))
    assert _meaning(engine.facts(other)) == _meaning(engine.facts(plain(marked)))


def _meaning(facts: Facts) -> tuple[object, ...]:
    told = (facts.kind, facts.effects, facts.reads, facts.writes, facts.columns_read)
    more = (facts.functions, frozenset(facts.predicates), frozenset(facts.flows), facts.outputs)
    return (*told, *more, facts.columns_written, facts.unbounded, facts.conceded, facts.also)


@on_every_engine
@examples(40)
@given(data=st.data())
def test_a_write_changes_only_what_the_facts_name(engine: Engine, data: st.DataObject) -> None:
    write: Write = data.draw(writes(engine.dialect))
    sql = plain(write.sql)
    tables = sorted(TABLES)
    looks = [f"select * from {table} order by id" for table in tables]
    found = run(engine, *looks, sql, *looks)
    before, rows, after = found[: len(looks)], found[len(looks)], found[len(looks) + 1 :]

    facts = engine.facts(sql)

    assert facts.conceded == ()
    assert "write" in facts.effects
    written = {relation.name for relation in facts.writes}
    named = columns(facts.columns_written)
    for table, old, new in zip(tables, before, after, strict=True):
        changed = _changed(table, old, new)
        assert not changed or table in written
        # a row that is deleted and inserted again is new in every column
        if "delete" not in facts.also:
            assert all((table, c) in named or (table, "*") in named for c in changed - {"*"})
    # DuckDB answers a write without RETURNING with the number of rows
    assert leaks(facts, rows if facts.outputs or engine.dialect != "duckdb" else []) == []
    _check_flows(facts, dict(zip(tables, after, strict=True)))


def _changed(table: str, old: Rows, new: Rows) -> set[str]:
    """The columns that are not as before; `*` when rows came or went."""
    earlier, later = {row[0]: row for row in old}, {row[0]: row for row in new}
    found = {"*"} if earlier.keys() != later.keys() else set()
    for key in earlier.keys() & later.keys():
        pairs = zip(TABLES[table], earlier[key], later[key], strict=True)
        found |= {name for (name, _), one, other in pairs if one != other}
    return found


def _check_flows(facts: Facts, tables: dict[str, Rows]) -> None:
    """A value that stands in another column than it was planted in came there by a flow."""
    flows = {
        (f.target.relation.name, f.target.name, *columns([f.source]).pop()) for f in facts.flows
    }
    for table, rows in tables.items():
        for row in rows:
            for (column, _), cell in zip(TABLES[table], row, strict=True):
                origin = tuple(str(cell).split("_")[:2])
                if len(origin) == 2 and origin[0] in TABLES and origin != (table, column):
                    targets = {(table, column, *origin), (table, "*", *origin)}
                    assert targets & flows, f"{origin} stands in {table}.{column}"


@on_every_engine
@examples(40)
@given(data=st.data())
def test_a_condition_that_holds_for_every_row_is_unbounded(
    engine: Engine, data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(sorted(TABLES)))
    sql = plain(f"delete from {table} where {data.draw(always(engine.dialect, table))}")
    *_, left = run(engine, sql, f"select count(*) from {table}")

    facts = engine.facts(sql)

    assert left[0][0] == 0
    assert facts.unbounded or facts.conceded


@on_every_engine
@examples(40)
@given(data=st.data())
def test_a_write_that_leaves_rows_alone_is_not_unbounded(
    engine: Engine, data: st.DataObject
) -> None:
    write: Write = data.draw(writes(engine.dialect, bounded=True))
    sql = plain(write.sql)
    look = f"select * from {write.table} order by id"
    before, _, after = run(engine, look, sql, look)
    earlier, later = {row[0]: row for row in before}, {row[0]: row for row in after}
    untouched = [key for key, row in earlier.items() if later.get(key) == row]

    assert not (untouched and write.tells and engine.facts(sql).unbounded)


def test_the_schema_holds_numbers_that_join() -> None:
    assert all(("id", "n") in found and ("k", "n") in found for found in TABLES.values())
    assert NUMBERS["id"] != NUMBERS["k"]
