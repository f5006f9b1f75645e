"""MySQL and MariaDB: spellings that the parser does not know, written as ones that it does and that mean the same."""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.lexing import OPERATOR, WORD, Token
from guarded_db.sql.tokens import bracketed

_ROW = Token(WORD, "ROW", "row", True)
_NULL = Token(WORD, "NULL", "null", True)
_WRITES = frozenset({"insert", "replace", "update", "delete"})
_MODIFIERS = frozenset({"low_priority", "high_priority", "delayed", "ignore"})
_ODBC = frozenset({"d", "t", "ts", "fn", "oj"})


def respelled(tokens: list[Token]) -> list[Token]:
    """All of them."""
    if not tokens:
        return tokens
    first = tokens[0].name
    if first == "values":
        tokens = _rows(tokens)
    elif first in _WRITES:
        tokens = _without_default(_without_modifiers(tokens))
        tokens = _of_all_times(tokens) if first in ("update", "delete") else tokens
        tokens = _deleted_first(tokens) if first == "delete" else tokens
    names = {token.name for token in tokens if token.kind == WORD}
    if "examined" in names:
        tokens = _without_examined(tokens)
    if any(token.text == "{" for token in tokens):
        tokens = _without_braces(tokens)
    return tokens


def _rows(tokens: list[Token]) -> list[Token]:
    """MariaDB's `VALUES (1, 2), (3, 4)` with ROW before each bracket, as MySQL spells it."""
    found, at = tokens[:1], 1
    while at < len(tokens):
        if tokens[at].text == "(" and found[-1].text in (tokens[0].text, ","):
            end = bracketed(tokens, at)
            found += [_ROW, *tokens[at:end]]
            at = end
        else:
            found.append(tokens[at])
            at += 1
    return found


def _without_examined(tokens: list[Token]) -> list[Token]:
    """`LIMIT n ROWS EXAMINED m` without what only bounds the work: `LIMIT n`, or no limit."""
    for at in range(1, len(tokens) - 2):
        if [t.name for t in tokens[at : at + 2]] == ["rows", "examined"]:
            start = at - 1 if tokens[at - 1].name == "limit" else at
            return tokens[:start] + tokens[at + 3 :]
    return tokens


def _without_braces(tokens: list[Token]) -> list[Token]:
    """ODBC's `{d '…'}`, `{fn f()}` and `{oj a LEFT JOIN b ON …}` in round brackets."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1].text if at else ""
        if token.kind == OPERATOR and token.text in "{}":
            found.append(token._replace(text="(" if token.text == "{" else ")"))
        elif not (before == "{" and token.name in _ODBC):
            found.append(token)
    return found


def _without_modifiers(tokens: list[Token]) -> list[Token]:
    """`INSERT LOW_PRIORITY IGNORE …` without what says nothing of the rows."""
    known = _MODIFIERS | ({"quick"} if tokens[0].name == "delete" else set())
    at = 1
    while at < len(tokens) and tokens[at].kind == WORD and tokens[at].name in known:
        at += 1
    return tokens[:1] + tokens[at:]


def _of_all_times(tokens: list[Token]) -> list[Token]:
    """MariaDB: `DELETE HISTORY … BEFORE SYSTEM_TIME x` and `… FOR PORTION OF p FROM x TO y` without the time."""
    words = [t.name if t.kind == WORD else "" for t in tokens] + ["", ""]
    if words[:3] == ["delete", "history", "from"]:
        end = words.index("before") if "before" in words else len(tokens)
        return [tokens[0], *tokens[2:end]]
    at = next((i for i in range(len(tokens)) if words[i : i + 3] == ["for", "portion", "of"]), None)
    if at is None:
        return tokens
    end = next((i for i in range(at, len(tokens)) if words[i] in _AFTER_TIME), len(tokens))
    return tokens[:at] + tokens[end:]


_AFTER_TIME = frozenset({"set", "where", "order", "limit", "returning"})


def _without_default(tokens: list[Token]) -> list[Token]:
    """`column = DEFAULT` with NULL, since the parser takes the word for a column."""
    after = [token.text for token in tokens[1:]] + [""]
    return [
        _NULL if t.kind == WORD and t.name == "default" and following != "(" else t
        for t, following in zip(tokens, after, strict=True)
    ]


def _deleted_first(tokens: list[Token]) -> list[Token]:
    """`DELETE FROM a, b USING …` and `DELETE a.*, b.* FROM …` as `DELETE a, b FROM …`."""
    words = [t.name if t.kind == WORD else t.text for t in tokens]
    if words[1:2] == ["from"] and "using" in words:
        using = words.index("using")
        listed = words[2:using]
        if not {"(", "join", "where"} & set(listed):
            source = tokens[using]._replace(text="FROM", name="from")
            tokens = [tokens[0], *tokens[2:using], source, *tokens[using + 1 :]]
            words = [t.name if t.kind == WORD else t.text for t in tokens]
    end = words.index("from") if "from" in words else 0
    stars = {at for at in range(1, end - 1) if words[at : at + 2] == [".", "*"]}
    return [t for at, t in enumerate(tokens) if at not in stars and at - 1 not in stars]


def created(tokens: list[Token]) -> list[Token]:
    """A definition as the parser knows it.

    `CREATE ALGORITHM = … DEFINER = … SQL SECURITY … VIEW` without that, a view without WITH CHECK OPTION, and
    `CREATE TABLE … IGNORE | REPLACE AS SELECT …` without what is done with rows that stand twice.
    """
    words = [token.name if token.kind == WORD else "" for token in tokens]
    if "view" in words:
        return _view(tokens, words)
    doubles = {
        at
        for at, word in enumerate(words[:-1])
        if at > 3 and word in ("ignore", "replace") and words[at + 1] in ("as", "select", "with")
    }
    return [token for at, token in enumerate(tokens) if at not in doubles]


def _view(tokens: list[Token], words: list[str]) -> list[Token]:
    at = words.index("view")
    start = next((i for i, word in enumerate(words[:at]) if word in _OPTIONS), at)
    end = len(tokens)
    if words[-2:] == ["check", "option"]:
        end -= 4 if words[-3] in ("cascaded", "local") else 3
    return tokens[:start] + tokens[at:end]


_OPTIONS = frozenset({"algorithm", "definer", "sql"})


def brought(node: Any) -> None:
    """MySQL: write `VALUES(column)`, the value that would have been inserted, as `excluded.column`."""
    for call in list(node.find_all(exp.Anonymous)):
        if call.name.lower() in ("values", "value") and len(call.expressions) == 1:
            column = call.expressions[0]
            name = column.this if isinstance(column, exp.Column) else column
            if isinstance(name, exp.Identifier):
                call.replace(exp.column(name.copy(), table="excluded"))
