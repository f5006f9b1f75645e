"""What PEP 249 asks of a driver, one function per clause.

After the compliance test `dbapi20.py` by Stuart Bishop, which is in the public domain: "This software is Public
Domain and may be used without restrictions." Rewritten so that each clause can be run against a driver twice,
with and without the guard, and the two outcomes compared.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TABLE = "dbapi20_booze"
BEERS = ("Carlton Cold", "Carlton Draft", "Mountain Goat", "Redback", "Victoria Bitter", "XXXX")


@dataclass(frozen=True, slots=True)
class Subject:
    """A driver's module, a way to connect with it, and what each of its `connect` gives."""

    module: Any
    connect: Callable[[], Any]


Clause = Callable[[Subject], None]
CLAUSES: dict[str, Clause] = {}


def clause(function: Clause) -> Clause:
    """Add `function` to the clauses."""
    CLAUSES[function.__name__] = function
    return function


def placeholder(module: Any) -> str:
    return {"qmark": "?", "format": "%s", "pyformat": "%s"}.get(module.paramstyle, "?")


def filled(connection: Any) -> Any:
    """Return a cursor of `connection` after the table was made and filled."""
    cursor = connection.cursor()
    cursor.execute(f"create table {TABLE} (name varchar(20))")
    for beer in BEERS:
        cursor.execute(f"insert into {TABLE} values ('{beer}')")
    return cursor


# -- the module -----------------------------------------------------------------------------------


@clause
def apilevel_is_2(subject: Subject) -> None:
    assert subject.module.apilevel == "2.0"


@clause
def threadsafety_is_a_level(subject: Subject) -> None:
    assert subject.module.threadsafety in (0, 1, 2, 3)


@clause
def paramstyle_is_known(subject: Subject) -> None:
    assert subject.module.paramstyle in ("qmark", "numeric", "named", "format", "pyformat")


@clause
def exceptions_form_the_tree(subject: Subject) -> None:
    module = subject.module
    assert issubclass(module.Warning, Exception)
    assert issubclass(module.Error, Exception)
    assert issubclass(module.InterfaceError, module.Error)
    assert issubclass(module.DatabaseError, module.Error)
    for name in ("Operational", "Integrity", "Internal", "Programming", "NotSupported"):
        assert issubclass(getattr(module, f"{name}Error"), module.Error)


@clause
def exceptions_are_attributes_of_the_connection(subject: Subject) -> None:
    connection = subject.connect()
    for name in ("Warning", "Error", "InterfaceError", "DatabaseError", "OperationalError"):
        assert getattr(connection, name) is getattr(subject.module, name)
    connection.close()


@clause
def constructors_of_dates(subject: Subject) -> None:
    module = subject.module
    ticks = time.mktime((2002, 12, 25, 13, 45, 30, 0, 0, 0))
    assert str(module.Date(2002, 12, 25)) == str(module.DateFromTicks(ticks))
    module.Time(13, 45, 30)
    module.TimeFromTicks(ticks)
    module.Timestamp(2002, 12, 25, 13, 45, 30)
    module.TimestampFromTicks(ticks)


@clause
def binary_makes_something(subject: Subject) -> None:
    subject.module.Binary(b"Something")
    subject.module.Binary(b"")


@clause
def type_objects_exist(subject: Subject) -> None:
    for name in ("STRING", "BINARY", "NUMBER", "DATETIME", "ROWID"):
        getattr(subject.module, name)


# -- connections ----------------------------------------------------------------------------------


@clause
def commit_works_without_changes(subject: Subject) -> None:
    connection = subject.connect()
    connection.commit()
    connection.close()


@clause
def rollback_undoes(subject: Subject) -> None:
    connection = subject.connect()
    cursor = filled(connection)
    connection.commit()
    cursor.execute(f"delete from {TABLE} where name = 'Redback'")
    connection.rollback()
    cursor.execute(f"select count(*) from {TABLE}")
    assert cursor.fetchone()[0] == len(BEERS)
    connection.close()


@clause
def cursors_of_one_connection_see_each_other(subject: Subject) -> None:
    connection = subject.connect()
    filled(connection)
    other = connection.cursor()
    other.execute(f"select name from {TABLE}")
    assert len(other.fetchall()) == len(BEERS)
    connection.close()


