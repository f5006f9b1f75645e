"""Statements that prepare others or open cursors, and those that run what was kept: PREPARE, EXECUTE, DECLARE, FETCH.

What was prepared is read again when it is executed, as the server plans it again; a cursor keeps what it was
declared with. A name that is not known is conceded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from guarded_db.sql.calls import read_calls
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Dialect, Facts
from guarded_db.sql.firing import fire
from guarded_db.sql.functions import danger_of
from guarded_db.sql.lexing import NUMBER, QUOTED, STRING, WORD, Refused, Token, scan
from guarded_db.sql.remembered import (
    CURSOR,
    FORGET_ALL,
    STATEMENT,
    TABLE,
    Change,
    Kept,
    to_savepoint,
)
from guarded_db.sql.routines import read_routines
from guarded_db.sql.text import normalise
from guarded_db.sql.tokens import bracketed, split

Read = Callable[[Draft], None]

_POSTGRES = Dialect("postgres")

_FOLLOWED = frozenset(
    "select insert update delete merge replace show explain describe create alter drop truncate rename".split()
)
"""Kinds that may be run by name: none of them ends a transaction, changes the session or runs another by name."""

_NOT_WRITTEN = "the prepared text is not written out"
_NOT_KNOWN = {
    STATEMENT: "the prepared statement is not known here",
    CURSOR: "the cursor's query is not known here",
}
_ANOTHER = "what was prepared means something else now; prepare it again"


def prepare(draft: Draft, read: Read) -> None:
    """`PREPARE p [(types)] AS …`, `PREPARE p FROM '…'`, `PREPARE TRANSACTION`."""
    if draft.word(1) == "transaction":
        draft.done("prepare", "transaction")
        return
    name, at = draft.name(1)
    body = _text_body(draft, at, "from") if draft.dialect.name == "mysql" else _body(draft, at)
    _keep(draft, read, STATEMENT, name, body, "prepare")


def declare(draft: Draft, read: Read) -> None:
    """`DECLARE c [options] CURSOR [WITH HOLD] FOR …`."""
    name, at = draft.name(1)
    until = next((i for i in range(at, len(draft.tokens)) if draft.word(i) == "for"), None)
    if until is None:
        draft.done("declare", concede="the cursor's query is not written out")
        return
    held = [t.name for t in draft.tokens[at:until]][-2:] == ["with", "hold"]
    _keep(draft, read, CURSOR, name, draft.tokens[until + 1 :], "declare", held)


def _body(draft: Draft, at: int) -> list[Token] | None:
    if at < len(draft.tokens) and draft.tokens[at].text == "(":
        at = bracketed(draft.tokens, at)
    return draft.tokens[at + 1 :] if draft.word(at) == "as" else None


def _text_body(draft: Draft, at: int, before: str) -> list[Token] | None:
    """The one statement that a literal after the word `before` holds."""
    literal = draft.tokens[at + 1] if at + 1 < len(draft.tokens) else None
    ends = at + 2 == len(draft.tokens) or draft.word(at + 2) == "using"
    if draft.word(at) != before or literal is None or literal.kind != STRING or not ends:
        return None
    try:
        statements = split(scan(literal.name, draft.dialect))
    except Refused as refusal:
        draft.reader.concede(refusal.args[0])
        return None
    return statements[0] if len(statements) == 1 else None


def _keep(
    draft: Draft,
    read: Read,
    place: str,
    name: tuple[str, ...],
    body: list[Token] | None,
    kind: str,
    held: bool = True,
) -> None:
    """Read what is prepared or declared, and keep it under its name."""
    if not body or len(name) != 1:
        draft.done(kind, concede=_NOT_WRITTEN)
        return
    if draft.dialect.name == "mysql":
        draft.behind = normalise(body)
    draft.tokens = body
    read(draft)
    read_routines(draft)
    kept = Kept(tuple(body), draft.dialect, draft.facts("", "", ()), held)
    known = draft.kind in _FOLLOWED and not draft.reader.conceded
    draft.changes = (Change(place, name[0], kept if known else None),)
    draft.kind, draft.outputs = kind, ()


def execute(draft: Draft, read: Read) -> None:
    """`EXECUTE p [(…)]`, `EXECUTE p USING …`, `EXECUTE IMMEDIATE '…'`."""
    if draft.dialect.name == "mysql" and draft.word(1) == "immediate":
        _immediate(draft, read)
        return
    name, at = draft.name(1)
    kept = recall(draft, STATEMENT, name)
    arguments = draft.tokens[at:]
    if kept is None:
        _unknown(draft, "execute", STATEMENT)
    else:
        _run(draft, read, kept, "execute")
    _arguments(draft, arguments)


def _immediate(draft: Draft, read: Read) -> None:
    body = _text_body(draft, 1, "immediate")
    arguments = draft.tokens[3:]
    if body is None:
        draft.done("execute", concede=_NOT_WRITTEN)
        draft.outputs = None
    else:
        facts, created = _read_again(draft, read, tuple(body))
        draft.behind, draft.created = normalise(body), created
        take(draft, facts, "execute")
    _arguments(draft, arguments)


def recall(draft: Draft, place: str, name: tuple[str, ...]) -> Kept | None:
    """What the session keeps under that name."""
    draft.recalled = True
    return draft.memory.get((place, name[0])) if len(name) == 1 else None


def _unknown(draft: Draft, kind: str, place: str) -> None:
    draft.done(kind, concede=_NOT_KNOWN[place])
    draft.outputs = None


def _run(draft: Draft, read: Read, kept: Kept, kind: str) -> None:
    """Take the facts of a prepared statement, which must still be what they were."""
    facts, created = _read_again(draft, read, kept.tokens, kept)
    draft.behind, draft.created = normalise(list(kept.tokens)), created
    take(draft, facts, kind)
    if not facts.conceded and _essence(facts) != _essence(kept.facts):
        take(draft, replace(kept.facts, outputs=None), kind)
        draft.reader.concede(_ANOTHER)


def _read_again(
    draft: Draft, read: Read, tokens: tuple[Token, ...], kept: Kept | None = None
) -> tuple[Facts, Any]:
    """The facts of a statement in the state of now, and what it makes."""
    inner = Draft(list(tokens), kept.dialect if kept else draft.dialect, draft.catalog)
    read(inner)
    read_routines(inner)
    fire(inner)
    if inner.kind not in _FOLLOWED:
        inner.reader.concede(
            f"a statement of kind `{inner.kind}` cannot be followed when it is run by name"
        )
    draft.reader.needs_catalog |= inner.reader.needs_catalog
    draft.reader.missing |= inner.reader.missing
    return inner.facts("", "", ()), inner.created


def still_means(draft: Draft, read: Read, kept: Kept) -> bool:
    """Whether a prepared statement is what it was understood to be."""
    facts, _ = _read_again(draft, read, kept.tokens, kept)
    return not facts.conceded and _essence(facts) == _essence(kept.facts)


def written_out(draft: Draft, read: Read) -> list[Token]:
    """The tokens of `CREATE TABLE … AS EXECUTE p (…)` with what was prepared in place of its name."""
    tokens = draft.tokens
    at = next(
        (
            i
            for i in range(2, len(tokens))
            if draft.word(i - 1) == "as" and draft.word(i) == "execute"
        ),
        None,
    )
    if at is None:
        return tokens
    name, end = draft.name(at + 1)
    kept = recall(draft, STATEMENT, name)
    if kept is None or kept.facts.kind != "select" or not still_means(draft, read, kept):
        draft.reader.concede(_NOT_KNOWN[STATEMENT])
        return tokens
    after = bracketed(tokens, end) if end < len(tokens) and tokens[end].text == "(" else end
    _arguments(draft, tokens[end:after])
    draft.behind = normalise(list(kept.tokens))
    return [*tokens[:at], *kept.tokens, *tokens[after:]]


def at_cursor(tokens: list[Token]) -> list[Token]:
    """The tokens with `WHERE CURRENT OF c` as the comparison of the row's place that it is."""
    for at in range(2, len(tokens) - 1):
        words = [t.name if t.kind == WORD else "" for t in tokens[at - 2 : at + 1]]
        if words == ["where", "current", "of"] and tokens[at + 1].kind in (WORD, QUOTED):
            place = scan("ctid = $1", _POSTGRES)
            return [*tokens[: at - 1], *(t._replace(spaced=True) for t in place), *tokens[at + 2 :]]
    return tokens


