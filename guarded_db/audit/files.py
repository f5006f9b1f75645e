"""Files of the ledger and the keys: private modes, locks between processes, durable writes.

Nothing here knows what a record is.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
LOCK_ATTEMPTS = 5
LOCK_PAUSE_SECONDS = 0.01
"""A verifier holds a shared lock for microseconds to see whether a writer lives; so a refused lock is tried again."""

_BINARY: int = getattr(os, "O_BINARY", 0)
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    # A lock is on a byte region there and keeps others from reading it: take one byte that no file reaches.
    _FAR = 0x7FFF_FFFF_FFFF_0000

    def lock(fd: int, *, wait: bool = True, shared: bool = False) -> bool:
        """Lock an open file; return whether the lock was got. `shared` locks exclude others there too."""
        os.lseek(fd, _FAR, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
                return True
            except OSError:
                if not wait:
                    return False
                time.sleep(LOCK_PAUSE_SECONDS)

    def unlock(fd: int) -> None:
        """Release the lock of an open file."""
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def lock(fd: int, *, wait: bool = True, shared: bool = False) -> bool:
        """Lock an open file (`flock`); return whether the lock was got."""
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(fd, how if wait else how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def unlock(fd: int) -> None:
        """Release the lock of an open file."""
        fcntl.flock(fd, fcntl.LOCK_UN)


def sync_data(fd: int) -> None:
    """Bring the file's data to the disk. Raises OSError; must not be repeated on a descriptor that failed."""
    getattr(os, "fdatasync", os.fsync)(fd)


def sync_folder(folder: Path) -> None:
    """Bring the folder's entries to the disk, where the platform can."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """Make a private folder (0700) with its parents; an existing one keeps its mode."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def create(path: Path, *, append: bool = False) -> int:
    """Create a private file that must not exist, and return its descriptor, open for writing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_FOLLOW
    return os.open(path, flags | os.O_APPEND if append else flags, PRIVATE_FILE)


def write_once(path: Path, data: bytes) -> None:
    """Replace `path` by a private file holding `data`, at once and durably."""
    draft = path.with_name(f"{path.name}.{os.urandom(8).hex()}.new")
    fd = create(draft)
    try:
        try:
            if os.write(fd, data) != len(data):
                raise OSError(f"short write to `{path}`")
            os.fsync(fd)
        finally:
            os.close(fd)
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    sync_folder(path.parent)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path` (made when missing) while the block runs; other processes wait."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY | _NO_FOLLOW, PRIVATE_FILE)
    try:
        lock(fd)
        try:
            yield
        finally:
            unlock(fd)  # by name: a forked child may still hold a copy of the descriptor
    finally:
        os.close(fd)


def is_held(path: Path) -> bool:
    """Return whether a process holds the lock of `path`."""
    fd = os.open(path, os.O_RDONLY | _BINARY)
    try:
        if not lock(fd, wait=False, shared=True):
            return True
        unlock(fd)
        return False
    finally:
        os.close(fd)


def take(path: Path) -> int | None:
    """Open `path` for reading and take its lock; None when another process holds it."""
    fd = os.open(path, os.O_RDONLY | _BINARY)
    for _ in range(LOCK_ATTEMPTS):
        if lock(fd, wait=False):
            return fd
        time.sleep(LOCK_PAUSE_SECONDS)
    os.close(fd)
    return None


def is_exposed(path: Path) -> bool:
    """Return whether group or others may read or change the file (never on Windows, which has no such bits)."""
    if os.name == "nt":
        return False
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
