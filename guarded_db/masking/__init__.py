"""What they see: masks, and the plan that applies them to each row of a result."""

from guarded_db.masking.keys import MaskKeys
from guarded_db.masking.masked import Masked, holds_masked
from guarded_db.masking.plan import compile_plan, count_masked

__all__ = ["MaskKeys", "Masked", "compile_plan", "count_masked", "holds_masked"]
