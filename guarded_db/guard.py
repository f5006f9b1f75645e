"""The guard: wires policy, audit trail and drivers, and opens the doors.

It decides nothing itself; the statement's life is in `guarded_db.execution`.
"""

from __future__ import annotations

import contextlib
import os
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from guarded_db.errors import ConfigurationError

if TYPE_CHECKING:
    from guarded_db.drivers.base import Undo
    from guarded_db.execution import Core, Session
    from guarded_db.policy.policy import Policy


class Guard:
    """A policy and an audit trail; connections, engines and patches hang on it. Safe to share between threads.

    Args:
        policy: path of a policy file, a pack's name (`observe`, `read-only`, `safe-writes`, `pii`, `strict`),
            a mapping, or a `Policy`. Without one: `GUARDED_DB_POLICY`, else `safe-writes` + `pii`.
        audit: folder of the audit trail; without one, `audit` in the state folder.
        home: the state folder (keys, audit trail); without one, `GUARDED_DB_HOME`, else the platform's.

    Raises:
        ConfigurationError: the policy, a key or a folder cannot be used.
    """

    def __init__(
        self,
        policy: str | os.PathLike[str] | Mapping[str, Any] | Policy | None = None,
        *,
        audit: str | os.PathLike[str] | None = None,
        home: str | os.PathLike[str] | None = None,
    ) -> None:
        from guarded_db.audit.home import state_home
        from guarded_db.audit.keys import Keys
        from guarded_db.audit.ledger import Ledger
        from guarded_db.audit.telemetry import Telemetry
        from guarded_db.execution import Core
        from guarded_db.masking.keys import MaskKeys
        from guarded_db.policy.loading import load

        loaded = load(policy)
        folder = Path(home) if home is not None else state_home()
        keys = Keys.load_or_create(folder)
        telemetry = Telemetry()
        ledger = Ledger.open(
            Path(audit) if audit is not None else folder / "audit",
            keys,
            on_record=telemetry.record,
        )
        self.core: Core = Core(loaded, ledger, MaskKeys(keys.derive("masking")), telemetry)

    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return self.core.policy

    # -- doors ------------------------------------------------------------------------------------

    def connect(self, target: Any, *args: Any, **kwargs: Any) -> Any:
        """Open a guarded connection; see `guarded_db.connect`."""
        from guarded_db.drivers.base import by_scheme, of_connect

        if isinstance(target, str):
            url = _split(target)
            driver = by_scheme(url.scheme).load()
            driver.install()
            first, named = driver.from_url(url)
            return driver.connect(self.core, None, ((*first, *args), {**named, **kwargs}))
        function = _connect_function(target, "connect")
        driver = of_connect(target)
        driver.install()
        return driver.connect(self.core, function, (args, kwargs))

    async def aconnect(self, target: Any, *args: Any, **kwargs: Any) -> Any:
        """Open a guarded asynchronous connection; see `guarded_db.aconnect`."""
        from guarded_db.drivers.base import by_scheme, of_connect

        if isinstance(target, str):
            url = _split(target)
            driver = by_scheme(url.scheme).load()
            driver.install()
            first, named = driver.from_url(url)
            return await driver.aconnect(self.core, None, ((*first, *args), {**named, **kwargs}))
        function = _connect_function(target, "connect")
        driver = of_connect(target)
        driver.install()
        return await driver.aconnect(self.core, function, (args, kwargs))

    def wrap(self, connection: Any) -> Any:
        """Guard an existing connection and return the guarded one; use only that from then on."""
        from guarded_db.drivers.base import of_connection

        driver = of_connection(connection)
        driver.install()
        return driver.guard(self.core, connection)

    def engine(self, engine: Any) -> Any:
        """Guard every connection of a SQLAlchemy engine, sync or async; return the engine."""
        from guarded_db.integrations.sqlalchemy import guard_engine

        return guard_engine(self, engine)

    def patch(self, *drivers: str, match: Any = None) -> Undo:
        """Guard every connection that this process opens through `drivers` from now on.

        Args:
            drivers: module names, such as `psycopg`, `sqlite3`; without any, every driver that is installed.
            match: which databases: a mapping of `Target` fields to globs, such as `{"database": "shop*"}`, the
                same as text (`host=db*/database=shop`), or a function of `Target`; without it, all.

        Returns:
            A function that takes the patch back.

        Raises:
            ConfigurationError: a driver that is not installed or not known, or a match that means nothing.
        """
        from guarded_db.integrations.patching import patch

        return patch(self, drivers, match)

    # -- state ------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def unguarded(self, connection: Any, *, reason: str) -> Iterator[Any]:
        """See `guarded_db.unguarded`."""
        with unguarded(connection, reason=reason) as raw:
            yield raw

    def close(self) -> None:
        """End the audit trail's segment; guarded connections of this guard refuse statements from then on."""
        self.core.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Guard policy={self.policy.name!r} {self.core.ledger!r}>"


