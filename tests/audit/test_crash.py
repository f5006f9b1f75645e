"""No acknowledged record is lost, whenever the process is killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guarded_db.audit.keys import Keys
from guarded_db.audit.ledger import Ledger
from guarded_db.audit.reading import records
from guarded_db.audit.verify import verify
from guarded_db.errors import Unverifiable

WRITER = """
import os, sys, threading
from pathlib import Path
from guarded_db.audit.keys import Keys
from guarded_db.audit.ledger import Ledger
home = Path(sys.argv[1])
ledger = Ledger.open(home / "audit", Keys.load_or_create(home))
def work():
    while True:
        number = ledger.append("a", durable=True)
        os.write(1, b"%s %d\\n" % (ledger.segment.encode(), number))
for _ in range(2):
    threading.Thread(target=work, daemon=True).start()
threading.Event().wait()
"""
KILLS = 20


def _acknowledged_until_killed(home: Path, seconds: float) -> set[tuple[str, int]]:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(home)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    lines = [
        line for line in (first + process.stdout.read()).splitlines(True) if line.endswith(b"\n")
    ]
    process.stdout.close()
    process.wait()
    return {(name.decode(), int(number)) for name, number in (line.split() for line in lines)}


def test_what_was_acknowledged_before_a_kill_is_in_a_log_that_verifies(home: Path) -> None:
    acknowledged: set[tuple[str, int]] = set()
    for _ in range(KILLS):
        acknowledged |= _acknowledged_until_killed(home, random.uniform(0, 0.02))
        with pytest.raises(Unverifiable) as caught:
            verify(home / "audit")  # a killed writer's segment is vouched for by nobody yet
        assert caught.value.damage == "incomplete tail"

    Ledger.open(home / "audit", Keys.load_or_create(home)).close()

    found = {(entry.segment, entry.sequence) for entry in records(home / "audit")}
    assert len(acknowledged) >= KILLS
    assert acknowledged <= found
    assert len(verify(home / "audit").recovered) == KILLS
