"""Reads one text as sent to `execute` and tells, for each of its statements, what it does.

It never raises for any text, never runs anything, and never guesses: what is not certain is conceded.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from guarded_db.sql import grammar, telling, triggers
from guarded_db.sql.catalog import Catalog
from guarded_db.sql.commands import read_command
from guarded_db.sql.draft import Draft
from guarded_db.sql.duckdb_commands import update_extensions
from guarded_db.sql.facts import Dialect, Facts, Understanding
from guarded_db.sql.firing import fire
from guarded_db.sql.following import Following
from guarded_db.sql.lexing import QUOTED, WORD, Refused, Token, scan
from guarded_db.sql.limits import MAX_STATEMENTS
from guarded_db.sql.preparing import changes_of
from guarded_db.sql.remembered import FORGET_ALL, NOTHING, Change, Memory, changed
from guarded_db.sql.routines import read_routines
from guarded_db.sql.statements import QUERY_WORDS, read_statement
from guarded_db.sql.text import Spans, fingerprint, literals, normalise, redact
from guarded_db.sql.tokens import split

INTERNAL_ERROR = (
    "the statement could not be read, which is an error of guarded_db; please report it"
)
"""Reason of a concession that no text should ever cause; the log says where it happened."""

_log = logging.getLogger(__name__)


def understand(
    text: str,
    dialect: Dialect,
    catalog: Catalog | None = None,
    memory: Memory = NOTHING,
    *,
    unsettled: bool = False,
) -> Understanding:
    """Facts of every statement of `text`.

    `memory` is what the session keeps. It is `unsettled` when the open transaction changed what names mean, so that its
    end changes that once more.

    Without a catalog, names are taken as they stand and `needs_catalog` says that one would tell more; with one
    (also `UNAVAILABLE`), names that it does not know are conceded. A text that cannot be read gives one conceded
    statement of kind `unknown`.
    """
    if not isinstance(text, str):
        return _refused("the statement is not a text", dialect, 0)
    try:
        return _understand(text, dialect, catalog, memory, unsettled)
    except Exception as error:  # noqa: BLE001 - a reader that fails must refuse, not run
        _report(error)
        return _refused(INTERNAL_ERROR, dialect, len(text))


def _understand(
    text: str, dialect: Dialect, catalog: Catalog | None, memory: Memory, unsettled: bool
) -> Understanding:
    try:
        tokens = scan(text, dialect)
    except Refused as refusal:
        why, seen = refusal.args
        return _refused(why, dialect, len(text), seen)
    bodies = triggers.joined if dialect.name == "sqlite" else _bodies
    statements = bodies(split(tokens))
    if not statements:
        return Understanding((Facts("empty", frozenset()),), modes=dialect.modes)
    if len(statements) > MAX_STATEMENTS:
        why = f"the text has more than {MAX_STATEMENTS} statements"
        return _refused(why, dialect, len(text), tokens)
    doubt = _contradiction(text, statements, tokens)
    understanding = _read_all(statements, dialect, catalog, memory, unsettled, doubt)
    return _witnessed(understanding, text, tokens, dialect)


def _witnessed(
    understanding: Understanding, text: str, tokens: list[Token], dialect: Dialect
) -> Understanding:
    """The same, with what PostgreSQL's own grammar objects to conceded."""
    found = understanding.statements
    if dialect.name != "postgres" or all(facts.conceded for facts in found):
        return understanding
    whys = grammar.doubts(text, tokens, dialect, found)
    if not any(whys):
        return understanding
    if understanding.recalled:  # one of them may be the reason of what was understood of another
        whys = [why or next(filter(None, whys)) for why in whys]
    doubted = (
        replace(f, conceded=(*f.conceded, w)) if w else f for f, w in zip(found, whys, strict=True)
    )
    return replace(understanding, statements=tuple(doubted), changes=FORGET_ALL, renames=True)


def _read_all(
    statements: list[list[Token]],
    dialect: Dialect,
    catalog: Catalog | None,
    memory: Memory,
    unsettled: bool,
    doubt: str,
) -> Understanding:
    found: list[Facts] = []
    wanted = recalled = renamed = False
    missing: set[str] = set()
    changes: tuple[Change, ...] = ()
    names = Following(catalog, unsettled, fleeting=unsettled)
    for tokens in statements:
        draft = Draft(tokens, dialect, names.catalog, memory=memory)
        facts = _read_one(draft, doubt)
        if why := names.why(facts):
            facts = replace(facts, conceded=(*facts.conceded, why))
        found.append(facts)
        wanted = wanted or draft.reader.needs_catalog
        missing |= draft.reader.missing
        recalled = recalled or draft.recalled
        if more := changes_of(draft, facts):
            memory, changes = changed(memory, more), changes + more
        renamed |= names.after(draft, facts)
    recalled = recalled or (names.asked and len(found) > 1)
    return Understanding(
        tuple(found), wanted, dialect.modes, changes, recalled, renamed, frozenset(missing)
    )


