"""Facts, identities and policies by hand, and the strategies that make many of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from guarded_db.dbapi import Target
from guarded_db.identity import Identity
from guarded_db.policy.decision import Decision
from guarded_db.policy.loading import load
from guarded_db.policy.policy import Policy
from guarded_db.sql.facts import Column, Facts, Output, Predicate, Relation

TARGET = Target("postgresql", "shop", "db.example.com", 5432, "app")
JANE = Identity(
    "user:jane@example.com", kind="human", groups=frozenset({"support"}), purpose="SUP-1"
)
BOT = Identity("agent:copilot", kind="agent", on_behalf_of=JANE)
APP = Identity("service:app")
NOBODY = Identity("service:python", anonymous=True)

USERS = Relation("public", "users")
ORDERS = Relation("public", "orders")
EMAIL = Column(USERS, "email")
NAME = Column(USERS, "name")
CARD = Column(Relation("public", "payments"), "card_number")


def policy(**keys: Any) -> Policy:
    """A policy from keys, with `version: 1`."""
    return load({"version": 1, **keys})


def decide(rules: Policy, facts: Facts, who: Identity = APP, **options: Any) -> Decision:
    """What the policy says of the facts."""
    return rules.decide(facts, who, TARGET, **options)


def select(*columns: Column, direct: bool = True, via: Iterable[str] = (), **more: Any) -> Facts:
    """A SELECT of these columns, one output each."""
    outputs = tuple(Output(c.name, frozenset({c}), direct, frozenset(via)) for c in columns)
    fields = {
        "reads": frozenset(c.relation for c in columns),
        "columns_read": frozenset(columns),
        "outputs": outputs,
        "text": "SELECT ?",
        **more,
    }
    return Facts("select", frozenset({"read"}), **fields)


def write(kind: str, relation: Relation = ORDERS, **more: Any) -> Facts:
    """A write or DDL statement on one relation."""
    effect = "ddl" if kind in ("create", "alter", "drop", "rename") else "write"
    return Facts(kind, frozenset({effect}), writes=frozenset({relation}), **more)


def conceded(**more: Any) -> Facts:
    """A statement that was not understood."""
    return Facts("unknown", frozenset(), outputs=None, conceded=("an unknown construct",), **more)


RELATIONS = [USERS, ORDERS, Relation("", "users"), Relation("audit", "orders")]
ACTIONS = ["read", "write", "ddl", "any", "select", "insert", "update", "delete", "drop", "copy"]
GLOBS = ["*", "users", "orders", "public.*", "public.users", "o*", "audit.orders"]

identities = st.sampled_from([JANE, BOT, APP, NOBODY])


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Statements of many kinds over few relations."""
    kind = draw(
        st.sampled_from(
            "select insert update delete truncate create drop copy call set begin show pragma merge".split()
        )
    )
    relations = st.frozensets(st.sampled_from(RELATIONS), max_size=2)
    reads, writes = draw(relations), frozenset[Relation]()
    if kind not in ("select", "set", "begin", "show", "call"):
        writes = draw(relations)
    columns = [Column(r, n) for r in sorted(reads) for n in ("email", "name", "*")]
    used = draw(st.frozensets(st.sampled_from(columns), max_size=3)) if columns else frozenset()
    effects = {"read"} if kind == "select" else {"write"} if writes else set()
    return Facts(
        kind,
        frozenset(
            effects | draw(st.frozensets(st.sampled_from(["file", "session", "lock"]), max_size=1))
        ),
        reads=reads,
        writes=writes,
        columns_read=used,
        outputs=tuple(Output(c.name, frozenset({c}), True) for c in sorted(used)),
        predicates=tuple(Predicate(c, "equality", "where") for c in sorted(used)[:1]),
        functions=draw(st.frozensets(st.sampled_from(["count", "lower"]), max_size=1)),
        unbounded=draw(st.booleans()),
        conceded=("odd",) if draw(st.integers(0, 9)) == 0 else (),
    )


@st.composite
def rule(draw: st.DrawFn, effect: str | None = None) -> dict[str, Any]:
    """A rule without an id."""
    chosen = effect or draw(st.sampled_from(["allow", "deny", "approve", "grant"]))
    found: dict[str, Any] = {"effect": chosen}
    if draw(st.booleans()):
        found["actions"] = draw(
            st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=3, unique=True)
        )
    if draw(st.booleans()):
        found["tables"] = draw(
            st.lists(st.sampled_from(GLOBS), min_size=1, max_size=2, unique=True)
        )
    if draw(st.integers(0, 3)) == 0:
        found["who"] = {"kind": draw(st.sampled_from(["human", "agent", "service"]))}
    if draw(st.integers(0, 3)) == 0:
        found["columns"] = draw(st.sampled_from([["*.email"], ["users.name"], ["*.*"]]))
    if draw(st.integers(0, 3)) == 0:
        found["unbounded"] = draw(st.booleans())
    if draw(st.integers(0, 5)) == 0:
        found["functions"] = draw(st.sampled_from([["count"], ["*"]]))
    if chosen == "allow" and draw(st.integers(0, 3)) == 0:
        found["limits"] = {"rows": draw(st.integers(0, 50))}
    return found


def numbered(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rules with ids by position."""
    return [{"id": f"r{i}", **each} for i, each in enumerate(rules)]


rule_lists = st.lists(rule(), max_size=6)
settings = st.fixed_dictionaries(
    {
        "default": st.sampled_from(["allow", "deny"]),
        "unknown": st.sampled_from(["deny", "approve"]),
        "anonymous": st.sampled_from(["deny", "service"]),
    }
)
