"""Loading: every mistake is one error with file, line, column and the nearest valid name."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from policy import cases

from guarded_db.errors import ConfigurationError
from guarded_db.policy.loading import load

FULL = """\
version: 1
name: shop-production
environment: production
extends: [safe-writes]
default: deny
unknown: deny
anonymous: service
labels:
  email: [users.email, "*.email"]
  card: [payments.card_number]
  secret: ["*.api_key", "*.password*"]
scan:
  - columns: [tickets.body]
    detect: [email, card, secret]
masks:
  email: {kind: partial, keep: domain}
  card: {kind: partial, keep_last: 4}
  secret: {kind: redact}
reveal:
  - labels: [email]
    to: {groups: [support-leads]}
    purpose: required
predicates: equality
flows: deny
rules:
  - id: agents-read-orders
    effect: allow
    who: {kind: agent, groups: [support], on_behalf_of: {kind: human}}
    actions: [read]
    tables: [public.orders, public.users]
    columns: ["*.*"]
    when: {environment: production, hours: "09:00-17:00", days: [mon-fri], timezone: Europe/Berlin}
    limits: {rows: 1000}
  - id: no-sleep
    effect: deny
    functions: [pg_sleep]
    unbounded: false
    reason: waiting is refused
    hint: poll instead
  - id: large-writes
    effect: approve
    actions: [write]
    affects_more_than: 100
    approvers: {groups: [dba]}
    expires: 10m
