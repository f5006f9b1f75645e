"""The end of a transaction through the driver's own methods, and the scrubbing of its errors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from guarded_db.audit.record import encode
from guarded_db.sql.remembered import CURSOR, Change

if TYPE_CHECKING:
    from guarded_db.execution.session import Session
    from guarded_db.sql.facts import Facts


class Ending:
    """The end of a transaction through the driver's own method."""

    __slots__ = ("_action", "_before", "_session")

    def __init__(self, session: Session, action: str) -> None:
        self._session = session
        self._action = action

    def __enter__(self) -> None:
        session = self._session
        if self._action == "commit":
            session.sync()
        self._before, session.in_flight = session.in_flight, self._action

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        session = self._session
        session.in_flight = self._before
        wrote = session.wrote
        session.ended()
        held = self._action != "rollback" and error is None
        session.forget_kept(Change(CURSOR, spares_held=held))
        if wrote:
            outcome: dict[str, Any] = {"action": self._action, "status": "ok"}
            if error is not None:
                outcome |= {"error": type(error).__name__, "status": "error"}
            session.record("transaction", outcome=encode(outcome))


def scrub_text(error: BaseException) -> None:
    """Replace the text of a driver's exception: it may quote values of protected columns."""
    code = error.args[0] if error.args and isinstance(error.args[0], int) else None
    text = (
        "the database refused the statement; its message is withheld, it may hold protected values"
    )
    error.args = (text,) if code is None else (code, text)


def hint(error: BaseException, facts: Iterable[Facts]) -> None:
    """Say which column was probably meant, after the database's own words were taken away."""
    said = "; ".join(dict.fromkeys(words for one in facts for words in one.unresolved[:2]))
    if said and error.args and isinstance(error.args[-1], str):
        error.args = (*error.args[:-1], f"{error.args[-1]}; {said}")
