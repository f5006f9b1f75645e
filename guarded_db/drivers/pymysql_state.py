"""What a guarded PyMySQL connection carries: its session, the statement it is reading, the raw way for our own reads.

It never keeps the connection alive, so that a dropped connection closes at once, as it does unguarded.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pymysql import converters, err
from pymysql.connections import Connection
from pymysql.constants import COMMAND, SERVER_STATUS

from guarded_db.dbapi import DriverErrors, Target
from guarded_db.drivers import generic_templates as templates
from guarded_db.drivers.generic_modes import mysql_modes
from guarded_db.drivers.pymysql_hooks import below
from guarded_db.errors import NotUnderstood
from guarded_db.execution import Run, Session
from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.metadata import Origins, mysql_origins

if TYPE_CHECKING:
    from guarded_db.drivers.pymysql_bulk import Bulk
    from guarded_db.execution import Core
    from guarded_db.execution.verdict import Entry

ERRORS = DriverErrors(err.ProgrammingError, err.OperationalError)

HELD = frozenset({"read", "write", "transaction"})
"""Effects that wait for COMMIT; MySQL commits before most others (DDL, privileges, locks, maintenance)."""

QUERIES = frozenset(
    {
        *("select", "insert", "update", "delete", "replace", "merge"),
        *("show", "explain", "describe"),
    }
)
"""Kinds that cannot change the lexing modes, understood or not."""

SEVERAL_RESULTS = frozenset({"call", "execute", "unknown"})
"""Kinds whose number of results is not known before they have run."""

UNORDERED = "which result belongs to which statement is not known after a CALL or EXECUTE; send it by itself"

DIAGNOSTICS = ("SHOW WARNINGS", "SHOW ERRORS")
"""Statements that tell what happened to the one before them."""


class PyMySQLSession(Session):
    """A session whose results tell by names where their columns come from; the statement can choose them."""

    __slots__ = ()

    origins_are_proof = False

    def origins(self, result: Any) -> Origins:
        """Return the columns that the server names; an alias of a derived table counts as a table's name."""
        names = ((_name(f.db), f.org_table, f.org_name) for f in result.fields)
        return mysql_origins(names, self.target.database)


