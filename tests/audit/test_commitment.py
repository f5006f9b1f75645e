"""A commitment binds the parameters, hides them, and costs a bounded amount whatever they are."""

from __future__ import annotations

import datetime as dt
import enum
import hmac
import itertools
import uuid
from decimal import Decimal
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarded_db.audit import commitment as module
from guarded_db.audit.commitment import Committer, commitment, keyed

MAC = keyed(b"k" * 32)

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.datetimes(timezones=st.none() | st.just(dt.UTC))
    | st.times()
    | st.timedeltas()
    | st.uuids()
)
PARAMS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def exact(value: Any) -> Any:
    """Return a form of `value` in which only equal values of equal types are equal."""
    if isinstance(value, list | tuple):
        return ("list", *(exact(item) for item in value))
    if isinstance(value, dict):
        return ("dict", *((key, exact(value[key])) for key in sorted(value)))
    return (type(value).__name__, repr(value))


@given(PARAMS, PARAMS)
def test_commitments_are_equal_exactly_when_the_values_are(one: object, other: object) -> None:
    same = exact(one) == exact(other)

    assert (commitment(MAC, one) == commitment(MAC, other)) is same


@given(st.lists(PARAMS, max_size=70))
def test_the_quick_way_gives_the_same_as_the_general_one(params: list[Any]) -> None:
    encoder = module._Encoder(MAC.copy())
    encoder.feed(params)

    assert commitment(MAC, params) == encoder.flushed().hexdigest()


def test_values_of_different_types_that_compare_equal_differ() -> None:
    when = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    values: list[object] = [
        1, 1.0, True, "1", b"1", Decimal(1), Decimal("1.0"), None, "", b"", "None", [1], [[1]], {"1": 1}, ["1", 1],
        when, when.date(), when.isoformat(), when.timetz(), dt.timedelta(1), uuid.UUID(int=1), ["ab", "c"], ["a", "bc"],
    ]  # fmt: skip
    digests = [commitment(MAC, (value,)) for value in values]

    for (_, one), (_, other) in itertools.combinations(zip(values, digests, strict=True), 2):
        assert one != other


def test_the_encoding_is_the_documented_one() -> None:
    expected = hmac.digest(b"k" * 32, b"li2:ffs2:\xc3\xa9n0:b1:1y1:x.", "sha256").hex()

    assert commitment(MAC, (255, "é", None, True, b"x")) == expected


def test_another_key_gives_another_commitment() -> None:
    assert commitment(keyed(b"x" * 32), (1,)) != commitment(MAC, (1,))


def test_the_order_of_named_parameters_does_not_matter() -> None:
    assert commitment(MAC, {"a": 1, "b": 2}) == commitment(MAC, {"b": 2, "a": 1})


class Text(str):
    __slots__ = ()


class Colour(enum.IntEnum):
    RED = 1


def test_a_subclass_commits_to_the_value_that_it_is() -> None:
    assert commitment(MAC, (Text("a"), Colour.RED)) == commitment(MAC, ("a", 1))


class Hostile:
    def __repr__(self) -> NoReturn:
        raise RuntimeError("no repr")


class HostileZone(dt.tzinfo):
    def utcoffset(self, _: object) -> NoReturn:
        raise RuntimeError("no offset")

    tzname = dst = utcoffset


class HostileDict(dict[str, int]):
    def items(self) -> NoReturn:
        raise RuntimeError("no items")


def released() -> memoryview:
    view = memoryview(b"abc")
    view.release()
    return view


def endless() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


def unfolding() -> list[Any]:
    value: list[Any] = [1]
    for _ in range(60):
        value = [value, value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        Hostile(),
        dt.datetime(2026, 1, 1, tzinfo=HostileZone()),
        HostileDict(),
        released(),
        endless(),
        unfolding(),
        object(),
        2**100_000,
        float("nan"),
        "\ud800",
        {1: 2, "a": 3},
        range(10**9),
    ],
    ids=lambda value: type(value).__name__,
)
def test_no_value_makes_it_fail_or_run_on(value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_VALUES", 10_000)

    for params in ((value,), value, [[value]], {"a": value}):
        assert len(commitment(MAC, params)) == 64


def test_a_million_parameters_are_hashed_as_they_come() -> None:
    params = list(range(1_000_000))
    digest = commitment(MAC, params)
    params[-1] = 0

    assert commitment(MAC, params) != digest


def test_parameter_sets_are_taken_one_by_one() -> None:
    one, other = Committer(MAC), Committer(MAC)
    for params in ((1, "a"), (2, "b")):
        one.add(params)
        other.add(params)
    assert one.hexdigest() == other.hexdigest()
    assert one.count == 2

    other.add((3, "c"))
    again = Committer(MAC)
    again.add((1, "a"))

    assert len({one.hexdigest(), other.hexdigest(), again.hexdigest()}) == 3
