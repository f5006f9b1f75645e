"""MariaDB's and MySQL's catalog: the SQL that reads it, and what is built of its rows."""

from __future__ import annotations

from collections import Counter

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.catalog_rows import Columns, Rows, by_name, grouped, info_of
from guarded_db.sql.facts import Relation

_RELATIONS = """
SELECT t.table_schema, t.table_name, t.table_type, coalesce(v.view_definition, ''), database()
FROM information_schema.tables t LEFT JOIN information_schema.views v
  ON v.table_schema = t.table_schema AND v.table_name = t.table_name
WHERE t.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
UNION ALL SELECT '', '', '', '', database()
""".strip()

_COLUMNS = """
SELECT table_schema, table_name, column_name,
       CASE WHEN extra LIKE '%INVISIBLE%' THEN 'invisible' ELSE is_nullable = 'NO' END FROM information_schema.columns
WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
ORDER BY table_schema, table_name, ordinal_position
""".strip()

QUERIES = (_RELATIONS, _COLUMNS)


def build(rows: Rows) -> Catalog:
    """Make a catalog of the rows of `QUERIES`."""
    columns, infos, current = grouped(rows[1]), [], rows[0][0][4] if rows[0] else ""
    for row in rows[1]:
        if row[3] == "invisible":
            # what `*` shows is not what the table has: its columns are known by name only
            columns[row[0].lower(), row[1].lower()] = Columns()
    seen = Counter((row[0].lower(), row[1].lower()) for row in rows[0])
    for schema, name, kind, definition, _ in rows[0]:
        key = (schema.lower(), name.lower())
        if name and seen[key] == 1:  # of two names that differ only in case, neither is known
            shape = "view" if "VIEW" in kind.upper() else "table"
            infos.append(info_of(Relation(*key), shape, columns.get(key, Columns()), definition))
    return Catalog(by_name(infos), (current.lower(),) if current else (), "mysql")
