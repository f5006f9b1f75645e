"""PyMySQL's rewriting of `executemany`: many rows in one INSERT, recognised as the one-row template they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from guarded_db.drivers import generic_templates as templates

if TYPE_CHECKING:
    from guarded_db.execution import Run, Session


class Bulk:
    """One `executemany` that PyMySQL sends as INSERT statements with several rows each."""

    __slots__ = ("_args", "_encoding", "_ends", "_escape", "_plain", "_rows", "_values", "text")

    def __init__(
        self,
        text: str | None,
        ends: tuple[Any, Any],
        values: str,
        encoding: str,
        escape: Callable[[Any], str],
    ) -> None:
        self.text = text
        """The template with one row and neutral placeholders; None when it cannot be trusted."""
        self._ends = tuple(e.encode(encoding) if isinstance(e, str) else bytes(e) for e in ends)
        self._values = values
        self._encoding = encoding
        self._escape = escape
        self._rows: list[bytes] = []
        self._args: list[Any] = []
        self._plain = text is not None

    def taken(self, args: Iterable[Any]) -> Iterator[Any]:
        """Yield the rows as PyMySQL asks for them, keeping what each must look like in the text."""
        for one in args:
            self._args.append(one)
            if self._plain:
                row = self._row(one)
                self._plain = row is not None
                self._rows.append(row or b"")
            yield one

    def _row(self, one: Any) -> bytes | None:
        if not templates.is_plain(one):
            return None
        row = templates.fill(self._values, one, self._escape)
        return None if row is None else row.encode(self._encoding, "surrogateescape")

    def values(self) -> list[Any]:
        """Return the rows that may be in the statement at hand."""
        return self._args

    def begin(self, session: Session, sql: Any) -> Run | None:
        """Decide the statement `sql` by the template; None when it is not exactly the template with those rows."""
        if not self._plain or self.text is None:
            return None
        for count in (len(self._rows), len(self._rows) - 1):  # the last row may not be in it yet
            if count > 0 and self._is(sql, count):
                args = self._args[:count]
                del self._rows[:count], self._args[:count]
                return session.begin(self.text, args, how="executemany")
        self._plain = False
        return None

    def _is(self, sql: Any, count: int) -> bool:
        prefix, postfix = self._ends
        rows = self._rows[:count]
        size = len(prefix) + sum(map(len, rows)) + count - 1 + len(postfix)
        return len(sql) == size and bytes(sql) == prefix + b",".join(rows) + postfix
