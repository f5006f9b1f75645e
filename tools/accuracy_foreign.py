"""`make accuracy-foreign`: our reading of SQL that nobody here wrote, part by part, compared with what others say of it.

Each part is a module of `tools/foreign` with a function `main`, which takes the words that follow the part's name,
prints its own figures and returns 0, or 1 when a statement was read wrongly. What a part reads is brought at run
time and kept in `.cache/`; nothing of it belongs to the repository.

    python tools/accuracy_foreign.py [PART ...]        all parts when none is named
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).parent


class MissingError(Exception):
    """What a part reads cannot be had on this machine; the text says what to do."""


def parts() -> list[str]:
    """Return the names of all parts."""
    return sorted(p.stem for p in (HERE / "foreign").glob("*.py") if not p.stem.startswith("_"))


def run(name: str) -> int:
    """Run one part; a part whose material is not here says so and is no failure."""
    module = importlib.import_module(f"foreign.{name}")
    part: Callable[[], int] = module.main
    print(f"== {name}", flush=True)
    try:
        return part()
    except MissingError as error:
        print(f"not run: {error}", file=sys.stderr)
        return 0


def main(wanted: Sequence[str]) -> int:
    """Run the wanted parts and return whether one of them failed."""
    known = parts()
    if unknown := [name for name in wanted if name not in known]:
        print(f"error: no part `{unknown[0]}`; there are {', '.join(known)}", file=sys.stderr)
        return 2
    return max([run(name) for name in wanted or known], default=0)


if __name__ == "__main__":
    # Parts import this file's `MissingError`, and it must be the same one.
    sys.modules["accuracy_foreign"] = sys.modules[__name__]
    sys.exit(main(sys.argv[1:]))
