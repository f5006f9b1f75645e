"""Checking one segment file on its own: form, certificate, signatures, order, chain."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from guarded_db.audit import files
from guarded_db.audit.head import Closed
from guarded_db.audit.keys import key_id, verifier
from guarded_db.audit.record import (
    MAX_RECORD_BYTES,
    NO_RECORD,
    VERSION,
    WRITER_TYPE,
    event_pae,
    pae,
    split,
)
from guarded_db.audit.segment import NAME, SUFFIX

_END = b'"event":"segment.end",'
_KNOWN = b'"event":"segment.known",'
_RECOVERED = b'"event":"segment.recovered",'


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong: where, what kind, and in words."""

    segment: str
    sequence: int | None
    kind: str
    """`malformed`, `signature`, `wrong key`, `wrong segment`, `writer not certified`, `sequence gap`, `duplicate`,
    `hash chain`, `truncated`, `appended`, `missing`, `incomplete tail`, `unreadable`."""
    detail: str
    tampered: bool = True
    """False: it could not be checked."""

    def text(self) -> str:
        """Return the damage as one sentence."""
        place = f"segment `{self.segment}`"
        if self.sequence is not None:
            place += f", record {self.sequence}"
        return f"{place}: {self.kind}: {self.detail}"


@dataclass(slots=True)
class Scan:
    """What one segment file holds. Filled while it is read; not changed afterwards."""

    name: str
    live: bool = False
    """A process held the segment's lock before it was read."""
    records: int = 0
    """Good records, from the first on."""
    hash: str = NO_RECORD
    ended: bool = False
    first: str = ""
    last: str = ""
    damage: Damage | None = None
    tail: tuple[int, str] = (0, hashlib.sha256(b"").hexdigest())
    """Length and SHA-256 of the bytes after the last good record."""
    claims: list[Closed] = field(default_factory=list)
    """How other segments ended, as this one's records say."""
    torn: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Crashed segments that this one attests, with length and SHA-256 of their torn tails."""
    named: set[str] = field(default_factory=set)
    """Segments that were open when this one began."""


class _BadLineError(Exception):
    """A line that is wrong; carries the damage."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind, detail)
        self.kind, self.detail = kind, detail


def scan_segment(path: Path, public: bytes, log: str) -> Scan:
    """Check the segment in `path` against the log key and the log's id."""
    scan = Scan(path.name.removesuffix(SUFFIX))
    try:
        if not NAME.fullmatch(scan.name):
            raise _BadLineError("malformed", "its name is not one that the ledger gives")
        scan.live = files.is_held(path)
        with path.open("rb") as file:
            _scan(file, scan, public, log)
    except _BadLineError as bad:
        scan.damage = Damage(scan.name, scan.records, bad.kind, bad.detail)
    except OSError as error:
        text = error.strerror or "it cannot be read"
        scan.damage = Damage(scan.name, None, "unreadable", text, tampered=False)
    return scan


def _scan(file: BinaryIO, scan: Scan, public: bytes, log: str) -> None:
    line = file.readline(MAX_RECORD_BYTES + 1)
    if not line.endswith(b"\n"):
        _set_tail(file, line, scan)
        return
    writer = _begin(line, scan, public, log)
    is_signed = verifier(writer)
    head = b'{"chain":{"key":"%b","log":"%b","prev":"' % (key_id(writer).encode(), log.encode())
    tail = b'","segment":"%b","seq":' % scan.name.encode()
    last = b""
    while True:
        expected = b"%b%b%b%d}," % (head, scan.hash.encode(), tail, scan.records)
        body, signature = _split(line)
        if not body.startswith(expected) or not is_signed(signature + event_pae(body)):
            _explain(body, signature, scan, is_signed, key_id(writer), log)
        if body.startswith(b'"event":"segment.', len(expected)):
            _own_event(body, len(expected), scan)
        scan.hash = sha256(line).hexdigest()
        scan.records += 1
        last = line
        line = file.readline(MAX_RECORD_BYTES + 1)
        if not line:
            break
        if scan.ended:
            raise _BadLineError("appended", "there are bytes after the end record")
        if not line.endswith(b"\n"):
            _set_tail(file, line, scan)
            break
    scan.last = _time(_split(last)[0])


