"""`guarded-db audit …`: look at the ledger and verify it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from guarded_db.cli.show import record_line, record_row, records_table
from guarded_db.errors import ConfigurationError, Tampered, Unverifiable

EXIT_TAMPERED = 1
EXIT_UNVERIFIABLE = 2

audit = typer.Typer()
out = Console()

Folder = Annotated[
    Path | None,
    typer.Option("--audit", help="The ledger's folder; without it, the one in the state folder."),
]


@audit.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Look at the ledger and verify it."""
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit


@audit.command()
def tail(
    folder: Folder = None,
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="How many records.")] = 20,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Wait for more.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the records' JSON, a line each.")
    ] = False,
) -> None:
    """Show the newest records."""
    from guarded_db.audit import reading

    place = _folder(folder)
    entries = reading.follow(place, count=count) if follow else iter(reading.tail(place, count))
    if as_json:
        for entry in entries:
            print(entry.line.partition(b"\t")[0].decode(), flush=True)
        return
    if follow:
        for entry in entries:
            out.print(record_line(entry.segment, entry.sequence, entry.data), soft_wrap=True)
        return
    table = records_table()
    for entry in entries:
        table.add_row(*record_row(entry.segment, entry.sequence, entry.data))
    out.print(table)


@audit.command()
def show(
    record: Annotated[str, typer.Argument(help="A record as `tail` names it: SEGMENT:SEQUENCE.")],
    folder: Folder = None,
) -> None:
    """Show one record whole."""
    from guarded_db.audit import reading

    segment, colon, number = record.rpartition(":")
    if not colon or not number.isdigit():
        raise ConfigurationError(
            f"`{record}` is not SEGMENT:SEQUENCE; copy one from `guarded-db audit tail`"
        )
    entry = reading.show(_folder(folder), segment, int(number))
    if entry is None:
        raise ConfigurationError(
            f"there is no record `{record}`; copy one from `guarded-db audit tail`"
        )
    out.print_json(json.dumps(entry.data))


@audit.command()
def verify(
    folder: Folder = None,
    public_key: Annotated[
        Path | None,
        typer.Option(
            help="The log's public key (PEM), kept where the ledger's owner cannot change it."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check every signature and every link. Exit code 0: verified, 1: tampered, 2: could not be checked, 4: no ledger there."""
    from guarded_db.audit import verify as verifying

    try:
        result = verifying.verify(_folder(folder), public_key)
    except (Tampered, Unverifiable) as error:
        _say_bad(error, as_json)
        raise typer.Exit(
            EXIT_TAMPERED if isinstance(error, Tampered) else EXIT_UNVERIFIABLE
        ) from None
    if as_json:
        out.print_json(json.dumps({"result": "verified", **asdict(result)}))
        return
    out.print(
        Text.assemble(
            ("verified  ", "bold green"), f"{result.records} records in {result.segments} segments"
        )
    )
    out.print(
        f"from {result.first} to {result.last}, log key {result.key}",
        highlight=False,
        soft_wrap=True,
    )
    if result.open:
        out.print(f"still being written: {', '.join(result.open)}", highlight=False, soft_wrap=True)
    if result.recovered:
        out.print(
            f"recovered after a crash: {', '.join(result.recovered)}",
            highlight=False,
            soft_wrap=True,
        )
    if result.trusted_own_key:
        out.print(
            "the key came from the ledger itself: this shows that nothing changed, not who wrote it; "
            "give --public-key to check that too",
            style="yellow",
            soft_wrap=True,
        )


def _say_bad(error: Tampered | Unverifiable, as_json: bool) -> None:
    word = "tampered" if isinstance(error, Tampered) else "unverifiable"
    if as_json:
        out.print_json(json.dumps({"result": word, "reason": str(error)}))
    else:
        out.print(Text.assemble((f"{word}  ", "bold red"), str(error)), soft_wrap=True)


def _folder(folder: Path | None) -> Path:
    from guarded_db.audit.home import audit_folder

    found = folder if folder is not None else audit_folder()
    if not found.is_dir():
        raise ConfigurationError(
            f"there is no ledger in `{found}`; give --audit or set GUARDED_DB_HOME"
        )
    return found
