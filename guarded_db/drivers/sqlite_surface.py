"""Every public name of sqlite3's connections and cursors, and what the guard does with it. Data only."""

from __future__ import annotations

from typing import Final

_PLAIN: Final = dict.fromkeys(
    (
        "__class__ __delattr__ __dict__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ "
        "__gt__ __hash__ __init_subclass__ __le__ __lt__ __module__ __ne__ __new__ __repr__ __setattr__ "
        "__sizeof__ __str__ __subclasshook__ __weakref__ __static_attributes__ __firstlineno__"
    ).split(),
    "passed",
) | {
    "__reduce__": "passed",  # the driver's own refuses to be copied or pickled
    "__reduce_ex__": "passed",
}

_ERRORS: Final = dict.fromkeys(
    (
        "DataError DatabaseError Error IntegrityError InterfaceError InternalError NotSupportedError "
        "OperationalError ProgrammingError Warning"
    ).split(),
    "passed",
)

CONNECTION: Final[dict[str, str]] = (
    _PLAIN
    | _ERRORS
    | {
        "__call__": "refused",  # prepares a statement: use `execute`
        "__del__": "passed",
        "__enter__": "passed",
        "__exit__": "guarded",
        "__init__": "guarded",
        "autocommit": "guarded",
        "backup": "guarded",
        "blobopen": "guarded",
        "close": "guarded",
        "commit": "guarded",
        "create_aggregate": "guarded",
        "create_collation": "guarded",
        "create_function": "guarded",
        "create_window_function": "guarded",
        "cursor": "guarded",
        "deserialize": "guarded",
        "enable_load_extension": "guarded",
        "execute": "guarded",
        "executemany": "guarded",
        "executescript": "guarded",
        "getconfig": "passed",
        "getlimit": "passed",
        "in_transaction": "passed",
        "interrupt": "passed",
        "isolation_level": "guarded",
        "iterdump": "guarded",
        "load_extension": "guarded",
        "rollback": "guarded",
        "row_factory": "passed",  # the cursor applies it to the masked row
        "serialize": "guarded",
        "set_authorizer": "guarded",
        "set_progress_handler": "passed",  # it is called without arguments
        "set_trace_callback": "guarded",
        "setconfig": "refused",  # changes how statements are read: configure the database before
        "setlimit": "passed",
        "text_factory": "passed",  # the application's own code, below the mask
        "total_changes": "passed",
    }
)
"""`guarded`: decided and recorded, or wrapped. `passed`: reaches no data. `refused`: by every policy but `observe`."""

CURSOR: Final[dict[str, str]] = _PLAIN | {
    "__del__": "passed",
    "__init__": "passed",
    "__iter__": "passed",
    "__next__": "guarded",
    "arraysize": "passed",
    "close": "guarded",
    "connection": "passed",  # it is the guarded connection
    "description": "passed",
    "execute": "guarded",
    "executemany": "guarded",
    "executescript": "guarded",
    "fetchall": "guarded",
    "fetchmany": "guarded",
    "fetchone": "guarded",
    "lastrowid": "passed",
    "row_factory": "guarded",
    "rowcount": "passed",
    "setinputsizes": "passed",
    "setoutputsize": "passed",
}
