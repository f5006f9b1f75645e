"""Each mask keeps the type, keeps None, and shows no more than it promises."""

from __future__ import annotations

import datetime
import decimal
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from masking.values import SECRETS, cells, options

from guarded_db.errors import ConfigurationError
from guarded_db.masking import Masked, MaskKeys, compile_plan
from guarded_db.masking.plan import MAKERS
from guarded_db.policy.decision import MaskSpec

KEYS = MaskKeys(b"a secret of enough bytes")
KINDS = sorted(MAKERS)


def masked(
    value: Any, kind: str = "redact", /, _label: str = "pii", _keys: MaskKeys = KEYS, **options: Any
) -> Any:
    """Return `value` as a result's only column under one mask."""
    plan = compile_plan((MaskSpec(_label, kind, tuple(sorted(options.items()))),), _keys)
    assert plan is not None
    (shown,) = plan((value,))
    return shown


@pytest.mark.parametrize("name", SECRETS)
def test_redact_shows_text_as_redacted_and_everything_else_as_nothing(name: str) -> None:
    expected = "[redacted]" if isinstance(SECRETS[name], str) else None

    assert masked(SECRETS[name]) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_none_stays_none(kind: str) -> None:
    assert masked(None, kind) is None
    assert masked([None], kind) in ([None], None)


@pytest.mark.parametrize("name", SECRETS)
def test_null_shows_nothing_of_any_type(name: str) -> None:
    assert masked(SECRETS[name], "null") is None


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_mask_keeps_the_type_or_shows_nothing(kind: str, name: str) -> None:
    shown = masked(SECRETS[name], kind, keep="domain", size=10, to="month")

    assert shown is None or isinstance(shown, type(SECRETS[name]))


@pytest.mark.parametrize("name", sorted(SECRETS.keys() - {"float", "int", "Decimal", "zero"}))
@pytest.mark.parametrize("kind", sorted({*KINDS, "no such kind"} - {"truncate", "fake"}))
def test_no_mask_shows_a_value_that_is_not_a_number(kind: str, name: str) -> None:
    if (value := SECRETS[name]) == "":
        return

    assert masked(value, kind, keep="domain", size=10) != value


@given(cells, st.sampled_from([*KINDS, "no such kind", ""]), options)
def test_no_value_and_no_option_makes_a_mask_fail(value: Any, kind: str, given: Any) -> None:
    masked(value, kind, **given)


@given(st.text(min_size=1), st.sampled_from(sorted(set(KINDS) - {"truncate", "fake"})), options)
def test_a_masked_text_says_that_it_is_one(value: str, kind: str, given: Any) -> None:
    assert type(masked(value, kind, **given)) in (Masked, type(None))


class TestPartial:
    """`partial`"""

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            ("jane@example.com", "***@example.com"),
            ("j@x.org", "***@x.org"),
            ("jane+tag@mail.example.co.uk", "***@mail.example.co.uk"),
            ("jürgen@müller.example", "***@müller.example"),
        ],
    )
    def test_keep_domain_hides_the_local_part_and_its_length(self, value: str, shown: str) -> None:
        assert masked(value, "partial", keep="domain") == shown

    @pytest.mark.parametrize(
        "value",
        [
            *(
                "",
                "@",
                "jane",
                "jane@",
                "@example.com",
                "a@b@c.org",
                '"a@b"@c.org',
                "a@x.org, b@y.org",
            ),
            *(
                "Jane Doe <jane@x.org>",
                "jane@x.org\n",
                "jane@x org",
                "pw@host/path",
                "x" * 99 + "@y.org",
            ),
            *("a@" + "y" * 300, "jane@x.org secret", "a@b:c", "a@b?c", 'a@b"c'),
        ],
    )
    def test_keep_domain_redacts_what_is_not_one_plain_address(self, value: str) -> None:
        assert masked(value, "partial", keep="domain") == "[redacted]"

    @pytest.mark.parametrize(
        ("value", "options", "shown"),
        [
            ("4111111111111111", {"keep_last": 4}, "************1111"),
            ("4111111111111111", {"keep_first": 4}, "4111************"),
            ("4111111111111111", {"keep_first": 2, "keep_last": 2}, "41************11"),
            ("12345678", {"keep_last": 4}, "****5678"),
            ("12345678", {"keep_last": 4, "char": "#"}, "####5678"),
        ],
    )
    def test_ends_are_kept_and_the_rest_hidden(self, value: str, options: Any, shown: str) -> None:
        assert masked(value, "partial", **options) == shown

    @pytest.mark.parametrize(
        ("value", "options"),
        [
            ("1234", {"keep_last": 4}),
            ("1234567", {"keep_last": 4}),
            ("123", {"keep_last": 4}),
            ("", {"keep_last": 4}),
            ("12345", {"keep_first": 2, "keep_last": 1}),
            ("12345678", {"keep_last": -4}),
            ("12345678", {"keep_first": -1, "keep_last": 3}),
            ("12345678", {}),
            ("12345678", {"keep": "everything"}),
            ("12345678", {"keep_last": "many"}),
        ],
    )
    def test_more_than_half_is_never_shown(self, value: str, options: Any) -> None:
        assert masked(value, "partial", **options) == "[redacted]"

    @given(st.text(alphabet="abc"), st.integers(-3, 9), st.integers(-3, 9))
    def test_no_choice_of_ends_shows_more_than_half(
        self, value: str, first: int, last: int
    ) -> None:
        shown = masked(value, "partial", keep_first=first, keep_last=last)

        kept = len(shown) - shown.count("*")
        assert shown == "[redacted]" or kept * 2 <= len(value)

    def test_numbers_have_no_part_that_could_be_shown(self) -> None:
        assert masked(4111111111111111, "partial", keep_last=4) is None


