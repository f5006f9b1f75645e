"""PostgreSQL: a role that owns one database and nothing else."""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Iterator
from typing import Any

import psycopg
import servers
from psycopg.pq import TransactionStatus
from sql.engines.checking import Fingerprint, Outcome, setup

# Every name is qualified: the session's search_path may be anything.
_HERE = "n.nspname !~ '^pg_(toast|catalog$)' AND n.nspname <> 'information_schema'"
_NAME = """CASE WHEN n.nspname ~ '^pg_temp' THEN 'temp.' WHEN n.nspname = 'public' THEN ''
           ELSE n.nspname || '.' END || c.relname"""
_QUERY = f"""
SELECT 'rows', {_NAME}, pg_catalog.query_to_xml(
    pg_catalog.format('SELECT x::pg_catalog.text AS r FROM %I.%I x', n.nspname, c.relname), true, false, '')::pg_catalog.text
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm', 'p') AND c.relispopulated AND {_HERE}
UNION ALL
SELECT 'table', {_NAME}, pg_catalog.concat_ws('|', c.relkind, c.relpersistence, c.reloptions, c.relrowsecurity,
    c.relforcerowsecurity, c.relreplident, c.relispopulated,
    CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END,
    (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', a.attname, a.atttypid, a.atttypmod, a.attnotnull,
         a.attstattarget, a.attidentity, a.attgenerated, pg_catalog.pg_get_expr(d.adbin, d.adrelid)), ',' ORDER BY a.attnum)
       FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
    (SELECT pg_catalog.string_agg(pg_catalog.pg_get_constraintdef(k.oid), ',' ORDER BY pg_catalog.pg_get_constraintdef(k.oid))
       FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid),
    (SELECT pg_catalog.string_agg(pg_catalog.pg_get_triggerdef(t.oid) || t.tgenabled::pg_catalog.text, ',' ORDER BY t.tgname)
       FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),
    (SELECT pg_catalog.string_agg(p.polname, ',' ORDER BY p.polname) FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid),
    (SELECT pg_catalog.string_agg(pg_catalog.pg_get_ruledef(r.oid), ',' ORDER BY r.rulename)
       FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid AND c.relkind IN ('r', 'p')))
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm', 'p', 'v', 'f') AND {_HERE}
UNION ALL
SELECT 'privilege', {_NAME}, pg_catalog.concat_ws('|', c.relacl, c.relowner)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm', 'p', 'v', 'f') AND {_HERE}
UNION ALL
SELECT 'object', 'index ' || c.relname, pg_catalog.pg_get_indexdef(c.oid)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'i' AND {_HERE}
UNION ALL
SELECT 'object', 'function ' || p.oid::pg_catalog.regprocedure, pg_catalog.concat_ws('|', p.prosrc, p.proacl, p.provolatile, p.proowner, p.prosecdef)
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE {_HERE}
UNION ALL
SELECT 'object', 'type ' || t.typname, pg_catalog.concat_ws('|', t.typtype,
    (SELECT pg_catalog.string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid))
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype IN ('d', 'e', 'r') AND {_HERE}
UNION ALL
SELECT 'object', 'schema ' || n.nspname, pg_catalog.concat_ws('|', n.nspacl, n.nspowner)
  FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT 'object', 'comment', d.description FROM pg_catalog.pg_description d
  JOIN pg_catalog.pg_class c ON c.oid = d.objoid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND {_HERE}
UNION ALL
SELECT 'object', 'counts', pg_catalog.concat_ws(' ', (SELECT count(*) FROM pg_catalog.pg_default_acl),
    (SELECT count(*) FROM pg_catalog.pg_statistic_ext), (SELECT count(*) FROM pg_catalog.pg_operator),
    (SELECT count(*) FROM pg_catalog.pg_cast), (SELECT count(*) FROM pg_catalog.pg_collation),
    (SELECT count(*) FROM pg_catalog.pg_conversion), (SELECT count(*) FROM pg_catalog.pg_extension),
    (SELECT count(*) FROM pg_catalog.pg_publication), (SELECT count(*) FROM pg_catalog.pg_ts_config),
    (SELECT count(*) FROM pg_catalog.pg_foreign_server), (SELECT count(*) FROM pg_catalog.pg_opclass))
UNION ALL
SELECT 'sequence', schemaname || '.' || sequencename, pg_catalog.concat_ws('|', last_value, increment_by, max_value)
  FROM pg_catalog.pg_sequences
UNION ALL
SELECT 'large object', m.oid::pg_catalog.text, '' FROM pg_catalog.pg_largeobject_metadata m
UNION ALL
SELECT CASE WHEN name IN ('standard_conforming_strings', 'client_encoding', 'backslash_quote') THEN 'lexing'
            WHEN name ~ '^(default_)?transaction_(isolation|read_only|deferrable)$' THEN 'transaction'
            ELSE 'setting' END, name, setting FROM pg_catalog.pg_settings
UNION ALL
SELECT 'setting', 'app.x', pg_catalog.current_setting('app.x', true)
UNION ALL
SELECT 'role', 'who', current_user || ' ' || session_user
UNION ALL
SELECT 'lock', pg_catalog.concat_ws(' ', classid, objid, mode), '' FROM pg_catalog.pg_locks
  WHERE locktype = 'advisory' AND pid = pg_catalog.pg_backend_pid()
UNION ALL
SELECT 'channel', x, '' FROM pg_catalog.pg_listening_channels() x
UNION ALL
SELECT 'prepared', name, statement FROM pg_catalog.pg_prepared_statements
UNION ALL
SELECT 'prepared', name, statement FROM pg_catalog.pg_cursors WHERE name <> ''
"""


