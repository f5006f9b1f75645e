"""The command line is tested through its real entry point, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., "subprocess.CompletedProcess[str]"]

ENTRY = "import sys; from guarded_db.cli.app import main; sys.argv[0] = 'guarded-db'; main()"
"""What the script `guarded-db` does; running it by `-c` works on every platform."""

COLORS = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE")
"""What the caller's terminal says of colours is not part of a test."""


@pytest.fixture
def cli(home: Path, tmp_path: Path) -> Cli:
    """Run `guarded-db` with arguments; return the finished process with its text."""

    def run(*args: str, env: dict[str, str] | None = None, **options: Any) -> Any:
        options.setdefault("input", "")
        return subprocess.run(
            [sys.executable, "-c", ENTRY, *args],
            cwd=options.pop("cwd", tmp_path),
            env={**{k: v for k, v in os.environ.items() if k not in COLORS}, **(env or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            **options,
        )

    return run
