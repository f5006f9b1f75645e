"""How well SQL is read: the cases of `tests/sql/cases`, exact, conceded and wrong, checked on the real engines.

    python tools/accuracy.py [--show] [dialect …]

`exact`: the facts are what the case's header says and nothing is conceded. `conceded`: the facts say themselves that
they are incomplete. `wrong`: confident and not what the header says, or contradicted by the engine. `neither`: we
concede, and the engine refuses it as well, because it is no SQL or names what is not there; these do not count for the
share of exact ones. It ends with 1 under the bar (no wrong one, 97 % exact). A server that is not there is told; its
cases are then only read.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import servers
from sql.case_files import DIALECTS, Case, cases
from sql.engines.checking import Checked, Engine, check
from sql.engines.duck import Duck
from sql.engines.mariadb import mariadb
from sql.engines.postgres import postgres
from sql.engines.sqlite import Sqlite

EXACT_SHARE = 0.97

ENGINES: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
    "postgres": lambda: postgres(servers.find_postgres()),
    "mysql": lambda: mariadb(servers.find_mariadb()),
    "sqlite": lambda: contextlib.closing(Sqlite()),
    "duckdb": lambda: contextlib.closing(Duck()),
}


def main() -> int:
    """Print one line for each dialect; return the exit code."""
    parser = argparse.ArgumentParser(description="how well the cases are read")
    parser.add_argument("dialects", nargs="*", metavar="dialect", help=", ".join(DIALECTS))
    parser.add_argument("--show", action="store_true", help="show what is conceded or refused")
    options = parser.parse_args()
    print(
        f"{'':10}{'cases':>7}{'exact':>7}{'conceded':>10}{'wrong':>7}{'neither':>9}   on the real engine"
    )
    held = [_measure(dialect, options.show) for dialect in options.dialects or DIALECTS]
    return 0 if all(held) else 1


def _measure(dialect: str, show: bool) -> bool:
    with contextlib.ExitStack() as stack:
        try:
            engine = stack.enter_context(ENGINES[dialect]())
        except servers.MissingServerError as missing:
            print(f"{dialect}: NOT RUN ON A SERVER: {missing}")
            return _report(dialect, [(case, Checked()) for case in cases(dialect)], show)
        home = engine.fingerprint()
        return _report(dialect, [(c, check(engine, home, c)) for c in cases(dialect)], show)


def _report(dialect: str, checked: list[tuple[Case, Checked]], show: bool) -> bool:
    counts = Counter[str]()
    for case, result in checked:
        counts[verdict := _verdict(case, result)] += 1
        if verdict == "wrong":
            print(f"  wrong: {case}\n    " + "\n    ".join(result.problems or case.told()))
        elif show and (verdict == "conceded" or result.error):
            print(f"  {verdict}: {case} {result.error}")
    sent = [result for _, result in checked if result.sent]
    refused = sum(bool(result.error) for result in sent)
    ran = f"{len(sent)} sent, {sum(r.changed for r in sent)} changed something, {refused} refused"
    share = counts["exact"] / (len(checked) - counts["neither"])
    found = f"{counts['conceded']:10}{counts['wrong']:7}{counts['neither']:9}"
    print(f"{dialect:10}{len(checked):7}{share:7.1%}{found}   {ran}")
    return counts["wrong"] == 0 and share >= EXACT_SHARE


def _verdict(case: Case, result: Checked) -> str:
    if any(facts.conceded for facts in case.read()):
        return "neither" if result.meaningless else "conceded"
    return "wrong" if result.problems or case.told() != case.expected else "exact"


if __name__ == "__main__":
    sys.exit(main())
