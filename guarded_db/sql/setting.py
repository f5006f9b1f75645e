"""Statements that change or tell settings: SET, RESET, PRAGMA."""

from __future__ import annotations

from guarded_db.sql import duckdb_commands
from guarded_db.sql.calls import read_dangers
from guarded_db.sql.draft import Draft
from guarded_db.sql.facts import Output
from guarded_db.sql.lexing import OPAQUE, STRING, VARIABLE, WORD, Token
from guarded_db.sql.settings import (
    DUCKDB_HARMLESS,
    DUCKDB_SETTINGS,
    MYSQL_SETTINGS,
    POSTGRES_SETTINGS,
    SAFE_CHARSETS,
    SQLITE_READ_PRAGMAS,
    SQLITE_SETTING_PRAGMAS,
)
from guarded_db.sql.variables import check_parts, set_variable, variable_name

_SESSION = frozenset({"session"})


def postgres_set(draft: Draft) -> None:
    """`SET [SESSION | LOCAL] name = …`, its special spellings, and `RESET`."""
    draft.done("set" if draft.word(0) == "set" else "reset")
    effects = draft.reader.effects
    at = draft.skip(1, ("local",))
    if draft.word(at) == "session" and draft.word(at + 1) not in (
        "authorization",
        "characteristics",
    ):
        at += 1
    name, following = draft.word(at), draft.word(at + 1)
    if (name == "session" and following == "authorization") or name == "role":
        effects.add("role")
    elif name == "session" or name == "transaction":
        effects.add("transaction")
    elif name == "constraints":
        effects.add("session")
    elif name == "names":
        effects |= _charset(draft.tokens[at + 1 :])
    elif name == "all" and draft.word(0) == "reset":
        effects |= {"session", "role", "lexing"}
    elif name == "time" and following == "zone":
        effects.add("session")
    else:
        full, _ = draft.name(at)
        effects |= _postgres_setting(".".join(full), draft.tokens[at + 1 :])
    if not name and not (len(draft.tokens) > at and draft.tokens[at].kind == "q"):
        draft.reader.concede("the setting is not known")


def _postgres_setting(name: str, rest: list[Token]) -> frozenset[str]:
    if name.lower() == "client_encoding":
        return _charset(rest)
    return POSTGRES_SETTINGS.get(name.lower(), _SESSION)


def _charset(rest: list[Token]) -> frozenset[str]:
    """A client character set: one that hides quotes inside of characters changes how text is read."""
    named = [
        t.name.lower()
        for t in rest
        if t.kind in (WORD, STRING) and t.name.lower() not in ("to", "collate")
    ]
    safe = bool(named) and named[0] in SAFE_CHARSETS and OPAQUE not in named[0]
    return _SESSION if safe else frozenset({"session", "lexing"})


def mysql_set(draft: Draft) -> None:
    """`SET a = …, @b = …, GLOBAL c = …` and its special spellings."""
    draft.done("set")
    first = draft.word(1)
    effects = draft.reader.effects
    if first == "transaction" or (
        draft.word(2) == "transaction" and first in ("session", "global", "local")
    ):
        effects.add("transaction" if first != "global" else "maintenance")
        return
    for part in _parts(draft.tokens[1:]):
        effects |= _mysql_special(part) or _mysql_assignment(draft, part)
    read_dangers(draft.reader, draft.tokens)
    check_parts(draft)


