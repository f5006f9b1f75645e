"""The guarded cursor of sqlite3: a subclass, so that C code, `sqlite3.Row` and isinstance checks accept it.

Masks and row limits live in the C slot that holds the row factory: every way to fetch goes through that slot, also
an unbound call of the C class. The caller's own row factory is kept beside it and applied to the masked row.
It decides nothing: `session.begin` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from guarded_db.drivers.sqlite_classes import NO_PLACE, TypeLike, combined, parameters
from guarded_db.drivers.sqlite_seam import LEGACY_TRANSACTION_CONTROL, RawCursor
from guarded_db.errors import GuardError

if TYPE_CHECKING:
    from guarded_db.execution import Run, Session

_connection_of = RawCursor.connection.__get__
_description_of = RawCursor.description.__get__
_rowcount_of = RawCursor.rowcount.__get__
_factory_of = RawCursor.row_factory.__get__
_set_factory = RawCursor.row_factory.__set__
_execute = RawCursor.execute
_executemany = RawCursor.executemany
_executescript = RawCursor.executescript
_fetchone = RawCursor.fetchone
_fetchmany = RawCursor.fetchmany
_fetchall = RawCursor.fetchall
_next = RawCursor.__next__
_close = RawCursor.close

# As the driver finds the statements before which it opens a transaction.
_OPENS = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(?:insert|update|delete|replace)\b", re.IGNORECASE | re.DOTALL
)


MAX_PLANS = 256
"""Masks remembered per connection; beyond that they are found anew."""


class CursorBase(RawCursor, metaclass=TypeLike):  # type: ignore[misc]  # the base is the class before any patch
    """A `sqlite3.Cursor` whose statements are decided and recorded, and whose rows are masked.

    It adds no place for attributes, so that it can be put below an application's class that exists already.
    """

    __slots__ = NO_PLACE
    _guarded_run: Run | None = None
    _guarded_counted: Run | None = None
    """The run whose rows are counted here; None when the slot of the row factory counts, or nothing is read."""
    _guarded_armed: tuple[Any] | None = None
    """The caller's row factory while the C slot holds the mask."""

    # -- statements -------------------------------------------------------------------------------

    def execute(self, *args: Any) -> Any:
        """Execute one statement."""
        session = _session_of(self)
        if session is None or not args or len(args) > 2 or not isinstance(args[0], str):
            return _execute(self, *args)
        sql = args[0] if type(args[0]) is str else str.__str__(args[0])
        if len(args) == 1:
            run = _begin(self, session, sql, None, "execute")
            args = (sql,)
        else:
            params, seen = parameters(args[1])
            run = _begin(self, session, sql, seen, "execute")
            args = (sql, params)
        with run:
            _execute(self, *args)
            _settle(self, run)
        return self

    def executemany(self, *args: Any) -> Any:
        """Execute one statement for each set of parameters."""
        session = _session_of(self)
        if session is None or len(args) != 2 or not isinstance(args[0], str):
            return _executemany(self, *args)
        sql = args[0] if type(args[0]) is str else str.__str__(args[0])
        run = _begin(self, session, sql, None, "executemany")
        with run:
            _executemany(self, sql, run.many(args[1]))
            _settle(self, run)
        return self

    def executescript(self, *args: Any) -> Any:
        """Execute several statements; an open transaction is committed first, as the driver does."""
        session = _session_of(self)
        if session is None or len(args) != 1 or not isinstance(args[0], str):
            return _executescript(self, *args)
        sql = args[0] if type(args[0]) is str else str.__str__(args[0])
        connection = _connection_of(self)
        run = _begin(self, session, sql, None, "script")
        legacy = getattr(connection, "autocommit", LEGACY_TRANSACTION_CONTROL) == (
            LEGACY_TRANSACTION_CONTROL
        )
        if not (legacy and connection.in_transaction):
            with run:
                _executescript(self, sql)
            return self
        with session.ending("commit"), run:
            _executescript(self, sql)
        return self

    # -- rows -------------------------------------------------------------------------------------

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        try:
            row = _fetchone(self)
        except BaseException as error:
            _failed(self, error)
            raise
        counted = self._guarded_counted
        if counted is not None:
            if row is None:
                _finished(self)
            else:
                counted.rows += 1
        return row

    def fetchmany(self, *args: Any, **kwargs: Any) -> Any:
        """Return a list of the next rows."""
        try:
            rows = _fetchmany(self, *args, **kwargs)
        except BaseException as error:
            _failed(self, error)
            raise
        counted = self._guarded_counted
        if counted is not None:
            counted.rows += len(rows)
        return rows

    def fetchall(self) -> Any:
        """Return a list of all rows that remain."""
        try:
            rows = _fetchall(self)
        except BaseException as error:
            _failed(self, error)
            raise
        counted = self._guarded_counted
        if counted is not None:
            counted.rows += len(rows)
            _finished(self)
        return rows

    def __next__(self) -> Any:
        try:
            row = _next(self)
        except StopIteration:
            _finished(self)
            raise
        except BaseException as error:
            _failed(self, error)
            raise
        counted = self._guarded_counted
        if counted is not None:
            counted.rows += 1
        return row

    def close(self) -> None:
        """Close the cursor."""
        _close(self)
        _finished(self)

    def __del__(self) -> None:
        # The usual `connection.execute(…).fetchone()` never reads to the end.
        if (run := self._guarded_run) is not None:
            run.finished = True

    def _guarded_get_row_factory(self) -> Any:
        armed = self._guarded_armed
        return _factory_of(self) if armed is None else armed[0]

    def _guarded_set_row_factory(self, factory: Any) -> None:
        if self._guarded_armed is None:
            _set_factory(self, factory)
        else:
            self._guarded_armed = (factory,)

    row_factory = property(_guarded_get_row_factory, _guarded_set_row_factory)


