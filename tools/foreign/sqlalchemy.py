"""What SQLAlchemy's dialect suite issues on SQLite, PostgreSQL and MariaDB, read as a guarded engine reads it.

The suite runs as in `tests/suites`, under a guard that only observes, with the catalog that was in force at each
statement. Contradictions of SQLite's authorizer, of PostgreSQL's grammar and of what the servers say of a result's
columns count as wrong. Nothing else says what a statement of MariaDB does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from accuracy_foreign import MissingError
from foreign._telling import Tally

from guarded_db.sql.facts import Facts

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 1800
"""How long the suite may take on one database."""

LEAST = 100
"""Fewer statements than this mean that the suite did not really run."""


@contextmanager
def _sqlite(_: Any) -> Iterator[str]:
    yield "sqlite:///suite.db"


@contextmanager
def _postgres(servers: Any) -> Iterator[str]:
    with servers.own_database(servers.find_postgres()) as database:
        database.run("CREATE SCHEMA test_schema")
        yield database.url_for("postgresql+psycopg")


@contextmanager
def _mariadb(servers: Any) -> Iterator[str]:
    # The suite wants a database of this name beside its own: a server of this run alone has no other user of it.
    os.environ["GUARDED_DB_TEST_START"] = "mariadb"
    with servers.own_database(servers.find_mariadb()) as database:
        database.run("CREATE DATABASE test_schema")
        yield database.url_for("mysql+pymysql")


DIALECTS = {"sqlite": _sqlite, "postgresql": _postgres, "mariadb": _mariadb}


def main() -> int:
    """Run the suite on each database."""
    sys.path.insert(0, str(ROOT / "tests"))
    import servers

    failed = 0
    wanted = os.environ.get("DIALECTS", "").split()
    for name, lend in DIALECTS.items():
        if wanted and name not in wanted:
            continue
        try:
            with lend(servers) as url:
                seen = _suite(url)
        except servers.MissingServerError as error:
            print(f"{name} not run: {error}", file=sys.stderr)
        else:
            failed |= tally(seen).show(f"SQLAlchemy on {name}, distinct")
    return failed


def _suite(url: str) -> list[dict[str, Any]]:
    """Run the suite in a process of its own and return what its plugin saw."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder, "suite")
        shutil.copytree(ROOT / "tests" / "suites" / "sqlalchemy_suite", here)
        seen = Path(folder, "seen.json")
        path = [ROOT / "tools", *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
        env = {
            "PYTHONPATH": os.pathsep.join(map(str, path)),
            "GUARDED_DB_SUITE_HOME": str(Path(folder, "home")),
            "GUARDED_DB_SUITE_SEEN": str(seen),
        }
        command = [sys.executable, "-m", "pytest", "-q", "-p", "foreign._sqlalchemy_seen"]
        done = subprocess.run(
            [
                *command,
                "-p",
                "no:randomly",
                "-p",
                "no:cacheprovider",
                "--dburi",
                url,
                "test_suite.py",
            ],
            cwd=here,
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        found = json.loads(seen.read_text()) if seen.exists() else []
        if len(found) < LEAST:
            raise MissingError(f"the suite did not run: {(done.stdout + done.stderr)[-2000:]}")
        return list(found)


def tally(seen: list[dict[str, Any]]) -> Tally:
    """Count each text once, by the worst reading of it."""
    found = Tally()
    by_text: dict[str, list[dict[str, Any]]] = {}
    for one in seen:
        by_text.setdefault(one["text"], []).append(one)
    for text, readings in by_text.items():
        accepted = [one for one in readings if one["ok"]]
        if not accepted:
            found.unaccepted += 1
            continue
        doubts = [r for one in accepted for r in one["conceded"] if "PostgreSQL's grammar" in r]
        problem = next((one["wrong"] for one in accepted if one["wrong"]), "")
        reasons = next((tuple(one["conceded"]) for one in accepted if one["conceded"]), ())
        problem = problem or "".join(doubts[:1])
        found.add(
            (Facts("other", frozenset(), conceded=() if problem else reasons),), text, problem
        )
    return found
