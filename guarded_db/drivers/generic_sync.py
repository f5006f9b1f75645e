"""The explicit wrapper around a synchronous PEP 249 connection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from guarded_db.drivers.generic_base import ANYTHING, ConnectionBase, CursorBase
from guarded_db.drivers.generic_scrub import unlink
from guarded_db.drivers.generic_state import CursorState, parameters, replaced

_PROCEDURE = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)?\Z")


class GuardedCursor(CursorBase):
    """A guarded PEP 249 cursor."""

    __slots__ = ()

    def execute(self, operation: Any, *args: Any, **kwargs: Any) -> Any:
        """Decide and execute a statement."""
        cursor: CursorState = self._guarded_db
        if cursor.connection.session.suspended:
            return self._answer(cursor.raw.execute(operation, *args, **kwargs))
        run, text, final = cursor.begin(operation, parameters(args, kwargs), "execute")
        with run:
            try:
                if final:
                    answer = cursor.raw.execute(text)
                else:
                    answer = cursor.raw.execute(text, *args, **kwargs)
            except Exception as error:
                unlink(error)
                raise
            cursor.executed(run)
        return self._answer(answer)

    def executemany(self, operation: Any, *args: Any, **kwargs: Any) -> Any:
        """Decide and execute a statement with many sets of parameters."""
        cursor: CursorState = self._guarded_db
        if cursor.connection.session.suspended:
            return self._answer(cursor.raw.executemany(operation, *args, **kwargs))
        run, sets = cursor.many(operation, parameters(args, kwargs))
        with run:
            given: Any = run.many(sets)
            if cursor.connection.profile.client_binding:
                given = list(given)  # such drivers want a list, or ask for the rows twice
            args, kwargs = replaced(args, kwargs, given)
            try:
                answer = cursor.raw.executemany(operation, *args, **kwargs)
            except Exception as error:
                unlink(error)
                raise
            cursor.executed(run)
        return self._answer(answer)

    def executescript(self, script: Any) -> Any:
        """Decide and execute a script of a sqlite3-like driver."""
        cursor: CursorState = self._guarded_db
        method = cursor.raw.executescript  # AttributeError where there is none
        if cursor.connection.session.suspended:
            return self._answer(method(script))
        run, text, _ = cursor.begin(script, None, "script")
        with run:
            answer = method(text)
            cursor.executed(run)
        return self._answer(answer)

    def callproc(self, name: Any, args: Any = ()) -> Any:
        """Decide and call a procedure."""
        cursor: CursorState = self._guarded_db
        state = cursor.connection
        if (
            state.profile.root != "psycopg2"
            or not isinstance(name, str)
            or not _PROCEDURE.match(name)
        ):
            state.refuse(cursor.raw, "callproc", "use `execute()` with a CALL")
            return cursor.raw.callproc(name, args)
        places = ", ".join(["%s"] * len(args))
        text = f"SELECT * FROM {name}({places})"  # noqa: S608  # the name is a plain word
        self.execute(text, tuple(args))
        return args

    # -- rows -------------------------------------------------------------------------------------

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        cursor: CursorState = self._guarded_db
        return self._fetch(cursor.raw.fetchone, single=True)

    def fetchmany(self, *args: Any, **kwargs: Any) -> Any:
        """Return some rows."""
        return self._fetch(self._guarded_db.raw.fetchmany, *args, **kwargs)

    def fetchall(self) -> Any:
        """Return all rows that are left."""
        return self._fetch(self._guarded_db.raw.fetchall)

    def _fetch(self, fetch: Any, *args: Any, single: bool = False, **kwargs: Any) -> Any:
        cursor: CursorState = self._guarded_db
        cursor.check()
        try:
            answer = fetch(*args, **kwargs)
        except BaseException as error:
            unlink(error)
            if cursor.run is not None:
                cursor.run.failed(error)
            raise
        return cursor.taken(answer, single=single)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def nextset(self) -> Any:
        """Go to the next result."""
        cursor: CursorState = self._guarded_db
        answer = cursor.raw.nextset()
        cursor.problem = None
        if answer:
            cursor.index += 1
            cursor.described()
        return answer

    def scroll(self, *args: Any, **kwargs: Any) -> Any:
        """Move in the result."""
        return self._guarded_db.raw.scroll(*args, **kwargs)

    # -- the end ----------------------------------------------------------------------------------

    def close(self) -> Any:
        """Close the cursor."""
        self._guarded_db.finish()
        return self._guarded_db.raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> Any:
        leave = getattr(self._guarded_db.raw, "__exit__", None)
        self._guarded_db.finish()
        return leave(*raised) if leave is not None else self.close()


class GuardedConnection(ConnectionBase):
    """A guarded PEP 249 connection."""

    __slots__ = ()

    def cursor(self, *args: Any, **kwargs: Any) -> GuardedCursor:
        """Return a guarded cursor."""
        self._check_factories(args, kwargs)
        state = self._guarded_db
        raw = self._check_cursor(state.raw.cursor(*args, **kwargs))
        return GuardedCursor(CursorState(state, raw, self))

    def execute(self, operation: Any, *args: Any, **kwargs: Any) -> Any:
        """Execute on a cursor of its own, where the driver has this shortcut."""
        self._has("execute")
        return self.cursor().execute(operation, *args, **kwargs)

    def executemany(self, operation: Any, *args: Any, **kwargs: Any) -> Any:
        """Execute many on a cursor of its own, where the driver has this shortcut."""
        self._has("executemany")
        return self.cursor().executemany(operation, *args, **kwargs)

    def executescript(self, script: Any) -> Any:
        """Execute a script on a cursor of its own, where the driver has this shortcut."""
        self._has("executescript")
        return self.cursor().executescript(script)

    def _has(self, name: str) -> None:
        if not hasattr(type(self._guarded_db.raw), name):
            raise AttributeError(
                f"`{type(self._guarded_db.raw).__name__}` has no attribute `{name}`"
            )

    @property
    def notices(self) -> Any:
        """The server's notices, where the driver keeps them; none where the policy protects values they may quote."""
        state = self._guarded_db
        said = state.raw.notices  # AttributeError where there are none
        return list[str]() if state.session.core.policy.needs_catalog else said

    def commit(self) -> Any:
        """Commit."""
        return self._end("commit")

    def rollback(self) -> Any:
        """Roll back."""
        return self._end("rollback")

    def _end(self, action: str) -> Any:
        state = self._guarded_db
        with state.session.ending(action):
            try:
                return getattr(state.raw, action)()
            except Exception as error:
                state.failed_to_end(error)
                raise

    def close(self) -> Any:
        """Close the connection."""
        try:
            return self._guarded_db.raw.close()
        finally:
            self._guarded_db.closed()

    def reset(self) -> Any:
        """Reset the session, where the driver can."""
        state = self._guarded_db
        self._has("reset")
        if state.profile.root != "psycopg2":
            state.refuse(state.raw, "reset", ANYTHING)
        with state.session.ending("rollback"):
            return state.raw.reset()

    def __enter__(self) -> Self:
        self._guarded_db.raw.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> Any:
        state = self._guarded_db
        with state.session.ending("commit" if kind is None else "rollback"):
            try:
                answer = state.raw.__exit__(kind, error, traceback)
            except Exception as failure:
                state.failed_to_end(failure)
                raise
        if state.profile.root == "mysql":
            state.closed()  # its block closes the connection
        return answer
