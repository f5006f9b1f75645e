"""Draws `docs/images/demo.svg`: the demo as a terminal of 80 columns shows it. Run it after a change of the demo."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from guarded_db.cli.demo import run

IMAGE = Path(__file__).parent / "images" / "demo.svg"
WIDTH = 80


def main() -> None:
    """Play the demo into the image."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    run(console, None)
    IMAGE.parent.mkdir(exist_ok=True)
    IMAGE.write_text(console.export_svg(title="guarded-db demo"))


if __name__ == "__main__":
    main()
