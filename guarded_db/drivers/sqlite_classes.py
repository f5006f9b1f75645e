"""How sqlite3's classes and a caller's own become guarded ones, and how parameters are taken. No state."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

NO_PLACE: tuple[str, ...] = ()
"""`__slots__` of a class that adds no place for attributes; each of its instances has one from a class above."""


class TypeLike(type):
    """Metaclass of the guarded classes: while they stand in for the driver's, the driver's own objects are theirs."""

    def __instancecheck__(cls, instance: object) -> bool:
        raw = cls.__dict__.get("_guarded_raw")
        return type.__instancecheck__(cls if raw is None else raw, instance)

    def __subclasscheck__(cls, subclass: type) -> bool:
        raw = cls.__dict__.get("_guarded_raw")
        return type.__subclasscheck__(cls if raw is None else raw, subclass)


def combined(kind: type, guarded: Any, base: Any) -> Any:
    """Return a class that is `kind` first and `guarded` below it, so that its `super()` calls are guarded.

    A class that has `base` below it already, and a place for the guard's attributes, is returned as it is.
    """
    if base in kind.__mro__ and kind.__dictoffset__:
        return kind
    meta: Any = TypeLike
    if not issubclass(TypeLike, type(kind)):
        meta = type(type(kind).__name__, (type(kind), TypeLike), {})
    namespace = {
        "__module__": kind.__module__,
        "__qualname__": kind.__qualname__,
        "__doc__": kind.__doc__,
    }
    return meta(kind.__name__, (kind, guarded), namespace)


def put_below(raw: type, base: type) -> None:
    """Put `base` between the driver's class `raw` and every class that was derived from it directly.

    It stays there: a class with `base` below it and no session behaves as before, and connections that are guarded
    stay so. Classes without a place for attributes are left as they are.
    """
    kinds: list[type] = type.__subclasses__(raw)
    for kind in kinds:
        if kind.__dictoffset__ and not kind.__module__.startswith("guarded_db."):
            with suppress(TypeError):
                kind.__bases__ = tuple(base if b is raw else b for b in kind.__bases__)


def parameters(given: Any) -> tuple[Any, Any]:
    """Return the parameters for the driver, and what the record commits to."""
    kind = type(given)
    if kind is tuple or kind is list or kind is dict:
        return given, given or None
    if isinstance(given, dict):
        return given, dict(given) or None
    if isinstance(given, tuple | list):
        return given, list(given) or None
    if isinstance(given, Mapping) or not hasattr(type(given), "__getitem__"):
        return given, None
    try:
        items = tuple(given[i] for i in range(len(given)))
    except Exception:  # noqa: BLE001
        # Not a sequence after all: the driver raises the error that the caller expects.
        return given, None
    return items, items or None
