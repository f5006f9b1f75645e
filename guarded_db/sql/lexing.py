"""Splits a text into tokens as the server's lexer does, in linear time and without recursion.

The parser sees only what this module has rewritten: no comments, string literals without any escape, so that
a parser that disagrees with the server about quoting cannot be led astray. What is ambiguous is conceded here.
It does not know grammar.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from guarded_db.sql.escapes import executed_from, spoken
from guarded_db.sql.facts import Dialect
from guarded_db.sql.limits import MAX_DEPTH, MAX_JOINS, MAX_TEXT, MAX_TOKENS
from guarded_db.sql.unicode_escapes import decoded, encodes

OPAQUE = "\ufffd"
"""Stands in a rewritten literal for a character whose value was not decoded; such a literal proves nothing."""

WORD, QUOTED, STRING, NUMBER, PLACEHOLDER, VARIABLE, OPERATOR = "wqsnpvo"


class Token(NamedTuple):
    """One token: its kind, what the parser is shown, and what may be recorded."""

    kind: str
    text: str
    name: str
    """Lower-case word, the identifier without quotes, or the literal's content (with `OPAQUE` in it if not plain)."""
    spaced: bool = False
    """White space or a comment stood before it."""
    span: tuple[int, int] = (0, 0)
    """Where it stands in the text; only told of what may be or hold a literal."""


class Refused(Exception):
    """The text cannot be tokenised with certainty; `args[0]` says why, `args[1]` holds the tokens so far."""


_WORD = r"[A-Za-z_\x80-\U0010ffff][A-Za-z0-9_$\x80-\U0010ffff]*+"
_NUMBER = r"0[xX][0-9a-fA-F_]++|0[bBoO][0-7_]++|(?:\d[\d_]*+(?:\.(?!\.)[\d_]*+)?|\.\d[\d_]*+)(?:[eE][+-]?\d++)?"
_PLAIN = r"'[^']*+(?:''[^']*+)*+'"
_ESCAPED = r"'[^'\\]*+(?:(?:\\.|'')[^'\\]*+)*+'"


@lru_cache(maxsize=64)
def _pattern(dialect: Dialect) -> re.Pattern[str]:
    name, modes = dialect.name, dialect.modes
    backslash = (
        name == "mysql" and "no_backslash_escapes" not in modes
    ) or "backslash_escapes" in modes
    string = _ESCAPED if backslash else _PLAIN
    parts = [("space", r"[ \t\r\n\f\v]++")]
    if name == "mysql":
        double = string.replace("'", '"')
        ansi = "ansi_quotes" in modes
        parts += [
            ("comment", r"--(?=[\x00-\x20]|\Z)[^\n]*+|\#[^\n]*+"),
            ("dashes", r"--"),
            ("block", r"/\*"),
            ("prefixed", rf"[nN]{string}|[xXbB]{_PLAIN}"),
            ("string", string if ansi else f"{string}|{double}"),
            ("quoted", r"`[^`]*+(?:``[^`]*+)*+`" + (r'|"[^"]*+(?:""[^"]*+)*+"' if ansi else "")),
            ("variable", r"@@?(?:[A-Za-z0-9_.$\x80-\U0010ffff]++|`[^`]*+`|" + string + ")"),
            ("number", _NUMBER),
            ("word", r"[A-Za-z_$\x80-\U0010ffff][A-Za-z0-9_$\x80-\U0010ffff]*+"),
            ("placeholder", r"\?|:[A-Za-z_]\w*+"),
        ]
    elif name == "sqlite":
        parts += [
            ("comment", r"--[^\n]*+"),
            ("block", r"/\*"),
            ("prefixed", rf"[xX]{_PLAIN}"),
            ("string", _PLAIN),
            ("quoted", r'"[^"]*+(?:""[^"]*+)*+"|`[^`]*+(?:``[^`]*+)*+`|\[[^\]]*+\]'),
            ("number", _NUMBER),
            ("word", _WORD),
            ("odd", r"[$@:#][A-Za-z0-9_$\x80-\U0010ffff]*+(?:::|\()"),
            ("placeholder", r"\?\d*+|[:@$][A-Za-z0-9_$\x80-\U0010ffff]++"),
        ]
    else:
        parts += [
            ("comment", r"--[^\r\n]*+"),
            ("block", r"/\*"),
            ("escaped", rf"[eE]{_ESCAPED}"),
            ("unicode", r"[uU]&[\"']"),
            ("prefixed", rf"[bBxXnN]{string}"),
            ("string", string),
            ("quoted", r'"[^"]*+(?:""[^"]*+)*+"'),
            ("dollar", r"\$(?:[A-Za-z_\x80-\U0010ffff][A-Za-z0-9_\x80-\U0010ffff]*+)?\$"),
            ("number", _NUMBER),
            ("word", _WORD),
            ("cast", r"::|:="),
            ("placeholder", r"\?|\$\w++|:[A-Za-z_]\w*+|@[A-Za-z_]\w*+"),
        ]
        if name == "duckdb":
            parts[-1] = ("placeholder", r"\?\d*+|\$\w++")
        elif name == "postgres":
            parts[-1] = ("placeholder", r"\?|\$\d++|:[A-Za-z_]\w*+")
    parts += [("operator", r"[-+*/<>=~!@#%^&|`?:;,.()\[\]{}]"), ("stray", r".")]
    return re.compile("|".join(f"(?P<{group}>{body})" for group, body in parts), re.DOTALL)


