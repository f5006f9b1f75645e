"""Statements that define things: CREATE, ALTER, DROP, TRUNCATE, GRANT and their kin, by their leading words."""

from __future__ import annotations

from guarded_db.sql import duckdb_commands, moves, triggers
from guarded_db.sql.calls import read_calls, read_dangers
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Relation
from guarded_db.sql.lexing import NUMBER, OPERATOR, WORD, Token
from guarded_db.sql.settings import POSTGRES_SETTINGS
from guarded_db.sql.statements import read_create
from guarded_db.sql.tokens import bracketed

_FILLER = frozenset(
    "or replace temp temporary unlogged unique global local materialized recursive force foreign online offline "
    "ignore if not exists trusted procedural constraint clustered persistent secret_ fulltext spatial external".split()
)

_OBJECTS: dict[str, tuple[str, str]] = {
    "table": ("", ""),
    "view": ("", ""),
    "index": ("", ""),
    "sequence": ("", ""),
    "schema": ("", ""),
    "database": ("maintenance", ""),
    "type": ("", ""),
    "domain": ("", ""),
    "collation": ("", ""),
    "statistics": ("", ""),
    "text": ("", ""),
    "conversion": ("", ""),
    "extension": ("extension", ""),
    "language": ("extension", ""),
    "access": ("extension", ""),
    "plugin": ("extension", ""),
    "user": ("privilege", ""),
    "role": ("privilege", ""),
    "group": ("privilege", ""),
    "policy": ("privilege", ""),
    "secret": ("privilege network", ""),
    "server": ("network privilege", ""),
    "publication": ("replication", ""),
    "subscription": ("replication network", ""),
    "tablespace": ("file", ""),
    "logfile": ("file", ""),
    "function": ("", "the body of a routine is not read"),
    "procedure": ("", "the body of a routine is not read"),
    "aggregate": ("", "the body of a routine is not read"),
    "macro": ("", "the body of a routine is not read"),
    "trigger": ("", "the body of a routine is not read"),
    "event": ("", "the body of a routine is not read"),
    "rule": ("", "the body of a routine is not read"),
    "package": ("", "the body of a routine is not read"),
    "operator": ("", "the body of a routine is not read"),
    "cast": ("", "the body of a routine is not read"),
    "transform": ("", "the body of a routine is not read"),
    "virtual": ("", "a virtual table can reach anything"),
    "wrapper": ("network privilege", ""),
    "data": ("network privilege", ""),
    "mapping": ("privilege", ""),
    "default": ("privilege", ""),
    "system": ("maintenance privilege", ""),
    "large": ("", ""),
    "owned": ("privilege", ""),
    "prepare": ("session", ""),
    "instance": ("maintenance", ""),
    "resource": ("maintenance", ""),
    "undo": ("maintenance", ""),
}
"""What defining an object can do beside `ddl`, and why it is conceded."""

_RELATIONS = frozenset({"table", "view", "sequence", "index"})


def create(draft: Draft) -> None:
    """`CREATE …`."""
    at = draft.skip(1, _FILLER)
    at = _past_definer(draft, at)
    what = _kind(draft, at)
    _replaced(draft, what)
    if what == "trigger" and draft.dialect.name == "sqlite":
        triggers.read_create(draft)
        return
    if what in ("table", "view"):
        read_create(draft, what)
        read_dangers(draft.reader, draft.tokens)
        _generated(draft, what)
        return
    if what in ("macro", "function") and draft.dialect.name == "duckdb":
        duckdb_commands.macro(draft, at)
        return
    if what == "index":
        _index(draft)
    if what == "sequence" and draft.dialect.name == "mysql":
        name, _ = draft.name(draft.skip(at + 1, ("if", "not", "exists")))
        draft.reader.writes.update([draft.relation(name)] if name else [])
    if what == "type" and any(
        t.kind == WORD and t.name in ("select", "from") for t in draft.tokens
    ):
        draft.reader.concede("the values of a table become the values of a type")
    _object(draft, "create", what)


def _replaced(draft: Draft, what: str) -> None:
    """MySQL, DuckDB: `CREATE OR REPLACE` drops what is there, with every row of it."""
    words = [t.name for t in draft.tokens[1:4]]
    holds = what in ("table", "sequence", "database", "schema", "user", "role")
    if draft.dialect.name in ("mysql", "duckdb") and words[:2] == ["or", "replace"] and holds:
        draft.reader.also.update(["drop"] if words[2] not in ("temporary", "temp") else [])


def _kind(draft: Draft, at: int) -> str:
    """The kind of object; MySQL says SCHEMA for DATABASE and TABLES for TABLE."""
    what = draft.word(at)
    if what == "user" and draft.word(at + 1) == "mapping":
        return "mapping"
    if draft.dialect.name == "mysql":
        return {"schema": "database", "tables": "table"}.get(what, what)
    return what


def _past_definer(draft: Draft, at: int) -> int:
    """MySQL: `ALGORITHM = …`, `DEFINER = …`, `SQL SECURITY …` before the kind of object."""
    if draft.word(at) not in ("algorithm", "definer", "sql", "aggregate"):
        return at
    while at < len(draft.tokens) and draft.word(at) not in _RELATIONS | {
        "function",
        "procedure",
        "trigger",
        "event",
    }:
        at += 1
    return at


