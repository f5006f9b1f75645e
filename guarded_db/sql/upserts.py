"""How MySQL writes an upsert, as the parser's other dialects write it."""

from __future__ import annotations

from typing import Any

from sqlglot import exp


def brought(node: Any) -> None:
    """MySQL: write `VALUES(column)`, the value that would have been inserted, as `excluded.column`."""
    for call in list(node.find_all(exp.Anonymous)):
        if call.name.lower() in ("values", "value") and len(call.expressions) == 1:
            column = call.expressions[0]
            name = column.this if isinstance(column, exp.Column) else column
            if isinstance(name, exp.Identifier):
                call.replace(exp.column(name.copy(), table="excluded"))