class TestHash:
    """`hash`"""

    def test_equal_values_of_a_label_get_equal_hashes_of_128_bits(self) -> None:
        first, second = masked("jane", "hash"), masked("jane", "hash")

        assert first == second
        assert len(bytes.fromhex(first)) == 16

    def test_other_values_labels_and_secrets_get_other_hashes(self) -> None:
        others = {
            masked("jane", "hash"),
            masked("Jane", "hash"),
            masked("jane", "hash", _label="other"),
            masked("jane", "hash", _keys=MaskKeys(b"another secret of enough bytes")),
        }

        assert len(others) == 4

    def test_a_uuid_stays_a_uuid(self) -> None:
        value = SECRETS["UUID"]

        assert type(masked(value, "hash")) is uuid.UUID
        assert masked(value, "hash") == masked(value, "hash") != value

    @pytest.mark.parametrize("name", ["int", "float", "Decimal", "bool", "date", "bytes"])
    def test_what_cannot_hold_a_hash_is_redacted(self, name: str) -> None:
        assert masked(SECRETS[name], "hash") is None


class TestBucket:
    """`bucket`"""

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (37, 30),
            (30, 30),
            (0, 0),
            (-1, -10),
            (10**30 + 7, 10**30),
            (37.9, 30.0),
            (-0.5, -10.0),
            (decimal.Decimal("37.90"), decimal.Decimal(30)),
            (decimal.Decimal("-0.1"), decimal.Decimal(-10)),
        ],
    )
    def test_a_number_becomes_the_lower_end_of_its_range(self, value: Any, shown: Any) -> None:
        assert masked(value, "bucket", size=10) == shown
        assert type(masked(value, "bucket", size=10)) is type(value)

    @pytest.mark.parametrize("value", [True, float("nan"), float("inf"), decimal.Decimal("NaN")])
    def test_what_lies_in_no_range_is_redacted(self, value: Any) -> None:
        assert masked(value, "bucket", size=10) is None

    @pytest.mark.parametrize("options", [{}, {"size": 1}, {"size": 0}, {"size": -5}, {"size": "x"}])
    def test_a_size_that_would_show_the_number_redacts(self, options: Any) -> None:
        assert masked(37, "bucket", **options) is None

    def test_text_is_redacted(self) -> None:
        assert masked("37", "bucket", size=10) == "[redacted]"


class TestTruncate:
    """`truncate`"""

    ZONE = datetime.timezone(datetime.timedelta(hours=2))

    @pytest.mark.parametrize(
        ("value", "year", "month"),
        [
            (datetime.date(1979, 5, 17), datetime.date(1979, 1, 1), datetime.date(1979, 5, 1)),
            (
                datetime.datetime(1979, 5, 17, 1, 2, 3, 4),
                datetime.datetime(1979, 1, 1),
                datetime.datetime(1979, 5, 1),
            ),
            (
                datetime.datetime(1979, 5, 17, 23, tzinfo=ZONE),
                datetime.datetime(1979, 1, 1, tzinfo=ZONE),
                datetime.datetime(1979, 5, 1, tzinfo=ZONE),
            ),
            ("1979-05-17", "1979-01-01", "1979-05-01"),
            ("1979-05-17 12:30:00", "1979-01-01", "1979-05-01"),
            ("1979-05-17T12:30:00Z", "1979-01-01", "1979-05-01"),
        ],
    )
    def test_a_date_is_cut_to_its_year_or_month(self, value: Any, year: Any, month: Any) -> None:
        assert masked(value, "truncate") == year
        assert masked(value, "truncate", to="year") == year
        assert masked(value, "truncate", to="day") == year
        assert masked(value, "truncate", to="month") == month

    @pytest.mark.parametrize(
        "value", ["17.5.1979", "1979-05-17x", "on 1979-05-17", "1979", "", "1979-05-17\n"]
    )
    def test_a_text_that_is_no_iso_date_is_redacted(self, value: str) -> None:
        assert masked(value, "truncate") == "[redacted]"

    @pytest.mark.parametrize("name", ["time", "timedelta", "int", "bytes"])
    def test_what_is_no_date_is_redacted(self, name: str) -> None:
        assert masked(SECRETS[name], "truncate") is None


