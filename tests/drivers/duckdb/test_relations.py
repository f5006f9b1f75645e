"""Relations: lazy, decided by the SQL they imply before rows leave, masked in every form that shows rows."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest

from guarded_db import Denied, UnguardedAccess

SHOWN = [(1, "***@example.com"), (2, "***@example.org")]


def people(connection: Any) -> Any:
    return connection.sql("SELECT id, email FROM users ORDER BY id")


def test_rows_of_a_relation_are_masked_in_every_form(connection: Any) -> None:
    assert people(connection).fetchall() == SHOWN
    assert people(connection).df().values.tolist() == [list(row) for row in SHOWN]
    assert people(connection).pl().rows() == SHOWN
    assert [tuple(r.values()) for r in people(connection).to_arrow_table().to_pylist()] == SHOWN
    assert [tuple(r.values()) for r in people(connection).arrow().read_all().to_pylist()] == SHOWN
    assert pyarrow.table(people(connection)).column("email").to_pylist() == [s[1] for s in SHOWN]
    assert polars.DataFrame(people(connection)).rows() == SHOWN
    assert people(connection).to_dicts()[0] == {"id": 1, "email": "***@example.com"}
    assert list(people(connection).iter_rows(1)) == SHOWN


def test_what_prints_rows_prints_masked_rows(connection: Any, planted: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        people(connection).show()
    for text in (
        repr(people(connection)),
        str(people(connection)),
        printed.getvalue(),
        people(connection)._repr_mimebundle_()["text/html"],
    ):
        assert planted not in text
        assert "***@example.com" in text
        assert "email" in text


def test_derived_relations_are_decided_by_the_sql_they_imply(connection: Any, planted: str) -> None:
    users = connection.table("users")

    assert users.filter("id = 1").project("email").fetchall() == [("***@example.com",)]
    assert users.project("email AS e").limit(1).fetchall() == [("***@example.com",)]
    assert planted not in repr(users.project("upper(email)").fetchall())
    for derive in (
        lambda: users.aggregate("max(email)").fetchall(),
        lambda: users.max("email").fetchall(),
        lambda: users.order("email").fetchall(),
        lambda: users.filter(f"email LIKE '{planted}%'").fetchall(),
        lambda: users.value_counts("email").fetchall(),
        lambda: users.unique("email").fetchall(),
        lambda: users.string_agg("email", ",").fetchall(),
        lambda: users.describe().fetchall(),
        lambda: users.first("email").fetchall(),
        lambda: users.query("u", "SELECT email AS x FROM u").fetchall(),
        lambda: users.union(users).fetchall(),
        lambda: users.join(connection.table("orders").set_alias("o"), "users.id = o.user_id").df(),
        lambda: users.unpivot("email").fetchall(),
        lambda: users.explain(),
        lambda: users.preview(),
        lambda: users.pl(lazy=True).collect(),
    ):
        try:
            shown = repr(derive())
        except (duckdb.Error, pyarrow.ArrowException, polars.exceptions.PolarsError) as refused:
            shown = f"{refused!r} {refused.__context__!r} {refused.__cause__!r}"
        except AttributeError as missing:
            pytest.fail(str(missing))
        assert planted not in shown


def test_unlabelled_relations_work_under_labels(connection: Any) -> None:
    orders = connection.table("orders")

    assert orders.filter("total > 5").project("id").order("id").fetchall() == [(1,), (2,)]
    assert orders.aggregate("count(*)").fetchall() == [(3,)]
    assert orders.sum("total").fetchall() == [(30.75,)]
    assert orders.materialize().filter("id = 1").fetchall() == [(1, 1, 9.5)]
    assert connection.values([1, 2]).fetchall() == [(1, 2)]
    assert connection.from_df(pandas.DataFrame({"a": [1, 2]})).filter("a = 1").fetchall() == [(1,)]


def test_a_masked_relation_is_not_kept_mapped_or_copied(
    connection: Any, planted: str, tmp_path: Path
) -> None:
    seen: list[Any] = []
    users = connection.table("users")

    def spy(frame: Any) -> Any:
        seen.append(repr(frame))
        return frame

    for act in (
        lambda: users.materialize().fetchall(),
        lambda: users.map(spy).fetchall(),
        lambda: users.to_csv(str(tmp_path / "users.csv")),
        lambda: users.to_parquet(str(tmp_path / "users.parquet")),
        lambda: users.create("copied"),
        lambda: users.project("id, email, email, email, age").insert_into("users"),
        lambda: users.fetchnumpy(),
        lambda: users.torch(),
    ):
        with pytest.raises((Denied, UnguardedAccess)):
            act()
    assert planted not in repr(seen)
    assert list(tmp_path.glob("users.*")) == []


def test_writes_of_a_relation_are_decided(connection: Any) -> None:
    orders = connection.table("orders")

    orders.insert([4, 2, 5.0])
    assert orders.aggregate("count(*)").fetchall() == [(4,)]
    with pytest.raises(Denied):
        orders.update({"total": 0})
    orders.update({"total": 0}, condition="id = 4")
    assert orders.filter("id = 4").project("total").fetchall() == [(0.0,)]


def test_a_view_over_a_labelled_column_keeps_its_label(connection: Any) -> None:
    assert connection.view("contacts").fetchall() == SHOWN
    with pytest.raises(Denied, match="flows"):
        connection.table("users").project("id, email AS e").create_view("again")
    connection.table("orders").create_view("again")
    assert connection.table("again").count("*").fetchall() == [(3,)]


@pytest.mark.parametrize("how", ["sql", "query", "from_query"])
def test_every_name_for_a_query_is_decided(connection: Any, how: str) -> None:
    assert getattr(connection, how)("SELECT email FROM users WHERE id = 1").fetchall() == [
        ("***@example.com",)
    ]
    for query in ("DELETE FROM orders", "SELECT 1; DELETE FROM orders; SELECT 2"):
        with pytest.raises(Denied):
            getattr(connection, how)(query)
    assert connection.table("orders").count("*").fetchall() == [(3,)]


def test_files_are_not_read_by_name(connection: Any, tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("planted_column\n1\n")
    for read in (
        lambda: connection.read_csv(str(file)).fetchall(),
        lambda: connection.from_csv_auto(str(file)).columns,
        lambda: connection.read_json(str(file)).columns,
        lambda: connection.read_parquet(str(file)).columns,
        lambda: connection.table(str(file)).columns,
        lambda: connection.view(str(file)).columns,
        lambda: connection.table_function("read_csv", [str(file)]).columns,
        lambda: connection.table_function("read_text", [str(file)]).fetchall(),
        lambda: connection.table("orders").query("o", f"SELECT * FROM '{file}'").fetchall(),
        lambda: connection.sql(f"SELECT * FROM '{file}'").columns,
    ):
        with pytest.raises(Denied) as refused:
            read()
        assert "planted_column" not in str(refused.value)
