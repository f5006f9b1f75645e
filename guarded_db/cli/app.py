"""The command line: `guarded-db`. Parses and prints; what it shows is computed elsewhere.

Exit codes: 0 fine, 1 refused or tampered, 2 could not be verified, 3 untrusted key, 4 wrong usage or configuration.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from guarded_db.errors import ConfigurationError, GuardError

EXIT_REFUSED = 1
EXIT_CONFIGURATION = 4
EXIT_INTERRUPTED = 130

# Newer versions of typer carry a click of their own.
USAGE_ERROR: Any = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError"
)

app = typer.Typer(
    name="guarded-db",
    help="Make any database connection safe to hand to a program, a person or an AI agent.",
    pretty_exceptions_enable=False,
    add_completion=False,
)
out = Console()
err = Console(stderr=True)

DIALECT_NAMES = {
    **{name: name for name in ("postgres", "mysql", "sqlite", "duckdb")},
    "postgresql": "postgres",
    "mariadb": "mysql",
    "sqlite3": "sqlite",
}
"""The dialects by the names that people give them; sqlglot knows more."""

PolicyOption = Annotated[
    str | None,
    typer.Option(
        "--policy",
        "-p",
        help="A policy file, or a pack: observe, read-only, safe-writes, pii, strict.",
    ),
]


@app.command()
def demo(
    keep: Annotated[
        Path | None,
        typer.Option(help="Keep the demo's database, policy and ledger in this folder."),
    ] = None,
) -> None:
    """Watch an agent work on a shop database through the guard. Takes seconds, needs nothing."""
    from guarded_db.cli.demo import run

    run(out, keep)


@app.command()
def check(policy: Annotated[str, typer.Argument(help="A policy file or a pack's name.")]) -> None:
    """Check a policy: every problem with file, line, column and the nearest valid name."""
    from guarded_db.policy.loading import load

    loaded = load(policy)
    out.print(f"[green]ok[/]  {loaded.name}  digest {loaded.digest[:16]}", highlight=False)


@app.command()
def explain(
    sql: Annotated[
        str, typer.Argument(help="One or more statements; `-` reads them from standard input.")
    ],
    dialect: Annotated[
        str, typer.Option("--dialect", "-d", help="postgres, mysql, sqlite, duckdb, …")
    ],
    policy: PolicyOption = None,
    who: Annotated[str, typer.Option("--as", help="Who would ask, such as agent:copilot.")] = "",
    group: Annotated[
        list[str] | None, typer.Option(help="A group of theirs; may be given several times.")
    ] = None,
    on_behalf_of: Annotated[str, typer.Option(help="For whom, such as user:jane.")] = "",
    purpose: Annotated[str, typer.Option(help="Why, such as a ticket number.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what a statement does, what the policy decides about it and why. Runs nothing."""
    from guarded_db.identity import identity
    from guarded_db.policy.explain import explain as explain_statement

    text = sys.stdin.read() if sql == "-" else sql
    if not who and (group or on_behalf_of or purpose):
        raise ConfigurationError("say who asks with `--as`, such as `--as agent:copilot`")
    asking = (
        contextlib.nullcontext()
        if not who
        else identity(
            who, groups=group or (), on_behalf_of=on_behalf_of or None, purpose=purpose or None
        )
    )
    with asking:
        explanation = explain_statement(text, dialect=_dialect(dialect), policy=policy)
    if as_json:
        out.print_json(json.dumps(explanation.to_dict()))
    else:
        out.print(str(explanation), markup=False, highlight=False, soft_wrap=True)
    if not explanation.allowed:
        raise typer.Exit(EXIT_REFUSED)


def _dialect(name: str) -> str:
    from guarded_db.sql.parsing import grammar

    known = DIALECT_NAMES.get(name.lower(), name.lower())
    if grammar(known) is None:
        near = get_close_matches(name, DIALECT_NAMES, n=1)
        hint = f"did you mean `{near[0]}`" if near else f"use one of {', '.join(DIALECT_NAMES)}"
        raise ConfigurationError(f"`{name}` is not a dialect that the guard knows; {hint}")
    return known


@app.command(
    context_settings={
        "allow_extra_args": True,
        "ignore_unknown_options": True,
        "allow_interspersed_args": False,
    }
)
def run(
    context: typer.Context,
    policy: PolicyOption = None,
    match: Annotated[
        str | None,
        typer.Option(help="Which databases, such as `host=db*/database=shop`; without it, all."),
    ] = None,
    drivers: Annotated[
        str,
        typer.Option(
            help="Which drivers, separated by commas; without it, every one that is installed."
        ),
    ] = "",
) -> None:
    """Run a Python program with every database connection guarded: guarded-db run -- python app.py"""
    from guarded_db.integrations.launch import environment
    from guarded_db.integrations.launch import run as launch
    from guarded_db.policy.loading import load

    load(policy)
    names = [name.strip() for name in drivers.split(",") if name.strip()]
    env = environment(policy=policy, drivers=names, match=match)
    raise typer.Exit(
        launch(
            [word for word in context.args if word != "--"]
            if context.args[:1] == ["--"]
            else context.args,
            env,
        )
    )


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Make any database connection safe to hand to a program, a person or an AI agent."""
    if version:
        from guarded_db import __version__

        print(f"guarded-db {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit


def main() -> None:
    """Entry point of the `guarded-db` command: an error of the guard becomes a line and an exit code."""
    from guarded_db.cli.audit import audit

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character gets another one, never a traceback.
            stream.reconfigure(errors="replace")
    app.add_typer(audit, name="audit")
    sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False)
    except ConfigurationError as error:
        return _say("configuration: ", str(error), EXIT_CONFIGURATION)
    except GuardError as error:
        return _say("refused: ", str(error), EXIT_REFUSED)
    except USAGE_ERROR as error:
        said = error.format_message().rstrip(".")
        return _say("usage: ", f"{said}; see `guarded-db --help`", EXIT_CONFIGURATION)
    except (typer.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_REFUSED
    return code if isinstance(code, int) else 0


def _say(word: str, text: str, code: int) -> int:
    # A policy may have several mistakes; each gets its line.
    for part in " ".join(text.split()).split(" · "):
        err.print(Text.assemble((word, "red"), part), highlight=False, soft_wrap=True)
    return code
