"""What the names of one connection mean: its dialect and catalog, and the statements understood with them.

It asks for the catalog only when a statement names something that it does not know, and never guesses without it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from guarded_db.errors import GuardError
from guarded_db.execution.core import MAX_CACHED_TEXT
from guarded_db.execution.verdict import Entry
from guarded_db.sql import catalog as catalogs
from guarded_db.sql import introspection, remembered
from guarded_db.sql.facts import Dialect

if TYPE_CHECKING:
    from guarded_db.dbapi import Target
    from guarded_db.execution.core import Core
    from guarded_db.execution.run import Run
    from guarded_db.sql.catalog import Catalog
    from guarded_db.sql.metadata import Origins
    from guarded_db.sql.remembered import Change, Memory

CATALOG_RETRY_SECONDS = 1.0
"""A name that a catalog younger than this does not know is taken as unknown, not read for again."""

MAX_OWN = 256
"""Statements kept whose facts are true for one session only; a session runs few prepared ones by name."""

Sent = tuple[int, "Memory"]
"""What `Names.answered` must know of the moment when a statement was sent."""

Reader = Callable[[tuple[str, ...]], Sequence[Sequence[Sequence[Any]]]]
"""Runs the catalog's queries on the raw connection without a trace in its transaction, returns their rows."""


class CatalogNeeded(Exception):
    """Not an error: the driver must run `queries`, call `Session.learn` (or `learn_nothing`), and begin again."""

    def __init__(self, queries: tuple[str, ...]) -> None:
        super().__init__("the catalog must be read first")
        self.queries = queries


