"""SQLAlchemy's dialect suite runs the same through the guard as without it (pack `observe`)."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from guarded_db.audit.reading import records
from guarded_db.audit.verify import verify
from tests import servers
from tests.suites.comparing import SuiteRun, differing, start

SUITE = Path(__file__).parent / "sqlalchemy_suite"
LEAST_PASSING = 500
"""Fewer passing tests than this mean that the suite did not really run."""

DIFFERENT: dict[str, dict[str, str]] = {
    "sqlite": {},
    "postgresql+psycopg": {},
    "mysql+pymysql": {},
}
"""By dialect: test id → why its outcome differs. The same rows stand in docs/differences.md. The aim is none."""

pytestmark = pytest.mark.timeout(3600)


@contextmanager
def sqlite_url(_: pytest.FixtureRequest) -> Iterator[str]:
    """Lend a file of the run's own folder."""
    yield "sqlite:///suite.db"


@contextmanager
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Lend a database with the schema that the suite expects."""
    server = request.getfixturevalue("postgres_server")
    with servers.own_database(server) as database:
        database.run("CREATE SCHEMA test_schema")
        yield database.url_for("postgresql+psycopg")


@contextmanager
def mariadb_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Lend a database, beside the database `test_schema` that the suite expects on the server."""
    server = request.getfixturevalue("mariadb_server")
    with servers.own_database(server) as database:
        database.run("DROP DATABASE IF EXISTS test_schema", "CREATE DATABASE test_schema")
        try:
            yield database.url_for("mysql+pymysql")
        finally:
            database.run("DROP DATABASE test_schema")


@pytest.mark.parametrize(
    ("url", "together"),
    [
        pytest.param(sqlite_url, True, id="sqlite"),
        pytest.param(postgres_url, True, id="postgresql+psycopg"),
        # Both runs would share the one database `test_schema`.
        pytest.param(mariadb_url, False, id="mysql+pymysql"),
    ],
)
def test_no_test_of_the_dialect_suite_differs_under_the_guard(
    url: Callable[..., Iterator[str]],
    together: bool,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    home = tmp_path / "state"
    with ExitStack() as stack:
        plain = _start(stack, url, request, tmp_path / "unguarded", {})
        unguarded = None if together else plain.outcomes()
        if not together:
            stack.close()
        run = _start(
            stack, url, request, tmp_path / "guarded", {"GUARDED_DB_SUITE_HOME": str(home)}
        )
        guarded = run.outcomes()
        unguarded = unguarded or plain.outcomes()

    assert list(unguarded.values()).count("passed") > LEAST_PASSING
    lines = differing(unguarded, guarded)
    different = {line.rpartition(": ")[0] for line in lines}
    expected = DIFFERENT[request.node.callspec.id]
    assert different == expected.keys(), "\n".join(lines)
    assert verify(home / "audit").records > LEAST_PASSING
    assert any(entry.data["event"] == "statement" for entry in records(home / "audit"))


def _start(
    stack: ExitStack,
    url: Callable[..., Iterator[str]],
    request: pytest.FixtureRequest,
    folder: Path,
    env: dict[str, str],
) -> SuiteRun:
    shutil.copytree(SUITE, folder)
    address = stack.enter_context(url(request))  # type: ignore[arg-type]  # decorated context managers
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"]
    return start([*command, "--dburi", address, "test_suite.py"], folder, env, "report")
