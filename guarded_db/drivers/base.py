"""What the guard asks of a driver adapter, and the list of the adapters. No driver is imported here."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import SplitResult

from guarded_db.errors import ConfigurationError

if TYPE_CHECKING:
    from guarded_db.dbapi import Target
    from guarded_db.execution import Core, Session

Choose = Callable[["Target"], "Core | None"]
"""Says which guard, if any, a new connection to this database belongs to. Must not raise."""

Undo = Callable[[], None]
"""Takes a process-wide patch back; calling it twice is harmless."""

Call = tuple[tuple[Any, ...], dict[str, Any]]
"""Positional and keyword arguments for the driver's own `connect`."""


class Driver(Protocol):
    """One adapter. An adapter must guard everything that the connections it returns hand out."""

    @property
    def name(self) -> str:
        """The driver's module name, such as `psycopg`."""

    def install(self) -> None:
        """Import the driver, check that its seam is as tested, and patch its classes; once per process.

        Raises:
            ConfigurationError: the driver is missing (names the extra to install) or its version does not fit.
        """

    def owns(self, connection: object) -> bool:
        """Tell whether `connection` is one of this driver's, guarded or not. Must not import the driver."""

    def made_by(self, connect: object) -> bool:
        """Tell whether `connect` is this driver's module, connect function or connection class."""

    def from_url(self, url: SplitResult) -> Call:
        """Return the arguments of the driver's connect for a URL of one of its schemes."""

    def connect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """Open a guarded connection through `connect` (None: the driver's own)."""

    async def aconnect(self, core: Core, connect: Callable[..., Any] | None, call: Call) -> Any:
        """Open a guarded asynchronous connection; ConfigurationError where the driver has none."""

    def guard(self, core: Core, connection: Any) -> Any:
        """Guard an existing connection; return the guarded one (the same object where guarded in place)."""

    def target(self, connection: Any) -> Target:
        """Return the database that a connection, guarded or not, talks to. Must not run a statement."""

    def session(self, connection: Any) -> Session | None:
        """Return the session of a guarded connection, or None."""

    def raw(self, connection: Any) -> Any:
        """Return what `unguarded(...)` yields for a guarded connection whose session is suspended."""

    def patch(self, choose: Choose) -> Undo:
        """Guard every connection that this process opens from now on and that `choose` gives a core for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an adapter lives, so that it is imported only when it is wanted."""

    name: str
    module: str
    schemes: tuple[str, ...]
    roots: tuple[str, ...]
    """Top-level modules of the driver."""

    def load(self) -> Driver:
        """Import the adapter."""
        driver: Driver = importlib.import_module(self.module).DRIVER
        return driver


PLACES: tuple[Place, ...] = (
    Place("sqlite3", "guarded_db.drivers.sqlite", ("sqlite",), ("sqlite3", "_sqlite3")),
    Place("psycopg", "guarded_db.drivers.psycopg", ("postgresql", "postgres"), ("psycopg",)),
    Place("pymysql", "guarded_db.drivers.pymysql", ("mysql", "mariadb"), ("pymysql",)),
    Place("duckdb", "guarded_db.drivers.duckdb", ("duckdb",), ("duckdb", "_duckdb")),
)
"""The drivers with an adapter of their own; every other PEP 249 driver goes through the generic wrapper."""

GENERIC = Place("generic", "guarded_db.drivers.generic", (), ())
"""The explicit wrapper for any other driver: the weakest form."""


def by_scheme(scheme: str) -> Place:
    """Return the adapter for a URL's scheme; `postgresql+psycopg` style suffixes must name the same driver.

    Raises:
        ConfigurationError: no adapter knows the scheme.
    """
    from difflib import get_close_matches

    head, _, tail = scheme.partition("+")
    for place in PLACES:
        if head in place.schemes and tail in ("", place.name):
            return place
    known = [name for place in PLACES for name in place.schemes]
    near = get_close_matches(head, known, n=1)
    hint = f"did you mean `{near[0]}`" if near else f"use one of {', '.join(known)}"
    raise ConfigurationError(
        f"no driver for URL scheme `{scheme}`; {hint}, or pass the driver's module or connect function"
    )


def by_module(name: str) -> Place:
    """Return the adapter for a driver's module name; the generic wrapper when there is none of its own."""
    root = name.partition(".")[0]
    return next((place for place in PLACES if root in place.roots), GENERIC)


def of_connection(connection: object) -> Driver:
    """Return the adapter that `connection` belongs to, by its classes' modules."""
    for kind in type(connection).__mro__:
        root = kind.__module__.partition(".")[0]
        for place in PLACES:
            if root in place.roots:
                driver = place.load()
                if driver.owns(connection):
                    return driver
    return GENERIC.load()


def of_connect(connect: object) -> Driver:
    """Return the adapter for a driver's module, connect function or connection class, or a class derived from it."""
    if isinstance(connect, type):
        places = (by_module(kind.__module__) for kind in connect.__mro__)
        return next((place for place in places if place is not GENERIC), GENERIC).load()
    name = getattr(connect, "__module__", None) or getattr(connect, "__name__", "") or ""
    if type(connect).__name__ == "module":
        name = connect.__name__  # type: ignore[attr-defined]  # a module has a name
    bound = getattr(connect, "__self__", None)
    if isinstance(bound, type):
        return of_connect(bound)
    return by_module(name).load()
