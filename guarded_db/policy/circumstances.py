"""`who` and `when`, compiled: is this the identity, is this the moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from guarded_db.identity import Identity
from guarded_db.policy.model import DAYS, When, Who, hours_of
from guarded_db.policy.nearest import one_of
from guarded_db.policy.patterns import any_matcher

WhoTest: TypeAlias = Callable[[Identity], bool]
TimeTest: TypeAlias = Callable[[datetime], bool]


def compile_who(who: Who | None) -> WhoTest | None:
    """Return a test of an identity, or None when everyone matches.

    `on_behalf_of` asks whether anyone in the chain behind the actor matches.
    """
    if who is None:
        return None
    tests: list[WhoTest] = []
    if who.kind is not None:
        kinds = frozenset(who.kind)
        tests.append(lambda identity: identity.kind in kinds)
    if who.id is not None:
        ids = any_matcher(who.id, fold=False)
        tests.append(lambda identity: ids(identity.id))
    if who.groups is not None:
        groups = any_matcher(who.groups, fold=False)
        tests.append(lambda identity: any(map(groups, identity.groups)))
    if who.verified is not None:
        verified = who.verified
        tests.append(lambda identity: identity.verified is verified)
    if (behind := compile_who(who.on_behalf_of)) is not None:
        behind_test = behind
        tests.append(lambda identity: any(map(behind_test, identity.chain()[1:])))
    return _every(tests)


def compile_purpose(purpose: list[str] | None) -> WhoTest | None:
    """Return a test of the stated purpose: `required` (any), or globs. None when it does not matter."""
    if purpose is None:
        return None
    if "required" in purpose:
        return lambda identity: bool(identity.purpose)
    globs = any_matcher(purpose, fold=False)
    return lambda identity: identity.purpose is not None and globs(identity.purpose)


def compile_time(when: When | None) -> TimeTest | None:
    """Return a test of an aware datetime, or None when the clock does not matter.

    The part of an overnight range after midnight belongs to the day on which the range began.
    """
    if when is None or not (when.hours or when.days):
        return None
    zone = ZoneInfo(when.timezone)
    ranges = [hours_of(text) for text in when.hours or ["00:00-24:00"]]
    days = _days(when.days)

    def test(now: datetime) -> bool:
        local = now.astimezone(zone)
        clock, today = local.time(), local.weekday()
        return any(_inside(clock, today, start, end, days) for start, end in ranges)

    return test


def utc_now() -> datetime:
    """Return the current time, aware."""
    return datetime.now(UTC)


def describe_who(who: Who) -> str:
    """Return in words whom `who` means, for texts."""
    parts: list[str] = []
    if who.kind:
        parts.append("a " + " or ".join(who.kind))
    if who.id:
        parts.append(one_of(who.id))
    if who.groups:
        parts.append(f"someone in {one_of(who.groups)}")
    if who.verified:
        parts.append("verified")
    if who.on_behalf_of:
        parts.append(f"acting for {describe_who(who.on_behalf_of)}")
    return ", ".join(parts) or "someone else"


def _inside(clock: time, today: int, start: time, end: time, days: frozenset[int]) -> bool:
    midnight = time(0)
    if start < end or end == midnight:
        return today in days and start <= clock and (end == midnight or clock < end)
    if clock >= start:
        return today in days
    return clock < end and (today - 1) % 7 in days


def _days(texts: list[str] | None) -> frozenset[int]:
    if texts is None:
        return frozenset(range(7))
    found: set[int] = set()
    for text in texts:
        first, _, last = text.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        found.update((start + i) % 7 for i in range((end - start) % 7 + 1))
    return frozenset(found)


def _every(tests: list[WhoTest]) -> WhoTest:
    if len(tests) == 1:
        return tests[0]
    fixed = tuple(tests)
    return lambda identity: all(test(identity) for test in fixed)
