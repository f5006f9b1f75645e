"""One decided statement on its way through the driver: entered around the call, asked for masks and limits.

A driver must: enter the run around its call; call `columns` for each result before the first row of it leaves;
call `returned` when the call has succeeded, before any row leaves; call `released` for rows that leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from guarded_db.audit.record import encode
from guarded_db.errors import (
    AuditUnavailable,
    Denied,
    GuardError,
    LimitExceeded,
    NotUnderstood,
    make_error,
)
from guarded_db.execution.core import now_ns
from guarded_db.execution.ending import hint
from guarded_db.masking.masked import holds_masked
from guarded_db.masking.plan import compile_plan
from guarded_db.sql.metadata import select_of, unexpected

if TYPE_CHECKING:
    from guarded_db.dbapi import RowMask
    from guarded_db.execution.session import Session
    from guarded_db.execution.verdict import Entry, Plan, Verdict
    from guarded_db.identity import Identity
    from guarded_db.policy.decision import MaskSpec
    from guarded_db.sql.facts import Facts

MASKED_PARAMETER = (
    "a parameter is a masked value, which would overwrite or never match the real one; "
    "pass the real value or leave it out"
)

MAX_READING = 64
"""Open results whose row counts are still to be told; beyond it the oldest are told at once."""

MAX_PLANS = 64
"""Results remembered per verdict, by their columns' names; a statement has as many as it has result sets."""

NAME_LENGTH = 63
"""PostgreSQL cuts names to 63 bytes; a longer alias is compared by its beginning."""


