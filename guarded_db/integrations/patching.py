"""Guard every connection that this process opens, without touching the code that opens it.

Drivers with an adapter are patched by it, when they are first imported; of other PEP 249 drivers the `connect`
function is replaced, also where a module has bound it by name already, and SQLAlchemy's pools guard what they open.
It does not find connect functions of such drivers that were bound into objects (closures, attributes) before, nor
connection classes of theirs that are called directly.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
import threading
from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import wrapt

from guarded_db.drivers.base import GENERIC, PLACES, Undo, by_module
from guarded_db.errors import ConfigurationError
from guarded_db.integrations.matching import matcher
from guarded_db.integrations.sqlalchemy import in_creator

if TYPE_CHECKING:
    from guarded_db.dbapi import Target
    from guarded_db.execution import Core
    from guarded_db.guard import Guard

GENERIC_DRIVERS = ("psycopg2", "mysql.connector", "MySQLdb", "mariadb", "pyodbc", "oracledb")
"""Drivers without an adapter of their own that `patch()` without names looks for."""

_active: list[str] = []
_lock = threading.Lock()


def patch(guard: Guard, drivers: tuple[str, ...], match: Any) -> Undo:
    """Patch `drivers` process-wide; see `Guard.patch`."""
    wanted = matcher(match)
    names = drivers or tuple(place.name for place in PLACES) + GENERIC_DRIVERS
    missing = [name for name in drivers if not _installed(name)]
    if missing:
        known = (*(place.name for place in PLACES), *GENERIC_DRIVERS)
        near = [] if missing[0] in known else get_close_matches(missing[0], known, n=1)
        hint = f"did you mean `{near[0]}`" if near else "install it, or leave it out"
        raise ConfigurationError(f"`{missing[0]}` is not installed; {hint}")
    state = _Patch(guard, wanted)
    present = [name for name in names if _installed(name)]
    try:
        for name in present:
            # Runs at once when the driver is imported already, else right after its import.
            wrapt.register_post_import_hook(functools.partial(state.apply, name), name)
        if any(by_module(name) is GENERIC for name in present) and _installed("sqlalchemy"):
            # Its dialects set up the driver's own connections, which a wrapper is not.
            wrapt.register_post_import_hook(state.install, "sqlalchemy")
    except BaseException:
        state.undo(active=False)
        raise
    with _lock:
        _active.append(guard.policy.name)
    return state.undo


def assert_active() -> None:
    """Return when a process-wide guard is in force; see `guarded_db.assert_active`."""
    if not _active:
        raise ConfigurationError(
            "this process is not guarded; start it with `guarded-db run -- …` or call `Guard.patch()`"
        )


class _Patch:
    """One call of `patch`: what it has patched so far, and how to take it back."""

    def __init__(self, guard: Guard, wanted: Callable[[Target], bool]) -> None:
        self._guard = guard
        self._wanted = wanted
        self._undos: list[Undo] = []
        self._done = False

    def choose(self, target: Target) -> Core | None:
        """Return the guard's core when a connection to `target` is to be guarded."""
        return self._guard.core if not self._done and self._wanted(target) else None

    def apply(self, name: str, module: Any) -> None:
        """Patch one driver that is imported now."""
        if self._done:
            return
        try:
            place = by_module(name)
            if place is GENERIC:
                self._undos.append(_patch_connect(module, self.choose))
                return
            driver = place.load()
            driver.install()
            self._undos.append(driver.patch(self.choose))
        except BaseException:
            _again(functools.partial(self.apply, name), name)
            raise

    def install(self, _module: Any) -> None:
        """Let SQLAlchemy's pools guard what they open, once it is imported."""
        from guarded_db.integrations.sqlalchemy import install

        if self._done:
            return
        try:
            self._undos.append(install(self._guard, self._wanted))
        except BaseException:
            _again(self.install, "sqlalchemy")
            raise

    def undo(self, *, active: bool = True) -> None:
        """Take everything back; later calls do nothing."""
        with _lock:
            if self._done:
                return
            self._done = True
            if active:
                _active.remove(self._guard.policy.name)
        while self._undos:
            self._undos.pop()()


def _again(hook: Callable[[Any], None], name: str) -> None:
    """Run `hook` when `name` is imported the next time: a program that tries again must not get it unguarded."""
    kept = sys.modules.pop(name, None)
    try:
        wrapt.register_post_import_hook(hook, name)
    finally:
        if kept is not None:
            sys.modules[name] = kept


def _installed(name: str) -> bool:
    if name in sys.modules:
        return True
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _patch_connect(module: Any, choose: Callable[[Target], Core | None]) -> Undo:
    """Replace `module.connect`, wherever a module has bound it, by one that guards what `choose` wants."""
    original = module.connect
    driver: Any = GENERIC.load()

    def connect(*args: Any, **kwargs: Any) -> Any:
        connection = original(*args, **kwargs)
        if in_creator():
            return connection  # SQLAlchemy's pool guards it, when its dialect has set it up
        try:
            core = choose(driver.target(connection))
            return connection if core is None else driver.guard(core, connection)
        except BaseException:
            connection.close()
            raise

    connect.__doc__ = original.__doc__
    rebound = rebind(original, connect)

    def undo() -> None:
        for holder, name in rebound:
            if holder.get(name) is connect:
                holder[name] = original

    return undo


def rebind(original: Any, replacement: Any) -> list[tuple[dict[str, Any], str]]:
    """Replace `original` by `replacement` in the globals of every imported module; return where it stood."""
    found: list[tuple[dict[str, Any], str]] = []
    for module in list(sys.modules.values()):
        names = getattr(module, "__dict__", None)
        if not isinstance(names, dict) or (getattr(module, "__name__", "") or "").startswith(
            "guarded_db."
        ):
            continue
        for name, value in list(names.items()):
            if value is original:
                names[name] = replacement
                found.append((names, name))
    return found
