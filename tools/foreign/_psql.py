"""Files that are written for psql, split into statements without any reader of ours.

psql's own commands and the data of COPY are cut out by line; PostgreSQL's scanner then finds the semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import postgast

_COPY = re.compile(r"\s*copy\b.*\bfrom\s+stdin\b.*;\s*$", re.IGNORECASE | re.DOTALL)
_SEND = re.compile(r"\\(?:g|gset|gexec|gdesc|gx|crosstabview|bind|watch)\b.*$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a file, with the data that follows a COPY FROM STDIN."""

    file: str
    text: str
    data: str = ""


def statements(path: Path) -> Iterator[Statement]:
    """The statements of a file, in order."""
    for text, data in _parts(path.read_text("utf-8", "replace").split("\n")):
        found = _split(text)
        for one in found[:-1]:
            yield Statement(path.stem, one)
        if found:
            yield Statement(path.stem, found[-1], data)


def _parts(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Pieces of a file that end where psql does something of its own, each with the data of its last COPY."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith("\\"):
            yield "\n".join(kept), ""
            kept = []
            continue
        sent = _SEND.search(line)
        kept.append(line[: sent.start()] + ";" if sent else line)
        if _is_copy(kept):
            end = next((i for i in range(at, len(lines)) if lines[i] == "\\."), at)
            yield "\n".join(kept), "".join(f"{row}\n" for row in lines[at:end])
            kept, at = [], end + 1
    yield "\n".join(kept), ""


def _is_copy(lines: list[str]) -> bool:
    """Whether the last statement so far, which may have begun some lines above, is a COPY FROM STDIN."""
    if "stdin" not in lines[-1].lower() and ";" not in lines[-1]:
        return False
    tail = "\n".join(lines[-4:])
    last = tail.rstrip().removesuffix(";").rpartition(";")[2] + ";"
    return tail.rstrip().endswith(";") and _COPY.match(_uncommented(last)) is not None


def _uncommented(text: str) -> str:
    return re.sub(r"--[^\n]*", "", text)


def _split(text: str) -> list[str]:
    text = text.replace("\\;", ";")
    try:
        return [one.strip() for one in postgast.split(text, method="scanner") if one.strip()]
    except postgast.PgQueryError:
        return []