def _set_tail(file: BinaryIO, start: bytes, scan: Scan) -> None:
    digest, size = sha256(start), len(start)
    while chunk := file.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
    scan.tail = (size, digest.hexdigest())


def _split(line: bytes) -> tuple[bytes, bytes]:
    try:
        return split(line)
    except ValueError as error:
        raise _BadLineError("malformed", str(error)) from None


def _time(body: bytes) -> str:
    return str(json.loads(body)["when"]["utc"])


def _begin(line: bytes, scan: Scan, public: bytes, log: str) -> bytes:
    """Check the certificate in the first record; return the writer's public key."""
    body, _ = _split(line)
    try:
        value = json.loads(body)
        if value["event"] != "segment.begin" or value["v"] != VERSION:
            raise _BadLineError(
                "truncated", "it does not start with a `segment.begin` record of this version"
            )
        certificate = value["what"]["certificate"]
        stated = certificate["body"].encode()
        signature = base64.b64decode(certificate["signature"], validate=True)
        claim = json.loads(stated)
        writer = bytes.fromhex(claim["key"])
        if not verifier(public)(signature + pae(WRITER_TYPE, stated)):
            kind = "writer not certified" if claim["log_key"] == key_id(public) else "wrong key"
            raise _BadLineError(
                kind, f"the writer's certificate is not signed by the log key {key_id(public)}"
            )
        if claim["log"] != log:
            raise _BadLineError("wrong segment", "it belongs to another log")
        if claim["segment"] != scan.name:
            raise _BadLineError("wrong segment", f"it is a copy of segment `{claim['segment']}`")
        verifier(writer)
        scan.first = str(value["when"]["utc"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _BadLineError(
            "malformed", "its first record does not have the form of `segment.begin`"
        ) from None
    return writer


def _own_event(body: bytes, start: int, scan: Scan) -> None:
    """Take what a signed `segment.*` record says."""
    what = json.loads(body)["what"]
    if body.startswith(_END, start):
        scan.ended = True
        if what["records"] != scan.records + 1:
            raise _BadLineError("sequence gap", "its end record counts other records")
    elif body.startswith(_RECOVERED, start):
        closed = Closed.read(what)
        scan.claims.append(closed)
        scan.torn[closed.name] = (what["torn"], what["torn_sha256"])
    elif body.startswith(_KNOWN, start):
        scan.claims += [Closed.read(item) for item in what["heads"]]
        scan.named |= set(what["open"])


def _explain(
    body: bytes,
    signature: bytes,
    scan: Scan,
    is_signed: Callable[[bytes], bool],
    writer: str,
    log: str,
) -> None:
    """Raise the damage of a record that is not the expected one."""
    try:
        chain: dict[str, Any] = json.loads(body)["chain"]
        key, sequence, segment = chain["key"], chain["seq"], chain["segment"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _BadLineError("malformed", "it is not a JSON record") from None
    if not is_signed(signature + event_pae(body)):
        if segment != scan.name or chain.get("log") != log:
            raise _BadLineError(
                "wrong segment", f"it says that it belongs to segment `{_safe(segment)}`"
            )
        if key != writer:
            raise _BadLineError(
                "wrong key", f"it is signed by another key than the segment's {writer}"
            )
        raise _BadLineError("signature", "its bytes are not what was signed")
    if type(sequence) is int and sequence > scan.records:
        raise _BadLineError(
            "sequence gap", f"record {sequence} follows; {sequence - scan.records} are missing"
        )
    if sequence != scan.records:
        raise _BadLineError("duplicate", f"record {_safe(sequence)} stands here again")
    raise _BadLineError("hash chain", "it does not follow the record before it")


def _safe(value: object) -> str:
    text = str(value)[:80]
    return text if text.isprintable() and text.isascii() else "?"