class TestFake:
    """`fake`"""

    @pytest.mark.parametrize(
        "name",
        ["str", "email", "card", "int", "float", "Decimal", "date", "datetime with zone", "UUID"],
    )
    def test_the_same_value_gets_the_same_fake_of_its_type_in_every_process(
        self, name: str
    ) -> None:
        value = SECRETS[name]

        shown = masked(value, "fake")

        assert shown == masked(value, "fake")
        assert isinstance(shown, type(value))
        assert shown != value
        assert shown != masked(value, "fake", _label="other")

    def test_an_address_is_one_that_nobody_has(self) -> None:
        assert masked("jane@corp.net", "fake").endswith("@example.com")

    def test_digits_keep_their_layout(self) -> None:
        shown = masked("4111-1111 1111/1111", "fake")

        assert [c for c in shown if not c.isdigit()] == ["-", " ", "/"]
        assert len(shown) == 19

    @pytest.mark.parametrize("name", ["bool", "time", "bytes", "enum", "nan", "Decimal NaN"])
    def test_what_has_no_fake_form_is_redacted(self, name: str) -> None:
        assert masked(SECRETS[name], "fake") is None


class TestInside:
    """Lists, tuples and JSON are masked inside."""

    def test_a_list_keeps_its_length_and_shows_no_value(self) -> None:
        assert masked(["a", 1, None, ["b"]]) == ["[redacted]", None, None, ["[redacted]"]]

    def test_a_tuple_stays_a_tuple_and_a_named_tuple_its_own_type(self) -> None:
        from collections import namedtuple

        pair = namedtuple("pair", "left right")  # noqa: PYI024  # what psycopg makes for composites

        assert masked(("a", 1)) == ("[redacted]", None)
        assert masked(pair("a", 1)) == pair("[redacted]", None)
        assert type(masked(pair("a", 1))) is pair

    def test_the_keys_of_an_object_are_hidden_because_they_may_be_values(self) -> None:
        assert masked({"jane@x.org": 1, "joe@x.org": "x"}) == {
            "[redacted]": None,
            "[redacted 2]": "[redacted]",
        }

    def test_the_keys_stay_when_the_policy_says_so(self) -> None:
        value = {"email": "jane@x.org", "more": [{"age": 7}]}

        assert masked(value, "redact", keys="keep") == {
            "email": "[redacted]",
            "more": [{"age": None}],
        }
        assert masked(value, "partial", keep="domain", keys="keep") == {
            "email": "***@x.org",
            "more": [{"age": None}],
        }

    def test_other_masks_work_inside_too(self) -> None:
        assert masked([37, "x"], "bucket", size=10) == [30, "[redacted]"]

    def test_nothing_is_shown_below_the_deepest_level(self) -> None:
        value: Any = 37
        for _ in range(100):
            value = [value]

        assert "30" in repr(masked([[37]], "bucket", size=10))
        assert "None" in (shown := repr(masked(value, "bucket", size=10)))
        assert "30" not in shown

    @pytest.mark.parametrize("kind", KINDS)
    def test_json_of_any_depth_is_bounded(self, kind: str) -> None:
        value: Any = "secret"
        for _ in range(50_000):
            value = [value]

        assert "secret" not in repr(masked(value, kind))


class Hostile:
    """A value whose every question raises."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError("secret")


class HostileText(str):
    """A text that fails when a mask reads it."""

    __slots__ = ()

    def encode(self, *_: Any) -> bytes:
        raise RuntimeError(self)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mask_that_raises_redacts(kind: str) -> None:
    assert masked(Hostile(), kind) is None
    assert masked(HostileText("secret"), "hash") == "[redacted]"


def test_a_subclass_of_text_is_redacted_like_text() -> None:
    assert masked(HostileText("secret")) == "[redacted]"


def test_a_secret_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="shorter than 16 bytes"):
        MaskKeys(b"short")


def test_the_repr_of_the_keys_does_not_show_the_secret() -> None:
    assert "secret" not in repr(KEYS)