class Run:
    """One decided execution."""

    __slots__ = (
        "_before",
        "_committer",
        "_params",
        "_sent",
        "_span",
        "_started",
        "_told",
        "cells",
        "contradiction",
        "entry",
        "finished",
        "hidden",
        "how",
        "reported",
        "rows",
        "sequence",
        "session",
        "verdict",
        "who",
    )

    def __init__(
        self, session: Session, entry: Entry, verdict: Verdict, who: Identity, params: Any, how: str
    ) -> None:
        self.session = session
        self.entry = entry
        self.verdict = verdict
        self.who = who
        self.how = how
        self.rows = 0
        """Rows released to the caller."""
        self.cells = 0
        """Masked cells per row."""
        self.hidden: frozenset[int] = frozenset()
        """Positions of the masked columns of the result that was asked for last."""
        self.contradiction = ""
        """What the engine told of the statement while it ran, and the facts do not; the driver sets it, and makes the
        engine refuse."""
        self.reported = 0
        self.sequence = 0
        self.finished = False
        self._params = "" if not params else _params(session, params)
        self._committer: Any = None
        self._told = False
        self._sent: Any = None
        self._span: Any = None

    @property
    def facts(self) -> tuple[Facts, ...]:
        """The statements of this run."""
        return self.entry.facts

    # -- around the driver's call -----------------------------------------------------------------

    def __enter__(self) -> Self:
        session = self.session
        entry = self.entry
        if entry.ends == "commit":
            session.sync()
        self._span = session.core.telemetry.start(
            entry.operation, session.target, text=entry.text, collection=entry.collection
        )
        if entry.writes:
            autocommit = session.autocommits()
            self.sequence = self._append("statement.begin", "", durable=autocommit)
            if not autocommit:
                session.unsynced = session.wrote = True
        if entry.changes or entry.renames:
            self._sent = session.sent(entry)
        self._before, session.in_flight = session.in_flight, self
        self._started = now_ns()
        return self

    def columns(self, names: Sequence[str], index: int = 0, result: Any = None) -> RowMask | None:
        """Return the mask for rows of the result of the statement at `index`; None: rows may leave as they are.

        Args:
            names: of the result's columns.
            index: of the statement.
            result: the driver's own object for the result, for `Session.origins`; looked at the first time only.

        Raises:
            NotUnderstood: the result has other columns than the statement was understood to have.
        """
        plans = self.verdict.plans
        key: tuple[int | str, ...] = (index, *names)
        plan = plans.get(key)
        if plan is None:
            plan = self._plan(names, index, self._contradicted(result, index))
            if plan[0] is not None or self.session.core.policy.needs_catalog:
                self._check_names(names, index)
            if len(plans) >= MAX_PLANS:
                plans.clear()
            plans[key] = plan
        mask, self.cells, self.hidden = plan
        return mask

    def returned(self, rowcount: int = -1, *, rows: bool = False) -> None:
        """Record the outcome `ok`.

        Args:
            rowcount: affected rows, or rows of the result when `rows`; -1: not known yet.
            rows: the statement returned rows.

        Raises:
            AuditUnavailable: the record could not be written; nothing may be released.
            LimitExceeded: the result has more rows than the policy gives.
        """
        limit = self.verdict.rows
        if rows and limit is not None and rowcount > limit:
            self._limit(limit)
        # Written by hand: this is the hot path, and the keys are few and sorted.
        duration = now_ns() - self._started
        ref = f'"ref":{self.sequence},' if self.sequence else ""
        affected = f'"affected":{rowcount},' if rowcount >= 0 and not rows else ""
        found = f'"rows":{rowcount},' if rowcount >= 0 and rows else ""
        self._finish(f'{{{affected}"ns":{duration},{ref}{found}"status":"ok"}}')
        if rows:
            reading = self.session.reading
            reading.append(self)
            if len(reading) > MAX_READING:
                reading[0].finished = True
        self._after()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        session = self.session
        session.in_flight = self._before
        try:
            if error is None:
                if not self._told:
                    self.returned()
            elif self.contradiction:
                error = self._told_otherwise()
                self._failed(error)
                raise error from None
            else:
                self._failed(error)
        finally:
            if self._span is not None:
                verdict = self.verdict
                session.core.telemetry.finish(
                    self._span, error=error, rows=self.rows, decision="allow", rules=verdict.rules
                )

    def failed(self, error: BaseException) -> None:
        """Take note of an error that came after the call, while rows were read: scrub it, record it."""
        self._failed(error)

    def many(self, params: Iterable[Any]) -> Iterator[Any]:
        """Yield the parameter sets of an `executemany` as the driver asks for them, committing to each.

        Raises:
            Denied: one of them holds a masked value.
        """
        committer = self._committer = self.session.core.ledger.committer()
        for one in params:
            if self.entry.binds and holds_masked(one):
                raise make_error(Denied, self.session.errors.programming, MASKED_PARAMETER)
            committer.add(one)
            yield one

    # -- rows -------------------------------------------------------------------------------------

    def released(self, count: int = 1) -> None:
        """Count rows that are about to leave.

        Raises:
            LimitExceeded: with them, more rows than the policy gives would leave.
        """
        rows = self.rows + count
        limit = self.verdict.rows
        if limit is not None and rows > limit:
            self._limit(limit)
        self.rows = rows

    @property
    def limit(self) -> int | None:
        """Largest number of rows that may leave, or None."""
        return self.verdict.rows

    def close(self) -> None:
        """The caller is done with the rows."""
        self.finished = True

    # -- inside -----------------------------------------------------------------------------------

    def _plan(self, names: Sequence[str], index: int, added: Mapping[int, MaskSpec]) -> Plan:
        decisions = self.verdict.decisions
        if index >= len(decisions):
            # A call that returns several results: only the last statement can be the one.
            index = len(decisions) - 1
        decision = decisions[index]
        if decision.observed:
            return None, 0, frozenset()
        masks: tuple[Any, ...]
        if decision.mask_all is not None:
            masks = (decision.mask_all,) * len(names)
        else:
            outputs = self.entry.facts[index].outputs
            if outputs is not None and len(outputs) != len(names) and self._labelled():
                self._mismatch(index, "it has another number of columns")
            masks = decision.masks
            if added:
                own = masks or (None,) * len(names)
                masks = tuple(mask or added.get(at) for at, mask in enumerate(own))
        plan = compile_plan(masks, self.session.core.mask_keys)
        hidden = frozenset(at for at, mask in enumerate(masks) if mask is not None)
        return plan, len(hidden), hidden

    def _contradicted(self, result: Any, index: int) -> Mapping[int, MaskSpec]:
        """Return the masks that the server's description of the result adds to the decision's.

        Raises:
            NotUnderstood: what it says is certain, or forbids more than a mask can hide.
        """
        facts = self.entry.facts[min(index, len(self.entry.facts) - 1)]
        if result is None or self.verdict.decisions[0].observed or not self._labelled():
            return {}
        added: dict[int, MaskSpec] = {}
        for at, column in unexpected(facts, self.session.origins(result)):
            decision = self.session.core.policy.decide(
                select_of(column), self.who, self.session.target
            )
            refused = bool(decision.labels) and decision.effect != "allow"
            if self.session.origins_are_proof or refused:
                self._mismatch(index, f"the server takes column {at + 1} from `{column}`")
            mask = decision.mask_all or (decision.masks[0] if decision.masks else None)
            if mask is not None:
                added[at] = mask
        return added

    def _check_names(self, names: Sequence[str], index: int) -> None:
        facts = self.entry.facts[min(index, len(self.entry.facts) - 1)]
        if facts.outputs is None or self.verdict.decisions[0].observed:
            return
        for name, output in zip(names, facts.outputs, strict=False):
            if output.direct and output.name and not _same(name, output.name):
                self._mismatch(index, "its columns have other names")

    def _labelled(self) -> bool:
        return self.session.core.policy.needs_catalog

    def _mismatch(self, index: int, why: str) -> None:
        self.session.forget(private=False)
        self.entry.forget_verdicts()
        raise make_error(
            NotUnderstood,
            self.session.errors.programming,
            f"the result is not what the statement was understood to return: {why}; "
            "the catalog is read anew, run it again",
        )

    def _limit(self, limit: int) -> None:
        self.finished = True
        text = (
            f"the policy lets at most {limit} rows leave, and the statement returns more; "
            f"add `LIMIT {limit}` or aggregate"
        )
        self.session.record(
            "limit",
            outcome=encode({"limit": "rows", "ref": self.sequence, "value": limit}),
            who=self.who,
        )
        raise make_error(LimitExceeded, self.session.errors.programming, text)

    def _told_otherwise(self) -> GuardError:
        text = (
            f"witness: the database {self.contradiction}, which the statement was not understood to do; "
            "write it in a plainer way, or report it"
        )
        return make_error(NotUnderstood, self.session.errors.programming, text)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Exception):
            status = "denied" if isinstance(error, GuardError) else "error"
        else:
            status = "cancelled"
        if self.verdict.scrub and not isinstance(error, GuardError) and status == "error":
            self.session.scrub(error)
            hint(error, self.entry.facts)
        outcome: dict[str, Any] = {
            "error": type(error).__name__,
            "ns": now_ns() - self._started,
            "status": status,
        }
        if self.contradiction:
            outcome |= {"reason": f"the database {self.contradiction}", "rule": "witness"}
        if self.sequence:
            outcome["ref"] = self.sequence
        self._finish(encode(outcome))
        self._after(error)

    def _finish(self, outcome: str) -> None:
        self._told = True
        if (many := self._committer) is not None:
            self._params = f'{{"commitment":"{many.hexdigest()}","count":{many.count}}}'
        # With a begin (or a read's own record) on the ledger already, this one says how it ended.
        event = "statement.end" if self.sequence else "statement"
        sequence = self._append(event, outcome, durable=False)
        self.sequence = self.sequence or sequence

    def _after(self, error: BaseException | None = None) -> None:
        """Take note of what has changed for the session; also after an error, since something may have."""
        session, entry = self.session, self.entry
        if entry.ends and error is None:
            session.ended()
        elif entry.ends and session.names_changed:
            session.forget()
        if entry.renames:
            session.names_changed = True
            session.forget()
        if self._sent is not None:
            session.answered(entry, self._sent, error)
            self._sent = None

    def _append(self, event: str, outcome: str, *, durable: bool) -> int:
        session = self.session
        core = session.core
        try:
            return core.ledger.append(
                event,
                fetched=session.fetched() if session.reading else "",
                may=self.verdict.may,
                outcome=outcome,
                params=self._params,
                trace=core.telemetry.trace_fragment(self._span),
                what=self.verdict.what,
                where=session.where(),
                who=core.who_fragment(self.who),
                durable=durable,
            )
        except AuditUnavailable as error:
            raise session.unavailable(error) from error


def _params(session: Session, params: Any) -> str:
    return f'{{"commitment":"{session.core.ledger.commit(params)}","count":{len(params)}}}'


def _same(seen: str, understood: str) -> bool:
    return seen[:NAME_LENGTH].casefold() == understood[:NAME_LENGTH].casefold()
