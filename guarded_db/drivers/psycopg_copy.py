"""COPY TO STDOUT: rows that leave as bytes, masked field by field where a column must be.

Only PostgreSQL's default text format is taken apart; a COPY with options whose columns would have to be masked is
refused, for a field that is split wrongly would leave in clear.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from guarded_db.drivers.psycopg_flight import Steps
from guarded_db.drivers.psycopg_state import ERRORS, Flight, flight_of, session_of
from guarded_db.errors import NotUnderstood, make_error

if TYPE_CHECKING:
    from guarded_db.dbapi import RowMask

Original = Callable[..., Any]

PLAIN = re.compile(
    rb".*\bTO\s+STDOUT\s*(?:(?:WITH\s*)?\(\s*FORMAT\s+TEXT\s*\)\s*)?;?\s*",
    re.IGNORECASE | re.DOTALL,
)

WITH_OPTIONS = (
    "a COPY with options has columns that must be masked; "
    "use the default text format, or SELECT with fetchall()"
)

TYPED = re.compile(r"[-+.0-9:\s/TZeE]+|[tf]|\\x[0-9a-f]*|[0-9a-f-]{36}|\{.*\}", re.DOTALL)
"""Fields whose type is probably not text: a mask that is text would not fit it, NULL does."""

ESCAPE = re.compile(rb"[\b\t\n\v\f\r\\]")
ESCAPED = {
    b"\b": b"\\b",
    b"\t": b"\\t",
    b"\n": b"\\n",
    b"\v": b"\\v",
    b"\f": b"\\f",
    b"\r": b"\\r",
    b"\\": b"\\\\",
}
UNESCAPE = re.compile(rb"\\([bfnrtv\\])")
UNESCAPED = {value[1:]: key for key, value in ESCAPED.items()}


def check_format(flight: Flight) -> None:
    """Refuse, before it is sent, a COPY TO STDOUT that has columns to mask and a format that is not taken apart.

    Raises:
        NotUnderstood: it is one.
    """
    run = flight.run
    if run is None or PLAIN.fullmatch(flight.sql):
        return
    decision = run.verdict.decisions[0]
    if not decision.observed and (decision.mask_all or any(decision.masks)):
        session = flight.session
        session.refuse(run.entry, run.who, "copy-format", WITH_OPTIONS, NotUnderstood)


def plan(flight: Flight, result: Any) -> Any:
    """Return how the rows of this COPY are masked: a function of one line, or True when they leave as they are.

    Raises:
        NotUnderstood: columns must be masked and the format is not the plain one.
    """
    run = flight.run
    assert run is not None
    outputs = run.facts[0].outputs
    width = result.nfields
    names = (
        [output.name for output in outputs]
        if outputs is not None and len(outputs) == width
        else [""] * width
    )
    mask = run.columns(names)
    if mask is None:
        return True
    if result.binary_tuples or not PLAIN.fullmatch(flight.sql):
        raise make_error(NotUnderstood, ERRORS.programming, WITH_OPTIONS)
    return _line(mask, flight.session.pgconn._encoding)


def _line(mask: RowMask, encoding: str) -> Callable[[bytes], bytes]:
    def line(data: bytes) -> bytes:
        fields = data.removesuffix(b"\n").split(b"\t")
        values = [
            None if field == b"\\N" else UNESCAPE.sub(_unescape, field).decode(encoding, "replace")
            for field in fields
        ]
        shown = mask(values)
        return b"\t".join(map(field_of, fields, values, shown, [encoding] * len(fields))) + b"\n"

    return line


def field_of(field: bytes, value: str | None, shown: Any, encoding: str) -> bytes:
    """Return one field of the masked line; an untouched value keeps its bytes."""
    if shown is value:
        return field
    if not isinstance(shown, str) or value is None or TYPED.fullmatch(value):
        return b"\\N"
    return ESCAPE.sub(lambda found: ESCAPED[found[0]], shown.encode(encoding, "replace"))


def _unescape(found: re.Match[bytes]) -> bytes:
    return UNESCAPED[found[1]]


def read_gen(original: Original) -> Original:
    def _read_gen(self: Any) -> Steps:
        session = session_of(self.connection)
        flight = flight_of(self.cursor) if session is not None else None
        if session is None or flight is None or flight.run is None:
            return (yield from original(self))
        if flight.copy is None and session.enforces:
            raise make_error(NotUnderstood, ERRORS.programming, "use cursor.copy() to COPY")
        before, session.in_flight = session.in_flight, flight.run
        try:
            data = yield from original(self)
            if data:
                flight.run.released()
            else:
                flight.run.close()
        except BaseException as error:
            flight.run.failed(error)
            raise
        finally:
            session.in_flight = before
        return memoryview(flight.copy(bytes(data))) if data and callable(flight.copy) else data

    return _read_gen
