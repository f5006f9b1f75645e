"""PostgreSQL's operators and typed literals (`box '(1,2)'`) for a parser that does not know them all.

PostgreSQL takes the longest run of operator characters for one operator. Those that the parser would cut in pieces, or
take for something else, are shown to it as one that it knows, which depends on the same operands. It is not told apart
what an operator computes: all of them derive a value from both sides.
"""

from __future__ import annotations

from guarded_db.sql.lexing import OPERATOR, STRING, WORD, Token, expects_operand

_CHARACTERS = frozenset("+-*/<>=~!@#%^&|`?")
_SPECIAL = frozenset("~!@#%^&|`?")
"""Only an operator with one of these may end in `+` or `-`."""

_KNOWN = frozenset(
    "!! !~ !~* !~~ !~~* # #- #> #>> % & && &< &> * + - -> ->> -|- / < <-> << <= <> <@ = > >= >> ? ?& ?- ?| @ @> @@ "
    "^ ^@ | |/ || ||/ ~ ~* ~~ ~~* != => <=> <#> <+> <~> <%> %> <<% %>> <<-> <->> <<<-> <->>>".split()
)
"""Operators that the parser reads as PostgreSQL does, or refuses; the last ones are of well-known extensions."""

_BINARY = frozenset(
    "## &<| *< *<= *<> *= *> *>= <<= <<| <^ >>= >^ ?# ?-| ?|| @? @@@ |&> |>> ~<=~ ~<~ ~= ~>=~ ~>~".split()
)
_PREFIX = frozenset("# @-@ @@".split())
_ORDERS = frozenset("< > <= >= ~<~ ~>~ ~<=~ ~>=~".split())
"""What may stand in ORDER BY … USING."""

_ANY = [Token(OPERATOR, "@", "@", True), Token(OPERATOR, ">", ">")]
_MINUS = [Token(OPERATOR, "- ", "-", True)]
_ASC = [Token(WORD, "asc", "asc", True)]


def plain(tokens: list[Token]) -> list[Token] | str:
    """The tokens with operators that the parser reads, or why there are none."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].name in _TYPES and _is_typed_literal(tokens, at):
            at += 1  # the literal says nothing more without its type
            continue
        size = _size(tokens, at)
        if size < 2 and not (size and tokens[at].name in ("#", "<", ">")):
            kept.append(tokens[at])
            at += 1
            continue
        name = "".join(token.name for token in tokens[at : at + size])
        prefix = expects_operand(kept)
        if name in _ORDERS and kept and kept[-1].kind == WORD and kept[-1].name == "using":
            kept[-1:] = _ASC
        elif prefix and name in _PREFIX:
            kept += _MINUS
        elif name in _BINARY and not prefix:
            kept += _ANY
        elif name in _KNOWN or size == 1:
            kept += tokens[at : at + size]
        else:
            return f"operator `{name}` is not known"
        at += size
    return kept


_TYPES = frozenset(
    "bit box bpchar cidr circle inet int4range int8range line lseg macaddr macaddr8 numrange path pg_lsn pg_snapshot "
    "point polygon regclass regtype tid tsquery tsrange tstzrange tsvector txid_snapshot varbit xid xid8".split()
)
"""Types that the parser does not know before a literal; none of them runs a function of a user."""


def _is_typed_literal(tokens: list[Token], at: int) -> bool:
    literal = at + 1 < len(tokens) and tokens[at + 1].kind == STRING
    return literal and tokens[at].kind == WORD and expects_operand(tokens[max(at - 1, 0) : at])


def _size(tokens: list[Token], at: int) -> int:
    """How many tokens from `at` on are one operator; 0 when there is none."""
    end = at
    while end < len(tokens) and _is_part(tokens[end]) and (end == at or not tokens[end].spaced):
        end += 1
    if end - at > 1 and not any(token.name in _SPECIAL for token in tokens[at:end]):
        while end - at > 1 and tokens[end - 1].name in "+-":
            end -= 1
    return end - at


def _is_part(token: Token) -> bool:
    return token.kind == OPERATOR and token.name in _CHARACTERS
