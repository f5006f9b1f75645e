"""Tells whether values of labelled columns came out of a database: by traces of them, and by comparing two databases.

Two databases that differ in nothing but the hidden parts of labelled columns must look the same to a guarded caller:
rows, their number and order, column names, errors. That finds what no search for a value can, such as a single bit.
It knows no engine; the test modules open the databases.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FRAGMENT = 5
"""A run of so many characters of a hidden value is a leak."""

_TITLE = re.compile(r"-- \[(?P<kind>\w+)\] (?P<title>.+)")


@dataclass(frozen=True, slots=True)
class Case:
    """One attack or one harmless use: statements that run one after the other on one connection."""

    kind: str
    """`attack`: its results depend on hidden values; `write`: it changes what nobody may; `benign`."""
    title: str
    statements: tuple[str, ...]

    @property
    def reads(self) -> bool:
        """Nothing but queries, so that a connection can be used again."""
        return self.kind != "write" and all(re.match(r"(?i)\W*(select|with|from|values|explain|describe|summarize|pivot|table)\b", s)
                   for s in self.statements)  # fmt: skip


def read(path: Path) -> list[Case]:
    """Return the cases of a file: a line `-- [kind] title`, then statements that end with `;` at a line's end."""
    cases: list[Case] = []
    title: re.Match[str] | None = None
    lines: list[str] = []

    def close() -> None:
        if title is not None:
            parts = re.split(r";\s*\n", "\n".join(lines) + "\n")
            statements = tuple(p.strip() for p in parts if p.strip())
            cases.append(Case(title["kind"], title["title"].strip(), statements))

    for line in path.read_text(encoding="utf-8").splitlines():
        found = _TITLE.fullmatch(line)
        if found:
            close()
            title, lines = found, []
        else:
            lines.append(line)
    close()
    return cases


def spellings(value: str) -> Iterable[str]:
    """Ways in which a value may come out, each long enough to be no accident."""
    data = value.encode()
    for text in (value, value.lower(), value.upper()):
        yield text
        yield text[::-1]
        yield text.encode().hex()
        yield text.encode().hex().upper()
    for skip in range(3):
        coded = base64.b64encode(data[skip:]).decode().rstrip("=")
        yield coded[: len(coded) // 4 * 4]
    for start in range(len(value) - FRAGMENT + 1):
        yield value[start : start + FRAGMENT]
        yield value[start : start + FRAGMENT][::-1]


def trace(seen: Any, hidden: Iterable[str]) -> str | None:
    """Return the first spelling of a hidden value in `seen`, whatever it is; None without any.

    It looks at the text as it is and with everything but letters and digits taken out, which joins values that were
    taken apart.
    """
    text = repr(seen)
    joined = re.sub(r"[^0-9A-Za-z]", "", text)
    for value in hidden:
        for spelling in spellings(value):
            bare = re.sub(r"[^0-9A-Za-z]", "", spelling)
            if spelling in text or (len(bare) > FRAGMENT and bare in joined):
                return spelling
    return None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a caller saw of a case."""

    results: tuple[Any, ...]
    """Of each statement: names of columns and rows, or the class and text of the error."""
    refused: int
    """How many statements the guard refused."""


def run(case: Case, execute: Callable[[str], Any], is_refusal: Callable[[Exception], bool]) -> Seen:
    """Run all statements, also after an error, and return what came out."""
    results: list[Any] = []
    refused = 0
    for statement in case.statements:
        try:
            results.append(execute(statement))
        except Exception as error:  # noqa: BLE001  # whatever comes out is what is to be judged
            refused += is_refusal(error)
            results.append((type(error).__name__, str(error), repr(error.args)))
    return Seen(tuple(results), refused)
