"""The keys of `hash` and `fake`: one per label, derived from one secret. Nothing is stored here."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from guarded_db.errors import ConfigurationError

MIN_SECRET_BYTES = 16
"""128 bits; with less, a hash of a short value could be undone by guessing the key."""


@dataclass(frozen=True, slots=True)
class MaskKeys:
    """The secret behind `hash` and `fake` (at least 16 bytes); equal secrets give equal, joinable masks.

    Raises:
        ConfigurationError: the secret is shorter.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < MIN_SECRET_BYTES:
            raise ConfigurationError(
                f"the secret for masks is shorter than {MIN_SECRET_BYTES} bytes; create one with "
                "`secrets.token_bytes(32)`"
            )

    def derive(self, label: str) -> bytes:
        """Return the 32-byte key of `label`: HMAC-SHA256 of `guarded_db mask\\0` and the label's UTF-8 bytes."""
        purpose = b"guarded_db mask\0" + label.encode("utf-8", "surrogatepass")
        return hmac.digest(self.secret, purpose, "sha256")
