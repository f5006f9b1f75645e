"""PostgreSQL's own regression statements: our reading beside that of PostgreSQL's grammar.

Every statement runs on a server that is started for it and thrown away, so that the catalog knows what it names. It is
read before it runs, with the grammar's objections switched off: what would be conceded for them counts as wrong.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from accuracy_foreign import MissingError
from foreign import _psql
from foreign._apt import source

from guarded_db.sql import grammar
from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.remembered import NOTHING, Change, changed
from guarded_db.sql.understand import understand

PACKAGE = "postgresql-15"
POSTGRES = Dialect("postgres")
SHOWN = 25
"""Reasons of concessions, and examples of what is wrong, that are printed."""

STEADY = frozenset(
    "InsertStmt UpdateStmt DeleteStmt MergeStmt ExplainStmt FetchStmt VariableShowStmt CommentStmt VacuumStmt".split()
)
"""Statements after which every name means what it meant."""


_NAMES = re.compile("catalog|function|view|relation|column|type")
"""Reasons of concessions that a newer catalog may take away."""


@dataclass(slots=True)
class Tally:
    """What was counted."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, verdict: str, accepted: bool) -> None:
        """Count one statement."""
        self.counts[verdict] += 1
        self.counts[verdict, accepted] += 1  # type: ignore[index]

    def conceded(self, facts: Facts, text: str) -> None:
        """Remember why a statement was conceded."""
        for reason in facts.conceded[:1]:
            plain = re.sub(r"`[^`]*`", "`…`", reason)
            self.reasons[plain] += 1
            self.examples.setdefault(plain, f"{reason}: {' '.join(text.split())[:100]}")


class Session:
    """One connection of the throwaway server, with its catalog, prepared statements and cursors."""

    def __init__(self, dsn: str) -> None:
        self.connection = psycopg.connect(dsn, autocommit=True)
        self.connection.execute("set statement_timeout = '20s'")
        self.catalog: Catalog | None = None
        self.memory = NOTHING
        self.changes: tuple[Change, ...] = ()
        self.stale = True

    def read(self, text: str) -> tuple[Facts, ...]:
        """Our reading; the catalog is read again only where that may tell more."""
        if self.catalog is None:
            self.learn()
        found = self._understand(text)
        if self.stale and any(_NAMES.search(why) for facts in found for why in facts.conceded):
            self.learn()
            found = self._understand(text)
        return found

    def _understand(self, text: str) -> tuple[Facts, ...]:
        understanding = understand(text, POSTGRES, self.catalog, self.memory)
        self.changes = understanding.changes
        return understanding.statements

    def learn(self) -> None:
        """Read the catalog, unless the transaction has failed."""
        try:
            rows = [self.connection.execute(query).fetchall() for query in queries("postgres")]
        except psycopg.Error:
            return
        self.catalog, self.stale = build("postgres", rows), False

    def run(self, statement: _psql.Statement, node: str) -> bool:
        """Run the statement as psql would; return whether the server accepted it."""
        self.stale = self.stale or node not in STEADY
        try:
            cursor = self.connection.cursor()
            if node == "CopyStmt" and re.search(
                r"\bstd(?:in|out)\b", statement.text, re.IGNORECASE
            ):
                with cursor.copy(statement.text) as copied:
                    _feed(copied, statement)
            else:
                cursor.execute(statement.text)
        except (psycopg.Error, UnicodeError):
            return False
        self.memory = changed(self.memory, self.changes)
        return True


def _feed(copied: Any, statement: _psql.Statement) -> None:
    if re.search(r"\bstdin\b", statement.text, re.IGNORECASE):
        copied.write(statement.data)
    else:
        for _ in copied:
            pass


def judge(facts: tuple[Facts, ...], account: grammar.Account, catalog: Catalog | None) -> str:
    """What is wrong with the facts of one statement; empty: nothing."""
    if len(facts) != 1:
        return f"{len(facts)} statements instead of one"
    if why := grammar.doubt(account, facts[0]):
        return why.removeprefix("PostgreSQL's grammar ")
    if account.node not in ("SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt"):
        return ""
    found = [catalog.find(*one) for one in account.relations] if catalog is not None else []
    if any(info is not None and info.kind == "view" for info in found):
        return ""  # what is written through a view is named too
    named = {name for _, name in account.relations}
    more = {relation.name for relation in facts[0].reads | facts[0].writes} - named
    return f"names relations that are not there: {sorted(more)}" if more else ""


def _files(root: Path) -> Iterator[Path]:
    """The files in the order in which PostgreSQL runs them; later ones need what earlier ones leave."""
    for line in (root / "parallel_schedule").read_text().splitlines():
        if line.startswith("test:"):
            found = (root / "sql" / f"{name}.sql" for name in line.split()[1:])
            yield from (path for path in found if path.exists())


def _read_all(tally: Tally, files: list[Path], dsn: str) -> None:
    for path in files:
        session = Session(dsn)
        for statement in _psql.statements(path):
            try:
                account, *others = grammar.accounts(statement.text)
            except grammar.Unreadable:
                tally.counts["not in the grammar"] += 1
                session.run(statement, "")
                continue
            assert not others
            facts = session.read(statement.text)
            if session.connection.closed:
                break
            accepted = session.run(statement, account.node)
            if any(one.conceded for one in facts):
                tally.add("conceded", accepted)
                if accepted:
                    tally.conceded(facts[0], statement.text)
            elif why := judge(facts, account, session.catalog):
                tally.add("wrong", accepted)
                tally.wrong.append(f"{path.stem}: {why}: {' '.join(statement.text.split())[:120]}")
            else:
                tally.add("exact", accepted)
        session.connection.close()


def _print(tally: Tally) -> None:
    for name, accepted in (("in the grammar", None), ("accepted by the server", True)):
        verdicts = ("exact", "conceded", "wrong")
        count = {v: tally.counts[v if accepted is None else (v, True)] for v in verdicts}  # type: ignore[index]
        whole = sum(count.values()) or 1
        shown = ", ".join(f"{n} {v} ({100 * n / whole:.2f} %)" for v, n in count.items())
        print(f"{name}: {whole} statements: {shown}")
    print(
        f"not in the grammar (psql's variables, meant errors): {tally.counts['not in the grammar']}"
    )
    print("why accepted ones are conceded, by the first reason:")
    for reason, count in tally.reasons.most_common(SHOWN):
        print(f"  {count:5} {reason}\n        {tally.examples[reason]}")
    for wrong in tally.wrong[:SHOWN]:
        print(f"WRONG {wrong}")


def main() -> int:
    """Run the comparison."""
    if not grammar.available():
        raise MissingError("the extra `postgres-grammar` is not installed")
    folder = next(source(PACKAGE).glob("*/src/test/regress"))
    sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
    os.environ["GUARDED_DB_TEST_START"] = "postgres"
    import servers

    # Statements about roles and tablespaces must never reach a server that somebody uses.
    try:
        server = servers.find_postgres()
    except servers.MissingServerError as error:
        raise MissingError(str(error)) from error
    assert server.found == "started here"
    tally = Tally()
    wanted = os.environ.get("FILES", "").split()
    files = [path for path in _files(folder) if not wanted or path.stem in wanted]
    with servers.own_database(server) as database, patch.object(grammar, "doubts", _silent):
        _read_all(tally, files, database.dsn)
    _print(tally)
    return 1 if tally.wrong else 0


def _silent(_text: str, _tokens: Any, _dialect: Dialect, facts: Any) -> list[str]:
    return [""] * len(facts)
