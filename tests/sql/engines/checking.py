"""Runs a case on a real engine and compares what happened with what the facts tell.

Nothing that could reach beyond the case's own database is ever sent. What is conceded claims nothing; where the engine
keeps its user in the database anyway, it is sent all the same, to see whether it means anything to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sql.case_files import Case
from sql.planting import leaks, value
from sql.telling import HOME, TABLES

from guarded_db.sql.facts import Facts

NEVER_SENT = frozenset(
    "file program network replication extension maintenance role privilege sleep".split()
)
"""Effects that reach beyond the case's own database and session."""

CONFINED = frozenset({"postgres", "mysql", "sqlite"})
"""Engines whose user can do nothing beyond the database, whatever a statement says."""

UNKNOWN = {
    "postgres": r"^(42(?!501)|26|34|24|3F)",
    "mysql": r" (1064|1146|1305|1054|1049|1243|1324|1109)$",
    "sqlite": r"no such|syntax error|unrecognized token|incomplete input|null character",
}
"""How engines say that a text is no SQL, or names what is not there (PostgreSQL: classes of SQLSTATE)."""

Fingerprint = dict[tuple[str, str], object]
"""What there is: (part, name) -> anything that differs when it changed. The parts are the keys of `TOLD_BY`."""

TOLD_BY = {
    "rows": {"write", "ddl"},
    "table": {"ddl"},
    "object": {"ddl"},
    "sequence": {"write", "ddl"},
    "privilege": {"privilege", "ddl"},
    "header": {"write", "ddl"},
    "large object": {"write"},
    "setting": {"session", "lexing", "role"},
    "lexing": {"lexing"},
    "role": {"role"},
    "transaction": {"transaction"},
    "lock": {"lock"},
    "channel": {"notify", "session"},
    "prepared": set(),
}
"""Which effects tell a change of each part; any one is enough."""

