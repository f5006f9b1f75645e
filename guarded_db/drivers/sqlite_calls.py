"""Facts for the methods of sqlite3 that reach data without SQL, and what the driver itself knows by name."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from guarded_db.drivers.sqlite_seam import MEMORY, raw_connect
from guarded_db.sql.facts import Column, Facts, Relation

WHOLE_DATABASE = "it copies whole databases, with every column of every table in clear"


@lru_cache(maxsize=256)
def call(kind: str, effects: frozenset[str], why: str) -> Facts:
    """Return the facts of the method `kind`, which is never fully understood because of `why`."""
    return Facts(
        kind=kind,
        effects=effects,
        outputs=None,
        conceded=(why,),
        text=kind,
        fingerprint=hashlib.sha256(kind.encode()).hexdigest()[:16],
    )


BACKUP = call("backup", frozenset({"read", "file"}), WHOLE_DATABASE)
RESTORE = call("restore", frozenset({"write", "file"}), "it replaces the whole database")
SERIALIZE = call("serialize", frozenset({"read", "file"}), WHOLE_DATABASE)
DESERIALIZE = call("deserialize", frozenset({"write", "file"}), "it replaces the whole database")
ITERDUMP = call("iterdump", frozenset({"read"}), WHOLE_DATABASE)
LOAD_EXTENSION = call(
    "load_extension", frozenset({"extension", "program"}), "it loads native code into the process"
)


def blob(table: object, column: object, schema: object, *, readonly: bool) -> Facts:
    """Return the facts of `blobopen`, with the one column that it opens."""
    relation = Relation(str(schema).lower(), str(table).lower())
    found = frozenset({Column(relation, str(column).lower())})
    text = f"blobopen {relation}"
    return Facts(
        kind="blobopen",
        effects=frozenset({"read"} if readonly else {"read", "write"}),
        reads=frozenset({relation}),
        writes=frozenset() if readonly else frozenset({relation}),
        columns_read=found,
        columns_written=frozenset() if readonly else found,
        outputs=None,
        conceded=("it reads a value in pieces, below any mask",),
        text=text,
        fingerprint=hashlib.sha256(text.encode()).hexdigest()[:16],
    )


BUILT_IN_COLLATIONS = frozenset({"binary", "nocase", "rtrim"})

OPERATORS = frozenset({"like", "glob", "regexp", "match", "->", "->>"})
"""Functions that an operator calls, so that a statement uses them without naming them."""


@lru_cache(maxsize=1)
def built_in_functions() -> frozenset[str]:
    """Return the lower-case names of the functions that this SQLite brings itself."""
    connection = raw_connect(MEMORY)
    try:
        rows = connection.execute("SELECT name FROM pragma_function_list WHERE builtin").fetchall()
    finally:
        connection.close()
    return frozenset(row[0].lower() for row in rows)
