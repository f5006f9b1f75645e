"""Runs CPython's own test suite of sqlite3 in this process and prints one JSON object: test id → outcome.

    python sqlite3_suite_runner.py raw
    python sqlite3_suite_runner.py guarded STATE_FOLDER

`guarded` first patches sqlite3 with a guard that only observes, for every database of the process, and meters below
it. The folder `tests` must be on the path.
"""

from __future__ import annotations

import json
import sys
import unittest
import warnings

PACKAGE = "test.test_sqlite3"


class Outcomes(unittest.TestResult):
    """Keeps the outcome of each test; the worst one wins where a test has several (subtests)."""

    order = ("ok", "skipped", "expected failure", "unexpected success", "failure", "error")

    def __init__(self) -> None:
        super().__init__()
        self.by_id: dict[str, str] = {}
        self.details: dict[str, str] = {}

    def note(self, test: unittest.TestCase, outcome: str, detail: str = "") -> None:
        before = self.by_id.get(test.id(), "ok")
        self.by_id[test.id()] = max(before, outcome, key=self.order.index)
        if detail:
            self.details[test.id()] = detail

    def addSuccess(self, test):  # noqa: N802
        self.note(test, "ok")

    def addSkip(self, test, reason):  # noqa: N802
        self.note(test, "skipped")

    def addExpectedFailure(self, test, err):  # noqa: N802
        self.note(test, "expected failure")

    def addUnexpectedSuccess(self, test):  # noqa: N802
        self.note(test, "unexpected success")

    def addFailure(self, test, err):  # noqa: N802
        self.note(test, "failure", self._exc_info_to_string(err, test))

    def addError(self, test, err):  # noqa: N802
        self.note(test, "error", self._exc_info_to_string(err, test))

    def addSubTest(self, test, subtest, err):  # noqa: N802
        if err is not None:
            kind = "failure" if issubclass(err[0], test.failureException) else "error"
            self.note(test, kind, self._exc_info_to_string(err, test))


def main(mode: str, home: str | None = None) -> None:
    """Run the suite and print the outcomes."""
    import sqlite3  # noqa: F401  # the driver is there before the guard, as in an application

    if mode == "guarded":
        from meter import sqlite as meter

        from guarded_db import Guard

        guard = Guard("observe", home=home)
        guard.patch("sqlite3")
        meter.install()
    warnings.simplefilter("ignore")
    import test.test_sqlite3 as package

    loader = unittest.TestLoader()
    suite = loader.discover(package.__path__[0], pattern="test_*.py", top_level_dir=_top(package))
    outcomes = Outcomes()
    suite.run(outcomes)
    said = {"outcomes": outcomes.by_id, "details": outcomes.details}
    if mode == "guarded":
        said |= {"seen": meter.seen(), "unseen": meter.violations()}
    print(json.dumps(said))


def _top(package) -> str:
    from pathlib import Path

    return str(Path(package.__path__[0]).parent.parent)


if __name__ == "__main__":
    main(*sys.argv[1:])