def _object(draft: Draft, kind: str, what: str) -> None:
    known = _OBJECTS.get(what)
    if known is None:
        draft.done(kind, "ddl", concede=f"`{kind.upper()}` of this kind of object is not known")
        return
    effects, why = known
    cast = what == "cast" and "function" not in {t.name for t in draft.tokens}
    # a routine keeps its body, a cast without function has none
    keeps = draft.dialect.name == "postgres" and (kind == "alter" or cast)
    draft.done(kind, "ddl", *effects.split(), concede="" if keeps else why)
    read_dangers(draft.reader, draft.tokens)


def _index(draft: Draft) -> None:
    for at, token in enumerate(draft.tokens):
        if token.kind == WORD and token.name == "on":
            name, end = draft.name(draft.skip(at + 1, ("only",)))
            if name:
                relation = draft.relation(name)
                draft.reader.writes.add(relation)
                moves.indexed(draft, relation, end)
                _index_calls(draft, end)
            return


def _index_calls(draft: Draft, at: int) -> None:
    """Functions that an index calls for every row; `email(10)` is a column's prefix on MySQL."""
    while at < len(draft.tokens) and draft.tokens[at].text != "(":
        at += 1
    tokens = draft.tokens[at:]
    if draft.dialect.name == "mysql":
        tokens = [t for i, t in enumerate(tokens) if not (t.kind == WORD and _prefix(tokens, i))]
    read_calls(draft.reader, tokens, None)


def _prefix(tokens: list[Token], at: int) -> bool:
    after = [t.kind if t.kind != OPERATOR else t.text for t in tokens[at + 1 : at + 4]]
    return after == ["(", NUMBER, ")"]


def _generated(draft: Draft, what: str) -> None:
    words = [t.name for t in draft.tokens if t.kind == WORD]
    if what != "table":
        return
    # PostgreSQL's quoted names tell apart what differs only in case; the sources are found folded.
    told = draft.dialect.name in ("mysql", "sqlite", "duckdb")
    if "generated" in words and "identity" not in words and not told:
        draft.reader.concede("a generated column copies other columns")
    opens = next((at for at, t in enumerate(draft.tokens) if t.text == "("), len(draft.tokens))
    inside = bracketed(draft.tokens, opens)
    names = moves.heads(draft, opens + 1, inside - 1)
    defined = draft.word(opens + 1) not in ("select", "with", "values", "table")
    if defined and told and len(draft.reader.writes) == 1:
        (relation,) = draft.reader.writes
        moves.computed(draft, relation, names, opens + 1, inside - 1)
    elif defined and moves.filled(draft, names, opens, inside):
        draft.reader.concede("a generated column copies other columns")
    if draft.dialect.name == "mysql" and moves.keeps_rows_elsewhere(draft):
        draft.reader.concede("the table may show the rows of another one")


_KEPT_ROWS = frozenset(
    "constraint default not index key primary foreign check expression identity system partition".split()
)
"""What ALTER TABLE … DROP takes away without losing values; anything else is a column."""


def alter(draft: Draft) -> None:
    """`ALTER …`."""
    at = _past_definer(draft, draft.skip(1, _FILLER))
    what = _kind(draft, at)
    if what == "view" and draft.dialect.name == "mysql":
        _altered_view(draft, at)
        return
    _object(draft, "alter", what)
    if draft.dialect.name == "mysql" and "do" not in {t.name for t in draft.tokens}:
        draft.reader.conceded.pop("the body of a routine is not read", None)
    at = draft.skip(at + 1, ("if", "exists", "only"))
    if what in ("schema", "database"):
        moves.renamed_schema(draft, at)
    name, at = draft.name(at)
    if what == "database" and draft.word(at) in ("set", "reset"):
        draft.reader.effects |= POSTGRES_SETTINGS.get(draft.word(at + 1), frozenset({"session"}))
    if what in _RELATIONS and name:
        draft.reader.writes.add(draft.relation(name))
        moves.altered(draft, what, name, at)
        if what == "table" and draft.dialect.name == "mysql":
            whole = draft.relation(name)
            known = draft.catalog.relations if draft.catalog is not None else {}
            info = known.get((whole.schema, whole.name))
            draft.reader.columns_read |= draft.reader.relation_rows(whole, info).everything
    for before, after in zip(draft.tokens[at:], draft.tokens[at + 1 :], strict=False):
        if before.name in ("drop", "truncate") and after.name == "partition":
            draft.reader.also.add(before.name)
        if what == "table" and before.name == "drop" and after.name not in _KEPT_ROWS:
            draft.reader.also.add("drop")
    _altered_words(draft, what, at)


def _altered_view(draft: Draft, at: int) -> None:
    """MySQL: `ALTER VIEW v AS …` gives it another definition."""
    draft.tokens = [draft.tokens[0]._replace(text="CREATE", name="create"), *draft.tokens[at:]]
    read_create(draft, "view")
    read_dangers(draft.reader, draft.tokens)
    draft.kind = "alter"


