"""The ledger takes every record or refuses, from threads, forks and several processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guarded_db.audit import files
from guarded_db.audit.head import segment_files
from guarded_db.audit.keys import Keys
from guarded_db.audit.ledger import Ledger
from guarded_db.audit.reading import records, segment_records
from guarded_db.audit.record import MAX_RECORD_BYTES, encode
from guarded_db.audit.verify import verify
from guarded_db.errors import AuditUnavailable, ConfigurationError

# Python 3.12 and later warn about any fork in a process with threads; these tests are about just that.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

OPEN = """
import os, sys
from pathlib import Path
from guarded_db.audit.keys import Keys
from guarded_db.audit.ledger import Ledger
home = Path(sys.argv[1])
ledger = Ledger.open(home / "audit", Keys.load_or_create(home))
"""


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run `code`, after opening the ledger of the home given as first argument."""
    command = [sys.executable, "-c", OPEN + code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def write(ledger: Ledger, count: int) -> None:
    for _ in range(count):
        ledger.append("a", durable=True)


def read(folder: Path, event: str) -> list[dict[str, Any]]:
    return [entry.data for entry in records(folder) if entry.data["event"] == event]


def test_a_record_holds_its_members_in_order_and_its_place_in_the_chain(
    folder: Path, keys: Keys
) -> None:
    members = dict.fromkeys(
        ("fetched", "may", "outcome", "params", "trace", "what", "where", "who"), encode({"a": 1})
    )
    with Ledger.open(folder, keys) as ledger:
        segment = ledger.segment
        number = ledger.append("statement.decided", **members)  # type: ignore[arg-type]
        assert ledger.append("statement.finished") == number + 1
    body = list(segment_records(folder, segment))[number].line.partition(b"\t")[0]
    data = json.loads(body)

    assert body.decode() == encode(data)
    assert set(data) == {*members, "chain", "event", "v", "when"}
    assert data["chain"]["seq"] == number
    assert data["chain"]["segment"] == segment
    assert data["when"]["utc"].endswith("Z")


def test_the_files_are_private(folder: Path, keys: Keys) -> None:
    Ledger.open(folder, keys).close()

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_handles_of_one_folder_share_a_segment_until_the_last_is_closed(
    folder: Path, keys: Keys
) -> None:
    first, second = Ledger.open(folder, keys), Ledger.open(folder, keys)
    assert first.segment == second.segment

    first.close()
    first.close()
    second.append("a")
    with pytest.raises(AuditUnavailable, match="closed"):
        first.append("a")
    second.close()

    assert len(segment_files(folder)) == 1
    assert len(read(folder, "segment.end")) == 1


def test_a_record_that_is_too_long_keeps_the_hash_of_what(folder: Path, keys: Keys) -> None:
    what = encode({"text": "é" * MAX_RECORD_BYTES})
    with Ledger.open(folder, keys) as ledger:
        ledger.append("long", what=what)
        with pytest.raises(AuditUnavailable, match="identity"):
            ledger.append("longer", who=what)
        ledger.append("next")

    (found,) = read(folder, "long")
    assert found["what"]["truncated"] is True
    assert found["what"]["bytes"] == len(what.encode())
    assert verify(folder).records == 4
    assert max(len(entry.line) for entry in records(folder)) <= MAX_RECORD_BYTES


@pytest.mark.parametrize("fragment", ['{"a":\n1}', '"\ud800"', '"a\tb"'])
def test_a_fragment_that_would_break_the_line_is_refused_and_nothing_else_is_lost(
    folder: Path, keys: Keys, fragment: str
) -> None:
    with Ledger.open(folder, keys) as ledger:
        with pytest.raises(AuditUnavailable):
            ledger.append("a", what=fragment)
        ledger.append("b")

    assert verify(folder).records == 3


def test_threads_share_one_chain(folder: Path, keys: Keys) -> None:
    with Ledger.open(folder, keys) as ledger:
        numbers: list[int] = []

        def work() -> None:
            for number in range(50):
                numbers.append(ledger.append("a", durable=number % 5 == 0))

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(numbers) == list(range(1, 401))
    assert verify(folder).records == 402


def test_a_forked_child_writes_its_own_segment_with_its_own_key(folder: Path, keys: Keys) -> None:
    with Ledger.open(folder, keys) as ledger:
        ledger.append("parent")
        child = os.fork()
        if child == 0:
            code = 1
            try:
                ledger.append("child", durable=True)
                ledger.close()
                code = 0
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        ledger.append("parent")

    chains = {
        (entry.data["event"], entry.segment, entry.data["chain"]["key"])
        for entry in records(folder)
        if not entry.data["event"].startswith("segment.")
    }
    assert sorted(event for event, _, _ in chains) == ["child", "parent"]
    assert len({key for _, _, key in chains}) == 2
    assert verify(folder).segments == 2


def test_a_fork_while_threads_write_leaves_both_sides_usable(folder: Path, keys: Keys) -> None:
    with Ledger.open(folder, keys) as ledger:
        stop = threading.Event()

        def work() -> None:
            while not stop.is_set():
                ledger.append("thread")

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        codes = []
        for _ in range(4):
            child = os.fork()
            if child == 0:
                signal.alarm(60)  # a deadlock ends the child, and the test sees it
                code = 1
                try:
                    ledger.append("child", durable=True)
                    ledger.close()
                    code = 0
                finally:
                    os._exit(code)
            codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        stop.set()
        for thread in threads:
            thread.join()

    assert codes == [0] * 4
    assert verify(folder).segments == 5


def test_a_child_of_multiprocessing_ends_its_segment(folder: Path, keys: Keys) -> None:
    with Ledger.open(folder, keys) as ledger:
        process = multiprocessing.get_context("fork").Process(target=ledger.append, args=("child",))
        process.start()
        process.join()

    assert process.exitcode == 0
    assert len(read(folder, "segment.end")) == 2


def test_a_crash_does_not_look_alive_because_of_a_forked_child(home: Path, folder: Path) -> None:
    code = """
if (child := os.fork()) == 0:
    import time
    os.close(1); os.close(2)
    time.sleep(60)
    os._exit(0)
print(child, flush=True)
os._exit(9)
"""
    child = int(run(code, home).stdout)
    try:
        Ledger.open(folder, Keys.load_or_create(home)).close()

        assert len(verify(folder).recovered) == 1
    finally:
        os.kill(child, signal.SIGKILL)


def test_processes_share_a_folder(home: Path, folder: Path) -> None:
    code = """
for _ in range(200):
    ledger.append("a")
ledger.close()
"""
    command = [sys.executable, "-c", OPEN + code, str(home)]
    running = [subprocess.Popen(command) for _ in range(2)]

    assert [process.wait() for process in running] == [0, 0]
    assert verify(folder).segments == 2
    assert len(read(folder, "a")) == 400


def test_the_end_of_the_process_ends_the_segment(home: Path, folder: Path) -> None:
    run('ledger.append("a")', home)

    assert len(read(folder, "segment.end")) == 1
    assert verify(folder).recovered == ()


@pytest.mark.parametrize("durable", [True, False])
def test_a_closed_descriptor_fails_the_ledger_until_it_is_opened_again(
    folder: Path, keys: Keys, durable: bool
) -> None:
    ledger = Ledger.open(folder, keys)
    ledger.append("a")
    segment = ledger._log.segment
    assert segment is not None
    os.close(segment.fd)

    for _ in range(2):
        with pytest.raises(AuditUnavailable, match="Bad file descriptor"):
            ledger.append("b", durable=durable)
    with pytest.raises(AuditUnavailable):
        ledger.sync()

    with Ledger.open(folder, keys) as again:
        again.append("c")
    ledger.close()
    assert read(folder, "b") == []
    assert len(verify(folder).recovered) == 1


FULL = """
import resource, signal
from guarded_db.errors import AuditUnavailable
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
count = 0
try:
    while True:
        ledger.append("a", durable=True)
        count += 1
except AuditUnavailable as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
for attempt in range(3):
    try:
        ledger.append("b")
    except AuditUnavailable as error:
        print(error)
print(count)
os._exit(0)
"""


def test_a_short_write_fails_the_ledger_and_the_torn_record_is_set_aside(
    home: Path, folder: Path, keys: Keys
) -> None:
    *errors, count = run(FULL, home).stdout.splitlines()
    Ledger.open(folder, keys).close()

    assert len(errors) == 4
    assert all("short write" in error for error in errors)
    assert len(read(folder, "a")) == int(count)
    assert verify(folder).torn_bytes > 0
    (torn,) = folder.glob("*.torn")
    assert torn.stat().st_size == verify(folder).torn_bytes


def test_a_full_disk_fails_the_ledger(home: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no right to mount a small file system")
    try:
        ledger = Ledger.open(disk / "audit", Keys.load_or_create(home))
        with pytest.raises(AuditUnavailable, match=r"No space|short write"):
            write(ledger, 1000)
        with pytest.raises(AuditUnavailable):
            ledger.append("b")
        with pytest.raises(AuditUnavailable, match="No space"):
            Ledger.open(disk / "audit", Keys.load_or_create(home))
        ledger.close()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_durable_record_is_on_disk_when_the_call_returns(
    folder: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = files.sync_data
    monkeypatch.setattr(files, "sync_data", lambda fd: (real(fd), synced.append(fd)))
    with Ledger.open(folder, keys) as ledger:
        synced.clear()
        ledger.append("a")
        assert synced == []

        ledger.append("b", durable=True)
        assert len(synced) == 1

        ledger.sync()
        assert len(synced) == 1

        ledger.append("c")
        ledger.sync()
        assert len(synced) == 2


def test_a_failed_sync_refuses_and_is_never_tried_again(
    folder: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe in the place of the file takes the write and cannot be synced."""
    ledger = Ledger.open(folder, keys)
    segment = ledger._log.segment
    assert segment is not None
    reading, writing = os.pipe()
    os.dup2(writing, segment.fd)
    tried: list[int] = []
    real = files.sync_data
    monkeypatch.setattr(files, "sync_data", lambda fd: (tried.append(fd), real(fd)))

    with pytest.raises(AuditUnavailable, match="Invalid argument"):
        ledger.append("a", durable=True)
    with pytest.raises(AuditUnavailable, match="Invalid argument"):
        ledger.append("b")
    with pytest.raises(AuditUnavailable, match="Invalid argument"):
        ledger.sync()
    ledger.close()
    os.close(reading)
    os.close(writing)

    assert len(tried) == 1


def test_threads_that_wait_for_the_disk_share_a_sync(
    folder: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 8
    written = threading.Barrier(count + 1)
    tried: list[int] = []
    real = files.sync_data

    def slow(fd: int) -> None:
        tried.append(fd)
        if len(tried) == 1:
            written.wait(60)  # until every thread has written its record
        real(fd)

    with Ledger.open(folder, keys, on_record=None) as ledger:
        monkeypatch.setattr(files, "sync_data", slow)
        log = ledger._log
        segment = log.segment
        assert segment is not None

        def work() -> None:
            _, own, sequence = log.write('"event":"a","v":1,', "")
            threading.Thread(target=written.wait, args=(60,)).start()
            log.sync(own, sequence + 1)
            assert own.synced > sequence

        threads = [threading.Thread(target=work) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert segment.synced == count + 1
    monkeypatch.undo()

    assert (
        len(tried) <= 3
    )  # the leader's, one for all who came during it, and the end of the segment


def test_a_folder_that_cannot_be_made_is_named_with_the_variable(
    tmp_path: Path, keys: Keys
) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigurationError, match=r"file.*GUARDED_DB_HOME"):
        Ledger.open(tmp_path / "file" / "audit", keys)


def test_a_read_only_folder_is_named_with_the_variable(home: Path, tmp_path: Path) -> None:
    code = """
from guarded_db.errors import ConfigurationError
keys = Keys.load_or_create(home)
os.chmod(sys.argv[2], 0o555)
for folder in (home, *home.parents):
    if folder.stat().st_uid == os.geteuid() and folder != Path("/tmp"):
        try: os.chmod(folder, 0o755)
        except OSError: pass
if os.geteuid() == 0:
    os.setuid(65534)
try:
    Ledger.open(Path(sys.argv[2]) / "audit", keys)
except ConfigurationError as error:
    print(error)
os._exit(0)
"""
    locked = tmp_path / "locked"
    locked.mkdir()
    done = run(code, home, locked)

    assert str(locked / "audit") in done.stdout, done.stderr
    assert "GUARDED_DB_HOME" in done.stdout


def test_a_folder_of_another_key_is_refused(folder: Path, keys: Keys) -> None:
    Ledger.open(folder, keys).close()

    with pytest.raises(ConfigurationError, match="log key"):
        Ledger.open(folder, Keys(os.urandom(32)))


def test_a_folder_that_lost_its_head_is_refused(folder: Path, keys: Keys) -> None:
    Ledger.open(folder, keys).close()
    (folder / "log.head").unlink()

    with pytest.raises(ConfigurationError, match="verify"):
        Ledger.open(folder, keys)


def test_a_hook_sees_every_line_and_its_errors_are_ignored(folder: Path, keys: Keys) -> None:
    seen: list[bytes] = []

    def hook(line: bytes) -> None:
        seen.append(line)
        raise RuntimeError("a broken exporter")

    with Ledger.open(folder, keys, on_record=hook) as ledger:
        ledger.append("a")
        ledger.append("b", durable=True)

    assert seen == [entry.line for entry in records(folder)][1:3]


def test_an_interrupt_in_the_middle_of_a_record_begins_a_new_segment(
    folder: Path, keys: Keys
) -> None:
    ledger = Ledger.open(folder, keys)
    segment = ledger._log.segment
    assert segment is not None

    def interrupted(message: bytes) -> bytes:
        raise KeyboardInterrupt

    segment._sign = interrupted
    with pytest.raises(KeyboardInterrupt):
        ledger.append("a")
    ledger.append("b")
    ledger.close()

    assert verify(folder).recovered == (segment.name,)


def test_many_ended_segments_are_all_named(
    home: Path, folder: Path, keys: Keys, crash: Callable[[Path, int], Path]
) -> None:
    for _ in range(12):
        Ledger.open(folder, keys).close()
    crash(home, 1)
    Ledger.open(folder, keys).close()

    named = {
        head["name"] for found in read(folder, "segment.known") for head in found["what"]["heads"]
    }
    assert named == {path.stem for path in segment_files(folder)[:-1]}
    assert verify(folder).segments == 14


def test_a_ledger_shows_no_secret_and_cannot_be_pickled(folder: Path, keys: Keys) -> None:
    with Ledger.open(folder, keys) as ledger:
        assert ledger.segment in repr(ledger)
        with pytest.raises(TypeError, match="pickled"):
            pickle.dumps(ledger)
    assert "closed" in repr(ledger)
