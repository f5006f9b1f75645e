"""Identities are frozen values with a chain."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle

import pytest

from guarded_db.errors import IdentityError
from guarded_db.identity import Identity, principal


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("user:jane@example.com", "human"),
        ("human:jane", "human"),
        ("agent:copilot", "agent"),
        ("service:web", "service"),
        ("jane", "service"),
        ("robot:x", "service"),
    ],
)
def test_the_prefix_of_an_id_says_the_kind(text: str, kind: str) -> None:
    assert principal(text) == Identity(text, kind=kind)  # type: ignore[arg-type]


def test_an_identity_passes_through_principal_unchanged() -> None:
    who = Identity("user:jane", verified=True)

    assert principal(who) is who


def test_an_identity_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Identity("user:jane").verified = True  # type: ignore[misc]


def test_equal_identities_are_equal_and_hash_alike() -> None:
    first = Identity("a", groups=frozenset({"x"}), on_behalf_of=Identity("b"))
    second = Identity("a", groups=frozenset({"x"}), on_behalf_of=Identity("b"))

    assert first == second
    assert hash(first) == hash(second)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "b"},
        {"kind": "agent"},
        {"groups": frozenset({"dba"})},
        {"on_behalf_of": Identity("c")},
        {"purpose": "SUP-1"},
        {"verified": True},
        {"anonymous": True},
    ],
    ids=str,
)
def test_identities_that_differ_in_one_thing_are_not_equal(change: dict[str, object]) -> None:
    who = Identity("a")

    assert dataclasses.replace(who, **change) != who  # type: ignore[arg-type]


@pytest.mark.parametrize("again", [copy.deepcopy, lambda who: pickle.loads(pickle.dumps(who))])
def test_an_identity_survives_copying_and_pickling(again: object) -> None:
    who = Identity("agent:a", groups=frozenset({"x"}), on_behalf_of=Identity("user:b"))

    assert again(who) == who  # type: ignore[operator]


def test_acting_for_puts_the_principal_at_the_far_end() -> None:
    chain = Identity("a", on_behalf_of=Identity("b")).acting_for(Identity("c"))

    assert [link.id for link in chain.chain()] == ["a", "b", "c"]


def test_a_chain_has_at_most_sixteen_links() -> None:
    who = Identity("0")
    for number in range(1, 16):
        who = Identity(str(number), on_behalf_of=who)

    assert len(who.chain()) == 16
    with pytest.raises(IdentityError, match="at most 15 others"):
        Identity("one more", on_behalf_of=who)


def test_the_description_holds_what_is_set_and_nothing_else() -> None:
    who = Identity(
        "agent:a", kind="agent", purpose="SUP-1", on_behalf_of=Identity("user:b", "human")
    )

    assert who.describe() == {
        "id": "agent:a",
        "kind": "agent",
        "verified": False,
        "purpose": "SUP-1",
        "on_behalf_of": {"id": "user:b", "kind": "human", "verified": False},
    }


def test_a_full_description_is_json() -> None:
    who = Identity(
        "a", groups=frozenset({"y", "x"}), session="s", conversation="c", tool_call="t", model="m",
        anonymous=True,
    )  # fmt: skip

    assert json.loads(json.dumps(who.describe())) == {
        "id": "a", "kind": "service", "verified": False, "groups": ["x", "y"], "anonymous": True,
        "session": "s", "conversation": "c", "tool_call": "t", "model": "m",
    }  # fmt: skip


def test_a_misspelt_prefix_is_an_error_that_names_the_right_one() -> None:
    with pytest.raises(IdentityError, match="did you mean `agent:`"):
        principal("agnet:copilot")


def test_an_unknown_prefix_is_a_service() -> None:
    assert principal("job:nightly").kind == "service"
