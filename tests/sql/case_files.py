"""Reads the case files: `cases/<dialect>/<topic>.sql`.

A case is a header and one line of SQL:

    -- # a comment
    -- = the facts of a statement, as `telling.tell` writes them (one line for each statement of the text)
    -- ! why the case is only read and never run on a real engine (left out when it is run)
    select 1
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sql.telling import catalog, tell

from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.understand import understand

FOLDER = Path(__file__).parent / "cases"
DIALECTS = ("postgres", "mysql", "sqlite", "duckdb")


@dataclass(frozen=True, slots=True)
class Case:
    """One text and what is true of it."""

    dialect: str
    where: str
    """File and line."""
    sql: str
    expected: tuple[str, ...]
    only_read: str = ""
    """Why it is never run."""

    def read(self) -> tuple[Facts, ...]:
        """Return the facts that the library gives."""
        return understand(self.sql, Dialect(self.dialect), catalog(self.dialect)).statements

    def told(self) -> tuple[str, ...]:
        """Return those facts as the header writes them."""
        return tuple(tell(facts, self.dialect) for facts in self.read())

    def __str__(self) -> str:
        return f"{self.where}: {self.sql[:60]}"


def cases(dialect: str) -> list[Case]:
    """Read the cases of one dialect."""
    return [
        case for path in sorted((FOLDER / dialect).glob("*.sql")) for case in _of(dialect, path)
    ]


def _of(dialect: str, path: Path) -> Iterator[Case]:
    expected: list[str] = []
    why = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("-- = "):
            expected.append(line.removeprefix("-- = "))
        elif line.startswith("-- ! "):
            why = line.removeprefix("-- ! ")
        elif line.strip() and not line.startswith("-- #"):
            yield Case(dialect, f"{dialect}/{path.name}:{number}", line, tuple(expected), why)
            expected, why = [], ""