class Names:
    """The part of a session that knows what names mean."""

    __slots__ = (
        "_box",
        "_cache",
        "_catalog",
        "_entries",
        "_expires",
        "_fresh",
        "_kept",
        "_own",
        "_private",
        "_turn",
        "core",
        "dialect",
        "in_flight",
        "names_changed",
        "reader",
        "target",
    )

    def __init__(
        self,
        core: Core,
        target: Target,
        dialect: Dialect,
        *,
        reader: Reader | None,
        private: bool,
    ) -> None:
        self.core = core
        self.target = target
        self.dialect = dialect
        self.reader = reader
        self.in_flight: Run | str | None = None
        """The run that the driver is busy with, or the name of a driver command of its own; None otherwise."""
        self.names_changed = False
        """The transaction that is open has changed what names mean, so that its end changes it once more."""
        self._private = private
        self._box = core.box(target)
        self._fresh = False
        self._kept: Memory = remembered.NOTHING
        self._own: dict[str, Entry] = {}
        """Statements whose facts are true for this session only, until what it keeps changes."""
        self._turn = 0
        """Counts what may have changed what the session keeps."""
        self._adopt(None if private else self._box.catalog)

    origins_are_proof = True
    """Whether `origins` is the server's own word, or follows names that the statement chooses."""

    def origins(self, result: Any) -> Origins:
        """Return the column that each column of the driver's `result` comes from, as the server describes it."""
        return ()

    @property
    def catalog(self) -> Catalog | None:
        """The catalog that statements are understood with now."""
        return self._catalog

    def learn(self, results: Sequence[Sequence[Sequence[Any]]]) -> None:
        """Take the rows of the catalog's queries."""
        built = introspection.build(self.dialect.name, results)
        self._adopt(remembered.with_tables(built, self._kept))
        self._fresh = True
        if not self._private:
            self._box.catalog = self._catalog

    def learn_nothing(self, error: BaseException | None = None) -> None:
        """Take note that the catalog cannot be read now: names that need it are conceded, for one statement."""
        self._adopt(catalogs.UNAVAILABLE if error is None else introspection.failed(error))
        self._expires = 0.0
        self._fresh = True

    def forget(self, *, private: bool = True) -> None:
        """Drop the catalog: what names mean may have changed.

        With `private`, this session reads its own from now on (it may have temporary tables or another path).
        """
        self._private = self._private or private
        self._box.catalog = None
        self._box.changed = time.monotonic()
        self._adopt(None)

    def _understand(self, text: str) -> Entry:
        from guarded_db.sql.understand import understand

        if self._catalog is not None and not self._fresh and time.monotonic() > self._expires:
            self._adopt(None)
        if (own := self._own.get(text)) is not None:
            return own
        understanding = understand(
            text, self.dialect, self._catalog, self._kept, unsettled=self.names_changed
        )
        wanted = understanding.needs_catalog and self.core.policy.needs_catalog
        if wanted and self._should_read(understanding.missing):
            self._read_catalog()
            understanding = understand(
                text, self.dialect, self._catalog, self._kept, unsettled=self.names_changed
            )
        catalog = self._catalog
        if self._fresh and catalog is not None and catalog.available:
            catalog.missing.update(understanding.missing)
        self._fresh = False
        entry = Entry(understanding.statements, understanding.changes, understanding.renames)
        if understanding.needs_catalog and self.core.policy.needs_catalog:
            return entry  # a name that is not known yet may be known the next time
        if not understanding.recalled:
            self._cache.add(text, entry)
        elif len(self._own) < MAX_OWN and len(text) <= MAX_CACHED_TEXT:
            self._own[text] = entry
        return entry

    # -- what the session keeps: prepared statements and cursors ------------------------------------

    def sent(self, entry: Entry) -> Sent:
        """Take note that `entry` is on its way: until its answer is there, nobody knows what it has changed."""
        before = self._kept
        if entry.renames:
            self.names_changed = True
            self.forget()
        if entry.changes:
            self._keep(remembered.in_doubt(entry.changes))
        return self._turn, before

    def answered(self, entry: Entry, sent: Sent, error: BaseException | None = None) -> None:
        """Take note of how it went: after an error what it was about to change stays in doubt.

        But PostgreSQL does nothing of a single statement that fails; MariaDB forgets the name of a failed PREPARE.
        """
        turn, before = sent
        if not entry.changes or turn != self._turn:
            return
        undone = self.dialect.name == "postgres" and entry.all_or_nothing
        if error is None:
            self._keep(entry.changes, before)
        elif undone and isinstance(error, Exception) and not isinstance(error, GuardError):
            self._keep((), before)

    def forget_kept(self, *changes: Change) -> None:
        """Forget what the session keeps, all of it unless `changes` say what: it may have changed unseen."""
        self._turn += 1
        if self._kept:
            self._keep(changes or remembered.FORGET_ALL)

    def _keep(self, changes: tuple[Change, ...], before: Memory | None = None) -> None:
        memory = self._kept if before is None else before
        self._kept = remembered.changed(memory, changes)
        self._turn += 1
        self._own.clear()

    @property
    def lacks_catalog(self) -> bool:
        """Whether the policy may want a catalog, and none was read yet."""
        return self._catalog is None and self.core.policy.needs_catalog

    def _should_read(self, missing: frozenset[str]) -> bool:
        if self._fresh:
            return False
        if self._catalog is None:
            return True
        if self._box.changed > self._catalog.loaded:
            return True  # a session that reads its own is not told by the box's catalog
        if missing and missing <= self._catalog.missing:
            return False  # it was read for these names, and they were not there
        return time.monotonic() - self._catalog.loaded > CATALOG_RETRY_SECONDS

    def _read_catalog(self) -> None:
        queries = introspection.queries(self.dialect.name)
        if not queries:
            self.learn_nothing()
            return
        if self.reader is None:
            raise CatalogNeeded(queries)
        before, self.in_flight = self.in_flight, "catalog"
        try:
            self.learn(self.reader(queries))
        except Exception as error:  # noqa: BLE001 - whatever a driver raises here
            # The statement is then judged without a catalog: what needs it is conceded, never guessed.
            self.learn_nothing(error)
        finally:
            self.in_flight = before

    def _adopt(self, catalog: Catalog | None) -> None:
        self._catalog = catalog
        self._own.clear()
        self._expires = (
            catalog.loaded + catalogs.CATALOG_MAX_AGE_SECONDS
            if catalog is not None
            else float("inf")
        )
        self._cache = self.core.entries(self.dialect, catalog)
        self._entries = self._cache.entries
