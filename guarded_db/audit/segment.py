"""One open segment: composes, chains, signs and writes records. Not thread-safe: its owner holds the lock.

A segment is a file `<name>.segment`, mode 0600, opened for appending, held by a lock while its process lives.
The name is `<UTC start in µs>-<16 random hex digits>` and stands in every record, so a file cannot be replayed under
another name. Every record is one `write`; nothing is ever changed or removed.
"""

from __future__ import annotations

import base64
import contextlib
import os
import re
import time
from binascii import b2a_base64
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from guarded_db.audit import files
from guarded_db.audit.keys import Keys, Signer
from guarded_db.audit.record import (
    MAX_RECORD_BYTES,
    NO_RECORD,
    SIGNATURE_CHARACTERS,
    VERSION,
    WRITER_TYPE,
    encode,
    event_pae,
    pae,
)

SUFFIX = ".segment"
NAME = re.compile(r"[0-9]{8}T[0-9]{12}Z-[0-9a-f]{16}")
MAX_BODY_BYTES = MAX_RECORD_BYTES - SIGNATURE_CHARACTERS - 2


class TooLongError(ValueError):
    """The record would be longer than `MAX_RECORD_BYTES`; nothing was written."""


def path_of(folder: Path, name: str) -> Path:
    """Return the file of the segment `name`."""
    return folder / f"{name}{SUFFIX}"


def new_name() -> str:
    """Return a name for a segment that starts now."""
    seconds, nanos = divmod(time.time_ns(), 1_000_000_000)
    start = time.strftime("%Y%m%dT%H%M%S", time.gmtime(seconds))
    return f"{start}{nanos // 1000:06d}Z-{os.urandom(8).hex()}"


def utc_text(nanoseconds: int) -> str:
    """Return nanoseconds since 1970 as RFC 3339 in UTC with nine decimals."""
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(seconds))}.{rest:09d}Z"


class Segment:
    """A segment that this process writes: file, writer key, position and hash of the chain."""

    __slots__ = (
        "_head",
        "_second",
        "_sign",
        "_stamp",
        "_tail",
        "fd",
        "hash",
        "log",
        "name",
        "records",
        "signer",
        "synced",
    )

    def __init__(self, folder: Path, log: str, signer: Signer) -> None:
        self.name = new_name()
        self.log = log
        self.signer = signer
        self.fd = files.create(path_of(folder, self.name), append=True)
        files.lock(self.fd)
        self.records = 0
        self.synced = 0
        self.hash = NO_RECORD
        # A benchmark replaces `_sign` to measure what the signature costs; nothing else does.
        self._sign: Callable[[bytes], bytes] = signer.sign
        self._head = f'{{"chain":{{"key":"{signer.id}","log":"{log}","prev":"'
        self._tail = f'","segment":"{self.name}","seq":'
        self._second = -1
        self._stamp = ""

    def certificate(self, keys: Keys) -> dict[str, str]:
        """Return the log key's certificate for this segment's writer key.

        The signature is over `pae(WRITER_TYPE, body)`, where `body` is the UTF-8 of the string `body`.
        """
        body = encode(
            {
                "key": self.signer.public.hex(),
                "log": self.log,
                "log_key": keys.id,
                "segment": self.name,
                "utc": utc_text(time.time_ns()),
                "v": VERSION,
            }
        )
        signature = keys.sign(pae(WRITER_TYPE, body.encode()))
        return {"body": body, "signature": base64.b64encode(signature).decode()}

    def write(self, middle: str, after: str) -> bytes:
        """Append one record and return its line.

        Args:
            middle: the members from `event` to `what`, each followed by a comma.
            after: the members from `where` to `who`, each preceded by a comma.

        Raises:
            TooLongError: longer than the limit; nothing was written.
            ValueError: text that is not canonical JSON could be seen; nothing was written.
            OSError: the write failed or was short; the segment must not be used again.
        """
        seconds, nanos = divmod(time.time_ns(), 1_000_000_000)
        if seconds != self._second:
            self._stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
            self._second = seconds
        body = (
            f'{self._head}{self.hash}{self._tail}{self.records}}},{middle}"when":{{"mono":"{time.monotonic_ns()}",'
            f'"utc":"{self._stamp}.{nanos:09d}Z"}}{after}}}'
        ).encode()
        if len(body) > MAX_BODY_BYTES:
            raise TooLongError(f"a record is at most {MAX_RECORD_BYTES} bytes")
        if b"\n" in body or b"\t" in body:
            raise ValueError("a fragment of the record was not made by `record.encode`")
        line = b"%b\t%b" % (body, b2a_base64(self._sign(event_pae(body))))
        if os.write(self.fd, line) != len(line):
            raise OSError("short write, as on a full disk")
        self.hash = sha256(line).hexdigest()
        self.records += 1
        return line

    def event(self, event: str, what: dict[str, object], where: str = "") -> bytes:
        """Append a record of the ledger's own, such as `segment.begin`."""
        middle = f'"event":"{event}","v":{VERSION},"what":{encode(what)},'
        return self.write(middle, f',"where":{where}' if where else "")

    def sync(self) -> None:
        """Bring everything written so far to the disk; see `files.sync_data`."""
        target = self.records
        files.sync_data(self.fd)
        self.synced = max(self.synced, target)

    def release(self) -> None:
        """Give up the lock, whatever state the file is in; the descriptor stays open."""
        with contextlib.suppress(OSError):
            files.unlock(self.fd)

    def close(self) -> None:
        """Close the descriptor without unlocking: in a forked child the lock is the parent's."""
        with contextlib.suppress(OSError):
            os.close(self.fd)

    def __repr__(self) -> str:
        return f"Segment({self.name!r}, records={self.records})"