@clause
def a_closed_connection_refuses_a_cursor_or_its_use(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    connection.close()
    _raises(subject, lambda: cursor.execute("select 1"))


@clause
def commit_on_a_closed_connection_is_an_error(subject: Subject) -> None:
    connection = subject.connect()
    connection.close()
    _raises(subject, connection.commit)


@clause
def closing_twice(subject: Subject) -> None:
    connection = subject.connect()
    connection.close()
    connection.close()


@clause
def the_block_of_a_connection(subject: Subject) -> None:
    with subject.connect() as connection:
        connection.cursor().execute("select 1")


# -- cursors --------------------------------------------------------------------------------------


@clause
def description_tells_name_and_type(subject: Subject) -> None:
    connection = subject.connect()
    cursor = filled(connection)
    cursor.execute(f"select name from {TABLE}")
    assert len(cursor.description) == 1
    assert len(cursor.description[0]) == 7
    assert cursor.description[0][0].lower() == "name"
    connection.close()


@clause
def description_is_none_without_rows(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    cursor.execute(f"create table {TABLE} (name varchar(20))")
    assert cursor.description is None
    connection.close()


@clause
def rowcount_counts(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    assert cursor.rowcount in (-1, 0)
    cursor.execute(f"create table {TABLE} (name varchar(20))")
    cursor.execute(f"insert into {TABLE} values ('Victoria Bitter')")
    assert cursor.rowcount in (-1, 1)
    cursor.execute(f"select name from {TABLE}")
    assert cursor.rowcount in (-1, 1)
    connection.close()


@clause
def execute_binds(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    cursor.execute(f"create table {TABLE} (name varchar(20))")
    cursor.execute(f"insert into {TABLE} values ({placeholder(subject.module)})", ("Cooper's",))
    cursor.execute(f"select name from {TABLE}")
    assert cursor.fetchall()[0][0] == "Cooper's"
    connection.close()


@clause
def executemany_binds_each(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    cursor.execute(f"create table {TABLE} (name varchar(20))")
    sql = f"insert into {TABLE} values ({placeholder(subject.module)})"
    cursor.executemany(sql, [("Cooper's",), ("Boag's",)])
    assert cursor.rowcount in (-1, 2)
    cursor.execute(f"select name from {TABLE} order by name")
    assert [row[0] for row in cursor.fetchall()] == ["Boag's", "Cooper's"]
    connection.close()


@clause
def fetchone_before_execute_is_an_error(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    try:
        _raises(subject, cursor.fetchone)
    finally:
        connection.close()


@clause
def fetchone_after_a_statement_without_rows_is_an_error(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    cursor.execute(f"create table {TABLE} (name varchar(20))")
    try:
        _raises(subject, cursor.fetchone)
    finally:
        connection.close()


@clause
def fetchone_ends_with_none(subject: Subject) -> None:
    connection = subject.connect()
    cursor = filled(connection)
    cursor.execute(f"select name from {TABLE} where name = 'Redback'")
    assert tuple(cursor.fetchone()) == ("Redback",)
    assert cursor.fetchone() is None
    connection.close()


@clause
def fetchmany_obeys_arraysize(subject: Subject) -> None:
    connection = subject.connect()
    cursor = filled(connection)
    cursor.execute(f"select name from {TABLE} order by name")
    assert cursor.arraysize == 1
    assert len(cursor.fetchmany()) == 1
    cursor.arraysize = 3
    assert len(cursor.fetchmany()) == 3
    assert len(cursor.fetchmany(10)) == 2
    assert len(cursor.fetchmany(10)) == 0
    connection.close()


@clause
def fetchall_returns_the_rest(subject: Subject) -> None:
    connection = subject.connect()
    cursor = filled(connection)
    cursor.execute(f"select name from {TABLE} order by name")
    cursor.fetchone()
    assert [row[0] for row in cursor.fetchall()] == sorted(BEERS)[1:]
    assert list(cursor.fetchall()) == []
    connection.close()


@clause
def a_cursor_iterates(subject: Subject) -> None:
    connection = subject.connect()
    cursor = filled(connection)
    cursor.execute(f"select name from {TABLE}")
    assert sorted(row[0] for row in cursor) == sorted(BEERS)
    connection.close()


@clause
def mixed_fetches_give_each_row_once(subject: Subject) -> None:
    connection = subject.connect()
    cursor = filled(connection)
    cursor.execute(f"select name from {TABLE} order by name")
    found = [cursor.fetchone(), *cursor.fetchmany(2), cursor.fetchone(), *cursor.fetchall()]
    assert [row[0] for row in found] == sorted(BEERS)
    connection.close()


@clause
def nextset_ends(subject: Subject) -> None:
    connection = subject.connect()
    cursor = filled(connection)
    cursor.execute(f"select name from {TABLE}")
    cursor.fetchall()
    assert not cursor.nextset()
    connection.close()


@clause
def input_and_output_sizes_are_accepted(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    cursor.setinputsizes((25,))
    cursor.setoutputsize(1000)
    cursor.execute("select 1")
    cursor.fetchall()
    connection.close()


@clause
def none_becomes_null(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    cursor.execute(f"create table {TABLE} (name varchar(20))")
    cursor.execute(f"insert into {TABLE} values ({placeholder(subject.module)})", (None,))
    cursor.execute(f"select name from {TABLE}")
    assert cursor.fetchone()[0] is None
    connection.close()


@clause
def values_keep_their_types(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    mark = placeholder(subject.module)
    cursor.execute(f"create table {TABLE} (i integer, t varchar(20), d date)")
    day = datetime.date(2002, 12, 25)
    shown = day.isoformat() if subject.module.__name__.startswith("sqlite3") else day
    cursor.execute(f"insert into {TABLE} values ({mark}, {mark}, {mark})", (7, "seven", shown))
    cursor.execute(f"select i, t, d from {TABLE}")
    assert tuple(cursor.fetchone()) == (7, "seven", shown)
    connection.close()


@clause
def a_syntax_error_is_the_drivers_error(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    try:
        _raises(subject, lambda: cursor.execute("selekt 1"))
    finally:
        connection.close()


@clause
def a_missing_table_is_the_drivers_error(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    try:
        _raises(subject, lambda: cursor.execute("select * from dbapi20_missing"))
    finally:
        connection.close()


@clause
def a_broken_constraint_is_an_integrity_error(subject: Subject) -> None:
    connection = subject.connect()
    cursor = connection.cursor()
    cursor.execute(f"create table {TABLE} (name varchar(20) primary key)")
    cursor.execute(f"insert into {TABLE} values ('a')")
    try:
        cursor.execute(f"insert into {TABLE} values ('a')")
    except subject.module.IntegrityError:
        return
    finally:
        connection.close()
    raise AssertionError("no error")


def _raises(subject: Subject, function: Callable[[], Any]) -> None:
    try:
        function()
    except subject.module.Error:
        return
    raise AssertionError("no error of the driver was raised")
