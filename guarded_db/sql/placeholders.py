"""Turns the placeholders of a DB-API paramstyle into neutral ones, so that one reader serves all drivers.

It does not look for string literals: drivers with the styles `format` and `pyformat` substitute inside literals too.
"""

from __future__ import annotations

import re

_FORMAT = re.compile(r"%(?:\((?P<name>[^)]*)\)[sbt]|(?P<kind>[sbt])|(?P<percent>%))")


def neutral_placeholders(text: str, paramstyle: str, has_params: bool) -> str:
    """Return `text` with `%s` as `?` and `%(name)s` as `:name`; other styles pass unchanged.

    `has_params` says whether parameters were given at all: without them the drivers send the text as it is.
    """
    if not has_params or paramstyle not in ("format", "pyformat") or "%" not in text:
        return text
    return _FORMAT.sub(_neutral, text)


def _neutral(found: re.Match[str]) -> str:
    if found["percent"]:
        return "%"
    name = found["name"]
    if name is None:
        return "?"
    return f":{name}" if name.isidentifier() else "?"
