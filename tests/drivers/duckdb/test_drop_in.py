"""With the pack `observe` a connection behaves as it does without the guard: same values, types and errors."""

from __future__ import annotations

import datetime
import decimal
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy
import pandas
import pyarrow
import pytest

from guarded_db import Guard

FRAME = pandas.DataFrame({"a": [1, 2, 3], "b": ["x", "y", None]})

Call = Callable[[duckdb.DuckDBPyConnection], Any]

CALLS: dict[str, Call] = {
    "types": lambda c: c.execute(
        "SELECT 1, 2.5::DOUBLE, 1.25::DECIMAL(5,2), 'x', NULL, true, DATE '2024-02-29', [1, 2], {'a': 1}, "
        "MAP {'k': 1}, 'ab'::BLOB, TIME '10:00', INTERVAL 1 DAY, uuid'00000000-0000-0000-0000-000000000001'"
    ).fetchall(),
    "description": lambda c: [
        (d[0], str(d[1])) for d in c.execute("SELECT 1 AS a, 'x' AS b").description
    ],
    "no description": lambda c: c.description,
    "rowcount of a select": lambda c: c.execute("SELECT 1").rowcount,
    "rowcount of an insert": lambda c: c.execute("INSERT INTO t VALUES (9, 'z')").rowcount,
    "rows of an insert": lambda c: c.execute("INSERT INTO t VALUES (9, 'z')").fetchall(),
    "rows of a create": lambda c: c.execute("CREATE TABLE u (i INTEGER)").fetchall(),
    "rows of a set": lambda c: c.execute("SET threads = 1").fetchall(),
    "returning": lambda c: c.execute("UPDATE t SET b = 'n' RETURNING a").fetchall(),
    "parameters by position": lambda c: c.execute("SELECT ?, $2", [1, "x"]).fetchall(),
    "parameters by name": lambda c: c.execute("SELECT $n + 1", {"n": 1}).fetchall(),
    "parameter types": lambda c: c.execute(
        "SELECT ?, ?, ?, ?", [decimal.Decimal("1.5"), datetime.date(2024, 1, 1), b"x", [1, None]]
    ).fetchall(),
    "missing parameter": lambda c: c.execute("SELECT ?").fetchall(),
    "script": lambda c: c.execute("SELECT 1; CREATE TABLE s (i INTEGER); SELECT 2").fetchall(),
    "kept rows": lambda c: c.execute("SELECT 5; CREATE TABLE s (i INTEGER)").fetchall(),
    "executemany": lambda c: (
        c.executemany("INSERT INTO t VALUES (?, ?)", [[7, "a"], [8, "b"]])
        .execute("SELECT count(*) FROM t")
        .fetchall()
    ),
    "executemany of nothing": lambda c: c.executemany("INSERT INTO t VALUES (?, ?)", []),
    "executemany of an iterator": lambda c: c.executemany(
        "INSERT INTO t VALUES (?, ?)", iter([[7, "a"]])
    ).fetchall(),
    "fetch in parts": lambda c: (
        c.execute("FROM range(5)").fetchone(),
        c.fetchmany(2),
        c.fetchmany(size=1),
        c.fetchall(),
        c.fetchone(),
        c.fetchall(),
    ),
    "fetch without a result": lambda c: c.fetchall(),
    "chained": lambda c: c.execute("SELECT 1").execute("SELECT 2").fetchone(),
    "same object": lambda c: c.execute("SELECT 1") is c,
    "syntax error": lambda c: c.execute("SELEC 1"),
    "no table": lambda c: c.execute("SELECT * FROM nowhere"),
    "conversion error": lambda c: c.execute("SELECT CAST(b AS INTEGER) FROM t").fetchall(),
    "constraint error": lambda c: c.execute(
        "CREATE TABLE p (i INTEGER PRIMARY KEY); INSERT INTO p VALUES (1), (1)"
    ),
    "error while fetching": lambda c: c.execute("SELECT error('x')").fetchall(),
    "empty": lambda c: c.execute(""),
    "comment": lambda c: c.execute("-- nothing"),
    "bytes": lambda c: c.execute(b"SELECT 1"),  # type: ignore[arg-type]
    "number": lambda c: c.sql(5),  # type: ignore[arg-type]
    "statements": lambda c: [
        c.execute(s).fetchall() for s in c.extract_statements("SELECT 1; SELECT 2")
    ],
    "df": lambda c: c.execute("SELECT * FROM t ORDER BY a").df(),
    "fetch_df_chunk": lambda c: c.execute("SELECT * FROM t ORDER BY a").fetch_df_chunk(1),
    "fetchnumpy": lambda c: c.execute("SELECT a FROM t ORDER BY a").fetchnumpy(),
    "arrow table": lambda c: c.execute("SELECT * FROM t ORDER BY a").to_arrow_table(),
    "arrow reader": lambda c: c.execute("SELECT * FROM t ORDER BY a").to_arrow_reader().read_all(),
    "relation": lambda c: c.sql("FROM t").filter("a > 1").project("a, b").order("a").fetchall(),
    "relation text": lambda c: str(c.table("t").order("a")),
    "relation length": lambda c: len(c.table("t")),
    "relation columns": lambda c: (c.table("t").columns, [str(x) for x in c.table("t").types]),
    "relation aggregate": lambda c: c.table("t").aggregate("sum(a), max(b)").fetchall(),
    "relation join": lambda c: c.table("t").join(c.values([1]).set_alias("v"), "t.a = v.col0").df(),
    "relation explain": lambda c: c.table("t").explain(),
    "relation describe": lambda c: c.table("t").describe().df(),
    "relation pl": lambda c: c.table("t").order("a").pl().rows(),
    "relation lazy pl": lambda c: c.table("t").order("a").pl(lazy=True).collect().rows(),
    "relation arrow": lambda c: c.table("t").order("a").to_arrow_table(),
    "relation capsule": lambda c: pyarrow.table(c.table("t").order("a")),
    "relation rows": lambda c: list(c.table("t").order("a").iter_rows(2)),
    "relation numpy": lambda c: c.table("t").order("a").project("a").fetchnumpy(),
    "relation map": lambda c: c.table("t").order("a").project("a").map(lambda f: f * 2).fetchall(),
    "relation query": lambda c: c.table("t").query("v", "SELECT count(*) FROM v").fetchall(),
    "relation insert": lambda c: (
        c.table("t").insert([5, "e"]),
        c.table("t").count("*").fetchall(),
    ),
    "relation update": lambda c: (
        c.table("t").update({"a": 0}, condition="a = 1"),
        c.table("t").order("a").fetchall(),
    ),
    "relation create": lambda c: (c.table("t").create("w"), c.table("w").count("*").fetchall()),
    "relation view": lambda c: c.table("t").create_view("w").order("a").fetchall(),
    "relation kept": lambda c: c.table("t").materialize().order("a").fetchall(),
    "relation preview": lambda c: c.table("t").order("a").preview(2),
    "relation html": lambda c: c.table("t").order("a")._repr_mimebundle_(),
    "relation params": lambda c: c.sql("SELECT $x + 1", params={"x": 1}).fetchall(),
    "sql of a write": lambda c: c.sql("INSERT INTO t VALUES (4, 'd')").fetchall(),
    "sql of show": lambda c: c.sql("SHOW TABLES").fetchall(),
    "sql of a script": lambda c: c.sql("CREATE TABLE s (i INTEGER); FROM s").fetchall(),
    "sql of nothing": lambda c: c.sql(""),
    "from_df": lambda c: c.from_df(FRAME).filter("a = 1").fetchall(),
    "from_arrow": lambda c: c.from_arrow(pyarrow.table({"x": [1]})).fetchall(),
    "values": lambda c: c.values((1, "x"), (2, "y")).fetchall(),
    "table_function": lambda c: c.table_function("range", [3]).fetchall(),
    "register": lambda c: (
        c.register("f", FRAME).execute("SELECT sum(a) FROM f").fetchall(),
        c.unregister("f") is c,
    ),
    "append": lambda c: (c.append("t", FRAME) is c, c.execute("SELECT count(*) FROM t").fetchall()),
    "appender": lambda c: _append(c),
    "query_appender": lambda c: _query_append(c),
    "function": lambda c: (
        c.create_function("twice", lambda x: x * 2, ["INTEGER"], "INTEGER") is c,
        c.execute("SELECT twice(21)").fetchall(),
        c.remove_function("twice") is c,
    ),
    "transaction": lambda c: (
        c.begin() is c,
        c.execute("INSERT INTO t VALUES (9, 'z')").fetchall(),
        c.rollback() is c,
        c.execute("SELECT count(*) FROM t").fetchall(),
    ),
    "begin twice": lambda c: c.begin().begin(),
    "commit without begin": lambda c: c.commit(),
    "checkpoint": lambda c: c.checkpoint() is c,
    "cursor": lambda c: (c.cursor() is c, c.cursor().execute("SELECT count(*) FROM t").fetchall()),
    "with": lambda c: _with(c),
    "closed": lambda c: _closed(c),
    "table names": lambda c: c.get_table_names("SELECT * FROM t, u"),
    "unfinished result": lambda c: (c.execute("FROM range(3)"), c.sql("SELECT 1").fetchall()),
    "module": lambda c: duckdb.sql("SELECT 42", connection=c).fetchall(),
    "module execute": lambda c: duckdb.execute("SELECT ?", [1], connection=c).fetchone(),
}


