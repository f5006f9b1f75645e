"""Every tampering is found, and named by segment, record and kind."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guarded_db.audit import head as heads
from guarded_db.audit.head import HEAD, segment_files
from guarded_db.audit.keys import Keys, Signer
from guarded_db.audit.ledger import Ledger
from guarded_db.audit.record import event_pae, line_of, split
from guarded_db.audit.verify import inspect, verify
from guarded_db.errors import Tampered, Unverifiable, VerificationError

Lines = list[bytes]


@pytest.fixture
def log(model_log: Path, tmp_path: Path) -> Path:
    """A copy of the model log's folder that a test may damage."""
    return Path(shutil.copytree(model_log / "audit", tmp_path / "copy"))


def test_an_untouched_log_verifies_with_its_population(log: Path, model_log: Path) -> None:
    result = verify(log, model_log / "keys" / "log.pub")

    assert (result.segments, result.records) == (4, 7 + 6 + 7 + 6)
    assert (len(result.recovered), result.torn_bytes, result.open) == (1, 27, ())
    assert "2020" < result.first < result.last < "2100"
    assert not result.trusted_own_key


def test_a_verification_with_the_folders_own_key_says_so(log: Path) -> None:
    assert verify(log).trusted_own_key


def test_the_wrong_public_key_is_named(log: Path) -> None:
    with pytest.raises(Tampered) as caught:
        verify(log, Signer.ephemeral().public)

    assert (caught.value.segment, caught.value.damage) == (HEAD, "wrong key")


def test_without_a_public_key_nothing_can_be_verified(log: Path) -> None:
    (log / "log.pub").unlink()

    with pytest.raises(Unverifiable, match="public"):
        verify(log)


def test_a_folder_that_is_not_there_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(Unverifiable, match="no audit folder"):
        verify(tmp_path / "nothing")


def edit(change: Callable[[Lines], None], which: int = 0) -> Callable[[Path], tuple[str, int]]:
    """Return a mutation that changes the lines of one segment."""

    def mutate(folder: Path) -> tuple[str, int]:
        path = segment_files(folder)[which]
        lines = path.read_bytes().splitlines(keepends=True)
        change(lines)
        path.write_bytes(b"".join(lines))
        return path.stem, which

    return mutate


def flip(lines: Lines, number: int, place: int) -> None:
    line = bytearray(lines[number])
    line[place] ^= 1
    lines[number] = bytes(line)


def set_line(lines: Lines, number: int, line: bytes) -> None:
    lines[number] = line


def respell(lines: Lines, number: int) -> None:
    """Write the signature with spare base64 bits set: the same signature, another spelling."""
    line = lines[number]
    digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = digits.index(line[-4])
    lines[number] = line[:-4] + digits[last + 1 : last + 2] + line[-3:]


def resign(lines: Lines, number: int) -> None:
    """Sign a record again with a new key, and name that key."""
    signer = Signer.ephemeral()
    body, _ = split(lines[number])
    body = b'{"chain":{"key":"%b"' % signer.id.encode() + body[34:]
    lines[number] = line_of(body, signer.sign(event_pae(body)))


