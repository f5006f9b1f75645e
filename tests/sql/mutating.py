"""Changes of a statement's spelling that keep its meaning."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from hypothesis import strategies as st

_PIECES = re.compile(r"'(?:[^']|'')*'|\b[A-Za-z_][A-Za-z_0-9]*\b|\s+|.", re.DOTALL)
_SPACES = {
    "postgres": [" ", "\t", "\n", "\r\n", "\f", "/* ' */", "/* /* ; */ */", "-- x'\n"],
    "mysql": [" ", "\t", "\n", "\r\n", "\f", "\v", "/* ' */", "-- x'\n", " # ;\n", "--\t'\n"],
    "sqlite": [" ", "\t", "\n", "\r\n", "\f", "/* ' */", "-- x'\n", " --;\n"],
    "duckdb": [" ", "\t", "\n", "\r\n", "\f", "\v", "/* ' */", "-- x'\n", " --;\n"],
}
"""What each server takes for white space; MariaDB's comments do not nest. sqlparse takes `+--` for one operator, which
concedes a semicolon after it, and `#` for a part of a name, so these have a blank before them."""

_WORDS = frozenset(
    "select from where join left right full natural using on as and or not in is null between like union all "
    "intersect except with recursive order by group having limit distinct case when then else end cast over "
    "partition exists upper coalesce max min count values update set delete insert into returning".split()
)
_ALIAS = re.compile(r"\bs(\d+)\b")


@st.composite
def respelled(draw: st.DrawFn, sql: str, dialect: str) -> str:
    """`sql` with other white space, comments, case, redundant brackets, and other aliases of its sources."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    if chance.random() < 0.7:
        sql = _ALIAS.sub(r"x\1y", sql)
    sql = _bracketed(sql, chance.random)
    spaces = _SPACES[dialect]
    pieces = []
    for piece in _PIECES.findall(sql):
        if piece.isspace():
            pieces.append(
                chance.choice(spaces) + (chance.choice(spaces) if chance.random() < 0.2 else "")
            )
        elif piece.lower() in _WORDS:
            pieces.append(chance.choice([piece, piece.upper(), piece.title()]))
        elif piece in ("(", ")", ",") and pieces and chance.random() < 0.1 and not _called(pieces):
            pieces.append(chance.choice(spaces) + piece + chance.choice(spaces))
        else:
            pieces.append(piece)
    end = chance.choice(["", ";", " ; ", ";\n-- end\n"])
    return "".join(pieces) + end


def _called(pieces: list[str]) -> bool:
    """MariaDB wants the bracket of a built-in function right after its name."""
    return pieces[-1][-1:].isalnum()


def _bracketed(sql: str, chance: Callable[[], float]) -> str:
    """Marked expressions, some of them in brackets of their own."""
    opened: list[bool] = []
    pieces = []
    for character in sql:
        if character == "⟦":
            opened.append(chance() < 0.4)
            pieces.append("(" if opened[-1] else "")
        elif character == "⟧":
            pieces.append(")" if opened.pop() else "")
        else:
            pieces.append(character)
    return "".join(pieces)
