"""What is known about each driver that the generic wrapper guards: one table.

A name that stands in none of a profile's sets is refused on the wrapper.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from guarded_db.dbapi import DriverErrors, Target
from guarded_db.errors import ConfigurationError

ERRORS = frozenset(
    "Warning Error InterfaceError DatabaseError DataError OperationalError IntegrityError InternalError "
    "ProgrammingError NotSupportedError".split()
)
"""The exception classes of PEP 249, which a connection may carry as attributes."""

Names = frozenset[str]
NONE: Names = frozenset()


def names(text: str) -> Names:
    """Return the words of `text`."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Profile:
    """One driver."""

    root: str
    """Top-level module, or the module itself where a package holds several."""
    dialect: str
    system: str
    module: str = ""
    """The module with `paramstyle` and the exceptions; the root when empty."""
    paramstyle: str = ""
    """Overrides the module's."""
    client_binding: bool = False
    """The driver writes the values into the text itself."""
    last_result: bool = False
    """Of several statements only the last one's result is given."""
    connection: Names = NONE
    """Names of the connection that pass: values, or methods that send no statement."""
    connection_commands: Names = NONE
    """Methods of the connection that send a command of the driver's own."""
    connection_settable: Names = NONE
    cursor: Names = NONE
    cursor_settable: Names = NONE
    target: Callable[[Any], dict[str, Any]] = lambda _connection: {}
    in_transaction: Callable[[Any], bool] | None = None
    """Tells, without talking to the server, whether a transaction is open; None: not known, every write is synced."""
    lexing: Callable[[Any], frozenset[str]] | None = None
    """Reads the lexing modes without talking to the server."""
    quiet: Callable[[Any], AbstractContextManager[None]] | None = None
    """Entered around our own reading, so that it leaves no trace in the caller's transaction."""
    version: Callable[[Any], Any] | None = None
    """Tells the server's version where the connection has no `server_info`."""
    final: Callable[[Any, Any, Any], Any] | None = None
    """Returns the text that a cursor will send for an operation and its parameters."""
    facade: bool = False
    """The connection is SQLAlchemy's facade of an asynchronous driver."""
    driver: str = ""
    """The driver's name for policy and audit; the root when empty."""


def _psycopg2_target(connection: Any) -> dict[str, Any]:
    said = connection.get_dsn_parameters()
    return {
        "database": said.get("dbname", ""),
        "host": said.get("host", ""),
        "port": int(said.get("port") or 0),
        "user": said.get("user", ""),
    }


def _psycopg2_modes(connection: Any) -> frozenset[str]:
    said = connection.get_parameter_status("standard_conforming_strings")
    return frozenset() if said == "on" else frozenset({"backslash_escapes"})


def _mysql_target(connection: Any) -> dict[str, Any]:
    socket = getattr(connection, "unix_socket", None)
    return {
        "database": str(getattr(connection, "_database", "") or ""),
        "host": str(socket or getattr(connection, "server_host", "") or ""),
        "port": 0 if socket else int(getattr(connection, "server_port", 0) or 0),
        "user": str(getattr(connection, "user", "") or ""),
    }


_SQLITE_CONNECTION = names(
    "in_transaction total_changes interrupt create_function create_aggregate create_collation "
    "create_window_function isolation_level set_progress_handler autocommit"
)


def _sqlite_target(connection: Any) -> dict[str, Any]:
    rows = connection.execute("PRAGMA database_list").fetchall()
    return {"database": next((row[2] for row in rows if row[1] == "main"), "") or ":memory:"}