def _mysql_special(part: list[Token]) -> frozenset[str]:
    """`NAMES utf8`, `CHARACTER SET utf8`, `PASSWORD = …`, `ROLE …`: they may stand among assignments, too."""
    words = [t.name if t.kind == WORD else "" for t in part[:2]] + ["", ""]
    if words[0] in ("names", "charset"):
        return _charset(part[1:])
    if words[0] in ("character", "char") and words[1] == "set":
        return _charset(part[2:])
    if words[0] == "password" or words[:2] == ["default", "role"]:
        return frozenset({"privilege"})
    return frozenset({"role"}) if words[0] == "role" else frozenset()


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """Split at commas outside of brackets."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if token.text == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _mysql_assignment(draft: Draft, part: list[Token]) -> frozenset[str]:
    at = next((i for i, t in enumerate(part) if t.text in ("=", ":")), len(part))
    if at == 0 or at == len(part):
        draft.reader.concede("the setting is not known")
        return _SESSION
    variable = part[0].kind == VARIABLE and not part[0].name.startswith("@@")
    names = [n.strip("`") for t in part[:at] for n in t.name.lower().lstrip("@").split(".")]
    names = [n for n in names if n]
    name = names[-1] if names else ""
    given = part[at + 2 :] if part[at].text == ":" else part[at + 1 :]
    shown = "@" + variable_name(part[0].name) if variable else "@@" + name
    set_variable(draft, shown, given)
    if variable:
        return _SESSION
    effects = _SESSION | MYSQL_SETTINGS.get(name, _SESSION)
    if {"global", "persist", "persist_only"} & set(names[:-1]):
        effects |= {"maintenance", "privilege"}
    if name in ("character_set_client", "character_set_connection", "character_set_results"):
        effects = (effects - {"lexing"}) | _charset(part[at + 1 :])
    return effects


def sqlite_pragma(draft: Draft) -> None:
    """`PRAGMA [schema.]name [= value | (value)]`."""
    name, end = draft.name(1)
    pragma = name[-1] if name else ""
    given = end < len(draft.tokens)
    draft.outputs = None
    if pragma in SQLITE_READ_PRAGMAS:
        draft.done("pragma", "read")
    elif (
        pragma in SQLITE_SETTING_PRAGMAS
        and not given
        and pragma not in ("incremental_vacuum", "wal_checkpoint")
    ):
        changes = pragma in ("optimize", "shrink_memory")
        draft.done("pragma", *(SQLITE_SETTING_PRAGMAS[pragma] if changes else ("read",)))
    elif pragma in SQLITE_SETTING_PRAGMAS:
        draft.done("pragma", *SQLITE_SETTING_PRAGMAS[pragma])
    else:
        draft.done("pragma", concede="this PRAGMA is not known")


def duckdb_set(draft: Draft) -> None:
    """`SET [GLOBAL | SESSION] name = …`, `SET VARIABLE`, `RESET`."""
    draft.done(draft.word(0))
    at = draft.skip(1, ("global", "session", "local"))
    if draft.word(at) == "variable":
        draft.reader.effects.add("session")
        if draft.word(0) == "set":
            duckdb_commands.set_variable(draft, at + 1)
        return
    if draft.word(at) == "time" and draft.word(at + 1) == "zone":
        draft.reader.effects.add("session")
        return
    _duckdb_setting(draft, at)


def _duckdb_setting(draft: Draft, at: int) -> None:
    name = (draft.name(at)[0] or ("",))[-1]
    if name in DUCKDB_HARMLESS:
        draft.reader.effects.add("session")
    elif name in DUCKDB_SETTINGS:
        draft.reader.effects |= DUCKDB_SETTINGS[name]
    else:
        draft.reader.concede("this setting is not known")


_DUCKDB_READ = frozenset(
    "table_info show show_tables show_tables_expanded show_databases database_list database_size version platform "
    "collations functions user_agent metadata_info".split()
)
_DUCKDB_DO: dict[str, frozenset[str]] = {
    name: frozenset({effect})
    for effect, names in {
        "session": "disable_profiling disable_progress_bar enable_progress_bar enable_optimizer disable_optimizer "
        "verify_parallelism disable_verify_parallelism enable_object_cache disable_object_cache "
        "enable_verification disable_verification enable_print_progress_bar disable_print_progress_bar",
        "maintenance": "force_checkpoint enable_checkpoint_on_shutdown disable_checkpoint_on_shutdown",
    }.items()
    for name in names.split()
}


def duckdb_pragma(draft: Draft) -> None:
    """`PRAGMA name`, `PRAGMA name = value`, `PRAGMA name('x')`."""
    name, end = draft.name(1)
    pragma = name[-1] if name else ""
    draft.done("pragma")
    draft.outputs = None
    if pragma in _DUCKDB_READ:
        draft.reader.effects.add("read")
    elif pragma in _DUCKDB_DO and end >= len(draft.tokens):
        draft.reader.effects |= _DUCKDB_DO[pragma]
    elif end < len(draft.tokens) and draft.tokens[end].text == "=":
        _duckdb_setting(draft, 1)
    else:
        draft.reader.concede("this PRAGMA is not known")


__all__ = ["Output", "duckdb_pragma", "duckdb_set", "mysql_set", "postgres_set", "sqlite_pragma"]