def _essence(facts: Facts) -> tuple[Any, ...]:
    """Everything that the facts say, in no order where order means nothing."""
    said = [(f.name, getattr(facts, f.name)) for f in fields(facts)]
    return tuple(
        frozenset(value) if isinstance(value, tuple) and name != "outputs" else value
        for name, value in said
    )


def take(draft: Draft, facts: Facts, kind: str) -> None:
    """Take facts that are known for the draft's own."""
    reader = draft.reader
    for name in (
        "effects",
        "reads",
        "writes",
        "columns_read",
        "columns_written",
        "functions",
        "failing",
        "also",
    ):
        getattr(reader, name).update(getattr(facts, name))
    if facts.effects & {"write", "ddl"} and facts.kind in _FOLLOWED:
        reader.also.update({facts.kind} & {"insert", "update", "delete", "merge"})
    reader.predicates |= dict.fromkeys(facts.predicates)
    reader.flows |= dict.fromkeys(facts.flows)
    reader.conceded |= dict.fromkeys(facts.conceded)
    reader.unbounded |= facts.unbounded
    reader.bounds += [facts.bounded] if facts.bounded else []
    draft.kind, draft.outputs = kind, facts.outputs


def _arguments(draft: Draft, tokens: list[Token]) -> None:
    """What stands in brackets or after USING is computed at once, even below a plain EXPLAIN."""
    reader = draft.reader
    read_calls(reader, tokens, None)
    called = [t.name for t, after in pairwise(tokens) if after.text == "("]
    if any(danger_of(reader.dialect, name) is not None for name in called) or any(
        t.kind == WORD and t.name in ("select", "table", "values", "from") for t in tokens
    ):
        reader.concede("an argument of EXECUTE does more than compute")


