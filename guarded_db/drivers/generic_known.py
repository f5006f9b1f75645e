"""Which profile a connection class belongs to: the one look-up over drivers and facades."""

from __future__ import annotations

from typing import Any

from guarded_db.drivers.generic_facades import FACADES
from guarded_db.drivers.generic_profile import PROFILES, Profile
from guarded_db.errors import ConfigurationError


def profile_of(kind: type[Any]) -> Profile:
    """Return the profile for a connection class.

    Raises:
        ConfigurationError: the driver is not in the table.
    """
    for base in kind.__mro__:
        root = base.__module__.partition(".")[0]
        for profile in _profiles(root):
            if profile.root in (root, base.__module__):
                return profile
    known = ", ".join(sorted(profile.root for profile in PROFILES))
    raise ConfigurationError(
        f"`{kind.__module__}.{kind.__qualname__}` belongs to no driver whose SQL dialect is known; use one of {known}"
    )


def _profiles(root: str) -> tuple[Profile, ...]:
    if root == "sqlalchemy":
        return FACADES
    return PROFILES
