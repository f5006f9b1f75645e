"""What is known about one SQL statement: frozen values, no syntax tree, no behaviour.

Facts may be *conceded* (known to be incomplete, with reasons) but never confidently wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guarded_db.sql.remembered import Change


@dataclass(frozen=True, slots=True)
class Dialect:
    """A SQL dialect together with the lexing modes that are in force on the connection."""

    name: str
    """sqlglot's name: `postgres`, `mysql`, `sqlite`, `duckdb`, … (MariaDB is `mysql`)."""
    modes: frozenset[str] = frozenset()
    """`ansi_quotes`, `no_backslash_escapes`, `pipes_as_concat` (MySQL); `backslash_escapes` (PostgreSQL
    with standard_conforming_strings off)."""


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """A table, view or table function, normalised as the database normalises names."""

    schema: str
    """Schema (PostgreSQL, DuckDB), database (MySQL) or attached name (SQLite); empty when not known."""
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema else self.name


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """A column of a base table (or of a view as such, beside what it expands to)."""

    relation: Relation
    name: str
    """`*` stands for every column of the relation, when which one is not known."""

    def __str__(self) -> str:
        return f"{self.relation}.{self.name}"


@dataclass(frozen=True, slots=True)
class Output:
    """One column of a result."""

    name: str
    sources: frozenset[Column]
    """Every base column that the value may depend on."""
    direct: bool
    """The value is one of the sources' values, unchanged (aliases, CTEs, views and set operations keep this)."""
    via: frozenset[str] = frozenset()
    """What derives it: lower-case function names, or `expression`. `{"count"}`: nothing but a count."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One use of a column that lets a bit of its value out without selecting it."""

    column: Column
    how: str
    """`equality` (`=` or IN with values or parameters), `join` (equality of two columns), `other`."""
    clause: str
    """`where`, `join`, `having`, `group by`, `order by`, `distinct`, `window`, `set operation`, `limit`, …"""


@dataclass(frozen=True, slots=True)
class Flow:
    """A value of `source` is written into `target` (a column, or `name` kinds such as a file)."""

    source: Column
    target: Column
    direct: bool = True
    """The value arrives unchanged, or so that each of its characters keeps its place."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One statement, understood."""

    kind: str
    """`select`, `insert`, `update`, `delete`, `merge`, `replace`, `truncate`, `create`, `alter`, `drop`,
    `rename`, `call`, `copy`, `explain`, `set`, `show`, `begin`, `commit`, `rollback`, `savepoint`, `release`,
    `prepare`, `execute`, `fetch`, `lock`, `grant`, `revoke`, `attach`, `pragma`, `vacuum`, …, `empty`, `unknown`,
    or the name of a driver method that has no SQL (`backup`, `serialize`)."""
    effects: frozenset[str]
    """Of `read`, `write`, `ddl`, `privilege`, `session`, `transaction`, `file`, `program`, `network`, `lock`,
    `notify`, `maintenance`, `sleep`, `extension`, `role`, `lexing`, `replication`."""
    reads: frozenset[Relation] = frozenset()
    writes: frozenset[Relation] = frozenset()
    columns_read: frozenset[Column] = frozenset()
    """Base columns whose values the statement uses anywhere."""
    columns_written: frozenset[Column] = frozenset()
    functions: frozenset[str] = frozenset()
    volatility: frozenset[tuple[str, str]] = frozenset()
    """Functions with `immutable`, `stable` or `volatile`, where the catalog knows it."""
    outputs: tuple[Output, ...] | None = ()
    """Columns of the result by position; empty when it returns no rows; None when not known."""
    predicates: tuple[Predicate, ...] = ()
    failing: frozenset[Column] = frozenset()
    """Columns whose values decide whether a computation fails, and with it the statement."""
    flows: tuple[Flow, ...] = ()
    unbounded: bool = False
    """An UPDATE or DELETE (or TRUNCATE) whose WHERE is missing or always true."""
    bounded: frozenset[str] = frozenset()
    """What bounds the rows that an UPDATE, DELETE or MERGE changes: `key` (a primary or unique key that the catalog
    knows equals values, in every part of the statement that writes), `where` (any condition that names rows; the
    stored values decide how many they are), `limit`. Empty when nothing does, and for other statements."""
    conceded: tuple[str, ...] = ()
    """Why the facts are incomplete, in the user's words; empty when the statement is fully understood."""
    unresolved: tuple[str, ...] = ()
    """Columns that no source of rows has, in words, with the nearest names; the database will refuse them."""
    also: frozenset[str] = frozenset()
    """What it does to rows beside its kind, of `insert`, `update`, `delete`, `merge`: by ON CONFLICT or REPLACE, in
    the branches of a MERGE, inside a WITH, below EXPLAIN ANALYZE."""
    text: str = ""
    """The statement, normalised, every literal replaced by `?`. Safe to record."""
    fingerprint: str = ""
    """First 16 hex digits of SHA-256 over `text`."""
    literals: tuple[tuple[int, int], ...] = ()
    """Where literals stand in the text that was read: offsets of the first character and after the last. All of a text
    that could not be split counts as one, and so does what follows very many of them."""

    @property
    def returns_rows(self) -> bool:
        """Whether a result with columns comes, or may come."""
        return self.outputs is None or bool(self.outputs)


@dataclass(frozen=True, slots=True)
class Understanding:
    """One text as sent to `execute`: its statements, and whether a catalog would tell more."""

    statements: tuple[Facts, ...]
    needs_catalog: bool = False
    """A relation or function was named that the given catalog (or none) does not know."""
    modes: frozenset[str] = field(default_factory=frozenset)
    changes: tuple[Change, ...] = ()
    """What the session keeps afterwards, if all of it succeeds."""
    recalled: bool = False
    """The facts depend on what the session keeps: they are true for it alone, and until that changes."""
    renames: bool = False
    """What names mean may be another afterwards."""
    missing: frozenset[str] = frozenset()
    """The names that the given catalog (or none) does not know."""
