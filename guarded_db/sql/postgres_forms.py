"""PostgreSQL's forms that the parser does not know, in forms of the same meaning that it does."""

from __future__ import annotations

from guarded_db.sql.lexing import OPERATOR, QUOTED, WORD, Token
from guarded_db.sql.tokens import bracketed

_KEYWORDS = frozenset(
    """select insert update delete merge from where drop truncate copy create alter grant set values with table
    union order group having limit into join on using and or not case when then else end all distinct as desc asc
    to for default do return returning only user primary references unique check""".split()
)
"""Words that may follow AS as a name and are never a type."""

_AFTER_NAME = frozenset({"from", "where", "order", "group", "having", "limit", "union", "into"})


def queried(tokens: list[Token]) -> list[Token]:
    """A query or a statement that writes rows."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        before, after = _word(tokens, at - 1), tokens[at + 1] if at + 1 < len(tokens) else None
        if token.kind == WORD and before == "as" and token.name in _KEYWORDS and _ends(after):
            token = token._replace(kind=QUOTED, text=f'"{token.name}"')
        elif token.name == "default" and token.kind == WORD and _given(tokens, at, after):
            token = token._replace(text="NULL", name="null")
        found.append(token)
    return _returned(_without(_using(found), ("overriding", ("system", "user"), "value")))


def _using(tokens: list[Token]) -> list[Token]:
    """`JOIN … USING (a) AS j` without the name, when nothing uses it."""
    for at in range(len(tokens) - 4):
        if _word(tokens, at) != "using" or tokens[at + 1].text != "(":
            continue
        end = bracketed(tokens, at + 1)
        name = tokens[end + 1].name if _word(tokens, end) == "as" and end + 1 < len(tokens) else ""
        if name and sum(token.name == name for token in tokens) == 1:
            return tokens[:end] + tokens[end + 2 :]
    return tokens


def _returned(tokens: list[Token]) -> list[Token]:
    """`RETURNING WITH (OLD AS o, NEW AS n) o.a` as `RETURNING old.a`."""
    for at in range(len(tokens) - 5):
        if _word(tokens, at) != "returning" or _word(tokens, at + 1) != "with":
            continue
        end = bracketed(tokens, at + 2)
        named = tokens[at + 3 : end - 1]
        names = {named[i + 2].name: named[i] for i in range(0, len(named) - 2, 4)}
        rest = [
            names[token.name]._replace(spaced=token.spaced)
            if token.name in names and after.text == "."
            else token
            for token, after in zip(tokens[end:], [*tokens[end + 1 :], tokens[-1]], strict=False)
        ]
        return [*tokens[: at + 1], rest[0]._replace(spaced=True), *rest[1:]] if rest else tokens
    return tokens


def defined(tokens: list[Token]) -> list[Token]:
    """A definition of a table or view."""
    tokens = _without(tokens, ("with", ("cascaded", "local"), "check", "option"))
    tokens = _without(tokens, ("with", "check", "option"))
    if any(token.name == "materialized" for token in tokens[:4]):
        tokens = _without(_without(tokens, ("with", "no", "data")), ("with", "data"))
    return _recursive(tokens)


def _recursive(tokens: list[Token]) -> list[Token]:
    """`CREATE RECURSIVE VIEW v (n) AS q`, which is a view of a recursive CTE of its own name."""
    words = [_word(tokens, at) for at in range(len(tokens))]
    if "recursive" not in words[:4] or "as" not in words:
        return tokens
    start, ends = words.index("recursive"), words.index("as")
    named = tokens[start + 2 : ends]  # VIEW stands between
    if not named or "(" not in (token.text for token in named):
        return tokens
    columns = named[next(at for at, token in enumerate(named) if token.text == "(") :]
    inner = [Token(OPERATOR, "(", "("), *tokens[ends + 1 :], Token(OPERATOR, ")", ")")]
    return [
        *tokens[:start],
        *tokens[start + 1 : ends + 1],
        *(Token(WORD, word.upper(), word, True) for word in ("with", "recursive")),
        *named,
        Token(WORD, "AS", "as", True),
        *inner,
        Token(WORD, "SELECT", "select", True),
        *columns[1:-1],
        Token(WORD, "FROM", "from", True),
        *named[: -len(columns)],
    ]


def _word(tokens: list[Token], at: int) -> str:
    return tokens[at].name if 0 <= at < len(tokens) and tokens[at].kind == WORD else ""


def _ends(after: Token | None) -> bool:
    """Whether what comes after a name cannot go on with a statement of that keyword."""
    if after is None:
        return True
    return after.text in (",", ")") or (after.kind == WORD and after.name in _AFTER_NAME)


def _given(tokens: list[Token], at: int, after: Token | None) -> bool:
    """Whether DEFAULT stands for a value."""
    before = tokens[at - 1].text if at else ""
    word = after is not None and after.kind == WORD and after.name in ("where", "from", "returning")
    return before in ("=", "(", ",") and (word or after is None or after.text in (",", ")"))


def _without(tokens: list[Token], words: tuple[str | tuple[str, ...], ...]) -> list[Token]:
    for at in range(len(tokens) - len(words) + 1):
        fits = (
            _word(tokens, at + i) in ((word,) if isinstance(word, str) else word)
            for i, word in enumerate(words)
        )
        if all(fits):
            return tokens[:at] + tokens[at + len(words) :]
    return tokens
