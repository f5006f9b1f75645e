"""The exception tree of guarded_db, and how a refusal also becomes the driver's own exception.

    GuardError
    ├─ ConfigurationError (ValueError)   policy, options, keys: at start, with file:line
    ├─ Denied                            + the driver's ProgrammingError
    │  ├─ NotUnderstood                  the statement could not be read with certainty
    │  ├─ LimitExceeded                  more rows, bytes or seconds than the policy gives
    │  ├─ GrantRequired                  a live just-in-time grant is needed
    │  ├─ ApprovalRequired (.ticket)     a person must say yes
    │  ├─ ApprovalRejected
    │  └─ ApprovalExpired
    ├─ IdentityError                     a token that does not verify, or no identity where one is needed
    ├─ AuditUnavailable                  + the driver's OperationalError
    ├─ UnguardedAccess                   + the driver's ProgrammingError: a name the guarded surface refuses
    └─ VerificationError
       ├─ Tampered                       the record is bad
       └─ Unverifiable                   the record could not be checked

The driver's own errors pass through with their own classes. Texts never hold SQL or values; `args`
is never empty and never starts with an integer, because drivers and pools match on those.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from guarded_db.policy.decision import Decision


E = TypeVar("E", bound="GuardError")


class GuardError(Exception):
    """Everything that guarded_db itself raises."""


class ConfigurationError(GuardError, ValueError):
    """A policy, option, key or driver version that cannot be used. Raised at start, never later.

    The text names file, line and the nearest valid name where there is one.
    """


class Denied(GuardError):
    """The policy refuses a statement. It did not reach the database.

    Also an instance of the driver's `ProgrammingError`. `decision` holds the whole decision
    (`None` when the refusal came before a decision could be made).
    """

    decision: Decision | None = None


class NotUnderstood(Denied):
    """The statement was not understood with certainty, and the policy says that this is a refusal."""


class LimitExceeded(Denied):
    """A limit of the policy was reached; nothing beyond it was released."""


class GrantRequired(Denied):
    """The statement needs a live just-in-time grant."""


class ApprovalRequired(Denied):
    """A person must approve this exact statement. `ticket` identifies the request, if one was filed."""

    ticket: str | None = None


class ApprovalRejected(Denied):
    """A person said no."""


class ApprovalExpired(Denied):
    """The approval was not given, or not used, in time."""


class IdentityError(GuardError):
    """An identity that does not verify, or none where one is required."""


class AuditUnavailable(GuardError):
    """The audit trail cannot take the record, so the statement does not run.

    Also an instance of the driver's `OperationalError`.
    """


class UnguardedAccess(GuardError):
    """A name of the driver that would go around the guard. The text says what to use instead.

    Also an instance of the driver's `ProgrammingError` where a driver is concerned.
    """


class VerificationError(GuardError):
    """The audit trail did not verify."""

    segment: str = ""
    """The segment (or `log.head`) where the first damage was found; empty when it concerns no single one."""
    sequence: int | None = None
    """The record in that segment."""
    damage: str = ""
    """What kind of damage, such as `signature`, `sequence gap` or `truncated`."""


class Tampered(VerificationError):
    """A record is bad: changed, removed, inserted, reordered, or signed by the wrong key."""


class Unverifiable(VerificationError):
    """The record could not be checked: a missing key, an incomplete tail."""


@lru_cache(maxsize=256)
def as_driver_error(kind: type[E], base: type[BaseException]) -> type[E]:
    """Return a class that is both `kind` and the driver's exception class `base`.

    The class carries the name and module of `kind`, so that a traceback reads `guarded_db.errors.Denied`.
    """
    if issubclass(kind, base):
        return kind
    namespace: dict[str, Any] = {
        "__module__": kind.__module__,
        "__qualname__": kind.__qualname__,
        "__doc__": kind.__doc__,
        "__reduce__": _reduce,
    }
    return type(kind.__name__, (kind, base), namespace)


def make_error(kind: type[E], base: type[BaseException] | None, text: str) -> E:
    """Build an error of `kind` that is also a `base` (a driver's exception class) with `text`."""
    return (as_driver_error(kind, base) if base is not None else kind)(text)  # type: ignore[arg-type]  # typeshed: a type variable over classes is not Hashable


def _reduce(self: Any) -> tuple[Any, ...]:
    kind, base = type(self).__bases__
    return (_rebuild, (kind, base, self.args, dict(self.__dict__)))


def _rebuild(kind: Any, base: Any, args: tuple[Any, ...], state: dict[str, Any]) -> Any:
    error = as_driver_error(kind, base)(*args)
    error.__dict__.update(state)
    return error
