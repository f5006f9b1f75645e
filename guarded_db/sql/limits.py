"""Named limits of reading SQL: past them a text is conceded instead of read."""

from __future__ import annotations

MAX_TEXT = 1 << 20
"""Characters of one text. A larger one would take seconds to parse; bulk loads have COPY and executemany."""

MAX_TOKENS = 150_000
"""Tokens of one text: what SQLAlchemy sends at most for one batch of rows (32,700 parameters), twice over."""

MAX_PARSED_TOKENS = 40_000
"""Tokens that the parser is given, after repeated rows of literals are left out; it takes about 50 µs for each.
Those that it may read again and again count as often: nesting of LATERAL, LIMIT, FILTER and ARRAY doubles its time."""

SHORTEN_FROM = 400
"""Tokens from which repeated rows of literals are looked for; below, looking costs more than it saves."""

MAX_JOINS = 300
"""Joins of one text; the parser follows them by recursion. PostgreSQL plans a few hundred at best."""

MAX_DEPTH = 100
"""Nesting of brackets and CASE, and length of chains of prefix operators, that the recursive parser is asked to
follow. Python's own limit of recursion ends it earlier; with a compiled parser there is none but the stack."""

MAX_STATEMENTS = 10_000
"""Statements of one text."""

MAX_NORMAL_TEXT = 8 << 10
"""Characters of the normalised text that is kept; what is cut ends in a mark."""

MAX_LITERALS = 10_000
"""Literals of one statement whose positions are told one by one; what comes after counts as one long literal."""

MAX_VIEW_DEPTH = 32
"""Views of views that are followed; a database refuses cycles, but a stale catalog may hold one."""

MAX_BODIES = 100
"""Bodies of functions and triggers that are read for one statement, however they call each other."""

MAX_ROUNDS = 50
"""Rounds after which the lineage of a recursive CTE must have come to rest."""

MAX_GRAMMAR_CHAIN = 1_000
"""Length of chains (`a || b || …`, `… UNION …`) that libpg_query, which recurses in C, is asked to follow. It takes up to
256 bytes of stack for each; a thread may have as little as 512 KiB in all."""
