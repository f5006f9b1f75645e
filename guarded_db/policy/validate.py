"""Pydantic's findings on a policy, as one error in the user's words with its place.

Every finding is told, the most helpful first, separated by ` · `.
"""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from guarded_db.errors import ConfigurationError
from guarded_db.policy.model import Document
from guarded_db.policy.nearest import nearest, one_of
from guarded_db.policy.source import Path, Source

_EXPECTED = {
    "string_type": "must be text; quote it",
    "int_type": "must be a whole number",
    "bool_type": "must be `true` or `false`",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "too_short": "is empty; fill it or remove the key",
    "string_too_short": "is empty; fill it or remove the key",
    "string_pattern_mismatch": "holds a character that names cannot have; use letters, digits and `._:@/-`",
}


MAX_PROBLEMS = 20
"""Problems told at once; more than that is another file."""


def validate(source: Source) -> Document:
    """Return the document in `source`.

    Raises:
        ConfigurationError: with place, the key, and the nearest valid name.
    """
    version = source.data.get("version") if isinstance(source.data, dict) else None
    if version is None and "version" not in source.data:
        raise source.error((), "`version` is missing; start the policy with `version: 1`")
    if version != 1 or isinstance(version, bool):
        raise source.error(
            ("version",), f"version `{_shown(version)}` is not known; write `version: 1`"
        )
    try:
        return Document.model_validate(source.data)
    except ValidationError as error:
        raise _all(source, error) from None


def _all(source: Source, error: ValidationError) -> ConfigurationError:
    # A misspelt key is also a missing one; the misspelling is what helps.
    found = sorted(
        (item["type"] == "missing", *_told(source, item))
        for item in error.errors(include_url=False)
    )
    texts = list(dict.fromkeys(text for *_, text in found))
    if len(texts) == 1:
        return ConfigurationError(texts[0])
    shown, more = texts[:MAX_PROBLEMS], len(texts) - MAX_PROBLEMS
    rest = f" · and {more} more" if more > 0 else ""
    return ConfigurationError(f"{' · '.join(shown)}{rest}")


def _told(source: Source, item: Any) -> tuple[tuple[int, int], str]:
    path = _path(source.data, item["loc"])
    kind, key = item["type"], False
    name = _name(path)
    if kind == "extra_forbidden":
        text, key = f"unknown key `{path[-1]}`{nearest(str(path[-1]), _keys_at(path[:-1]))}", True
    elif kind == "missing":
        text = f"`{item['loc'][-1]}` is missing; add it"
    elif kind == "literal_error":
        text = _choice(name, item)
    elif kind == "value_error":
        text = str(item["ctx"]["error"])
        path, key = _named(source, path, text)
    elif kind in _EXPECTED:
        text = f"`{name}` {_EXPECTED[kind]}"
    else:
        text = f"`{name}`: {item['msg'][:1].lower()}{item['msg'][1:]}"
    return source.position(path, key=key) or (0, 0), f"{source.place(path, key=key)}: {text}"


def _choice(name: str, item: Any) -> str:
    choices = re.findall(r"'([^']*)'", item["ctx"]["expected"])
    given = item["input"]
    if isinstance(given, str):
        return f"`{name}` cannot be `{_shown(given)}`{nearest(given, choices) or '; use ' + one_of(choices)}"
    return f"`{name}` must be {one_of(choices)}"


def _named(source: Source, path: Path, text: str) -> tuple[Path, bool]:
    """Return the path of the key that the text names first, when it stands below `path`."""
    found = re.search(r"`([^`]*)`", text)
    if found:
        below = (*path, found[1].rpartition(".")[2])
        if below in source.keys:
            return below, True
    return path, False


def _path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """Return pydantic's location without the elements that are not in the document."""
    path: list[int | str] = []
    for step in loc:
        inside = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if inside or (isinstance(data, dict) and step in data):
            data = data[step]
            path.append(step)
    return tuple(path)


def _keys_at(path: Path) -> list[str]:
    """Return the keys that the model knows at `path`."""
    model: Any = Document
    for step in path:
        if isinstance(model, type) and issubclass(model, BaseModel) and step in model.model_fields:
            model = model.model_fields[str(step)].annotation
        model = _model_in(model)
    return (
        list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []
    )


def _model_in(annotation: Any) -> Any:
    """Return the model inside an annotation such as `dict[str, Mask] | None`, or the annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    return annotation


def _name(path: Path) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "the policy"


def _shown(value: Any) -> str:
    return re.sub(r"[`\s]+", " ", str(value))[:60]
