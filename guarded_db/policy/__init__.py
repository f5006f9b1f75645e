"""May they: the policy's format, its packs, and the decision on one statement for one identity."""

from guarded_db.policy.decision import Decision, MaskSpec

__all__ = ["Decision", "MaskSpec"]
