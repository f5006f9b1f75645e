"""Every case that may be run does on the real engine what its facts tell, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
import servers
from sql.case_files import Case, cases
from sql.engines.checking import Engine, Fingerprint, check
from sql.engines.duck import Duck
from sql.engines.mariadb import mariadb
from sql.engines.postgres import postgres
from sql.engines.sqlite import Sqlite


class Running(NamedTuple):
    engine: Engine
    home: Fingerprint


@pytest.fixture(scope="module")
def running_postgres(postgres_server: servers.Server) -> Iterator[Running]:
    with postgres(postgres_server) as engine:
        yield Running(engine, engine.fingerprint())


@pytest.fixture(scope="module")
def running_mysql(mariadb_server: servers.Server) -> Iterator[Running]:
    with mariadb(mariadb_server) as engine:
        yield Running(engine, engine.fingerprint())


@pytest.fixture(scope="module")
def running_sqlite() -> Iterator[Running]:
    engine = Sqlite()
    yield Running(engine, engine.fingerprint())
    engine.close()


@pytest.fixture(scope="module")
def running_duckdb() -> Iterator[Running]:
    engine = Duck()
    yield Running(engine, engine.fingerprint())
    engine.close()


def _check(running: Running, case: Case) -> None:
    checked = check(running.engine, running.home, case)

    assert checked.problems == []
    if checked.changed:
        assert running.engine.fingerprint() == running.home


@pytest.mark.parametrize("case", cases("postgres"), ids=str)
def test_postgres_does_what_the_facts_tell(case: Case, running_postgres: Running) -> None:
    _check(running_postgres, case)


@pytest.mark.parametrize("case", cases("mysql"), ids=str)
def test_mariadb_does_what_the_facts_tell(case: Case, running_mysql: Running) -> None:
    _check(running_mysql, case)


@pytest.mark.parametrize("case", cases("sqlite"), ids=str)
def test_sqlite_does_what_the_facts_tell(case: Case, running_sqlite: Running) -> None:
    _check(running_sqlite, case)


@pytest.mark.parametrize("case", cases("duckdb"), ids=str)
def test_duckdb_does_what_the_facts_tell(case: Case, running_duckdb: Running) -> None:
    _check(running_duckdb, case)


def test_a_change_that_is_not_told_is_found() -> None:
    engine = Sqlite()
    home = engine.fingerprint()
    engine.run("create temp table t (x); delete from users; pragma foreign_keys = 1", several=True)
    after = engine.fingerprint()
    engine.close()

    assert {key for key in home.keys() | after.keys() if home.get(key) != after.get(key)} == {
        ("rows", "users"),
        ("rows", "temp.t"),
        ("table", "temp.t"),
        ("setting", "foreign_keys"),
    }
