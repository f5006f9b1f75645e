"""The explicit wrapper around an asynchronous connection whose methods mirror PEP 249, such as aiosqlite's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator
from typing import Any, Generic, Self, TypeVar

from guarded_db.drivers.generic_base import ConnectionBase, CursorBase
from guarded_db.drivers.generic_state import ConnectionState, CursorState, parameters, replaced
from guarded_db.execution import CatalogNeeded

T = TypeVar("T")


class Opening(Generic[T]):
    """A coroutine that may be awaited, or entered: what it gives is closed at the end of the block."""

    __slots__ = ("_coroutine", "_value")

    def __init__(self, coroutine: Coroutine[Any, Any, T]) -> None:
        self._coroutine = coroutine

    def __await__(self) -> Generator[Any, Any, T]:
        return self._coroutine.__await__()

    async def __aenter__(self) -> T:
        self._value = await self._coroutine
        return self._value

    async def __aexit__(self, *_: object) -> None:
        close = getattr(self._value, "close", None)
        if close is not None:
            await close()

    def close(self) -> None:
        """Drop the coroutine without running it."""
        self._coroutine.close()


class AsyncGuardedCursor(CursorBase):
    """A guarded asynchronous cursor."""

    __slots__ = ()

    async def execute(self, operation: Any, *args: Any, **kwargs: Any) -> Any:
        """Decide and execute a statement."""
        cursor: CursorState = self._guarded_db
        if cursor.connection.session.suspended:
            return self._answer(await cursor.raw.execute(operation, *args, **kwargs))
        given = parameters(args, kwargs)
        run, text, _ = await self._learning(lambda: cursor.begin(operation, given, "execute"))
        with run:
            answer = await cursor.raw.execute(text, *args, **kwargs)
            cursor.executed(run)
        return self._answer(answer)

    async def executemany(self, operation: Any, *args: Any, **kwargs: Any) -> Any:
        """Decide and execute a statement with many sets of parameters."""
        cursor: CursorState = self._guarded_db
        if cursor.connection.session.suspended:
            return self._answer(await cursor.raw.executemany(operation, *args, **kwargs))
        given = parameters(args, kwargs)
        run, sets = await self._learning(lambda: cursor.many(operation, given))
        with run:
            args, kwargs = replaced(args, kwargs, list(run.many(sets)))
            answer = await cursor.raw.executemany(operation, *args, **kwargs)
            cursor.executed(run)
        return self._answer(answer)

    async def executescript(self, script: Any) -> Any:
        """Decide and execute a script."""
        cursor: CursorState = self._guarded_db
        method = cursor.raw.executescript  # AttributeError where there is none
        if cursor.connection.session.suspended:
            return self._answer(await method(script))
        run, text, _ = await self._learning(lambda: cursor.begin(script, None, "script"))
        with run:
            answer = await method(text)
            cursor.executed(run)
        return self._answer(answer)

    async def _learning(self, begin: Callable[[], T]) -> T:
        """Begin a statement, reading the catalog first when it is asked for."""
        while True:
            try:
                return begin()
            except CatalogNeeded as needed:
                await learn(self._guarded_db.connection, needed.queries)

    # -- rows -------------------------------------------------------------------------------------

    async def fetchone(self) -> Any:
        """Return the next row, or None."""
        return await self._fetch(self._guarded_db.raw.fetchone, single=True)

    async def fetchmany(self, *args: Any, **kwargs: Any) -> Any:
        """Return some rows."""
        return await self._fetch(self._guarded_db.raw.fetchmany, *args, **kwargs)

    async def fetchall(self) -> Any:
        """Return all rows that are left."""
        return await self._fetch(self._guarded_db.raw.fetchall)

    async def _fetch(self, fetch: Any, *args: Any, single: bool = False, **kwargs: Any) -> Any:
        cursor: CursorState = self._guarded_db
        cursor.check()
        try:
            answer = await fetch(*args, **kwargs)
        except BaseException as error:
            if cursor.run is not None:
                cursor.run.failed(error)
            raise
        return cursor.taken(answer, single=single)

    async def __aiter__(self) -> AsyncIterator[Any]:
        while (row := await self.fetchone()) is not None:
            yield row

    async def close(self) -> Any:
        """Close the cursor."""
        self._guarded_db.finish()
        return await self._guarded_db.raw.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class AsyncGuardedConnection(ConnectionBase):
    """A guarded asynchronous connection."""

    __slots__ = ()

    def cursor(self, *args: Any, **kwargs: Any) -> Opening[AsyncGuardedCursor]:
        """Return a guarded cursor, to be awaited or entered."""
        self._check_factories(args, kwargs)
        return Opening(self._cursor(args, kwargs))

    async def _cursor(self, args: Any = (), kwargs: Any = None) -> AsyncGuardedCursor:
        state = self._guarded_db
        raw = self._check_cursor(await _settled(state.raw.cursor(*args, **(kwargs or {}))))
        return AsyncGuardedCursor(CursorState(state, raw, self))

    def execute(self, operation: Any, *args: Any, **kwargs: Any) -> Opening[Any]:
        """Execute on a cursor of its own."""
        return Opening(self._shortcut("execute", operation, args, kwargs))

    def executemany(self, operation: Any, *args: Any, **kwargs: Any) -> Opening[Any]:
        """Execute many on a cursor of its own."""
        return Opening(self._shortcut("executemany", operation, args, kwargs))

    def executescript(self, script: Any) -> Opening[Any]:
        """Execute a script on a cursor of its own."""
        return Opening(self._shortcut("executescript", script, (), {}))

    def execute_fetchall(self, operation: Any, *args: Any, **kwargs: Any) -> Opening[Any]:
        """Execute on a cursor of its own and return its rows."""
        return Opening(self._fetched("fetchall", operation, args, kwargs))

    def execute_insert(self, operation: Any, *args: Any, **kwargs: Any) -> Opening[Any]:
        """Execute an INSERT on a cursor of its own and return the row id in a row, as aiosqlite does."""
        return Opening(self._inserted(operation, args, kwargs))

    async def _shortcut(self, name: str, operation: Any, args: Any, kwargs: Any) -> Any:
        if not hasattr(type(self._guarded_db.raw), name):
            raise AttributeError(
                f"`{type(self._guarded_db.raw).__name__}` has no attribute `{name}`"
            )
        cursor = await self._cursor()
        await getattr(cursor, name)(operation, *args, **kwargs)
        return cursor

    async def _fetched(self, fetch: str, operation: Any, args: Any, kwargs: Any) -> Any:
        cursor = await self._shortcut("execute", operation, args, kwargs)
        rows = await getattr(cursor, fetch)()
        await cursor.close()
        return rows

    async def _inserted(self, operation: Any, args: Any, kwargs: Any) -> Any:
        cursor = await self._shortcut("execute", operation, args, kwargs)
        rows = await self._fetched("fetchone", "SELECT last_insert_rowid()", (), {})
        await cursor.close()
        return rows

    async def commit(self) -> Any:
        """Commit."""
        with self._guarded_db.session.ending("commit"):
            return await self._guarded_db.raw.commit()

    async def rollback(self) -> Any:
        """Roll back."""
        with self._guarded_db.session.ending("rollback"):
            return await self._guarded_db.raw.rollback()

    async def close(self) -> Any:
        """Close the connection."""
        try:
            return await _settled(self._guarded_db.raw.close())
        finally:
            self._guarded_db.closed()

    async def __aenter__(self) -> Self:
        return self  # it is open already; entering aiosqlite's would start its thread again

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __await__(self) -> Generator[Any, Any, AsyncGuardedConnection]:
        return _itself(self).__await__()


async def _itself(connection: AsyncGuardedConnection) -> AsyncGuardedConnection:
    return connection


async def _settled(value: Any) -> Any:
    return await value if isinstance(value, Awaitable) else value


async def learn(state: ConnectionState, queries: tuple[str, ...]) -> None:
    """Read the catalog below the guard; what cannot be read is conceded."""
    session = state.session
    before, session.in_flight = session.in_flight, "catalog"
    try:
        session.learn([await _rows(state, query) for query in queries])
    except Exception as error:  # noqa: BLE001  # judged without a catalog: what needs it is conceded, never guessed
        session.learn_nothing(error)
    finally:
        session.in_flight = before


async def _rows(state: ConnectionState, query: str) -> list[Any]:
    cursor = await _settled(state.raw.cursor())
    try:
        await cursor.execute(query)
        return list(await cursor.fetchall())
    finally:
        await _settled(cursor.close())
