"""MySQL and MariaDB: commands that hold a query or an expression, read as the query that they amount to.

DO, HANDLER, XA and SET STATEMENT. What keeps a value beyond the statement is `variables`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from guarded_db.sql.calls import read_dangers
from guarded_db.sql.draft import Draft
from guarded_db.sql.lexing import NUMBER, OPERATOR, QUOTED, STRING, WORD, Token
from guarded_db.sql.scope import Val
from guarded_db.sql.settings import MYSQL_SETTINGS
from guarded_db.sql.tokens import bracketed

Read = Callable[[Draft], None]

_SELECT = Token(WORD, "SELECT", "select", True)
_STAR = Token(OPERATOR, "*", "*", True)
_FROM = Token(WORD, "FROM", "from", True)


def do(draft: Draft, read: Read) -> None:
    """`DO expression, …`: a SELECT that shows nothing."""
    draft.tokens = [_SELECT, *draft.tokens[1:]]
    read(draft)
    draft.kind, draft.outputs = "do", ()
    if not draft.reader.reads:
        draft.reader.effects.discard("read")


def handler(draft: Draft, read: Read) -> None:
    """`HANDLER t OPEN | READ … | CLOSE`: rows of one table, all columns."""
    name, at = draft.name(1)
    verb = draft.word(at)
    if name and verb == "open":
        _open(draft, name, at + 1)
    elif name and verb == "close":
        draft.done("handler", "session")
    elif len(name) == 1 and verb == "read":
        _read(draft, read, name[0], at + 1)
    else:
        draft.done("handler", "read", concede="the form of HANDLER is not known")
        draft.outputs = None


def _open(draft: Draft, name: tuple[str, ...], at: int) -> None:
    draft.done("handler", "session")
    relation, _ = draft.reader.lookup(".".join(name[:-1]), name[-1])
    draft.reader.reads.add(relation)
    alias, _ = draft.name(draft.skip(at, ("as",)))
    if alias not in ((), name[-1:]) or not _only(draft, name[-1]):
        draft.reader.concede("the table is read under a name that may be another one's")


def _only(draft: Draft, name: str) -> bool:
    """Whether one database only has a table of that name: HANDLER … READ names none."""
    known = draft.catalog.relations if draft.catalog is not None else {}
    return sum(1 for _, other in known if other == name) < 2


def _read(draft: Draft, read: Read, name: str, at: int) -> None:
    """`READ [index] FIRST | NEXT | … | = (values) [WHERE …] [LIMIT …]`."""
    tokens = draft.tokens
    tail = next((i for i in range(at, len(tokens)) if draft.word(i) in ("where", "limit")), None)
    tail = len(tokens) if tail is None else tail
    how = tokens[at:tail]
    named = Token(QUOTED, f"`{name}`", name, True)
    draft.tokens = [_SELECT, _STAR, _FROM, named, *tokens[tail:]]
    read(draft)
    draft.kind = "handler"
    if not _only(draft, name):
        draft.reader.concede("the table is read under a name that may be another one's")
    if len(how) > 1:
        # the columns of the index are not known
        everything = Val(frozenset(draft.reader.columns_read))
        valued = any(t.text == "(" for t in how)
        draft.reader.predicate(everything, "other", "where" if valued else "order by")
    opens = next((i for i, t in enumerate(how) if t.text == "("), len(how))
    if any(t.kind not in (NUMBER, STRING) and t.text not in "(,)-" for t in how[opens:]):
        draft.reader.concede("the values of HANDLER are not plain")


_XA: dict[str, frozenset[str]] = {
    "start": frozenset({"transaction"}),
    "begin": frozenset({"transaction"}),
    "end": frozenset({"transaction"}),
    # what is prepared outlives the session, with its locks, and any session may end it
    "prepare": frozenset({"transaction", "lock"}),
    "commit": frozenset({"transaction", "lock", "maintenance"}),
    "rollback": frozenset({"transaction", "lock", "maintenance"}),
    "recover": frozenset({"read", "maintenance"}),
}


def xa(draft: Draft) -> None:
    """`XA START 'x'` and its kin."""
    effects = _XA.get(draft.word(1))
    draft.done("xa", *(effects or ()), concede="" if effects else "the form of XA is not known")
    if draft.word(1) == "recover":
        draft.outputs = None


def set_statement(draft: Draft, read: Read) -> None:
    """MariaDB: `SET STATEMENT name = value, … FOR statement`."""
    tokens = draft.tokens
    at = 2
    while at < len(tokens) and draft.word(at) != "for":
        at = bracketed(tokens, at) if tokens[at].text == "(" else at + 1
    settings = tokens[2:at]
    if any(t.name in ("select", "table", "values") for t in settings) or at + 1 >= len(tokens):
        draft.done("set", concede="SET STATEMENT is not followed")
        return
    effects = {"session"}
    for token, after in pairwise(settings):
        if after.text in ("=", ":") and token.kind in (WORD, QUOTED):
            effects |= MYSQL_SETTINGS.get(token.name.lower(), frozenset())
    draft.tokens = tokens[at + 1 :]
    read(draft)
    draft.reader.effects |= effects
    read_dangers(draft.reader, settings)
    if "lexing" in effects:
        draft.reader.concede("a setting changes how the statement is read")
