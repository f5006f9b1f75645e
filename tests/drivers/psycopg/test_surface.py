"""Every public name of the installed psycopg is classified, so that an upgrade that adds one fails here."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from psycopg import AsyncPipeline, Pipeline

from guarded_db.drivers import psycopg_hidden as hidden
from guarded_db.drivers import psycopg_result as result
from guarded_db.drivers import psycopg_surface as surface

NEWER = {"results", "set_result", "full_protocol_version", "used_gssapi"}
"""Names that the oldest version of the tested range does not have yet."""

CLASSES: list[tuple[type, dict[str, str]]] = [
    (psycopg.Connection, surface.CONNECTION),
    (psycopg.AsyncConnection, surface.CONNECTION),
    (psycopg.Cursor, surface.CURSOR),
    (psycopg.AsyncCursor, surface.CURSOR),
    (psycopg.ServerCursor, surface.CURSOR),
    (psycopg.AsyncServerCursor, surface.CURSOR),
    (psycopg.ClientCursor, surface.CURSOR),
    (psycopg.RawServerCursor, surface.CURSOR),
    (psycopg.Copy, surface.COPY),
    (psycopg.AsyncCopy, surface.COPY),
    (Pipeline, surface.PIPELINE),
    (AsyncPipeline, surface.PIPELINE),
    (psycopg.Transaction, surface.TRANSACTION),
    (psycopg.AsyncTransaction, surface.TRANSACTION),
    (psycopg.ConnectionInfo, surface.INFO),
]


@pytest.mark.parametrize(("kind", "table"), CLASSES, ids=[kind.__name__ for kind, _ in CLASSES])
def test_every_public_name_is_classified(kind: type, table: dict[str, str]) -> None:
    assert {name for name in dir(kind) if not name.startswith("_")} <= table.keys()


def test_every_attribute_of_a_connection_is_classified(conn: Any) -> None:
    assert {name for name in vars(conn) if not name.startswith("_")} <= surface.CONNECTION.keys()


@pytest.mark.parametrize("kind", [psycopg.Connection, psycopg.Cursor])
def test_the_tables_name_nothing_that_is_gone(kind: type, conn: Any) -> None:
    table = surface.CONNECTION if kind is psycopg.Connection else surface.CURSOR
    known = {name for k, _ in CLASSES for name in dir(k)} | set(vars(conn))

    assert table.keys() - NEWER <= known


def test_what_the_views_pass_on_exists_and_reads_no_data() -> None:
    raw = {"get_value", "get_result", "exec_", "password", "info", "pgconn_ptr", "pgresult_ptr"}

    assert not raw & (hidden.ConnectionView.PASSED | result.ResultView.PASSED)
    assert set(dir(psycopg.pq.PGconn)) >= hidden.ConnectionView.PASSED - NEWER
    assert set(dir(psycopg.pq.PGresult)) >= result.ResultView.PASSED
