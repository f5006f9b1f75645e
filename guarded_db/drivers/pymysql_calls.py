"""`callproc`: PyMySQL first sets one user variable per argument, then calls the procedure with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from guarded_db.drivers import generic_templates as templates

if TYPE_CHECKING:
    from guarded_db.drivers.pymysql_state import State

_NAME = re.compile(r"[A-Za-z0-9_$.]{1,193}\Z")


def statement(name: Any, args: Sequence[Any]) -> str:
    """Return the CALL as it will be sent, with neutral placeholders."""
    quoted = str(name).replace("`", "``")
    return f"CALL `{quoted}`({','.join('?' * len(args))})"


def is_setup(state: State, connection: Any, sql: Any) -> bool:
    """Whether `sql` sets exactly the variables of the call that is going on, to plain values.

    Anything else (a procedure's name with odd characters, a value with an escaping of its own) is a statement
    like any other.
    """
    assert state.call is not None
    name, args = state.call
    if not isinstance(name, str) or not _NAME.match(name) or not templates.is_plain(list(args)):
        return False
    escape = state.escaper(connection)
    values = [escape(value) for value in args]
    # The second form is that of PyMySQL before 1.2.
    for variable in (f"@`_{name}_%d`=%s", f"@_{name}_%d=%s"):
        if sql == "SET " + ",".join(variable % pair for pair in enumerate(values)):
            return True
    return False
