"""Tests get databases of their own, and a server that cannot be had is skipped loudly or fails the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pymysql
import pytest
import servers

PROBE = """
import servers

def missing():
    raise servers.MissingServerError("nothing here")

servers.find_mariadb = missing

def test_one(mariadb): pass
def test_two(mariadb): pass
def test_three(): pass
"""


def test_a_postgres_test_has_an_empty_database_of_its_own(postgres: servers.Database) -> None:
    own = postgres.run(
        "SELECT current_database(), count(*) FROM pg_tables WHERE schemaname = 'public'"
    )

    assert own == [(postgres.database, 0)]


def test_a_mariadb_test_has_an_empty_database_of_its_own(mariadb: servers.Database) -> None:
    own = mariadb.run("SELECT database(), count(*) FROM information_schema.tables WHERE table_schema = database()")  # fmt: skip

    assert own == [(mariadb.database, 0)]


def test_dsn_and_url_of_postgres_lead_to_the_database(postgres: servers.Database) -> None:
    for address in (postgres.dsn, postgres.url):
        with psycopg.connect(address) as connection:
            assert connection.info.dbname == postgres.database


@pytest.mark.parametrize("server", ["postgres_server", "mariadb_server"])
def test_a_database_is_dropped_whoever_still_uses_it(
    server: str, request: pytest.FixtureRequest
) -> None:
    with servers.own_database(request.getfixturevalue(server)) as database:
        left = database.connect(autocommit=False)
        cursor = left.cursor()
        cursor.execute("CREATE TABLE t (a int)")
        cursor.execute("INSERT INTO t VALUES (1)")
        cursor.execute("SELECT * FROM t")

    with pytest.raises((psycopg.OperationalError, pymysql.err.OperationalError)):
        database.connect()
    left.close()


@pytest.mark.parametrize(
    ("server", "url", "shown"),
    [
        (
            servers.Server("postgresql", "me", host="127.0.0.1", port=5433),
            "postgresql://me@127.0.0.1:5433/d",
            {"user": "me", "host": "127.0.0.1", "port": 5433, "dbname": "d"},
        ),
        (
            servers.Server("postgresql", "m@e", "p:w", socket="/run/pg", port=5432),
            "postgresql://m%40e:p%3Aw@/d?host=%2Frun%2Fpg&port=5432",
            {"user": "m@e", "password": "p:w", "host": "/run/pg", "port": 5432, "dbname": "d"},
        ),
        (
            servers.Server("mysql", "root", host="db", port=3306),
            "mysql://root@db:3306/d",
            {"user": "root", "host": "db", "port": 3306, "database": "d"},
        ),
        (
            servers.Server("mysql", "root", socket="/run/my.sock"),
            "mysql://root@/d?unix_socket=%2Frun%2Fmy.sock",
            {"user": "root", "unix_socket": "/run/my.sock", "database": "d"},
        ),
    ],
)
def test_addresses_are_written_as_the_drivers_read_them(
    server: servers.Server, url: str, shown: dict[str, object]
) -> None:
    database = servers.Database(server, "d")

    assert database.url == url
    assert database.options == shown


def test_a_named_server_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUARDED_DB_TEST_POSTGRES", "postgresql://nobody@127.0.0.1:1/")

    with pytest.raises(RuntimeError, match="GUARDED_DB_TEST_POSTGRES names does not answer"):
        servers.find_postgres()


def probe(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run three tests, two of which want a MariaDB that is not there."""
    (folder / "test_probe.py").write_text(PROBE)
    here = Path(__file__).parent
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "--rootdir", folder, folder],
        env={**os.environ, "PYTHONPATH": str(here), **environment},
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_missing_server_is_skipped_with_one_loud_line(tmp_path: Path) -> None:
    ran = probe(tmp_path, GUARDED_DB_TEST_REQUIRE="")

    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.count("NOT TESTED AGAINST MARIADB: nothing here") == 1
    assert "1 passed, 2 skipped" in ran.stdout


def test_a_missing_server_that_is_required_fails_the_run(tmp_path: Path) -> None:
    ran = probe(tmp_path, GUARDED_DB_TEST_REQUIRE="postgres,mariadb")

    assert ran.returncode == 1, ran.stdout
    assert "mariadb is required: nothing here" in ran.stdout
    assert "1 passed, 2 errors" in ran.stdout
