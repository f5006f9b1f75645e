"""SQLite's catalog: the SQL that reads it, and what is built of its rows."""

from __future__ import annotations

from guarded_db.sql.catalog import Catalog, FunctionInfo, RelationInfo
from guarded_db.sql.catalog_rows import Hidden, Row, Rows, by_name, functions_by_name
from guarded_db.sql.facts import Relation
from guarded_db.sql.generated import made_of

QUERIES = (
    """
SELECT l.schema, l.name, l.type, l.wr, x.name, x.hidden, x.pk, x.type, x."notnull", x.cid
FROM pragma_table_list l JOIN pragma_table_xinfo(l.name, l.schema) x
""".strip(),
    """
SELECT 'main', type, name, sql, tbl_name FROM main.sqlite_schema
UNION ALL SELECT 'temp', type, name, sql, tbl_name FROM temp.sqlite_schema
""".strip(),
    "PRAGMA table_list",
    """
SELECT l.schema, l.name, f."table" FROM pragma_table_list l JOIN pragma_foreign_key_list(l.name, l.schema) f
""".strip(),
    "SELECT name, narg, flags FROM pragma_function_list WHERE NOT builtin",
)
"""Nothing here calls a function or compares text, because the caller may have replaced functions and collations.
The third one tells whether the others were shown a table of the caller's own."""


_DETERMINISTIC = 0x800
"""Flag of a function: https://sqlite.org/c3ref/c_deterministic.html"""

_MODULES = frozenset(
    """rtreedepth rtreenode rtreecheck match snippet offsets matchinfo optimize highlight bm25 fts3_tokenizer fts5
    fts5_source_id fts5_locale fts5_get_locale fts5_insttoken""".split()
)
"""Functions that the modules of SQLite bring, which it does not call built in."""


def build(rows: Rows) -> Catalog:
    """Make a catalog of the rows of `QUERIES`."""
    if any(row[1].lower().startswith("pragma_") for row in rows[2]):
        raise Hidden
    texts = {(r[0], r[2].lower()): r[3] for r in rows[1] if r[1] in ("view", "table")}
    linked, triggers = _linked(rows[3]), _triggers(rows[1])
    groups: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in sorted(rows[0], key=lambda row: int(row[9])):
        if row[5] != "1":
            groups.setdefault((row[0].lower(), row[1].lower()), []).append(row)
    infos = []
    for key, columns in groups.items():
        kind, names = columns[0][2], tuple(c[4].lower() for c in columns)
        computed = {c[4].lower(): texts.get(key, "") for c in columns if c[5] in ("2", "3")}
        infos.append(
            RelationInfo(
                Relation(*key),
                kind if kind in ("table", "view", "shadow") else "table",
                names,
                texts.get(key, "") if kind == "view" else "",
                _rowid(columns),
                required=frozenset(c[4].lower() for c in columns if c[8] == "1")
                | ({_rowid(columns)} - {""}),
                keys=_key(columns),
                types={c[4].lower(): c[7] for c in columns},
                generated=made_of("sqlite", computed, names, table=True) if computed else {},
                linked=frozenset(linked.get(key, ())),
                triggers=tuple(
                    (schema, text)
                    for schema in sorted({key[0], "temp"})
                    for text in triggers.get((schema, key[1]), ())
                ),
            )
        )
    attached = sorted({i.relation.schema for i in infos} - {"temp", "main"})
    known = [_function(row) for row in rows[4] if row[0].lower() not in _MODULES]
    return Catalog(
        by_name(infos),
        ("temp", "main", *attached),
        "sqlite",
        routines=frozenset(info.name for info in known),
        functions=functions_by_name(known),
    )


def _linked(rows: list[tuple[str, ...]]) -> dict[tuple[str, str], set[Relation]]:
    """Relations on the other side of foreign keys, which never leave their database."""
    found: dict[tuple[str, str], set[Relation]] = {}
    for schema, child, parent in rows:
        ends = Relation(schema.lower(), child.lower()), Relation(schema.lower(), parent.lower())
        for one, other in (ends, ends[::-1]):
            found.setdefault((one.schema, one.name), set()).add(other)
    return found


def _triggers(rows: list[tuple[str, ...]]) -> dict[tuple[str, str], list[str]]:
    """SQL texts of triggers by schema and table; those of `temp` may be on a table of any schema."""
    found: dict[tuple[str, str], list[str]] = {}
    for schema, kind, _, text, table in rows:
        if kind == "trigger":
            found.setdefault((schema, table.lower()), []).append(text)
    return found


def _function(row: Row) -> FunctionInfo:
    """A function of the application, whose code nobody can read here."""
    name, count, flags = row
    parameters = ("",) * max(int(count), 0)
    volatility = "immutable" if int(flags) & _DETERMINISTIC else "volatile"
    return FunctionInfo(
        "main", name.lower(), "function", parameters, variadic=count == "-1", volatility=volatility
    )


def _rowid(columns: list[tuple[str, ...]]) -> str:
    """The column that is the rowid: the only one of the key, of type INTEGER, in a table that has a rowid."""
    keys = [c for c in columns if c[6] != "0"]
    plain = len(keys) == 1 and keys[0][7].upper() == "INTEGER" and keys[0][3] == "0"
    return keys[0][4].lower() if plain else ""


def _key(columns: list[Row]) -> tuple[frozenset[str], ...]:
    primary = frozenset(c[4].lower() for c in columns if c[6] != "0")
    return (primary,) if primary else ()
