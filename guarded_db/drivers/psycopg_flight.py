"""The way of one statement through psycopg's generators: decided, sent, its results judged.

Sync and async share it, for psycopg's own generators do. It runs under the connection's lock.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any

from psycopg import errors, generators, pq

from guarded_db.audit.record import encode
from guarded_db.drivers.psycopg_catalog import learn
from guarded_db.drivers.psycopg_state import ERRORS, Flight, PsycopgSession, drop
from guarded_db.errors import GuardError, NotUnderstood, make_error
from guarded_db.execution import CatalogNeeded, Run
from guarded_db.sql import introspection

Steps = Generator[Any, Any, Any]

TUPLES_OK = pq.ExecStatus.TUPLES_OK

NOT_DECIDED = (
    "the driver is about to send another text than the one that was decided; "
    "pass the statement as plain text"
)

POISON = re.compile(r"_pg3_|U&", re.IGNORECASE)
"""A PREPARE with the names that psycopg gives its own prepared statements would change what these mean."""

NAMING = frozenset({"prepare", "unknown", "do"})
OWN_NAMES = (
    "psycopg keeps names that begin with `_pg3_` for itself; PREPARE under another plain name"
)

LATE = frozenset({"commit", "set"})
"""Kinds that make deferred constraints speak (SET CONSTRAINTS is one)."""

MOVING = frozenset({"close", "declare", "discard"})
"""Kinds after which the name of a server-side cursor may mean another one; so it may after what is conceded."""


def decide(
    conn: Any, session: PsycopgSession, sql: bytes, params: Any, how: str
) -> Generator[Any, Any, Run]:
    """Ask the session for a run, reading the catalog first where it needs that.

    Raises:
        Denied: the policy says no.
    """
    encoding = session.pgconn._encoding
    try:
        return begin(session, sql, encoding, params, how)
    except CatalogNeeded as needed:
        yield from learn(conn, session, needed.queries, sql)
    return begin(session, sql, encoding, params, how)


def begin(session: PsycopgSession, sql: bytes, encoding: str, params: Any, how: str) -> Run:
    """Ask the session for a run, without a generator: a statement that is known takes this way alone.

    Raises:
        Denied: the policy says no.
        CatalogNeeded: see there.
    """
    session.check_lexing()
    if session.pipeline_fresh and session.lacks_catalog:
        # It cannot be read any more once something was sent, and any later statement may need it.
        raise CatalogNeeded(introspection.queries("postgres"))
    text = sql.decode(encoding, "surrogateescape")
    run = session.begin(text, params, how=how)
    for facts in run.entry.facts:
        if facts.kind in MOVING or facts.conceded:
            session.declared += how != "declare"
        if facts.kind in NAMING and POISON.search(text) and session.enforces:
            session.refuse(run.entry, run.who, "prepared-name", OWN_NAMES)
    if run.entry.writes:
        session.weigh(run)
    session.scrubbed = False
    return run


def decide_nothing(session: PsycopgSession) -> Flight:
    """Return a flight for a call that the driver itself is going to refuse: it accepts no text at all."""
    return Flight(session, None, b"", "nothing")


def fly(cursor: Any, flight: Flight, driver: Steps) -> Steps:
    """Run the driver's generator for a decided statement and record how it went."""
    run, session = flight.run, flight.session
    if run is None:
        return (yield from _unarmed(session, flight, driver))
    if cursor._conn._pipeline is not None:
        return (yield from _queue(cursor, flight, driver))
    before, session.sending = session.sending, flight
    with run:
        try:
            result = yield from driver
            tell(cursor, flight)
        except GuardError:
            drop(cursor)
            raise
        except Exception as error:
            if session.tainted and run.facts[0].kind in LATE:
                session.scrub_late(error)
            raise
        finally:
            session.sending = before
    return result


def _unarmed(session: PsycopgSession, flight: Flight, driver: Steps) -> Steps:
    before, session.sending = session.sending, flight
    try:
        return (yield from driver)
    finally:
        session.sending = before


def _queue(cursor: Any, flight: Flight, driver: Steps) -> Steps:
    """In pipeline mode a statement is queued now and its results arrive later."""
    session = flight.session
    before, in_flight = session.sending, session.in_flight
    assert flight.run is not None
    flight.run.__enter__()
    session.sending = flight
    try:
        result = yield from driver
    except BaseException as error:
        if not flight.waiting:
            land(flight, error)
        raise
    finally:
        session.sending, session.in_flight = before, in_flight
    flight.complete = True
    if not flight.waiting and not flight.told:
        tell(cursor, flight)
        land(flight)
    return result


def land(flight: Flight, error: BaseException | None = None) -> None:
    """Record the outcome of a statement that went through a pipeline; once."""
    if flight.told or flight.run is None:
        return
    flight.told = True
    session = flight.session
    before = session.in_flight
    try:
        if error is None:
            flight.run.__exit__(None, None, None)
        else:
            flight.run.__exit__(type(error), error, error.__traceback__)
    finally:
        session.in_flight = before


def tell(cursor: Any, flight: Flight) -> None:
    """Tell the run what came back, before any row leaves.

    Raises:
        LimitExceeded: more rows than the policy gives.
        AuditUnavailable: the outcome could not be recorded.
    """
    run = flight.run
    assert run is not None
    if flight.declare or flight.copy is not None:
        run.returned(-1, rows=flight.declare or flight.copy is not False)
        return
    rows, shown, affected = False, 0, -1
    for result in cursor._results:
        if result.status == TUPLES_OK:
            rows = True
            shown += result.ntuples
        elif (count := result.command_tuples) is not None:
            affected = max(affected, 0) + count
    if flight.many and not rows:
        affected = cursor._rowcount
    run.returned(shown if rows else affected, rows=rows)
    if rows:
        # They are in the process now, read or not.
        run.released(shown)
        run.close()


def check_sent(session: PsycopgSession, sql: bytes) -> None:
    """Refuse a text at the wire that nobody decided.

    Raises:
        NotUnderstood: always, unless it is the decided one or nothing can be sent.
    """
    flight = session.sending
    if flight is not None and flight.accepts(sql):
        return
    if session.pgconn.status == pq.ConnStatus.BAD or not isinstance(sql, str | bytes | bytearray):
        # Nothing can be sent; the driver has an error of its own for it.
        return
    outcome = encode(
        {"reason": NOT_DECIDED, "status": "denied" if session.enforces else "observed"}
    )
    session.record("wire.refused", outcome=outcome, durable=session.enforces)
    if session.enforces:
        raise make_error(NotUnderstood, ERRORS.programming, NOT_DECIDED)


def clear_copy(pgconn: Any) -> Steps:
    """Bring the connection out of a COPY TO STDOUT whose rows must not be shown."""
    pgconn.get_cancel().cancel()
    try:
        while isinstance((yield from generators.copy_from(pgconn)), memoryview):
            pass
    except errors.Error:
        pass