PREPARING = frozenset({"prepare", "execute", "deallocate", "discard", "declare", "close", "drop"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine answered."""

    error: str = ""
    names: tuple[str, ...] | None = None
    """The result's columns; None when there was no result."""
    rows: Sequence[Sequence[Any]] = ()


class Engine(Protocol):
    """A database of its own with `users` and `orders`, as a user who has no rights beyond it."""

    dialect: str

    def fingerprint(self) -> Fingerprint:
        """Tell what there is now, in this session's eyes."""

    def run(self, sql: str, *, several: bool) -> Outcome:
        """Send the text as it is; must not raise for an error of the engine. A result is wanted of a single statement."""

    def remake(self) -> None:
        """Make everything as it was at first, in a new session."""

    def close(self) -> None:
        """End the session."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one case on the engine."""

    sent: bool = False
    error: str = ""
    changed: bool = False
    meaningless: bool = False
    """The engine knows no more of the text than we do: it is no SQL, or names what is not there."""
    problems: list[str] = field(default_factory=list)
    """What the facts did not tell."""


def setup(dialect: str, text: str = "varchar(60)") -> Iterable[str]:
    """The statements that make the two tables, with values that say which column they stand in."""
    for table, columns in TABLES.items():
        types = [f"{c} {'integer' if c in ('user_id', 'total') else text}" for c in columns[1:]]
        # In SQLite an INTEGER PRIMARY KEY is the rowid, an INT one is not; the catalog knows one of each.
        key = "int" if (dialect, table) == ("sqlite", "orders") else "integer"
        yield f"create table {table} (id {key} primary key not null, {', '.join(types)})"
        rows = [[1, *(_plain(table, c) for c in columns[1:])]]
        rows += [[value(table, c, row) for c in columns] for row in (1, 2, 3)]
        shown = (", ".join(repr(cell) for cell in row) for row in rows)
        yield f"insert into {table} values {', '.join(f'({row})' for row in shown)}"


def _plain(table: str, column: str) -> object:
    """The values that the cases' conditions look for."""
    return {"user_id": 1, "total": 10, "email": "a", "ssn": "x"}.get(column, "x")


def check(engine: Engine, home: Fingerprint, case: Case) -> Checked:
    """Run one case and bring the engine back to `home`."""
    told = case.read()
    if case.only_read or any(f.effects & NEVER_SENT for f in told):
        return Checked()
    if any(f.conceded for f in told):
        return _try_conceded(engine, home, case) if case.dialect in CONFINED else Checked()
    outcome = engine.run(bound(case), several=len(told) > 1)
    after = engine.fingerprint()
    changes = {key for key in home.keys() | after.keys() if home.get(key) != after.get(key)}
    problems = [p for key in sorted(changes) if (p := untold(key, changes, told, case.dialect))]
    if not outcome.error and len(told) == 1:
        if told[0].kind != "copy":
            problems += shape(told[0], outcome, named=case.dialect in ("postgres", "duckdb"))
        problems += leaks(told[0], outcome.rows)
        problems += several_rows(told[0], home, after, case.dialect)
    if changes:
        engine.remake()
    return Checked(True, outcome.error, bool(changes), problems)


def _try_conceded(engine: Engine, home: Fingerprint, case: Case) -> Checked:
    outcome = engine.run(bound(case), several=True)
    if engine.fingerprint() != home:
        engine.remake()
    return Checked(meaningless=bool(re.search(UNKNOWN[case.dialect], outcome.error)))


_PLACEHOLDERS = {
    "postgres": r"\$\d+",
    "mysql": r"\?",
    "sqlite": r"\?\d*|[:@$]\w+",
    "duckdb": r"\?\d*|\$\w+",
}


def bound(case: Case) -> str:
    """The text with a value for each of its placeholders."""
    skipped = r"""'[^']*'|"[^"]*"|`[^`]*`|\$(\w*)\$.*?\$\1\$|::"""
    given = "'1'" if case.dialect == "postgres" else "1"
    pattern = re.compile(f"{skipped}|(?P<placeholder>{_PLACEHOLDERS[case.dialect]})", re.DOTALL)
    return pattern.sub(lambda m: given if m["placeholder"] else m[0], case.sql)


def untold(
    key: tuple[str, str], changes: set[tuple[str, str]], told: Sequence[Facts], dialect: str
) -> str:
    """Say what changed without being told; empty when it was told."""
    part, name = key
    effects = frozenset().union(*(f.effects for f in told))
    if part == "prepared":
        fine = any(f.kind in PREPARING for f in told)
    else:
        fine = bool(effects & TOLD_BY[part])
    if part == "rows" and ("table", name) not in changes:
        fine = "write" in effects
    if part in ("rows", "table"):
        written = {str(r).removeprefix(HOME[dialect] + ".") for f in told for r in f.writes}
        fine = fine and name in written
    return "" if fine else f"the {part} `{name}` changed, and the facts do not tell it"


def shape(facts: Facts, outcome: Outcome, *, named: bool) -> Iterable[str]:
    """Compare the columns of the result with the outputs; the names too when the engine does not make them of text."""
    if facts.outputs is None:
        return
    names = outcome.names or ()
    if len(names) != len(facts.outputs):
        yield f"{len(names)} columns came, {len(facts.outputs)} were told"
        return
    for name, output in zip(names, facts.outputs, strict=True):
        if named and output.name and output.name.lower() != name.lower():
            yield f"a column is called `{name}`, `{output.name}` was told"


def several_rows(
    facts: Facts, before: Fingerprint, after: Fingerprint, dialect: str
) -> Iterable[str]:
    """Find a statement that changed every row although its facts tell that it names keys."""
    if "key" not in facts.bounded:
        return
    for relation in facts.writes:
        key = ("rows", str(relation).removeprefix(HOME[dialect] + "."))
        old, new = before.get(key), after.get(key)
        if isinstance(old, tuple) and isinstance(new, tuple) and not set(old) & set(new):
            yield f"every row of `{key[1]}` changed, and the facts tell a key"
