"""Protocols and aliases for PEP 249 (DB-API 2.0) objects. No behaviour lives here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

Row: TypeAlias = Sequence[Any]
"""One row as the driver's lowest layer makes it: values by position."""

Params: TypeAlias = Sequence[Any] | Mapping[str, Any] | None
"""The parameters of one execution, by position or by name."""

RowMask: TypeAlias = Callable[[Row], tuple[Any, ...]]
"""Takes one row of raw values, returns the row that the caller may see. Never fails open."""


class Cursor(Protocol):
    """What PEP 249 asks of a cursor."""

    @property
    def description(self) -> Sequence[Sequence[Any]] | None: ...
    @property
    def rowcount(self) -> int: ...
    def execute(self, operation: Any, parameters: Any = ..., /) -> Any: ...
    def executemany(self, operation: Any, parameters: Any, /) -> Any: ...
    def fetchone(self) -> Any: ...
    def fetchmany(self, size: int = ..., /) -> Any: ...
    def fetchall(self) -> Any: ...
    def close(self) -> None: ...


class Connection(Protocol):
    """What PEP 249 asks of a connection."""

    def cursor(self) -> Any: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class DriverErrors:
    """The driver's own exception classes that a refusal must also be an instance of."""

    programming: type[BaseException]
    operational: type[BaseException]


@dataclass(frozen=True, slots=True)
class Target:
    """The database that a connection talks to, as policy and audit name it. Never a password."""

    system: str
    """`postgresql`, `mysql`, `mariadb`, `sqlite`, `duckdb` or another value of OpenTelemetry's `db.system.name`."""
    database: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    driver: str = ""
    """The driver's module name, such as `psycopg`."""
