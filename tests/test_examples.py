"""Every example runs as its first lines say, and prints what it promises."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
MASKED = "***@example.com"

pytestmark = pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="the examples are not beside the tests"
)


def run(*command: str, cwd: Path) -> list[str]:
    """Run a command; return the lines that it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *command],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_connect(tmp_path: Path) -> None:
    masked, refused = run(str(EXAMPLES / "connect.py"), cwd=tmp_path)

    assert masked == MASKED
    assert "every UPDATE and DELETE says which rows it means" in refused


def test_aconnect(tmp_path: Path, postgres: Any) -> None:
    assert run(str(EXAMPLES / "aconnect.py"), postgres.url, cwd=tmp_path) == [MASKED]


def test_sqlalchemy_engine(tmp_path: Path) -> None:
    assert run(str(EXAMPLES / "sqlalchemy_engine.py"), cwd=tmp_path) == [MASKED]


def test_patch(tmp_path: Path) -> None:
    said = run(str(EXAMPLES / "patch.py"), cwd=tmp_path)

    assert said == [f"shop.db {MASKED}", "state.db ada@example.com"]


def test_run_app_is_masked_under_run_and_plain_without(tmp_path: Path) -> None:
    if not Path(sysconfig.get_path("purelib"), "guarded_db.pth").exists():
        pytest.skip("run from a source tree that is not installed")
    app = str(EXAMPLES / "run_app.py")
    entry = "import sys; from guarded_db.cli.app import main; main()"
    under = run(
        *("-c", entry, "run", "--policy", str(EXAMPLES / "guard.yaml"), "--", sys.executable, app),
        cwd=tmp_path,
    )

    assert under == [MASKED]
    assert run(app, cwd=tmp_path) == ["ada@example.com"]


def test_every_example_is_tested() -> None:
    tests = Path(__file__).read_text()

    assert [path.name for path in EXAMPLES.glob("*.py") if f'"{path.name}"' not in tests] == []
