"""Format version 1 as pydantic models: what a policy file may say, key by key.

Validation only. Nothing here decides, and nothing here runs while a statement is decided. Keys that are known
but cannot be enforced by this version are refused, so that no policy is weaker than it reads.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Any, Literal, TypeAlias, cast
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from guarded_db.policy.actions import ACTIONS
from guarded_db.policy.nearest import nearest, one_of
from guarded_db.policy.patterns import ColumnPattern, TablePattern

PACKS = ("observe", "read-only", "safe-writes", "pii", "strict")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RESERVED = frozenset(
    {
        "default",
        "unknown",
        "anonymous",
        "predicates",
        "flows",
        "dangerous",
        "system",
        "transaction",
        "observe",
    }
)
"""Ids that decisions use for the policy's own keys and built-in rules."""

NOT_YET = (
    "bytes seconds affected cost statements_per_minute rows_per_hour distinct_values concurrent on_excess"
).split()
"""Limits of format version 1 that this version knows but cannot enforce."""

MAX_LIST = 2000
"""Longest list of one key; the decision time grows with it."""

MAX_GLOB = 256
"""Longest pattern in characters."""


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _action(word: str) -> str:
    if word not in ACTIONS:
        raise ValueError(f"unknown action `{word}`{nearest(word, ACTIONS)}")
    return word


def _table(text: str) -> str:
    TablePattern.parse(text)
    return text


def _column(text: str) -> str:
    ColumnPattern.parse(text)
    return text


def _day(text: str) -> str:
    first, dash, last = text.partition("-")
    for day in (first, last) if dash else (first,):
        if day not in DAYS:
            raise ValueError(
                f"`{text}` is not a day; use {one_of(DAYS)}, or a range such as `mon-fri`"
            )
    return text


_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


def hours_of(text: str) -> tuple[time, time]:
    """Return the two ends of a range such as `09:00-17:30`; `24:00` is midnight at the end of the day.

    Raises:
        ValueError: not such a range, or an empty one.
    """
    found = _HOURS.fullmatch(text)
    if not found or (found[3] == "24" and found[4] != "00"):
        raise ValueError(
            f"`{text}` is not a range of hours; write `09:00-17:30`, or `22:00-06:00` over midnight"
        )
    start, end = time(int(found[1]), int(found[2])), time(int(found[3]) % 24, int(found[4]))
    if start == end and text[:5] != "00:00":
        raise ValueError(f"`{text}` is empty; leave `hours` out for the whole day")
    return start, end


def _hours(text: str) -> str:
    hours_of(text)
    return text


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, OSError, ValueError):
        raise ValueError(
            f"unknown time zone `{text}`; use a name such as `Europe/Berlin`"
        ) from None
    return text


def _free(text: str) -> str:
    if text in RESERVED:
        raise ValueError(f"the rule id `{text}` is reserved; choose another")
    return text


def _duration(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,5}[smhd]", text):
        raise ValueError(
            f"`{text}` is not a duration; write a number with s, m, h or d, such as `10m`"
        )
    return text


Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[\w.:@/ -]+$")]
Glob: TypeAlias = Annotated[str, Field(min_length=1, max_length=MAX_GLOB)]
Text: TypeAlias = Annotated[str, Field(min_length=1, max_length=300)]
Strings: TypeAlias = Annotated[
    list[Glob], BeforeValidator(_listed), Field(min_length=1, max_length=MAX_LIST)
]
Actions: TypeAlias = Annotated[
    list[Annotated[str, AfterValidator(_action)]], BeforeValidator(_listed), Field(min_length=1)
]
Tables: TypeAlias = Annotated[
    list[Annotated[Glob, AfterValidator(_table)]],
    BeforeValidator(_listed),
    Field(min_length=1, max_length=MAX_LIST),
]
ColumnGlob: TypeAlias = Annotated[Glob, AfterValidator(_column)]
Columns: TypeAlias = Annotated[
    list[ColumnGlob], BeforeValidator(_listed), Field(min_length=1, max_length=MAX_LIST)
]
Days: TypeAlias = Annotated[
    list[Annotated[str, AfterValidator(_day)]], BeforeValidator(_listed), Field(min_length=1)
]
Hours: TypeAlias = Annotated[
    list[Annotated[str, AfterValidator(_hours)]], BeforeValidator(_listed), Field(min_length=1)
]
Kinds: TypeAlias = Annotated[
    list[Literal["human", "agent", "service"]], BeforeValidator(_listed), Field(min_length=1)
]


