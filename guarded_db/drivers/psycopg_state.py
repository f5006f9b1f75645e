"""What a guarded psycopg connection and each of its statements keep: frozen to no event loop, sync and async alike.

It patches nothing (`psycopg_seam` does) and decides nothing (the session does).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors, pq
from psycopg._cursor_base import BaseCursor

from guarded_db.dbapi import DriverErrors, Target
from guarded_db.drivers.psycopg_scrub import scrub
from guarded_db.execution import Session
from guarded_db.sql.facts import Column, Dialect, Facts, Relation
from guarded_db.sql.metadata import Origins, postgres_origins

if TYPE_CHECKING:
    from guarded_db.dbapi import RowMask
    from guarded_db.execution import Core, Run
    from guarded_db.identity import Identity
    from guarded_db.sql.catalog import Catalog

ERRORS = DriverErrors(psycopg.ProgrammingError, psycopg.OperationalError)

SCS = b"standard_conforming_strings"

INTRANS = pq.TransactionStatus.INTRANS
INERROR = pq.TransactionStatus.INERROR

ROWS_SLOT: Any = BaseCursor.__dict__["_make_row"]
"""psycopg's own slot; the seam puts a property over it and keeps a `Flight` inside."""

RESULT_SLOT: Any = BaseCursor.__dict__["pgresult"]

DECLARE = re.compile(rb'DECLARE "(?:[^"]|"")*" (?:NO SCROLL |SCROLL )?CURSOR (?:WITH HOLD )?FOR ')
"""What psycopg puts before the query of a server-side cursor, and nothing else."""


class PsycopgSession(Session):
    """The session of one psycopg connection, with what the seam must remember between its generators."""

    __slots__ = (
        "cursor_name",
        "declared",
        "pgconn",
        "pipeline_fresh",
        "scrubbed",
        "sending",
        "tainted",
        "weighed",
    )

    def __init__(self, core: Core, connection: Any, pgconn: Any, *, private: bool) -> None:
        self.pgconn = pgconn
        self.sending: Flight | None = None
        """The statement whose text may be sent now; anything else is refused at the wire."""
        self.cursor_name: bytes | None = None
        """The server-side cursor, quoted, whose FETCH, MOVE or CLOSE psycopg is about to send."""
        self.declared = 0
        """Counts statements after which the name of a server-side cursor may mean another one."""
        self.scrubbed = False
        """The last error was scrubbed, so libpq's copy of its message must not be shown either."""
        self.pipeline_fresh = False
        """The pipeline was entered and nothing was sent through it yet."""
        self.weighed: tuple[Catalog | None, dict[Relation, bool]] = (None, {})
        self.tainted = False
        """A table with labelled columns was written: a deferred constraint may quote its rows at COMMIT."""

        def autocommits() -> bool:
            status = pgconn.transaction_status
            return bool(connection._autocommit) and status not in (INTRANS, INERROR)

        super().__init__(
            core,
            target_of(pgconn),
            dialect_of(pgconn),
            ERRORS,
            autocommits=autocommits,
            scrub=self._scrub,
            private=private or bool(pgconn.options),
        )

    def _scrub(self, error: BaseException) -> None:
        self.scrubbed = True
        scrub(error)

    def origins(self, result: Any) -> Origins:
        """Return the columns that PostgreSQL says the result shows as they are."""
        count = result.nfields
        pairs = zip(
            map(result.ftable, range(count)), map(result.ftablecol, range(count)), strict=True
        )
        return postgres_origins(pairs, self._catalog)

    def scrub_late(self, error: BaseException) -> None:
        """Scrub an error of the end of a transaction that wrote what a constraint may quote."""
        if self.tainted and isinstance(error, psycopg.Error):
            self._scrub(error)

    def weigh(self, run: Run) -> None:
        """Have errors of `run` scrubbed when it writes a table with labelled columns.

        PostgreSQL quotes the whole row that a constraint refuses, also columns that the statement does not name.
        """
        verdict = run.verdict
        if not self.enforces or not self.core.policy.needs_catalog:
            return
        if not verdict.scrub:
            written = [relation for facts in run.facts for relation in facts.writes]
            verdict.scrub = any(self._labelled(relation, run.who) for relation in written)
        self.tainted = self.tainted or verdict.scrub

    def _labelled(self, relation: Relation, who: Identity) -> bool:
        if self.weighed[0] is not self._catalog:
            self.weighed = (self._catalog, {})
        found = self.weighed[1].get(relation)
        if found is None:
            found = self.weighed[1][relation] = self._look_labelled(relation, who)
        return found

    def _look_labelled(self, relation: Relation, who: Identity) -> bool:
        catalog = self._catalog
        known = catalog.find(relation.schema, relation.name) if catalog is not None else None
        columns = known.columns if known is not None else ("*",)
        facts = Facts(
            "select",
            frozenset({"read"}),
            reads=frozenset({relation}),
            columns_read=frozenset(Column(relation, column) for column in columns),
        )
        return bool(self.core.policy.decide(facts, who, self.target).labels)

    def check_lexing(self) -> None:
        """Follow the server's `standard_conforming_strings`: it decides where a literal ends."""
        backslash = self.pgconn.parameter_status(SCS) == b"off"
        if backslash is not bool(self.dialect.modes):
            self.dialect = dialect_of(self.pgconn)
            self.forget()

    @property
    def enforces(self) -> bool:
        """Whether names that go around the guard are refused."""
        return not self.core.policy.observe