def _append(c: duckdb.DuckDBPyConnection) -> Any:
    with c.appender("t") as appender:
        appender.append_row(5, "e")
        appender.append_rows([(6, "f")])
        appender.flush()
    return c.execute("SELECT * FROM t ORDER BY a").fetchall()


def _query_append(c: duckdb.DuckDBPyConnection) -> Any:
    appender = c.query_appender(
        "INSERT INTO t SELECT i, s FROM appended_data", {"i": "INTEGER", "s": "VARCHAR"}
    )
    appender.append_row(5, "e")
    appender.flush()
    return c.execute("SELECT count(*) FROM t").fetchall()


def _with(c: duckdb.DuckDBPyConnection) -> Any:
    with c.cursor() as copy:
        rows = copy.execute("SELECT 1").fetchall()
    try:
        copy.execute("SELECT 1")
    except duckdb.Error as error:
        return rows, type(error), str(error)
    return rows


def _closed(c: duckdb.DuckDBPyConnection) -> Any:
    c.close()
    return c.execute("SELECT 1")


def outcome(call: Call, connection: duckdb.DuckDBPyConnection) -> Any:
    """What a call gives, in a form that compares by value and by type."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return comparable(call(connection))
    except Exception as error:  # noqa: BLE001  # whatever it raises is compared
        return type(error), str(error)


def comparable(value: Any) -> Any:
    """Frames and arrays as text with their types; containers by their parts."""
    if isinstance(value, pandas.DataFrame):
        return value.to_string(), [str(kind) for kind in value.dtypes]
    if isinstance(value, numpy.ndarray):
        return value.tolist(), str(value.dtype)
    if isinstance(value, dict):
        return {key: comparable(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return type(value), [comparable(part) for part in value]
    if isinstance(value, duckdb.DuckDBPyConnection):
        return "connection"
    if isinstance(value, pyarrow.Table):
        return value.to_pylist(), str(value.schema)
    return type(value), value


def fresh() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE t (a INTEGER, b VARCHAR)")
    connection.execute("INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, NULL)")
    connection.fetchall()
    return connection


@pytest.mark.parametrize("name", CALLS)
def test_a_call_gives_what_it_gives_without_the_guard(name: str, tmp_path: Path) -> None:
    with fresh() as plain:
        expected = outcome(CALLS[name], plain)
    with Guard("observe", home=tmp_path / "home") as guard:
        with guard.wrap(fresh()) as guarded:
            given = outcome(CALLS[name], guarded)

    assert given == expected
