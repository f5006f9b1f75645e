"""`guarded-db run`: a program that knows nothing of guarded_db is guarded, or does not start."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from guarded_db.audit.reading import records
from guarded_db.audit.verify import verify

Cli = Callable[..., "subprocess.CompletedProcess[str]"]

CONFIGURATION = 4
MASKED = "***@example.com"
READ = """\
import sqlite3, sys
connection = sqlite3.connect(sys.argv[-1])
print(connection.execute("SELECT email FROM people").fetchone()[0])
connection.close()
"""

pytestmark = pytest.mark.skipif(
    not Path(sysconfig.get_path("purelib"), "guarded_db.pth").exists(),
    reason="run from a source tree that is not installed, so that no interpreter starts the guard",
)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    file = tmp_path / "guard.json"
    file.write_text(
        json.dumps(
            {
                "version": 1,
                "name": "shop",
                "default": "allow",
                "labels": {"email": ["people.email"]},
                "masks": {"email": {"kind": "partial", "keep": "domain"}},
            }
        )
    )
    return file


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE people (id INTEGER, email TEXT)")
        connection.execute("INSERT INTO people VALUES (1, 'ada@example.com')")
    connection.close()
    return path


@pytest.fixture
def app(tmp_path: Path) -> Path:
    file = tmp_path / "an_application.py"
    file.write_text(READ)
    return file


def test_a_script_is_guarded_and_its_ledger_verifies(
    cli: Cli, policy: Path, shop: Path, app: Path, home: Path
) -> None:
    done = cli("run", "--policy", str(policy), "--", sys.executable, str(app), str(shop))

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{MASKED}\n", "")
    verify(home / "audit")
    said = [entry.data for entry in records(home / "audit") if entry.data["event"] == "statement"]
    assert [record["who"]["id"] for record in said] == ["service:an_application.py"]


def test_the_policy_may_be_named_relative_to_where_run_was_called(
    cli: Cli, policy: Path, shop: Path, tmp_path: Path
) -> None:
    code = f"import os; os.chdir('/'); {READ.replace(chr(10), '; ').rstrip('; ')}"
    done = cli("run", "-p", policy.name, sys.executable, "-c", code, str(shop), cwd=tmp_path)

    assert done.stdout == f"{MASKED}\n", done.stderr


def test_modules_options_and_standard_input_reach_the_program(
    cli: Cli, policy: Path, shop: Path, app: Path
) -> None:
    run = ("run", "-p", str(policy), "--", sys.executable)
    module = cli(
        *run,
        *("-X", "utf8", "-m", "an_application", str(shop)),
        cwd=app.parent,
        env={"PYTHONSAFEPATH": ""},
    )
    isolated = cli(*run, "-I", str(app), str(shop))
    piped = cli(*run, "-", str(shop), input=READ)

    assert [done.stdout for done in (module, isolated, piped)] == [f"{MASKED}\n"] * 3


def test_the_programs_own_options_and_exit_code_are_its_own(cli: Cli, policy: Path) -> None:
    code = "import sys; print(sys.argv[1:]); sys.exit(7)"
    done = cli("run", "-p", str(policy), "--", sys.executable, "-c", code, "--policy", "x", "--")

    assert done.returncode == 7
    assert done.stdout == "['--policy', 'x', '--']\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no scripts with a first line")
@pytest.mark.parametrize(
    "first", ["#!{python}", "#!/usr/bin/env python", "#!/usr/bin/env -S python -B"]
)
def test_a_script_with_an_interpreter_in_its_first_line_is_guarded(
    cli: Cli, policy: Path, shop: Path, tmp_path: Path, first: str
) -> None:
    script = tmp_path / "application"
    script.write_text(f"{first.format(python=sys.executable)}\n{READ}")
    script.chmod(0o755)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = cli("run", "-p", str(policy), "--", str(script), str(shop), env={"PATH": path})

    assert done.stdout == f"{MASKED}\n", done.stderr


def test_child_processes_are_guarded_as_well(
    cli: Cli, policy: Path, shop: Path, app: Path, home: Path
) -> None:
    code = (
        "import subprocess, sys, multiprocessing\n"
        "subprocess.run([sys.executable, *sys.argv[1:]], check=True)\n"
    )
    done = cli("run", "-p", str(policy), "--", sys.executable, "-c", code, str(app), str(shop))

    assert done.stdout == f"{MASKED}\n", done.stderr
    verify(home / "audit")


def test_match_leaves_other_databases_untouched(
    cli: Cli, policy: Path, shop: Path, app: Path
) -> None:
    run = ("run", "-p", str(policy), "--match")
    program = ("--", sys.executable, str(app), str(shop))

    assert cli(*run, "database=*shop.db", *program).stdout == f"{MASKED}\n"
    assert cli(*run, "database=*other.db", *program).stdout == "ada@example.com\n"


def test_a_program_can_prove_that_it_is_guarded(cli: Cli, policy: Path) -> None:
    code = "import guarded_db; guarded_db.assert_active(); print('active')"

    assert cli("run", "-p", str(policy), sys.executable, "-c", code).stdout == "active\n"
    bare = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert bare.returncode != 0
    assert "this process is not guarded" in bare.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["-p", "no-such-pack", "--", sys.executable, "{app}"],
        ["-p", "{bad}", "--", sys.executable, "{app}"],
        ["-p", "{good}", "--match", "hots=x", "--", sys.executable, "{app}"],
        ["-p", "{good}", "--drivers", "no_such_driver", "--", sys.executable, "{app}"],
        ["-p", "{good}", "--", sys.executable, "-S", "{app}"],
        ["-p", "{good}", "--", sys.executable, "-SI", "{app}"],
        ["-p", "{good}", "--", "no-such-program"],
        ["-p", "{good}", "--", "/bin/ls"],
        ["-p", "{good}", "--"],
        ["-p", "{good}"],
    ],
)
def test_when_the_guard_cannot_start_nothing_runs(
    cli: Cli, policy: Path, tmp_path: Path, args: list[str]
) -> None:
    mark, bad, app = tmp_path / "it-ran", tmp_path / "bad.json", tmp_path / "marks.py"
    bad.write_text('{"version": 1, "nonsense": true}')
    app.write_text(f"open({str(mark)!r}, 'w').close()")
    names = {"{app}": str(app), "{bad}": str(bad), "{good}": str(policy)}
    done = cli("run", *(names.get(arg, arg) for arg in args))

    assert done.returncode == CONFIGURATION
    assert done.stderr.startswith("configuration: ")
    assert done.stderr.count("\n") == 1
    assert not mark.exists()


def test_a_guard_that_breaks_after_the_probe_ends_the_program(
    policy: Path, shop: Path, app: Path, home: Path
) -> None:
    config = {"policy": str(policy.with_name("gone.json")), "drivers": [], "match": None}
    done = subprocess.run(
        [sys.executable, str(app), str(shop)],
        env={**os.environ, "GUARDED_DB_RUN": json.dumps(config)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (78, "")
    assert "the guard could not start, so the program does not" in done.stderr


def test_an_interpreter_whose_guarded_db_is_broken_starts_no_program(
    shop: Path, app: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    (broken / "guarded_db").mkdir(parents=True)
    (broken / "guarded_db" / "__init__.py").write_text("raise ImportError('torn')")
    done = subprocess.run(
        [sys.executable, str(app), str(shop)],
        env={**os.environ, "GUARDED_DB_RUN": "{}", "PYTHONPATH": str(broken)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (78, "")
    assert "torn" in done.stderr


def test_without_the_variable_the_start_up_file_does_nothing() -> None:
    code = "import sys; print([name for name in sys.modules if name.startswith('guarded_db.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_an_environment_without_guarded_db_is_refused(
    cli: Cli, policy: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    python = bare / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = cli("run", "-p", str(policy), "--", str(python), "-c", "print('ran')")

    assert done.returncode == CONFIGURATION
    assert "install guarded-db in that environment" in done.stderr
    assert "ran" not in done.stdout


def test_it_works_under_opentelemetrys_launcher(
    cli: Cli, policy: Path, shop: Path, app: Path
) -> None:
    scripts = Path(sys.executable).parent
    launcher = scripts / "opentelemetry-instrument"
    if not launcher.exists():
        pytest.skip("opentelemetry-instrument is not installed")
    options = ("--traces_exporter", "none", "--metrics_exporter", "none", "--logs_exporter", "none")
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    done = cli(
        *("run", "-p", str(policy), "--", str(launcher), *options, "python", str(app), str(shop)),
        env={"PATH": path},
    )

    assert done.stdout == f"{MASKED}\n", done.stderr


def test_a_launcher_that_would_start_an_unguarded_interpreter_is_refused(
    cli: Cli, policy: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    launcher = tmp_path / "ddtrace-run"
    launcher.write_text(
        f"#!{sys.executable}\nimport os, sys\nos.execv(sys.argv[1], sys.argv[1:])\n"
    )
    launcher.chmod(0o755)
    python = shutil.which("python", path=str(bare / "bin"))
    done = cli("run", "-p", str(policy), "--", str(launcher), str(python), "-c", "print('ran')")

    assert done.returncode == CONFIGURATION
    assert "ran" not in done.stdout


def test_both_start_up_files_are_in_the_installed_distribution() -> None:
    import importlib.metadata

    files = {str(file) for file in importlib.metadata.distribution("guarded-db").files or ()}

    assert {"guarded_db.pth", "guarded_db.start"} <= files