class Flight:
    """One statement of a cursor, from its decision to its last row. It rides in the cursor's `_make_row` slot."""

    __slots__ = (
        "complete",
        "copy",
        "declare",
        "make",
        "maker",
        "many",
        "mask",
        "run",
        "session",
        "shape",
        "sql",
        "stamp",
        "swapped",
        "told",
        "waiting",
    )

    def __init__(self, session: PsycopgSession, run: Run | None, sql: bytes, how: str) -> None:
        self.session = session
        self.run = run
        """None: the driver is going to raise its own error before anything is sent."""
        self.sql = sql
        self.many = how == "executemany"
        self.declare = how == "declare"
        self.mask: RowMask | None = None
        self.maker: Any = None
        self.make: Any = undecided
        self.waiting = 0
        """Results that the pipeline still owes."""
        self.complete = False
        self.told = False
        self.swapped: Any = None
        """The transformer with psycopg's own loaders, where a caller's would have seen raw values."""
        self.shape: tuple[Any, ...] | None = None
        self.stamp = 0
        self.copy: Any = None

    def accepts(self, sql: bytes) -> bool:
        """Tell whether `sql`, about to be sent, is what was decided."""
        if self.run is None:
            return False
        if sql == self.sql:
            return True
        if not self.declare or not sql.endswith(self.sql):
            return False
        return DECLARE.fullmatch(sql[: len(sql) - len(self.sql)]) is not None

    def take(self, maker: Any) -> None:
        """Put the mask, if any, under the caller's row maker."""
        self.maker = maker
        mask = self.mask
        if mask is None or maker is None:
            # psycopg's C code has a fast path for the `tuple` type itself.
            self.make = maker
        elif maker is tuple:
            self.make = mask
        else:
            self.make = lambda row: maker(mask(row))


def undecided(_: Any) -> Any:
    """Stand for the row maker until the result has been judged."""
    raise errors.InterfaceError(
        "the result was not judged by the guard; execute the statement again"
    )


def session_of(conn: Any) -> PsycopgSession | None:
    """Return the session that guards `conn` now, or None."""
    session: PsycopgSession | None = conn._guarded_db
    return None if session is None or session.suspended else session


def flight_of(cursor: Any) -> Flight | None:
    """Return the flight whose result `cursor` holds."""
    try:
        held = ROWS_SLOT.__get__(cursor)
    except AttributeError:
        return None
    return held if type(held) is Flight else None


def drop(cursor: Any) -> None:
    """Throw away a result that may not be shown."""
    cursor._results = []
    cursor.pgresult = None
    cursor._pos = 0
    flight = flight_of(cursor)
    if flight is not None:
        flight.make = undecided


def target_of(pgconn: Any) -> Target:
    """Return the database that `pgconn` talks to."""
    port = pgconn.port
    return Target(
        "postgresql",
        pgconn.db.decode("utf-8", "replace"),
        pgconn.host.decode("utf-8", "replace"),
        int(port) if port and port.isdigit() else 0,
        pgconn.user.decode("utf-8", "replace"),
        "psycopg",
    )


def dialect_of(pgconn: Any) -> Dialect:
    """Return the dialect with the lexing mode that the server has told of."""
    if pgconn.parameter_status(SCS) == b"off":
        return Dialect("postgres", frozenset({"backslash_escapes"}))
    return Dialect("postgres")
