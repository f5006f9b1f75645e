"""Side by side in one run: the raw driver, OpenTelemetry's DB-API tracing, ddtrace, and guarded_db. Prints ratios.

Each contender runs in short rounds that take turns, so that a noisy machine hurts all of them alike; the best round
counts. Figures are microseconds per operation, and what each contender adds to the raw driver as a ratio to what
OpenTelemetry's tracing adds. Timing is never a test: this prints, and judges nothing.

    python benchmarks/run.py [--seconds 2] [--drivers sqlite3,psycopg,pymysql]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import reading
from rich.console import Console
from rich.table import Table

import guarded_db

ROWS = 1000
ROUNDS = 15
QUERY = "SELECT id, name, email FROM people WHERE id = 7"
MANY = "SELECT id, name, email FROM people"
PLAIN = {
    "version": 1,
    "name": "bench",
    "default": "allow",
    "unknown": "deny",
    "anonymous": "service",
}
MASKED = {
    **PLAIN,
    "labels": {"email": ["people.email"]},
    "masks": {"email": {"kind": "partial", "keep": "domain"}},
}
REDACTED = {**PLAIN, "labels": {"email": ["people.email"]}, "masks": {"email": {"kind": "redact"}}}

Connect = Callable[[], Any]
Work = Callable[[], object]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--seconds", type=float, default=2.0, help="time for each contender and task"
    )
    parser.add_argument("--drivers", default="sqlite3,psycopg,pymysql")
    arguments = parser.parse_args()
    console = Console(width=120)
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.drivers.split(","):
            try:
                with PLACES[name]() as connect:
                    measure(console, name, connect, Path(folder), arguments.seconds)
            except Exception as error:  # noqa: BLE001 - a server that is not there is said, and the rest goes on
                console.print(f"[yellow]{name}: left out, {type(error).__name__}: {error}[/]")
        console.print(reading.measure())
        internals(console, Path(folder))


# -- databases ------------------------------------------------------------------------------------


def fill(connection: Any, mark: str) -> None:
    """Make the table that every task reads."""
    cursor = connection.cursor()
    cursor.execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(40), email VARCHAR(80))"
    )
    cursor.executemany(
        f"INSERT INTO people VALUES ({mark}, {mark}, {mark})",
        [(i, f"name {i}", f"person{i}@example.com") for i in range(ROWS)],
    )
    connection.commit()


@contextlib.contextmanager
def on_sqlite() -> Iterator[Connect]:
    """Lend a connect function for an SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "bench.db")
        with contextlib.closing(sqlite3.connect(path)) as connection:
            fill(connection, "?")

        yield Connection(sqlite3, (path,), {}).open


@contextlib.contextmanager
def on_postgres() -> Iterator[Connect]:
    """Lend a connect function for a new PostgreSQL database."""
    import psycopg

    url = os.environ.get("GUARDED_DB_TEST_POSTGRES", "dbname=postgres host=/var/run/postgresql")
    name = f"guarded_db_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            with psycopg.connect(url, dbname=name) as connection:
                fill(connection, "%s")
            yield Connection(psycopg, (url,), {"dbname": name}).open
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def on_mariadb() -> Iterator[Connect]:
    """Lend a connect function for a new MariaDB database."""
    from urllib.parse import urlsplit

    import pymysql

    name = f"guarded_db_bench_{os.getpid()}"
    server: dict[str, Any] = {"unix_socket": "/run/mysqld/mysqld.sock", "user": "root"}
    if url := os.environ.get("GUARDED_DB_TEST_MARIADB"):
        parts = urlsplit(url)
        server = {
            "host": parts.hostname or "127.0.0.1",
            "port": parts.port or 3306,
            "user": parts.username or "root",
            "password": parts.password or "",
        }
    admin = pymysql.connect(**server)
    admin.cursor().execute(f"CREATE DATABASE {name}")
    try:
        with contextlib.closing(pymysql.connect(**server, database=name)) as connection:
            fill(connection, "%s")
        yield Connection(pymysql, (), {**server, "database": name}).open
    finally:
        admin.cursor().execute(f"DROP DATABASE {name}")
        admin.close()


