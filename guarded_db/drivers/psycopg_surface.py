"""Every public name of psycopg's connections, cursors and what they hand out, and what the guard does with it. Data.

`guarded`: its statements are decided, its rows masked. `through`: psycopg's own Python code over guarded generators.
`passed`: reaches no data. `narrowed`: code outside the driver gets a view without what goes around the guard.
`refused`: raises unless the policy only observes.
"""

from __future__ import annotations


def _as(state: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), state)


CONNECTION: dict[str, str] = {
    **_as(
        "guarded",
        "close commit rollback tpc_commit tpc_prepare tpc_rollback add_notice_handler info",
    ),
    **_as("through", "connect cursor execute notifies pipeline tpc_begin tpc_recover transaction"),
    **_as(
        "passed",
        """adapters add_notify_handler autocommit broken cancel cancel_safe closed connection deferrable fileno
        isolation_level prepare_threshold prepared_max read_only remove_notice_handler remove_notify_handler
        set_autocommit set_deferrable set_isolation_level set_read_only wait xid
        Warning Error InterfaceError DatabaseError DataError OperationalError IntegrityError InternalError
        ProgrammingError NotSupportedError""",
    ),
    # What follows is set on the instance; the factories make cursors whose base class is guarded.
    **_as("through", "cursor_factory server_cursor_factory row_factory"),
    **_as("passed", "lock"),
    **_as("narrowed", "pgconn"),
}
"""`Connection` and `AsyncConnection`. `fileno()` is a number to wait on; `wait()` runs generators that are guarded."""

CURSOR: dict[str, str] = {
    **_as("guarded", "execute executemany stream copy"),
    **_as(
        "through",
        "fetchone fetchmany fetchall nextset results set_result scroll row_factory connection close",
    ),
    **_as(
        "passed",
        """adapters arraysize closed description format rowcount rownumber setinputsizes setoutputsize
        statusmessage""",
    ),
    **_as("narrowed", "pgresult"),
    # Server-side cursors
    **_as("passed", "itersize name scrollable withhold"),
    # Client-side binding cursors
    **_as("passed", "mogrify"),
}
"""`Cursor`, `ServerCursor`, `ClientCursor`, `RawCursor` and their asynchronous forms."""

COPY: dict[str, str] = {
    **_as("guarded", "read read_row rows"),
    **_as("passed", "finish set_types write write_row"),
}
"""`Copy` and `AsyncCopy`: what is written belongs to the COPY FROM that was decided."""

PIPELINE: dict[str, str] = {
    **_as("through", "sync"),
    **_as("passed", "is_supported status"),
    **_as("narrowed", "pgconn"),
}

TRANSACTION: dict[str, str] = {
    **_as("through", "connection"),
    **_as("passed", "Status savepoint_name"),
    **_as("narrowed", "pgconn"),
}

INFO: dict[str, str] = {
    **_as(
        "passed",
        """backend_pid dbname dsn encoding full_protocol_version get_parameters host hostaddr options
        parameter_status pipeline_status port server_version status timezone transaction_status user vendor""",
    ),
    **_as("guarded", "error_message"),
    **_as("refused", "password"),
    **_as("narrowed", "pgconn"),
}
"""`ConnectionInfo`."""