class Cursor(CursorBase):
    """The guarded cursor that stands for the driver's own."""

    _guarded_raw = RawCursor


FETCHES = frozenset(
    function.__code__
    for function in (
        Cursor.fetchone,
        Cursor.fetchmany,
        Cursor.fetchall,
        Cursor.__next__,
        Cursor.close,
    )
)
"""Code in which SQLite may prepare statements of its own, such as those of full-text search."""


def _session_of(cursor: CursorBase) -> Session | None:
    """Return the session to ask; None: the call goes to the driver as it is."""
    if (run := cursor._guarded_run) is not None:
        run.finished = True
        cursor._guarded_run = cursor._guarded_counted = None
    session: Session | None = getattr(_connection_of(cursor), "_guarded_db", None)
    if session is not None and not session.suspended:
        return session
    _retire(cursor)
    return None


def _retire(cursor: CursorBase) -> None:
    """Let go of the last result, rows first and mask after, so that none of it can be fetched unmasked."""
    armed = cursor._guarded_armed
    if armed is not None:
        _drop(cursor, _connection_of(cursor)._guarded_db)
        _set_factory(cursor, armed[0])
        cursor._guarded_armed = None


def _drop(cursor: CursorBase, session: Session | None) -> None:
    """Make the C cursor let go of its statement: an empty one replaces it."""
    if session is None:
        return
    before, session.in_flight = session.in_flight, session.in_flight or "reset"
    try:
        _execute(cursor, "")
    except Exception:  # noqa: BLE001
        # A closed cursor or connection has no rows to show either.
        return
    finally:
        session.in_flight = before


def _begin(cursor: CursorBase, session: Session, sql: str, params: Any, how: str) -> Run:
    connection = _connection_of(cursor)
    try:
        run = session.begin(sql, params, how=how)
        if connection._guarded_overrides:
            connection._guarded_check_overrides(run)
    except BaseException:
        _drop(cursor, session)
        raise
    if run.entry.writes:
        connection._guarded_commits = how == "script" or not _in_transaction(connection, sql)
    return run


def _in_transaction(connection: Any, sql: str) -> bool:
    """Tell whether a statement runs in a transaction that a later COMMIT ends."""
    if connection.in_transaction:
        return True
    if getattr(connection, "autocommit", LEGACY_TRANSACTION_CONTROL) != LEGACY_TRANSACTION_CONTROL:
        return False
    return connection.isolation_level is not None and _OPENS.match(sql) is not None


def _settle(cursor: CursorBase, run: Run) -> None:
    """After the driver's call: record the outcome and put the mask into place before any row can leave."""
    if (armed := cursor._guarded_armed) is not None:
        _set_factory(cursor, armed[0])
        cursor._guarded_armed = None
    description = _description_of(cursor)
    if description is None:
        run.returned(_rowcount_of(cursor))
        return
    try:
        mask = _mask(_connection_of(cursor), run, description)
        run.returned(-1, rows=True)
    except BaseException:
        _drop(cursor, run.session)
        raise
    cursor._guarded_run = run
    limited = run.verdict.rows is not None
    if not limited:
        cursor._guarded_counted = run
    if mask is not None or limited:
        cursor._guarded_armed = (_factory_of(cursor),)
        _set_factory(cursor, _shaping(mask, run if limited else None))


def _mask(
    connection: Any, run: Run, description: tuple[tuple[Any, ...], ...]
) -> Callable[[Any], tuple[Any, ...]] | None:
    """Return the mask of a result. What was found for the same decision and the same columns holds again."""
    verdict, plans = run.verdict, connection._guarded_plans
    known = plans.get(verdict)
    if known is not None and known[0] == description:
        mask: Callable[[Any], tuple[Any, ...]] | None
        _, mask, run.cells = known
        return mask
    names = [column[0] for column in description]
    if run.session.core.policy.needs_catalog:
        names = connection._guarded_names(names, run)
    mask = run.columns(names)
    if verdict.cacheable:
        if len(plans) >= MAX_PLANS:
            plans.clear()
        plans[verdict] = (description, mask, run.cells)
    return mask


def _shaping(
    mask: Callable[[Any], tuple[Any, ...]] | None, limited: Run | None
) -> Callable[[CursorBase, Any], Any]:
    def shape(cursor: CursorBase, row: Any) -> Any:
        if limited is not None:
            limited.released(1)
        if mask is not None:
            row = mask(row)
        armed = cursor._guarded_armed
        factory = armed[0] if armed is not None else None
        return row if factory is None else factory(cursor, row)

    return shape


def _finished(cursor: CursorBase) -> None:
    if (run := cursor._guarded_run) is not None:
        run.finished = True


def _failed(cursor: CursorBase, error: BaseException) -> None:
    run = cursor._guarded_run
    if run is None:
        return
    cursor._guarded_run = cursor._guarded_counted = None
    run.finished = True
    if not isinstance(error, GuardError):
        run.failed(error)


@lru_cache(maxsize=512)
def cursor_class(kind: Any) -> Any:
    """Return the guarded form of a caller's own cursor class."""
    return Cursor if kind is RawCursor else combined(kind, Cursor, CursorBase)
