"""Judging a result before psycopg can hand out a row of it: its mask, its loaders, and what shows of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from psycopg import errors, postgres, pq
from psycopg.adapt import AdaptersMap, Loader, Transformer

from guarded_db.drivers.psycopg_state import ERRORS, Flight, PsycopgSession, flight_of
from guarded_db.errors import NotUnderstood, make_error

FORMATS = (pq.Format.TEXT, pq.Format.BINARY)
COPY_OUT = pq.ExecStatus.COPY_OUT
COPY_IN = pq.ExecStatus.COPY_IN
TUPLES_OK = pq.ExecStatus.TUPLES_OK

UNLOADABLE = "a value of this result cannot be held by Python; cast its column to text"

FOREIGN = "the result was not decided by the guard; execute the statement again"

MOVED = (
    "the server-side cursor is not the one that was declared: its name means another one; "
    "declare it again"
)


class ResultView:
    """What shows of a result with masked columns: its shape, never its raw values."""

    __slots__ = ("_guarded_db", "_shown", "ntuples", "status")

    PASSED = frozenset(
        "binary_tuples clear command_status command_tuples fformat fmod fname fsize ftable ftablecol ftype nfields"
        " nparams ntuples oid_value param_type status".split()
    )

    def __init__(self, result: Any, session: PsycopgSession) -> None:
        self._guarded_db = session
        passed = self.PASSED

        def shown(name: str) -> Any:
            return getattr(result, name) if name in passed else None

        self._shown = shown
        # psycopg asks for these with every row.
        self.ntuples = result.ntuples
        self.status = result.status

    def clear(self) -> None:
        """Free the result, as libpq's own does."""
        self._shown("clear")()
        self.ntuples, self.status = self._shown("ntuples"), self._shown("status")

    def __getattr__(self, name: str) -> Any:
        if name in ResultView.PASSED:
            return self._shown(name)
        if name.startswith("__"):
            raise AttributeError(name)
        session = self._guarded_db
        session.refuse_name(f"pgresult.{name}", "use fetchone(), fetchmany() or fetchall()")
        raise AttributeError(name)

    def __repr__(self) -> str:
        return "<guarded result>"


def judge(cursor: Any, session: PsycopgSession, result: Any) -> Any:
    """Find the mask for `result`, which is about to become the cursor's, and return what may be seen as `pgresult`.

    Raises:
        NotUnderstood: it is not what was understood, or nobody decided it.
    """
    if not (count := result.nfields):
        return result
    flight = flight_of(cursor)
    if flight is None or flight.run is None:
        if session.enforces:
            raise make_error(NotUnderstood, ERRORS.programming, FOREIGN)
        return result
    status = result.status
    if status == COPY_OUT:
        from guarded_db.drivers.psycopg_copy import plan

        flight.copy = plan(flight, result)
        return result
    if status == COPY_IN:
        return result
    if flight.declare:
        check_shape(flight, session, result)
        if status == TUPLES_OK:
            flight.run.released(result.ntuples)
    mask = flight.mask = flight.run.columns(_names(result, count, session), cursor._iresult, result)
    if mask is None:
        return result
    if flight.swapped is None or cursor._tx is not flight.swapped:
        swap_loaders(cursor, flight, result)
    return ResultView(result, session)


def _names(result: Any, count: int, session: PsycopgSession) -> list[str]:
    joined = b"\0".join(map(result.fname, range(count)))
    if joined.isascii():
        # Asking libpq for the encoding would cost more than all of this.
        return joined.decode("ascii").split("\0")
    encoding = session.pgconn._encoding
    return [name.decode(encoding, "replace") for name in joined.split(b"\0")]


def check_shape(flight: Flight, session: PsycopgSession, result: Any) -> None:
    """Refuse rows of a server-side cursor that is not the one declared under this name."""
    shape = tuple(
        (result.fname(i), result.ftable(i), result.ftablecol(i), result.ftype(i))
        for i in range(result.nfields)
    )
    if flight.shape is None:
        flight.shape, flight.stamp = shape, session.declared
    elif flight.shape != shape or (flight.stamp != session.declared and session.enforces):
        raise make_error(NotUnderstood, ERRORS.programming, MOVED)


# -- loaders --------------------------------------------------------------------------------------


class _Context:
    """What psycopg's Transformer asks of the object that it is made for."""

    def __init__(self, adapters: AdaptersMap, connection: Any) -> None:
        self.adapters = adapters
        self.connection = connection


_PRISTINE = AdaptersMap(types=postgres.types)
postgres.register_default_adapters(_Context(_PRISTINE, None))


@lru_cache(maxsize=1024)
def _default(oid: int, form: pq.Format) -> Any:
    return _PRISTINE.get_loader(oid, form) or _PRISTINE.get_loader(0, form)


_QUOTING = frozenset(
    postgres.types[name].oid
    for name in "date time timetz timestamp timestamptz interval daterange tsrange tstzrange".split()
)
"""Types with values that Python cannot hold, which psycopg's loaders then quote in their error."""


@lru_cache(maxsize=64)
def _discreet(loader: Any) -> Any:
    """The loader, with an error that does not quote the value: it is loaded before it is masked."""

    class Discreet(Loader):
        format = loader.format

        def __init__(self, oid: int, context: Any = None) -> None:
            super().__init__(oid, context)
            self._load = loader(oid, context).load

        def load(self, data: Any) -> Any:
            try:
                return self._load(data)
            except errors.Error:
                pass  # raised outside of here, so that the error does not hold this one as its context
            raise errors.DataError(UNLOADABLE)

    return Discreet


def _quotes(oid: int) -> bool:
    info = postgres.types.get(oid)
    return oid in _QUOTING or (info is not None and oid == info.array_oid and info.oid in _QUOTING)


def swap_loaders(cursor: Any, flight: Flight, result: Any) -> None:
    """Load the types of a masked result as psycopg itself would: a caller's loader must not see raw values."""
    adapters = cursor._adapters
    own: AdaptersMap | None = None
    forms = FORMATS if flight.declare else (result.fformat(0),)
    types = set(map(result.ftype, range(result.nfields)))
    for oid in types:
        for form in forms:
            default = _default(oid, form)
            used = adapters.get_loader(oid, form) or adapters.get_loader(0, form)
            if default is not None and (used is not default or _quotes(oid)):
                own = own or AdaptersMap(adapters)
                own.register_loader(oid, default)
    if own is not None and any(map(_quotes, types)):
        for oid in _QUOTING:
            for form in FORMATS:
                if (default := _default(oid, form)) is not None:
                    own.register_loader(oid, _discreet(default))
    if own is not None:
        cursor._tx = flight.swapped = Transformer(_Context(own, cursor._conn))