def _name(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")


class State:
    """One guarded connection."""

    __slots__ = (
        "_connection",
        "bulk",
        "call",
        "commits",
        "diagnostics",
        "hint",
        "index",
        "problem",
        "quiet",
        "reading",
        "run",
        "session",
        "stale",
        "tainted",
        "unsure",
    )

    def __init__(self, core: Core, connection: Any) -> None:
        self._connection = weakref.ref(connection)
        self.run: Run | None = None
        """The statement whose results are being read."""
        self.index = 0
        """Position of the next result among those of `run`."""
        self.hint: tuple[Any, Any] | None = None
        """Template and arguments of the `execute` that is going on."""
        self.bulk: Bulk | None = None
        self.call: tuple[str, Any] | None = None
        """Procedure and arguments of the `callproc` that is going on."""
        self.quiet = False
        """True while the guard itself uses the connection."""
        self.reading = False
        """True while a result is read the regular way."""
        self.stale = True
        """The lexing modes must be read before the next statement is understood."""
        self.commits = False
        """The statement about to run commits by itself."""
        self.unsure = False
        """An error may have ended the transaction without the server saying so."""
        self.tainted = False
        """The last statement touched labelled columns: its warnings may hold their values."""
        self.diagnostics = False
        self.problem: BaseException | None = None
        """Why the result that was just read is withheld."""
        self.session = PyMySQLSession(
            core,
            target_of(connection),
            Dialect("mysql"),
            ERRORS,
            autocommits=self._autocommits,
            reader=self._read,
        )

    # -- deciding ---------------------------------------------------------------------------------

    def begin(self, connection: Any, sql: Any) -> Run:
        """Understand and decide what `Connection.query` is about to send."""
        session = self.session
        if self.stale:
            self.read_modes()
        run = None
        if self.hint is not None:
            run = self._from_template(connection, sql)
        elif self.bulk is not None:
            run = self.bulk.begin(session, sql)
        if run is None:
            how = "callproc" if self.call else "execute"
            run = session.begin(text_of(connection, sql), self._values(), how=how)
        self._prepare(run)
        return run

    def _values(self) -> Any:
        """Return the values in the final text, for the commitment and the search for masked ones."""
        if self.hint is not None:
            values = self.hint[1]
        elif self.bulk is not None:
            values = self.bulk.values()
        else:
            values = self.call[1] if self.call else None
        return values if values is None or isinstance(values, tuple | list | dict) else (values,)

    def _from_template(self, connection: Any, sql: Any) -> Run | None:
        assert self.hint is not None
        template, args = self.hint
        dialect = self.session.dialect
        text = templates.neutral(template, dialect)
        if text is None or not templates.is_plain(args):
            return None
        if templates.fill(template, args, self.escaper(connection)) != sql:
            return None
        return self.session.begin(text, args)

    def escaper(self, connection: Any) -> Any:
        """Return the function that escapes a plain value as PyMySQL does by itself, in the modes as read."""
        escape_string = converters.escape_string
        backslash = "no_backslash_escapes" not in self.session.dialect.modes
        escape_other, encoders = Connection.escape, converters.encoders

        def escape(value: Any) -> str:
            if type(value) is str:
                return f"'{escape_string(value) if backslash else value.replace(chr(39), chr(39) * 2)}'"
            return escape_other(connection, value, encoders)

        return escape

    def _prepare(self, run: Run) -> None:
        traits = traits_of(run)
        if traits.unordered and self.session.core.policy.needs_catalog:
            self.session.refuse(run.entry, run.who, "batch", UNORDERED, NotUnderstood)
        self.commits = traits.commits
        self.diagnostics = traits.diagnostics
        if not traits.diagnostics:
            self.tainted = run.verdict.scrub
        self.stale = traits.stale

    def position(self, run: Run) -> int:
        """Return which statement of `run` the result being read belongs to."""
        real = traits_of(run).real
        return real[min(self.index, len(real) - 1)] if real else 0

    def _autocommits(self) -> bool:
        connection = self._connection()
        if self.commits or self.unsure or connection is None:
            return True
        status = connection.server_status
        if not status & SERVER_STATUS.SERVER_STATUS_AUTOCOMMIT:
            return False
        return not status & SERVER_STATUS.SERVER_STATUS_IN_TRANS

    # -- the raw way ------------------------------------------------------------------------------

    def read_modes(self) -> None:
        """Read the lexing modes and the database in force; a change drops what was understood under the old ones.

        This query opens no transaction, takes no snapshot and keeps the warnings of the last statement.
        """
        session = self.session
        sql_mode, database = self._read(("SELECT @@sql_mode, DATABASE()",))[0][0]
        modes = mysql_modes(sql_mode)
        if (database or "") != session.target.database:
            session.moved(replace(session.target, database=database or ""))
        self.stale = False
        if modes != session.dialect.modes:
            session.dialect = Dialect("mysql", modes)
            session.forget()

    def _read(self, queries: tuple[str, ...]) -> Sequence[Sequence[Sequence[Any]]]:
        connection = self._connection()
        if connection is None:
            raise err.InterfaceError(0, "")
        return [self.raw(connection, query) for query in queries]

    def raw(self, connection: Any, sql: str) -> Sequence[Sequence[Any]]:
        """Run our own `sql` below the guard, leaving the connection's visible state as it was."""
        kept = (connection._result, connection._affected_rows, connection.decoders)
        before, self.quiet = self.quiet, True
        flight, self.session.in_flight = self.session.in_flight, "catalog"
        try:
            connection.decoders = converters.decoders
            below.execute_command(connection, COMMAND.COM_QUERY, sql)
            below.read_query_result(connection)
            rows: Sequence[Sequence[Any]] = connection._result.rows or ()
        finally:
            self.session.in_flight = flight
            self.quiet = before
            connection._result, connection._affected_rows, connection.decoders = kept
        return rows


MAX_TRAITS = 4096
"""Texts whose traits are remembered; the memory starts afresh when it is full."""


class Traits:
    """What of an understood text matters to this driver, computed once."""

    __slots__ = ("commits", "diagnostics", "real", "stale", "unordered")

    def __init__(self, facts: tuple[Facts, ...]) -> None:
        self.real = tuple(i for i, f in enumerate(facts) if f.kind != "empty")
        self.unordered = len(facts) > 1 and any(
            f.kind in SEVERAL_RESULTS and f.conceded for f in facts[:-1]
        )
        self.commits = any(f.kind == "begin" or f.effects - HELD or f.conceded for f in facts)
        self.diagnostics = facts[0].kind == "show" and facts[0].text.upper().startswith(DIAGNOSTICS)
        self.stale = any(
            f.effects & {"session", "lexing", "role"} or (f.conceded and f.kind not in QUERIES)
            for f in facts
        )


_traits: dict[Entry, Traits] = {}


def traits_of(run: Run) -> Traits:
    """Return the traits of the text of `run`."""
    traits = _traits.get(run.entry)
    if traits is None:
        if len(_traits) >= MAX_TRAITS:
            _traits.clear()
        traits = _traits[run.entry] = Traits(run.facts)
    return traits


def text_of(connection: Any, sql: Any) -> Any:
    """Return `sql` as the server will read it: bytes in the connection's encoding become text."""
    if isinstance(sql, bytes | bytearray):
        try:
            return bytes(sql).decode(connection.encoding)
        except UnicodeDecodeError:
            # Lone surrogates make the text one that is not understood.
            return bytes(sql).decode("utf-8", "surrogateescape")
    return sql


def target_of(connection: Any) -> Target:
    """Return what the policy may know about the connection's database."""
    version = str(getattr(connection, "server_version", ""))
    user, database = connection.user, connection.db
    local = connection.unix_socket
    return Target(
        "mariadb" if "mariadb" in version.lower() else "mysql",
        database=_text(database),
        host=str(local or connection.host or ""),
        port=0 if local else int(connection.port or 0),
        user=_text(user),
        driver="pymysql",
    )


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value or "")
