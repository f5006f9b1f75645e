"""Beginning and ending a segment in a folder, and what happens to segments that a crash left without an end.

Recovery never repairs in place: a crashed segment stays as it is, its torn bytes are copied beside it, and a
`segment.recovered` record in the new segment says what was found. It does not check signatures of old records;
`verify` does.
"""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from guarded_db.audit import files
from guarded_db.audit.head import (
    HEAD,
    KEPT,
    LOCK,
    PUBLIC_KEY,
    Closed,
    Head,
    new_log,
    read_head,
    segment_files,
    write_head,
)
from guarded_db.audit.keys import Keys, Signer
from guarded_db.audit.record import MAX_RECORD_BYTES, NO_RECORD, encode, split
from guarded_db.audit.segment import NAME, SUFFIX, Segment, path_of
from guarded_db.errors import ConfigurationError

TORN = ".torn"
"""Suffix of the side file that keeps the bytes after the last good record of a crashed segment."""
NAMED_PER_RECORD = 100
"""Other segments named in one `segment.known` record, so that it stays below the size limit."""
_CHAIN = b'"prev":"%b","segment":"%b","seq":%d}'


@dataclass(frozen=True, slots=True)
class Found:
    """A segment without a living writer."""

    closed: Closed
    ended: bool
    """It has its end record; only the head did not know."""
    torn: bytes = b""

    def describe(self) -> dict[str, Any]:
        """Return what the `segment.recovered` record says."""
        return {
            **self.closed.describe(),
            "torn": len(self.torn),
            "torn_sha256": sha256(self.torn).hexdigest(),
        }


def begin(folder: Path, keys: Keys, name: str) -> Segment:
    """Begin a segment: recover what crashed, write the begin record to disk, and tell the head.

    Raises:
        ConfigurationError: `log.head` is missing beside segments, damaged, or signed by another key.
        OSError: the folder cannot be written.
    """
    with files.locked(folder / LOCK):
        head = _load_head(folder, keys)
        found = [item for path in _suspects(folder, head) if (item := _recover(path))]
        segment = Segment(folder, head.log, Signer.ephemeral())
        try:
            _write_begin(segment, keys, head, found, name)
            files.sync_folder(folder)
            write_head(folder, keys, _with(folder, head, segment.name, found))
        except (
            BaseException
        ):  # an interrupt too: a lock that no one knows would look like a living writer
            segment.release()
            segment.close()
            raise
    return segment


def end(folder: Path, keys: Keys, segment: Segment) -> None:
    """Write the end record to disk and tell the head.

    Raises:
        OSError, ConfigurationError: as in `begin`.
    """
    segment.event("segment.end", {"records": segment.records + 1})
    segment.sync()
    with files.locked(folder / LOCK):
        head = _load_head(folder, keys)
        closed = Closed(segment.name, segment.records, segment.hash)
        rest = tuple(name for name in head.open if name != segment.name)
        write_head(folder, keys, replace(head, open=rest, closed=(*head.closed, closed)))


def _load_head(folder: Path, keys: Keys) -> Head:
    path = folder / HEAD
    if not path.exists():
        if segment_files(folder):
            raise ConfigurationError(
                f"the audit folder `{folder}` has segments but no `{HEAD}`; run `guarded-db audit verify`, then"
                " restore the file or move the folder aside"
            )
        head = new_log()
        write_head(folder, keys, head)  # before the first segment: from now on it must exist
        files.write_once(folder / PUBLIC_KEY, keys.public_pem)
    try:
        return read_head(path.read_bytes(), keys.public)
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(
            f"`{path}` does not fit the log key {keys.id}: {error}; run `guarded-db audit verify`, then restore the"
            " key or the file, or move the folder aside"
        ) from error


def _suspects(folder: Path, head: Head) -> list[Path]:
    """Return segments that may have lost their writer: open in the head, or unknown to it."""
    paths = segment_files(folder)
    if len(paths) <= head.segments:  # no writer died between making its file and telling the head
        return [path_of(folder, name) for name in head.open if path_of(folder, name).exists()]
    known = {segment.name for segment in head.closed}
    return [path for path in paths if _name(path) not in known and not _has_ended(path)]


def _name(path: Path) -> str:
    return path.name.removesuffix(SUFFIX)


def _has_ended(path: Path) -> bool:
    """Look at the end of a segment only: most of them are old and ended."""
    if not NAME.fullmatch(_name(path)):
        return True  # not ours; `verify` reports it
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - MAX_RECORD_BYTES))
        last = file.read().rpartition(b"\n")[0].rpartition(b"\n")[2]
    return b'"event":"segment.end",' in last[:400]


def _recover(path: Path) -> Found | None:
    """Return what a segment without a living writer holds; None while its writer lives."""
    fd = files.take(path)
    if fd is None:
        return None
    try:
        found = scan(path)
    finally:
        files.unlock(fd)
        os.close(fd)
    if found.torn:
        files.write_once(path.with_name(path.name + TORN), found.torn)
    return found


def scan(path: Path) -> Found:
    """Follow the hash chain of a segment to its last good record."""
    name = _name(path)
    records, last, line, good = 0, NO_RECORD, b"", 0
    with path.open("rb") as file:
        while line := file.readline(MAX_RECORD_BYTES + 1):
            if not _is_next(line, name, last, records):
                break
            last = sha256(line).hexdigest()
            records, good = records + 1, good + len(line)
            final = line
        ended = records > 0 and json.loads(split(final)[0])["event"] == "segment.end"
        file.seek(good)
        torn = b"" if ended else file.read()
    return Found(Closed(name, records, last), ended, torn)


def _is_next(line: bytes, name: str, last: str, records: int) -> bool:
    chain = _CHAIN % (last.encode(), name.encode(), records)
    if not line.endswith(b"\n") or chain not in line[:300]:
        return False
    try:
        split(line)
    except ValueError:
        return False
    return True


def _write_begin(segment: Segment, keys: Keys, head: Head, found: list[Found], name: str) -> None:
    what: dict[str, object] = {"certificate": segment.certificate(keys), "name": name}
    segment.event("segment.begin", what, encode({"host": socket.gethostname(), "pid": os.getpid()}))
    gone = {item.closed.name for item in found}
    heads = [one.describe() for one in (*head.closed, *(item.closed for item in found))]
    still = [other for other in head.open if other not in gone]
    for start in range(0, max(len(heads), len(still)), NAMED_PER_RECORD):
        part = slice(start, start + NAMED_PER_RECORD)
        segment.event("segment.known", {"heads": heads[part], "open": still[part]})
    for item in found:
        if not item.ended:
            segment.event("segment.recovered", item.describe())
    segment.sync()


def _with(folder: Path, head: Head, name: str, found: list[Found]) -> Head:
    gone = {item.closed.name for item in found}
    closed = (*head.closed, *(item.closed for item in found))
    return replace(
        head,
        # At least what is there, and never less than was known: a deleted segment stays missing.
        segments=max(head.segments + 1, len(segment_files(folder))),
        open=(*(other for other in head.open if other not in gone), name),
        closed=closed[-KEPT:],
    )
