"""The methods of a guarded sqlite3 connection that carry no SQL: copies of data, the caller's own code, settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from guarded_db.drivers import sqlite_calls as calls
from guarded_db.drivers.sqlite_backstop import authorizer, set_tracer
from guarded_db.drivers.sqlite_classes import NO_PLACE, TypeLike
from guarded_db.drivers.sqlite_seam import DEFAULT_CACHED_STATEMENTS, RawConnection
from guarded_db.errors import Denied
from guarded_db.execution import Run, Session

if TYPE_CHECKING:
    from guarded_db.execution import Core
    from guarded_db.sql.facts import Facts


class Methods(RawConnection, metaclass=TypeLike):  # type: ignore[misc]  # the base is the class before any patch
    """What `Connection` inherits; not used alone."""

    __slots__ = NO_PLACE

    _guarded_db: Session | None = None
    _guarded_core: Core | None = None
    _guarded_statements: dict[str, Any] | None = None
    _guarded_plans: dict[Any, Any] = {}  # noqa: RUF012  # each connection that is guarded has its own
    """Masks by verdict, with the description of the result they are for."""
    _guarded_cache = DEFAULT_CACHED_STATEMENTS
    _guarded_commits = True
    """Whether the write that is about to run commits by itself."""
    _guarded_overrides: frozenset[str] = frozenset()
    """Built-in functions and collations that the caller has replaced."""
    _guarded_colnames = False
    _guarded_readable = True
    """False once the database was replaced: SQLite keeps table functions bound to the schema that was freed with the
    old one (seen in 3.40), so reading the catalog through them would crash the process."""
    _guarded_authorizer: Callable[..., Any] | None = None
    _guarded_tracer: Callable[..., Any] | None = None

    # -- data without SQL -------------------------------------------------------------------------

    def backup(self, *args: Any, **kwargs: Any) -> None:
        """Copy the database into another connection."""
        target = args[0] if args else kwargs.get("target")
        other = getattr(target, "_guarded_db", None)
        if other is not None and other is not self._guarded_db and not other.suspended:
            with other.begin_call(calls.RESTORE):
                self._guarded_call(calls.BACKUP, RawConnection.backup, *args, **kwargs)
        else:
            self._guarded_call(calls.BACKUP, RawConnection.backup, *args, **kwargs)

    def serialize(self, **kwargs: Any) -> Any:
        """Return the database as bytes."""
        return self._guarded_call(calls.SERIALIZE, RawConnection.serialize, **kwargs)

    def deserialize(self, *args: Any, **kwargs: Any) -> None:
        """Replace the database by one from bytes."""
        self._guarded_readable = False
        self._guarded_call(calls.DESERIALIZE, RawConnection.deserialize, *args, **kwargs)

    def blobopen(self, *args: Any, **kwargs: Any) -> Any:
        """Open one value for reading or writing in pieces."""
        named = {**dict(zip(("table", "column", "row"), args, strict=False)), **kwargs}
        facts = calls.blob(
            named.get("table"),
            named.get("column"),
            named.get("name", "main"),
            readonly=bool(named.get("readonly", False)),
        )
        return self._guarded_call(facts, RawConnection.blobopen, *args, **kwargs)

    def iterdump(self, **kwargs: Any) -> Any:
        """Return the database as SQL text, an iterator."""
        return self._guarded_call(calls.ITERDUMP, RawConnection.iterdump, **kwargs)

    if hasattr(RawConnection, "load_extension"):

        def enable_load_extension(self, enable: Any) -> None:
            """Allow extensions to be loaded."""
            if enable:
                self._guarded_call(
                    calls.LOAD_EXTENSION, RawConnection.enable_load_extension, enable
                )
            else:
                RawConnection.enable_load_extension(self, enable)

        def load_extension(self, *args: Any, **kwargs: Any) -> None:
            """Load an extension from a file."""
            self._guarded_call(calls.LOAD_EXTENSION, RawConnection.load_extension, *args, **kwargs)

    def _guarded_call(
        self, facts: Facts, function: Callable[..., Any], *args: Any, **kwargs: Any
    ) -> Any:
        session = self._guarded_session()
        if session is None:
            return function(self, *args, **kwargs)
        with session.begin_call(facts):
            return function(self, *args, **kwargs)

    # -- the caller's own code and settings -------------------------------------------------------

    def create_function(self, *args: Any, **kwargs: Any) -> None:
        """Register a function for SQL; the policy meets it as an unknown one."""
        RawConnection.create_function(self, *args, **kwargs)
        self._guarded_override(args[0] if args else kwargs.get("name"))

    def create_aggregate(self, *args: Any, **kwargs: Any) -> None:
        """Register an aggregate for SQL; the policy meets it as an unknown function."""
        RawConnection.create_aggregate(self, *args, **kwargs)
        self._guarded_override(args[0] if args else kwargs.get("name"))

    def create_window_function(self, *args: Any, **kwargs: Any) -> None:
        """Register a window function for SQL; the policy meets it as an unknown function."""
        RawConnection.create_window_function(self, *args, **kwargs)
        self._guarded_override(args[0] if args else kwargs.get("name"))

    def create_collation(self, *args: Any, **kwargs: Any) -> None:
        """Register an order of texts for SQL."""
        RawConnection.create_collation(self, *args, **kwargs)
        name = str(args[0] if args else kwargs.get("name")).lower()
        if name in calls.BUILT_IN_COLLATIONS:
            self._guarded_overrides |= {f"collate {name}"}

    def set_authorizer(self, *args: Any, **kwargs: Any) -> None:
        """Set the caller's authorizer; the guard's own stays in front of it."""
        callback = args[0] if args else kwargs.get("authorizer_callback")
        session = self._guarded_db
        if session is None or len(args) + len(kwargs) != 1:
            RawConnection.set_authorizer(self, *args, **kwargs)
        else:
            RawConnection.set_authorizer(self, authorizer(session, callback))
        self._guarded_authorizer = callback

    def set_trace_callback(self, *args: Any, **kwargs: Any) -> None:
        """Set the caller's trace callback; of a statement that touches labels it sees no literals."""
        callback = args[0] if args else kwargs.get("trace_callback")
        session = self._guarded_db
        if session is None or len(args) + len(kwargs) != 1:
            RawConnection.set_trace_callback(self, *args, **kwargs)
        else:
            set_tracer(self, session, callback)
        self._guarded_tracer = callback

    if hasattr(RawConnection, "setconfig"):

        def setconfig(self, *args: Any, **kwargs: Any) -> None:
            """Change how SQLite reads statements or protects its schema."""
            session = self._guarded_session()
            if session is not None:
                session.refuse_name("setconfig", "configure the database before it is guarded")
            RawConnection.setconfig(self, *args, **kwargs)

    # -- inside -----------------------------------------------------------------------------------

    def _guarded_session(self) -> Session | None:
        session = self._guarded_db
        return None if session is None or session.suspended else session

    def _guarded_override(self, name: Any) -> None:
        if isinstance(name, str) and name.lower() in calls.built_in_functions():
            self._guarded_overrides |= {name.lower()}

    def _guarded_check_overrides(self, run: Run) -> None:
        """Refuse a statement on labelled columns that calls the caller's own code under a built-in's name."""
        if not run.verdict.scrub:
            return
        used = frozenset().union(*(facts.functions for facts in run.facts)) | calls.OPERATORS
        replaced_names = {
            n for n in self._guarded_overrides if n in used or n.startswith("collate ")
        }
        if replaced_names:
            run.session.refuse(
                run.entry,
                run.who,
                "replaced-function",
                f"`{min(replaced_names)}` is not the database's own on this connection and would see protected "
                "values; read labelled columns without it",
                Denied,
            )
