"""PostgreSQL's catalog: the SQL that reads it, and what is built of its rows."""

from __future__ import annotations

from guarded_db.sql.catalog import Catalog, RelationInfo
from guarded_db.sql.catalog_postgres_code import FUNCTIONS, TRIGGERS, functions, triggers
from guarded_db.sql.catalog_rows import Rows, by_name, functions_by_name, lines
from guarded_db.sql.facts import Relation

_RELATIONS = """
SELECT n.nspname, c.relname, c.relkind::text,
       coalesce((SELECT pg_catalog.string_agg(CASE WHEN a.attisdropped THEN '' ELSE a.attname::pg_catalog.text END, E'\\n'
                                              ORDER BY a.attnum)
                 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0), ''),
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) ELSE '' END,
       pg_catalog.array_to_string(pg_catalog.current_schemas(true), E'\\n'),
       (SELECT pg_catalog.string_agg(pg_catalog.concat(pn.nspname, E'\\n', p.relname), E'\\n') FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
        WHERE i.inhrelid = c.oid),
       (SELECT pg_catalog.string_agg(a.attname, E'\\n') FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attnotnull),
       (SELECT pg_catalog.string_agg(pg_catalog.array_to_string(ARRAY(SELECT a.attname FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey)), E'\\n'), E'\\n\\n')
        FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u') AND NOT k.condeferrable
          AND NOT (c.relkind = 'r' AND c.relhassubclass)),
       c.oid::pg_catalog.text,
       (SELECT pg_catalog.string_agg(pg_catalog.format_type(a.atttypid, a.atttypmod), E'\\n' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
UNION ALL
SELECT '', '', '', '', '', pg_catalog.array_to_string(pg_catalog.current_schemas(true), E'\\n'), '', '', '', '0', ''
""".strip()

_CODE = """
SELECT 'coded', t.typname, '', '' FROM pg_catalog.pg_depend d
LEFT JOIN pg_catalog.pg_cast c ON d.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND c.oid = d.objid
LEFT JOIN pg_catalog.pg_constraint k
  ON d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = d.objid
JOIN pg_catalog.pg_type t ON t.oid IN (c.castsource, c.casttarget, k.contypid)
WHERE d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.deptype = 'n'
  AND t.oid >= 16384 AND NOT EXISTS
  (SELECT 1 FROM pg_catalog.pg_depend e
   WHERE e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.objid = t.oid AND e.deptype = 'e')
UNION ALL
SELECT n.nspname, c.relname, a.attname, s.attname FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = f.oid
  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = c.oid
JOIN pg_catalog.pg_attribute s ON s.attrelid = c.oid AND s.attnum = d.refobjsubid
WHERE a.attgenerated <> '' AND s.attnum <> a.attnum
""".strip()
"""The rows of types have an empty third column. Objects of the server's own, which are below oid 16384,
have no dependencies written down, so only those of users are found."""

QUERIES = (_RELATIONS, _CODE, FUNCTIONS, TRIGGERS)


def build(rows: Rows) -> Catalog:
    """Make a catalog of the rows of `QUERIES`."""
    infos, path = [], rows[0][0][5] if rows[0] else ""
    generated: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for schema, name, column, source in rows[1] if len(rows) > 1 else ():
        if column:
            made = generated.setdefault((schema, name), {})
            made[column] = (*made.get(column, ()), source)
    for schema, name, kind, columns, definition, _, above, required, keys, oid, types in rows[0]:
        if name:
            numbered = lines(columns)
            names, told = tuple(filter(None, numbered)), lines(types)
            shape = "view" if kind in "vm" else "table" if kind in "rpf" else "other"
            parts = lines(above)
            parents = tuple(map(Relation, parts[::2], parts[1::2]))
            infos.append(
                RelationInfo(
                    Relation(schema, name),
                    shape,
                    names,
                    definition,
                    parents=parents,
                    required=frozenset(lines(required)),
                    keys=tuple(frozenset(lines(key)) for key in (keys or "").split("\n\n") if key),
                    types=dict(zip(names, told, strict=True)) if len(told) == len(names) else {},
                    generated=generated.get((schema, name), {}),
                    oid=int(oid),
                    numbered=numbered,
                )
            )
    code = rows[1] if len(rows) > 1 else []
    known = functions(rows[2] if len(rows) > 2 else (), lines(path))
    return Catalog(
        by_name(infos),
        lines(path),
        "postgres",
        routines=frozenset(info.name for info in known.values() if not info.extension),
        coded=frozenset(row[1] for row in code if row[0] == "coded" and not row[2]),
        functions=functions_by_name(known.values()),
        triggers=triggers(rows[3] if len(rows) > 3 else (), known),
    )
