"""Reading the catalog on the guarded connection itself, as one of psycopg's own generators.

It runs under the connection's lock, before psycopg's BEGIN, and leaves no trace: outside a transaction it is rolled
back, inside one it is rolled back to a savepoint, which also gives back its locks.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any

from psycopg import generators, pq

from guarded_db.drivers.psycopg_state import PsycopgSession

IDLE = pq.TransactionStatus.IDLE
INTRANS = pq.TransactionStatus.INTRANS
INERROR = pq.TransactionStatus.INERROR
TUPLES_OK = pq.ExecStatus.TUPLES_OK
FATAL_ERROR = pq.ExecStatus.FATAL_ERROR

TIMEOUT = b"SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '20s'; "
"""Printing a view takes locks on its tables; somebody's ALTER TABLE must not make us wait for long."""

OUTSIDE = (b"BEGIN READ ONLY; " + TIMEOUT, b"; ROLLBACK", b"ROLLBACK")
INSIDE = (
    b"SAVEPOINT guarded_db_catalog; " + TIMEOUT,
    b"; ROLLBACK TO SAVEPOINT guarded_db_catalog; RELEASE SAVEPOINT guarded_db_catalog",
    b"ROLLBACK TO SAVEPOINT guarded_db_catalog; RELEASE SAVEPOINT guarded_db_catalog",
)
"""What goes before the query, after it, and instead of that when the query failed."""

BEFORE_SNAPSHOT = re.compile(rb"\s*(?:LOCK|SET)\b", re.IGNORECASE)
"""Statements that an application sends before its transaction's first snapshot is taken, which reading would take."""


class UnreadableError(Exception):
    """The catalog's query failed."""


def learn(
    conn: Any, session: PsycopgSession, queries: tuple[str, ...], sql: bytes = b""
) -> Generator[Any, Any, None]:
    """Read the catalog and give it to the session; where that would disturb the caller, learn nothing."""
    pgconn = session.pgconn
    status = pgconn.transaction_status
    quiet = status == IDLE or (status == INTRANS and not BEFORE_SNAPSHOT.match(sql))
    if not quiet or (conn._pipeline is not None and not session.pipeline_fresh):
        session.learn_nothing()
        return
    before, session.in_flight = session.in_flight, "catalog"
    pipeline = conn._pipeline is not None
    try:
        if pipeline:
            pgconn.exit_pipeline_mode()
        rows = yield from _read(pgconn, queries, OUTSIDE if status == IDLE else INSIDE)
    except Exception:  # noqa: BLE001  # whatever it was: what needs the catalog is conceded, never guessed
        session.learn_nothing()
    else:
        session.learn(rows)
    finally:
        if pipeline and not pgconn.pipeline_status:
            pgconn.enter_pipeline_mode()
        session.in_flight = before


def _read(
    pgconn: Any, queries: tuple[str, ...], frame: tuple[bytes, bytes, bytes]
) -> Generator[Any, Any, list[list[tuple[str | None, ...]]]]:
    before, after, repair = frame
    found = []
    for query in queries:
        pgconn.send_query(before + query.encode(pgconn._encoding) + after)
        results = yield from generators.execute(pgconn)
        if any(result.status == FATAL_ERROR for result in results):
            if pgconn.transaction_status == INERROR:
                pgconn.send_query(repair)
                yield from generators.execute(pgconn)
            raise UnreadableError
        rows = [result for result in results if result.status == TUPLES_OK]
        found.append(_texts(rows[0], pgconn._encoding))
    return found


def _texts(result: Any, encoding: str) -> list[tuple[str | None, ...]]:
    columns = range(result.nfields)
    return [
        tuple(
            None if (value := result.get_value(row, column)) is None else value.decode(encoding)
            for column in columns
        )
        for row in range(result.ntuples)
    ]