class Connection:
    """How to open a connection; `open` is what contenders get."""

    def __init__(self, module: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self.module, self.args, self.kwargs = module, args, kwargs

    def open(self, guard: guarded_db.Guard | None = None) -> Any:
        """Open one, guarded when there is a guard."""
        if guard is None:
            return self.module.connect(*self.args, **self.kwargs)
        return guard.connect(self.module, *self.args, **self.kwargs)


PLACES = {"sqlite3": on_sqlite, "psycopg": on_postgres, "pymysql": on_mariadb}


# -- contenders -----------------------------------------------------------------------------------


def contenders(connect: Any, folder: Path) -> dict[str, Any]:
    """Return an open connection per contender, in the order of the table."""
    found: dict[str, Any] = {"raw driver": connect()}
    with contextlib.suppress(ImportError):
        found["OpenTelemetry dbapi"] = traced_by_otel(connect())
    try:
        found["ddtrace"] = traced_by_ddtrace(connect())
    except Exception as error:  # noqa: BLE001 - it does not install everywhere
        print(f"ddtrace: left out, {type(error).__name__}", file=sys.stderr)
    for name, policy in (
        ("guarded_db", PLAIN),
        ("guarded_db, 1 partial mask", MASKED),
        ("guarded_db, 1 constant mask", REDACTED),
    ):
        guard = guarded_db.Guard(policy, home=folder / name.replace(" ", "_").replace(",", ""))
        found[name] = connect(guard)
    guard = guarded_db.Guard(PLAIN, home=folder / "unsigned")
    unsigned(guard)
    found["guarded_db, unsigned"] = connect(guard)
    return found


def traced_by_otel(connection: Any) -> Any:
    """Wrap a connection as opentelemetry-instrumentation-dbapi does, with an SDK that samples and batches."""
    from opentelemetry.instrumentation.dbapi import instrument_connection
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

    class Nowhere(SpanExporter):
        def export(self, spans: Any) -> SpanExportResult:
            return SpanExportResult.SUCCESS

    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(Nowhere()))
    return instrument_connection("bench", connection, "sql", tracer_provider=provider)


def traced_by_ddtrace(connection: Any) -> Any:
    """Wrap a connection as ddtrace's DB-API integration does."""
    os.environ.setdefault("DD_TRACE_ENABLED", "true")
    os.environ.setdefault("DD_INSTRUMENTATION_TELEMETRY_ENABLED", "false")
    from ddtrace.contrib.dbapi import TracedConnection

    return TracedConnection(connection)


def unsigned(guard: guarded_db.Guard) -> None:
    """Take the signature out of a guard's ledger, for the budget `the same without signing`."""
    segment = guard.core.ledger._log.begin()
    segment._sign = lambda _message: bytes(64)


# -- measuring ------------------------------------------------------------------------------------


def fetch_one(connection: Any) -> Work:
    """Return the task: execute a cached statement and fetch its row."""
    cursor = connection.cursor()

    def work() -> object:
        cursor.execute(QUERY)
        return cursor.fetchone()

    return work


def fetch_all(connection: Any) -> Work:
    """Return the task: execute and fetch 1,000 rows."""
    cursor = connection.cursor()

    def work() -> object:
        cursor.execute(MANY)
        return cursor.fetchall()

    return work


def best(works: dict[str, Work], seconds: float) -> dict[str, float]:
    """Return microseconds per operation of each task: the median of the best third of rounds that take turns."""
    counts = {}
    for name, work in works.items():
        for _ in range(20):
            work()
        start = time.perf_counter()
        work()
        counts[name] = max(1, int(seconds / ROUNDS / max(time.perf_counter() - start, 1e-6)))
    rounds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            count = counts[name]
            start = time.perf_counter()
            for _ in range(count):
                work()
            rounds[name].append((time.perf_counter() - start) / count * 1e6)
    return {name: statistics.median(sorted(times)[: ROUNDS // 3]) for name, times in rounds.items()}


def measure(console: Console, driver: str, connect: Connect, folder: Path, seconds: float) -> None:
    """Measure one driver and print its two tables."""
    open_ = contenders(connect, folder / driver)
    for title, task in (
        ("execute + fetchone", fetch_one),
        (f"execute + fetchall of {ROWS} rows", fetch_all),
    ):
        times = best({name: task(connection) for name, connection in open_.items()}, seconds)
        raw = times["raw driver"]
        otel = times.get("OpenTelemetry dbapi", raw) - raw
        table = Table(title=f"{driver}: {title}", title_justify="left")
        for column in ("contender", "µs", "× raw", "added µs", "added, × OpenTelemetry"):
            table.add_column(column, justify="left" if column == "contender" else "right")
        for name, value in times.items():
            added = value - raw
            ratio = f"{added / otel:.2f}" if otel > 0 and name != "raw driver" else ""
            table.add_row(name, f"{value:.1f}", f"{value / raw:.2f}", f"{added:.1f}", ratio)
        console.print(table)


def internals(console: Console, folder: Path) -> None:
    """Print what an import and verification cost."""
    import subprocess

    from guarded_db.audit.verify import verify

    table = Table(title="inside", title_justify="left")
    table.add_column("what")
    table.add_column("measured", justify="right")
    command = [sys.executable, "-X", "importtime", "-c", "import guarded_db"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    last = next(
        line for line in reversed(said.splitlines()) if line.rstrip().endswith("| guarded_db")
    )
    table.add_row("import guarded_db", f"{int(last.split('|')[1]) / 1e3:.0f} ms")
    guard = guarded_db.Guard(PLAIN, home=folder / "verify")
    for _ in range(12_000):
        guard.core.ledger.append("bench", what='{"statements":[]}', who='{"id":"service:bench"}')
    guard.close()
    start = time.perf_counter()
    records = verify(folder / "verify" / "audit").records
    table.add_row(
        "verify, all signatures", f"{records / (time.perf_counter() - start):,.0f} records/s"
    )
    console.print(table)


if __name__ == "__main__":
    main()
