"""Records can be read in order, one by one, and as they come."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from guarded_db.audit import segment as segment_module
from guarded_db.audit.head import segment_files
from guarded_db.audit.keys import Keys
from guarded_db.audit.ledger import Ledger
from guarded_db.audit.reading import Entry, follow, records, show, tail


def test_records_of_all_segments_come_in_the_order_of_time(model_log: Path) -> None:
    times = [entry.time for entry in records(model_log / "audit")]

    assert times == sorted(times)
    assert len(times) == 26


def test_the_tail_is_the_newest(model_log: Path) -> None:
    everything = list(records(model_log / "audit"))

    assert tail(model_log / "audit", 5) == everything[-5:]
    assert tail(model_log / "audit", 0) == []


def test_one_record_is_shown_by_segment_and_sequence(model_log: Path) -> None:
    wanted = list(records(model_log / "audit"))[3]

    for name in (wanted.segment, wanted.segment[-8:]):
        assert show(model_log / "audit", name, wanted.sequence) == wanted
    assert show(model_log / "audit", wanted.segment, 1000) is None
    assert show(model_log / "audit", "2", 0) is None


def test_a_line_that_is_no_record_reads_as_unreadable() -> None:
    for line in (b"{}\n", b"[" * 100_000, b"\xff\t\n"):
        assert Entry("s", 0, line).data == {"event": "unreadable"}
        assert Entry("s", 0, line).time == ""


def test_following_sees_new_records_and_new_segments(home: Path, folder: Path, keys: Keys) -> None:
    code = """
import sys
from pathlib import Path
from guarded_db.audit.keys import Keys
from guarded_db.audit.ledger import Ledger
home = Path(sys.argv[1])
with Ledger.open(home / "audit", Keys.load_or_create(home)) as ledger:
    ledger.append("other")
"""
    with Ledger.open(folder, keys) as ledger:
        for _ in range(3):
            ledger.append("old")
        done = threading.Event()
        stream: Iterator[Entry] = follow(folder, count=2, stop=done.is_set)
        assert [entry.data["event"] for entry in islice(stream, 2)] == ["old", "old"]

        ledger.append("new")
        assert next(stream).data["event"] == "new"

        subprocess.run([sys.executable, "-c", code, str(home)], check=True)
        events = [entry.data["event"] for entry in islice(stream, 4)]
        done.set()
        assert events == ["segment.begin", "segment.known", "other", "segment.end"]
        assert list(stream) == []


class SteppingBack:
    """A clock that runs backwards."""

    def __init__(self) -> None:
        self.now = time.time_ns() + 3600 * 10**9

    def time_ns(self) -> int:
        self.now -= 10**9
        return self.now

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)


def test_a_clock_that_steps_back_does_not_reorder_a_segment(
    folder: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(folder, keys):
        with monkeypatch.context() as patch:
            patch.setattr(segment_module, "time", SteppingBack())
            one = Ledger.open(folder.with_name("other"), keys)
            for _ in range(4):
                one.append("a")
            one.close()
    for path in segment_files(folder):
        shutil.copy(path, folder.with_name("other"))

    places = [e.sequence for e in records(folder.with_name("other")) if e.segment == one_name(one)]
    assert places == sorted(places)
    assert len(places) == 6


def one_name(ledger: Ledger) -> str:
    """Return the segment with the most records, which is the ledger's."""
    paths = segment_files(ledger.folder)
    return max(paths, key=lambda path: path.stat().st_size).stem
