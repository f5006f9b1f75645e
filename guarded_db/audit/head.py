"""`log.head`: one signed line that says which segments the log has, so that a missing one is noticed.

It is replaced as a whole, under the lock file `log.lock`, when a segment begins, ends or is recovered. It does
not stop someone who puts back an earlier state of the whole folder: only a copy outside this machine does.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guarded_db.audit import files
from guarded_db.audit.keys import Keys, verifier
from guarded_db.audit.record import NO_RECORD, VERSION, encode, event_pae, line_of, split
from guarded_db.audit.segment import SUFFIX, utc_text

HEAD = "log.head"
LOCK = "log.lock"
PUBLIC_KEY = "log.pub"
KEPT = 8
"""Ended segments that stay in the head after a `segment.begin` record has named them."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A segment that gets no more records: how many it has, and the hash of the last one."""

    name: str
    records: int
    hash: str

    def describe(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"hash": self.hash, "name": self.name, "records": self.records}

    @classmethod
    def read(cls, value: dict[str, Any]) -> Closed:
        """Return the value of a JSON form made by `describe`."""
        return cls(str(value["name"]), int(value["records"]), str(value["hash"]))


@dataclass(frozen=True, slots=True)
class Head:
    """What `log.head` says."""

    log: str
    """The log's id: 32 random hex digits, in every record."""
    sequence: int = 0
    prev: str = NO_RECORD
    """SHA-256 of the previous version of the head."""
    segments: int = 0
    """How many segments the log has."""
    open: tuple[str, ...] = ()
    """Segments that had begun and not ended."""
    closed: tuple[Closed, ...] = ()
    """Every ended segment that no `segment.begin` names yet, and some of the newest others."""


def segment_files(folder: Path) -> list[Path]:
    """Return the segment files of a folder, oldest name first."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def new_log() -> Head:
    """Return the head of a log that has no segments."""
    return Head(log=os.urandom(16).hex())


def write_head(folder: Path, keys: Keys, head: Head) -> None:
    """Replace `log.head`, durably. The caller holds `log.lock`.

    The line has the form of a record, signed by the log key, with `log.head` for the segment.
    """
    chain = {
        "key": keys.id,
        "log": head.log,
        "prev": head.prev,
        "segment": HEAD,
        "seq": head.sequence,
    }
    what = {
        "closed": [segment.describe() for segment in head.closed],
        "open": list(head.open),
        "segments": head.segments,
    }
    when = {"mono": str(time.monotonic_ns()), "utc": utc_text(time.time_ns())}
    body = encode(
        {"chain": chain, "event": HEAD, "v": VERSION, "what": what, "when": when}
    ).encode()
    files.write_once(folder / HEAD, line_of(body, keys.sign(event_pae(body))))


def read_head(line: bytes, public: bytes) -> Head:
    """Return the head of a `log.head` line, with `prev` and `sequence` set for its successor.

    Raises:
        ValueError: malformed, or not signed by the log key.
    """
    body, signature = split(line)
    if not verifier(public)(signature + event_pae(body)):
        raise ValueError("it is not signed by the log key")
    value = json.loads(body)
    chain, what = value["chain"], value["what"]
    if value["event"] != HEAD or value["v"] != VERSION:
        raise ValueError("it is not a `log.head` of this version")
    return Head(
        log=str(chain["log"]),
        sequence=int(chain["seq"]) + 1,
        prev=hashlib.sha256(line).hexdigest(),
        segments=int(what["segments"]),
        open=tuple(str(name) for name in what["open"]),
        closed=tuple(Closed.read(item) for item in what["closed"]),
    )
