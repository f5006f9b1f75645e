"""What a generically guarded connection or cursor carries. No I/O but the synchronous catalog reader's."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from guarded_db.drivers import generic_profile as profiles
from guarded_db.drivers import generic_templates as templates
from guarded_db.drivers.generic_facades import scrub as scrub_facade
from guarded_db.drivers.generic_known import profile_of
from guarded_db.drivers.generic_rows import Rebuild, UnknownShapeError, rebuilding
from guarded_db.drivers.generic_scrub import scrub, unlink
from guarded_db.errors import AuditUnavailable, GuardError, NotUnderstood, make_error
from guarded_db.execution import Run, Session
from guarded_db.sql.facts import Dialect
from guarded_db.sql.placeholders import neutral_placeholders

if TYPE_CHECKING:
    from guarded_db.execution import Core

PARAMETER_NAMES = (
    "parameters",
    "params",
    "vars",
    "vars_list",
    "args",
    "seq_params",
    "seq_of_parameters",
)
"""How drivers call the second argument of `execute` and `executemany`."""

UNCERTAIN = (
    "its placeholders or values may become something else than single values; "
    "put placeholders where plain values stand, and pass plain values"
)

SESSION_EFFECTS = frozenset({"session", "lexing", "role"})


class ConnectionState:
    """One guarded connection: the driver's own, its session, what is known about the driver."""

    __slots__ = (
        "__weakref__",
        "asynchronous",
        "paramstyle",
        "profile",
        "raw",
        "row_factory",
        "session",
        "stale",
    )

    def __init__(self, core: Core, raw: Any, *, asynchronous: bool) -> None:
        self.raw = raw
        self.asynchronous = asynchronous
        self.profile = profile = profile_of(type(raw))
        self.paramstyle = profile.paramstyle or profiles.driver_module(profile).paramstyle
        self.stale = profile.dialect == "mysql"
        self.row_factory = _take_row_factory(raw)
        self.session = Session(
            core,
            profiles.target_of(profile, raw),
            Dialect(profile.dialect),
            profiles.errors_of(profile, raw),
            autocommits=self._autocommits,
            scrub=_scrub(profile),
            reader=None if asynchronous else self.read,
            private=profile.dialect == "sqlite",
        )

    def _autocommits(self) -> bool:
        tells = self.profile.in_transaction
        return tells is None or not tells(self.raw)

    # -- reading for ourselves --------------------------------------------------------------------

    def read(self, queries: tuple[str, ...]) -> Sequence[Sequence[Sequence[Any]]]:
        """Run our own queries below the guard without a trace in the caller's transaction."""
        with self._undisturbed():
            return [self._rows(query) for query in queries]

    def _rows(self, query: str) -> Sequence[Sequence[Any]]:
        options: dict[str, Any] = {}
        if self.profile.root == "psycopg2":
            import psycopg2.extensions  # type: ignore[import-untyped]

            options["cursor_factory"] = psycopg2.extensions.cursor
        elif self.profile.root == "mysql":
            options["buffered"] = True
        cursor = self.raw.cursor(**options)
        try:
            cursor.execute(query)
            return list(cursor.fetchall())
        finally:
            cursor.close()

    @contextlib.contextmanager
    def _undisturbed(self) -> Any:
        raw = self.raw
        if self.profile.quiet is not None:
            with self.profile.quiet(raw):
                yield
            return
        if self.profile.root != "psycopg2" or raw.autocommit:
            yield
            return
        from psycopg2.extensions import TRANSACTION_STATUS_IDLE

        if raw.get_transaction_status() == TRANSACTION_STATUS_IDLE:
            try:
                yield
            finally:
                raw.rollback()  # only what we read ourselves
            return
        cursor = raw.cursor()
        cursor.execute("SAVEPOINT guarded_db")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT guarded_db")
            cursor.execute("RELEASE SAVEPOINT guarded_db")
            cursor.close()

    def refresh(self) -> None:
        """Read the lexing modes in force, where they can be read."""
        if self.profile.lexing is not None:
            self._adopt(self.profile.lexing(self.raw))
        elif self.stale and self.profile.dialect == "mysql" and not self.asynchronous:
            from guarded_db.drivers.generic_modes import mysql_modes

            self._adopt(mysql_modes(self.read(("SELECT @@sql_mode",))[0][0][0]))
            self.stale = False

    def _adopt(self, modes: frozenset[str]) -> None:
        session = self.session
        if modes != session.dialect.modes:
            session.dialect = Dialect(self.profile.dialect, modes)
            session.forget()

    def failed_to_end(self, error: BaseException) -> None:
        """Scrub an error of COMMIT or ROLLBACK: a deferred constraint quotes values of statements long gone."""
        unlink(error)
        if self.session.core.policy.needs_catalog and not isinstance(error, GuardError):
            self.session.scrub(error)

    def closed(self) -> None:
        """Take note that the connection was closed."""
        with contextlib.suppress(AuditUnavailable):  # a connection can be closed after its guard
            self.session.close()

    # -- names ------------------------------------------------------------------------------------

    def refuse(self, owner: Any, name: str, instead: str) -> None:
        """Refuse `name` of the driver's `owner` unless the policy only observes."""
        getattr(type(owner), name, None) or getattr(
            owner, name
        )  # AttributeError where there is none
        self.session.refuse_name(name, instead)