PROFILES: tuple[Profile, ...] = (
    Profile(
        "psycopg2",
        "postgres",
        "postgresql",
        client_binding=True,
        last_result=True,
        connection=names(
            "autocommit isolation_level readonly deferrable closed encoding server_version protocol_version status "
            "get_transaction_status get_parameter_status get_backend_pid get_dsn_parameters dsn notifies poll "
            "isexecuting cancel async async_ xid"
        ),
        connection_commands=names("set_session set_isolation_level"),
        connection_settable=names("autocommit isolation_level readonly deferrable"),
        cursor=names(
            "itersize cast closed name scrollable withhold query statusmessage mogrify tzinfo_factory"
        ),
        cursor_settable=names("itersize scrollable withhold tzinfo_factory"),
        target=_psycopg2_target,
        in_transaction=lambda raw: bool(raw.get_transaction_status()) or not raw.autocommit,
        lexing=_psycopg2_modes,
    ),
    Profile(
        "mysql",
        "mysql",
        "mysql",
        module="mysql.connector",
        client_binding=True,
        connection=names(
            "autocommit in_transaction is_connected connection_id get_server_info get_server_version server_info "
            "server_version database server_host server_port unix_socket user charset charset_id collation "
            "python_charset use_unicode is_secure unread_result consume_results can_consume_results get_warnings "
            "raise_on_warnings read_timeout write_timeout client_flags isset_client_flag have_next_result "
            "sql_mode time_zone query_attrs query_attrs_append query_attrs_clear query_attrs_remove"
        ),
        connection_commands=names("ping reconnect reset_session start_transaction cmd_ping"),
        connection_settable=names(
            "autocommit consume_results can_consume_results get_warnings raise_on_warnings read_timeout write_timeout"
        ),
        cursor=names(
            "column_names with_rows statement warning_count reset add_attribute clear_attributes get_attributes "
            "remove_attribute read_timeout write_timeout"
        ),
        cursor_settable=names("read_timeout write_timeout"),
        target=_mysql_target,
        in_transaction=lambda raw: bool(raw.in_transaction),
    ),
    Profile("MySQLdb", "mysql", "mysql", client_binding=True, target=_mysql_target),
    Profile("mariadb", "mysql", "mariadb", target=_mysql_target),
    Profile("aiomysql", "mysql", "mysql", paramstyle="pyformat", client_binding=True),
    Profile("pymssql", "tsql", "microsoft.sql_server", client_binding=True),
    Profile("pyodbc", "tsql", "other_sql"),
    Profile("oracledb", "oracle", "oracle.db"),
    Profile(
        "snowflake", "snowflake", "snowflake", module="snowflake.connector", client_binding=True
    ),
    Profile("asyncpg", "postgres", "postgresql", paramstyle="numeric_dollar"),
    Profile(
        "aiosqlite",
        "sqlite",
        "sqlite",
        connection=_SQLITE_CONNECTION,
        connection_settable=names("isolation_level"),
        in_transaction=lambda raw: bool(raw.in_transaction),
    ),
    Profile(
        "sqlite3",
        "sqlite",
        "sqlite",
        connection=_SQLITE_CONNECTION,
        connection_settable=names("isolation_level autocommit"),
        target=_sqlite_target,
        in_transaction=lambda raw: bool(raw.in_transaction),
    ),
)
"""The drivers whose dialect is known. Others are refused at the door: what cannot be read cannot be guarded."""


def driver_module(profile: Profile) -> Any:
    """Return the module of `profile` that PEP 249 describes; it is loaded, since a connection of it exists."""
    name = profile.module or profile.root
    return sys.modules.get(name) or importlib.import_module(name)


def errors_of(profile: Profile, connection: Any) -> DriverErrors:
    """Return the driver's exceptions, from the connection or from its module."""
    found = []
    module = connection.dbapi if profile.facade else driver_module(profile)
    for name in ("ProgrammingError", "OperationalError"):
        kind = getattr(module, name, None) or getattr(connection, name, None)
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            raise ConfigurationError(
                f"`{profile.root}` has no `{name}`; only drivers that follow PEP 249 can be guarded"
            )
        found.append(kind)
    return DriverErrors(*found)


def target_of(profile: Profile, connection: Any) -> Target:
    """Return what the policy may know about the connection's database."""
    said = profile.target(connection)
    system = profile.system
    if system == "mysql" and "mariadb" in str(_version(profile, connection)).lower():
        system = "mariadb"
    return Target(system, driver=profile.driver or profile.root, **said)


def _version(profile: Profile, connection: Any) -> Any:
    """Return the server's version, which names MariaDB."""
    if profile.version is not None:
        return profile.version(connection)
    said = getattr(connection, "server_info", None)
    if said is None:
        ask = getattr(connection, "get_server_info", None)
        return ask() if callable(ask) else ""
    return said
