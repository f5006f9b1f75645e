"""The patched generators of psycopg's cursors, and the two slots that their results go through."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from psycopg import pq

from guarded_db.drivers import psycopg_text as texts
from guarded_db.drivers.psycopg_flight import (
    Steps,
    begin,
    check_sent,
    clear_copy,
    decide,
    decide_nothing,
    fly,
)
from guarded_db.drivers.psycopg_result import judge
from guarded_db.drivers.psycopg_state import (
    RESULT_SLOT,
    ROWS_SLOT,
    Flight,
    PsycopgSession,
    drop,
    flight_of,
    session_of,
)
from guarded_db.errors import GuardError
from guarded_db.execution import CatalogNeeded

ACTIVE = pq.TransactionStatus.ACTIVE

Original = Callable[..., Any]
Generating = Callable[..., Steps]


# -- sending --------------------------------------------------------------------------------------


def approve(cursor: Any, session: PsycopgSession, query: Any, params: Any, how: str) -> Steps:
    """Decide the statement and return its flight; a refused one leaves the cursor without a result."""
    try:
        encoding = session.pgconn._encoding
        if how == "copy":
            sql = texts.copy_text(cursor, query, params)
        elif how == "executemany" and not texts.binds_on_client(cursor):
            sql = texts.many_text(cursor, query, encoding)
        else:
            sql = texts.server_text(cursor, query, params, encoding)
    except Exception:  # noqa: BLE001  # the driver will raise its own for it, in its own time
        return decide_nothing(session)
    if params is None and type(query) is not str:
        values = [part.value for part in getattr(query, "interpolations", ())]
        params = values or None
    if how == "executemany":
        params = None
    try:
        try:
            run = begin(session, sql, encoding, params, how)
        except CatalogNeeded:
            run = yield from decide(cursor._conn, session, sql, params, how)
    except BaseException:
        if not cursor._closed:
            drop(cursor)
        raise
    flight = Flight(session, run, sql, how)
    _set_rows(cursor, flight)
    return flight


def execute_gen(original: Generating) -> Original:
    def _execute_gen(
        self: Any,
        query: Any,
        params: Any = None,
        *,
        prepare: bool | None = None,
        binary: bool | None = None,
    ) -> Steps:
        driver = original(self, query, params, prepare=prepare, binary=binary)
        session = session_of(self._conn)
        if session is None:
            return driver
        return _execute(self, session, query, params, driver)

    return _execute_gen


def _execute(cursor: Any, session: PsycopgSession, query: Any, params: Any, driver: Steps) -> Steps:
    flight = yield from approve(cursor, session, query, params, "execute")
    yield from fly(cursor, flight, driver)


def executemany_gen(original: Original) -> Original:
    def _executemany_gen(
        self: Any, query: Any, params_seq: Iterable[Any], returning: bool
    ) -> Steps:
        session = session_of(self._conn)
        if session is None:
            return (yield from original(self, query, params_seq, returning))
        first = None
        if texts.binds_on_client(self):
            given = iter(params_seq)
            some = list(zip(range(1), given, strict=False))
            first = some[0][1] if some else None
            params_seq = chain((one for _, one in some), given)
        flight = yield from approve(self, session, query, first, "executemany")
        if flight.run is not None:
            params_seq = flight.run.many(params_seq)
        yield from fly(self, flight, original(self, query, params_seq, returning))

    return _executemany_gen


def stream_send_gen(original: Original) -> Original:
    def _stream_send_gen(self: Any, query: Any, params: Any = None, **options: Any) -> Steps:
        session = session_of(self._conn)
        if session is None:
            return (yield from original(self, query, params, **options))
        flight = yield from approve(self, session, query, params, "stream")
        if flight.run is None:
            return (yield from fly(self, flight, original(self, query, params, **options)))
        before = session.in_flight
        flight.run.__enter__()
        session.sending = flight
        try:
            yield from original(self, query, params, **options)
        except BaseException as error:
            flight.told = True
            flight.run.__exit__(type(error), error, error.__traceback__)
            raise
        finally:
            session.sending, session.in_flight = None, before

    return _stream_send_gen


def stream_fetchone_gen(original: Original) -> Original:
    def _stream_fetchone_gen(self: Any, first: bool) -> Steps:
        session = session_of(self._conn)
        flight = flight_of(self) if session is not None else None
        if session is None or flight is None or flight.run is None:
            return (yield from original(self, first))
        run, before = flight.run, session.in_flight
        session.in_flight = run
        try:
            result = yield from original(self, first)
            if not flight.told:
                run.returned(-1, rows=True)
            if result is None:
                run.close()
            else:
                run.released(result.ntuples)
        except BaseException as error:
            drop(self)
            if flight.told:
                run.failed(error)
            else:
                flight.told = True
                run.__exit__(type(error), error, error.__traceback__)
            raise
        finally:
            session.in_flight = before
        if not flight.told:
            flight.told = True
            run.__exit__(None, None, None)
            session.in_flight = before
        return result

    return _stream_fetchone_gen


def start_copy_gen(original: Original) -> Original:
    def _start_copy_gen(self: Any, statement: Any, params: Any = None) -> Steps:
        session = session_of(self._conn)
        if session is None:
            return (yield from original(self, statement, params))
        from guarded_db.drivers.psycopg_copy import check_format

        flight = yield from approve(self, session, statement, params, "copy")
        flight.copy = False
        check_format(flight)
        try:
            yield from fly(self, flight, original(self, statement, params))
        except GuardError:
            if session.pgconn.transaction_status == ACTIVE:
                yield from clear_copy(session.pgconn)
            raise

    return _start_copy_gen


# -- the wire -------------------------------------------------------------------------------------


def maybe_prepare_gen(original: Generating) -> Original:
    from guarded_db.drivers.psycopg_pipeline import Pending, same_again

    def _maybe_prepare_gen(self: Any, pgq: Any, **options: Any) -> Steps:
        session = session_of(self._conn)
        flight = session.sending if session is not None else None
        if session is None or flight is None:
            return original(self, pgq, **options)
        if flight.many and flight.sql != pgq.query:
            same_again(session, flight, pgq.query)
        if self._conn._pipeline is None:
            return original(self, pgq, **options)
        return _queued(self, session, flight, original(self, pgq, **options))

    def _queued(cursor: Any, session: PsycopgSession, flight: Flight, driver: Steps) -> Steps:
        yield from driver
        session.pipeline_fresh = False
        queue = cursor._conn._pipeline.result_queue
        queue[-1] = Pending(queue[-1], flight)
        flight.waiting += 1

    return _maybe_prepare_gen


def execute_send(original: Original) -> Original:
    def _execute_send(self: Any, query: Any, **options: Any) -> None:
        session = session_of(self._conn)
        if session is not None:
            check_sent(session, query.query)
        original(self, query, **options)

    return _execute_send


def send_prepared(original: Original) -> Original:
    def _send_prepared(self: Any, name: bytes, pgq: Any, **options: Any) -> None:
        session = session_of(self._conn)
        if session is not None:
            check_sent(session, pgq.query)
        original(self, name, pgq, **options)

    return _send_prepared


# -- what comes back ------------------------------------------------------------------------------


_get_rows, _set_rows = ROWS_SLOT.__get__, ROWS_SLOT.__set__
_set_result = RESULT_SLOT.__set__


def _get_make_row(cursor: Any) -> Any:
    held = _get_rows(cursor)
    return held.make if type(held) is Flight else held


def _set_make_row(cursor: Any, maker: Any) -> None:
    if session_of(cursor._conn) is not None:
        flight = flight_of(cursor)
        if flight is not None:
            flight.take(maker)
            return
    _set_rows(cursor, maker)


def _set_pgresult(cursor: Any, result: Any) -> None:
    if result is not None:
        session = session_of(cursor._conn)
        if session is not None:
            result = judge(cursor, session, result)
    _set_result(cursor, result)


MAKE_ROW = property(_get_make_row, _set_make_row, ROWS_SLOT.__delete__)
PGRESULT = property(RESULT_SLOT.__get__, _set_pgresult, RESULT_SLOT.__delete__)