_DIRECTIONS = frozenset(
    "next prior first last absolute relative all forward backward from in".split()
)


def fetch(draft: Draft) -> None:
    """`FETCH [direction] [FROM | IN] c`, `MOVE …`."""
    kind = draft.word(0)
    *directions, last = draft.tokens[1:] or [draft.tokens[0]]
    plain = last.kind in (WORD, QUOTED) and all(
        t.name in _DIRECTIONS or t.kind == NUMBER or t.text in "+-" for t in directions
    )
    name, _ = draft.name(len(draft.tokens) - 1)
    kept = recall(draft, CURSOR, name) if plain else None
    if kept is None:
        _unknown(draft, kind, CURSOR)
        draft.reader.effects.add("read" if kind == "fetch" else "session")
    else:
        draft.behind = normalise(list(kept.tokens))
        take(draft, kept.facts, kind)
        draft.reader.effects.add("read")
    if kind == "move":
        draft.outputs = ()


def close(draft: Draft) -> None:
    """`CLOSE c`, `CLOSE ALL`, `DEALLOCATE [PREPARE] p`, `DEALLOCATE ALL`, `DROP PREPARE p`."""
    first = draft.word(0)
    place = CURSOR if first == "close" else STATEMENT
    prepared = draft.word(1) == "prepare" and len(draft.tokens) > 2
    name, _ = draft.name(2 if prepared else 1)
    draft.done("deallocate" if first == "drop" else first, "session")
    everything = draft.tokens[-1].kind == WORD and name == ("all",)
    draft.changes = (Change(place, "" if everything else ".".join(name)),)


def discard(draft: Draft) -> None:
    """`DISCARD ALL | PLANS | SEQUENCES | TEMP`."""
    draft.done("discard", "session")
    what = draft.word(1)
    if what == "all":
        draft.reader.effects |= {"role", "lexing"}
        draft.changes = FORGET_ALL


_KEEPING = frozenset({"prepare", "declare", "close", "deallocate", "discard"})


def changes_of(draft: Draft, facts: Facts) -> tuple[Change, ...]:
    """The names that a statement changes; one that is not understood may change them all."""
    if facts.conceded:
        return FORGET_ALL
    if facts.kind == "rollback" and not to_savepoint(facts):
        return (Change(CURSOR),)
    if facts.kind == "commit" or (facts.kind == "prepare" and "transaction" in facts.effects):
        return (Change(CURSOR, spares_held=facts.kind == "commit"),)
    if draft.dialect.name == "mysql" and "ddl" in facts.effects and facts.kind != "prepare":
        return _tables(draft, facts)
    return draft.changes if facts.kind in _KEEPING else ()


def _tables(draft: Draft, facts: Facts) -> tuple[Change, ...]:
    """A temporary table that is made is kept; what DDL touches is not known any more, in whichever database."""
    relation, columns = draft.created or (None, ())
    sure = not any(t.kind == WORD and t.name == "exists" for t in draft.tokens)
    if relation is not None and relation.schema == "temp" and sure:
        return (Change(TABLE, relation.name, Kept((), draft.dialect, facts, columns=columns)),)
    return tuple(Change(TABLE, written.name) for written in facts.writes) or (Change(TABLE),)