class Part(BaseModel):
    """Strict types, unknown keys refused, never changed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Who(Part):
    """Which identities; every given key must match."""

    kind: Kinds | None = None
    id: Strings | None = None
    groups: Strings | None = None
    verified: bool | None = None
    on_behalf_of: Who | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Who:
        if not self.model_fields_set:
            raise ValueError(
                "`who` is empty; say which identities, or leave the key out for everyone"
            )
        return self


class When(Part):
    """In which circumstances; every given key must match."""

    environment: Strings | None = None
    hours: Hours | None = None
    days: Days | None = None
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    purpose: Strings | None = None
    after_reading: Any = None

    @model_validator(mode="after")
    def _enforceable(self) -> When:
        if "after_reading" in self.model_fields_set:
            raise ValueError(
                "`when.after_reading` is known but this version cannot enforce it; remove it"
            )
        if "timezone" in self.model_fields_set and not (self.hours or self.days):
            raise ValueError("`when.timezone` needs `hours` or `days`")
        if not self.model_fields_set:
            raise ValueError("`when` is empty; say when, or leave the key out for always")
        return self


class Limits(Part):
    """What an allowed statement may take at most."""

    rows: Annotated[int, Field(ge=0, lt=2**53)] | None = None
    bytes: Any = None
    seconds: Any = None
    affected: Any = None
    cost: Any = None
    statements_per_minute: Any = None
    rows_per_hour: Any = None
    distinct_values: Any = None
    concurrent: Any = None
    on_excess: Any = None

    @model_validator(mode="after")
    def _enforceable(self) -> Limits:
        for name in NOT_YET:
            if name in self.model_fields_set:
                raise ValueError(
                    f"`limits.{name}` is known but this version cannot enforce it; remove it"
                )
        return self


MASK_OPTIONS: dict[str, tuple[str, ...]] = {
    "redact": (),
    "null": (),
    "partial": ("keep", "keep_first", "keep_last", "char", "keys"),
    "hash": ("keys",),
    "bucket": ("size", "keys"),
    "truncate": ("to", "keys"),
    "fake": ("keys",),
}
"""The kinds of masks and the options that each one takes."""


class Mask(Part):
    """How the values of a label are shown."""

    kind: Literal["redact", "null", "partial", "hash", "bucket", "truncate", "fake"]
    keep: Literal["domain"] | None = None
    keep_first: Annotated[int, Field(ge=0, le=64)] | None = None
    keep_last: Annotated[int, Field(ge=0, le=64)] | None = None
    char: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    size: Annotated[int, Field(ge=2, lt=2**53)] | None = None
    to: Literal["year", "month"] | None = None
    keys: Literal["keep"] | None = None

    @model_validator(mode="after")
    def _options_fit(self) -> Mask:
        known = MASK_OPTIONS[self.kind]
        for name in sorted(self.model_fields_set - {"kind"}):
            if name not in known:
                takes = f"it takes {one_of(known)}" if known else "it takes none; remove it"
                raise ValueError(f"`{name}` is not an option of the mask `{self.kind}`; {takes}")
        if self.kind == "partial" and not (self.keep or self.keep_first or self.keep_last):
            raise ValueError("the mask `partial` needs `keep: domain`, `keep_first` or `keep_last`")
        if self.keep and (self.keep_first or self.keep_last):
            raise ValueError(
                "`keep: domain` cannot be joined with `keep_first` or `keep_last`; choose one"
            )
        if self.kind == "bucket" and self.size is None:
            raise ValueError("the mask `bucket` needs `size`, such as `size: 10`")
        return self

    def options(self) -> tuple[tuple[str, str | int], ...]:
        """Return the given options as sorted pairs."""
        given = self.model_dump(exclude_none=True, exclude={"kind"})
        return cast("tuple[tuple[str, str | int], ...]", tuple(sorted(given.items())))


class Scan(Part):
    """Columns of free text, and the labels to look for in their values."""

    columns: Columns
    detect: Strings


class Reveal(Part):
    """Who sees which labels in clear."""

    labels: Strings
    to: Who
    purpose: Strings | None = None


class Rule(Part):
    """One rule: what it does, and for whom, what, which tables and when."""

    id: Annotated[Name, AfterValidator(_free)]
    effect: Literal["allow", "deny", "approve", "grant"]
    who: Who | None = None
    actions: Actions = Field(default_factory=lambda: ["any"])
    tables: Tables | None = None
    columns: Columns | None = None
    functions: Strings | None = None
    when: When | None = None
    unbounded: bool | None = None
    affects_more_than: Annotated[int, Field(ge=0, lt=2**53)] | None = None
    limits: Limits | None = None
    reason: Text | None = None
    hint: Text | None = None
    approvers: Who | None = None
    expires: Annotated[str, AfterValidator(_duration)] | None = None

    @model_validator(mode="after")
    def _keys_fit(self) -> Rule:
        if self.effect == "deny" and self.limits is not None:
            raise ValueError("`limits` means nothing on a deny rule; remove it")
        if self.effect == "allow" and self.affects_more_than is not None:
            raise ValueError("`affects_more_than` restricts; use it with deny, approve or grant")
        for name in ("approvers", "expires"):
            if self.effect not in ("approve", "grant") and getattr(self, name) is not None:
                raise ValueError(f"`{name}` belongs to approve and grant rules; remove it")
        return self


class Document(Part):
    """One policy file, before its packs are joined to it."""

    version: Literal[1]
    name: Name | None = None
    environment: Name | None = None
    extends: Strings | None = None
    default: Literal["allow", "deny"] | None = None
    unknown: Literal["deny", "approve"] | None = None
    anonymous: Literal["deny", "service"] | None = None
    labels: dict[Name, Columns] | None = None
    scan: list[Scan] | None = None
    masks: dict[Name, Mask] | None = None
    reveal: list[Reveal] | None = None
    predicates: Literal["deny", "equality", "allow"] | None = None
    flows: Literal["deny", "allow"] | None = None
    rules: Annotated[list[Rule], Field(max_length=MAX_LIST)] | None = None
