"""One guarded connection's state, and the door that every statement of it goes through.

The caller must hold the connection as the driver requires; a session adds no lock of its own.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from guarded_db.audit.record import encode
from guarded_db.errors import (
    ApprovalRequired,
    AuditUnavailable,
    Denied,
    GrantRequired,
    GuardError,
    NotUnderstood,
    UnguardedAccess,
    make_error,
)
from guarded_db.execution.ending import Ending, scrub_text
from guarded_db.execution.names import Names, Reader
from guarded_db.execution.run import MASKED_PARAMETER, Run
from guarded_db.execution.verdict import MAX_VERDICTS, Entry, Verdict, identity_class
from guarded_db.masking.masked import holds_masked

if TYPE_CHECKING:
    from guarded_db.dbapi import DriverErrors, Target
    from guarded_db.execution.core import Core
    from guarded_db.identity import Identity
    from guarded_db.policy.decision import Decision
    from guarded_db.sql.facts import Dialect, Facts


class Session(Names):
    """One guarded connection.

    Args:
        core: the guard's shared state.
        target: the database, as policy and audit name it.
        dialect: SQL dialect and lexing modes.
        errors: the driver's exception classes.
        autocommits: tells, when a write is about to run, whether it commits by itself.
        reader: reads the catalog synchronously; without it `begin` raises `CatalogNeeded` instead.
        scrub: removes values from a driver's exception in place (text, args, diagnostics).
        private: the catalog may differ from other connections' (temporary tables, in-memory databases,
            a connection that somebody else set up).
    """

    __slots__ = (
        "__weakref__",
        "_where",
        "autocommits",
        "closed",
        "errors",
        "reading",
        "scrub",
        "suspended",
        "unsynced",
        "wrote",
    )

    def __init__(
        self,
        core: Core,
        target: Target,
        dialect: Dialect,
        errors: DriverErrors,
        *,
        autocommits: Callable[[], bool],
        reader: Reader | None = None,
        scrub: Callable[[BaseException], None] | None = None,
        private: bool = False,
    ) -> None:
        super().__init__(core, target, dialect, reader=reader, private=private)
        self.errors = errors
        self.autocommits = autocommits
        self.scrub = scrub or scrub_text
        self.suspended = False
        """True inside `unguarded(connection, reason=…)`."""
        self.closed = False
        self.reading: list[Run] = []
        self.unsynced = False
        self.wrote = False
        self._where = encode(_where(target))
        self.record("connection.opened")

    # -- the door ---------------------------------------------------------------------------------

    def begin(self, text: Any, params: Any = None, *, how: str = "execute") -> Run:
        """Understand and decide `text`; return the run to enter around the driver's call.

        Args:
            text: the SQL as the database will see it, placeholders made neutral. Bytes are decoded as UTF-8.
            params: the parameters, for the record's commitment only; an iterator must not be passed.
            how: the entry point, such as `execute`, `executemany`, `copy`, `stream`, `callproc`, `script`.

        Raises:
            Denied: the policy says no, or it was not understood; recorded.
            AuditUnavailable: the refusal could not be recorded.
            CatalogNeeded: see there; only when the session has no `reader`.
        """
        if type(text) is not str:
            text = self._text(text)
        if not self._private and self._box.catalog is not self._catalog:
            self._adopt(self._box.catalog)
        entry = self._entries.get(text)
        if entry is None or time.monotonic() > self._expires:
            entry = self._understand(text)
        who = self.core.who()
        if params is not None and entry.binds and holds_masked(params):
            self.refuse(entry, who, "masked-parameter", MASKED_PARAMETER)
        return Run(self, entry, self._verdict(entry, who), who, params, how)

    def begin_call(self, facts: Facts, params: Any = None) -> Run:
        """Decide a driver's method that reaches data without SQL, described by `facts`."""
        who = self.core.who()
        entry = Entry((facts,))
        return Run(self, entry, self._verdict(entry, who), who, params, facts.kind)

    def moved(self, target: Target) -> None:
        """Take note that the connection uses another database from now on."""
        self.target = target
        self._box = self.core.box(target)
        self._where = encode(_where(target))
        self._adopt(None)

    # -- records ----------------------------------------------------------------------------------

    def ended(self) -> None:
        """Take note that a transaction ended: names that DDL changed in it have changed for everybody, or back."""
        self.wrote = self.unsynced = False
        if self.names_changed:
            self.names_changed = False
            self.forget()

    def record(
        self, event: str, *, outcome: str = "", who: Identity | None = None, durable: bool = False
    ) -> int:
        """Write a record of this connection; `outcome` is an encoded fragment."""
        try:
            return self.core.ledger.append(
                event,
                fetched=self.fetched(),
                outcome=outcome,
                trace=self.core.telemetry.trace_fragment(),
                where=self._where,
                who=self.core.who_fragment(who or self.core.who()),
                durable=durable,
            )
        except AuditUnavailable as error:
            raise self.unavailable(error) from error

    def sync(self) -> None:
        """Bring the records of writes to disk, before a COMMIT is sent."""
        if self.unsynced:
            try:
                self.core.ledger.sync()
            except AuditUnavailable as error:
                raise self.unavailable(error) from error
            self.unsynced = False

    def unavailable(self, error: AuditUnavailable) -> AuditUnavailable:
        """Return `error` as one that is also the driver's operational error."""
        return make_error(AuditUnavailable, self.errors.operational, str(error))

    def fetched(self) -> str:
        """Return, and forget, how many rows and masked cells earlier reads have released since last said."""
        if not self.reading:
            return ""
        said = ""
        still: list[Run] | None = None
        for run in self.reading:
            rows = run.rows
            if rows > run.reported:
                said += f",[{run.sequence},{rows},{rows * run.cells}]"
                run.reported = rows
            if not run.finished:
                still = [run] if still is None else [*still, run]
        self.reading = still or []
        return f"[{said[1:]}]" if said else ""

    def where(self) -> str:
        """Return the encoded `where` of this connection's records."""
        return self._where

    def ending(self, action: str) -> Ending:
        """Enter around the driver's own COMMIT or ROLLBACK: writes are on disk before, the outcome recorded after."""
        return Ending(self, action)

    def close(self) -> None:
        """Record that the connection was closed; later calls do nothing.

        A ledger that cannot take it does not keep a connection open: nothing runs any more, and the gap shows.
        """
        if not self.closed:
            self.closed = True
            with contextlib.suppress(AuditUnavailable):
                self.record("connection.closed")

    # -- refusals ---------------------------------------------------------------------------------

    def refuse(
        self, entry: Entry, who: Identity, rule: str, text: str, kind: type[GuardError] = Denied
    ) -> NoReturn:
        """Record and raise a refusal that is not the policy's own decision."""
        verdict = self._verdict(entry, who)
        self._record_denial(entry, verdict, who, rule, text)
        raise make_error(kind, self.errors.programming, f"{rule}: {text}")

    def refuse_name(self, name: str, instead: str) -> None:
        """Refuse the driver's `name`, which goes around the guard; a policy that only observes lets it pass.

        Raises:
            UnguardedAccess: always, but for policies that only observe.
        """
        observe = self.core.policy.observe
        self.record(
            "access.refused",
            outcome=encode({"name": name, "status": "observed" if observe else "denied"}),
            durable=not observe,
        )
        if not observe:
            text = f"`{name}` goes around the guard; {instead}"
            raise make_error(UnguardedAccess, self.errors.programming, text)
        self.forget_kept()

    # -- inside -----------------------------------------------------------------------------------

    def _text(self, text: Any) -> str:
        if isinstance(text, str):
            # A subclass may print differently from the text that the driver's C code sends.
            return str.__str__(text)
        if isinstance(text, bytes | bytearray | memoryview):
            return bytes(text).decode("utf-8", "surrogateescape")
        raise make_error(
            NotUnderstood,
            self.errors.programming,
            f"a statement is text, not `{type(text).__name__}`; pass a string",
        )

    def _verdict(self, entry: Entry, who: Identity) -> Verdict:
        same, verdict = entry.latest
        if same is who and verdict is not None:
            return verdict
        key = identity_class(who)
        verdict = entry.verdicts.get(key)
        if verdict is None:
            decide = self.core.policy.decide
            verdict = Verdict(entry, tuple(decide(f, who, self.target) for f in entry.facts))
            if verdict.cacheable:
                if len(entry.verdicts) >= MAX_VERDICTS:
                    entry.verdicts.clear()
                entry.verdicts[key] = verdict
        if verdict.refused is not None:
            self._deny(entry, verdict, who)
        if verdict.cacheable:
            entry.latest = (who, verdict)
        return verdict

    def _deny(self, entry: Entry, verdict: Verdict, who: Identity) -> NoReturn:
        from guarded_db.policy.explain import text as explain

        assert verdict.refused is not None
        decision = verdict.decisions[verdict.refused]
        self._record_denial(entry, verdict, who)
        text = explain(decision, entry.facts[verdict.refused], who)
        error = make_error(_refusal(decision), self.errors.programming, text)
        error.decision = decision
        raise error

    def _record_denial(
        self, entry: Entry, verdict: Verdict, who: Identity, rule: str = "", text: str = ""
    ) -> None:
        outcome: dict[str, Any] = {"status": "denied"}
        if rule:
            outcome |= {"reason": text, "rule": rule}
        telemetry = self.core.telemetry
        span = telemetry.start(
            entry.operation, self.target, text=entry.text, collection=entry.collection
        )
        telemetry.finish(
            span,
            error=Denied("the policy refused the statement"),
            rows=None,
            decision=verdict.decisions[verdict.refused or 0].effect,
            rules=verdict.rules,
        )
        try:
            self.core.ledger.append(
                "statement",
                fetched=self.fetched(),
                may=verdict.may,
                outcome=encode(outcome),
                trace=telemetry.trace_fragment(span),
                what=verdict.what,
                where=self._where,
                who=self.core.who_fragment(who),
                durable=True,
            )
        except AuditUnavailable as error:
            raise self.unavailable(error) from error

    def __repr__(self) -> str:
        state = "closed" if self.closed else "suspended" if self.suspended else "open"
        return f"<Session {self.target.system} {self.target.database!r} {state}>"


def _refusal(decision: Decision) -> type[Denied]:
    if decision.effect == "approve":
        return ApprovalRequired
    if decision.effect == "grant":
        return GrantRequired
    return NotUnderstood if "unknown" in decision.rules else Denied


def _where(target: Target) -> dict[str, Any]:
    said: dict[str, Any] = {"system": target.system}
    for name in ("database", "driver", "host", "user"):
        if value := getattr(target, name):
            said[name] = value
    if target.port:
        said["port"] = target.port
    return said
