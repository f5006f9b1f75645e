"""Statements that are neither queries nor rows written: by their leading words, one plain function for each.

A command that is not in the table of its dialect is conceded.
"""

from __future__ import annotations

from collections.abc import Callable

from guarded_db.sql import copying, ddl, duckdb_commands, mysql, preparing, setting, showing
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Column, Output
from guarded_db.sql.lexing import OPERATOR, WORD

Read = Callable[[Draft], None]


def read_command(draft: Draft, read: Read) -> None:
    """Read a command; `read` reads a statement inside of it."""
    first = draft.word(0)
    if first == "analyze" and draft.dialect.name == "mysql" and draft.word(1) not in _TABLES:
        explain = draft.tokens[0]._replace(text="EXPLAIN", name="explain")
        draft.tokens = [explain, *draft.tokens]  # EXPLAIN ANALYZE, as others call it
        first = "explain"
    inner = _INNER.get(first)
    if inner is None and draft.dialect.name == "mysql":
        inner = _MYSQL_INNER.get(first if first != "set" else f"set {draft.word(1)}")
    if inner is not None:
        inner(draft, read)
        return
    table = _DIALECTS.get(draft.dialect.name, _GENERIC)
    command = table.get(first)
    if command is None:
        shown = f"`{first.upper()}`" if first.isalpha() else "its beginning"
        draft.done("unknown", concede=f"a statement with {shown} is not known")
        draft.outputs = None
        return
    command(draft)


_TABLES = frozenset({"table", "tables", "local", "no_write_to_binlog"})
"""MySQL: what makes ANALYZE the command that gathers statistics."""


def _plain(draft: Draft) -> bool:
    """Whether nothing but words and commas follows, so that the keyword says everything."""
    return all(t.kind == WORD or (t.kind == OPERATOR and t.text in ",=") for t in draft.tokens)


def _simple(kind: str, *effects: str, concede: str = "") -> Read:
    def command(draft: Draft) -> None:
        draft.done(kind, *effects, concede=concede)

    return command


def _help(draft: Draft) -> None:
    draft.done("help", "read")
    draft.outputs = None


def _transaction(kind: str) -> Read:
    def command(draft: Draft) -> None:
        draft.done(kind, "transaction")
        words = {t.name for t in draft.tokens}
        if draft.tokens[-1].text == ")" or words & {"not", "atomic"} - {"not"} or "(" in words:
            draft.reader.concede("the statement is not a plain transaction statement")
        if len(draft.tokens) > 12:
            draft.reader.concede("the statement is not a plain transaction statement")

    return command


def _start(draft: Draft) -> None:
    if draft.word(1) == "transaction":
        _transaction("begin")(draft)
    else:
        known = draft.word(1) in ("slave", "replica", "group_replication", "all")
        why = "" if known else "a statement with `START` is not known"
        draft.done("start", "replication", "maintenance", concede=why)


def _rollback(draft: Draft) -> None:
    _transaction("rollback")(draft)


def _lock(draft: Draft) -> None:
    draft.done("lock", "lock")
    at = draft.skip(1, ("table", "tables"))
    while at < len(draft.tokens):
        name, at = draft.name(draft.skip(at, ("only",) if draft.dialect.name == "postgres" else ()))
        if name and name[-1] != "instance":
            draft.reader.reads.add(draft.relation(name))
        while at < len(draft.tokens) and draft.tokens[at].text != ",":
            at += 1
        at += 1


def _maintenance(kind: str) -> Read:
    def command(draft: Draft) -> None:
        draft.done(kind, "maintenance")
        if draft.dialect.name == "mysql":
            draft.outputs = None  # names of tables and what became of them

    return command


def _checksum(draft: Draft) -> None:
    draft.done("checksum", "maintenance", "read")
    names, _ = draft.names(draft.skip(1, ("table", "tables")))
    if not names:
        draft.reader.concede("the name of the relation could not be read")
    summed = frozenset[Column]().union(
        *(draft.reader.table_rows(".".join(n[:-1]), n[-1]).everything for n in names)
    )
    draft.reader.columns_read |= summed
    draft.outputs = (
        Output("table", frozenset(), False),
        Output("checksum", summed, False, frozenset({"checksum"})),
    )


def _do(draft: Draft) -> None:
    draft.done("do", concede="the body of DO is not read")
    from guarded_db.sql.calls import read_dangers

    read_dangers(draft.reader, draft.tokens)


def _call(draft: Draft) -> None:
    draft.done("call", concede="the body of the procedure is not read")
    draft.outputs = None
    from guarded_db.sql.calls import read_dangers

    read_dangers(draft.reader, draft.tokens)

    draft.outputs = None


def _use(draft: Draft) -> None:
    draft.done("use", "session")


def _mysql_drop(draft: Draft) -> None:
    if draft.word(1) == "prepare":
        preparing.close(draft)
    else:
        ddl.drop(draft)


# statements with a statement inside


def _explain(draft: Draft, read: Read) -> None:
    showing.explain(draft, read)


def _copy(draft: Draft, read: Read) -> None:
    copying.copy(draft, read)


