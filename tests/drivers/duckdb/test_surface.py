"""The surface table holds every name of the installed driver, so that an upgrade that adds one fails here."""

from __future__ import annotations

from typing import Any

import _duckdb
import duckdb
import pytest

from guarded_db.drivers import duckdb_surface as surface
from guarded_db.drivers.duckdb import DRIVER
from guarded_db.drivers.duckdb_calls import APPENDER_METHODS
from guarded_db.drivers.duckdb_modules import METHODS
from guarded_db.drivers.duckdb_state import ORIGINALS


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (duckdb.DuckDBPyConnection, surface.CONNECTION),
        (duckdb.Appender, surface.APPENDER),
        (duckdb.Statement, surface.STATEMENT),
    ],
)
def test_every_name_of_a_class_is_classified(kind: Any, table: dict[str, str]) -> None:
    names = set(dir(kind)) - surface.OBJECT

    assert names == set(table)


def test_every_public_name_of_a_relation_is_classified() -> None:
    names = {
        name
        for name in dir(duckdb.DuckDBPyRelation)
        if not name.startswith("_") or (name.startswith("__") and name not in surface.OBJECT)
    }

    assert names | {"_repr_mimebundle_"} == set(surface.RELATION)


def test_every_function_of_the_module_is_classified() -> None:
    functions = {
        name
        for name, value in vars(duckdb).items()
        if not name.startswith("_") and callable(value) and not isinstance(value, type)
    }
    classified = (
        surface.MODULE_GUARDED
        | surface.MODULE_THROUGH
        | surface.MODULE_PASSED
        | surface.MODULE_EXPRESSIONS
    )

    assert functions - {n for n in functions if n.endswith(("Expression", "Operator"))} == (
        {name for name in classified if name in functions}
    )


def test_what_is_said_to_be_guarded_is_patched() -> None:
    DRIVER.install()

    for name, state in surface.CONNECTION.items():
        assert (name in METHODS) == (state in ("guarded", "decided")), name
    for name, state in surface.APPENDER.items():
        assert (name in APPENDER_METHODS) == (state == "guarded"), name
    assert surface.MODULE_GUARDED | {"df"} == set(ORIGINALS)
    assert all(getattr(_duckdb, name) is not original for name, original in ORIGINALS.items())


def test_patched_methods_do_not_carry_the_originals() -> None:
    DRIVER.install()

    for name in METHODS:
        method = getattr(duckdb.DuckDBPyConnection, name)
        assert not hasattr(method, "__wrapped__")
        assert method.__name__ == name
        assert method.__doc__
