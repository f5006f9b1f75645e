"""Names of the drivers behind the generic wrapper that are refused knowingly, with the reason. Data only.

The wrapper refuses every name that it does not have and that the driver's profile does not list; this table only
says that somebody has looked at them, so that an upgrade that adds a name is noticed.
"""

from __future__ import annotations

from typing import Final

_RAW = "hands out the driver's own objects"
_ROWS = "hands out rows that cannot be masked"
_SENDS = "sends what is not decided"
_SEES = "the caller's code would see raw values"

CONNECTION: Final[dict[str, dict[str, str]]] = {
    "psycopg2": {
        "binary_types": _SEES,
        "cursor_factory": _SEES,
        "fileno": "lends the socket",
        "get_native_connection": _RAW,
        "info": _RAW,
        "lobject": _ROWS,
        "pgconn_ptr": _RAW,
        "set_client_encoding": "changes how a text is read",
        "string_types": _SEES,
        "tpc_begin": "two-phase commit is not recorded",
        "tpc_commit": "two-phase commit is not recorded",
        "tpc_prepare": "two-phase commit is not recorded",
        "tpc_recover": "two-phase commit is not recorded",
        "tpc_rollback": "two-phase commit is not recorded",
    },
    "mysql": dict.fromkeys(
        "cmd_change_user cmd_debug cmd_init_db cmd_process_info cmd_process_kill cmd_query cmd_query_iter cmd_quit "
        "cmd_refresh cmd_reset_connection cmd_shutdown cmd_statistics cmd_stmt_close cmd_stmt_execute "
        "cmd_stmt_fetch cmd_stmt_prepare cmd_stmt_reset cmd_stmt_send_long_data connect info_query "
        "set_charset_collation set_client_flags set_login set_allow_local_infile_in_path".split(),
        _SENDS,
    )
    | dict.fromkeys("get_row get_rows handle_unread_result".split(), _ROWS)
    | {
        "config": "changes where the connection goes",
        "converter_class": _SEES,
        "disconnect": "use `close()`",
        "get_self": _RAW,
        "pool_config_version": "belongs to the driver's pool",
        "set_converter_class": _SEES,
        "set_unicode": "give it to connect",
        "shutdown": "use `close()`",
    },
    "aiosqlite": {
        "backup": _ROWS,
        "enable_load_extension": _SENDS,
        "iterdump": _ROWS,
        "load_extension": _SENDS,
        "set_authorizer": _SENDS,
        "set_trace_callback": _SEES,
        "stop": "use `close()`",
    },
    "sqlite3": {
        "backup": _ROWS,
        "blobopen": _ROWS,
        "deserialize": _SENDS,
        "enable_load_extension": _SENDS,
        "getconfig": "not needed",
        "getlimit": "not needed",
        "iterdump": _ROWS,
        "load_extension": _SENDS,
        "serialize": _ROWS,
        "set_authorizer": _SENDS,
        "set_trace_callback": _SEES,
        "setconfig": "changes what SQLite allows",
        "setlimit": "changes what SQLite allows",
    },
}

CURSOR: Final[dict[str, dict[str, str]]] = {
    "psycopg2": {
        "binary_types": _SEES,
        "copy_expert": _ROWS,
        "copy_from": _SENDS,
        "copy_to": _ROWS,
        "pgresult_ptr": _RAW,
        "string_types": _SEES,
        "typecaster": _SEES,
    },
    "mysql": {
        "fetchsets": _ROWS,
        "fetchwarnings": "may quote protected values",
        "stored_results": _RAW,
        "warnings": "may quote protected values",
    },
    "aiosqlite": {},
    "sqlite3": {},
}