"""

MISTAKES = [
    # text, line, column, words of the error
    ("version: 1\ndefualt: deny\n", 2, 1, "unknown key `defualt`; did you mean `default`?"),
    ("version: 1\ndefault: alow\n", 2, 10, "`default` cannot be `alow`; did you mean `allow`?"),
    ("version: 2\n", 1, 10, "version `2` is not known; write `version: 1`"),
    ("version: true\n", 1, 10, "version `True` is not known"),
    ("name: x\n", 1, 1, "`version` is missing"),
    (
        "version: 1\nextends: [saef-writes]\n",
        2,
        11,
        "unknown pack `saef-writes` in `extends`; did you mean `safe-writes`?",
    ),
    ("version: 1\nversion: 1\n", 2, 1, "the key `version` is given twice"),
    (
        "version: 1\nrules:\n  - id: a\n    efect: deny\n",
        4,
        5,
        "unknown key `efect`; did you mean `effect`?",
    ),
    ("version: 1\nrules:\n  - id: a\n", 3, 5, "`effect` is missing"),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, actions: [raed]}\n",
        3,
        37,
        "unknown action `raed`; did you mean `read`?",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, actions: raed}\n",
        3,
        36,
        "unknown action `raed`",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny}\n  - {id: a, effect: deny}\n",
        4,
        10,
        "the rule id `a` is already used at",
    ),
    (
        "version: 1\nrules:\n  - {id: unknown, effect: deny}\n",
        3,
        10,
        "the rule id `unknown` is reserved",
    ),
    (
        "version: 1\nmasks:\n  emial: {kind: redact}\nlabels:\n  email: ['*.email']\n",
        3,
        3,
        "unknown label `emial`; did you mean `email`?",
    ),
    (
        "version: 1\nlabels: {email: ['*.email']}\nreveal:\n  - labels: [emal]\n    to: {kind: human}\n",
        4,
        14,
        "unknown label `emal`; did you mean `email`?",
    ),
    (
        "version: 1\nlabels: {email: ['*.email']}\nscan:\n  - columns: [t.body]\n    detect: [card]\n",
        5,
        14,
        "unknown label `card`",
    ),
    (
        "version: 1\nlabels: {email: [email]}\n",
        2,
        18,
        "`email` is not a column; write `table.column`, `schema.table.column` or `*.email`",
    ),
    (
        "version: 1\nlabels: {e: ['*.e']}\nmasks: {e: {kind: redcat}}\n",
        3,
        19,
        "cannot be `redcat`; did you mean `redact`?",
    ),
    (
        "version: 1\nlabels: {e: ['*.e']}\nmasks: {e: {kind: partial, size: 3}}\n",
        3,
        28,
        "`size` is not an option of the mask `partial`",
    ),
    (
        "version: 1\nlabels: {e: ['*.e']}\nmasks: {e: {kind: bucket}}\n",
        3,
        12,
        "the mask `bucket` needs `size`",
    ),
    (
        "version: 1\nlabels: {e: ['*.e']}\nmasks: {e: {kind: partial, kep: domain}}\n",
        3,
        28,
        "unknown key `kep`; did you mean `keep`?",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: allow, limits: {rows: 1, seconds: 3}}\n",
        3,
        46,
        "`limits.seconds` is known but this version cannot enforce it; remove it",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, when: {after_reading: [x]}}\n",
        3,
        34,
        "`when.after_reading` is known but this version cannot enforce it; remove it",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, limits: {rows: 1}}\n",
        3,
        27,
        "`limits` means nothing on a deny rule",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: allow, affects_more_than: 1}\n",
        3,
        28,
        "`affects_more_than` restricts",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, expires: 10m}\n",
        3,
        27,
        "`expires` belongs to approve and grant rules",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, when: {hours: '9-17'}}\n",
        3,
        41,
        "`9-17` is not a range of hours",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, when: {days: [monday]}}\n",
        3,
        41,
        "`monday` is not a day",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, when: {days: [mon], timezone: Mars/Base}}\n",
        3,
        57,
        "unknown time zone `Mars/Base`",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, when: {environment: prod}}\n",
        3,
        34,
        "`when.environment` needs the policy's `environment`",
    ),
    ("version: 1\nrules:\n  - {id: a, effect: deny, who: {}}\n", 3, 32, "`who` is empty"),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, who: {kind: robot}}\n",
        3,
        39,
        "`rules[0].who.kind` cannot be `robot`; use `agent`, `human` or `service`",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, who: {on_behalf_of: {gruops: [x]}}}\n",
        3,
        48,
        "unknown key `gruops`; did you mean `groups`?",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, unbounded: 1}\n",
        3,
        38,
        "`rules[0].unbounded` must be `true` or `false`",
    ),
    (
        "version: 1\nrules:\n  - {id: a, effect: deny, tables: [a.b.c.d]}\n",
        3,
        36,
        "`a.b.c.d` is not a table",
    ),
    ("version: 1\nrules: {id: a}\n", 2, 8, "`rules` must be a list"),
    ("version: 1\nname: [\n", 3, 1, "malformed YAML"),
    ("version: 1\nname: !!python/object:os.system x\n", 2, 7, "the YAML tag"),
    ("- version\n", 1, 1, "a policy is a mapping"),
    ("", 1, 1, "a policy is a mapping"),
    ("version: 1\n? [a]\n: b\n", 2, 3, "a key is a plain word"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_a_mistake_in_yaml_is_told_with_its_exact_place(
    tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    file = tmp_path / "guard.yaml"
    file.write_text(text)

    with pytest.raises(ConfigurationError) as caught:
        load(file)

    assert str(caught.value).startswith(f"{file}:{line}:{column}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_whole_format_loads(tmp_path: Path) -> None:
    file = tmp_path / "guard.yaml"
    file.write_text(FULL)

    policy = load(str(file))

    assert (policy.name, policy.environment) == ("shop-production", "production")
    assert re.fullmatch(r"[0-9a-f]{64}", policy.digest)
    assert policy.needs_catalog
    assert not policy.observe


def test_the_same_policy_as_yaml_json_toml_and_mapping_has_one_digest(tmp_path: Path) -> None:
    import json

    mapping = {
        "version": 1,
        "name": "p",
        "labels": {"email": ["*.email"]},
        "rules": [{"id": "a", "effect": "deny", "actions": ["drop"]}],
    }
    (tmp_path / "p.json").write_text(json.dumps(mapping))
    (tmp_path / "p.yml").write_text(
        "version: 1\nname: p\nlabels: {email: '*.email'}\nrules:\n- {effect: deny, id: a, actions: drop}\n"
    )
    (tmp_path / "p.toml").write_text(
        'version = 1\nname = "p"\n[labels]\nemail = ["*.email"]\n[[rules]]\nid = "a"\neffect = "deny"\nactions = ["drop"]\n'
    )

    digests = {load(tmp_path / f"p.{kind}").digest for kind in ("json", "yml", "toml")}

    assert digests == {load(mapping).digest}


def test_any_change_of_meaning_changes_the_digest() -> None:
    base = {"version": 1, "name": "p", "rules": [{"id": "a", "effect": "deny"}]}
    changed = [
        {**base, "default": "allow"},
        {**base, "unknown": "approve"},
        {**base, "rules": [{"id": "a", "effect": "approve"}]},
        {**base, "rules": [{"id": "a", "effect": "deny", "tables": ["t"]}]},
        {**base, "labels": {"x": ["*.x"]}},
        {**base, "extends": ["observe"]},
    ]

    digests = {load(policy).digest for policy in [base, *changed]}

    assert len(digests) == len(changed) + 1


JSON_MISTAKES = [
    ('{"version": 1,\n "defualt": "deny"}', 2, 2, "unknown key `defualt`"),
    ('{"version": 1,\n "rules": [{"id": "a", "effect": "dney"}]}', 2, 34, "did you mean `deny`?"),
    ('{"version": 1, "version": 1}', 1, 16, "the key `version` is given twice"),
    ('{"version": 1,\n}', 2, 1, "malformed JSON"),
    ('{"version": 1} x', 1, 16, "text after the end"),
    ('{"version": NaN}', 1, 13, "malformed JSON"),
    ("[" * 2000, 1, 34, "nested deeper than 32"),
    ('{"version": 1, "name": "a', 1, 24, "malformed JSON"),
    ('{"version" 1}', 1, 12, "malformed JSON"),
    ("[1 2]", 1, 4, "malformed JSON"),
    ("[]", 1, 1, "a policy is a mapping"),
    ("{}", 1, 1, "`version` is missing"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), JSON_MISTAKES)
def test_a_mistake_in_json_is_told_with_its_exact_place(
    tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    file = tmp_path / "guard.json"
    file.write_text(text)

    with pytest.raises(ConfigurationError) as caught:
        load(file)

    assert str(caught.value).startswith(f"{file}:{line}:{column}: ")
    assert words in str(caught.value)


TOML_MISTAKES = [
    ('version = 1\ndefualt = "deny"\n', 2, 1, "unknown key `defualt`"),
    (
        'version = 1\n[[rules]]\nid = "a"\neffect = "deny"\n[[rules]]\nid = "b"\neffect = "dney"\n',
        7,
        10,
        "did you mean `deny`?",
    ),
    (
        'version = 1\n[[rules]]\nid = "a"\neffect = "deny"\n[rules.who]\nknd = "agent"\n',
        6,
        1,
        "unknown key `knd`",
    ),
    ("version = 1\nversion = 1\n", 2, 12, "malformed TOML"),
    ("version = [\n", 2, 1, "malformed TOML"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), TOML_MISTAKES)
def test_a_mistake_in_toml_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    file = tmp_path / "guard.toml"
    file.write_text(text)

    with pytest.raises(ConfigurationError) as caught:
        load(file)

    assert re.match(re.escape(f"{file}:{line}:"), str(caught.value))
    if words != "malformed TOML":  # its columns are the parser's
        assert str(caught.value).startswith(f"{file}:{line}:{column}: ")
    assert words in str(caught.value)


def test_a_mistake_in_a_mapping_names_the_key_without_a_place() -> None:
    with pytest.raises(
        ConfigurationError, match=r"^<mapping>: unknown key `rulse`; did you mean `rules`\?"
    ):
        load({"version": 1, "rulse": []})


def test_nested_aliases_are_bounded(tmp_path: Path) -> None:
    lines = ["version: 1", "a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdef", "bcdefg", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    file = tmp_path / "bomb.yaml"
    file.write_text("\n".join(lines))

    with pytest.raises(ConfigurationError, match="more than 50000 values with all aliases"):
        load(file)


@pytest.mark.parametrize("text", ["version: 1\na: &a [*a]\n", "a: " + "[" * 20_000, "{" * 20_000])
def test_nesting_without_end_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text(text)

    with pytest.raises(ConfigurationError, match=r"nested deeper than 32|a key is a plain word"):
        load(file)


@pytest.mark.parametrize("kind", ["yaml", "json", "toml"])
def test_a_file_beyond_the_size_limit_is_refused(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"large.{kind}"
    file.write_text("#" * 300_000)

    with pytest.raises(ConfigurationError, match="larger than 262144 bytes"):
        load(file)


def test_a_file_that_does_not_exist_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="the policy cannot be read: no such file"):
        load(tmp_path / "missing.yaml")


def test_a_folder_cannot_be_read_as_a_policy(tmp_path: Path) -> None:
    folder = tmp_path / "guard.yaml"
    folder.mkdir()

    with pytest.raises(ConfigurationError, match="the policy cannot be read: is a directory"):
        load(folder)


def test_a_file_that_is_not_utf8_names_the_place(tmp_path: Path) -> None:
    file = tmp_path / "guard.yaml"
    file.write_bytes(b"version: 1\nname: \xff\n")

    with pytest.raises(ConfigurationError, match=r"guard\.yaml:2:7: not UTF-8"):
        load(file)


def test_a_path_with_nul_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load("a\0b.yaml")


def test_a_name_that_is_neither_pack_nor_file_gets_the_nearest_pack() -> None:
    with pytest.raises(
        ConfigurationError, match="unknown policy `readonly`; did you mean `read-only`"
    ):
        load("readonly")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"ends in \.yaml, \.yml, \.toml or \.json"):
        load(tmp_path / "guard.txt")


@pytest.mark.parametrize("value", [b"strict", 3, ["strict"], object()])
def test_something_else_than_a_policy_is_refused(value: object) -> None:
    with pytest.raises(ConfigurationError, match="a policy cannot be"):
        load(value)  # type: ignore[arg-type]


def test_a_policy_is_returned_as_it_is() -> None:
    policy = load("strict")

    assert load(policy) is policy


def test_extends_in_a_circle_is_refused_where_it_closes(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("version: 1\nextends: [b.yaml]\n")
    (tmp_path / "b.yaml").write_text("version: 1\nname: b\nextends: a.yaml\n")

    with pytest.raises(ConfigurationError, match=r"b\.yaml:3:10: `extends` is cyclic"):
        load(tmp_path / "a.yaml")


def test_a_missing_file_in_extends_is_told_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("version: 1\nextends: [gone.yaml]\n")

    with pytest.raises(
        ConfigurationError, match=r"a\.yaml:2:11: .*gone\.yaml: the policy cannot be read"
    ):
        load(tmp_path / "a.yaml")


def test_a_file_extends_another_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "base.yaml").write_text(
        "version: 1\ndefault: allow\nrules: [{id: b, effect: deny, actions: drop}]\n"
    )
    (tmp_path / "sub" / "a.yaml").write_text("version: 1\nextends: [../base.yaml, ../base.yaml]\n")

    decision = cases.decide(load(tmp_path / "sub" / "a.yaml"), cases.write("drop"))

    assert decision.rules == ("b",)


def test_own_keys_override_and_between_parents_the_stricter_one_wins(tmp_path: Path) -> None:
    own = load({"version": 1, "extends": ["strict"], "default": "allow", "anonymous": "service"})
    for packs in (["strict", "safe-writes"], ["safe-writes", "strict"]):
        joined = load({"version": 1, "extends": packs})
        assert joined.anonymous == "deny"
        assert cases.decide(joined, cases.select(cases.NAME)).rules == ("default",)

    assert own.anonymous == "service"
    assert cases.decide(own, cases.select(cases.NAME)).effect == "allow"


def test_masks_that_two_parents_state_differently_redact(tmp_path: Path) -> None:
    for name, kind in (("a", "{kind: hash}"), ("b", "{kind: fake}")):
        (tmp_path / f"{name}.yaml").write_text(
            f"version: 1\ndefault: allow\nlabels: {{email: '*.email'}}\nmasks: {{email: {kind}}}\n"
        )
    (tmp_path / "c.yaml").write_text("version: 1\nextends: [a.yaml, b.yaml]\n")

    (mask,) = cases.decide(load(tmp_path / "c.yaml"), cases.select(cases.EMAIL)).masks

    assert mask is not None
    assert mask.kind == "redact"


def test_without_a_policy_the_environment_names_it_else_safe_writes_with_pii(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GUARDED_DB_POLICY", raising=False)
    fallback = load()
    monkeypatch.setenv("GUARDED_DB_POLICY", "strict")
    strict = load()
    file = tmp_path / "g.yaml"
    file.write_text("version: 1\nname: mine\n")
    monkeypatch.setenv("GUARDED_DB_POLICY", os.fspath(file))

    assert (
        fallback.digest
        == load({"version": 1, "name": "default", "extends": ["safe-writes", "pii"]}).digest
    )
    assert strict.name == "strict"
    assert load().name == "mine"


def test_several_mistakes_are_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "guard.yaml"
    file.write_text("version: 1\nflows: maybe\ndefault: x\n")

    with pytest.raises(
        ConfigurationError,
        match=r":2:8: `flows` cannot be `maybe`.* · .*:3:10: `default` cannot be `x`",
    ):
        load(file)
