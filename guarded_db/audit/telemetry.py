"""OpenTelemetry: a span, a duration and a copy of the record for each statement. The only user of opentelemetry.

It is a copy for operators, never the record: an SDK may drop what it is given. It never fails a statement, never
sees parameters, and error texts (which may hold values) stay out of spans: only the error's class and code are
told. Without an SDK a statement costs three attribute look-ups; an SDK that is configured later is picked up at
the next statement.

Attribute names follow the stable semantic conventions for database clients (v1.33 and later); ours start with
`guarded_db.`.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from opentelemetry import _logs, context, metrics, trace
from opentelemetry.trace import Span, SpanKind, StatusCode

from guarded_db.dbapi import Target

SCOPE = "guarded_db"
SCHEMA = "https://opentelemetry.io/schemas/1.33.0"
DURATION = "db.client.operation.duration"
BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0)
"""Boundaries in seconds that the conventions ask for."""
DEFAULT_PORTS = {"postgresql": 5432, "mysql": 3306, "mariadb": 3306}
EVENT_NAME = "guarded_db.audit.record"

_SUPPRESSED: str | None = getattr(context, "_SUPPRESS_INSTRUMENTATION_KEY", None)
_NO_SDK = ("opentelemetry.trace", "opentelemetry.metrics", "opentelemetry._logs")

T = TypeVar("T")


class _Source(Generic[T]):
    """Makes an instrument from whichever provider is in force, and again when that changes."""

    __slots__ = ("_made", "_make", "_provider", "_seen")

    def __init__(self, provider: Callable[[], Any], make: Callable[[Any], T]) -> None:
        self._provider = provider
        self._make = make
        self._seen: Any = None
        self._made: T | None = None

    def get(self) -> T | None:
        """Return the instrument; None without an SDK."""
        provider = self._provider()
        if provider is not self._seen:
            self._made = self._make(provider) if _is_sdk(provider) else None
            self._seen = provider
        return self._made


def _is_sdk(provider: Any) -> bool:
    return provider is not None and not type(provider).__module__.startswith(_NO_SDK)


def _in_force(
    module_name: str, name: str, getter: Callable[[], Any], given: Any
) -> Callable[[], Any]:
    """Return the cheapest way to ask which provider is in force."""
    if given is not None:
        return lambda: given
    getter()  # loads the one that OTEL_PYTHON_*_PROVIDER names
    module = sys.modules.get(module_name)
    # The getter looks into the environment at each call; the variable behind it has had its name since 1.0.
    return partial(getattr, module, name) if hasattr(module, name) else getter


class Handle:
    """One statement on its way: what `start` gives and `finish` takes."""

    __slots__ = ("attributes", "span", "started")

    def __init__(self, span: Span | None, attributes: dict[str, Any]) -> None:
        self.span = span
        self.attributes = attributes
        self.started = time.perf_counter()


class Telemetry:
    """Spans, metrics and log records through the providers in force, or through given ones."""

    __slots__ = ("_histogram", "_logger", "_tracer")

    def __init__(
        self,
        *,
        tracer_provider: Any = None,
        meter_provider: Any = None,
        logger_provider: Any = None,
    ) -> None:
        self._tracer: _Source[Any] = _Source(
            _in_force(
                "opentelemetry.trace",
                "_TRACER_PROVIDER",
                trace.get_tracer_provider,
                tracer_provider,
            ),
            lambda provider: provider.get_tracer(SCOPE, schema_url=SCHEMA),
        )
        self._histogram: _Source[Any] = _Source(
            _in_force(
                "opentelemetry.metrics._internal",
                "_METER_PROVIDER",
                metrics.get_meter_provider,
                meter_provider,
            ),
            _histogram,
        )
        self._logger: _Source[Any] = _Source(
            _in_force(
                "opentelemetry._logs._internal",
                "_LOGGER_PROVIDER",
                _logs.get_logger_provider,
                logger_provider,
            ),
            lambda provider: provider.get_logger(SCOPE, schema_url=SCHEMA),
        )

    def start(
        self,
        operation: str,
        target: Target,
        *,
        collection: str = "",
        summary: str = "",
        text: str = "",
        namespace: str = "",
    ) -> Handle | None:
        """Begin a CLIENT span, child of the current one; None when nobody listens.

        The span does not become the current one: a statement may end in another task than it began in.

        Args:
            operation: such as `SELECT`.
            target: the database.
            collection: the table, when the statement has exactly one.
            summary: low-cardinality summary, such as `SELECT users`.
            text: the statement without literals; never the text as sent.
            namespace: the database (and schema), when not the target's own.
        """
        try:
            tracer = self._tracer.get()
            if tracer is None and self._histogram.get() is None:
                return None
            if _SUPPRESSED is not None and context.get_value(_SUPPRESSED):
                return None
            attributes = _attributes(operation, target, collection, summary, namespace)
            if tracer is None:
                return Handle(None, attributes)
            name = summary or _name(operation, target, collection, namespace)
            told = {**attributes, "db.query.text": text} if text else attributes
            return Handle(
                tracer.start_span(name, kind=SpanKind.CLIENT, attributes=told), attributes
            )
        except Exception:  # noqa: BLE001 - telemetry never fails a statement
            return None

    def finish(
        self,
        handle: Handle | None,
        *,
        error: BaseException | None = None,
        rows: int | None = None,
        decision: str = "",
        rules: tuple[str, ...] = (),
    ) -> None:
        """End what `start` began.

        Args:
            handle: what `start` returned; None does nothing.
            error: what the statement raised; its class and code are told, never its text.
            rows: rows returned, when known.
            decision: the policy's word, such as `allow` or `deny`.
            rules: ids of the rules behind it.
        """
        if handle is None:
            return
        with contextlib.suppress(Exception):
            seconds = time.perf_counter() - handle.started
            if error is not None:
                handle.attributes.update(_error(error))
            histogram = self._histogram.get()
            if histogram is not None:
                histogram.record(seconds, handle.attributes)
            if handle.span is not None:
                _end(handle, error, rows, decision, rules)

    def trace_fragment(self, handle: Handle | None = None) -> str:
        """Return `{"span_id":…,"trace_id":…}` of the statement's span (or the current one); "" when there is none."""
        try:
            span = handle.span if handle is not None else None
            if span is None:
                if self._tracer.get() is None:
                    return ""
                span = trace.get_current_span()
            found = span.get_span_context()
            if not found.is_valid:
                return ""
            return f'{{"span_id":"{found.span_id:016x}","trace_id":"{found.trace_id:032x}"}}'
        except Exception:  # noqa: BLE001 - telemetry never fails a statement
            return ""

    def record(self, line: bytes) -> None:
        """Emit an audit record, its line verbatim in the body, as a log record; for `Ledger.open(on_record=…)`."""
        try:
            logger = self._logger.get()
            if logger is not None:
                logger.emit(
                    _logs.LogRecord(
                        timestamp=time.time_ns(),
                        severity_number=_logs.SeverityNumber.INFO,
                        body=line.decode(),
                        event_name=EVENT_NAME,
                    )
                )
        except Exception:  # noqa: BLE001 - telemetry never fails a statement
            return


