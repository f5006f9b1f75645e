"""Imports point one way, third-party packages have one home, modules stay small, and there are no circles.

Every import counts: at the top, inside a function, under TYPE_CHECKING. Only in a circle inside one room the names
for annotations do not count: they are never imported.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

import guarded_db

PACKAGE = Path(guarded_db.__file__).parent

MAX_LINES = 400
"""A module that needs more wants to be two; the style guide aims at 350."""

ROOMS: Mapping[str, frozenset[str]] = {
    room: frozenset(allowed.split())
    for room, allowed in {
        "errors": "",
        "dbapi": "",
        "identity": "errors dbapi",
        "sql": "errors dbapi identity",
        "masking": "errors dbapi identity",
        "audit": "errors dbapi identity",
        # Policy sees facts and names masks; execution joins the two.
        "policy": "errors dbapi identity sql",
        "access": "errors dbapi identity sql masking audit policy",
        "execution": "errors dbapi identity sql masking audit policy access",
        "drivers": "errors dbapi identity sql masking audit policy access execution",
        "guard": "errors dbapi identity sql masking audit policy access execution drivers",
        "integrations": "errors dbapi identity sql masking audit policy access execution drivers guard",
        # The public name of the SQLAlchemy door, nothing else.
        "sqlalchemy": "guard integrations",
        "console": "errors dbapi identity sql masking audit policy access execution drivers guard",
        "cli": "errors dbapi identity sql masking audit policy access execution drivers guard "
        "integrations console",
    }.items()
}
"""What each room may import besides itself: the order of DESIGN.md, section 4."""

FACE = frozenset({"integrations", "console", "cli"})
"""Rooms that may use the public names of `guarded_db` itself, as an application does."""

HOMES: Mapping[str, tuple[str, ...]] = {
    "sqlglot": ("sql",),
    "sqlparse": ("sql",),
    "postgast": ("sql.grammar",),
    "pydantic": ("policy",),
    "pydantic_core": ("policy",),
    "yaml": ("policy",),
    "nacl": ("audit.keys",),
    "opentelemetry": ("audit.telemetry",),
    "platformdirs": ("audit",),
    "wrapt": ("drivers", "integrations"),
    "psycopg": ("drivers", "integrations"),
    "pymysql": ("drivers", "integrations"),
    "duckdb": ("drivers", "integrations"),
    "_duckdb": ("drivers",),
    # What the generic wrapper knows of drivers without an interception of their own.
    "psycopg2": ("drivers",),
    "mysql": ("drivers",),
    "asyncpg": ("drivers", "integrations"),
    "aiosqlite": ("drivers", "integrations"),
    "aiomysql": ("drivers", "integrations"),
    # What duckdb hands rows out as; never imported unless the application asks for it.
    "pandas": ("drivers",),
    "polars": ("drivers",),
    "pyarrow": ("drivers",),
    "numpy": ("drivers",),
    "sqlalchemy": ("integrations",),
    "typer": ("cli",),
    "click": ("cli",),
    "rich": ("cli",),
}
"""Where each third-party package may be imported."""

EXCEPTIONS: Mapping[tuple[str, str], str] = {
    ("errors", "policy.decision"): "the type of `Denied.decision`, under TYPE_CHECKING only",
    ("guard", "integrations.sqlalchemy"): "`Guard.engine` loads its door when it is called",
    ("guard", "integrations.patching"): "`Guard.patch` loads its door when it is called",
}
"""Single imports against the direction, each with its reason. None of them may run at import time."""

RECURSIVE: Mapping[str, str] = {
    "sql": "a query holds expressions, which hold queries; so do the modules that read them",
}
"""Rooms whose modules may need each other at call time, with the reason; never at import time."""


class Import(NamedTuple):
    """One import statement."""

    importer: str
    imported: str
    line: int
    when: str
    """`import`: when the module is imported, `call`: inside a function, `typing`: never."""


def module_name(file: Path) -> str:
    """Return the dotted name below `guarded_db`, empty for the package itself."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def imports_of(module: str, source: str, *, package: bool = False) -> Iterator[Import]:
    """Yield every import of a module's source, with names below `guarded_db` written without it."""
    tree = ast.parse(source)
    when = dict.fromkeys(map(id, ast.walk(tree)), "import")
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
            when |= dict.fromkeys(map(id, ast.walk(outer)), "call")
    for outer in ast.walk(tree):
        if isinstance(outer, ast.If) and ast.unparse(outer.test) == "TYPE_CHECKING":
            hinted = [inner for statement in outer.body for inner in ast.walk(statement)]
            when |= dict.fromkeys(map(id, hinted), "typing")
    for node in ast.walk(tree):
        for name in _names(node, module, package=package):
            yield Import(module, name, getattr(node, "lineno", 0), when[id(node)])


