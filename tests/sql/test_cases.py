"""Every case of the case files is read as its header says: a line `-- facts` for each statement, then the SQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sql.telling import catalog, tell

from guarded_db.sql.facts import Dialect
from guarded_db.sql.understand import understand

HERE = Path(__file__).parent / "cases"


def _cases() -> Iterator[object]:
    for path in sorted(HERE.glob("*.sql")):
        header: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("-- = "):
                header.append(line.removeprefix("-- = "))
            elif line.strip() and not line.startswith("-- #"):
                yield pytest.param(path.stem, line, header, id=f"{path.stem}: {line[:60]}")
                header = []


@pytest.mark.parametrize(("dialect", "sql", "expected"), list(_cases()))
def test_the_statement_is_read_as_its_header_says(
    dialect: str, sql: str, expected: list[str]
) -> None:
    understanding = understand(sql, Dialect(dialect), catalog(dialect))

    assert [tell(facts, dialect) for facts in understanding.statements] == expected


@pytest.mark.parametrize("dialect", ["postgres", "mysql", "sqlite", "duckdb"])
def test_no_normalised_text_holds_a_literal(dialect: str) -> None:
    for _, sql, _ in (case.values for case in _cases() if case.values[0] == dialect):
        for facts in understand(sql, Dialect(dialect), catalog(dialect)).statements:
            assert "'" not in facts.text
            assert "passwd" not in facts.text
