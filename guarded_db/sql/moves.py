"""What ALTER and RENAME do to names: values that are found under another name afterwards, told as flows.

A label goes by name, so a new name that does not carry it would launder the value. Nothing here reads queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Column, Relation
from guarded_db.sql.lexing import OPERATOR, QUOTED, WORD, Token
from guarded_db.sql.scope import Val
from guarded_db.sql.tokens import bracketed

FILLED = "a column is filled from other columns"
_ENGINES = frozenset(
    "innodb myisam memory heap aria maria archive csv blackhole rocksdb tokudb ndb ndbcluster".split()
)
"""MySQL: engines that keep their rows themselves; others may show the rows of another table."""


def altered(draft: Draft, what: str, name: tuple[str, ...], at: int) -> None:
    """The clauses of `ALTER TABLE | VIEW | INDEX name …`, from the position `at` after the name."""
    relation = draft.relation(name)
    known = _columns(draft, relation)
    if what not in ("table", "view") and draft.catalog is not None and known == ("*",):
        return  # PostgreSQL renames tables with ALTER INDEX too; what the catalog does not list is none
    clauses = list(_clauses(draft, at))
    for start, end in clauses:
        _clause(draft, relation, start, end)
        _defined(draft, relation, known, start, end)
    if len(clauses) > 1 and len({flow.target.relation for flow in draft.reader.flows}) > 1:
        draft.reader.concede("columns and their table are renamed at once")


def renamed_tables(draft: Draft, at: int) -> None:
    """MySQL: `a TO b, c TO d`, from the position `at` on."""
    for start, end in _clauses(draft, at):
        old, to = draft.name(start)
        if draft.word(to) in ("wait", "nowait"):
            to += 1 if draft.word(to) == "nowait" else 2
        new, _ = draft.name(to + 1)
        if not old or not new or to >= end or draft.word(to) != "to":
            draft.reader.concede("the form of RENAME is not known")
            return
        source = draft.relation(old)
        draft.reader.writes.add(source)
        _moved(draft, source, draft.relation(new))


def renamed_schema(draft: Draft, at: int) -> None:
    """`ALTER SCHEMA a RENAME TO b`, and DuckDB's `ALTER DATABASE`, from the old name on."""
    old, at = draft.name(at)
    if draft.word(at) != "rename":
        return
    new, _ = draft.name(at + 2)
    schema = ".".join(old) if draft.word(0) == "alter" and draft.word(1) == "schema" else ""
    target = ".".join(new)
    catalog = draft.catalog
    draft.reader.needs_catalog = draft.reader.needs_catalog or catalog is None
    if not schema or catalog is None or not catalog.available:
        _flow(draft, Column(Relation(schema, "*"), "*"), Column(Relation(target, "*"), "*"))
        return
    for info in catalog.relations.values():
        if info.relation.schema == schema:
            _moved(draft, info.relation, Relation(target, info.relation.name))


def keeps_rows_elsewhere(draft: Draft) -> bool:
    """MySQL: whether the table's rows may be those of another table or server."""
    for at, token in enumerate(draft.tokens):
        if token.kind != WORD:
            continue
        if token.name in ("union", "connection") and draft.tokens[at + 1 : at + 2]:
            if draft.tokens[at + 1].text in ("=", "("):
                return True
        elif token.name == "engine" and at + 1 < len(draft.tokens):
            chosen = draft.tokens[at + (2 if draft.tokens[at + 1].text == "=" else 1) :][:1]
            if chosen and chosen[0].name.lower() not in _ENGINES:
                return True
    return False


def heads(draft: Draft, start: int, end: int) -> tuple[str, ...]:
    """The first name of each definition between two positions."""
    found = (draft.name(at)[0] for at, _ in _clauses(draft, start, end))
    return tuple(name[0].lower() for name in found if name)


