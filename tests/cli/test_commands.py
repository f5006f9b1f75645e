"""`check`, `explain`, `audit`, `demo` and the command itself: what they print, and their exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import guarded_db

Cli = Callable[..., "subprocess.CompletedProcess[str]"]

FINE, REFUSED, UNVERIFIABLE, CONFIGURATION = 0, 1, 2, 4

POLICY = """\
version: 1
name: shop
default: allow
labels:
  email: [people.email]
rules:
  - id: no-drops
    effect: deny
    actions: [drop]
    reason: nothing is dropped here
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    file = tmp_path / "guard.yaml"
    file.write_text(POLICY)
    return file


@pytest.fixture
def ledger(home: Path, policy: Path) -> Path:
    """A ledger with an allowed, a refused and a non-ASCII statement."""
    with guarded_db.Guard(policy) as guard, guarded_db.identity("user:zoë", purpose="Prüfung"):
        connection = guard.connect("sqlite://")
        connection.execute("CREATE TABLE people (id INTEGER, email TEXT)")
        connection.execute("SELECT 'größe' FROM people")
        with pytest.raises(guarded_db.Denied):
            connection.execute("DROP TABLE people")
        connection.close()
    return home / "audit"


def one_line(text: str) -> str:
    assert text.endswith("\n")
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text.rstrip("\n")


# -- the command itself ---------------------------------------------------------------------------


def test_without_arguments_it_shows_its_commands(cli: Cli) -> None:
    done = cli()

    assert done.returncode == FINE
    for name in ("demo", "check", "explain", "run", "audit"):
        assert name in done.stdout


def test_audit_without_arguments_shows_its_commands(cli: Cli) -> None:
    done = cli("audit")

    assert done.returncode == FINE
    assert "verify" in done.stdout


def test_it_tells_its_version(cli: Cli) -> None:
    assert cli("--version").stdout == f"guarded-db {guarded_db.__version__}\n"


@pytest.mark.parametrize(
    "args", [["nonsense"], ["check"], ["explain", "SELECT 1"], ["audit", "tail", "-n", "none"]]
)
def test_wrong_usage_is_one_line_and_exit_code_4(cli: Cli, args: list[str]) -> None:
    done = cli(*args)

    assert done.returncode == CONFIGURATION
    assert one_line(done.stderr).startswith("usage: ")


def test_the_installed_script_is_the_same_entry_point() -> None:
    script = Path(sys.executable).parent / "guarded-db"
    if not script.exists():
        pytest.skip("the environment has no scripts folder beside its interpreter")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)

    assert done.stdout == f"guarded-db {guarded_db.__version__}\n"


# -- check ----------------------------------------------------------------------------------------


def test_check_says_ok_with_name_and_digest(cli: Cli, policy: Path) -> None:
    done = cli("check", str(policy))

    assert done.returncode == FINE
    assert re.fullmatch(r"ok  shop  digest [0-9a-f]{16}\n", done.stdout)


@pytest.mark.parametrize("pack", ["observe", "read-only", "safe-writes", "pii", "strict"])
def test_check_knows_the_packs(cli: Cli, pack: str) -> None:
    assert cli("check", pack).returncode == FINE


