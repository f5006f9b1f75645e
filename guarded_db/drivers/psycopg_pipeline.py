"""Pipeline mode: statements are queued now, their results arrive later and go to their own run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

import psycopg

from guarded_db.drivers.psycopg_flight import Steps, land, tell
from guarded_db.drivers.psycopg_state import ERRORS, ROWS_SLOT, Flight, PsycopgSession, drop
from guarded_db.errors import NotUnderstood, make_error
from guarded_db.execution import CatalogNeeded

Original = Callable[..., Any]

ANOTHER = (
    "another set of parameters makes another statement of it; "
    "use a cursor with server-side binding or execute them one by one"
)

LOST = "the connection ended before the statement's result arrived"


class Pending(tuple[Any, ...]):  # noqa: SLOT001  # a tuple cannot have named slots
    """An entry of psycopg's queue of awaited results that knows whose it is."""

    flight: Flight

    def __new__(cls, queued: tuple[Any, ...], flight: Flight) -> Self:
        self = super().__new__(cls, queued)
        self.flight = flight
        return self


class Ended:
    """An awaited COMMIT or ROLLBACK, in the same queue."""

    def __init__(self, ending: Any, session: PsycopgSession) -> None:
        self.ending = ending
        self.session = session


def same_again(session: PsycopgSession, flight: Flight, sql: bytes) -> None:
    """Let an `executemany` with client-side binding send its next text when it is decided as the first was.

    Raises:
        Denied: this one is refused, or would need other masks.
    """
    first = flight.run
    assert first is not None
    text = sql.decode(session.pgconn._encoding, "surrogateescape")
    try:
        run = session.begin(text, how="executemany")
    except CatalogNeeded:
        session.learn_nothing()
        run = session.begin(text, how="executemany")
    mine, others = first.verdict.decisions, run.verdict.decisions
    same = [(d.masks, d.mask_all, d.rows) for d in mine] == [
        (d.masks, d.mask_all, d.rows) for d in others
    ]
    if session.enforces and not same:
        raise make_error(NotUnderstood, ERRORS.programming, ANOTHER)
    flight.sql = sql


def enter_gen(original: Original) -> Original:
    def _enter_gen(self: Any) -> Steps:
        yield from original(self)
        session = self._conn._guarded_db
        if session is not None and self.level == 1:
            session.pipeline_fresh = True

    return _enter_gen


def in_flight(original: Original) -> Original:
    """Mark psycopg's flushing of its queue: everything in it was decided when it was queued."""

    def _flush_gen(self: Any, *args: Any, **options: Any) -> Steps:
        session = self._conn._guarded_db
        if session is None or session.in_flight is not None:
            return (yield from original(self, *args, **options))
        session.in_flight = "pipeline"
        try:
            return (yield from original(self, *args, **options))
        finally:
            if session.in_flight == "pipeline":
                session.in_flight = None

    return _flush_gen


def process_results(original: Original) -> Original:
    def _process_results(self: Any, queued: Any, results: Any) -> None:
        if type(queued) is Ended:
            try:
                with queued.ending:
                    original(self, None, results)
            except psycopg.Error as error:
                queued.session.scrub_late(error)
                raise
            return
        if type(queued) is not Pending:
            original(self, queued, results)
            return
        flight, cursor = queued.flight, queued[0]
        flight.waiting -= 1
        ROWS_SLOT.__set__(cursor, flight)
        try:
            original(self, queued, results)
            if not flight.many or (flight.complete and not flight.waiting):
                tell(cursor, flight)
        except BaseException as error:
            if not isinstance(error, psycopg.Error) or not results:
                drop(cursor)
            land(flight, error)
            raise
        if not flight.many or (flight.complete and not flight.waiting):
            land(flight)

    return _process_results


def exit_pipeline(original: Original) -> Original:
    def _exit(self: Any, exc: BaseException | None) -> None:
        if self.level == 1:
            for queued in self.result_queue:
                if type(queued) is Pending:
                    land(queued.flight, exc or psycopg.OperationalError(LOST))
        original(self, exc)

    return _exit
