"""The one segment that a process writes in a folder: shared by threads, renewed by `fork()`, failed for good.

Every `Ledger` of the same folder and key in a process shares it. It knows locks, group commit and failure; what a
record says is the caller's, how it is written the segment's.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import sys
import threading
import weakref
from pathlib import Path
from typing import NoReturn

from guarded_db.audit import opening
from guarded_db.audit.keys import Keys
from guarded_db.audit.segment import Segment
from guarded_db.errors import AuditUnavailable, ConfigurationError


class ProcessLog:
    """The one segment that this process writes in a folder, with its lock, group commit and failure state."""

    def __init__(self, folder: Path, keys: Keys, name: str) -> None:
        self.folder = folder
        self.keys = keys
        self.name = name
        self.users = 0
        self.failed: str = ""
        self.segment: Segment | None = None
        self._renew()
        self._dead: list[Segment] = []
        _all.add(self)

    def _renew(self) -> None:
        self._lock = threading.Lock()
        self._commit = threading.Condition()
        self._syncing = False
        self._pid = os.getpid()

    def write(self, middle: str, after: str) -> tuple[bytes, Segment, int]:
        """Append one record; return its line, its segment and its sequence number.

        Raises:
            ValueError: the record cannot be written as it is; nothing happened.
            AuditUnavailable: the record is not on the trail.
        """
        with self._lock:
            if self._pid != os.getpid():  # forked below Python, so that no hook ran
                self.after_fork()
            segment = self.segment
            if segment is None or self.failed:
                segment = self._begin_late()
            try:
                return segment.write(middle, after), segment, segment.records - 1
            except ValueError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever went wrong, the record is not on the trail
                self._fail(error)
            except BaseException:
                # An interrupt may have struck between the write and its bookkeeping: this segment's end is
                # unknown. Leave it as after a crash; the next record recovers it into a new segment.
                self._abandon()
                raise

    def begin(self) -> Segment:
        """Return the open segment; begin one when this process has none."""
        if self.failed:
            raise AuditUnavailable(self._why())
        if self.segment is None:
            try:
                with _opening:
                    self.segment = opening.begin(self.folder, self.keys, self.name)
                _close_with_multiprocessing()
            except OSError as error:
                self._fail(error)
        return self.segment

    def _begin_late(self) -> Segment:
        try:
            return self.begin()
        except (
            ConfigurationError
        ) as error:  # in a child, or after an interrupt: the folder changed meanwhile
            raise AuditUnavailable(f"the audit trail cannot take the record: {error}") from error

    def sync(self, segment: Segment, records: int) -> None:
        """Return when the first `records` records of the segment are on disk; one thread syncs for all who wait."""
        leading = False
        try:
            with self._commit:
                while segment.synced < records and not leading:
                    if self.failed:
                        raise AuditUnavailable(self._why())
                    if self._syncing:
                        self._commit.wait()
                    else:
                        leading = self._syncing = True
            if leading:
                segment.sync()
        except OSError as error:
            self._fail(error)
        finally:
            if leading:
                with self._commit:
                    self._syncing = False
                    self._commit.notify_all()

    def sync_all(self) -> None:
        """Bring every record written so far to the disk."""
        for left in list(
            self._dead
        ):  # by an interrupt; after a failure the next line but one raises
            if not self.failed:
                self.sync(left, left.records)
        segment = self.segment
        if segment is not None or self.failed:
            segment = segment or self._begin_late()
            self.sync(segment, segment.records)

    def close(self) -> None:
        """End the segment, if this process has one."""
        with self._lock:
            with self._commit:
                while self._syncing:
                    self._commit.wait()
            segment, self.segment = self.segment, None
            failed, self.failed = self.failed, self.failed or "the ledger is closed"
            try:
                if segment is not None and not failed:
                    with _opening:
                        opening.end(self.folder, self.keys, segment)
            except (OSError, ConfigurationError) as error:
                raise AuditUnavailable(
                    f"the audit trail could not be closed: {error}; the next opening recovers segment"
                    f" `{segment.name if segment else ''}`"
                ) from error
            finally:
                for one in (*self._dead, *([segment] if segment else ())):
                    one.release()
                    one.close()
                self._dead.clear()

    def after_fork(self) -> None:
        """In a forked child: forget the parent's segment, key and locks."""
        segment, self.segment = self.segment, None
        for one in (*self._dead, *([segment] if segment else ())):
            one.close()
        self._dead.clear()
        self._renew()

    def _why(self) -> str:
        return (
            f"the audit trail cannot take the record: {self.failed}; mend `{self.folder}` and open the"
            " ledger again"
        )

    def _fail(self, error: Exception) -> NoReturn:
        self.failed = getattr(error, "strerror", None) or str(error) or type(error).__name__
        bad = isinstance(error, OSError) and error.errno == errno.EBADF
        self._abandon(bad_descriptor=bad)
        raise AuditUnavailable(self._why()) from error

    def _abandon(self, *, bad_descriptor: bool = False) -> None:
        segment, self.segment = self.segment, None
        # A bad descriptor's number may be another file's by now: leave it alone.
        if segment is not None and not bad_descriptor:
            segment.release()
            self._dead.append(segment)
        with self._commit:
            self._commit.notify_all()


# Held while segments begin or end, and across fork(): a child must not inherit a descriptor that no one knows.
# Order of locks: a log's lock, then this one.
_opening = threading.RLock()
_all: weakref.WeakSet[ProcessLog] = weakref.WeakSet()
_registry: dict[tuple[Path, str], ProcessLog] = {}


def shared(folder: Path, keys: Keys, name: str) -> ProcessLog:
    """Return the log of the folder in this process with one more user; begin it when there is none that works.

    Raises:
        AuditUnavailable: no segment could be begun; its cause is the OSError.
        ConfigurationError: the folder belongs to another key, or its head is missing.
    """
    with _opening:
        log = _registry.get((folder, keys.id))
        if log is None or log.failed:
            log = ProcessLog(folder, keys, name)
            log.begin()
            _registry[folder, keys.id] = log
        log.users += 1
    return log


def leave(log: ProcessLog) -> None:
    """Count one user less; the last one ends the segment.

    Raises:
        AuditUnavailable: the end could not be recorded.
    """
    with _opening:
        log.users -= 1
        last = log.users == 0
        if last:
            _forget(log)
    if last:
        log.close()


def _forget(log: ProcessLog) -> None:
    key = (log.folder, log.keys.id)
    if _registry.get(key) is log:
        del _registry[key]


@atexit.register
def _close_all() -> None:
    for log in list(_registry.values()):
        with contextlib.suppress(AuditUnavailable):
            log.close()


def _close_with_multiprocessing() -> None:
    """End segments in processes of multiprocessing too, which leave without `atexit`."""
    process, util = (sys.modules.get(f"multiprocessing.{name}") for name in ("process", "util"))
    if process is not None and util is not None and process.parent_process() is not None:
        util.Finalize(None, _close_all, exitpriority=0)


def _after_fork_in_child() -> None:
    _opening.release()
    for log in list(_all):
        log.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_opening.acquire,
        after_in_parent=_opening.release,
        after_in_child=_after_fork_in_child,
    )
