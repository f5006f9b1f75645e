"""Verification: every line of every segment, its signature, its place in the chain, and that none is missing.

Works on the stored bytes, never on re-serialised ones, and streams: memory does not grow with the log. It reads
only; a log that is being written can be verified (open segments are checked as far as they go).

It does not find that the whole folder was put back to an earlier state: that takes a copy outside this machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guarded_db.audit.head import HEAD, PUBLIC_KEY, Closed, Head, read_head, segment_files
from guarded_db.audit.keys import key_id, read_public
from guarded_db.audit.record import MAX_RECORD_BYTES
from guarded_db.audit.scanning import Damage, Scan, scan_segment
from guarded_db.audit.segment import path_of
from guarded_db.errors import ConfigurationError, Tampered, Unverifiable, VerificationError

RETRIES = 3
"""A segment that grew or ended while the others were read is read again so many times."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a successful verification covered."""

    records: int
    segments: int
    first: str
    """UTC time of the earliest record, empty when there is none."""
    last: str
    """UTC time of the latest record."""
    key: str
    """Id of the log key that everything hangs on."""
    trusted_own_key: bool
    """The key came from the folder itself: this shows integrity, not who wrote it."""
    open: tuple[str, ...] = ()
    """Segments whose process still lives: checked up to their newest record; their tail cannot be vouched for."""
    recovered: tuple[str, ...] = ()
    """Segments that a crash left without an end, as a later signed record attests."""
    torn_bytes: int = 0
    """Bytes of unfinished records that crashes left, set aside by recovery."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a verification found, damaged or not."""

    verified: Verified
    """The population, of which only the part without damage is verified."""
    damage: tuple[Damage, ...] = ()


def verify(
    folder: Path,
    public_key: bytes | os.PathLike[str] | None = None,
    *,
    progress: Callable[[int], None] | None = None,
) -> Verified:
    """Verify the ledger in `folder` and return what was covered.

    Args:
        folder: where the segments lie.
        public_key: the log key's public half: 32 bytes, or the path of a PEM file. Without it the folder's own
            `log.pub` is used, and the result says so.
        progress: called with the number of records checked so far, once per segment.

    Raises:
        Tampered: a record is bad; `.segment`, `.sequence` and `.damage` say which and how.
        Unverifiable: something could not be checked: no key, an unreadable file, a crashed segment that no later
            opening has recovered.
    """
    report = inspect(folder, public_key, progress=progress)
    if report.damage:
        raise error_of(report.damage)
    return report.verified


def error_of(damage: tuple[Damage, ...]) -> VerificationError:
    """Return the error for the gravest of some damage: `Tampered` before `Unverifiable`."""
    worst = next((one for one in damage if one.tampered), damage[0])
    error = (Tampered if worst.tampered else Unverifiable)(worst.text())
    error.segment, error.sequence, error.damage = worst.segment, worst.sequence, worst.kind
    return error


