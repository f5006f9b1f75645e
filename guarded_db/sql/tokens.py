"""What is done with tokens once a text is split: into statements, shorter, and back into text for the parser.

How a text becomes tokens is `lexing`.
"""

from __future__ import annotations

from guarded_db.sql.lexing import NUMBER, OPERATOR, PLACEHOLDER, QUOTED, STRING, WORD, Token
from guarded_db.sql.limits import SHORTEN_FROM


def split(tokens: list[Token]) -> list[list[Token]]:
    """Split at every semicolon; empty statements are left out."""
    statements: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == OPERATOR and token.text == ";":
            statements.append([])
        else:
            statements[-1].append(token)
    return [statement for statement in statements if statement]


def names_in_quotes(tokens: list[Token]) -> list[Token]:
    """SQLite takes text in single quotes for a name beside a dot: `'people'.'ssn'` is a column."""
    if not any(token.kind == STRING for token in tokens):
        return tokens
    dots = [token.kind == OPERATOR and token.text == "." for token in tokens] + [False]
    return [
        token._replace(kind=QUOTED, text='"' + token.name.replace('"', '""') + '"')
        if token.kind == STRING and (dots[at + 1] or (at > 0 and dots[at - 1]))
        else token
        for at, token in enumerate(tokens)
    ]


_PLAIN_KINDS = frozenset({STRING, NUMBER, PLACEHOLDER})


def shorten(tokens: list[Token]) -> list[Token]:
    """Leave out repetitions that say nothing new: rows of VALUES like the row before, further values of IN lists.

    Only groups of nothing but literals and placeholders are left out, so that bulk statements parse in bounded time.
    """
    if len(tokens) < SHORTEN_FROM:
        return tokens
    kept: list[Token] = []
    at, size = 0, -1
    while at < len(tokens):
        token = tokens[at]
        if token.kind == OPERATOR and token.text == "(":
            end = _plain_group(tokens, at)
            repeats = end and end - at == size and kept[-1].text == "," and kept[-2].text == ")"
            if repeats:
                kept.pop()
            elif end and kept and kept[-1].name == "in":
                kept += [token, tokens[at + 1], tokens[end - 1]]
            elif end:
                kept += tokens[at:end]
            if end:
                size, at = end - at, end
                continue
            size = -1
        elif token.text != ",":
            size = -1
        kept.append(token)
        at += 1
    return kept


def _plain_group(tokens: list[Token], at: int) -> int:
    """The position after `(literal, literal, …)` at `at`; 0 when it is anything else."""
    at += 1
    while at + 1 < len(tokens) and tokens[at].kind in _PLAIN_KINDS:
        if tokens[at + 1].text == ")":
            return at + 2
        if tokens[at + 1].text != ",":
            return 0
        at += 2
    return 0


def render(tokens: list[Token]) -> str:
    """The text that the parser is shown.

    Tokens that touched each other are kept apart, because a rewritten quote next to another would read as one.
    """
    pieces: list[str] = []
    before = OPERATOR
    for kind, text, _, spaced, _ in tokens:
        if spaced or (kind != OPERATOR and before != OPERATOR):
            pieces.append(" ")
        pieces.append(text)
        before = kind
    return "".join(pieces)


def bracketed(tokens: list[Token], at: int) -> int:
    """The position after the bracket that opens at `at`."""
    depth = 0
    for position in range(at, len(tokens)):
        if tokens[position].kind == OPERATOR:
            if tokens[position].text in "([{":
                depth += 1
            elif tokens[position].text in ")]}":
                depth -= 1
                if depth == 0:
                    return position + 1
    return len(tokens)


_AFTER_JOINS = frozenset(
    "select where group having window qualify order limit union intersect except set returning".split()
)
_JOINS = frozenset({"join", "straight_join"})


def _bare_joins(tokens: list[Token]) -> frozenset[int]:
    """Where a join begins that has neither ON nor USING, and is not CROSS or NATURAL, which have none."""
    bare: list[int] = []
    waiting: list[list[int]] = [[]]
    for at, token in enumerate(tokens):
        if token.kind == OPERATOR and token.text in "([{":
            waiting.append([])
        elif token.kind == OPERATOR and token.text in ")]}" and len(waiting) > 1:
            bare += waiting.pop()
        elif token.kind != WORD:
            continue
        elif token.name in _JOINS:
            before = {t.name for t in tokens[max(at - 3, 0) : at] if t.kind == WORD}
            if not before & {"cross", "natural"}:
                waiting[-1].append(at)
        elif token.name in ("on", "using") and waiting[-1]:
            waiting[-1].pop()
        elif token.name in _AFTER_JOINS:
            bare += waiting[-1]
            waiting[-1] = []
    return frozenset(bare).union(*waiting)


_TRIED_TWICE = frozenset({"lateral", "limit", "offset", "filter", "array", "table"})


def readings(tokens: list[Token]) -> int:
    """How often the parser may read the innermost tokens.

    It tries what stands between the brackets of some words in two ways before it gives up, at each level of nesting,
    and what follows a join without a condition, for the condition of a nested join.
    """
    bare = _bare_joins(tokens)
    levels, joins, here, most, before, lateral = [0], [0], 0, 0, "", False
    for at, token in enumerate(tokens):
        if at in bare:
            joins[-1] += 1
            here += 1
        elif token.kind == WORD and token.name in _AFTER_JOINS:
            here -= joins[-1]
            joins[-1] = 0
        if token.kind == OPERATOR and token.text in "([{":
            levels.append(lateral or before in _TRIED_TWICE)
            here += levels[-1]
            joins.append(0)
            lateral = False
        elif token.kind == OPERATOR and token.text in ")]}" and len(levels) > 1:
            here -= levels.pop() + joins.pop()
        elif (before, token.name) == ("lateral", "from") or token.name in ("limit", "offset"):
            levels[-1] += 1
            here += 1
        lateral = lateral or token.name == "lateral"
        most = max(most, here)
        before = token.name
    return int(2**most)
