"""Who asks: an actor, the principals it acts for, and why. Frozen values, no I/O, no verification."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, Literal, TypeAlias, get_args

from guarded_db.errors import IdentityError

Kind: TypeAlias = Literal["human", "agent", "service"]
KINDS: tuple[str, ...] = get_args(Kind)

PREFIXES: dict[str, Kind] = {
    "user": "human",
    "human": "human",
    "agent": "agent",
    "service": "service",
}
"""What the part of an id before the colon says about its kind."""

MAX_CHAIN = 16
"""Longest chain of principals; a longer one is a loop or an attack."""

MAX_TEXT = 512
"""Longest id, group or purpose in characters, so that one identity cannot flood a record."""


@dataclass(frozen=True, slots=True, eq=True)
class Identity:
    """An actor with the chain it acts on behalf of, its purpose and the context of the call.

    `verified` is true only when the identity came from a checked token; nothing that a program merely says
    about itself is verified.
    """

    id: str
    kind: Kind = None  # type: ignore[assignment]  # what the id's prefix says, see `kind_of`
    groups: frozenset[str] = frozenset()
    on_behalf_of: Identity | None = None
    purpose: str | None = None
    session: str | None = None
    conversation: str | None = None
    tool_call: str | None = None
    model: str | None = None
    verified: bool = False
    anonymous: bool = False
    """True for the stand-in `service:<process>` of a call without identity: never a reveal, grant or approval."""
    _hash: int = field(default=0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_text("id", self.id, required=True)
        if self.kind is None:
            object.__setattr__(self, "kind", kind_of(self.id))
        if self.kind not in KINDS:
            raise IdentityError(
                f"unknown kind of identity `{self.kind}`; use one of {', '.join(KINDS)}"
            )
        if isinstance(self.groups, str):
            raise IdentityError("`groups` is a collection of names, not one string")
        object.__setattr__(self, "groups", frozenset(self.groups))
        for group in self.groups:
            _check_text("groups", group, required=True)
        for name in ("purpose", "session", "conversation", "tool_call", "model"):
            _check_text(name, getattr(self, name), required=False)
        if len(list(self.chain())) > MAX_CHAIN:
            raise IdentityError(f"an identity acts on behalf of at most {MAX_CHAIN - 1} others")
        object.__setattr__(
            self,
            "_hash",
            hash((self.id, self.kind, self.groups, self.on_behalf_of, self.purpose, self.verified)),
        )

    def __hash__(self) -> int:
        return self._hash

    def chain(self) -> list[Identity]:
        """Return this identity and everyone it acts for, the actor first."""
        found: list[Identity] = []
        who: Identity | None = self
        while who is not None and len(found) <= MAX_CHAIN:
            found.append(who)
            who = who.on_behalf_of
        return found

    def acting_for(self, principal: Identity) -> Identity:
        """Return this identity with `principal` at the far end of its chain.

        A purpose that this identity does not state is taken from `principal`.
        """
        behind = self.on_behalf_of.acting_for(principal) if self.on_behalf_of else principal
        return replace(self, on_behalf_of=behind, purpose=self.purpose or principal.purpose)

    def describe(self) -> dict[str, Any]:
        """Return what the audit record says about this identity: only what is set, JSON types only."""
        text: dict[str, Any] = {"id": self.id, "kind": self.kind, "verified": self.verified}
        if self.groups:
            text["groups"] = sorted(self.groups)
        if self.anonymous:
            text["anonymous"] = True
        for name in ("purpose", "session", "conversation", "tool_call", "model"):
            if (value := getattr(self, name)) is not None:
                text[name] = value
        if self.on_behalf_of is not None:
            text["on_behalf_of"] = self.on_behalf_of.describe()
        return text


def principal(value: Identity | str) -> Identity:
    """Return `value` as an `Identity`; a string such as `user:jane@example.com` is an unverified person or agent.

    The part before the first colon gives the kind: `user` and `human` are people, `agent` an agent, everything
    else a service.

    Raises:
        IdentityError: the text is empty or too long.
    """
    if isinstance(value, Identity):
        return value
    if not isinstance(value, str):
        raise IdentityError(
            "an identity is an `Identity` or a string such as `user:jane@example.com`"
        )
    return Identity(value)


def kind_of(name: str) -> Kind:
    """Return the kind that the prefix of an id states: `user:` and `human:` human, `agent:` agent, else service.

    Raises:
        IdentityError: the prefix looks like a misspelt one, which would make an agent a service unnoticed.
    """
    prefix, colon, _ = name.partition(":")
    if colon and prefix not in PREFIXES and (near := get_close_matches(prefix, PREFIXES, n=1)):
        raise IdentityError(
            f"`{prefix}:` is not a known prefix of an identity; did you mean `{near[0]}:`, or give `kind`"
        )
    return PREFIXES.get(prefix, "service")


def _check_text(name: str, value: Any, *, required: bool) -> None:
    if value is None and not required:
        return
    if not isinstance(value, str) or not value.strip():
        raise IdentityError(f"`{name}` of an identity is a string that is not empty")
    if len(value) > MAX_TEXT:
        raise IdentityError(f"`{name}` of an identity is longer than {MAX_TEXT} characters")
