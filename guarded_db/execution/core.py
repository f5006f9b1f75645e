"""What all guarded connections of one guard share: policy, ledger, keys, caches.

It decides nothing; it holds the parts together and keeps the caches bounded.
"""

from __future__ import annotations

import os
import sys
import time
from collections import OrderedDict
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Protocol

from guarded_db.audit.record import encode
from guarded_db.identity import Identity, current_identity

if TYPE_CHECKING:
    from guarded_db.audit.ledger import Ledger
    from guarded_db.dbapi import Target
    from guarded_db.execution.verdict import Entry
    from guarded_db.masking.keys import MaskKeys
    from guarded_db.policy.policy import Policy
    from guarded_db.sql.catalog import Catalog
    from guarded_db.sql.facts import Dialect

MAX_ENTRIES = 4096
"""Understood statements kept per dialect and catalog; more distinct texts than that are not a hot path."""

MAX_ENTRY_BYTES = 8 * 1024 * 1024
"""Sum of the texts' lengths kept per dialect and catalog."""

MAX_CACHED_TEXT = 64 * 1024
"""A longer statement is understood anew each time, so that a few huge ones cannot empty the cache."""

MAX_CACHES = 32
"""Pairs of dialect and catalog that are kept; the one used longest ago goes first."""

MAX_IDENTITIES = 1024
"""Encoded identities kept; the cache starts afresh when it is full."""


class Tracer(Protocol):
    """What execution asks of telemetry. It must never raise and must cost next to nothing when nobody listens."""

    def start(self, operation: str, target: Any, *, text: str, collection: str) -> Any: ...
    def finish(
        self,
        handle: Any,
        *,
        error: BaseException | None,
        rows: int | None,
        decision: str,
        rules: tuple[str, ...],
    ) -> None: ...
    def trace_fragment(self, handle: Any = None) -> str: ...


class CatalogBox:
    """The catalog of one database as this process last read it; `catalog` is None when it must be read again."""

    __slots__ = ("catalog", "changed")

    def __init__(self) -> None:
        self.catalog: Catalog | None = None
        self.changed = float("-inf")
        """When a connection of this process last may have changed what names mean."""


class EntryCache:
    """Understood statements by text, bounded by count and by bytes."""

    __slots__ = ("_bytes", "entries")

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._bytes = 0

    def add(self, text: str, entry: Entry) -> None:
        """Keep `entry`, dropping the oldest ones when there is no room."""
        if len(text) > MAX_CACHED_TEXT:
            return
        entries = self.entries
        while entries and (
            len(entries) >= MAX_ENTRIES or self._bytes + len(text) > MAX_ENTRY_BYTES
        ):
            try:
                oldest = next(iter(entries))
                del entries[oldest]
                self._bytes -= len(oldest)
            except (KeyError, RuntimeError, StopIteration):  # another thread was quicker
                continue
        entries[text] = entry
        self._bytes += len(text)


class Core:
    """One guard's shared state. Thread-safe: its dictionaries are only ever added to or replaced."""

    def __init__(
        self, policy: Policy, ledger: Ledger, mask_keys: MaskKeys, telemetry: Tracer
    ) -> None:
        self.policy = policy
        self.ledger = ledger
        self.mask_keys = mask_keys
        self.telemetry = telemetry
        self.anonymous = Identity(f"service:{process_name()}", kind="service", anonymous=True)
        self._boxes: dict[Target, CatalogBox] = {}
        self._caches: OrderedDict[tuple[Any, ...], EntryCache] = OrderedDict()
        self._who: dict[Identity, str] = {}

    def who(self) -> Identity:
        """Return the identity of the running code, or the anonymous stand-in."""
        return current_identity() or self.anonymous

    def who_fragment(self, who: Identity) -> str:
        """Return `who` as the audit record writes it."""
        fragment = self._who.get(who)
        if fragment is None:
            if len(self._who) >= MAX_IDENTITIES:
                self._who.clear()
            fragment = self._who[who] = encode(who.describe())
        return fragment

    def box(self, target: Target) -> CatalogBox:
        """Return the catalog box that connections to `target` share."""
        return self._boxes.setdefault(target, CatalogBox())

    def entries(self, dialect: Dialect, catalog: Catalog | None) -> EntryCache:
        """Return the cache of statements understood with this dialect and catalog."""
        key = (dialect, catalog.version if catalog is not None else None)
        cache = self._caches.get(key)
        if cache is None:
            cache = self._caches.setdefault(key, EntryCache())
            while len(self._caches) > MAX_CACHES:
                self._caches.popitem(last=False)
        return cache

    def __repr__(self) -> str:
        return f"<Core policy={self.policy.name!r} ledger={self.ledger!r}>"


def process_name() -> str:
    """Return the name of the running program, for `service:<process>`."""
    name = PurePath(sys.argv[0] if sys.argv and sys.argv[0] else "").name
    return name or f"python-{os.getpid()}"


def now_ns() -> int:
    """Return a monotonic time in nanoseconds."""
    return time.perf_counter_ns()