def _altered_words(draft: Draft, what: str, at: int) -> None:
    words = {t.name for t in draft.tokens[at:] if t.kind == WORD}
    if "definer" in {t.name for t in draft.tokens} or words & {"owner", "security", "policy"}:
        draft.reader.effects.add("privilege")
    generated = "generated" in words and "identity" not in words
    mysql = draft.dialect.name == "mysql"
    if what == "table" and not mysql and (generated or "using" in words):
        draft.reader.concede(moves.FILLED)
    if mysql and moves.keeps_rows_elsewhere(draft):
        draft.reader.concede("the table may show the rows of another one")
    if words & {"import", "discard"} and "tablespace" in words:
        draft.reader.effects.add("file")


def drop(draft: Draft) -> None:
    """`DROP …`."""
    at = draft.skip(1, _FILLER)
    what = _kind(draft, at)
    _object(draft, "drop", what)
    draft.reader.conceded.pop("the body of a routine is not read", None)
    if what in ("table", "view", "sequence"):
        _write_names(draft, draft.skip(at + 1, ("if", "exists")))
    if what == "index" and draft.dialect.name == "mysql":
        on = next((i for i in range(at, len(draft.tokens)) if draft.word(i) == "on"), at)
        _write_names(draft, on + 1)
    if what == "database":
        draft.reader.unbounded = True
    if what == "schema" and draft.dialect.name == "postgres":
        names, _ = draft.names(draft.skip(at + 1, ("if", "exists")))
        draft.reader.writes |= _of_schemas(draft, names)
    if what in ("trigger", "policy", "rule") and draft.dialect.name == "postgres":
        _, at = draft.name(draft.skip(at + 1, ("if", "exists")))
        if draft.word(at) == "on":
            _write_names(draft, at + 1)


def _of_schemas(draft: Draft, names: list[tuple[str, ...]]) -> set[Relation]:
    """Every relation of some schemas, as far as the catalog knows them."""
    known = draft.catalog.relations if draft.catalog is not None else {}
    schemas = {".".join(name) for name in names}
    return {info.relation for info in known.values() if info.relation.schema in schemas}


def _write_names(draft: Draft, at: int) -> int:
    names, at = draft.names(at)
    for name in names:
        draft.reader.writes.add(draft.relation(name))
    if not names:
        draft.reader.concede("the name of the relation could not be read")
    return at


def truncate(draft: Draft) -> None:
    """`TRUNCATE [TABLE] …`: every row goes."""
    draft.done("truncate", "write")
    draft.reader.unbounded = True
    if draft.dialect.name == "postgres":
        draft.tokens = [t for t in draft.tokens if t.kind != WORD or t.name != "only"]
    _write_names(draft, draft.skip(1, ("table",)))


def grant(draft: Draft) -> None:
    """`GRANT` and `REVOKE`."""
    draft.done(draft.word(0), "privilege")
    for at, token in enumerate(draft.tokens):
        if token.kind == WORD and token.name == "on":
            if draft.dialect.name == "postgres" and draft.word(at + 1) in _NOT_TABLES:
                names, _ = draft.names(at + 5)
                tables = draft.word(at + 2) == "tables"
                draft.reader.writes |= _of_schemas(draft, names) if tables else set()
                return
            if draft.dialect.name == "mysql":
                _granted(draft, at + 1)
                return
            names, _ = draft.names(draft.skip(at + 1, ("table",)))
            draft.reader.writes.update(draft.relation(n) for n in names)
            return


_NOT_TABLES = frozenset(
    "all schema database function procedure routine language large type domain foreign parameter tablespace "
    "sequence".split()
)
"""PostgreSQL: what else GRANT … ON may name; ALL TABLES IN SCHEMA names many."""


def _granted(draft: Draft, at: int) -> None:
    """MySQL: `ON [TABLE] t`, `db.*`, `*.*`, or a routine, which is no relation."""
    if draft.word(at) in ("function", "procedure", "package") or draft.word(1) == "proxy":
        return
    name, end = draft.name(draft.skip(at, ("table",)))
    if name:
        every = end < len(draft.tokens) and draft.tokens[end].text == "*"
        draft.reader.writes.add(Relation(name[0], "*") if every else draft.relation(name))


def rename(draft: Draft) -> None:
    """MySQL: `RENAME TABLE a TO b` and `RENAME USER`."""
    if draft.word(1) == "user":
        draft.done("rename", "privilege")
        return
    draft.done("rename", "ddl")
    moves.renamed_tables(draft, draft.skip(1, ("table", "tables", "if", "exists")))


def comment(draft: Draft) -> None:
    """`COMMENT ON …`."""
    draft.done("comment", "ddl")


def refresh(draft: Draft) -> None:
    """`REFRESH MATERIALIZED VIEW`."""
    draft.done("refresh", "write")
    _write_names(draft, draft.skip(1, ("materialized", "view", "concurrently")))


__all__ = [
    "Relation",
    "alter",
    "comment",
    "create",
    "drop",
    "grant",
    "refresh",
    "rename",
    "truncate",
]