_INNER: dict[str, Callable[[Draft, Read], None]] = {
    "explain": _explain,
    "describe": _explain,
    "desc": _explain,
    "summarize": _explain,
    "prepare": preparing.prepare,
    "declare": preparing.declare,
    "execute": preparing.execute,
    "copy": _copy,
}

_MYSQL_INNER: dict[str, Callable[[Draft, Read], None]] = {
    "do": mysql.do,
    "handler": mysql.handler,
    "load": copying.load_data,
    "set statement": mysql.set_statement,
}

_GENERIC: dict[str, Read] = {
    "begin": _transaction("begin"),
    "start": _start,
    "commit": _transaction("commit"),
    "rollback": _rollback,
    "savepoint": _transaction("savepoint"),
    "release": _transaction("release"),
    "create": ddl.create,
    "alter": ddl.alter,
    "drop": ddl.drop,
    "truncate": ddl.truncate,
    "grant": ddl.grant,
    "revoke": ddl.grant,
    "call": _call,
}

_DIALECTS: dict[str, dict[str, Read]] = {
    "postgres": _GENERIC
    | {
        "end": _transaction("commit"),
        "abort": _transaction("rollback"),
        "set": setting.postgres_set,
        "reset": setting.postgres_set,
        "show": showing.postgres_show,
        "vacuum": _maintenance("vacuum"),
        "analyze": _maintenance("analyze"),
        "analyse": _maintenance("analyze"),
        "reindex": _maintenance("reindex"),
        "cluster": _maintenance("cluster"),
        "repack": _maintenance("repack"),
        "checkpoint": _simple("checkpoint", "maintenance"),
        "listen": _simple("listen", "notify"),
        "unlisten": _simple("unlisten", "notify"),
        "notify": _simple("notify", "notify"),
        "lock": _lock,
        "discard": preparing.discard,
        "deallocate": preparing.close,
        "close": preparing.close,
        "fetch": preparing.fetch,
        "move": preparing.fetch,
        "refresh": ddl.refresh,
        "comment": ddl.comment,
        "load": _simple("load", "extension"),
        "do": _do,
        "security": _simple("security", "ddl", "privilege"),
        "import": _simple("import", "ddl", "network"),
        "reassign": _simple("reassign", "ddl", "privilege"),
    },
    "mysql": _GENERIC
    | {
        "set": setting.mysql_set,
        "show": showing.mysql_show,
        "use": _use,
        "drop": _mysql_drop,
        "rename": ddl.rename,
        "lock": _lock,
        "unlock": _simple("unlock", "lock"),
        "deallocate": preparing.close,
        "analyze": _maintenance("analyze"),
        "optimize": _maintenance("optimize"),
        "repair": _maintenance("repair"),
        "check": _maintenance("check"),
        "checksum": _checksum,
        "flush": _simple("flush", "maintenance"),
        "reset": _simple("reset", "maintenance", "replication"),
        "purge": _simple("purge", "maintenance", "replication"),
        "kill": _simple("kill", "maintenance"),
        "change": _simple("change", "replication", "network"),
        "stop": _simple("stop", "replication", "maintenance"),
        "shutdown": _simple("shutdown", "maintenance"),
        "restart": _simple("restart", "maintenance"),
        "install": _simple("install", "extension"),
        "uninstall": _simple("uninstall", "extension"),
        "binlog": _simple(
            "binlog", "replication", "write", concede="the replayed events are not read"
        ),
        "xa": mysql.xa,
        "backup": _simple("backup", "maintenance", "lock"),
        "clone": _simple("clone", "maintenance", "file", "network"),
        "cache": _maintenance("cache"),
        "help": _help,
    },
    "sqlite": _GENERIC
    | {
        "end": _transaction("commit"),
        "pragma": setting.sqlite_pragma,
        "attach": copying.attach,
        "detach": _simple("detach", "session"),
        "vacuum": copying.vacuum_into,
        "analyze": _maintenance("analyze"),
        "reindex": _maintenance("reindex"),
    },
    "duckdb": _GENERIC
    | {
        "end": _transaction("commit"),
        "abort": _transaction("rollback"),
        "set": setting.duckdb_set,
        "reset": setting.duckdb_set,
        "pragma": setting.duckdb_pragma,
        "show": showing.duckdb_show,
        "use": _use,
        "attach": copying.attach,
        "detach": _simple("detach", "session"),
        "install": _simple("install", "extension", "network", "file"),
        "call": duckdb_commands.call,
        "load": _simple("load", "extension"),
        "export": duckdb_commands.export,
        "import": _simple(
            "import", "file", "write", "ddl", concede="a database is read from files"
        ),
        "checkpoint": _simple("checkpoint", "maintenance"),
        "force": duckdb_commands.force,
        "vacuum": _maintenance("vacuum"),
        "analyze": _maintenance("analyze"),
        "comment": ddl.comment,
        "deallocate": preparing.close,
        "pivot": duckdb_commands.pivot,
        "unpivot": duckdb_commands.pivot,
        "pivot_wider": duckdb_commands.pivot,
        "pivot_longer": duckdb_commands.pivot,
    },
}
