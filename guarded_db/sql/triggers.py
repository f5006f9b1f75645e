"""SQLite: what triggers do, both to the statement that fires them and to the schema that they are made in.

The body's statements are read like any others, with rows `new` and `old` around them. Whether they name their rows, and
what their conditions look at, is told of the definition and not of what fires it: it is in nobody else's hands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Dialect, Relation
from guarded_db.sql.lexing import OPERATOR, WORD, Refused, Token, scan
from guarded_db.sql.limits import MAX_VIEW_DEPTH
from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import Rows, Scope, Source
from guarded_db.sql.statements import QUERY_WORDS, read_statement
from guarded_db.sql.tokens import bracketed

SQLITE = Dialect("sqlite")
EVENTS = frozenset({"insert", "update", "delete"})
NOT_READ = "the body of a trigger could not be read"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A definition, taken apart."""

    event: str
    columns: frozenset[str]
    """Columns after `UPDATE OF`; empty: any."""
    table: int
    """Position of the table's name."""
    bodies: tuple[tuple[Token, ...], ...]
    """Its statements; the condition after WHEN is one of them, as a query."""


def joined(statements: list[list[Token]]) -> list[list[Token]]:
    """Put the statements between BEGIN and END of each CREATE TRIGGER back into it, with their semicolons."""
    found: list[list[Token]] = []
    within = False
    for tokens in statements:
        if within:
            found[-1] += [Token(OPERATOR, ";", ";"), *tokens]
            within = tokens[0].kind != WORD or tokens[0].name != "end"
            continue
        found.append(list(tokens))
        words = [t.name for t in tokens if t.kind == WORD]
        within = words[:1] == ["create"] and "trigger" in words[1:3] and "begin" in words
    return found


def apart(tokens: list[Token]) -> Trigger | None:
    """Take `CREATE TRIGGER …` apart; None when it is not of that form."""
    words = [t.name if t.kind == WORD else "" for t in tokens]
    event = next((at for at, word in enumerate(words) if word in EVENTS), None)
    on = words.index("on", event) if event is not None and "on" in words[event:] else None
    begin = next((at for at in _outer(tokens, on or 0) if words[at] == "begin"), None)
    if event is None or on is None or begin is None or words[-1] != "end":
        return None
    columns = frozenset(t.name.lower() for t in tokens[event + 2 : on] if t.text != ",")
    bodies = _split(tokens[begin + 1 : -1])
    when = next((at for at in _outer(tokens, on) if words[at] == "when" and at < begin), None)
    if when is not None:
        words_before = ("select", "null", "where")
        asked = [Token(WORD, word.upper(), word, True) for word in words_before]
        bodies.append((*asked, *tokens[when + 1 : begin]))
    return Trigger(words[event], columns, on + 1, tuple(bodies))


def _outer(tokens: list[Token], start: int) -> Iterable[int]:
    """Positions outside of brackets, and not behind a dot."""
    at = start
    while at < len(tokens):
        if tokens[at].text == "(":
            at = bracketed(tokens, at)
            continue
        if not at or tokens[at - 1].text != ".":
            yield at
        at += 1


def _split(tokens: list[Token]) -> list[tuple[Token, ...]]:
    """The statements of a body, with `RAISE(…)`, which gives no value, as NULL."""
    found: list[tuple[Token, ...]] = []
    part: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        raises = token.kind == WORD and token.name == "raise" and at + 1 < len(tokens)
        if token.kind == OPERATOR and token.text == ";":
            found, part = [*found, tuple(part)], []
        elif raises and tokens[at + 1].text == "(":
            part.append(Token(WORD, "NULL", "null", True))
            at = bracketed(tokens, at + 1)
            continue
        else:
            part.append(token)
        at += 1
    return [body for body in [*found, tuple(part)] if body]


