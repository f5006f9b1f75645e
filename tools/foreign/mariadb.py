"""MariaDB's own test statements (package `mariadb-test-data`), read without a server.

What can be compared without one is what the first words say: one statement at a time, its kind, its effects, the
table that an INSERT, UPDATE, DELETE or a definition names, and a missing WHERE. Each file is read without a catalog,
so that names are taken as they stand; what their tables, views and routines are is not measured, nor is the lineage
of columns. Statements that the files say may fail are not counted. Files that are not UTF-8, or change the character
set of the connection, are left out; so is what `source` brings.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from foreign import _mysqltest
from foreign._apt import binary
from foreign._telling import Tally

from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.remembered import NOTHING, changed
from guarded_db.sql.understand import understand

PACKAGE = "mariadb-test-data"

SUITES = "main"
"""Folders that are read; FILES names others, such as `suite`."""

_COMMENT = re.compile(r"\A(?:\s|\(|/\*(?![!M]).*?\*/|(?:#|--\s)[^\n]*(?:\n|\Z))+", re.DOTALL)
_MODE = re.compile(r"\bsql_mode\s*:?=\s*(?:'([^']*)'|\"([^\"]*)\"|([\w@]+))", re.IGNORECASE)
_ANSI = re.compile(r"\b(?:ANSI|DB2|MAXDB|MSSQL|ORACLE|POSTGRESQL)\b", re.IGNORECASE)

WRITING = frozenset({"insert", "replace", "update", "delete", "load", "truncate"})
DEFINING = frozenset({"create", "alter", "drop", "rename"})
KINDS = {
    "desc": frozenset({"describe", "show", "explain"}),
    "describe": frozenset({"describe", "show", "explain"}),
    "drop": frozenset({"drop", "deallocate"}),
    "explain": frozenset({"explain", "describe"}),
    "start": frozenset({"start", "begin"}),
    "values": frozenset({"select"}),
    "analyze": frozenset({"analyze", "explain"}),
    "with": frozenset({"select", "insert", "replace", "update", "delete"}),
}
"""Kinds that facts may give a statement with that first word, where they are not the word itself."""

_NAME = r"(?:`((?:[^`]|``)+)`|([\w$]+))"
_TABLE = re.compile(
    r"(?:(?:insert|replace)(?:\s+(?:low_priority|delayed|high_priority|ignore))*(?:\s+into)?"
    r"|update(?:\s+(?:low_priority|ignore))*|delete(?:\s+(?:low_priority|quick|ignore))*\s+from|truncate(?:\s+table)?"
    r"|(?:drop|alter|create(?:\s+or\s+replace)?)(?:\s+ignore)?\s+table(?:\s+if(?:\s+not)?\s+exists)?)"
    rf"\s+{_NAME}(?:\s*\.\s*{_NAME})?",
    re.IGNORECASE,
)


def judge(facts: tuple[Facts, ...], text: str, one: bool) -> str:
    """What is wrong with the facts, as far as the first words of the text tell."""
    text = _COMMENT.sub("", text, count=1)
    word = re.match(r"\w*", text)[0].lower()  # type: ignore[index]  # matches everywhere
    if not word or re.match(r"set\s+statement\b", text, re.IGNORECASE):
        return ""
    if not one and ";" in text:
        return ""  # with another delimiter, several statements may be sent at once
    if len(facts) != 1:
        return f"{len(facts)} statements instead of one"
    found = facts[0]
    if found.kind not in KINDS.get(word, {word}):
        return f"kind `{found.kind}` for {word.upper()}"
    if re.match(r"load\s+index|drop\s+prepare", text, re.IGNORECASE):
        return ""
    if word in WRITING and not found.effects & {"write", "ddl"}:
        return f"no write for {word.upper()}"
    if word in DEFINING and not found.effects & {"ddl", "privilege", "session", "extension"}:
        return f"no definition for {word.upper()}"
    if table := _TABLE.match(text):
        return _unnamed(found, table)
    return ""


def _unnamed(found: Facts, table: re.Match[str]) -> str:
    first, second = (table[1] or table[2]), (table[3] or table[4])
    name = (second or first).replace("``", "`").lower()
    if name in {r.name.lower() for r in found.writes}:
        plain = "where" not in table.string.lower() and "limit" not in table.string.lower()
        bare = table[0].lower().startswith(("delete", "update")) and plain
        single = not re.search(r"\b(?:join|using|on)\b|,", table.string, re.IGNORECASE)
        return "is not told as unbounded" if bare and single and not found.unbounded else ""
    if re.match(
        r"\s*(?:,|(?:as\s+)?\w+\s*,|.*\b(?:join|using)\b)",
        table.string[table.end() :],
        re.IGNORECASE | re.DOTALL,
    ):
        return ""  # of several tables only some may be written
    return f"does not name `{name}`, which it writes"


def main() -> int:
    """Read every statement."""
    root = binary(PACKAGE) / "usr/share/mysql/mysql-test"
    wanted = os.environ.get("FILES", SUITES).split()
    files = sorted({path for name in wanted for path in _files(root / name)})
    tally, left = Tally(), 0
    for path in files:
        try:
            text = path.read_text("utf-8")
        except UnicodeError:
            text = "--character_set unknown"
        if re.search(r"^(?:--)?\s*character_set\b", text, re.MULTILINE):
            left += 1
        else:
            _file(text, tally)
    return tally.show(f"MariaDB, {len(files) - left} files, {left} left out")


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.test")) if path.is_dir() else [path]


def _file(text: str, tally: Tally) -> None:
    memory, dialect = NOTHING, Dialect("mysql")
    for command in _mysqltest.sent(text):
        read = understand(command.text, dialect, None, memory)
        if command.fails:
            tally.unaccepted += 1
        else:
            memory = changed(memory, read.changes)
            tally.add(
                read.statements, command.text, judge(read.statements, command.text, command.one)
            )
        dialect = _modes(dialect, command.text)


def _modes(dialect: Dialect, text: str) -> Dialect:
    """The dialect after a statement that may have set `sql_mode`; a value that is not a literal: the default."""
    if not (found := _MODE.search(text)) or not re.match(r"\s*set\b", text, re.IGNORECASE):
        return dialect
    value = (found[1] or found[2] or found[3] or "").upper()
    names = {
        n.lower() for n in ("ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "PIPES_AS_CONCAT") if n in value
    }
    return Dialect(
        "mysql",
        frozenset(names | ({"ansi_quotes", "pipes_as_concat"} if _ANSI.search(value) else set())),
    )
