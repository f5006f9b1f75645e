"""The doors to a guarded connection: URL, module, connect, wrap, process-wide patch, and the module's functions."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pandas
import pytest
from meter import duckdb as meter

from guarded_db import ConfigurationError, Denied, Guard, UnguardedAccess
from guarded_db.drivers import duckdb as adapter
from guarded_db.drivers.duckdb import DRIVER
from guarded_db.drivers.duckdb_seam import RAW

QUERY = "SELECT email FROM users WHERE id = 1"


def test_a_url_opens_a_guarded_file(guard: Guard, tmp_path: Path) -> None:
    connection = guard.connect(f"duckdb:///{tmp_path}/a%20b.db?threads=1")

    connection.execute("CREATE TABLE users (id INTEGER, email VARCHAR)")
    connection.execute("INSERT INTO users VALUES (1, 'x@example.com')")
    assert connection.execute(QUERY).fetchall() == [("***@example.com",)]
    assert connection.execute("SELECT current_setting('threads')").fetchall() == [(1,)]
    assert (tmp_path / "a b.db").exists()
    connection.close()
    again = guard.connect(f"duckdb:///{tmp_path}/a%20b.db?read_only=true")
    with pytest.raises(duckdb.InvalidInputException):
        again.execute("INSERT INTO users VALUES (2, 'y')")
    again.close()


@pytest.mark.parametrize(
    ("url", "database"),
    [("duckdb://", ":memory:"), ("duckdb:///rel.db", "rel.db"), ("duckdb:////abs.db", "/abs.db")],
)
def test_a_url_names_a_path(url: str, database: str) -> None:
    assert DRIVER.from_url(urlsplit(url)) == ((database,), {})


def test_a_url_with_a_host_says_how_to_write_a_file() -> None:
    with pytest.raises(ConfigurationError, match="three slashes"):
        DRIVER.from_url(urlsplit("duckdb://file.db"))


def test_module_and_connect_function_open_guarded_connections(guard: Guard) -> None:
    for target in (duckdb, duckdb.connect):
        connection = guard.connect(target, ":memory:")
        with pytest.raises(Denied):
            connection.execute("SELECT * FROM read_text('/etc/hostname')")
        connection.close()


def test_wrapping_twice_is_once_and_another_guard_is_refused(
    guard: Guard, shop: Any, tmp_path: Path
) -> None:
    assert guard.wrap(shop) is shop
    assert guard.wrap(shop) is shop

    with Guard("observe", home=tmp_path / "other") as other:
        with pytest.raises(ConfigurationError, match="already guarded"):
            other.wrap(shop)


def test_functions_of_the_module_take_a_guarded_connection(connection: Any) -> None:
    for run in (
        lambda: duckdb.execute(QUERY, connection=connection).fetchall(),
        lambda: (
            duckdb.execute(QUERY, connection=connection) and duckdb.fetchall(connection=connection)
        ),
        lambda: duckdb.sql(QUERY, connection=connection).fetchall(),
        lambda: duckdb.query(QUERY, connection=connection).fetchall(),
        lambda: duckdb.table("users", connection=connection).project("email").limit(1).fetchall(),
    ):
        assert run() == [("***@example.com",)]
    duckdb.execute(QUERY, connection=connection)
    assert duckdb.df(connection=connection)["email"].tolist() == ["***@example.com"]
    with pytest.raises(Denied):
        duckdb.execute("DROP TABLE users", connection=connection)


def test_a_guarded_default_connection_serves_the_module(connection: Any) -> None:
    before = duckdb.default_connection()
    duckdb.set_default_connection(connection)
    try:
        assert duckdb.sql(QUERY).fetchall() == [("***@example.com",)]
        assert duckdb.execute(QUERY).fetchone() == ("***@example.com",)
        assert duckdb.default_connection() is connection
        with pytest.raises(Denied):
            duckdb.execute("DELETE FROM users")
    finally:
        duckdb.set_default_connection(before)


def test_a_process_wide_patch_guards_early_bound_names_and_is_taken_back(tmp_path: Path) -> None:
    code = """
    import sys
    from duckdb import connect as early_connect, execute as early_execute, sql as early_sql
    import duckdb
    from guarded_db import Denied, Guard

    unpatched = duckdb.connect()
    with Guard("safe-writes", home=sys.argv[1]) as guard:
        undo = guard.patch("duckdb", match={"database": ":memory:"})
        fresh = (duckdb.connect(), early_connect(), duckdb.connect().cursor())
        for run in (early_execute, early_sql, duckdb.execute, duckdb.sql,
                    *(c.execute for c in fresh), *(c.sql for c in fresh)):
            try:
                run("SELECT * FROM read_text('/etc/hostname')")
            except Denied:
                continue
            raise SystemExit(f"not guarded: {run}")
        assert unpatched.execute("SELECT 1").fetchall() == [(1,)]
        other = early_connect(sys.argv[1] + "/other.db")
        assert other.execute("SELECT count(*) FROM read_text('/etc/hostname')").fetchall() == [(1,)]
        undo()
        undo()
        late = early_connect()
        assert late.execute("SELECT count(*) FROM read_text('/etc/hostname')").fetchall() == [(1,)]
    print("done")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.strip() == "done", done.stderr


