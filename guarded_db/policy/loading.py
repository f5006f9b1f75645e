"""From a path, a pack's name, a mapping or nothing to a compiled policy; every error says where.

Files are read once, when the guard is made. Nothing here decides.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

from guarded_db.errors import ConfigurationError
from guarded_db.policy.merge import Loaded, join
from guarded_db.policy.model import PACKS
from guarded_db.policy.nearest import nearest
from guarded_db.policy.policy import Policy
from guarded_db.policy.source import MAX_BYTES, Source, parse
from guarded_db.policy.validate import validate

PolicySource: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any] | Policy | None"
"""What `policy=` takes: a path, a pack's name, a mapping, a `Policy`, or None for the default."""

ENVIRONMENT_VARIABLE = "GUARDED_DB_POLICY"
DEFAULT = ("safe-writes", "pii")
"""The packs that stand when no policy is given."""

KINDS = {".yaml": "yaml", ".yml": "yaml", ".toml": "toml", ".json": "json"}
MAX_EXTENDS = 16
"""Longest chain of files that extend each other."""


def load(source: PolicySource = None) -> Policy:
    """Load, check and compile a policy.

    Args:
        source: path of a .yaml, .yml, .toml or .json file; the name of a pack; a mapping; a `Policy`, which
            is returned as it is; None for what `GUARDED_DB_POLICY` names, else `safe-writes` with `pii`.

    Raises:
        ConfigurationError: with file, line, column and the nearest valid name.
    """
    if isinstance(source, Policy):
        return source
    if source is None:
        source = os.environ.get(ENVIRONMENT_VARIABLE) or None
    if source is None:
        return _bundle("default", DEFAULT)
    if isinstance(source, Mapping):
        return Policy(join(_loaded(_mapping_source(source), Path.cwd(), ())))
    if isinstance(source, bytes) or not isinstance(source, (str, os.PathLike)):
        raise ConfigurationError(
            f"a policy cannot be a `{type(source).__name__}`; give a path, a pack, a mapping or a `Policy`"
        )
    if isinstance(source, str) and source in PACKS:
        return _pack_policy(source)
    return Policy(join(_file(Path(source), ())))


@lru_cache(maxsize=16)
def _pack_policy(name: str) -> Policy:
    # Alone, `observe` watches what the default policy would do; otherwise it would have nothing to say.
    return (
        _bundle("observe", ("observe", *DEFAULT))
        if name == "observe"
        else Policy(join(_pack(name)))
    )


@lru_cache(maxsize=4)
def _bundle(name: str, packs: tuple[str, ...]) -> Policy:
    source = Source(f"<{name}>", {"version": 1, "name": name, "extends": list(packs)})
    return Policy(join(_loaded(source, Path(), ())))


def _mapping_source(mapping: Mapping[str, Any]) -> Source:
    def plain(value: Any, depth: int) -> Any:
        if depth > 32:
            raise ConfigurationError("<mapping>: nested deeper than 32; flatten it")
        if isinstance(value, Mapping):
            return {str(key): plain(item, depth + 1) for key, item in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            items = value if isinstance(value, (list, tuple)) else sorted(value, key=str)
            return [plain(item, depth + 1) for item in items]
        return value

    return Source("<mapping>", plain(mapping, 0))


def _file(path: Path, stack: tuple[str, ...]) -> Loaded:
    return _loaded(_read(path), path.parent, stack)


def _read(path: Path) -> Source:
    name = str(path)
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        if os.sep in name or path.is_file():
            raise ConfigurationError(
                f"{name}: a policy file ends in .yaml, .yml, .toml or .json; rename it"
            )
        raise ConfigurationError(
            f"unknown policy `{name}`{_near_pack(name)}, or give a path to a file"
        )
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise ConfigurationError(
            f"{name}: the policy cannot be read: {reason.lower()}; check the path and its permissions"
        ) from None
    if len(data) > MAX_BYTES:
        raise ConfigurationError(
            f"{name}: the policy is larger than {MAX_BYTES} bytes; split it into files"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise ConfigurationError(
            f"{name}:{line}:{column}: not UTF-8; save the file as UTF-8"
        ) from None
    return parse(text, kind, name)


@lru_cache(maxsize=16)
def _pack(name: str) -> Loaded:
    text = resources.files("guarded_db.policy").joinpath("packs", f"{name}.yaml").read_text("utf-8")
    return _loaded(parse(text, "yaml", f"pack:{name}"), Path(), ())


def _loaded(source: Source, folder: Path, stack: tuple[str, ...]) -> Loaded:
    document = validate(source)
    here = _key(source, folder)
    parents = []
    for i, name in enumerate(document.extends or ()):
        if name in PACKS:
            parents.append(_pack(name))
            continue
        place = ("extends", i)
        if Path(name).suffix.lower() not in KINDS:
            raise source.error(place, f"unknown pack `{name}` in `extends`{_near_pack(name)}")
        file = Path(os.path.normpath(folder / name))
        if str(file.resolve()) in (*stack, here):
            raise source.error(
                place, f"`extends` is cyclic: `{name}` extends this file; remove one"
            )
        if len(stack) >= MAX_EXTENDS:
            raise source.error(place, f"`extends` is longer than {MAX_EXTENDS} files; join some")
        try:
            parents.append(_file(file, (*stack, here)))
        except ConfigurationError as error:
            if file.is_file():
                raise
            raise source.error(place, str(error)) from None
    return Loaded(document, source, tuple(parents), observe=source.name == "pack:observe")


def _key(source: Source, folder: Path) -> str:
    return (
        source.name if source.name.startswith(("<", "pack:")) else str(Path(source.name).resolve())
    )


def _near_pack(name: str) -> str:
    return nearest(name, PACKS)