_NESTING_WORDS = frozenset(
    {"case", "end", "join", "not", "interval", "distinct", "prior", "all", "select", "explain"}
)
_PLAIN_CONTENT = re.compile(r"[^'\\\x00-\x1f]*+\Z")
_OPERAND_BEFORE = frozenset(
    "select where and or not in on set values when then else case limit offset returning like ilike between by "
    "from is distinct all any some having using as with similar escape interval array row cast call execute "
    "to for do default union except intersect filter over exists collate only fetch first next exclude".split()
)


def scan(text: str, dialect: Dialect) -> list[Token]:
    """Split `text`; raise `Refused` where its reading is not certain or a limit is passed."""
    if len(text) > MAX_TEXT:
        raise Refused(f"the text is longer than {MAX_TEXT} characters", [])
    if "\x00" in text:
        raise Refused("the text holds a NUL character", [])
    if not text.isascii() and not encodes(text):
        raise Refused("the text holds a lone surrogate, which is not a character", [])
    return _Scanner(text, dialect).run()


class _Scanner:
    """One pass over one text."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.name = dialect.name
        self.unicode = dialect.name == "postgres" and "backslash_escapes" not in dialect.modes
        self.backslash = "no_backslash_escapes" not in dialect.modes
        self.match = _pattern(dialect).match
        self.tokens: list[Token] = []
        self.spaced = False
        self.span = (0, 0)
        self.depth = 0
        self.chains: dict[str, int] = {}
        self.executing = False
        """Inside of a comment that the server executes."""

    def run(self) -> list[Token]:
        at, end, match, text, tokens = 0, len(self.text), self.match, self.text, self.tokens
        while at < end:
            found = match(text, at)
            assert found is not None  # the last alternative takes any character
            group, piece = found.lastgroup or "", found[0]
            start, at = at, found.end()
            if group == "space":
                self.spaced = True
            elif group == "word":
                self._word(piece)
            elif group == "operator":
                if self.executing and piece == "*" and text.startswith("/", at):
                    self.executing, self.spaced, at = False, True, at + 1
                else:
                    self._operator(piece)
            else:
                self.span = start, at
                at = getattr(self, "_" + group)(piece, at) or at
            if len(tokens) > MAX_TOKENS:
                self._refuse(f"the text has more than {MAX_TOKENS} tokens")
        if self.executing:
            self._refuse("a comment is not closed")
        return tokens

    def _refuse(self, why: str) -> None:
        raise Refused(why, self.tokens)

    def _add(self, kind: str, text: str, name: str) -> None:
        self.tokens.append(Token(kind, text, name, self.spaced, self.span))
        self.spaced = False

    def _word(self, piece: str) -> None:
        if not piece.isascii() and any(c.isspace() or not c.isprintable() for c in piece):
            self._refuse("a word holds an unusual white space or invisible character")
        lowered = piece.lower()
        if lowered in _NESTING_WORDS:
            self._nesting_word(lowered)
        self.tokens.append(Token(WORD, piece, lowered, self.spaced))
        self.spaced = False

    def _nesting_word(self, word: str) -> None:
        """Words that make the parser go deeper, or do so when they follow themselves."""
        if word == "case":
            self._deeper()
        elif word == "end":
            self.depth = max(0, self.depth - 1)
        elif word == "join" or (self.tokens and self.tokens[-1].name == word):
            self._chained(MAX_JOINS if word == "join" else MAX_DEPTH, word)

    def _chained(self, limit: int, what: str) -> None:
        """Count what the parser follows by recursion although no bracket opens."""
        count = self.chains.get(what, 0) + 1
        self.chains[what] = count
        if count > limit:
            self._refuse(f"the text has more than {limit} `{what}` in a chain")

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._refuse(f"the text is nested more than {MAX_DEPTH} deep")

    def _operator(self, piece: str) -> None:
        if piece in "([{":
            if piece == "[" and self.tokens and self.tokens[-1].text == "]":
                self._chained(MAX_DEPTH, "][")
            self._deeper()
        elif piece in ")]}":
            self.depth = max(0, self.depth - 1)
        elif piece == "@" and self.name in ("postgres", "duckdb") and self._is_prefix():
            # the absolute value; the parser would take `@x` for a parameter and lose the column
            self._chained(MAX_DEPTH, piece)
            self._add(OPERATOR, "- ", piece)
            return
        elif piece in "-+~!@#<" and self._follows_itself(piece):
            self._chained(MAX_DEPTH, piece)
        elif piece == "`":
            self._refuse("a quoted name is not closed")
        elif piece == ";" and self.executing:
            self._refuse("a statement ends inside of a comment that the server executes")
        self.tokens.append(Token(OPERATOR, piece, piece, self.spaced))
        self.spaced = False

    def _is_prefix(self) -> bool:
        """Whether an operator that begins here has no operand before it and is not the rest of a longer one."""
        if not self.tokens:
            return True
        last = self.tokens[-1]
        if last.kind == OPERATOR and last.text not in (")", "]"):
            return self.spaced or last.text in "([,"
        return expects_operand(self.tokens)

    def _follows_itself(self, piece: str) -> bool:
        """Prefix operators in a row, and the nested brackets of types such as `array<array<…`."""
        tokens = self.tokens
        if piece == "<":
            return len(tokens) > 1 and tokens[-2].text == "<" and tokens[-1].kind == WORD
        return bool(tokens) and tokens[-1].text in ("-", "+", "~", "!", "@", "#")

    def _cast(self, piece: str, end: int) -> None:
        if piece == "::" and len(self.tokens) > 1 and self.tokens[-2].text == "::":
            self._chained(MAX_DEPTH, "::")
        self._add(OPERATOR, piece, piece)

    def _comment(self, piece: str, end: int) -> None:
        self.spaced = True

    def _block(self, piece: str, end: int) -> int:
        self.spaced = True
        text = self.text
        if self.name == "mysql":
            if self.executing:
                self._refuse("a comment stands inside of a comment that the server executes")
            if text.startswith("!", end):
                self.executing = True
                return executed_from(text, end + 1, self._refuse)
            if text.startswith("M!", end):
                self._refuse("a comment of the form `/*M! */` is executed by MariaDB only")
            if text.startswith("+", end) and "set_var" in text[end : end + 4096].lower():
                self._refuse("an optimizer hint changes a session variable")
        if self.name in ("mysql", "sqlite"):
            close = text.find("*/", end)
            if close < 0 and self.name == "sqlite":
                return len(text)
            if close < 0:
                self._refuse("a comment is not closed")
            return close + 2
        return self._nested(end)

    def _nested(self, at: int) -> int:
        depth = 1
        for found in re.compile(r"/\*|\*/").finditer(self.text, at):
            depth += 1 if found[0] == "/*" else -1
            if depth == 0:
                return found.end()
        self._refuse("a comment is not closed")
        return at

    def _literal(self, content: str, plain: bool = True, prefix: str = "") -> None:
        if not (plain and _PLAIN_CONTENT.match(content)):
            content = re.sub(r"['\\\x00-\x1f]", OPAQUE, content)
        self._add(STRING, f"{prefix}'{content}'", content)

    def _string(self, piece: str, end: int) -> None:
        self._check_continuation()
        if self.name == "mysql" and self._prepares():
            self._add(STRING, f"'{OPAQUE}'", spoken(piece, self.backslash))
        else:
            self._literal(piece[1:-1])

    def _prepares(self) -> bool:
        """Whether a statement follows as a literal: then its value is needed, not only that it is one."""
        words = [token.name for token in self.tokens[-3:]]
        return words[-2:] == ["execute", "immediate"] or words[::2] == ["prepare", "from"]

    def _check_continuation(self) -> None:
        if [t.kind for t in self.tokens[-1:]] == [STRING] and self.name in ("postgres", "duckdb"):
            self._refuse("a string literal is continued on another line")

    def _escaped(self, piece: str, end: int) -> None:
        self._check_continuation()
        self._literal(piece[2:-1], "\\" not in piece)

    def _prefixed(self, piece: str, end: int) -> None:
        prefix = piece[0].lower()
        self._literal(piece[2:-1], "\\" not in piece, "" if prefix == "n" else prefix)

    def _unicode(self, piece: str, end: int) -> int:
        found = decoded(self.text, end) if self.unicode else None
        if found is None:
            self._refuse("a name or string of the form `U&` could not be read")
            return end
        self.span = self.span[0], found[1]
        if piece[-1] == '"':
            self._quoted('"' + found[0].replace('"', '""') + '"', end)
        else:
            self._string(f"'{found[0]}'", end)
        return found[1]

    def _dollar(self, piece: str, end: int) -> int:
        close = self.text.find(piece, end)
        if close < 0:
            self._refuse("a dollar-quoted string is not closed")
        self.span = self.span[0], close + len(piece)
        self._literal(self.text[end:close])
        return close + len(piece)

    def _quoted(self, piece: str, end: int) -> None:
        quote = piece[0]
        close = "]" if quote == "[" else quote
        name = piece[1:-1] if quote == "[" else piece[1:-1].replace(close * 2, close)
        if not name or not name.isprintable():
            self._refuse("a quoted name is empty or holds invisible characters")
        shown = "`" if self.name == "mysql" else '"'
        self._add(QUOTED, shown + name.replace(shown, shown * 2) + shown, name)

    def _number(self, piece: str, end: int) -> None:
        after = self.text[end : end + 1]
        if after == "_" or after == "$" or after.isalnum() or after > "\x7f":
            self._refuse("a number is followed by a letter without white space")
        self._add(NUMBER, piece.replace("_", ""), "?")

    def _variable(self, piece: str, end: int) -> None:
        self._add(VARIABLE, piece, piece.lower())

    def _placeholder(self, piece: str, end: int) -> None:
        if self.name == "postgres" and piece == "?":
            part = bool(self.tokens) and self.tokens[-1].text == "@" and not self.spaced
            if part or not expects_operand(self.tokens):
                self._add(OPERATOR, "?", "?")
            else:
                self._add(PLACEHOLDER, "$1", "?")
        else:
            shown = "?" if self.name in ("sqlite", "mysql") else piece
            self._add(PLACEHOLDER, shown, piece)

    def _dashes(self, piece: str, end: int) -> None:
        """MySQL: two signs, which the parser must not see beside each other."""
        if not "!" <= self.text[end : end + 1] <= "~":
            self._refuse("`--` with an unusual character after it may be a comment")
        self._operator("-")
        self.spaced = True
        self._operator("-")

    def _odd(self, piece: str, end: int) -> None:
        self._refuse("a parameter of the form `$name(…)` or `$name::…` is not supported")

    def _stray(self, piece: str, end: int) -> None:
        if piece in "'\"":
            self._refuse("a quoted string or name is not closed")
        self._refuse("a character outside of strings and names is not known")


def expects_operand(tokens: list[Token]) -> bool:
    """Whether an operand must come after these, so that an operator there stands before its only one."""
    if not tokens:
        return True
    last = tokens[-1]
    if last.kind == WORD:
        return last.name in _OPERAND_BEFORE
    return last.kind == OPERATOR and last.text not in (")", "]")
