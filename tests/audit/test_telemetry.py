"""OpenTelemetry gets a true copy when there is an SDK, and nothing is felt when there is none."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from opentelemetry import context, trace
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from guarded_db.audit.keys import Keys
from guarded_db.audit.ledger import Ledger
from guarded_db.audit.reading import records
from guarded_db.audit.record import encode
from guarded_db.audit.telemetry import Telemetry
from guarded_db.dbapi import Target
from guarded_db.errors import Denied

TARGET = Target("postgresql", database="shop", host="db.example.com", port=6432, user="app")


class Spans:
    """A tracer provider that keeps its spans."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self.exporter))

    @property
    def one(self) -> ReadableSpan:
        (span,) = self.exporter.get_finished_spans()
        return span


@pytest.fixture
def spans() -> Spans:
    return Spans()


def test_a_statement_is_a_client_span_with_the_stable_attributes(spans: Spans) -> None:
    telemetry = Telemetry(tracer_provider=spans.provider)

    handle = telemetry.start(
        "SELECT",
        TARGET,
        collection="users",
        summary="SELECT users",
        text="SELECT name FROM users WHERE id = ?",
    )
    telemetry.finish(handle, rows=3, decision="allow", rules=("agents-read",))

    span = spans.one
    assert (span.name, span.kind) == ("SELECT users", SpanKind.CLIENT)
    assert span.status.status_code is StatusCode.UNSET
    assert dict(span.attributes or {}) == {
        "db.system.name": "postgresql",
        "db.operation.name": "SELECT",
        "db.collection.name": "users",
        "db.query.summary": "SELECT users",
        "db.query.text": "SELECT name FROM users WHERE id = ?",
        "db.namespace": "shop",
        "server.address": "db.example.com",
        "server.port": 6432,
        "db.response.returned_rows": 3,
        "guarded_db.decision": "allow",
        "guarded_db.rules": ("agents-read",),
    }


@pytest.mark.parametrize(
    ("operation", "target", "collection", "expected"),
    [
        ("SELECT", TARGET, "users", "SELECT users"),
        ("BEGIN", TARGET, "", "BEGIN shop"),
        ("BEGIN", Target("sqlite"), "", "BEGIN"),
        ("", Target("sqlite"), "", "sqlite"),
    ],
)
def test_a_span_without_summary_is_named_by_operation_and_target(
    spans: Spans, operation: str, target: Target, collection: str, expected: str
) -> None:
    telemetry = Telemetry(tracer_provider=spans.provider)

    telemetry.finish(telemetry.start(operation, target, collection=collection))

    assert spans.one.name == expected


def test_the_default_port_is_not_told(spans: Spans) -> None:
    telemetry = Telemetry(tracer_provider=spans.provider)

    telemetry.finish(telemetry.start("SELECT", Target("mysql", host="db", port=3306)))

    assert "server.port" not in (spans.one.attributes or {})


class ServerError(Exception):
    sqlstate = "23505"


def broken_sqlite() -> BaseException:
    try:
        sqlite3.connect(":memory:").execute("SELECT * FROM nothing")
    except sqlite3.Error as error:
        return error
    raise AssertionError


def broken_mysql() -> BaseException:
    import pymysql

    return pymysql.err.ProgrammingError(1146, "Table 'secret' doesn't exist")


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (ServerError("secret"), "23505", "23505"),
        (broken_sqlite(), "SQLITE_ERROR", "SQLITE_ERROR"),
        (broken_mysql(), "1146", "1146"),
        (Denied("secret"), "guarded_db.errors.Denied", None),
        (KeyError(7), "KeyError", None),
        (KeyboardInterrupt(), "KeyboardInterrupt", None),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_is_told_by_class_and_code_and_never_by_text(
    spans: Spans, error: BaseException, kind: str, code: str | None
) -> None:
    telemetry = Telemetry(tracer_provider=spans.provider)

    telemetry.finish(telemetry.start("SELECT", TARGET), error=error)

    attributes = spans.one.attributes or {}
    assert attributes["error.type"] == kind
    assert attributes.get("db.response.status_code") == code
    assert spans.one.status.status_code is StatusCode.ERROR
    assert "secret" not in spans.one.to_json()


def test_the_span_is_a_child_of_the_current_one_and_named_in_the_record(spans: Spans) -> None:
    telemetry = Telemetry(tracer_provider=spans.provider)
    with spans.provider.get_tracer("test").start_as_current_span("outer") as outer:
        handle = telemetry.start("SELECT", TARGET)
        fragment, around = telemetry.trace_fragment(handle), telemetry.trace_fragment()
        telemetry.finish(handle)

    inner, _ = spans.exporter.get_finished_spans()
    assert inner.parent is not None
    assert inner.parent.span_id == outer.get_span_context().span_id
    assert json.loads(fragment) == {
        "span_id": f"{inner.context.span_id:016x}",
        "trace_id": f"{outer.get_span_context().trace_id:032x}",
    }
    assert fragment == encode(json.loads(fragment))
    assert json.loads(around)["span_id"] == f"{outer.get_span_context().span_id:016x}"


