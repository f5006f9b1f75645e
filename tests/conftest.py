"""What every test gets: a home of its own, databases of its own, and the guarded_db that is to be tested."""

from __future__ import annotations

import importlib.metadata
import json
import logging
import os
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import servers

import guarded_db

# No timing assertions: a busy machine must not make a property false. The same examples in every run, unless
# GUARDED_DB_TEST_EXAMPLES asks for that many times more; the random ones then find what these do not.
_MORE = int(os.environ.get("GUARDED_DB_TEST_EXAMPLES", "1"))
hypothesis.settings.register_profile(
    "guarded_db", deadline=None, derandomize=_MORE == 1, max_examples=100 * _MORE
)
hypothesis.settings.load_profile("guarded_db")


class _NoInternalErrors(logging.Handler):
    """Turns an error of the reader, which production logs and refuses, into a failing test."""

    def emit(self, record: logging.LogRecord) -> None:
        pytest.fail(record.getMessage())


logging.getLogger("guarded_db.sql.understand").addHandler(_NoInternalErrors())

_skipped: dict[str, str] = {}
"""Servers that could not be had, with the reason."""


def pytest_configure() -> None:
    """Refuse to test the source tree by accident when the wheel is meant."""
    source = os.environ.get("GUARDED_DB_TEST_SOURCE", "")
    if source == "1" or (source != "0" and _editable()):
        return
    packages = Path(sysconfig.get_path("purelib")).resolve()
    where = Path(guarded_db.__file__).resolve()
    if packages not in where.parents or _editable():
        raise pytest.UsageError(
            f"`guarded_db` comes from {where.parent}, not from an installed wheel; run `make test`, "
            "or set GUARDED_DB_TEST_SOURCE=1 to test the source tree"
        )


def _editable() -> bool:
    """Return whether the installed distribution points to a source tree."""
    try:
        told = importlib.metadata.distribution("guarded-db").read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        return False
    return bool(json.loads(told or "{}").get("dir_info", {}).get("editable"))


def pytest_report_header() -> str:
    """Say what is tested."""
    return f"guarded_db: {Path(guarded_db.__file__).parent}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly which servers were not tested against."""
    for name, reason in sorted(_skipped.items()):
        terminalreporter.write_line(
            f"NOT TESTED AGAINST {name.upper()}: {reason}", red=True, bold=True
        )


def _server(name: str) -> servers.Server:
    """Return the server, skip without it, or fail when `GUARDED_DB_TEST_REQUIRE` names it."""
    if name in _skipped:
        pytest.skip(_skipped[name])
    try:
        return servers.find_postgres() if name == "postgres" else servers.find_mariadb()
    except servers.MissingServerError as missing:
        if name in os.environ.get("GUARDED_DB_TEST_REQUIRE", "").split(","):
            pytest.fail(f"{name} is required: {missing}")
        _skipped[name] = str(missing)
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def postgres_server() -> servers.Server:
    """The session's PostgreSQL; most tests want `postgres`."""
    return _server("postgres")


@pytest.fixture(scope="session")
def mariadb_server() -> servers.Server:
    """The session's MariaDB; most tests want `mariadb`."""
    return _server("mariadb")


@pytest.fixture
def postgres(postgres_server: servers.Server) -> Iterator[servers.Database]:
    """A PostgreSQL database of the test's own: `.url`, `.dsn`, `.options`, `.database`, `.connect()`, `.run()`."""
    with servers.own_database(postgres_server) as database:
        yield database


@pytest.fixture(scope="module")
def postgres_module(postgres_server: servers.Server) -> Iterator[servers.Database]:
    """A PostgreSQL database of the module's own, for tests that only read."""
    with servers.own_database(postgres_server) as database:
        yield database


@pytest.fixture
def mariadb(mariadb_server: servers.Server) -> Iterator[servers.Database]:
    """A MariaDB database of the test's own: `.url`, `.options`, `.database`, `.connect()`, `.run()`."""
    with servers.own_database(mariadb_server) as database:
        yield database


@pytest.fixture(scope="module")
def mariadb_module(mariadb_server: servers.Server) -> Iterator[servers.Database]:
    """A MariaDB database of the module's own, for tests that only read."""
    with servers.own_database(mariadb_server) as database:
        yield database


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """Where a test may keep its SQLite database; the file does not exist yet."""
    return tmp_path / "test.sqlite"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a state folder of its own and none of the machine's settings."""
    for name in list(os.environ):
        if name.startswith(("GUARDED_DB_", "OTEL_")) and not name.startswith("GUARDED_DB_TEST_"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv("GUARDED_DB_HOME", str(folder))
    return folder
