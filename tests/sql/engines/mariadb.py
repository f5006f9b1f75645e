"""MariaDB: a user who has rights on one database only."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from typing import Any

import pymysql
import servers
from pymysql.constants import CLIENT
from sql.engines.checking import Fingerprint, Outcome, setup

_OBJECTS = """
SELECT 'object', CONCAT('index ', table_name, index_name), GROUP_CONCAT(column_name ORDER BY seq_in_index)
  FROM information_schema.statistics WHERE table_schema = '{0}' GROUP BY table_name, index_name
UNION ALL SELECT 'object', CONCAT('trigger ', trigger_name), action_statement
  FROM information_schema.triggers WHERE trigger_schema = '{0}'
UNION ALL SELECT 'object', CONCAT('routine ', routine_name), CONCAT(routine_definition, security_type, routine_comment)
  FROM information_schema.routines WHERE routine_schema = '{0}'
UNION ALL SELECT 'object', CONCAT('event ', event_name), event_definition
  FROM information_schema.events WHERE event_schema = '{0}'
UNION ALL SELECT 'object', CONCAT('schema ', schema_name), default_collation_name
  FROM information_schema.schemata
UNION ALL SELECT 'setting', 'database', DATABASE()
"""
_COLUMNS = """
SELECT c.table_name, CONCAT_WS('|', GROUP_CONCAT(CONCAT_WS(' ', c.column_name, c.column_type, c.is_nullable, c.column_default,
         c.extra, c.column_comment, c.generation_expression) ORDER BY c.ordinal_position),
       MAX(t.engine), MAX(t.row_format), MAX(t.table_comment), MAX(t.create_options), MAX(t.table_collation), MAX(v.view_definition))
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  LEFT JOIN information_schema.views v USING (table_schema, table_name)
  WHERE c.table_schema = '{0}' GROUP BY c.table_name
"""
_PARTS = {
    "sql_mode": "lexing",
    "tx_read_only": "transaction",
    "tx_isolation": "transaction",
    "transaction_read_only": "transaction",
    "transaction_isolation": "transaction",
}
_NOT_LOCKED = 1100
_MOVING = frozenset(
    "timestamp rand_seed1 rand_seed2 insert_id last_insert_id identity warning_count error_count "
    "pseudo_thread_id gtid_current_pos gtid_binlog_pos gtid_slave_pos last_gtid in_transaction "
    "innodb_buffer_pool_load_incremental ft_boolean_syntax server_uid".split()
)
"""Variables that change by themselves, or are told otherwise."""


class Mariadb:
    """See `checking.Engine`."""

    dialect = "mysql"

    def __init__(self, database: servers.Database, user: str, password: str) -> None:
        self.database, self.user, self.password = database, user, password
        self.session: Any = None
        self.remake()

    def run(self, sql: str, *, several: bool) -> Outcome:
        try:
            with self.session.cursor() as cursor:
                cursor.execute(sql)
                names = tuple(c[0] for c in cursor.description) if cursor.description else None
                rows = cursor.fetchall() if names else ()
                while cursor.nextset():
                    pass
                return Outcome() if several else Outcome("", names, rows)
        except (pymysql.err.MySQLError, UnicodeError) as error:
            return Outcome(f"{type(error).__name__} {error.args[0]}")

    def fingerprint(self) -> Fingerprint:
        name = self.database.database
        found: Fingerprint = {}
        with self.session.cursor() as cursor:
            try:
                cursor.execute(f"SELECT 1 FROM `{name}`.users, `{name}`.orders")
            except pymysql.err.OperationalError as error:
                if error.args[0] == _NOT_LOCKED:
                    found["lock", "tables"] = True
                    cursor.execute("UNLOCK TABLES")
            except pymysql.err.ProgrammingError:  # one of them is gone
                pass
            cursor.execute("SHOW SESSION VARIABLES")
            variables = dict(cursor.fetchall())
            cursor.execute("SELECT @@in_transaction")
            found["transaction", "status"] = cursor.fetchone()[0]
            for variable, told in variables.items():
                if variable not in _MOVING and not variable.startswith("wsrep"):
                    found[_PARTS.get(variable, "setting"), variable] = told
            cursor.execute(_OBJECTS.format(name))
            found |= {(part, called): told for part, called, told in cursor.fetchall()}
            cursor.execute(_COLUMNS.format(name))
            shapes = dict(cursor.fetchall())
            cursor.execute(f"SHOW FULL TABLES FROM `{name}`")
            for table, kind in cursor.fetchall():
                found["table", table] = kind, shapes.get(table)
                if kind == "BASE TABLE":
                    cursor.execute(f"SELECT * FROM `{name}`.`{table}`")
                    found["rows", table] = tuple(cursor.fetchall())
        return found

    def remake(self) -> None:
        if self.session is not None:
            self.session.close()
        name = self.database.database
        options = {"database": None, "autocommit": True}
        with self.database.connect(**options) as admin, admin.cursor() as cursor:
            cursor.execute("SET lock_wait_timeout = 20")
            cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
            cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
        self.session = self.database.connect(
            user=self.user, password=self.password, client_flag=CLIENT.MULTI_STATEMENTS
        )
        with self.session.cursor() as cursor:
            for statement in setup(self.dialect):
                cursor.execute(statement)

    def close(self) -> None:
        self.session.close()


@contextlib.contextmanager
def mariadb(server: servers.Server) -> Iterator[Mariadb]:
    """Make the user and its database, and drop both at the end."""
    user, password = f"guarded_case_{secrets.token_hex(4)}", secrets.token_hex(8)
    with servers.own_database(server) as database:
        database.run(
            f"CREATE USER {user} IDENTIFIED BY '{password}'",
            f"GRANT ALL ON `{database.database}`.* TO {user}",
        )
        engine = None
        try:
            engine = Mariadb(database, user, password)
            yield engine
        finally:
            if engine is not None:
                engine.close()
            database.connect(database=None).cursor().execute(f"DROP USER {user}")
