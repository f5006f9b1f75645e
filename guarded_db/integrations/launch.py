"""What `guarded-db run` leaves behind for the program that it starts, and what that program does at start-up.

A `.pth` file in site-packages (a `.start` file from Python 3.15 on) calls `start()` in every interpreter of the
environment; it does nothing unless the environment variable of `run` is set. A guard that cannot start ends the
process: nothing runs unguarded.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from guarded_db.errors import ConfigurationError, GuardError

VARIABLE = "GUARDED_DB_RUN"
"""Holds the JSON configuration of the guard that the child must start."""

EXIT_CONFIG = 78
"""`EX_CONFIG` of BSD's sysexits.h: the guard could not start."""

LAUNCHERS = ("opentelemetry-instrument", "ddtrace-run")
"""Python programs that replace themselves by another one, which must be able to start the guard as well."""

PROBE = "import guarded_db; guarded_db.assert_active()"
PROBE_SECONDS = 60.0

INTERPRETER_OPTIONS_WITH_VALUE = ("-W", "-X", "--check-hash-based-pycs")


_started = False


def start() -> None:
    """Start the guard that the environment describes; called by the interpreter before the program."""
    global _started
    text = os.environ.get(VARIABLE)
    if not text or _started:
        return
    _started = True  # Python 3.15 may come here by the `.start` file and by the `.pth` file
    try:
        from guarded_db.guard import Guard

        config = json.loads(text)
        with contextlib.ExitStack() as stack:
            guard = Guard(config["policy"])
            stack.callback(
                guard.close
            )  # a guard that cannot patch leaves no segment without an end
            guard.patch(*config["drivers"], match=config["match"])
            stack.pop_all()
    except BaseException as error:  # noqa: BLE001  # whatever it is, the program must not start without its guard
        reason = str(error) if isinstance(error, GuardError) else f"{type(error).__name__}: {error}"
        sys.stderr.write(
            f"guarded-db: the guard could not start, so the program does not: {reason}\n"
        )
        sys.stderr.flush()
        os._exit(EXIT_CONFIG)


def environment(
    *, policy: str | None, drivers: Sequence[str] = (), match: str | None = None
) -> dict[str, str]:
    """Return the environment for a guarded child; paths become absolute, since the child may change folder."""
    if policy is not None and Path(policy).exists():
        policy = str(Path(policy).resolve())
    config = {"policy": policy, "drivers": list(drivers), "match": match}
    return {**os.environ, VARIABLE: json.dumps(config)}


def run(command: Sequence[str], env: dict[str, str]) -> int:
    """Replace this process by `command` under the guard that `env` describes.

    Raises:
        ConfigurationError: the command is not a Python program of an environment where guarded_db is installed,
            or the guard does not start there; nothing has run then.
    """
    _probe(interpreter_of(command), env)
    if behind := started_by_launcher(command):
        _probe(interpreter_of(behind), env)
    program = shutil.which(command[0]) or command[0]
    if os.name == "nt":
        return subprocess.run([program, *command[1:]], env=env, check=False).returncode
    sys.stdout.flush()
    sys.stderr.flush()
    return _replace(program, [program, *command[1:]], env)


def _replace(program: str, words: list[str], env: dict[str, str]) -> NoReturn:
    os.execve(program, words, env)  # noqa: S606  # a list, and no shell


def _probe(interpreter: list[str], env: dict[str, str]) -> None:
    """Start the guard under `interpreter` and do nothing else.

    Raises:
        ConfigurationError: it does not start there.
    """
    probe = subprocess.run(
        [*interpreter, "-c", PROBE],
        env=env,
        capture_output=True,
        text=True,
        timeout=PROBE_SECONDS,
        check=False,
    )
    if probe.returncode != 0:
        said = (probe.stderr.strip().splitlines() or ["no message"])[-1]
        raise ConfigurationError(
            f"the guard does not start under `{interpreter[0]}`: {said}; install guarded-db in that environment"
        )


def started_by_launcher(command: Sequence[str]) -> Sequence[str]:
    """Return the command that a known launcher in `command` will start in its place; empty without a launcher."""
    if not command or Path(command[0]).name not in LAUNCHERS:
        return ()
    for at, word in enumerate(command[1:], 1):
        found = None if word.startswith("-") else shutil.which(word)
        if found is not None and (_is_python(found) or _shebang(found)):
            return command[at:]
    return ()


def interpreter_of(command: Sequence[str]) -> list[str]:
    """Return the Python interpreter, with the options that decide what it loads, that `command` starts.

    Raises:
        ConfigurationError: the command is not found or starts no Python program directly.
    """
    if not command:
        raise ConfigurationError("say what to run, such as `guarded-db run -- python app.py`")
    found = shutil.which(command[0])
    if found is None:
        raise ConfigurationError(
            f"`{command[0]}` is not found; give a program on the PATH or a path"
        )
    if _is_python(found):
        return [found, *_options(command[1:])]
    words = _shebang(found)
    resolved = shutil.which(words[0]) if words else None
    if resolved is None or not _is_python(resolved):
        raise ConfigurationError(
            f"`{command[0]}` is not a Python program, so its statements cannot be guarded; run Python directly"
        )
    return [resolved, *_options(words[1:])]


def _shebang(path: str) -> list[str]:
    """Return interpreter and options of a script's first line; empty when it has none."""
    with Path(path).open("rb") as file:
        first = file.readline(512)
    if not first.startswith(b"#!"):
        return []
    words = first[2:].decode("utf-8", "replace").split()
    if words and Path(words[0]).name == "env":
        # Only `env`'s own options go; those behind the interpreter are the interpreter's.
        words = list(itertools.dropwhile(lambda word: word.startswith("-"), words[1:]))
    return words


def _is_python(path: str) -> bool:
    name = Path(path).name.lower().removesuffix(".exe")
    return name.rstrip("0123456789.t") in ("python", "pypy")


def _options(words: Sequence[str]) -> list[str]:
    """Return the interpreter's own options at the start of `words`, without `-c`, `-m` and what follows."""
    options: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in INTERPRETER_OPTIONS_WITH_VALUE:
            options += [word, next(rest, "")]
        elif word.startswith(("-W", "-X", "--")) and word != "--":
            options.append(word)
        elif word.startswith("-") and word not in ("-", "--"):
            # A cluster such as `-Im`: what stands before `c` or `m` are options, the rest is the program.
            flags = word[1:].partition("c")[0].partition("m")[0]
            options += [f"-{flag}" for flag in flags if flag not in "iVh"]
            if len(flags) < len(word) - 1:
                break
        else:
            break
    return options