def computed(
    draft: Draft, relation: Relation, names: tuple[str, ...], start: int, end: int
) -> None:
    """Columns that are computed from others of their row, by `AS (…)` or MySQL's `DEFAULT …`, as flows."""
    for at, stop in _clauses(draft, start, end):
        head = draft.skip(at, ("add", "alter", "modify", "change", "column", "if", "not", "exists"))
        if draft.word(at) == "change":
            head = draft.name(head)[1]
        name, after = draft.name(head)
        made_of = [
            source
            for i in range(after, stop - 1)
            if draft.word(i) == "default" or (draft.word(i) == "as" and _opens(draft, i + 1))
            for source in _sources(draft, names, i + 1, _until(draft, i, stop))
        ]
        if made_of and (not name or _opens(draft, head)):
            draft.reader.concede(FILLED)
        elif made_of:
            found = [Val(frozenset({Column(relation, source)}), False) for source in made_of]
            draft.reader.flow(found, Column(relation, name[-1]))


def _opens(draft: Draft, at: int) -> bool:
    return [t.text for t in draft.tokens[at : at + 1]] == ["("]


def _sources(draft: Draft, names: tuple[str, ...], start: int, end: int) -> list[str]:
    """The columns that an expression names; `*` when it is not known which there are."""
    found = [
        draft.tokens[i].name.lower() for i in range(start, end) if _names_column(draft, names, i)
    ]
    return ["*"] if found and names == ("*",) else found


_NO_COLUMN = frozenset(
    "constraint primary unique key index foreign check fulltext spatial period".split()
)


def defined_columns(draft: Draft, start: int, end: int) -> tuple[str, ...]:
    """MySQL: the columns among the definitions between two positions."""
    clauses = [at for at, _ in _clauses(draft, start, end) if draft.word(at) not in _NO_COLUMN]
    return tuple(draft.name(at)[0][0] for at in clauses if draft.name(at)[0])


def filled(draft: Draft, names: tuple[str, ...], start: int, end: int) -> bool:
    """Whether a column between two positions is computed from other columns of its row."""
    for at in range(start, end - 1):
        word, opens = draft.word(at), draft.tokens[at + 1].text == "("
        if word == "as" and opens:
            return True
        if word != "default" or draft.dialect.name != "mysql":
            continue
        if any(_names_column(draft, names, i) for i in range(at + 1, _until(draft, at, end))):
            return True
    return False


def _names_column(draft: Draft, names: tuple[str, ...], at: int) -> bool:
    token = draft.tokens[at]
    called = at + 1 < len(draft.tokens) and draft.tokens[at + 1].text == "("
    if token.kind not in (WORD, QUOTED) or called:
        return False
    return token.name.lower() in names or (names == ("*",) and token.name not in _DEFAULTS)


_DEFAULTS = frozenset(
    "null true false current_timestamp current_date current_time localtime localtimestamp now".split()
)


def _until(draft: Draft, at: int, end: int) -> int:
    """The end of a default's expression: a bracket, or one word with its arguments."""
    at += 1
    if draft.tokens[at].text == "(":
        return min(bracketed(draft.tokens, at), end)
    if at + 1 < end and draft.tokens[at + 1].text == "(":
        return min(bracketed(draft.tokens, at + 1), end)
    return min(at + 1, end)


