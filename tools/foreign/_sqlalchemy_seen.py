"""A pytest plugin for SQLAlchemy's dialect suite under a guard: what was read of each statement, and what the
database said of it.

It writes JSON to the file that GUARDED_DB_SUITE_SEEN names: for each text and reasons of concession,
what contradicts the facts and whether the database accepted it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from guarded_db.drivers import sqlite_backstop
from guarded_db.execution.run import Run, _same
from guarded_db.sql.metadata import unexpected
from guarded_db.sql.witness_sqlite import Covered, Told

SEEN: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
"""By text and reasons of concession."""

_finish, _columns, _fits = Run._finish, Run.columns, sqlite_backstop._fits


def _of(run: Run) -> dict[str, Any]:
    reasons = tuple(reason for facts in run.facts for reason in facts.conceded)
    plain: dict[str, Any] = {"text": run.entry.text, "conceded": reasons, "wrong": "", "ok": False}
    return SEEN.setdefault((run.entry.text, reasons), plain)


def _finish_and_note(self: Run, outcome: str) -> None:
    if self.entry.text:  # a driver's call has none
        _of(self)["ok"] |= json.loads(outcome)["status"] == "ok"
    _finish(self, outcome)


def _columns_and_note(self: Run, names: Sequence[str], index: int = 0, result: Any = None) -> Any:
    facts = self.facts[min(index, len(self.facts) - 1)]
    if not facts.conceded and self.entry.text and (why := _other(self, facts, names, result)):
        _of(self)["wrong"] = why
    return _columns(self, names, index, result)


def _other(run: Run, facts: Any, names: Sequence[str], result: Any) -> str:
    """What the result's metadata says that the facts do not; the guard asks so where it enforces."""
    if facts.outputs is None:
        return ""
    if len(facts.outputs) != len(names):
        return f"gives {len(names)} columns, not {len(facts.outputs)}"
    for name, output in zip(names, facts.outputs, strict=True):
        if output.direct and output.name and not _same(name, output.name):
            return f"gives `{name}`, not `{output.name}`"
    if result is None or not run.session.origins_are_proof:
        return ""  # MariaDB says `anon.id` for a column of a derived table
    found = unexpected(facts, run.session.origins(result))
    return f"gives a column of `{found[0][1]}`" if found else ""


def _fits_and_note(session: Any, run: Run, args: tuple[Any, ...]) -> bool:
    begins = args[0] == sqlite_backstop.TRANSACTION and args[1] == "BEGIN"
    if not begins and not any(facts.conceded for facts in run.facts):
        covered = run.entry.covered
        if covered is None:
            covered = run.entry.covered = Covered(run.facts, session.catalog)
        told = Told(sqlite_backstop.ACTIONS.get(args[0], ""), *args[1:])
        if not covered.blind and (why := covered.contradiction(told)):
            _of(run)["wrong"] = why
    return _fits(session, run, args)


Run._finish = _finish_and_note  # type: ignore[method-assign]
Run.columns = _columns_and_note  # type: ignore[method-assign]
sqlite_backstop._fits = _fits_and_note


def pytest_unconfigure() -> None:
    """Write what was seen."""
    Path(os.environ["GUARDED_DB_SUITE_SEEN"]).write_text(json.dumps(list(SEEN.values())))