def inspect(
    folder: Path,
    public_key: bytes | os.PathLike[str] | None = None,
    *,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Verify the ledger in `folder` and return everything that was found; see `verify`.

    Raises:
        Unverifiable: nothing can be checked: no folder, no key.
    """
    folder = Path(folder)
    public = _public_key(folder, public_key)
    head, damage = _head(folder, public)
    if head is None:
        return Report(_summary({}, public, public_key is None), damage)
    scans: dict[str, Scan] = {}
    total = 0
    for path in segment_files(folder):
        scan = scan_segment(path, public, head.log)
        scans[scan.name] = scan
        total += scan.records
        if progress is not None:
            progress(total)
    for _ in range(RETRIES):
        if not (stale := _outgrown(scans, head)):
            break
        for name in stale:
            scans[name] = scan_segment(path_of(folder, name), public, head.log)
    found = [scan.damage for scan in scans.values() if scan.damage is not None]
    found += _population(folder, scans, head)
    return Report(_summary(scans, public, public_key is None), tuple(found))


def _public_key(folder: Path, given: bytes | os.PathLike[str] | None) -> bytes:
    if isinstance(given, bytes):
        return given
    path = Path(given) if given is not None else folder / PUBLIC_KEY
    if not folder.is_dir():
        raise Unverifiable(
            f"there is no audit folder `{folder}`; name the folder that holds `{HEAD}`"
        )
    try:
        return read_public(path)
    except (OSError, ConfigurationError) as error:
        raise Unverifiable(
            f"the public key `{path}` cannot be read: {getattr(error, 'strerror', None) or error}; give the log key's"
            " public half"
        ) from error


def _head(folder: Path, public: bytes) -> tuple[Head | None, tuple[Damage, ...]]:
    try:
        line = (folder / HEAD).read_bytes()
    except FileNotFoundError:
        text = f"`{HEAD}` is missing, so nothing says which segments there should be"
        return None, (Damage(HEAD, None, "missing", text),)
    except OSError as error:
        raise Unverifiable(f"`{folder / HEAD}` cannot be read: {error.strerror}") from error
    try:
        return read_head(line, public), ()
    except (ValueError, KeyError, TypeError) as error:
        kind = "wrong key" if _other_key(line, public) else "signature"
        return None, (Damage(HEAD, None, kind, f"{error} {key_id(public)}"),)


def _other_key(line: bytes, public: bytes) -> bool:
    return not line.startswith(b'{"chain":{"key":"%b"' % key_id(public).encode())


def _claims(scans: Mapping[str, Scan], head: Head) -> dict[str, list[Closed]]:
    """Return what the head and all `begin` and `recovered` records say about how segments ended."""
    claims: dict[str, list[Closed]] = {}
    for closed in (*head.closed, *(one for scan in scans.values() for one in scan.claims)):
        claims.setdefault(closed.name, []).append(closed)
    return claims


def _outgrown(scans: Mapping[str, Scan], head: Head) -> list[str]:
    """Return segments that were being written when they were read, and have ended since."""
    claims = _claims(scans, head)
    return [
        name
        for name, scan in scans.items()
        if scan.live and any(claim.records != scan.records for claim in claims.get(name, ()))
    ]


def _population(folder: Path, scans: Mapping[str, Scan], head: Head) -> list[Damage]:
    claims = _claims(scans, head)
    torn = {name: mark for scan in scans.values() for name, mark in scan.torn.items()}
    named = {*claims, *head.open, *(name for scan in scans.values() for name in scan.named)}
    found = [
        Damage(name, None, "missing", "the segment's file is gone")
        for name in sorted(named - scans.keys())
    ]
    if not found and len(scans) < head.segments:
        text = f"there are {len(scans)} segments, and there were {head.segments}"
        found.append(Damage(HEAD, None, "missing", text))
    for name, scan in sorted(scans.items()):
        if scan.damage is None and (one := _ending(scan, claims.get(name, []), torn.get(name))):
            found.append(one)
    return found


def _ending(scan: Scan, claims: list[Closed], torn: tuple[int, str] | None) -> Damage | None:
    """Compare how a segment ends with what signed records elsewhere say about it."""
    for claim in claims:
        if claim.records > scan.records and scan.tail[0] > MAX_RECORD_BYTES:
            text = "a line is longer than any record"
            return Damage(scan.name, scan.records, "malformed", text)
        if claim.records > scan.records:
            text = f"it ends after {scan.records} records, and had {claim.records}"
            return Damage(scan.name, scan.records, "truncated", text)
        if claim.records < scan.records:
            text = f"it has records after its attested end at {claim.records}"
            return Damage(scan.name, claim.records, "appended", text)
        if claim.hash != scan.hash:
            text = "its last record is not the one that later records attest"
            return Damage(scan.name, scan.records - 1, "hash chain", text)
    if scan.ended or scan.live:
        return None
    if torn is not None:
        if torn != scan.tail:
            return Damage(
                scan.name,
                scan.records,
                "appended",
                "its torn tail is not the one that recovery saw",
            )
        return None
    text = (
        "it has no end record, its process is gone, and no later segment attests where it stopped;"
        " open the ledger once to recover it"
    )
    return Damage(scan.name, scan.records, "incomplete tail", text, tampered=False)


def _summary(scans: Mapping[str, Scan], public: bytes, own: bool) -> Verified:
    torn = {name: mark for scan in scans.values() for name, mark in scan.torn.items()}
    return Verified(
        records=sum(scan.records for scan in scans.values()),
        segments=len(scans),
        first=min((scan.first for scan in scans.values() if scan.first), default=""),
        last=max((scan.last for scan in scans.values()), default=""),
        key=key_id(public),
        trusted_own_key=own,
        open=tuple(sorted(name for name, scan in scans.items() if scan.live and not scan.ended)),
        recovered=tuple(sorted(torn)),
        torn_bytes=sum(size for size, _ in torn.values()),
    )
