"""The exception tree, and errors that are also the driver's own."""

from __future__ import annotations

import copy
import pickle
import sqlite3

import psycopg
import pymysql
import pytest

from guarded_db import errors
from guarded_db.errors import as_driver_error, make_error

TREE = {
    "ConfigurationError": ("GuardError", ValueError),
    "Denied": ("GuardError",),
    "NotUnderstood": ("Denied",),
    "LimitExceeded": ("Denied",),
    "GrantRequired": ("Denied",),
    "ApprovalRequired": ("Denied",),
    "ApprovalRejected": ("Denied",),
    "ApprovalExpired": ("Denied",),
    "IdentityError": ("GuardError",),
    "AuditUnavailable": ("GuardError",),
    "UnguardedAccess": ("GuardError",),
    "VerificationError": ("GuardError",),
    "Tampered": ("VerificationError",),
    "Unverifiable": ("VerificationError",),
}

DRIVERS = [
    pytest.param(sqlite3.ProgrammingError, id="sqlite3"),
    pytest.param(psycopg.ProgrammingError, id="psycopg"),
    pytest.param(pymysql.err.ProgrammingError, id="pymysql"),
]


@pytest.mark.parametrize("name", TREE)
def test_an_error_stands_where_the_tree_says(name: str) -> None:
    expected = tuple(getattr(errors, b) if isinstance(b, str) else b for b in TREE[name])

    assert getattr(errors, name).__bases__ == expected


def test_the_tree_is_complete() -> None:
    defined = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.GuardError)
    }

    assert defined == {*TREE, "GuardError"}


@pytest.mark.parametrize("base", DRIVERS)
def test_a_refusal_is_caught_as_ours_and_as_the_drivers(base: type[Exception]) -> None:
    error = make_error(errors.NotUnderstood, base, "refused")

    assert isinstance(error, errors.Denied)
    assert isinstance(error, base)
    assert error.args == ("refused",)


@pytest.mark.parametrize("base", DRIVERS)
def test_the_class_reads_as_ours_in_a_traceback(base: type[Exception]) -> None:
    kind = as_driver_error(errors.Denied, base)

    assert (kind.__module__, kind.__qualname__) == ("guarded_db.errors", "Denied")
    assert kind.__doc__ == errors.Denied.__doc__


def test_the_class_is_made_once_per_driver() -> None:
    first = as_driver_error(errors.Denied, sqlite3.ProgrammingError)

    assert as_driver_error(errors.Denied, sqlite3.ProgrammingError) is first
    assert as_driver_error(errors.Denied, pymysql.err.ProgrammingError) is not first


def test_without_a_driver_the_error_is_only_ours() -> None:
    assert type(make_error(errors.Denied, None, "refused")) is errors.Denied


def test_a_class_that_is_already_the_drivers_is_not_made_anew() -> None:
    assert as_driver_error(errors.ConfigurationError, ValueError) is errors.ConfigurationError


@pytest.mark.parametrize("base", DRIVERS)
@pytest.mark.parametrize("again", [copy.copy, lambda e: pickle.loads(pickle.dumps(e))])
def test_a_refusal_survives_copying_and_pickling(base: type[Exception], again: object) -> None:
    error = make_error(errors.ApprovalRequired, base, "ask first")
    error.ticket = "T-1"

    copied = again(error)  # type: ignore[operator]

    assert type(copied) is type(error)
    assert copied.args == ("ask first",)
    assert copied.ticket == "T-1"


def test_an_error_of_a_driver_that_was_not_named_is_not_caught_as_its_error() -> None:
    error = make_error(errors.Denied, sqlite3.ProgrammingError, "refused")

    assert not isinstance(error, psycopg.Error)
