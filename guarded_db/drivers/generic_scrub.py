"""Removes from the errors of generically guarded drivers what goes around the guard: values, and the raw cursor.

Errors of drivers that are not known here lose their text and arguments only.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from guarded_db.execution.ending import scrub_text

NAMES = ("severity", "sqlstate", "schema_name", "table_name", "constraint_name", "datatype_name")
"""Fields of PostgreSQL's diagnostics that name things and hold no values."""


class Diagnostics:
    """The diagnostics of an error without the fields that may quote values."""

    __slots__ = ("_kept",)

    def __init__(self, diag: Any) -> None:
        self._kept = {name: getattr(diag, name, None) for name in NAMES}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"`Diagnostics` has no attribute `{name}`")
        return self._kept.get(name)


def unlink(error: BaseException) -> None:
    """Take the raw cursor out of a psycopg2 error, which carries it."""
    if getattr(error, "cursor", None) is not None and hasattr(error, "pgcode"):
        error.__setstate__({"pgerror": error.pgerror, "pgcode": error.pgcode})  # type: ignore[attr-defined]


def scrub(error: BaseException) -> None:
    """Replace what an error says; SQLSTATE, number and class stay."""
    if hasattr(error, "pgcode") and hasattr(error, "diag"):
        _psycopg2(error)
    scrub_text(error)
    if hasattr(error, "_full_msg"):  # mysql-connector-python
        error.msg = error._full_msg = str(error.args[-1])  # type: ignore[attr-defined]


def _psycopg2(error: Any) -> None:
    kept = Diagnostics(error.diag)
    error.__setstate__({"pgerror": None, "pgcode": error.pgcode})
    # The driver keeps the server's answer where Python cannot reach it; only the class can hide it.
    error.__class__ = _without_diagnostics(error.__class__)
    error.guarded_diag = kept


@lru_cache(maxsize=512)
def _without_diagnostics(kind: type[BaseException]) -> type[BaseException]:
    def diag(self: Any) -> Diagnostics:
        found: Diagnostics = self.guarded_diag
        return found

    names = {"__slots__": (), "__module__": kind.__module__, "__doc__": kind.__doc__}
    return type(kind.__name__, (kind,), {**names, "diag": property(diag)})
