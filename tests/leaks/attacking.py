"""Runs a table of attacks on a raw and on a guarded connection, and looks for planted values in all that comes back."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

FRAGMENT = 5
"""Characters of a value that may not stand together in anything that is shown."""


class Attack(NamedTuple):
    """One entry of a table."""

    kind: str
    title: str
    statements: tuple[str, ...]

    @property
    def text(self) -> str:
        """All statements, for messages and for choosing."""
        return "\n".join(self.statements)


@dataclass
class Seen:
    """What a program saw while the statements of one attack ran."""

    shown: list[str] = field(default_factory=list)
    """Cells, names of columns, notices, and texts of errors in the driver's and Python's own places."""
    rows: list[Any] = field(default_factory=list)
    """Rows of each statement, or its error."""
    refused: list[bool] = field(default_factory=list)
    """For each statement, whether the guard refused it."""

    @property
    def text(self) -> str:
        """Everything shown."""
        return "\n".join(self.shown)


def attacks(path: Path, **names: str) -> list[Attack]:
    """Return the entries of a table; `{name}` stands for one of `names`."""
    found: list[Attack] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind, _, title = line[2:].partition(" ")
            found.append(Attack(kind, title, ()))
        elif line.strip() and not (line.startswith("-- ") and not found):
            for name, value in names.items():
                line = line.replace("{" + name + "}", value)
            last = found.pop()
            found.append(last._replace(statements=(*last.statements, line.replace("⏎", "\n"))))
    return found


def variants(values: Iterable[str], allowed: Iterable[str] = ()) -> re.Pattern[str]:
    """Return a pattern that finds any of `values`: plain, reversed, as hex, base64, and any fragment of them."""
    parts: set[str] = set()
    for value in values:
        digits = re.sub(r"\D", "", value)
        plain = [value, value[::-1], *([digits] if len(digits) >= 8 else [])]
        raw = [value.encode(), value.encode().swapcase()]
        coded = [data.hex() for data in raw]
        coded += [base64.b64encode(data).decode().rstrip("=")[:-1] for data in raw]
        coded += [".".join(map(str, data))[:20] for data in raw]
        coded += [",".join(map(str, data))[:20] for data in raw]
        for text in plain:
            parts |= {text[at : at + FRAGMENT] for at in range(len(text) - FRAGMENT + 1)}
        parts |= {text[at : at + 12] for text in coded for at in range(len(text) - 11)}
    parts -= set(allowed)
    return re.compile("|".join(map(re.escape, sorted(parts))), re.IGNORECASE)


def shown(value: Any) -> Iterator[str]:
    """Return the texts in which a program could read a value."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        yield bytes(value).decode("utf-8", "replace")
    elif isinstance(value, dict):
        for part in value.items():
            yield from shown(part)
    elif isinstance(value, (list, tuple)):
        yield repr(value)
        for part in value:
            yield from shown(part)
    else:
        yield str(value)
        yield repr(value)


def told(error: BaseException | None) -> Iterator[str]:
    """Return every text that an exception holds, with those that it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield from shown(error)
        yield from shown(error.args)
        yield from shown(getattr(error, "__notes__", []))
        yield from diagnosed(getattr(error, "diag", None))
        result = getattr(error, "pgresult", None)
        if result is not None:
            yield from shown(getattr(result, "error_message", b""))
        error = error.__cause__ or error.__context__


def diagnosed(diag: Any) -> Iterator[str]:
    """Return every field of a diagnostic of the server."""
    for name in dir(diag) if diag is not None else ():
        if not name.startswith("_"):
            text = getattr(diag, name)
            if isinstance(text, str):
                yield text
