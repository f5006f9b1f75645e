"""The packs, each by what it lets through and what it refuses."""

from __future__ import annotations

from importlib import resources

import pytest
from policy.cases import (
    APP,
    BOT,
    EMAIL,
    NAME,
    NOBODY,
    ORDERS,
    USERS,
    conceded,
    decide,
    policy,
    select,
    write,
)

from guarded_db.policy.loading import load
from guarded_db.policy.model import PACKS
from guarded_db.sql.facts import Column, Facts, Predicate, Relation

SET = Facts("set", frozenset({"session"}))
LEXING = Facts("set", frozenset({"session", "lexing"}))
CATALOG = select(Column(Relation("pg_catalog", "pg_class"), "relname"))
BEGIN = Facts("begin", frozenset({"transaction"}))

TABLE = {
    # statement: what observe (would), read-only, safe-writes, pii, strict say
    "select": (select(NAME), "allow", "allow", "allow", "allow", "deny"),
    "select 1": (Facts("select", frozenset({"read"})), "allow", "allow", "allow", "allow", "deny"),
    "insert": (write("insert"), "allow", "deny", "allow", "allow", "deny"),
    "bounded update": (write("update"), "allow", "deny", "allow", "allow", "deny"),
    "unbounded update": (write("update", unbounded=True), "deny", "deny", "deny", "allow", "deny"),
    "unbounded delete": (write("delete", unbounded=True), "deny", "deny", "deny", "allow", "deny"),
    "truncate": (write("truncate", unbounded=True), "deny", "deny", "deny", "allow", "deny"),
    "drop": (write("drop"), "deny", "deny", "deny", "allow", "deny"),
    "create": (write("create"), "allow", "deny", "allow", "allow", "deny"),
    "set": (SET, "allow", "allow", "allow", "allow", "deny"),
    "lexing": (LEXING, "deny", "deny", "deny", "deny", "deny"),
    "conceded": (conceded(), "deny", "deny", "deny", "deny", "deny"),
    "catalog": (CATALOG, "allow", "allow", "allow", "allow", "deny"),
    "begin": (BEGIN, "allow", "allow", "allow", "allow", "allow"),
}
ORDER = ("observe", "read-only", "safe-writes", "pii", "strict")


@pytest.mark.parametrize("pack", ORDER)
@pytest.mark.parametrize("statement", TABLE)
def test_a_pack_says_of_each_statement_what_its_line_in_the_table_says(
    pack: str, statement: str
) -> None:
    facts, *expected = TABLE[statement]

    decision = decide(load(pack), facts, APP)

    assert (decision.would if pack == "observe" else decision.effect) == expected[ORDER.index(pack)]
    assert decision.effect == ("allow" if pack == "observe" else decision.effect)


@pytest.mark.parametrize(
    ("pack", "effect"),
    [("read-only", "deny"), ("strict", "deny"), ("safe-writes", "allow"), ("pii", "allow")],
)
def test_a_call_without_identity_is_refused_by_read_only_and_strict(pack: str, effect: str) -> None:
    assert decide(load(pack), select(NAME), NOBODY).effect == effect


def test_agents_do_not_change_the_schema_under_safe_writes() -> None:
    rules = load("safe-writes")

    assert decide(rules, write("create"), BOT).rules == ("agents-keep-the-schema",)
    assert decide(rules, Facts("select", frozenset({"read", "sleep"})), BOT).effect == "deny"
    assert decide(rules, write("insert"), BOT).effect == "allow"


def test_session_settings_stay_possible_when_a_policy_over_safe_writes_denies_by_default() -> None:
    for pack in ("safe-writes", "pii"):
        rules = policy(default="deny", extends=[pack])
        assert decide(rules, SET).effect == "allow"
        assert decide(rules, select(NAME)).effect == "deny"


def test_a_rule_on_top_of_strict_opens_a_table_but_no_catalog_and_no_predicate_on_a_label() -> None:
    rules = policy(
        extends=["strict", "pii"],
        rules=[
            {"id": "r", "effect": "allow", "actions": ["read"], "tables": ["users", "pg_catalog.*"]}
        ],
    )

    assert decide(rules, select(NAME)).effect == "allow"
    assert decide(rules, CATALOG).rules == ("strict-no-system-catalogs",)
    assert decide(
        rules, select(NAME, predicates=(Predicate(EMAIL, "equality", "where"),))
    ).rules == ("predicates",)


PERSONAL = {
    "email": ["email", "user_email", "EmailAddress", "courriel", "correo_electronico"],
    "phone": ["phone", "mobile_phone", "telefonnummer", "telefono", "handy"],
    "national_id": [
        "ssn",
        "codice_fiscale",
        "bsn",
        "cpf",
        "personnummer",
        "passport_no",
        "steuer_id",
    ],
    "iban": ["iban", "iban_code", "kontonummer", "bank_account"],
    "card": ["card_number", "credit_card_number", "kreditkartennummer", "numero_tarjeta"],
    "birth_date": ["birth_date", "dob", "geburtsdatum", "date_de_naissance", "data_nascita"],
    "person_name": ["first_name", "surname", "nachname", "prenom", "apellidos"],
    "address": ["street", "shipping_address", "anschrift", "indirizzo"],
    "secret": [
        "password",
        "password_hash",
        "client_secret",
        "api_key",
        "access_token",
        "mot_de_passe",
        "cvv",
    ],
}


@pytest.mark.parametrize("label", PERSONAL)
def test_pii_labels_columns_by_their_usual_names_and_masks_them(label: str) -> None:
    for name in PERSONAL[label]:
        decision = decide(load("pii"), select(Column(USERS, name)))
        assert decision.labels == {label}, name
        assert decision.masks[0] is not None


@pytest.mark.parametrize(
    "name", ["id", "name", "status", "created_at", "amount", "country", "pineapple", "company"]
)
def test_pii_leaves_ordinary_columns_alone(name: str) -> None:
    assert decide(load("pii"), select(Column(ORDERS, name))).labels == frozenset()


def test_observe_makes_the_whole_policy_observe_from_anywhere_in_extends() -> None:
    rules = policy(extends=["strict", "observe"])

    decision = decide(rules, write("drop"))

    assert rules.observe
    assert (decision.effect, decision.would, decision.observed) == ("allow", "deny", True)


def test_an_observing_policy_says_which_labels_it_would_mask() -> None:
    decision = decide(load("observe"), select(EMAIL))

    assert decision.reason == "would mask `email`"
    assert (decision.masks, decision.labels, decision.scrub) == ((), frozenset({"email"}), False)


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_is_a_commented_file_that_loads(pack: str) -> None:
    text = resources.files("guarded_db.policy").joinpath("packs", f"{pack}.yaml").read_text("utf-8")

    assert text.startswith(f"# {pack}: ")
    assert load(pack).name == pack
