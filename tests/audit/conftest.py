"""What the audit tests share: keys, a folder, a small log that holds every kind of segment."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guarded_db.audit.head import segment_files
from guarded_db.audit.keys import Keys
from guarded_db.audit.ledger import Ledger
from guarded_db.audit.record import encode

CRASH = """
import os, sys
from pathlib import Path
from guarded_db.audit.keys import Keys
from guarded_db.audit.ledger import Ledger
home = Path(sys.argv[1])
ledger = Ledger.open(home / "audit", Keys.load_or_create(home))
for number in range(int(sys.argv[2])):
    ledger.append("statement.decided", what='{"number":%d}' % number)
ledger.sync()
os._exit(9)
"""


def write(ledger: Ledger, count: int) -> None:
    """Append `count` records of different shapes."""
    for number in range(count):
        ledger.append(
            "statement.decided",
            what=encode({"number": number, "text": "SELECT name FROM users WHERE id = ?"}),
            who=encode({"id": "agent:copilot", "kind": "agent", "verified": False}),
            may=encode({"effect": "allow"}),
        )


@pytest.fixture
def keys(home: Path) -> Keys:
    """The log key of the test's home."""
    return Keys.load_or_create(home)


@pytest.fixture
def folder(home: Path) -> Path:
    """The audit folder of the test's home."""
    return home / "audit"


@pytest.fixture
def crash() -> Callable[[Path, int], Path]:
    """Return a function that lets a process write records in a home and die; it returns the segment's file."""

    def run(home: Path, count: int) -> Path:
        before = set(segment_files(home / "audit"))
        done = subprocess.run([sys.executable, "-c", CRASH, str(home), str(count)], check=False)
        assert done.returncode == 9
        (path,) = set(segment_files(home / "audit")) - before
        return path

    return run


@pytest.fixture(scope="module")
def model_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a finished log: an ended segment, a crashed one with torn bytes, two more ended ones."""
    home = tmp_path_factory.mktemp("model")
    keys = Keys.load_or_create(home)
    with Ledger.open(home / "audit", keys) as ledger:
        write(ledger, 5)
    before = set(segment_files(home / "audit"))
    subprocess.run([sys.executable, "-c", CRASH, str(home), "4"], check=False)
    (crashed,) = set(segment_files(home / "audit")) - before
    with crashed.open("ab") as file:
        file.write(b'{"chain":{"key":"half a rec')
    for _ in range(2):
        with Ledger.open(home / "audit", keys) as ledger:
            write(ledger, 3)
    return home
