"""`make fuzz`: mutated statements of the case files, read in every dialect, until something breaks or time is up.

What breaks: an internal error of the reader, a reading that takes too long for its length, or one that takes too
much memory. It runs nothing. Where atheris is installed it guides the mutations by the code that they reach;
elsewhere they are only random. A find is written to `.cache/fuzz/`, its first line is the dialect.

    python tools/fuzz.py [SECONDS]        600 when not given
"""

from __future__ import annotations

import argparse
import faulthandler
import importlib
import logging
import random
import re
import resource
import sys
import time
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

try:
    import atheris
except ImportError:
    atheris = None

if atheris is not None:
    with atheris.instrument_imports(include=["guarded_db.sql"]):
        importlib.import_module("guarded_db.sql.understand")
from sql.case_files import DIALECTS, cases
from sql.telling import catalog

from guarded_db.policy.explain import explain
from guarded_db.sql.facts import Dialect
from guarded_db.sql.understand import understand

FOUND = ROOT / ".cache" / "fuzz"

SECONDS = 2.0
SECONDS_PER_CHARACTER = 0.002
"""How long one reading may take: far beyond what the parser needs for a character, on a busy machine."""

HANG_SECONDS = 30
"""After which the process ends and says where it was; the text is in `.cache/fuzz/current.sql`."""

MEGABYTES = 200
"""How much more memory than ever before one reading may take; the longest text allowed needs half of it."""

MAX_TEXT = 20_000
"""Characters of a mutated text; the limits of longer ones have tests of their own."""

_PIECES = re.compile(r"'(?:[^']|'')*'|[A-Za-z_0-9]+|\s+|.", re.DOTALL)
_ODD = """' " ` ; -- /* */ /*! */ $$ $a$ # \\ E' U&" ( ) [ ] { } , . .. :: := => -> ->> || @ @@ ? :a $1 0x1 1e9 null
 not case when end * lateral unnest(a) with recursive returning over window filter within group pivot unpivot
 explain analyze copy execute prepare union by name select from where \u00a0 \u2028 \ufeff""".split(
    " "
)

CATALOGS = {dialect: catalog(dialect) for dialect in DIALECTS}
SEEDS = [(case.dialect, case.sql) for dialect in DIALECTS for case in cases(dialect)]


class Found(BaseException):  # not an Exception: the reader would take it for an error of its own
    """Something broke; the text says what."""


class _Raise(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        raise Found(record.getMessage())


def check(dialect: str, text: str) -> None:
    """Read one text in every way.

    Raises:
        Found: it broke something.
    """
    started, before = time.process_time(), _peak()
    (FOUND / "current.sql").write_text(f"{dialect}\n{text}", errors="backslashreplace")
    # the parser may be compiled, so no signal handler of Python would run
    faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
    understand(text, Dialect(dialect), None)
    explain(text, dialect=dialect, policy="safe-writes", catalog=CATALOGS[dialect])
    faulthandler.cancel_dump_traceback_later()
    took = time.process_time() - started
    if took > SECONDS + SECONDS_PER_CHARACTER * len(text):
        raise Found(f"{took:.1f} seconds for {len(text)} characters")
    if _peak() - before > MEGABYTES:
        raise Found(f"{_peak() - before} MB for {len(text)} characters")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def mutated(chance: random.Random, text: str) -> str:
    """`text` with some of its pieces changed, doubled, nested or taken from other statements."""
    pieces = _PIECES.findall(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(pieces) + 1)
        end = min(len(pieces), at + chance.randint(1, 8))
        some = pieces[at:end]
        shape = chance.randrange(8)
        if shape == 0:
            pieces[at:end] = []
        elif shape == 1:
            pieces[at:at] = [chance.choice(_ODD)]
        elif shape == 2:
            pieces[at:end] = some * chance.choice([2, 3, 50])
        elif shape == 3:
            pieces[at:end] = ["(", *some, ")"]
        elif shape == 4:
            other = _PIECES.findall(chance.choice(SEEDS)[1])
            start = chance.randrange(len(other))
            pieces[at:end] = other[start : start + chance.randint(1, 20)]
        elif shape == 5:
            pieces[at:end] = [chance.choice(pieces)] if pieces else []
        elif shape == 6:
            pieces[at:end] = reversed(some)
        else:
            deep = chance.choice([2, 20, 99])
            opening, closing = chance.choice(["()", ("(select ", ")"), ("case when ", " end")])
            pieces[at:end] = [opening * deep, *some, closing * deep]
    return "".join(pieces)[:MAX_TEXT]


def _decode(data: bytes) -> tuple[str, str]:
    return DIALECTS[data[0] % len(DIALECTS)] if data else "postgres", data[1:].decode(
        "utf-8", "replace"
    )


def _mutate(data: bytes, size: int, seed: int) -> bytes:
    """What atheris asks for: one more text, mostly by our own mutations."""
    chance = random.Random(seed)
    if chance.random() < 0.1:
        return bytes(atheris.Mutate(data, size))
    _, text = _decode(data)
    first = data[:1] if data and chance.random() < 0.8 else bytes([chance.randrange(4)])
    return (first + mutated(chance, text).encode())[:size]


def _one(data: bytes) -> None:
    """Check what atheris made; an exception ends its run."""
    dialect, text = _decode(data)
    try:
        check(dialect, text)
    except BaseException as error:
        _write_down(error, dialect, text)
        raise


def _write_down(error: BaseException, dialect: str, text: str) -> None:
    file = FOUND / f"find-{zlib.crc32(text.encode('utf-8', 'replace')):08x}.sql"
    file.write_text(f"{dialect}\n{text}", errors="backslashreplace")
    print(f"{type(error).__name__}: {error}\n  {file}", flush=True)


def guided(seconds: int) -> None:
    """Let atheris choose; it ends the process."""
    corpus = FOUND / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, (dialect, text) in enumerate(SEEDS):
        data = bytes([DIALECTS.index(dialect)]) + text.encode("utf-8", "replace")
        (corpus / f"case-{number}").write_bytes(data)
    words = [f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=2048"]
    words += [f"-max_len={MAX_TEXT}", f"-artifact_prefix={FOUND}/", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *words, str(corpus)], _one, custom_mutator=_mutate)
    atheris.Fuzz()


def unguided(seconds: int) -> int:
    """Random mutations of the cases, also after a find; each error is told once."""
    seed = int(time.time())
    chance = random.Random(seed)
    ends, count = time.monotonic() + seconds, 0
    known: set[str] = set()
    while time.monotonic() < ends:
        dialect, text = chance.choice(SEEDS)
        for _ in range(chance.randint(1, 3)):
            text = mutated(chance, text)
        dialect = dialect if chance.random() < 0.8 else chance.choice(DIALECTS)
        try:
            check(dialect, text)
        except (Found, Exception) as error:  # noqa: BLE001 - any error is a find
            if str(error) not in known:
                known.add(str(error))
                _write_down(error, dialect, text)
        count += 1
    print(f"{count} texts, {len(known)} finds (random mutations, seed {seed})")
    return 1 if known else 0


def main(words: list[str]) -> int:
    """Run for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("seconds", nargs="?", type=int, default=600)
    seconds = parser.parse_args(words).seconds
    FOUND.mkdir(parents=True, exist_ok=True)
    logging.getLogger("guarded_db.sql").addHandler(_Raise())
    if atheris is None:
        return unguided(seconds)
    guided(seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