def test_the_duration_is_measured_with_the_attributes_of_low_cardinality() -> None:
    reader = InMemoryMetricReader()
    provider = MeterProvider([reader])
    telemetry = Telemetry(meter_provider=provider)

    telemetry.finish(telemetry.start("SELECT", TARGET, collection="users", text="SELECT ?"))
    telemetry.finish(telemetry.start("SELECT", TARGET), error=ServerError())

    data = reader.get_metrics_data()
    assert data is not None
    metric = data.resource_metrics[0].scope_metrics[0].metrics[0]
    points: list[Any] = list(metric.data.data_points)
    assert (metric.name, metric.unit) == ("db.client.operation.duration", "s")
    assert points[0].explicit_bounds == (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10)
    assert [point.count for point in points] == [1, 1]
    assert "db.query.text" not in points[0].attributes
    assert points[1].attributes["error.type"] == "23505"
    provider.shutdown()


def test_the_records_lines_go_out_verbatim(folder: Path, keys: Keys) -> None:
    from opentelemetry.sdk._logs.export import SimpleLogRecordProcessor

    try:
        from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter as Exporter
    except ImportError:  # its name before 1.40
        from opentelemetry.sdk._logs.export import InMemoryLogExporter as Exporter

    exporter: Any = Exporter()  # type: ignore[no-untyped-call]
    provider = LoggerProvider()
    provider.add_log_record_processor(SimpleLogRecordProcessor(exporter))
    telemetry = Telemetry(logger_provider=provider)
    with Ledger.open(folder, keys, on_record=telemetry.record) as ledger:
        ledger.append("a", who=encode({"id": "user:zoë\ud800"}))

    (log,) = exporter.get_finished_logs()
    assert str(log.log_record.body).encode() == list(records(folder))[1].line
    assert log.log_record.event_name == "guarded_db.audit.record"
    provider.shutdown()


class Broken:
    """A provider whose every use fails."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


def test_a_broken_sdk_never_fails_a_statement() -> None:
    telemetry = Telemetry(
        tracer_provider=Broken(), meter_provider=Broken(), logger_provider=Broken()
    )

    assert telemetry.start("SELECT", TARGET) is None
    telemetry.finish(None)
    telemetry.record(b"line\n")
    assert telemetry.trace_fragment() == ""


def test_a_span_that_breaks_on_its_end_never_fails_a_statement(spans: Spans) -> None:
    telemetry = Telemetry(tracer_provider=spans.provider)
    handle = telemetry.start("SELECT", TARGET)
    assert handle is not None
    handle.span = Broken()  # type: ignore[assignment]

    telemetry.finish(handle, error=ServerError())

    assert telemetry.trace_fragment(handle) == ""


def test_nothing_is_told_where_instrumentation_is_suppressed(spans: Spans) -> None:
    telemetry = Telemetry(tracer_provider=spans.provider)
    token = context.attach(context.set_value(context._SUPPRESS_INSTRUMENTATION_KEY, True))
    try:
        assert telemetry.start("SELECT", TARGET) is None
    finally:
        context.detach(token)


def test_without_an_sdk_there_is_no_span_and_no_trace() -> None:
    telemetry = Telemetry()

    assert telemetry.start("SELECT", TARGET) is None
    assert telemetry.trace_fragment() == ""
    assert not trace.get_current_span().is_recording()


def test_an_sdk_that_is_configured_later_is_picked_up() -> None:
    code = """
from guarded_db.audit.telemetry import Telemetry
from guarded_db.dbapi import Target
telemetry = Telemetry()
assert telemetry.start("SELECT", Target("sqlite")) is None
telemetry.record(b"unheard")
from opentelemetry import trace, metrics, _logs
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk._logs import LoggerProvider
metrics.set_meter_provider(MeterProvider())
handle = telemetry.start("SELECT", Target("sqlite"))
assert handle is not None and handle.span is None
trace.set_tracer_provider(TracerProvider())
handle = telemetry.start("SELECT", Target("sqlite"))
assert handle.span.is_recording()
telemetry.finish(handle)
heard = []
class Listener:
    def on_emit(self, data): heard.append(data)
    def shutdown(self): pass
    def force_flush(self, timeout_millis=0): return True
provider = LoggerProvider()
provider.add_log_record_processor(Listener())
_logs.set_logger_provider(provider)
telemetry.record(b"heard")
assert len(heard) == 1
print("done")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout == "done\n", done.stderr
