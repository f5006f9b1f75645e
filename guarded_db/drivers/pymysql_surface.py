"""Every public name of PyMySQL's connections, cursors and results, and what the guard does with it. Data only.

`guarded`: passes the guard, in this method or in what it calls. `passed`: reaches no data. `refused`: an error that
says what to use instead. Names with a leading underscore that the guard refuses are listed, too.
"""

from __future__ import annotations

from typing import Final

_ERRORS: Final = dict.fromkeys(
    "DataError DatabaseError Error IntegrityError InterfaceError InternalError NotSupportedError "
    "OperationalError ProgrammingError Warning".split(),
    "passed",
)

CONNECTION: Final[dict[str, str]] = _ERRORS | {
    "__enter__": "passed",
    "__exit__": "guarded",  # close
    "_execute_command": "refused",  # use `cursor().execute()`
    "_read_packet": "refused",  # while rows are waiting; use the fetch methods
    "_write_bytes": "refused",
    "affected_rows": "passed",
    "autocommit": "guarded",  # commits what is open
    "begin": "guarded",
    "character_set_name": "passed",
    "close": "guarded",
    "commit": "guarded",
    "connect": "guarded",  # a reconnect stays guarded; the init command is decided
    "cursor": "guarded",
    "escape": "passed",
    "escape_string": "passed",  # before 1.2
    "get_autocommit": "passed",
    "get_host_info": "passed",
    "get_proto_info": "passed",
    "get_server_info": "passed",
    "insert_id": "passed",
    "kill": "guarded",  # a statement
    "literal": "passed",
    "next_result": "guarded",
    "open": "passed",
    "ping": "guarded",
    "query": "guarded",
    "rollback": "guarded",
    "select_db": "guarded",  # decided as USE
    "set_character_set": "guarded",
    "set_charset": "guarded",
    "show_warnings": "guarded",  # without texts after a statement on labelled columns
    "thread_id": "passed",
    "write_packet": "refused",  # use `cursor().execute()`
}

CURSOR: Final[dict[str, str]] = {
    "DataError": "passed",
    "__enter__": "passed",
    "__exit__": "guarded",
    "__iter__": "guarded",
    "__next__": "guarded",
    "callproc": "guarded",
    "close": "passed",
    "dict_type": "passed",  # gets masked values
    "execute": "guarded",
    "executemany": "guarded",
    "fetchall": "guarded",
    "fetchall_unbuffered": "guarded",
    "fetchmany": "guarded",
    "fetchone": "guarded",
    "max_stmt_length": "passed",
    "mogrify": "passed",  # the caller's own values
    "nextset": "guarded",
    "read_next": "guarded",
    "scroll": "guarded",
    "setinputsizes": "passed",
    "setoutputsizes": "passed",
} | _ERRORS

RESULT: Final[dict[str, str]] = {
    "init_unbuffered_query": "guarded",
    "read": "guarded",
}