def _names(node: ast.AST, module: str, *, package: bool) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        parts = ["guarded_db", *filter(None, module.split("."))]
        parts = parts[: len(parts) - node.level + package]
        base = ".".join([*parts, *filter(None, [node.module])])
    if base.split(".")[0] != "guarded_db":
        return [base]
    # `from guarded_db.sql import facts` imports a module, `from guarded_db.sql.facts import Facts` a name.
    below = [f"{base}.{alias.name}" for alias in node.names]
    return [name if name.removeprefix("guarded_db.") in FILES else base for name in below]


def all_imports() -> list[Import]:
    return [
        found
        for module, file in FILES.items()
        for found in imports_of(module, file.read_text("utf-8"), package=file.name == "__init__.py")
    ]


def objection(found: Import) -> str | None:
    """Return what is wrong with an import, or None."""
    room = found.importer.partition(".")[0]
    top, _, rest = found.imported.partition(".")
    if top != "guarded_db":
        if top in sys.stdlib_module_names:
            return None
        homes = HOMES.get(top, ())
        if any(found.importer == home or found.importer.startswith(home + ".") for home in homes):
            return None
        return f"`{top}` is at home in {', '.join(homes) or 'no room; add it to the table'}"
    if room == "":  # guarded_db/__init__.py names everything public
        return None
    if not rest:
        return None if room in FACE else "only the outermost rooms may import `guarded_db` itself"
    other = rest.partition(".")[0]
    if other == room or other in ROOMS[room]:
        return None
    if (found.importer, rest) in EXCEPTIONS:
        return "an exception must not run at import time" if found.when == "import" else None
    return f"`{room}` must not import `{other}`"


def test_imports_point_one_way_and_third_party_packages_have_one_home() -> None:
    wrong = [
        f"{found.importer or '__init__'}:{found.line} imports {found.imported}: {why}"
        for found in all_imports()
        if (why := objection(found))
    ]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("sql.facts", "from guarded_db.masking import Masked"),
        ("identity.context", "def f():\n    from guarded_db.policy import decision"),
        ("masking.plan", "from ..audit import ledger"),
        ("policy.model", "import sqlglot"),
        ("audit.ledger", "from nacl import bindings"),
        ("execution.core", "import guarded_db"),
        ("drivers.psycopg", "if TYPE_CHECKING:\n    from guarded_db.guard import Guard"),
        ("guard", "from guarded_db.integrations.patching import patch"),
        ("cli.app", "import requests"),
    ],
)
def test_an_import_against_the_table_is_found(module: str, source: str) -> None:
    assert [found for found in imports_of(module, source) if objection(found)]


def test_every_room_is_in_the_table() -> None:
    assert {name.partition(".")[0] for name in FILES} - {""} == set(ROOMS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    needs: dict[str, set[str]] = {name: set() for name in FILES}
    for importer, imported, _, when in all_imports():
        top, _, other = imported.partition(".")
        same_room = importer.partition(".")[0] == other.partition(".")[0]
        if top != "guarded_db" or other not in FILES or not importer:
            continue
        if (importer, other) in EXCEPTIONS or (same_room and when == "typing"):
            continue
        if same_room and when == "call" and importer.partition(".")[0] in RECURSIVE:
            continue
        needs[importer].add(other)

    assert not (found := circles(needs)), "\n".join(found)


def test_a_circle_is_found() -> None:
    needs = {"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}, "e": set[str]()}

    assert circles(needs) == ["b -> c -> d -> b"]


def circles(needs: Mapping[str, set[str]]) -> list[str]:
    """Return one circle through each module that is in one, each circle once, written from its first name on."""
    found: dict[frozenset[str], str] = {}
    for start in sorted(needs):
        ways = [[start]]
        seen: set[str] = set()
        while ways:
            way = ways.pop(0)
            if start in needs[way[-1]]:
                found.setdefault(frozenset(way), " -> ".join([*way, start]))
                break
            ways.extend([*way, name] for name in sorted(needs[way[-1]] - seen))
            seen |= needs[way[-1]]
    return list(found.values())


@pytest.mark.parametrize("module", FILES)
def test_a_module_is_not_longer_than_the_limit(module: str) -> None:
    assert len(FILES[module].read_text("utf-8").splitlines()) <= MAX_LINES
