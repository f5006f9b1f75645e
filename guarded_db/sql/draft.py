"""What is gathered about one statement before it becomes `Facts`, and small helpers to walk its tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Column, Dialect, Facts, Output, Relation
from guarded_db.sql.lexing import QUOTED, STRING, WORD, Token
from guarded_db.sql.meant import together
from guarded_db.sql.queries import bind
from guarded_db.sql.reader import Reader
from guarded_db.sql.remembered import NOTHING, Change, Memory
from guarded_db.sql.scope import MARKS, Rows, Val
from guarded_db.sql.text import Spans


@dataclass(slots=True)
class Draft:
    """One statement while it is read."""

    tokens: list[Token]
    dialect: Dialect
    catalog: Catalog | None
    reader: Reader = field(init=False)
    kind: str = "unknown"
    outputs: tuple[Output, ...] | None = ()
    rows: Rows | None = None
    """The result, with what its values depend on, for whatever reads this statement as a part of itself."""
    created: tuple[Relation, tuple[str, ...]] | None = None
    """A relation that later statements of the same text may name."""
    fires: tuple[Relation, str, str] | None = None
    """A trigger that they may fire: its table, its schema, its text."""
    memory: Memory = field(default_factory=lambda: NOTHING)
    """What the session keeps: prepared statements and cursors."""
    recalled: bool = False
    """The facts depend on what the session keeps, or does not."""
    changes: tuple[Change, ...] = ()
    """Names of the session that it gives a meaning, or takes it from."""
    behind: str = ""
    """The statement that is meant by a name or held by a literal, normalised."""

    def __post_init__(self) -> None:
        self.reader = bind(Reader(self.dialect.name, self.catalog))
        self.reader.modes = self.dialect.modes

    def word(self, at: int) -> str:
        """The lower-case word at a position; empty when there is none."""
        if 0 <= at < len(self.tokens) and self.tokens[at].kind == WORD:
            return self.tokens[at].name
        return ""

    def done(self, kind: str, *effects: str, concede: str = "") -> None:
        """Set the kind and effects."""
        self.kind = kind
        self.reader.effects.update(effects)
        if concede:
            self.reader.concede(concede)

    def give(self, rows: Rows) -> None:
        """Take the rows as the statement's result."""
        self.reader.columns_read |= rows.everything
        self.rows = rows
        if rows.columns is None:
            self.outputs = None
            return
        self.outputs = tuple(
            Output(
                c.name,
                c.value.sources,
                c.value.direct,
                (c.value.via - MARKS) or _expression(c.value.direct),
            )
            for c in rows.columns
        )

    def skip(self, at: int, words: Iterable[str]) -> int:
        """The position after any of `words`."""
        known = frozenset(words)
        while self.word(at) in known:
            at += 1
        return at

    def name(self, at: int) -> tuple[tuple[str, ...], int]:
        """A dotted name at a position, folded, and the position after it."""
        parts: list[str] = []
        while at < len(self.tokens) and self.tokens[at].kind in (WORD, QUOTED):
            token = self.tokens[at]
            exact = token.kind == QUOTED and self.dialect.name == "postgres"
            parts.append(token.name if exact else token.name.lower())
            at += 1
            if at >= len(self.tokens) or self.tokens[at].text != ".":
                break
            at += 1
        if not parts and at < len(self.tokens) and self.tokens[at].kind == STRING:
            return (self.tokens[at].name.lower(),), at + 1
        return tuple(parts), at

    def names(self, at: int) -> tuple[list[tuple[str, ...]], int]:
        """Names separated by commas."""
        found = []
        while True:
            name, at = self.name(at)
            if name:
                found.append(name)
            if not name or at >= len(self.tokens) or self.tokens[at].text != ",":
                return found, at
            at += 1

    def relation(self, name: tuple[str, ...]) -> Relation:
        """The relation of a name that need not exist."""
        schema = ".".join(name[:-1])
        if self.catalog is not None and self.catalog.available:
            info = self.catalog.find(schema, name[-1])
            if info is not None:
                return info.relation
            schema = self.catalog.place(schema) if schema else self.home()
        return Relation(schema, name[-1])

    def home(self) -> str:
        """The schema where an unqualified new relation goes."""
        path = self.catalog.search_path if self.catalog is not None else ()
        usual = [s for s in path if s != "temp" and not s.startswith("pg_")]
        return usual[0] if usual else ""

    def guess(self) -> None:
        """Take every relation whose name stands anywhere in the text for read, in whole."""
        if self.catalog is None or not self.catalog.available:
            return
        words = {t.name.lower() for t in self.tokens if t.kind in (WORD, QUOTED)}
        for (_, name), info in self.catalog.relations.items():
            if name.lower() in words:
                self.reader.reads.add(info.relation)
                rows = self.reader.relation_rows(info.relation, info)
                self.reader.columns_read |= rows.everything

    def facts(self, text: str, fingerprint: str, literals: Spans) -> Facts:
        """The frozen result."""
        reader = self.reader
        if self.outputs is None and reader.conceded:
            self.guess()
        written = frozenset(reader.columns_written)
        return Facts(
            kind=self.kind,
            effects=frozenset(reader.effects),
            reads=frozenset(reader.reads),
            writes=frozenset(reader.writes),
            columns_read=frozenset(reader.columns_read),
            columns_written=written,
            functions=frozenset(reader.functions),
            volatility=frozenset(reader.volatility),
            outputs=self.outputs,
            predicates=tuple(reader.predicates),
            failing=frozenset(reader.failing),
            flows=tuple(reader.flows),
            unbounded=reader.unbounded,
            bounded=together(reader.bounds),
            conceded=tuple(reader.conceded),
            unresolved=tuple(reader.unresolved),
            also=frozenset(reader.also - {self.kind}),
            text=text,
            fingerprint=fingerprint,
            literals=literals,
        )


def _expression(direct: bool) -> frozenset[str]:
    return frozenset() if direct else frozenset({"expression"})


def to_file(draft: Draft, rows: Rows, what: str = "file") -> None:
    """Remember that rows leave into something outside of the database."""
    draft.reader.columns_read |= rows.everything
    for column in sorted(rows.everything):
        target = Column(Relation("", what), "*")
        draft.reader.flow([_single(column)], target)
        draft.reader.columns_written.discard(target)


def _single(column: Column) -> Val:
    return Val(frozenset({column}), True)