def read_create(draft: Draft) -> None:
    """`CREATE TRIGGER`: it does what its body does, later and to whoever fires it."""
    draft.done("create", "ddl")
    trigger = apart(draft.tokens)
    name = draft.name(trigger.table)[0] if trigger is not None else ()
    if trigger is None or not name:
        draft.reader.concede(NOT_READ)
        return
    temporary = draft.word(1) in ("temp", "temporary")
    relation, info = draft.reader.lookup(".".join(name[:-1]), name[-1])
    draft.reader.writes.add(relation)
    catalog = draft.catalog
    home = "temp" if temporary else relation.schema
    draft.fires = relation, home, " ".join(token.text for token in draft.tokens)
    rows = Reader("sqlite", catalog).relation_rows(relation, info)
    for body in _bodies(trigger, catalog, home, rows, ()):
        _take(draft.reader, body)
        draft.reader.predicates |= body.predicates
        draft.reader.failing |= body.failing
        draft.reader.unbounded = draft.reader.unbounded or body.unbounded


def fire(draft: Draft) -> None:
    """Add what the triggers do that a statement fires."""
    catalog = draft.catalog
    if catalog is None or not catalog.available or draft.kind not in EVENTS | {"replace"}:
        return
    _fire(draft.reader, draft.reader.also | {draft.kind}, catalog, ())


Key = tuple[str, Relation, str]
Fired = tuple[Key, ...]
"""Triggers that fired one another down to here."""


def _fire(reader: Reader, kinds: set[str], catalog: Catalog, fired: Fired) -> None:
    events = {"insert" if kind == "replace" else kind for kind in kinds}
    for relation in sorted(reader.writes):
        info = catalog.relations.get((relation.schema, relation.name))
        for home, text in info.triggers if info is not None else ():
            trigger, bodies = _known(catalog, relation, home, text, fired)
            if trigger is None:
                reader.concede(NOT_READ)
            elif trigger.event in events and _concerned(reader, relation, trigger):
                for body in bodies:
                    _take(reader, body)


def _concerned(reader: Reader, relation: Relation, trigger: Trigger) -> bool:
    if trigger.event != "update" or not trigger.columns:
        return True
    written = {c.name for c in reader.columns_written if c.relation == relation}
    return bool(written & (trigger.columns | {"*", "rowid", "oid", "_rowid_"}))


def _known(
    catalog: Catalog, relation: Relation, home: str, text: str, fired: Fired
) -> tuple[Trigger | None, list[Reader]]:
    """A trigger of the catalog and what its bodies do, with the triggers that those fire."""
    key: Key = ("trigger", relation, text)
    if key not in catalog.memo:
        try:
            trigger = apart(scan(text, SQLITE))
        except Refused:
            trigger = None
        if trigger is None or key in fired or len(fired) >= MAX_VIEW_DEPTH:
            return trigger, []
        info = catalog.relations.get((relation.schema, relation.name))
        rows = Reader("sqlite", catalog).relation_rows(relation, info)
        read = trigger, _bodies(trigger, catalog, home, rows, (*fired, key))
        if fired:
            return read  # in a circle it would lack what is read further out
        catalog.memo[key] = read
    found: tuple[Trigger | None, list[Reader]] = catalog.memo[key]
    return found


def _bodies(
    trigger: Trigger, catalog: Catalog | None, home: str, rows: Rows, fired: Fired
) -> list[Reader]:
    """What each statement of a body does, with the triggers that it fires."""
    if catalog is not None and home != "temp":
        # only those of `temp` find relations of other schemas by their names alone
        catalog = replace(catalog, search_path=(home,))
    around = Scope()
    for name in ("new", "old"):
        around.sources.append(Source(name, rows))
        around.sources[-1].pseudo = True
    found: list[Reader] = []
    for tokens in trigger.bodies:
        draft = Draft(list(tokens), SQLITE, catalog)
        draft.reader.around = around
        if tokens[0].name not in QUERY_WORDS:
            draft.reader.concede(NOT_READ)
        else:
            read_statement(draft)
        found.append(draft.reader)
        if catalog is not None and draft.kind in EVENTS | {"replace"}:
            _fire(draft.reader, draft.reader.also | {draft.kind}, catalog, fired)
    return found


def _take(reader: Reader, body: Reader) -> None:
    """Add what a body does to what fires it."""
    reader.effects |= body.effects
    reader.also |= body.also
    reader.reads |= body.reads
    reader.writes |= body.writes
    reader.columns_read |= body.columns_read
    reader.columns_written |= body.columns_written
    reader.functions |= body.functions
    reader.flows |= body.flows
    reader.conceded |= body.conceded
    reader.needs_catalog = reader.needs_catalog or body.needs_catalog