def test_check_names_file_line_column_and_the_nearest_key_in_one_line(
    cli: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "bad[1].yaml"
    file.write_text("version: 1\nname: x\nrulez: []\n")
    done = cli("check", str(file))

    assert done.returncode == CONFIGURATION
    said = one_line(done.stderr)
    assert said.startswith(f"configuration: {file}:3:1: unknown key `rulez`")
    assert "`rules`" in said


@pytest.mark.parametrize("name", ["missing.yaml", "no-such-pack", "."])
def test_check_of_what_is_no_policy_is_one_line(cli: Cli, name: str) -> None:
    done = cli("check", name)

    assert done.returncode == CONFIGURATION
    assert one_line(done.stderr).startswith("configuration: ")


def test_color_is_never_written_into_a_pipe_and_no_color_is_obeyed(cli: Cli, policy: Path) -> None:
    plain = cli("check", str(policy))
    forced = cli("check", str(policy), env={"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    refused = cli(
        "check", str(policy), env={"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm-256color"}
    )

    assert "\x1b[" not in plain.stdout
    assert "\x1b[32m" in forced.stdout
    assert "\x1b[32m" not in refused.stdout


# -- explain --------------------------------------------------------------------------------------


def test_explain_allows_with_exit_code_0_and_refuses_with_1(cli: Cli, policy: Path) -> None:
    allowed = cli("explain", "SELECT name FROM people", "-d", "sqlite", "-p", str(policy))
    refused = cli("explain", "DROP TABLE people", "-d", "sqlite", "-p", str(policy))

    assert (allowed.returncode, refused.returncode) == (FINE, REFUSED)
    assert "`no-drops`: nothing is dropped here" in refused.stdout


def test_explain_reads_standard_input_and_writes_json(cli: Cli, policy: Path) -> None:
    args = ["explain", "-", "--dialect", "sqlite", "--policy", str(policy), "--json"]
    done = cli(*args, input="SELECT 1; DROP TABLE people")
    said = json.loads(done.stdout)

    assert done.returncode == REFUSED
    assert len(said["statements"]) == 2


def test_explain_asks_for_the_identity_that_is_named(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "agents.yaml"
    file.write_text(
        "version: 1\nname: agents\ndefault: deny\nrules:\n"
        "  - {id: agents, effect: allow, who: {kind: agent}, actions: [read], tables: [people]}\n"
    )
    args = ["explain", "SELECT name FROM people", "-d", "sqlite", "-p", str(file)]

    assert cli(*args, "--as", "agent:copilot").returncode == FINE
    assert cli(*args, "--as", "user:jane").returncode == REFUSED


def test_explain_of_an_unknown_dialect_names_the_known_ones(cli: Cli) -> None:
    done = cli("explain", "SELECT 1", "-d", "postgre", "-p", "observe")

    assert done.returncode == CONFIGURATION
    assert "`postgres`" in one_line(done.stderr)


def test_explain_survives_broken_and_foreign_text(cli: Cli) -> None:
    done = cli("explain", "SELECT 'größe ☃' FROM (((", "-d", "postgres", "-p", "safe-writes")

    assert done.returncode == REFUSED
    assert "Traceback" not in done.stderr


# -- audit ----------------------------------------------------------------------------------------


def test_tail_shows_who_what_outcome_and_rules_within_eighty_columns(
    cli: Cli, ledger: Path
) -> None:
    done = cli("audit", "tail")

    assert done.returncode == FINE
    assert "user:zoë (Prüfung)" in done.stdout
    assert "DROP TABLE people" in done.stdout
    assert "by no-drops" in done.stdout
    assert "denied" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_tail_fits_a_narrow_terminal(cli: Cli, ledger: Path) -> None:
    done = cli("audit", "tail", env={"COLUMNS": "50"})

    assert max(map(len, done.stdout.splitlines())) <= 50
    assert "DROP TABLE people" in re.sub(r"\s+", " ", done.stdout)


def test_tail_as_json_gives_one_record_a_line_and_counts(cli: Cli, ledger: Path) -> None:
    lines = cli("audit", "tail", "--json", "-n", "3").stdout.splitlines()
    found = [json.loads(line) for line in lines]

    assert len(found) == 3
    assert [record["chain"]["seq"] for record in found] == sorted(
        record["chain"]["seq"] for record in found
    )


def test_tail_into_a_closed_pipe_ends_without_a_traceback(cli: Cli, ledger: Path) -> None:
    command = f"{sys.executable} -m guarded_db.cli audit tail --json | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)

    assert done.stderr == ""


def test_a_record_of_tail_can_be_shown_whole(cli: Cli, ledger: Path) -> None:
    name = re.findall(r"^\S+:\d+", cli("audit", "tail").stdout, re.MULTILINE)[-2]
    done = cli("audit", "show", name)

    assert done.returncode == FINE
    assert json.loads(done.stdout)["chain"]["seq"] == int(name.rpartition(":")[2])


@pytest.mark.parametrize("name", ["nonsense", "0:x", "deadbeef:1"])
def test_show_of_what_is_not_there_is_one_line(cli: Cli, ledger: Path, name: str) -> None:
    done = cli("audit", "show", name)

    assert done.returncode == CONFIGURATION
    assert f"`{name}`" in one_line(done.stderr)


def test_verify_says_verified_tampered_and_unverifiable_with_exit_codes_0_1_2(
    cli: Cli, ledger: Path
) -> None:
    verified, as_json = cli("audit", "verify"), cli("audit", "verify", "--json")
    segment = max(ledger.glob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
    data = segment.read_bytes()
    segment.chmod(0o600)
    segment.write_bytes(data.replace(b'"denied"', b'"Denied"', 1))
    tampered, tampered_json = cli("audit", "verify"), cli("audit", "verify", "--json")

    assert verified.returncode == FINE
    assert verified.stdout.startswith("verified  ")
    assert json.loads(as_json.stdout)["result"] == "verified"
    assert tampered.returncode == REFUSED
    assert tampered.stdout.startswith("tampered  ")
    assert segment.name.partition(".")[0] in tampered.stdout
    assert tampered_json.returncode == REFUSED
    assert json.loads(tampered_json.stdout)["result"] == "tampered"


def test_verify_with_a_key_that_is_not_there_is_not_a_success(
    cli: Cli, ledger: Path, tmp_path: Path
) -> None:
    done = cli("audit", "verify", "--public-key", str(tmp_path / "none.pem"))

    assert done.returncode in (UNVERIFIABLE, CONFIGURATION)
    assert "Traceback" not in done.stderr


def test_without_a_ledger_the_commands_say_where_they_looked(cli: Cli, home: Path) -> None:
    for command in ("tail", "verify"):
        done = cli("audit", command)

        assert done.returncode == CONFIGURATION
        assert str(home) in one_line(done.stderr)


def test_audit_takes_another_folder(cli: Cli, ledger: Path) -> None:
    env = {"GUARDED_DB_HOME": "/nonexistent/elsewhere"}

    assert cli("audit", "verify", "--audit", str(ledger), env=env).returncode == FINE


# -- demo -----------------------------------------------------------------------------------------


@pytest.fixture
def played(cli: Cli, tmp_path: Path) -> Any:
    own = tmp_path / "temporary"
    own.mkdir()
    return cli("demo", env={"TMPDIR": str(own), "COLUMNS": "80"}), own


def test_the_demo_shows_masks_refusals_and_the_changed_byte(played: Any) -> None:
    done, _ = played

    assert done.returncode == FINE, done.stderr
    said = re.sub(r"\s+", " ", done.stdout)
    assert "***@navy.example" in said
    assert "************1111" in said
    assert "grace@" not in said
    assert "4111111111111111" not in said
    assert said.count("Denied refused by rule") == 3
    assert "verified " in said
    assert re.search(r"tampered segment `\S+`, record \d+: signature", said)


def test_the_demo_fits_eighty_columns_and_cuts_nothing(played: Any) -> None:
    done, _ = played

    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "…" not in done.stdout.replace('"SELECT …"', "")


def test_the_demo_leaves_nothing_behind(played: Any, home: Path) -> None:
    _, own = played

    assert list(own.iterdir()) == []
    assert not home.exists()


def test_the_demo_keeps_its_files_where_it_is_told_and_overwrites_nothing(
    cli: Cli, tmp_path: Path
) -> None:
    keep = tmp_path / "kept"
    first, second = cli("demo", "--keep", str(keep)), cli("demo", "--keep", str(keep))

    assert first.returncode == FINE, first.stderr
    assert (keep / "shop.db").exists()
    assert (keep / "guard.yaml").exists()
    assert second.returncode == CONFIGURATION
    assert f"`{keep}` holds something already" in one_line(second.stderr)


def test_the_five_lines_of_the_demo_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    from guarded_db.cli.demo import CODE, POLICY, READ, SHOP

    monkeypatch.chdir(tmp_path)
    (tmp_path / "guard.yaml").write_text(POLICY)
    connection = sqlite3.connect("shop.db")
    connection.executescript(SHOP)
    connection.close()
    names: dict[str, Any] = {}
    exec(CODE.replace('"SELECT …"', repr(READ)), names)
    names["conn"].close()

    assert names["rows"][0][1] == "***@engine.example"


def test_the_picture_of_the_demo_is_current() -> None:
    source = Path(__file__).parents[2] / "docs" / "images" / "demo.svg"
    if not source.exists():
        pytest.skip("the documentation is not beside the tests")
    from guarded_db.cli.demo import STATEMENTS

    drawn = source.read_text().replace("&#160;", " ")
    for title, _, _ in STATEMENTS:
        assert title.split(":")[0].replace("'", "&#x27;") in drawn
