"""Reading records for people and programs: in order, newest last, optionally as they come.

Reading does not verify: whoever needs to trust a record verifies the folder first (`verify.py`).
"""

from __future__ import annotations

import heapq
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guarded_db.audit.head import segment_files
from guarded_db.audit.record import MAX_RECORD_BYTES, split
from guarded_db.audit.segment import NAME, SUFFIX, path_of

POLL_SECONDS = 0.25
"""How long `follow` sleeps when nothing new has come."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it lies in a segment."""

    segment: str
    sequence: int
    """Its place in the file, counted from 0; the record says the same unless it was tampered with."""
    line: bytes
    """The stored bytes, line feed included."""

    @property
    def data(self) -> dict[str, Any]:
        """The parsed JSON. A line that is not a record gives `{"event": "unreadable"}`."""
        try:
            value = json.loads(split(self.line)[0])
        except (ValueError, RecursionError):
            return {"event": "unreadable"}
        return value if isinstance(value, dict) else {"event": "unreadable"}

    @property
    def time(self) -> str:
        """UTC time of the record, RFC 3339; empty when unreadable."""
        when = self.data.get("when")
        return str(when.get("utc", "")) if isinstance(when, dict) else ""


def records(folder: Path) -> Iterator[Entry]:
    """Yield every record of the folder, ordered by time across segments. Unfinished lines are left out.

    Raises:
        OSError: a segment cannot be read.
    """
    parts = [_keyed(folder, name) for name in _names(folder)]
    for _, entry in heapq.merge(*parts, key=lambda item: item[0]):
        if entry is not None:
            yield entry


def tail(folder: Path, count: int) -> list[Entry]:
    """Return the newest `count` records, oldest first."""
    return list(deque(records(folder), maxlen=max(count, 0)))


def show(folder: Path, segment: str, sequence: int) -> Entry | None:
    """Return one record; None when there is none such.

    Args:
        folder: where the segments lie.
        segment: its name, or an unambiguous beginning or end of it.
        sequence: the record's number in the segment.
    """
    found = [name for name in _names(folder) if name.startswith(segment) or name.endswith(segment)]
    if len(found) != 1:
        return None
    return next(
        (entry for entry in segment_records(folder, found[0]) if entry.sequence == sequence), None
    )


def segment_records(folder: Path, segment: str) -> Iterator[Entry]:
    """Yield the whole lines of one segment."""
    with path_of(Path(folder), segment).open("rb") as file:
        sequence = 0
        while line := file.readline(MAX_RECORD_BYTES + 1):
            if not line.endswith(b"\n"):
                return
            yield Entry(segment, sequence, line)
            sequence += 1


def follow(
    folder: Path, *, count: int = 10, stop: Callable[[], bool] = lambda: False
) -> Iterator[Entry]:
    """Yield the newest `count` records, then every new one as it is written, until `stop()` is true.

    New segments are noticed. Records of several writers come in the order in which they are seen.
    """
    folder = Path(folder)
    places = {name: _size(folder, name) for name in _names(folder)}
    numbers: dict[str, int] = {}
    seen = list(_before(folder, places, numbers))
    yield from seen[len(seen) - count :] if 0 < count < len(seen) else seen if count else ()
    while not stop():
        fresh = sorted(_fresh(folder, places, numbers), key=lambda entry: entry.time)
        yield from fresh
        if not fresh:
            time.sleep(POLL_SECONDS)


def _names(folder: Path) -> list[str]:
    names = [path.name.removesuffix(SUFFIX) for path in segment_files(Path(folder))]
    return [name for name in names if NAME.fullmatch(name)]


def _size(folder: Path, name: str) -> int:
    return path_of(folder, name).stat().st_size


def _before(folder: Path, places: dict[str, int], numbers: dict[str, int]) -> list[Entry]:
    """Read each segment up to its place; set place and number to where the next whole line starts."""
    found = []
    for name, size in places.items():
        start = 0
        for entry in segment_records(folder, name):
            if start + len(entry.line) > size:
                break
            start += len(entry.line)
            numbers[name] = entry.sequence + 1
            found.append(entry)
        places[name] = start
    return sorted(found, key=lambda entry: entry.time)


def _fresh(folder: Path, places: dict[str, int], numbers: dict[str, int]) -> Iterator[Entry]:
    for name in _names(folder):
        start = places.setdefault(name, 0)
        if _size(folder, name) <= start:
            continue
        with path_of(folder, name).open("rb") as file:
            file.seek(start)
            while (line := file.readline(MAX_RECORD_BYTES + 1)).endswith(b"\n"):
                yield Entry(name, numbers.get(name, 0), line)
                numbers[name] = numbers.get(name, 0) + 1
                places[name] += len(line)


def _keyed(folder: Path, name: str) -> Iterator[tuple[tuple[str, str, int], Entry | None]]:
    """Yield the records of a segment with a key that orders them among other segments'.

    Within a segment the order is that of the file, even if the clock stepped back. First comes an empty item with
    the time of the name, so that merging opens a file only when its time has come: there may be thousands.
    """
    day, clock = name[:8], name[9:15]
    second = f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}"
    latest = f"{second}.{name[15:21]}"
    yield (latest, name, -1), None
    for entry in segment_records(folder, name):
        latest = max(latest, entry.time)
        yield (latest, name, entry.sequence), entry
