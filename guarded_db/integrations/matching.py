"""Which databases a process-wide door guards: globs over the fields of a `Target`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from guarded_db.errors import ConfigurationError

if TYPE_CHECKING:
    from guarded_db.dbapi import Target

FIELDS = ("system", "database", "host", "port", "user", "driver")
SHORT = {"db": "database", "dbname": "database", "hostname": "host"}


def matcher(match: Any) -> Callable[[Target], bool]:
    """Return a test for targets.

    Args:
        match: None for all; a function of `Target`; a mapping of fields to globs; or text such as
            `host=db*.example.com/database=shop`, several alternatives separated by commas.

    Raises:
        ConfigurationError: an unknown field, or nothing to match.
    """
    if match is None:
        return lambda _target: True
    if callable(match):
        test: Callable[[Target], bool] = match
        return test
    if isinstance(match, Mapping):
        alternatives = [dict(match)]
    elif isinstance(match, str):
        alternatives = [_parse(part) for part in match.split(",") if part.strip()]
    else:
        raise ConfigurationError(
            "`match` is text such as `host=db*/database=shop`, a mapping or a function"
        )
    wanted = [_checked(alternative) for alternative in alternatives]
    if not wanted:
        raise ConfigurationError(
            "`match` is empty and would guard nothing; leave it out to guard all"
        )

    def matches(target: Target) -> bool:
        return any(
            all(fnmatchcase(str(getattr(target, field)), glob) for field, glob in fields.items())
            for fields in wanted
        )

    return matches


def _parse(text: str) -> dict[str, str]:
    # A database may be a path, so a slash only separates when a field name follows it.
    fields: dict[str, str] = {}
    for part in text.strip().split("/"):
        name, equals, glob = part.partition("=")
        if equals:
            fields[name.strip()] = glob
        elif fields:
            last = next(reversed(fields))
            fields[last] += "/" + part
        else:
            raise ConfigurationError(
                f"`{part}` of `match` is not `field=glob`; fields are {', '.join(FIELDS)}"
            )
    return fields


def _checked(fields: dict[str, Any]) -> dict[str, str]:
    if not fields:
        raise ConfigurationError(
            "`match` is empty and would guard nothing; leave it out to guard all"
        )
    checked: dict[str, str] = {}
    for name, glob in fields.items():
        field = SHORT.get(name, name)
        if field not in FIELDS:
            near = get_close_matches(name, FIELDS, n=1)
            hint = f"did you mean `{near[0]}`" if near else f"fields are {', '.join(FIELDS)}"
            raise ConfigurationError(f"`{name}` is not a field that `match` knows; {hint}")
        checked[field] = str(glob)
    return checked
