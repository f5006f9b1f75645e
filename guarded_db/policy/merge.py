"""A policy file joined with the packs and files that it extends: one normal form, with a digest.

Own keys override; between several parents the stricter one wins, whatever their order. Rules, scans and
reveals are joined, own ones first; labels are joined; a mask that two parents state differently redacts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from guarded_db.policy.model import Document, Mask, Reveal, Rule, Scan
from guarded_db.policy.nearest import nearest
from guarded_db.policy.patterns import is_glob, matcher
from guarded_db.policy.source import Path, Source

_STRICTEST = {
    "default": ("deny", "allow"),
    "unknown": ("deny", "approve"),
    "anonymous": ("deny", "service"),
    "predicates": ("deny", "equality", "allow"),
    "flows": ("deny", "allow"),
}
_DEFAULTS = {
    "default": "deny",
    "unknown": "deny",
    "anonymous": "service",
    "predicates": "equality",
    "flows": "deny",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """One validated file, and where it stood in the chain of `extends`."""

    document: Document
    source: Source
    parents: tuple[Loaded, ...] = ()
    observe: bool = False
    """It is the pack `observe`."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A whole policy: every key has a value."""

    name: str
    environment: str
    default: str
    unknown: str
    anonymous: str
    predicates: str
    flows: str
    observe: bool
    labels: dict[str, tuple[str, ...]]
    scan: tuple[Scan, ...]
    masks: dict[str, Mask]
    reveal: tuple[Reveal, ...]
    rules: tuple[Rule, ...]

    def digest(self) -> str:
        """Return SHA-256 over the canonical JSON of the normal form, 64 hex digits."""
        form: dict[str, Any] = {"format": 1}
        for key in self.__slots__:
            form[key] = _plain(getattr(self, key))
        text = json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()


def join(top: Loaded) -> Normal:
    """Join a file with everything that it extends.

    Raises:
        ConfigurationError: what only shows when all is joined: duplicate rule ids, unknown labels.
    """
    chain = list(_chain(top, set()))
    _check_ids(chain)
    labels = _labels(chain)
    _check_labels(chain, labels)
    environment = _first(chain, "environment")
    if not environment:
        _check_environment(chain)
    return Normal(
        name=top.document.name or top.source.name,
        environment=environment,
        default=_scalar(top, "default") or _DEFAULTS["default"],
        unknown=_scalar(top, "unknown") or _DEFAULTS["unknown"],
        anonymous=_scalar(top, "anonymous") or _DEFAULTS["anonymous"],
        predicates=_scalar(top, "predicates") or _DEFAULTS["predicates"],
        flows=_scalar(top, "flows") or _DEFAULTS["flows"],
        observe=any(part.observe for part in chain),
        labels=labels,
        scan=tuple(scan for part in chain for scan in part.document.scan or ()),
        masks=_masks(top),
        reveal=tuple(reveal for part in chain for reveal in part.document.reveal or ()),
        rules=tuple(rule for part in chain for rule in part.document.rules or ()),
    )


def _chain(part: Loaded, seen: set[str]) -> Iterable[Loaded]:
    """Yield every file once, children before their parents."""
    if part.source.name in seen:
        return
    seen.add(part.source.name)
    yield part
    for parent in part.parents:
        yield from _chain(parent, seen)


def _scalar(part: Loaded, key: str) -> str:
    own = getattr(part.document, key)
    if own is not None:
        return str(own)
    found = {_scalar(parent, key) for parent in part.parents}
    return next((value for value in _STRICTEST[key] if value in found), "")


def _first(chain: Sequence[Loaded], key: str) -> str:
    return next((value for part in chain if (value := getattr(part.document, key))), "")


def _labels(chain: Sequence[Loaded]) -> dict[str, tuple[str, ...]]:
    joined: dict[str, set[str]] = {}
    for part in chain:
        for label, patterns in (part.document.labels or {}).items():
            joined.setdefault(label, set()).update(pattern.lower() for pattern in patterns)
    return {label: tuple(sorted(joined[label])) for label in sorted(joined)}


def _masks(part: Loaded) -> dict[str, Mask]:
    masks: dict[str, Mask] = {}
    for parent in part.parents:
        for label, mask in _masks(parent).items():
            same = label not in masks or masks[label] == mask
            masks[label] = mask if same else Mask(kind="redact")
    return {**masks, **(part.document.masks or {})}


def _check_ids(chain: Sequence[Loaded]) -> None:
    seen: dict[str, str] = {}
    for part in chain:
        for i, rule in enumerate(part.document.rules or ()):
            path: Path = ("rules", i, "id")
            if rule.id in seen:
                raise part.source.error(
                    path,
                    f"the rule id `{rule.id}` is already used at {seen[rule.id]}; choose another",
                )
            seen[rule.id] = part.source.place(path)


def _check_labels(chain: Sequence[Loaded], labels: dict[str, tuple[str, ...]]) -> None:
    for part in chain:
        for path, name, glob in _label_uses(part.document):
            known = any(map(matcher(name, fold=False), labels)) if glob else name in labels
            if not known:
                near = nearest(name, labels) or "; declare it under `labels`"
                raise part.source.error(
                    path, f"unknown label `{name}`{near}", key=path[0] == "masks"
                )


def _label_uses(document: Document) -> Iterable[tuple[Path, str, bool]]:
    for label in document.masks or ():
        yield ("masks", label), label, False
    for i, reveal in enumerate(document.reveal or ()):
        for j, label in enumerate(reveal.labels):
            yield ("reveal", i, "labels", j), label, is_glob(label)
    for i, scan in enumerate(document.scan or ()):
        for j, label in enumerate(scan.detect):
            yield ("scan", i, "detect", j), label, False


def _check_environment(chain: Sequence[Loaded]) -> None:
    for part in chain:
        for i, rule in enumerate(part.document.rules or ()):
            if rule.when and rule.when.environment:
                raise part.source.error(
                    ("rules", i, "when", "environment"),
                    "`when.environment` needs the policy's `environment`; add it at the top",
                    key=True,
                )


def _plain(value: Any) -> Any:
    """Return `value` as JSON types; the order of plain words carries no meaning, so they are sorted."""
    if hasattr(value, "model_dump"):
        value = value.model_dump(exclude_none=True)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        if value and all(isinstance(item, str) for item in value):
            return sorted(set(value))
        return [_plain(item) for item in value]
    return value
