"""The public names: exactly those of `__all__`, each documented, cheap to import."""

from __future__ import annotations

import inspect
import subprocess
import sys
from types import ModuleType

import pytest

import guarded_db

HEAVY = (
    *("psycopg", "psycopg2", "pymysql", "duckdb", "sqlite3", "mysql", "asyncpg", "aiosqlite"),
    *("sqlalchemy", "sqlglot", "sqlparse", "pydantic", "yaml", "opentelemetry", "nacl", "wrapt"),
    *("typer", "rich", "platformdirs", "asyncio"),
)
"""What `import guarded_db` must not import; each of them alone can cost more than the whole budget."""


def test_all_is_exactly_the_public_names() -> None:
    public = {
        name
        for name, value in vars(guarded_db).items()
        if not name.startswith("_")
        and not isinstance(value, ModuleType)
        # Names that annotations and the module's own code need; they belong to other modules.
        and getattr(value, "__module__", "").partition(".")[0] == "guarded_db"
    }
    helpers = {"guard_for"}  # private to the package, not to the module that defines it

    assert public - helpers == set(guarded_db.__all__)


def test_all_is_sorted_and_names_nothing_twice() -> None:
    assert sorted(set(guarded_db.__all__)) == guarded_db.__all__


@pytest.mark.parametrize("name", guarded_db.__all__)
def test_a_public_name_is_documented(name: str) -> None:
    documented = vars(getattr(guarded_db, name)).get("__doc__") or getattr(
        getattr(guarded_db, name), "__doc__", None
    )

    assert documented
    assert documented.strip()


@pytest.mark.parametrize("name", [*guarded_db.__all__])
def test_what_a_public_class_offers_is_documented(name: str) -> None:
    value = getattr(guarded_db, name)
    if not inspect.isclass(value):
        return

    undocumented = [
        member
        for member, found in vars(value).items()
        if not member.startswith("_")
        and (inspect.isfunction(found) or isinstance(found, property | staticmethod | classmethod))
        and not inspect.getdoc(found)
    ]

    assert undocumented == []


def test_importing_the_package_imports_no_driver_and_nothing_heavy() -> None:
    code = (
        "import sys, guarded_db; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert set(ran.stdout.split()) & set(HEAVY) == set()


def test_the_types_are_published() -> None:
    from importlib.resources import files

    assert files("guarded_db").joinpath("py.typed").is_file()


def test_the_version_is_that_of_the_distribution() -> None:
    from importlib.metadata import version

    assert guarded_db.__version__ == version("guarded-db")