def _clauses(draft: Draft, at: int, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Beginning and end of each clause, split at commas outside of brackets."""
    depth, start = 0, at
    end = len(draft.tokens) if end is None else end
    for position in range(at, end):
        token = draft.tokens[position]
        if token.kind == OPERATOR:
            depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
            if token.text == "," and depth == 0:
                yield start, position
                start = position + 1
    yield start, end


def _clause(draft: Draft, relation: Relation, at: int, end: int) -> None:
    if draft.dialect.name == "mysql":
        # options such as WAIT or ENGINE may stand before, without a comma; these words are reserved
        verbs = ("rename", "change", "exchange", "convert")
        at = next((i for i in range(at, end) if draft.word(i) in verbs), at)
    elif at < end and draft.tokens[at].text == "*":
        at += 1
    verb, following = draft.word(at), draft.word(at + 1)
    if verb == "rename":
        _rename(draft, relation, at + 1, end)
    elif verb == "change":
        _change(draft, relation, at)
    elif verb == "set" and following == "schema":
        name, _ = draft.name(at + 2)
        _moved(draft, relation, Relation(".".join(name), relation.name))
    elif (verb in ("attach", "detach") and following == "partition") or verb in ("inherit", "no"):
        _family(draft, relation, verb, at)
    elif verb in ("exchange", "convert"):
        _exchange(draft, relation, verb, at, end)


def _family(draft: Draft, relation: Relation, verb: str, at: int) -> None:
    """PostgreSQL: a table joins a parent, which then shows its rows, or leaves it with the parent's rows."""
    if verb == "no" and draft.word(at + 1) != "inherit":
        return
    name, _ = draft.name(at + (1 if verb == "inherit" else 2))
    if not name:
        draft.reader.concede("the form of ALTER is not known")
        return
    other = draft.relation(name)
    child, parent = (relation, other) if verb in ("inherit", "no") else (other, relation)
    if verb in ("inherit", "attach"):
        _moved(draft, child, parent)
    else:
        _moved(draft, parent, child, _columns(draft, child))


def _exchange(draft: Draft, relation: Relation, verb: str, at: int, end: int) -> None:
    """MySQL: `EXCHANGE PARTITION p WITH TABLE t`, `CONVERT PARTITION p TO TABLE t`, `CONVERT TABLE t TO …`."""
    table = next((i for i in range(at, end) if draft.word(i) == "table"), None)
    if table is None:
        return  # CONVERT TO CHARACTER SET
    name, _ = draft.name(table + 1)
    if not name:
        draft.reader.concede("the form of ALTER is not known")
        return
    other = draft.relation(name)
    if verb == "exchange" or table > at + 1:
        _moved(draft, relation, other)
    if verb == "exchange" or table == at + 1:
        _moved(draft, other, relation)


def _change(draft: Draft, relation: Relation, at: int) -> None:
    """MySQL: `CHANGE [COLUMN] [IF EXISTS] old new definition`."""
    old, at = draft.name(draft.skip(at + 1, ("column", "if", "exists")))
    new, _ = draft.name(at)
    if not old or not new:
        draft.reader.concede("the form of CHANGE is not known")
        return
    _flow(draft, Column(relation, old[-1]), Column(relation, new[-1]))


def _rename(draft: Draft, relation: Relation, at: int, end: int) -> None:
    """`[COLUMN] a TO b`, `TO b`, and what MySQL writes for the latter."""
    mysql = draft.dialect.name == "mysql"
    to = next((i for i in range(end - 2, at - 1, -1) if draft.word(i) == "to"), None)
    if to is None and mysql:
        marked = at < end and draft.tokens[at].name in ("as", "=")
        to = at if marked else at - 1
    new, _ = draft.name(to + 1) if to is not None else ((), 0)
    if to is None or not new:
        draft.reader.concede("the form of RENAME is not known")
        return
    if to <= at:
        place = draft.relation(new) if mysql else Relation(relation.schema, new[-1])
        _moved(draft, relation, place)
        return
    first = draft.word(at)
    if first == "constraint" or (mysql and first in ("index", "key")):
        return
    start = at + 1 if first == "column" and to - at > 1 else at
    start = draft.skip(start, ("if", "exists")) if to - start > 1 else start
    old, stop = draft.name(start)
    if len(old) > 1 and draft.dialect.name == "duckdb":
        return  # a field inside of the column
    if stop != to or len(old) != 1:
        draft.reader.concede("the form of RENAME is not known")
        return
    _flow(draft, Column(relation, old[0]), Column(relation, new[-1]))


def _defined(
    draft: Draft, relation: Relation, known: tuple[str, ...], start: int, end: int
) -> None:
    """Columns that are computed from others, and checks, which tell whether a condition holds for every row."""
    if draft.dialect.name == "mysql":
        computed(draft, relation, known, start, end)
    elif filled(draft, known, start, end):
        draft.reader.concede(FILLED)
    for column in _named(draft, known, start, end):  # an error of the engine may quote its values
        draft.reader.columns_read.add(Column(relation, column))
    for at in range(start, end - 1):
        if draft.word(at) in ("check", "exclude") and draft.tokens[at + 1].text == "(":
            for column in _named(draft, known, at + 1, bracketed(draft.tokens, at + 1)):
                draft.reader.predicate(
                    Val(frozenset({Column(relation, column)}), True), "other", "check"
                )


def indexed(draft: Draft, relation: Relation, at: int) -> None:
    """Columns that an index keeps, from the position `at` after the table's name on."""
    end = next((i for i in range(at, len(draft.tokens)) if draft.word(i) == "with"), None)
    end = len(draft.tokens) if end is None else end
    known = _columns(draft, relation)
    for column in _named(draft, known, at, end):
        draft.reader.columns_read.add(Column(relation, column))
    opens = next((i for i in range(at, end) if draft.tokens[i].text == "("), end)
    closes = bracketed(draft.tokens, opens) if opens < end else end
    unique = "unique" in {draft.word(i) for i in range(opens)}
    keys = [(*part, unique) for part in _clauses(draft, opens + 1, closes - 1)]
    for start, stop, parted in [*keys, (closes, end, True)]:
        tokens = draft.tokens[start:stop]
        if any(map(_computes, tokens)) or (parted and _parts(tokens)):
            for column in _named(draft, known, start, stop):
                found = Val(frozenset({Column(relation, column)}), True)
                draft.reader.predicate(found, "other", "index")


def _computes(token: Token) -> bool:
    """Whether an index on more than columns and plain calls is made, whose error or size tells of its values."""
    if token.kind == OPERATOR:
        return token.text not in ("(", ")", ",", ".")
    return token.kind == WORD and token.name in ("cast", "case", "between", "in", "like", "similar")


def _parts(tokens: list[Token]) -> bool:
    """Whether a unique key or a condition takes values apart, so that new rows can be tried against a part of them."""
    words = [token.name if token.kind == WORD else "" for token in tokens]
    if "where" in words:
        tokens = tokens[words.index("where") :]
        if "is" not in words:
            return True
    pairs = pairwise(tokens)
    return any(
        one.kind in (WORD, QUOTED) and one.name not in _WHOLE and after.text == "("
        for one, after in pairs
    )


_WHOLE = frozenset({"lower", "upper", "where", "and", "or", "not"})


def _named(draft: Draft, known: tuple[str, ...], start: int, end: int) -> list[str]:
    if known == ("*",):
        return ["*"]
    words = {t.name for t in draft.tokens[start:end] if t.kind in (WORD, QUOTED)}
    words |= {word.lower() for word in words}
    return [column for column in known if column in words]


def _columns(draft: Draft, relation: Relation) -> tuple[str, ...]:
    """The relation's columns, or `*`."""
    catalog = draft.catalog
    if catalog is None:
        draft.reader.needs_catalog = True
        return ("*",)
    info = catalog.relations.get((relation.schema, relation.name))
    return info.columns if info is not None and info.columns else ("*",)


def _moved(draft: Draft, source: Relation, target: Relation, columns: tuple[str, ...] = ()) -> None:
    """All columns of `source` are found in `target`, under the same names."""
    draft.reader.writes |= {source, target}
    for column in columns or _columns(draft, source):
        _flow(draft, Column(source, column), Column(target, column))


def _flow(draft: Draft, source: Column, target: Column) -> None:
    if source != target:
        draft.reader.flow([Val(frozenset({source}), True)], target)