def _histogram(provider: Any) -> Any:
    return provider.get_meter(SCOPE, schema_url=SCHEMA).create_histogram(
        DURATION,
        unit="s",
        description="Duration of database client operations.",
        explicit_bucket_boundaries_advisory=BUCKETS,
    )


def _attributes(
    operation: str, target: Target, collection: str, summary: str, namespace: str
) -> dict[str, Any]:
    """Return the attributes that span and metric share; only those that are known."""
    found: dict[str, Any] = {"db.system.name": target.system}
    if operation:
        found["db.operation.name"] = operation
    if collection:
        found["db.collection.name"] = collection
    if summary:
        found["db.query.summary"] = summary
    if namespace or target.database:
        found["db.namespace"] = namespace or target.database
    if target.host:
        found["server.address"] = target.host
        if target.port and target.port != DEFAULT_PORTS.get(target.system):
            found["server.port"] = target.port
    return found


def _name(operation: str, target: Target, collection: str, namespace: str) -> str:
    """Return the span's name: `{operation} {target}`, each as far as known, else the system."""
    where = collection or namespace or target.database or target.host
    return " ".join(part for part in (operation, where) if part) or target.system


def _end(
    handle: Handle,
    error: BaseException | None,
    rows: int | None,
    decision: str,
    rules: tuple[str, ...],
) -> None:
    span = handle.span
    assert span is not None
    if error is not None:
        span.set_status(StatusCode.ERROR)  # without a description: texts may hold values
        for name in ("error.type", "db.response.status_code"):
            if name in handle.attributes:
                span.set_attribute(name, handle.attributes[name])
    if rows is not None:
        span.set_attribute("db.response.returned_rows", rows)
    if decision:
        span.set_attribute("guarded_db.decision", decision)
    if rules:
        span.set_attribute("guarded_db.rules", rules)
    span.end()


def _error(error: BaseException) -> dict[str, str]:
    kind = type(error)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    code = _status_code(error)
    found = {"error.type": code or f"{module}{kind.__qualname__}"}
    if code:
        found["db.response.status_code"] = code
    return found


def _status_code(error: BaseException) -> str:
    """Return the database's code: SQLSTATE, SQLite's name, or MySQL's number."""
    for name in ("sqlstate", "sqlite_errorname"):
        if isinstance(value := getattr(error, name, None), str) and value:
            return value
    first = error.args[0] if error.args else None
    # PyMySQL and mysqlclient put the server's number first; ordinary exceptions may hold any integer there.
    if type(first) is int and hasattr(sys.modules.get(type(error).__module__), "OperationalError"):
        return str(first)
    return ""
