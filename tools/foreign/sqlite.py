"""SQLite's own test statements: our reading beside what the authorizer of a real database in memory sees.

The statements are taken from the TCL files by their braces. What is written to files, or attached, is denied, and so
not accepted; each file has a database of its own. Tables and columns that are read or written are compared. Foreign
keys stay off: what their checks and cascades touch is not among the facts.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

from foreign._apt import source
from foreign._telling import Tally

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand

SQLITE = Dialect("sqlite")
SECONDS = 1.0
"""How long a statement may run."""

_BLOCK = re.compile(
    r"\b(?:execsql|catchsql|db eval|do_execsql_test\s+\S+|do_catchsql_test\s+\S+)\s+\{"
)
_STEADY = frozenset({"select", "insert", "update", "delete", "replace", "explain", "empty"})
_HARMLESS = frozenset("table_info table_xinfo index_list index_info encoding cache_size".split())


def statements(text: str) -> Iterator[str]:
    """The SQL of one TCL file."""
    for found in _BLOCK.finditer(text):
        depth, at = 1, found.end()
        while at < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        yield from _split(text[found.end() : at - 1])


def _split(block: str) -> Iterator[str]:
    sql = ""
    for piece in re.split(r"(?<=;)", block):
        sql += piece
        if sqlite3.complete_statement(sql):
            yield sql.strip()
            sql = ""
    if sql.strip():
        yield sql.strip()


class Database:
    """One database in memory with its authorizer."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.text_factory = bytes
        self.seen: set[tuple[str, str, str]] = set()
        """`read` or `write`, table, column."""
        self.catalog: Catalog | None = None
        self.ends = 0.0
        self.connection.set_progress_handler(lambda: time.monotonic() > self.ends, 10_000)

    def learn(self) -> None:
        """Read the catalog, as text."""
        self.connection.set_authorizer(None)
        self.connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        self.ends = time.monotonic() + SECONDS
        rows = [self.connection.execute(query).fetchall() for query in queries("sqlite")]
        self.connection.text_factory = bytes
        self.catalog = build("sqlite", rows)

    def run(self, sql: str) -> bool:
        """Run a statement; return whether it was accepted."""
        self.seen = set()
        self.ends = time.monotonic() + SECONDS
        self.connection.set_authorizer(self._authorize)
        try:
            self.connection.execute(sql).fetchmany(100)
        except (sqlite3.Error, sqlite3.Warning, UnicodeError, OverflowError):
            return False
        return True

    def _authorize(self, action: int, one: str, two: str, _db: str, inside: str) -> int:
        if action == sqlite3.SQLITE_ATTACH or (
            action == sqlite3.SQLITE_PRAGMA and one not in _HARMLESS
        ):
            return sqlite3.SQLITE_DENY
        known = self.catalog.relations if self.catalog is not None else {}
        infos = [info for (_, name), info in known.items() if name == (one or "").lower()]
        # names of WITH are not relations, and what a virtual table does inside is its own
        if self._of_a_trigger(inside) or not infos or infos[0].kind == "shadow":
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and two and two.lower() not in infos[0].columns:
            two = ""
        if action == sqlite3.SQLITE_READ:
            self.seen.add(("read", one.lower(), two.lower()))
        elif action in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_DELETE):
            self.seen.add(("write", one.lower(), ""))
        elif action == sqlite3.SQLITE_UPDATE:
            self.seen.add(("write", one.lower(), two.lower()))
        return sqlite3.SQLITE_OK

    def _of_a_trigger(self, name: str | None) -> bool:
        known = self.catalog.relations if self.catalog is not None else {}
        return bool(name) and not any(name.lower() == relation for _, relation in known)


def judge(facts: tuple[Facts, ...], seen: set[tuple[str, str, str]]) -> str:
    """What the authorizer saw and the facts do not name."""
    if len(facts) != 1:
        return f"{len(facts)} statements instead of one"
    one = facts[0]
    if one.kind not in ("select", "insert", "update", "delete", "replace"):
        return ""
    read = {c.relation.name for c in one.columns_read} | {r.name for r in one.reads | one.writes}
    columns = {(c.relation.name, c.name) for c in one.columns_read | one.columns_written}
    whole = {table for table, column in columns if column == "*"}
    written = {relation.name for relation in one.writes}
    for how, table, column in sorted(seen):
        if how == "write" and table not in written:
            return f"does not name what it writes, `{table}`"
        if how == "read" and table not in read:
            return f"does not name what it reads, `{table}`"
        asked = how == "read" and one.kind == "select" and column not in ("", "rowid")
        if asked and table not in whole and (table, column) not in columns:
            return f"does not name the column `{table}.{column}`"
    return ""


def main() -> int:
    """Read every statement, then run it."""
    warnings.simplefilter("ignore")
    files = sorted(source("sqlite3").glob("*/test/*.test"))
    tally = Tally()
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for file in files:
                _file(file.read_text(errors="replace"), tally)
        finally:
            os.chdir(before)
    return tally.show(f"SQLite, {len(files)} files")


def _file(text: str, tally: Tally) -> None:
    database, stale = Database(), True
    for sql in statements(text):
        if stale:
            try:
                database.learn()
            except sqlite3.Error:
                return
            stale = False
        facts = understand(sql, SQLITE, database.catalog).statements
        if not database.run(sql):
            tally.unaccepted += 1
        else:
            tally.add(facts, sql, judge(facts, database.seen))
        stale = any(one.kind not in _STEADY for one in facts)
