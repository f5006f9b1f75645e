"""Every clause of PEP 249 has the same outcome with the guard (pack `observe`) as without, for every driver."""

from __future__ import annotations

import contextlib
import importlib
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import guarded_db
from tests.drivers.dbapi20_cases import CLAUSES, TABLE, Subject

DRIVERS = ("sqlite3", "duckdb", "psycopg", "psycopg2", "pymysql", "mysql.connector")

HOLDING = {
    "sqlite3": 30,
    "duckdb": 23,
    "psycopg": 34,
    "psycopg2": 33,
    "pymysql": 31,
    "mysql.connector": 31,
}
"""Clauses that hold at least, so that the comparison cannot become empty."""


@contextlib.contextmanager
def options(name: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[dict[str, Any]]:
    """Lend a database for one clause and the arguments to connect to it."""
    if name in ("sqlite3", "duckdb"):
        yield {"database": str(folder / f"{len(list(folder.iterdir()))}.db")}
        return
    server = request.getfixturevalue("postgres" if name.startswith("psycopg") else "mariadb")
    yield server.options
    server.run(f"DROP TABLE IF EXISTS {TABLE}")


def outcome(clause: Callable[[Subject], None], module: Any, connect: Callable[..., Any]) -> str:
    """Return `passed`, or the error's class and text."""
    opened: list[Any] = []

    def remembered() -> Any:
        opened.append(connect())
        return opened[-1]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            clause(Subject(module, remembered))
        except AssertionError as error:
            return f"failed: {str(error)[:80]}"
        except module.Error as error:
            return f"{type(error).__name__}: {str(error)[:80]}"
        except (AttributeError, TypeError, ValueError, RuntimeError) as error:
            return type(error).__name__
        finally:
            for connection in opened:
                with contextlib.suppress(Exception):
                    connection.rollback()
                with contextlib.suppress(Exception):
                    connection.close()
    return "passed"


@pytest.mark.parametrize("name", DRIVERS)
def test_no_clause_differs_under_the_guard(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    module = importlib.import_module(name)
    folder = tmp_path / "data"
    folder.mkdir()
    found: dict[str, tuple[str, str]] = {}
    with guarded_db.Guard("observe", home=tmp_path / "state") as guard:
        for title, clause in CLAUSES.items():
            with options(name, request, folder) as raw:
                without = outcome(clause, module, lambda raw=raw: module.connect(**raw))
            with options(name, request, folder) as own:
                guarded = outcome(
                    clause, module, lambda own=own: guard.connect(module.connect, **own)
                )
            found[title] = (without, guarded)

    assert {title: pair for title, pair in found.items() if pair[0] != pair[1]} == {}
    assert sum(pair[0] == "passed" for pair in found.values()) >= HOLDING[name]
