"""The catalog is read within a bound of time, past DDL of others that MariaDB waits for."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import servers

import guarded_db
from guarded_db.sql import catalog_mysql

from .conftest import Connect

SLEEP = 3.0


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is one second."""
    bound = f"max_statement_time = {catalog_mysql.MAX_SECONDS} "
    found = [query.replace(bound, "max_statement_time = 1 ") for query in catalog_mysql.QUERIES]
    assert not set(found) & set(catalog_mysql.QUERIES)
    monkeypatch.setattr(catalog_mysql, "QUERIES", tuple(found))


@pytest.fixture
def building(shop: servers.Database) -> Iterator[threading.Thread]:
    """Another session makes a table, which takes a while."""
    sql = f"CREATE TABLE slow AS SELECT SLEEP({SLEEP}) AS n"
    thread = threading.Thread(target=shop.run, args=(sql,))
    thread.start()
    time.sleep(0.3)
    yield thread
    thread.join()


@pytest.mark.usefixtures("impatient")
def test_another_session_s_ddl_refuses_for_a_while_and_says_why(
    connect: Connect, building: threading.Thread
) -> None:
    connection = connect(autocommit=True, init_command="SET SESSION lock_wait_timeout = 1")
    with connection.cursor() as cursor:
        start = time.monotonic()
        with pytest.raises(guarded_db.Denied, match=r"not read in time.* try again"):
            cursor.execute("SELECT email FROM users WHERE id = 1")
        waited = time.monotonic() - start
        building.join()
        cursor.execute("SELECT email FROM users WHERE id = 1")

        assert waited < SLEEP - 0.5
        assert cursor.fetchall() == (("***@example.com",),)
        cursor.execute("SELECT @@lock_wait_timeout, @@max_statement_time")
        assert cursor.fetchall() == ((1, 0.0),)


@pytest.mark.usefixtures("impatient", "building")
def test_a_transaction_outlives_a_catalog_that_was_not_read(
    connect: Connect, shop: servers.Database
) -> None:
    connection = connect(autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("START TRANSACTION READ WRITE")
        with pytest.raises(guarded_db.Denied, match="not read in time"):
            cursor.execute("INSERT INTO orders (item) SELECT name FROM users WHERE id = 1")
        status = connection.get_autocommit(), connection.server_status & 1

    assert status == (True, 1)