def session_of(connection: Any) -> Session | None:
    """Return the session of a guarded connection, or None when it is not guarded."""
    from guarded_db.drivers.base import of_connection

    return of_connection(connection).session(connection)


@contextlib.contextmanager
def unguarded(connection: Any, *, reason: str) -> Iterator[Any]:
    """Lend out the raw driver connection behind a guarded one: the one audited way around the guard.

    Args:
        connection: a guarded connection.
        reason: why; stands in the audit record.

    Raises:
        ConfigurationError: the connection is not guarded, or the reason is empty.
        AuditUnavailable: the use could not be recorded.
    """
    from guarded_db.audit.record import encode
    from guarded_db.drivers.base import of_connection

    driver = of_connection(connection)
    session = driver.session(connection)
    if session is None:
        raise ConfigurationError("this connection is not guarded; use it as it is")
    if not isinstance(reason, str) or not reason.strip():
        raise ConfigurationError("say why with `reason=…`; it stands in the audit record")
    session.record(
        "unguarded.begin", outcome=encode({"reason": reason[:512], "status": "ok"}), durable=True
    )
    before, session.suspended = session.suspended, True
    try:
        yield driver.raw(connection)
    finally:
        session.suspended = before
        session.forget()
        session.forget_kept()
        session.record("unguarded.end", outcome=encode({"status": "ok"}), durable=True)


_shared: dict[tuple[Any, ...], Guard] = {}


def guard_for(policy: Any, guard: Guard | None) -> Guard:
    """Return the guard for the arguments of `connect`: the given one, else one shared per policy and state folder."""
    if guard is not None:
        if policy is not None:
            raise ConfigurationError("give `policy` or `guard`, not both; a guard has its policy")
        return guard
    key = _guard_key(policy)
    if key is None:
        return Guard(policy)
    found = _shared.get(key)
    if found is None:
        found = _shared.setdefault(key, Guard(policy))
    return found


def _guard_key(policy: Any) -> tuple[Any, ...] | None:
    from guarded_db.audit.home import state_home

    source = policy if policy is not None else os.environ.get("GUARDED_DB_POLICY", "")
    if not isinstance(source, str | os.PathLike):
        return None
    path = Path(source)
    try:
        stat = path.stat()
        stamp: tuple[Any, ...] = (str(path.resolve()), stat.st_mtime_ns, stat.st_size)
    except OSError:
        stamp = (str(source),)
    return (str(state_home()), *stamp)


def _split(target: str) -> Any:
    url = urlsplit(target)
    if not url.scheme or "://" not in target:
        raise ConfigurationError(
            "a target given as text is a URL such as `postgresql://app@db/shop`; "
            "to use a driver's own connection string pass its connect function first"
        )
    return url


def _connect_function(target: Any, name: str) -> Callable[..., Any]:
    function = getattr(target, name, None) if isinstance(target, types.ModuleType) else target
    if not callable(function):
        raise ConfigurationError(
            "the target is a URL, a driver's module or its connect function; "
            f"`{type(target).__name__}` is none of them"
        )
    return function  # type: ignore[no-any-return]  # checked to be callable
