"""What triggers do when a statement writes (SQLite's are in `triggers`): counted as done by the statement where their bodies can be read.

Which statements fire them is over-counted (a WHEN and a list of columns are not looked at). Conditions inside of a
trigger are not questions of the caller, as those of a constraint are not: they are read, and are no predicates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guarded_db.sql.bodies import inner_draft, run
from guarded_db.sql.catalog import TriggerInfo
from guarded_db.sql.facts import Column, Dialect, Relation
from guarded_db.sql.lexing import QUOTED, WORD, Refused, Token, scan
from guarded_db.sql.limits import MAX_BODIES
from guarded_db.sql.procedural import Piece, Unread, pieces
from guarded_db.sql.scope import EMPTY, Val, derived

if TYPE_CHECKING:
    from guarded_db.sql.draft import Draft
    from guarded_db.sql.reader import Reader
    from guarded_db.sql.scope import Scope

_FIRING = {
    "insert": ("insert",),
    "update": ("update",),
    "delete": ("delete",),
    "merge": ("insert", "update", "delete"),
    "replace": ("insert", "delete"),
    "copy": ("insert",),
    "load": ("insert",),
    "truncate": ("truncate",),
}
"""Kinds and ways of writing, with the events that they are."""

_ROUNDS = 4
"""Times that a body is read, until what its variables depend on has come to rest."""

_GIVEN = """tg_name tg_when tg_level tg_op tg_relid tg_relname tg_table_name tg_table_schema tg_nargs tg_argv found
    sqlerrm sqlstate""".split()
"""Variables that a body is given and that hold nothing of a table."""


def fire(draft: Draft) -> None:
    """Count what the triggers of every written relation do."""
    reader = draft.reader
    if reader.catalog is None or not reader.catalog.triggers or "write" not in reader.effects:
        return
    events = events_of(reader.also | {draft.kind})
    for relation in sorted(reader.writes):
        stored(reader, relation, events)


def events_of(ways: set[str]) -> set[str]:
    """The events that ways of writing are."""
    return {event for way in ways for event in _FIRING.get(way, ())}


def stored(reader: Reader, relation: Relation, events: set[str]) -> dict[str, Val]:
    """Count what the triggers of a relation do; return what they put into the columns of the row."""
    if reader.catalog is None or not reader.catalog.triggers:
        return {}
    found: dict[str, Val] = {}
    for place in _family(reader, relation):
        for info in reader.catalog.triggers.get((place.schema, place.name), ()):
            if info.events & events and not info.harmless:
                for name, value in _fired(reader, place, info, events).items():
                    found[name] = derived([value, found.get(name, EMPTY)], "expression")
    return found


def put_by_triggers(reader: Reader, scope: Scope) -> None:
    """RETURNING also shows what triggers have put into the row."""
    for source in scope.sources:
        relation = source.rows.relation
        if relation is not None and relation in reader.writes:
            for name, put in stored(reader, relation, events_of(reader.also)).items():
                source.store(name, put)


def _family(reader: Reader, relation: Relation) -> list[Relation]:
    """The relation with its partitions and children, whose triggers also fire."""
    assert reader.catalog is not None
    found, hanging = [relation], reader.catalog.triggers
    for at in found:
        for place in hanging:
            info = reader.catalog.relations.get(place)
            if info is not None and at in info.parents and info.relation not in found:
                found.append(info.relation)
    return found


def _fired(
    reader: Reader, relation: Relation, info: TriggerInfo, events: set[str]
) -> dict[str, Val]:
    key = (f"trigger {relation}", info.name)
    if key in reader.active:
        return {}
    try:
        parts = _parts(reader, relation, info)
    except (Unread, Refused):
        parts = None
    if parts is None or reader.budget[0] >= MAX_BODIES:
        reader.concede(f"trigger or rule `{info.name}` of `{relation}` cannot be read; {_ADVICE}")
        return {}
    reader.budget[0] += 1
    bound = _bound(reader, relation, events)
    known = dict(bound)
    for _ in range(_ROUNDS):
        before = dict(bound)
        for part in parts:
            _run(reader, part, bound, key, info)
        if bound == before:
            break
    return _kept(reader, relation, bound, known)


_ADVICE = "write it without loops and dynamic SQL, or have the statement approved"


def _parts(reader: Reader, relation: Relation, info: TriggerInfo) -> list[Piece] | None:
    if not info.body:
        return None
    tokens = scan(info.body, Dialect(reader.dialect, info.modes or reader.modes))
    if reader.dialect == "duckdb":
        return [Piece(_over_rows(tokens, relation))]
    if reader.dialect == "postgres" and not any(
        t.kind == WORD and t.name == "begin" for t in tokens
    ):
        return None
    return pieces(tokens, reader.dialect)


def _over_rows(tokens: list[Token], relation: Relation) -> list[Token]:
    """DuckDB: the statement after `FOR EACH …`; its tables of old and new rows look like the table itself."""
    words = [token.name if token.kind == WORD else "" for token in tokens]
    each = next((i for i in range(len(words) - 2) if words[i : i + 2] == ["for", "each"]), None)
    if each is None or words[each + 3] not in ("insert", "update", "delete", "merge"):
        raise Unread
    rows = [tokens[i + 1] for i in range(each) if words[i] == "as" and words[i - 1] == "table"]
    body = [token for token in tokens[each + 3 :] if token.text != ";"]
    place = [*_quoted(relation.schema), Token("o", ".", "."), *_quoted(relation.name)]
    head: list[Token] = []
    for name in rows:
        head += [_COMMA if head else Token(WORD, "WITH", "with"), name, *_AS_ALL, *place, _CLOSED]
    return [*head, *body]


def _quoted(name: str) -> list[Token]:
    return [Token(QUOTED, '"' + name.replace('"', '""') + '"', name)]


_COMMA, _CLOSED = Token("o", ",", ","), Token("o", ")", ")")
_AS_ALL = [
    Token(WORD, "AS", "as"),
    Token("o", "(", "("),
    Token(WORD, "SELECT", "select"),
    Token("o", "*", "*"),
    Token(WORD, "FROM", "from"),
]


def _bound(reader: Reader, relation: Relation, events: set[str]) -> dict[str, Val]:
    """The row before and after, and the variables that every trigger has."""
    bound = dict.fromkeys(_GIVEN, EMPTY)
    info = (
        reader.catalog.relations.get((relation.schema, relation.name)) if reader.catalog else None
    )
    columns = info.columns if info is not None else ()
    whole = {"new": list[Val](), "old": list[Val]()}
    for name in columns:
        old = Val(frozenset({Column(relation, name)}), True)
        whole["old"].append(old)
        new = _new(reader, relation, name, old if events != {"insert"} else EMPTY)
        whole["new"].append(new)
        bound[f"old.{name}"], bound[f"new.{name}"] = old, new
    for row, values in whole.items():
        bound[row] = derived(values, "row")
    return bound


def _new(reader: Reader, relation: Relation, name: str, kept: Val) -> Val:
    """What a column of the row holds after: what the statement stores there, or what was there."""
    names = (name, "*")
    into = frozenset(
        flow.source
        for flow in reader.flows
        if flow.target.name in names and flow.target.relation == relation
    )
    return Val(into | kept.sources, kept.direct and not into, kept.via)


def _run(
    reader: Reader, part: Piece, bound: dict[str, Val], key: tuple[str, str], info: TriggerInfo
) -> None:
    predicates, unbounded = dict(reader.predicates), reader.unbounded
    draft = inner_draft(reader, part.tokens, info.modes, info.path)
    draft.reader.active = reader.active | {key}
    draft.reader.arguments = bound
    run(reader, draft, f"in trigger `{info.name}`: ")
    reader.predicates, reader.unbounded = predicates, unbounded
    rows = draft.rows
    if not part.targets or rows is None:
        return
    values = [c.value for c in rows.columns or ()]
    if len(values) != len(part.targets):
        values = [rows.unknown] * len(part.targets)
    for name, value in zip(part.targets, values, strict=True):
        before = bound.get(name, EMPTY)
        bound[name] = Val(
            before.sources | value.sources, False, before.via | value.via | {"expression"}
        )


def _kept(
    reader: Reader, relation: Relation, bound: dict[str, Val], known: dict[str, Val]
) -> dict[str, Val]:
    """What the trigger has put into the row: flows, beside what was stored there anyway."""
    found = {}
    for name, value in bound.items():
        row, _, column = name.partition(".")
        if row == "new" and column and value != known.get(name):
            target = Column(relation, column)
            found[column] = value = Val(value.sources - {target}, False, value.via)
            reader.use(value)
            reader.flow([value], target)
    if bound.get("new") != known.get("new"):
        reader.flow([bound["new"]], Column(relation, "*"))
    return found
