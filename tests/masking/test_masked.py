"""A masked value behaves like a string, and is recognised when it comes back as a parameter."""

from __future__ import annotations

import copy
import csv
import io
import json
import pickle
from typing import Any

import psycopg.types.json
import pytest

from guarded_db.masking import Masked, holds_masked

MASK = Masked("***@example.com")


def test_a_masked_value_is_its_text() -> None:
    assert MASK == "***@example.com"
    assert hash(MASK) == hash("***@example.com")
    assert (str(MASK), repr(MASK), f"{MASK}") == ("***@example.com", "'***@example.com'", MASK)
    assert MASK in {"***@example.com": 1}


def test_a_masked_value_serialises_like_its_text() -> None:
    written = io.StringIO()
    csv.writer(written).writerow([MASK])

    assert json.dumps({"email": MASK}) == '{"email": "***@example.com"}'
    assert written.getvalue() == "***@example.com\r\n"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_masked_value_stays_one_when_pickled(protocol: int) -> None:
    again = pickle.loads(pickle.dumps(MASK, protocol))

    assert type(again) is Masked
    assert again == MASK


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
def test_a_masked_value_stays_one_when_copied(again: Any) -> None:
    assert type(again(MASK)) is Masked


def test_a_masked_value_carries_no_attributes() -> None:
    with pytest.raises(AttributeError):
        MASK.original = "jane"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "params",
    [
        (MASK,),
        [MASK],
        (1, "a", MASK),
        {"a": 1, "b": MASK},
        ([1, MASK],),
        ((1, (2, MASK)),),
        ({"a": [MASK]},),
        ({MASK: 1},),
        ({MASK},),
        (psycopg.types.json.Jsonb({"email": MASK}),),
        (psycopg.types.json.Json([MASK]),),
        [(1, "a"), (2, MASK)],
        [{"a": 1}, {"a": MASK}],
        MASK,
    ],
    ids=repr,
)
def test_a_masked_parameter_is_found(params: Any) -> None:
    assert holds_masked(params)


@pytest.mark.parametrize(
    "params",
    [
        None,
        (),
        [],
        {},
        (1, "a", None, b"x", 2.5),
        {"a": "***@example.com"},
        (["a", ["b"]], {"c": {"d": 1}}),
        (psycopg.types.json.Jsonb({"email": "a"}),),
        (object(), bytearray(b"x"), memoryview(b"x"), range(3), {1, 2}),
        [(1, "a")] * 1000,
    ],
    ids=repr,
)
def test_other_parameters_are_not(params: Any) -> None:
    assert not holds_masked(params)


def test_parameters_too_deep_to_search_count_as_masked() -> None:
    deep: list[Any] = []
    deep.append(deep)

    assert holds_masked((deep,))


def test_an_iterator_is_not_consumed() -> None:
    values = iter([MASK])

    assert not holds_masked((values,))
    assert next(values) is MASK
