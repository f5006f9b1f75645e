"""SQLite in memory; no file can be opened."""

from __future__ import annotations

import sqlite3

from sql.engines.checking import Fingerprint, Outcome, setup

_PRAGMAS = (
    "foreign_keys recursive_triggers ignore_check_constraints defer_foreign_keys query_only secure_delete "
    "synchronous temp_store cache_size automatic_index case_sensitive_like reverse_unordered_selects "
    "writable_schema trusted_schema legacy_alter_table user_version application_id encoding page_size "
    "auto_vacuum journal_mode locking_mode read_uncommitted cell_size_check busy_timeout full_column_names "
    "short_column_names hard_heap_limit soft_heap_limit threads analysis_limit max_page_count journal_size_limit"
).split()
_HEADER = frozenset({"user_version", "application_id", "writable_schema"})
"""Those that are kept in the database, or let it be written past SQL."""


def _no_files(action: int, what: str | None, *_: str | None) -> int:
    outside = action == sqlite3.SQLITE_ATTACH and what not in ("", ":memory:")
    return sqlite3.SQLITE_DENY if outside else sqlite3.SQLITE_OK


class Sqlite:
    """See `checking.Engine`."""

    dialect = "sqlite"

    def __init__(self) -> None:
        self.session: sqlite3.Connection | None = None
        self.remake()

    def run(self, sql: str, *, several: bool) -> Outcome:
        assert self.session is not None
        try:
            if several:
                self.session.executescript(sql)
                return Outcome()
            cursor = self.session.execute(sql)
            rows = cursor.fetchall()
            if cursor.description is None:
                return Outcome()
            return Outcome("", tuple(column[0] for column in cursor.description), rows)
        except (sqlite3.Error, sqlite3.Warning) as error:
            return Outcome(f"{type(error).__name__} {error}")

    def fingerprint(self) -> Fingerprint:
        assert self.session is not None
        run = self.session.execute
        found: Fingerprint = {("transaction", "status"): self.session.in_transaction}
        for _, database, _ in run("PRAGMA database_list").fetchall():
            if database != "temp":  # it comes by itself
                found["setting", f"database {database}"] = ""
            for kind, name, sql in run(
                f'SELECT type, name, sql FROM "{database}".sqlite_master'
            ).fetchall():
                if name.startswith("sqlite_"):
                    continue  # AUTOINCREMENT and ANALYZE keep their numbers there
                shown = name if database == "main" else f"{database}.{name}"
                if kind not in ("table", "view"):
                    found["object", f"{kind} {shown}"] = sql
                    continue
                found["table", shown] = sql
                if kind == "table":
                    rows = run(f'SELECT * FROM "{database}"."{name}"').fetchall()
                    found["rows", shown] = tuple(sorted(rows, key=repr))
        for pragma in _PRAGMAS:
            row = run(f"PRAGMA {pragma}").fetchone()
            part = "header" if pragma in _HEADER else "setting"
            found[part, pragma] = row[0] if row else None
        return found

    def remake(self) -> None:
        if self.session is not None:
            self.session.close()
        self.session = sqlite3.connect(":memory:", isolation_level=None)
        for statement in setup(self.dialect, "text"):
            self.session.execute(statement)
        self.session.set_authorizer(_no_files)

    def close(self) -> None:
        assert self.session is not None
        self.session.close()