def _scrub(profile: profiles.Profile) -> Any:
    if profile.facade:
        return scrub_facade
    return scrub


def _take_row_factory(raw: Any) -> Any:
    """Take over the row factory of a sqlite3-like connection: the driver would call it with raw rows."""
    factory = getattr(raw, "row_factory", None)
    if factory is not None:
        raw.row_factory = None
    return factory


class CursorState:
    """One guarded cursor: the driver's own, the statement it is reading, the mask of its rows."""

    __slots__ = (
        "connection",
        "index",
        "mask",
        "names",
        "parent",
        "problem",
        "raw",
        "ready",
        "rebuild",
        "row_factory",
        "run",
    )

    def __init__(self, connection: ConnectionState, raw: Any, parent: Any) -> None:
        self.connection = connection
        self.raw = raw
        self.parent = parent
        """The guarded connection, for `cursor.connection`."""
        self.run: Run | None = None
        self.mask: Any = None
        self.names: list[str] = []
        self.rebuild: Rebuild | None = None
        self.index = 0
        self.ready = False
        """The columns of the current result are known, and its mask is made."""
        self.problem: BaseException | None = None
        self.row_factory = connection.row_factory

    # -- before -----------------------------------------------------------------------------------

    def begin(self, operation: Any, params: Any, how: str) -> tuple[Run, Any, bool]:
        """Understand and decide; return the run, the text to send, and whether the values are in it already."""
        connection = self.connection
        session, profile = connection.session, connection.profile
        connection.refresh()
        self.finish()
        if hasattr(operation, "as_string"):
            operation = operation.as_string(self.raw)
        if params is None or not profile.client_binding:
            text = operation
            if isinstance(text, str):
                text = neutral_placeholders(text, connection.paramstyle, params is not None)
            return self._noted(session.begin(text, params, how=how)), operation, False
        return self._client_side(operation, params, how)

    def _client_side(self, operation: Any, params: Any, how: str) -> tuple[Run, Any, bool]:
        session = self.connection.session
        text = templates.neutral(operation, session.dialect) if type(operation) is str else None
        if text is not None and templates.is_plain(params):
            return self._noted(session.begin(text, params, how=how)), operation, False
        if self.connection.profile.final is not None:
            final = self.connection.profile.final(self.raw, operation, params)
            return self._noted(session.begin(final, params, how=how)), final, True
        if self.connection.profile.root == "psycopg2":
            final = self.raw.mogrify(operation, params)
            return self._noted(session.begin(self.decoded(final), params, how=how)), final, True
        run = session.begin(
            neutral_placeholders(operation, self.connection.paramstyle, True), params, how=how
        )
        if not session.core.policy.observe:
            session.refuse(run.entry, run.who, "placeholders", UNCERTAIN, NotUnderstood)
        return self._noted(run), operation, False

    def many(self, operation: Any, params: Any) -> tuple[Run, Any]:
        """Understand and decide an `executemany`; return the run and the parameter sets for the driver."""
        connection = self.connection
        connection.refresh()
        self.finish()
        session, text = connection.session, operation
        if hasattr(operation, "as_string"):
            text = operation = operation.as_string(self.raw)
        sets = params if not connection.profile.client_binding else list(params)
        certain = True
        if connection.profile.client_binding:
            text = templates.neutral(operation, session.dialect) if type(operation) is str else None
            certain = text is not None and all(map(templates.is_plain, sets))
        if text is None or not connection.profile.client_binding:
            text = neutral_placeholders(operation, connection.paramstyle, True)
        run = session.begin(text, None, how="executemany")
        if not certain and not session.core.policy.observe:
            session.refuse(run.entry, run.who, "placeholders", UNCERTAIN, NotUnderstood)
        return self._noted(run), sets

    def decoded(self, text: bytes) -> str:
        """Return psycopg2's final text as the server reads it."""
        from psycopg2.extensions import encodings

        return text.decode(encodings[self.connection.raw.encoding])

    def _noted(self, run: Run) -> Run:
        if any(f.effects & SESSION_EFFECTS or f.conceded for f in run.facts):
            self.connection.stale = True
        return run

    # -- after ------------------------------------------------------------------------------------

    def executed(self, run: Run) -> None:
        """Take note of the result of a statement, before any row of it leaves."""
        self.run, self.index = run, 0
        if self.connection.profile.last_result:
            self.index = len(run.facts) - 1
        rows = self.described()
        run.returned(_count(self.raw, rows), rows=rows)

    def described(self) -> bool:
        """Compile the mask for the current result; return whether there is one."""
        self.mask = self.rebuild = None
        self.ready = False
        description = self.raw.description
        if description is None or self.run is None:
            return False
        self.names = [column[0] for column in description]
        try:
            self.mask = self.run.columns(self.names, self.index)
        except BaseException as error:
            self.problem = error
            raise
        self.ready = True
        return True

    def finish(self) -> None:
        """The caller is done with the result."""
        if self.run is not None:
            self.run.close()
        self.run = self.mask = self.problem = None

    def check(self) -> None:
        """Refuse rows of a result that was withheld."""
        if self.problem is not None:
            raise self.problem

    def taken(self, answer: Any, *, single: bool) -> Any:
        """Return what a fetch method of the driver gave, masked."""
        if single:
            return None if answer is None else self.take([answer])[0]
        rows = self.take(answer)
        return tuple(rows) if type(answer) is tuple else rows

    def take(self, rows: Sequence[Any]) -> list[Any]:
        """Count, mask and shape rows that are about to leave."""
        run = self.run
        if run is None:
            return list(rows)
        if not rows:
            return []
        if not self.ready and not self.described():  # a server-side cursor tells its columns late
            raise make_error(
                NotUnderstood,
                self.connection.session.errors.programming,
                "the driver gave rows without saying their columns; use the driver's plain cursor",
            )
        run.released(len(rows))
        if self.mask is None:
            return self._made(list(rows))
        if self.rebuild is None:
            self.rebuild = self._rebuilding(rows[0])
        return self._made([self.rebuild(row) for row in rows])

    def _made(self, rows: list[Any]) -> list[Any]:
        factory = self.row_factory
        if factory is None or not rows:
            return rows
        import sqlite3

        if factory is sqlite3.Row:
            cursor = getattr(self.raw, "_cursor", self.raw)
            return [sqlite3.Row(cursor, row) for row in rows]
        return [factory(self.parent_cursor(), row) for row in rows]

    def parent_cursor(self) -> Any:
        """Return a stand-in for the cursor that a row factory gets: its description and nothing else."""
        return Described(self.raw.description)

    def _rebuilding(self, sample: Any) -> Rebuild:
        try:
            return rebuilding(self.mask, self.names, sample, self.raw)
        except UnknownShapeError as shape:
            raise make_error(
                NotUnderstood,
                self.connection.session.errors.programming,
                f"rows of type `{shape}` cannot be masked; use the driver's plain cursor",
            ) from None


class Described:
    """What a row factory may know of the cursor."""

    __slots__ = ("description",)

    def __init__(self, description: Any) -> None:
        self.description = description


def _count(raw: Any, rows: bool) -> int:
    count = getattr(raw, "rowcount", -1)
    return count if isinstance(count, int) and not (rows and count <= 0) else -1


def parameters(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return what the caller passed as parameters, or None."""
    if args:
        return args[0]
    return next((kwargs[name] for name in PARAMETER_NAMES if name in kwargs), None)


def replaced(args: tuple[Any, ...], kwargs: dict[str, Any], value: Any) -> tuple[Any, Any]:
    """Return the arguments with `value` as the parameters."""
    if args:
        return (value, *args[1:]), kwargs
    return args, {
        name: value if name in PARAMETER_NAMES else given for name, given in kwargs.items()
    }
