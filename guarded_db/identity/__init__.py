"""Who asks: principals, the context of the running code."""

from guarded_db.identity.context import current_identity, identity
from guarded_db.identity.principal import Identity, principal

__all__ = ["Identity", "current_identity", "identity", "principal"]