MUTATIONS: dict[str, tuple[Callable[[Path], tuple[str, int]], int | None, str]] = {
    "a byte of the text": (edit(lambda lines: flip(lines, 3, 300)), 3, "signature"),
    "a byte of the key id": (edit(lambda lines: flip(lines, 3, 20)), 3, "wrong key"),
    "a byte of the log id": (edit(lambda lines: flip(lines, 3, 45)), 3, "wrong segment"),
    "a byte of the previous hash": (edit(lambda lines: flip(lines, 3, 90)), 3, "signature"),
    "a brace": (edit(lambda lines: flip(lines, 3, 0)), 3, "malformed"),
    "a byte of the signature": (edit(lambda lines: flip(lines, 3, -20)), 3, "signature"),
    "the tab": (edit(lambda lines: flip(lines, 3, -90)), 3, "malformed"),
    "the line feed": (edit(lambda lines: flip(lines, 3, -1)), 3, "malformed"),
    "another spelling of the last signature": (
        edit(lambda lines: respell(lines, -1)),
        6,
        "malformed",
    ),
    "a byte of the certificate": (
        edit(lambda lines: flip(lines, 0, 300)),
        0,
        "writer not certified",
    ),
    "a record deleted": (edit(lambda lines: lines.pop(3)), 3, "sequence gap"),  # type: ignore[arg-type]
    "the first record deleted": (edit(lambda lines: lines.pop(0)), 0, "truncated"),  # type: ignore[arg-type]
    "a record repeated": (edit(lambda lines: lines.insert(4, lines[3])), 4, "duplicate"),
    "two records swapped": (edit(lambda lines: lines.insert(3, lines.pop(4))), 3, "sequence gap"),
    "a record signed by another key": (edit(lambda lines: resign(lines, 3)), 3, "wrong key"),
    "the end cut off": (edit(lambda lines: lines.pop()), 6, "truncated"),  # type: ignore[arg-type]
    "half a record cut off": (
        edit(lambda lines: set_line(lines, -1, lines[-1][:-40])),
        6,
        "truncated",
    ),
    "everything cut off": (edit(lambda lines: lines.clear()), 0, "truncated"),
    "garbage after the end": (edit(lambda lines: lines.append(b"garbage")), 7, "appended"),
    "a blank line after the end": (edit(lambda lines: lines.append(b"\n")), 7, "appended"),
    "a line without end": (edit(lambda lines: lines.insert(3, b"x" * 100_000)), 3, "malformed"),
    "deep nesting": (
        edit(lambda lines: set_line(lines, 3, b"[" * 20_000 + lines[3][-90:])),
        3,
        "malformed",
    ),
    "a recovered segment cut": (edit(lambda lines: [lines.pop(), lines.pop()], 1), 5, "truncated"),  # type: ignore[arg-type]
    "torn bytes changed": (edit(lambda lines: flip(lines, -1, 3), 1), 6, "appended"),
    "torn bytes removed": (edit(lambda lines: lines.pop(), 1), 6, "appended"),  # type: ignore[arg-type]
    "torn bytes finished": (edit(lambda lines: lines.append(b"\n"), 1), 6, "malformed"),
    "the newest segment cut": (edit(lambda lines: lines.pop(), 3), 5, "truncated"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_changed_segment_is_found_and_named(log: Path, name: str) -> None:
    mutate, sequence, kind = MUTATIONS[name]
    segment, _ = mutate(log)

    with pytest.raises(Tampered) as caught:
        verify(log)

    error = caught.value
    assert (error.segment, error.sequence, error.damage) == (segment, sequence, kind)
    assert segment in str(error)
    assert kind in str(error)


def test_a_record_of_another_segment_is_named(log: Path) -> None:
    first, _, third, _ = segment_files(log)
    foreign = third.read_bytes().splitlines(keepends=True)[4]
    edit(lambda lines: set_line(lines, 4, foreign))(log)

    with pytest.raises(Tampered) as caught:
        verify(log)

    assert (caught.value.segment, caught.value.damage) == (first.stem, "wrong segment")


@pytest.mark.parametrize("which", range(4))
def test_a_deleted_segment_is_missed(log: Path, which: int) -> None:
    path = segment_files(log)[which]
    path.unlink()

    with pytest.raises(Tampered) as caught:
        verify(log)

    assert (caught.value.segment, caught.value.damage) == (path.stem, "missing")


def test_a_segment_deleted_with_an_older_head_put_back_is_missed(
    log: Path, model_log: Path
) -> None:
    keys = Keys.load_or_create(model_log)
    Ledger.open(log, keys).close()
    newest = segment_files(log)[-1]
    old = (log / HEAD).read_bytes()
    Ledger.open(log, keys).close()
    newest.unlink()
    (log / HEAD).write_bytes(old)

    with pytest.raises(Tampered) as caught:
        verify(log)

    assert (caught.value.segment, caught.value.damage) == (newest.stem, "missing")


def test_a_segment_replayed_under_another_name_is_found(log: Path) -> None:
    path = segment_files(log)[0]
    name = path.stem[:-1] + ("0" if path.stem[-1] != "0" else "1")
    shutil.copy(path, log / f"{name}.segment")

    with pytest.raises(Tampered) as caught:
        verify(log)

    assert (caught.value.segment, caught.value.damage) == (name, "wrong segment")


def test_a_segment_of_another_log_is_found(log: Path, home: Path, folder: Path, keys: Keys) -> None:
    Ledger.open(folder, keys).close()
    (path,) = segment_files(folder)
    shutil.copy(path, log / path.name)

    with pytest.raises(Tampered) as caught:
        verify(log)

    assert (caught.value.segment, caught.value.damage) == (path.stem, "wrong key")


def test_a_segment_of_another_log_of_the_same_key_is_found(
    log: Path, folder: Path, model_log: Path
) -> None:
    Ledger.open(folder, Keys.load_or_create(model_log)).close()
    (path,) = segment_files(folder)
    shutil.copy(path, log / path.name)

    with pytest.raises(Tampered) as caught:
        verify(log)

    assert (caught.value.segment, caught.value.damage) == (path.stem, "wrong segment")
    assert "another log" in str(caught.value)


def test_a_head_that_counts_more_segments_than_there_are_is_noticed(
    log: Path, model_log: Path
) -> None:
    keys = Keys.load_or_create(model_log)
    head = heads.read_head((log / HEAD).read_bytes(), keys.public)
    heads.write_head(log, keys, dataclasses.replace(head, segments=head.segments + 1))

    with pytest.raises(Tampered, match="4 segments, and there were 5"):
        verify(log)


def test_a_record_after_the_attested_end_is_found(log: Path, model_log: Path) -> None:
    """Only the holder of the log key could bring this about."""
    keys = Keys.load_or_create(model_log)
    head = heads.read_head((log / HEAD).read_bytes(), keys.public)
    last = head.closed[-1]
    claim = heads.Closed(last.name, last.records - 1, last.hash)
    heads.write_head(log, keys, dataclasses.replace(head, closed=(claim,)))

    with pytest.raises(Tampered) as caught:
        verify(log)

    assert (caught.value.segment, caught.value.damage) == (last.name, "appended")


def test_a_file_that_is_no_segment_is_found(log: Path) -> None:
    (log / "notes.segment").write_text("hello\n")

    with pytest.raises(Tampered, match="malformed"):
        verify(log)


def test_a_changed_head_is_named(log: Path) -> None:
    data = bytearray((log / HEAD).read_bytes())
    data[400] ^= 1
    (log / HEAD).write_bytes(data)

    with pytest.raises(Tampered) as caught:
        verify(log)

    assert (caught.value.segment, caught.value.damage) == (HEAD, "signature")


@pytest.mark.parametrize("data", [None, b"", b"x", b"{}\t" + b"A" * 86 + b"==\n"])
def test_a_missing_or_broken_head_is_found(log: Path, data: bytes | None) -> None:
    (log / HEAD).unlink()
    if data is not None:
        (log / HEAD).write_bytes(data)

    with pytest.raises(Tampered, match=r"log\.head"):
        verify(log)


def test_every_damaged_segment_is_in_the_report(log: Path) -> None:
    edit(lambda lines: flip(lines, 2, 300), 0)(log)
    edit(lambda lines: flip(lines, 4, 300), 2)(log)

    assert [damage.kind for damage in inspect(log).damage] == ["signature", "signature"]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_byte_is_found(log: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([*segment_files(log), log / HEAD]))
    original = path.read_bytes()
    place = data.draw(st.integers(0, len(original) - 1))
    other = data.draw(st.integers(1, 255))
    changed = bytearray(original)
    changed[place] ^= other
    path.write_bytes(changed)
    try:
        with pytest.raises(Tampered):
            verify(log)
    finally:
        path.write_bytes(original)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cut_or_inserted_bytes_are_found(log: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(segment_files(log)))
    original = path.read_bytes()
    start = data.draw(st.integers(0, len(original)))
    stop = data.draw(st.integers(start, len(original)))
    changed = original[:start] + data.draw(st.binary(max_size=4)) + original[stop:]
    path.write_bytes(changed)
    try:
        if changed == original:
            verify(log)
        else:
            with pytest.raises(Tampered):
                verify(log)
    finally:
        path.write_bytes(original)


def test_a_crashed_segment_cannot_be_vouched_for_until_recovered(
    home: Path, folder: Path, keys: Keys, crash: Callable[[Path, int], Path]
) -> None:
    path = crash(home, 3)
    with pytest.raises(Unverifiable) as caught:
        verify(folder)
    assert (caught.value.segment, caught.value.damage) == (path.stem, "incomplete tail")

    Ledger.open(folder, keys).close()

    assert verify(folder).recovered == (path.stem,)


def test_damage_counts_before_what_could_not_be_checked(
    home: Path, folder: Path, keys: Keys, crash: Callable[[Path, int], Path]
) -> None:
    crash(home, 3)
    with Ledger.open(folder, keys) as ledger:
        ledger.append("a")
        ledger.append("b")
    crash(home, 1)
    edit(lambda lines: flip(lines, -2, 300), 1)(folder)

    with pytest.raises(VerificationError) as caught:
        verify(folder)

    assert isinstance(caught.value, Tampered)


def test_a_log_that_is_being_written_verifies(folder: Path, keys: Keys) -> None:
    with Ledger.open(folder, keys) as ledger:
        ledger.append("a")
        with next(iter(segment_files(folder))).open("ab") as file:
            file.write(b'{"chain"')  # as a reader may see a write in progress

        result = verify(folder)

        assert (result.open, result.records) == ((ledger.segment,), 2)


def test_the_head_cannot_be_moved_to_another_key(log: Path) -> None:
    keys = Keys(os.urandom(32))
    heads.write_head(log, keys, heads.new_log())

    with pytest.raises(Tampered) as caught:
        verify(log)

    assert caught.value.damage == "wrong key"
