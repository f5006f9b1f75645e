"""Running a test suite that nobody here wrote, with and without the guard, and comparing test id by test id."""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

SUITE_SECONDS = 1500
"""How long one run of a suite may take; machines may be busy."""


@dataclass(frozen=True, slots=True)
class SuiteRun:
    """One run in a process of its own."""

    process: subprocess.Popen[bytes]
    report: Path
    log: Path

    def outcomes(self) -> dict[str, str]:
        """Wait for the end; return `passed`, `failed`, `error` or `skipped` by test id."""
        self.process.wait(SUITE_SECONDS)
        if not self.report.exists():
            raise AssertionError(f"the suite did not run: {self.log.read_text()[-3000:]}")
        return junit_outcomes(self.report)


def start(command: list[str], folder: Path, env: dict[str, str], name: str) -> SuiteRun:
    """Start `command` with a JUnit report in `folder`."""
    report, log = folder / f"{name}.xml", folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, f"--junitxml={report}"],
            cwd=folder,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return SuiteRun(process, report, log)


def junit_outcomes(report: Path) -> dict[str, str]:
    """Return the outcome of each test of a JUnit report by its id."""
    found: dict[str, str] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        kinds = {child.tag for child in case}
        outcome = next((tag for tag in ("error", "failure", "skipped") if tag in kinds), "passed")
        found[f"{case.get('classname')}::{case.get('name')}"] = outcome
    return found


def differing(unguarded: dict[str, str], guarded: dict[str, str]) -> list[str]:
    """Return one line for each test id whose outcome is not the same in both runs."""
    return [
        f"{name}: {unguarded.get(name, 'absent')} without the guard, {guarded.get(name, 'absent')} with it"
        for name in sorted(unguarded.keys() | guarded.keys())
        if unguarded.get(name) != guarded.get(name)
    ]