def test_python_variables_are_found_as_without_the_guard(open_connection: Any) -> None:
    local_frame = pandas.DataFrame({"a": [1, 2]})

    assert open_connection.execute("SELECT sum(a) FROM local_frame").fetchall() == [(3,)]
    assert open_connection.sql("SELECT sum(a) FROM local_frame").fetchall() == [(3,)]
    assert open_connection.sql("FROM local_frame").filter("a = 1").fetchall() == [(1,)]
    assert duckdb.execute(
        "SELECT sum(a) FROM local_frame", connection=open_connection
    ).fetchall() == [(3,)]
    assert duckdb.sql("SELECT sum(a) FROM local_frame", connection=open_connection).fetchall() == [
        (3,)
    ]
    assert len(local_frame) == 2


def test_a_variable_that_holds_a_relation_leaks_no_label(connection: Any, planted: str) -> None:
    users = connection.sql("SELECT * FROM users")
    frame = pandas.DataFrame({"a": [1]})
    for read in (
        lambda: connection.sql("SELECT * FROM users_relation").fetchall(),
        lambda: connection.execute("SELECT email FROM users").to_arrow_table(),
        lambda: connection.from_arrow(users).fetchall(),
        lambda: connection.from_arrow(users).project("email").df(),
        lambda: connection.register("r", users).execute("SELECT * FROM r").fetchall(),
        lambda: connection.from_df(frame).query("f", "SELECT email AS a FROM users").fetchall(),
    ):
        users_relation = users
        try:
            shown = repr(read())
        except (Denied, UnguardedAccess, duckdb.Error, UserWarning) as refused:
            shown = repr(refused)
        assert planted not in shown
        assert users_relation is users


def test_a_driver_version_that_was_not_tested_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb, "__version__", "1.4.4")
    with pytest.raises(ConfigurationError, match=r"1\.4\.4 .*>=2\.0"):
        adapter._check()
    monkeypatch.undo()

    monkeypatch.setitem(adapter.NEEDED, "checkpoint", "another signature")
    with pytest.raises(ConfigurationError, match="checkpoint"):
        adapter._check()


def test_there_are_no_asynchronous_connections(guard: Guard) -> None:
    with pytest.raises(ConfigurationError, match="asynchronous"):
        DRIVER.aconnect(guard.core, None, ((), {})).send(None)


def test_the_meter_reports_a_statement_that_goes_below_the_guard(connection: Any) -> None:
    before = meter.seen()
    connection.execute("SELECT 1").fetchall()
    assert meter.violations() == []

    assert meter.seen() > before
    meter._follow(connection)
    original = meter._raw["execute"]
    original(connection, "SELECT 'below the guard'").fetchall()
    assert meter.violations() == ["SELECT 'below the guard'"]
    meter._follow(connection)
    RAW["_submit"](connection, "SELECT 'through the seam, undecided'").fetchall()
    assert meter.violations() == ["SELECT 'through the seam, undecided'"]
