"""The guarded connection around SQLAlchemy's facade of an asynchronous driver: the driver's own is nowhere to be had."""

from __future__ import annotations

from typing import Any, NoReturn

from guarded_db.drivers.generic_sync import GuardedConnection

INSTEAD = "use `guarded_db.unguarded(connection, reason=…)`"


class Hidden:
    """Stands where the facade has the driver's own connection; tells whether that is closed, and nothing else."""

    __slots__ = ("_facade", "_guarded_db")

    def __init__(self, facade: FacadeConnection) -> None:
        object.__setattr__(self, "_guarded_db", facade._guarded_db)
        object.__setattr__(self, "_facade", facade)

    def is_closed(self) -> bool:
        """Whether the connection is closed; SQLAlchemy asks after each error."""
        ask = getattr(self._guarded_db.raw._connection, "is_closed", None)
        return bool(ask()) if ask is not None else False

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(f"`Hidden` has no attribute `{name}`")
        self._guarded_db.session.refuse_name("driver_connection", INSTEAD)
        raise AttributeError(f"`{name}` of the driver's own connection is hidden; {INSTEAD}")

    def __setattr__(self, name: str, value: Any) -> None:
        self.__getattr__(name)

    def __repr__(self) -> str:
        return f"<Hidden behind {self._facade!r}>"


class FacadeConnection(GuardedConnection):
    """A guarded facade."""

    __slots__ = ()

    @property
    def _connection(self) -> Any:
        return Hidden(self)

    @property
    def driver_connection(self) -> Any:
        """A stand-in for the driver's own connection."""
        return Hidden(self)

    def run_async(self, function: Any) -> Any:
        """Refuse: the function would get the driver's own connection."""
        state = self._guarded_db
        if not state.session.suspended:
            state.refuse(state.raw, "run_async", INSTEAD)
        return state.raw.run_async(function)

    def execute(self, operation: Any, parameters: Any = None, /) -> Any:
        """Execute on a cursor of its own and return the cursor, as the facade does."""
        cursor = self.cursor()
        cursor.execute(operation, *(() if parameters is None else (parameters,)))
        return cursor

    def terminate(self) -> None:
        """Close at once, without waiting where that is not possible."""
        state = self._guarded_db
        try:
            state.raw.terminate()
        finally:
            state.closed()
