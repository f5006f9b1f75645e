"""TPC-H and TPC-DS: every query must be understood, none conceded, with sources for every column of its result.

Schemas and queries come from DuckDB's extensions, which PyPI has as packages of an older DuckDB; that one is put into
`.cache/tpc` and run in a process of its own. Its tables are empty, so no values are planted.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
from accuracy_foreign import MissingError
from foreign._telling import Tally

from guarded_db.sql.facts import Dialect
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "tpc"
VERSION = "1.4.4"
PACKAGES = [
    f"{name}=={VERSION}" for name in ("duckdb", "duckdb-extension-tpch", "duckdb-extension-tpcds")
]

_ASK = """
import json, pathlib, sys, duckdb
found = {}
for name, make in (("tpch", "call dbgen(sf=0)"), ("tpcds", "call dsdgen(sf=0)")):
    connection = duckdb.connect()
    (file,) = pathlib.Path(sys.argv[1]).glob(f"duckdb_extension_{name}/**/*.duckdb_extension")
    connection.execute(f"load '{file}'")
    connection.execute(make)
    tables = [row[0] for row in connection.execute("select sql from duckdb_tables()").fetchall()]
    texts = [row[0] for row in connection.execute(f"select query from {name}_queries()").fetchall()]
    found[name] = [tables, texts]
print(json.dumps(found))
"""


def _material() -> dict[str, tuple[list[str], list[str]]]:
    if not CACHE.exists():
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--target",
            str(CACHE),
            *PACKAGES,
        ]
        if subprocess.run(command, check=False).returncode:
            raise MissingError("pip could not bring DuckDB's extensions `tpch` and `tpcds`")
    command = [sys.executable, "-c", _ASK, str(CACHE)]
    done = subprocess.run(
        command, env={"PYTHONPATH": str(CACHE)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise MissingError(f"the extensions do not load: {done.stderr.strip()[-200:]}")
    return dict(json.loads(done.stdout))


def main() -> int:
    """Read every query over the schema."""
    failed = 0
    for name, (tables, texts) in _material().items():
        connection, tally = duckdb.connect(), Tally()
        for table in tables:
            connection.execute(table)
        rows = [connection.execute(query).fetchall() for query in queries("duckdb")]
        catalog = build("duckdb", rows)
        for text in texts:
            facts = understand(text, Dialect("duckdb"), catalog).statements
            shown = connection.execute(text).description or []
            outputs = facts[0].outputs
            fits = len(facts) == 1 and outputs is not None and len(outputs) == len(shown)
            tally.add(facts, text, "" if fits else "other columns than the engine gives")
        failed |= tally.show(name)
    return failed
