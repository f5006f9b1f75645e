"""PyMySQL's own tests run the same through the guard as without it (pack `observe`)."""

from __future__ import annotations

import io
import json
import os
import sys
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

import pymysql
import pytest
import servers

from guarded_db.audit.verify import verify
from tests.suites.comparing import SuiteRun, differing, start

CACHE = Path(__file__).parents[2] / ".cache" / "pymysql-tests"
ARCHIVE = "https://github.com/PyMySQL/PyMySQL/archive/refs/tags/v{version}.tar.gz"
"""The distributions on PyPI leave the tests out."""

LAST_TAG = "1.2.0"
"""Newest tag, for releases without one."""

LEAST_PASSING = 60
"""Fewer passing tests than this mean that the suite did not really run."""

pytestmark = pytest.mark.timeout(1800)


def the_tests() -> Path:
    """Return the folder with `pymysql/tests`: downloaded once, or skip."""
    if (CACHE / "pymysql" / "tests" / "base.py").exists():
        return CACHE
    for version in (pymysql.VERSION_STRING, LAST_TAG):
        try:
            with urllib.request.urlopen(ARCHIVE.format(version=version), timeout=30) as answer:
                packed = answer.read()
        except (urllib.error.URLError, OSError):
            continue
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            _unpack(archive)
        return CACHE
    pytest.skip("PyMySQL's own tests are not in .cache/ and GitHub cannot be reached")


def _unpack(archive: tarfile.TarFile) -> None:
    for member in archive:
        _, _, inside = member.name.partition("/")
        content = archive.extractfile(member) if inside.startswith("pymysql/tests/") else None
        if content is not None and ".." not in inside:
            file = CACHE / inside
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.read())


def test_no_test_of_pymysql_differs_under_the_guard(
    mariadb_server: servers.Server, tmp_path: Path
) -> None:
    folder = the_tests()
    home = tmp_path / "state"
    with (
        servers.own_database(mariadb_server) as first,
        servers.own_database(mariadb_server) as second,
    ):
        databases = [
            {**first.options, "use_unicode": True, "local_infile": True},
            second.options,
        ]
        env = {"PYMYSQL_TESTS": str(folder), "PYMYSQL_DATABASES": json.dumps(databases)}
        unguarded = _start(folder, tmp_path / "unguarded", env).outcomes()
        guarded = _start(
            folder, tmp_path / "guarded", {**env, "GUARDED_DB_SUITE_HOME": str(home)}
        ).outcomes()

    assert list(unguarded.values()).count("passed") > LEAST_PASSING
    assert differing(unguarded, guarded) == []
    assert verify(home / "audit").records > LEAST_PASSING
    metered = json.loads((home / "meter.json").read_text())
    assert metered["violations"] == []
    assert metered["seen"] > LEAST_PASSING


def _start(folder: Path, run: Path, env: dict[str, str]) -> SuiteRun:
    run.mkdir()
    here = Path(__file__).parent
    path = os.pathsep.join(map(str, (here, here.parent, os.environ.get("PYTHONPATH", ""))))
    command = [
        *(sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(folder)),
        *("-p", "pymysql_suite_plugin", "-p", "no:randomly", "-p", "no:cacheprovider"),
        *("--import-mode=importlib", "-q", str(folder / "pymysql" / "tests")),
    ]
    return start(command, run, {**env, "PYTHONPATH": path}, "suite")
