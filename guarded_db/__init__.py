"""guarded_db: a DB-API driver that knows who asks, decides before it happens, masks, and keeps a signed record.

    conn = guarded_db.connect("postgresql://app@db/shop", policy="guard.yaml")

Everything public is named here; everything else is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guarded_db.errors import (
    ApprovalExpired,
    ApprovalRejected,
    ApprovalRequired,
    AuditUnavailable,
    ConfigurationError,
    Denied,
    GrantRequired,
    GuardError,
    IdentityError,
    LimitExceeded,
    NotUnderstood,
    Tampered,
    UnguardedAccess,
    Unverifiable,
    VerificationError,
)
from guarded_db.guard import Guard, guard_for, unguarded
from guarded_db.identity import Identity, identity

if TYPE_CHECKING:
    from guarded_db.policy.explain import Explanation

__version__ = "0.1.0"

__all__ = [
    "ApprovalExpired",
    "ApprovalRejected",
    "ApprovalRequired",
    "AuditUnavailable",
    "ConfigurationError",
    "Denied",
    "GrantRequired",
    "Guard",
    "GuardError",
    "Identity",
    "IdentityError",
    "LimitExceeded",
    "NotUnderstood",
    "Tampered",
    "UnguardedAccess",
    "Unverifiable",
    "VerificationError",
    "aconnect",
    "assert_active",
    "connect",
    "explain",
    "identity",
    "unguarded",
    "wrap",
]


def connect(
    target: Any, *args: Any, policy: Any = None, guard: Guard | None = None, **kwargs: Any
) -> Any:
    """Open a guarded connection: a drop-in for a DB-API driver's `connect`.

    Args:
        target: a URL (`sqlite:///path`, `postgresql://…`, `mysql://…`, `mariadb://…`, `duckdb:///path`), a driver's
            module, or a driver's connect function. Further arguments go to the driver.
        policy: see `Guard`; ignored with `guard`.
        guard: a `Guard` to share between connections.

    Raises:
        ConfigurationError: unknown scheme, missing driver, or a policy or state folder that cannot be used.
    """
    return guard_for(policy, guard).connect(target, *args, **kwargs)


async def aconnect(
    target: Any, *args: Any, policy: Any = None, guard: Guard | None = None, **kwargs: Any
) -> Any:
    """Open a guarded asynchronous connection; arguments as for `connect`."""
    return await guard_for(policy, guard).aconnect(target, *args, **kwargs)


def wrap(connection: Any, *, policy: Any = None, guard: Guard | None = None) -> Any:
    """Guard a connection that exists, and return the guarded one; use only that from then on."""
    return guard_for(policy, guard).wrap(connection)


def explain(
    sql: str, *, dialect: str, policy: Any = None, identity: Identity | str | None = None
) -> Explanation:
    """Say what `sql` does, what the policy decides about it and why, and what would be allowed. Runs nothing.

    Args:
        sql: one or more statements.
        dialect: `postgres`, `mysql`, `sqlite`, `duckdb` or another name that sqlglot knows.
        policy: see `Guard`.
        identity: who would ask; without one, the identity of the running code.
    """
    from guarded_db.identity import principal
    from guarded_db.policy.explain import explain as explain_statement

    who = principal(identity) if identity is not None else None
    return explain_statement(sql, dialect=dialect, policy=policy, identity=who)


def assert_active() -> None:
    """Return when this process is guarded by `guarded-db run` or `Guard.patch`.

    Raises:
        ConfigurationError: it is not.
    """
    from guarded_db.integrations.patching import assert_active as check

    check()
