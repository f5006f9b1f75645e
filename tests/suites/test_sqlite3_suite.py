"""CPython's own suite of sqlite3 has the same outcome, test by test, when every connection is guarded."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from suites.sqlite3_suite_differences import DIFFERENT, UNSEEN

from guarded_db.audit.verify import verify

TESTS = Path(__file__).parent.parent


def run(*args: str) -> Any:
    found = subprocess.run(
        [sys.executable, str(TESTS / "suites" / "sqlite3_suite_runner.py"), *args],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        cwd=args[-1] if len(args) > 1 else None,
    )
    assert found.returncode == 0, found.stderr[-4000:]
    return json.loads(found.stdout.splitlines()[-1])


def test_every_test_has_the_same_outcome_guarded_and_unguarded(tmp_path: Path) -> None:
    if importlib.util.find_spec("test.test_sqlite3") is None:
        pytest.skip("NOT TESTED AGAINST CPYTHON'S SUITE: this Python has no test.test_sqlite3")
    home = tmp_path / "state"
    home.mkdir()

    raw, guarded = run("raw"), run("guarded", str(home))

    before, after = raw["outcomes"], guarded["outcomes"]
    different = {
        test: (before.get(test), after.get(test), guarded["details"].get(test, "")[-1000:])
        for test in before.keys() | after.keys()
        if before.get(test) != after.get(test) and test not in DIFFERENT
    }
    assert different == {}
    assert Counter(before.values())["ok"] > 400
    assert all(before.get(test) != after.get(test) for test in DIFFERENT), (
        "a row that is not needed"
    )

    assert guarded["seen"] > 500
    assert [text for text in guarded["unseen"] if text not in UNSEEN] == []
    assert verify(home / "audit").records > 1000
