"""The ledger: takes records from any thread, signs and writes them, and refuses when it cannot.

One segment per process, folder and key: every `Ledger.open` of the same folder in a process shares it, and the
last `close` (or the end of the process) ends it. After `fork()` the child begins its own segment with its own
key at its first record. A ledger whose write or sync failed stays failed until it is opened again.

It does not decide what is recorded, and it does not verify; see `verify.py`.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NoReturn, Self

from guarded_db.audit import files
from guarded_db.audit.commitment import Committer, commitment, keyed
from guarded_db.audit.keys import Keys
from guarded_db.audit.process_log import ProcessLog, leave, shared
from guarded_db.audit.record import VERSION, encode
from guarded_db.audit.segment import Segment, TooLongError
from guarded_db.errors import AuditUnavailable, ConfigurationError

_UNWRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EEXIST}
_V = f'"v":{VERSION},'
_EVENTS: dict[str, str] = {}
MAX_EVENTS = 256
"""Encoded event names that are remembered; there are a few dozen."""


class Ledger:
    """A handle on the audit trail of one folder. Safe for threads; survives `fork()`; not for pickling."""

    __slots__ = ("_closed", "_log", "_mac", "_on_record")

    def __init__(self, log: ProcessLog, on_record: Callable[[bytes], None] | None) -> None:
        self._log = log
        self._on_record = on_record
        self._closed = False
        self._mac = keyed(log.keys.derive("parameters"))

    @classmethod
    def open(
        cls,
        folder: Path,
        keys: Keys,
        name: str = "guarded_db",
        *,
        on_record: Callable[[bytes], None] | None = None,
    ) -> Ledger:
        """Open the ledger in `folder` (made when missing) and begin a segment.

        Args:
            folder: where the segments lie.
            keys: the log key; a folder belongs to one.
            name: of the program, recorded in `segment.begin`.
            on_record: called with the line of every record that this handle appended, after it was written; its
                errors are ignored.

        Raises:
            ConfigurationError: the folder cannot be written, or belongs to another key.
            AuditUnavailable: the disk does not take the first record.
        """
        folder = Path(folder)
        try:
            files.make_folder(folder)
            return cls(shared(folder.resolve(), keys, name), on_record)
        except OSError as error:
            _refuse(folder, error)
        except AuditUnavailable as error:
            if isinstance(error.__cause__, OSError):
                _refuse(folder, error.__cause__)
            raise

    def append(  # noqa: C901 - the hot path: concatenation in order, no loop
        self,
        event: str,
        *,
        fetched: str = "",
        may: str = "",
        outcome: str = "",
        params: str = "",
        trace: str = "",
        what: str = "",
        where: str = "",
        who: str = "",
        durable: bool = False,
    ) -> int:
        """Append one record and return its sequence number in the segment.

        Each member is canonical JSON text made by `record.encode`; an empty one is left out. A record longer than
        32 KiB keeps, in place of `what`, its length and SHA-256.

        Args:
            event: the kind of record, such as `statement.decided`.
            durable: return only when the record is on disk.

        Raises:
            AuditUnavailable: the record is not on the trail (or, if `durable`, not surely on disk).
        """
        if self._closed:
            raise AuditUnavailable("the ledger is closed; open it again to record")
        front = '"event":' + (_EVENTS.get(event) or _event(event)) + ","
        if fetched:
            front += f'"fetched":{fetched},'
        if may:
            front += f'"may":{may},'
        if outcome:
            front += f'"outcome":{outcome},'
        if params:
            front += f'"params":{params},'
        if trace:
            front += f'"trace":{trace},'
        front += _V
        after = f',"where":{where}' if where else ""
        if who:
            after += f',"who":{who}'
        log = self._log
        try:
            line, segment, sequence = log.write(f'{front}"what":{what},' if what else front, after)
        except TooLongError:
            line, segment, sequence = self._shortened(front, what, after)
        except ValueError as error:
            raise AuditUnavailable(
                f"the audit trail cannot take the record: {error}; this is a defect of guarded_db, please report it"
            ) from error
        if durable:
            log.sync(segment, sequence + 1)
        if self._on_record is not None:
            try:  # noqa: SIM105 - `suppress` would cost more than the call
                self._on_record(line)
            except Exception:  # noqa: BLE001, S110 - the record is written; a copy's errors are ignored
                pass
        return sequence

    def _shortened(self, front: str, what: str, after: str) -> tuple[bytes, Segment, int]:
        data = what.encode()
        short = encode({"bytes": len(data), "sha256": sha256(data).hexdigest(), "truncated": True})
        try:
            return self._log.write(f'{front}"what":{short},', after)
        except ValueError as error:
            raise AuditUnavailable(
                f"the audit trail cannot take the record: {error}; shorten the identity, its groups or its purpose"
            ) from error

    def sync(self) -> None:
        """Return when everything appended so far is on disk.

        Raises:
            AuditUnavailable: it may not be.
        """
        self._log.sync_all()

    def close(self) -> None:
        """Give up this handle; the last one of the process ends the segment. A second call does nothing."""
        if self._closed:
            return
        self._closed = True
        leave(self._log)

    def commit(self, params: object) -> str:
        """Return the keyed commitment to parameters: hex of HMAC-SHA256, see `commitment.py`."""
        return commitment(self._mac, params)

    def committer(self) -> Committer:
        """Return a commitment that takes one parameter set after the other, as `executemany` does."""
        return Committer(self._mac)

    @property
    def segment(self) -> str:
        """Name of the segment that takes the next record."""
        with self._log._lock:
            return (self._log.segment or self._log.begin()).name

    @property
    def folder(self) -> Path:
        """Where the segments lie."""
        return self._log.folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        log = self._log
        state = "closed" if self._closed else repr(log.segment)
        if log.failed and not self._closed:
            state = f"failed: {log.failed}"
        return f"Ledger({str(log.folder)!r}, {state})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a ledger cannot be pickled; open it in the process that records")


def _event(event: str) -> str:
    text = encode(event)
    if len(_EVENTS) < MAX_EVENTS:
        _EVENTS[event] = text
    return text


def _refuse(folder: Path, error: OSError) -> NoReturn:
    text = error.strerror or str(error)
    if error.errno in _UNWRITABLE:
        raise ConfigurationError(
            f"cannot write the audit trail in `{folder}`: {text}; make the folder writable or set GUARDED_DB_HOME to"
            " one that is"
        ) from error
    raise AuditUnavailable(
        f"the audit trail in `{folder}` cannot take a record: {text}; mend it or set GUARDED_DB_HOME to another folder"
    ) from error
