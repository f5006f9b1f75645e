"""A plan masks whole rows: the right columns, in the right shape, never open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from masking.values import cells

from guarded_db.masking import MaskKeys, compile_plan, count_masked
from guarded_db.masking.plan import MAKERS
from guarded_db.policy.decision import MaskSpec

KEYS = MaskKeys(b"a secret of enough bytes")
REDACT = MaskSpec("pii")
NULL = MaskSpec("pii", "null")


@pytest.mark.parametrize("masks", [(), (None,), (None, None, None)])
def test_nothing_to_mask_is_no_plan(masks: Any) -> None:
    assert compile_plan(masks, KEYS) is None
    assert count_masked(masks) == 0


@pytest.mark.parametrize(
    ("masks", "shown"),
    [
        ((REDACT, None, None), ("[redacted]", "b", "c")),
        ((None, REDACT, None), ("a", "[redacted]", "c")),
        ((None, None, NULL), ("a", "b", None)),
        ((REDACT, None, NULL), ("[redacted]", "b", None)),
        ((REDACT, REDACT, REDACT), ("[redacted]",) * 3),
    ],
)
@pytest.mark.parametrize("shape", [tuple, list])
def test_exactly_the_named_columns_are_masked(masks: Any, shown: Any, shape: Any) -> None:
    plan = compile_plan(masks, KEYS)

    assert plan is not None
    assert plan(shape("abc")) == shown
    assert count_masked(masks) == sum(mask is not None for mask in masks)


def test_the_row_that_was_given_is_not_changed() -> None:
    plan, row = compile_plan((REDACT, None), KEYS), ["a", "b"]
    assert plan is not None

    plan(row)

    assert row == ["a", "b"]


@pytest.mark.parametrize("masks", [(None, REDACT), (REDACT, REDACT)])
@pytest.mark.parametrize("row", [("a",), ("a", "b", "c"), ("a", 1, b"x", [2])])
def test_a_row_of_another_width_is_redacted_whole(masks: Any, row: Any) -> None:
    plan = compile_plan(masks, KEYS)

    assert plan is not None
    assert set(map(repr, plan(row))) <= {"'[redacted]'", "None", "[None]"}
    assert len(plan(row)) == len(row)


@given(
    st.lists(st.tuples(cells, st.booleans()), min_size=1, max_size=6),
    st.sampled_from(sorted(MAKERS)),
)
def test_untouched_cells_are_the_very_same_objects(row: Any, kind: str) -> None:
    mask = MaskSpec("pii", kind)
    plan = compile_plan(tuple(mask if hidden else None for _, hidden in row), KEYS)
    if plan is None:
        return

    shown = plan(tuple(cell for cell, _ in row))

    assert type(shown) is tuple
    assert all(
        after is cell for (cell, hidden), after in zip(row, shown, strict=True) if not hidden
    )


@pytest.mark.parametrize("kind", ["no such kind", "", "REDACT"])
def test_an_unknown_mask_redacts(kind: str) -> None:
    plan = compile_plan((MaskSpec("pii", kind),), KEYS)

    assert plan is not None
    assert plan(("secret",)) == ("[redacted]",)


def test_the_policy_and_masking_know_the_same_kinds() -> None:
    from guarded_db.policy import model

    assert set(MAKERS) == set(model.MASK_OPTIONS)