def _read_one(draft: Draft, doubt: str) -> Facts:
    known = _names_of(draft)
    text, spans = normalise(draft.tokens, known), literals(draft.tokens, known)
    try:
        if doubt:
            draft.reader.concede(doubt)
        read(draft)
        read_routines(draft)
        if draft.dialect.name == "sqlite":
            triggers.fire(draft)
        fire(draft)
    except RecursionError:
        return _unknown("the statement is nested too deep to be read", text, spans)
    except Exception as error:  # noqa: BLE001 - a reader that fails must refuse, not run
        _report(error)
        return _unknown(INTERNAL_ERROR, text, spans)
    if draft.behind:
        text = f"{text} /* {draft.behind} */"
    return draft.facts(text, fingerprint(text), spans)


def read(draft: Draft) -> None:
    """Read one statement by its first word."""
    if draft.dialect.name == "duckdb" and draft.tokens and draft.tokens[0].text == "(":
        draft.tokens = telling.plain(draft.tokens) or draft.tokens
    if not draft.tokens:
        draft.done("unknown", concede="a statement is missing")
        return
    first = draft.tokens[0]
    if draft.dialect.name == "duckdb" and first.name == "update" and update_extensions(draft):
        return
    if first.text == "(" or (first.kind == WORD and first.name in QUERY_WORDS):
        read_statement(draft)
    else:
        read_command(draft, read)


def _report(error: Exception) -> None:
    """Log what failed and where, innermost first; never the error's own text, which may hold SQL."""
    calls = traceback.walk_tb(error.__traceback__)
    places = [f"{Path(f.f_code.co_filename).stem}.{f.f_code.co_name}:{at}" for f, at in calls]
    _log.error("%s at %s", type(error).__name__, " < ".join(places[:-4:-1]))


def _refused(why: str, dialect: Dialect, length: int, seen: Sequence[Token] = ()) -> Understanding:
    found = _unknown(why, redact(list(seen)), ((0, length),) if length else ())
    return Understanding((found,), modes=dialect.modes, changes=FORGET_ALL, renames=True)


def _unknown(why: str, text: str, spans: Spans) -> Facts:
    return Facts(
        "unknown",
        frozenset(),
        outputs=None,
        conceded=(why,),
        text=text,
        fingerprint=fingerprint(text),
        literals=spans,
    )


def _names_of(draft: Draft) -> Callable[[str], bool] | None:
    if draft.dialect.name != "sqlite" or not any(t.kind == QUOTED for t in draft.tokens):
        return None
    known: set[str] = {t.name.lower() for t in draft.tokens if t.kind == WORD}
    if draft.word(0) in ("create", "alter", "drop"):
        known |= {t.name.lower() for t in draft.tokens if t.kind == QUOTED}
    listed = _catalog_names(draft.catalog)
    return lambda name: name in known or name in listed


def _catalog_names(catalog: Catalog | None) -> frozenset[str]:
    """Every name that the catalog knows."""
    if catalog is None:
        return frozenset()
    if "names" not in catalog.memo:
        names: set[str] = set()
        for (schema, name), info in catalog.relations.items():
            names |= {schema, name, *info.columns}
        catalog.memo["names"] = frozenset(names)
    found: frozenset[str] = catalog.memo["names"]
    return found


_WITH_BODY = frozenset({"trigger", "procedure", "function", "event", "package"})


def _bodies(statements: list[list[Token]]) -> list[list[Token]]:
    """Join what belongs to the body of a routine: everything from its CREATE on, which is then conceded."""
    for at, tokens in enumerate(statements):
        words = [t.name for t in tokens if t.kind == WORD]
        routine = words[:1] == ["create"] and _WITH_BODY.intersection(words[1:9])
        if at + 1 < len(statements) and (
            (routine and "begin" in words) or words[:2] == ["begin", "not"]
        ):
            return [*statements[:at], [token for rest in statements[at:] for token in rest]]
    return statements


def _contradiction(text: str, statements: list[list[Token]], tokens: list[Token]) -> str:
    """Whether sqlparse's lexer sees another number of statements. Without a semicolon there is nothing to count."""
    inner = text.rstrip().rstrip(";")
    if ";" not in inner:
        return ""
    import sqlparse.lexer
    from sqlparse import tokens as kinds

    count, filled = 0, False
    try:
        for kind, value in sqlparse.lexer.tokenize(inner):  # type: ignore[no-untyped-call]
            if kind is kinds.Punctuation and value == ";":
                count, filled = count + filled, False
            elif kind not in kinds.Whitespace and kind not in kinds.Comment:
                filled = True
    except Exception:  # noqa: BLE001 - a second opinion that fails is no opinion
        return "the second lexer could not read the text"
    ours = len(split(tokens))
    return "" if count + filled == ours else "two lexers count different numbers of statements"