class Postgres:
    """See `checking.Engine`."""

    dialect = "postgres"

    def __init__(self, database: servers.Database, role: str) -> None:
        self.database, self.role = database, role
        self.session: Any = None
        self.remake()

    def run(self, sql: str, *, several: bool) -> Outcome:
        try:
            if sql.lower().startswith("copy"):
                return self._copy(sql)
            cursor = self.session.execute(sql)
            while cursor.nextset():
                pass
            if several or cursor.description is None:
                return Outcome()
            names = tuple(column.name for column in cursor.description)
            return Outcome("", names, cursor.fetchall())
        except psycopg.Error as error:
            return Outcome(f"{error.sqlstate} {str(error).splitlines()[0]}")

    def _copy(self, sql: str) -> Outcome:
        with self.session.cursor().copy(sql) as copy:
            if " from stdin" in sql.lower():
                return Outcome()
            sent = b"".join(map(bytes, copy)).decode("utf-8", "replace")
        if sql.endswith("(format binary)"):
            return Outcome()
        return Outcome("", None, [re.split(r"[\t,]", line) for line in sent.splitlines()])

    def fingerprint(self) -> Fingerprint:
        status = self.session.info.transaction_status
        found: Fingerprint = {("transaction", "status"): status.name}
        if status == TransactionStatus.INERROR:
            self.session.execute("ROLLBACK")
        for part, name, told in self.session.execute(_QUERY).fetchall():
            # A row may hold the same name twice: comments of several things.
            found[part, name] = tuple(told.split("<r>")) if part == "rows" else told
        return found

    def remake(self) -> None:
        if self.session is not None:
            self.session.close()
        with self.database.connect() as admin:
            admin.execute(f"DROP OWNED BY {self.role} CASCADE")
            kept = "WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
            left = admin.execute(f"SELECT nspname FROM pg_namespace {kept}").fetchall()
            for (schema,) in left:
                admin.execute(f'DROP SCHEMA "{schema}" CASCADE')
            admin.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
        self.session = self.database.connect(user=self.role, prepare_threshold=None)
        for statement in setup(self.dialect):
            self.session.execute(statement)
        self.session.execute("SET statement_timeout = '10s'")

    def close(self) -> None:
        self.session.close()


@contextlib.contextmanager
def postgres(server: servers.Server) -> Iterator[Postgres]:
    """Make the role and its database, and drop both at the end."""
    role = f"guarded_case_{secrets.token_hex(4)}"
    with servers.own_database(server) as database:
        database.run(
            f"CREATE ROLE {role} LOGIN", f'ALTER DATABASE "{database.database}" OWNER TO {role}'
        )
        engine = None
        try:
            engine = Postgres(database, role)
            yield engine
        finally:
            if engine is not None:
                engine.close()
            back = f'ALTER DATABASE "{database.database}" OWNER TO {server.user}'
            database.run(f"DROP OWNED BY {role} CASCADE", back, f"DROP ROLE {role}")
