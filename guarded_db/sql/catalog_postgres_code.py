"""What PostgreSQL's catalog tells of functions and triggers: the SQL that reads it, and the values made of its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable

from guarded_db.sql.catalog import FunctionInfo, TriggerInfo
from guarded_db.sql.facts import Relation

FUNCTIONS = """
SELECT n.nspname, p.proname, p.prokind::text, p.provolatile::text, l.lanname,
       (e.extname IS NOT NULL)::int,
       p.pronargs, (p.provariadic <> 0)::int, p.proretset::int,
       pg_catalog.to_json(p.proargnames)::text,
       pg_catalog.array_to_string(p.proargmodes, ''), p.pronargdefaults,
       pg_catalog.pg_get_expr(p.proargdefaults, 0), pg_catalog.to_json(p.proconfig)::text,
       CASE WHEN e.extname IS NULL AND (l.lanname = 'sql' OR t.typname IN ('trigger', 'event_trigger'))
            THEN coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc) ELSE '' END,
       (p.prosqlbody IS NOT NULL)::int, rn.nspname, r.relname, t.typname, p.oid
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang JOIN pg_catalog.pg_type t ON t.oid = p.prorettype
LEFT JOIN pg_catalog.pg_class r ON r.oid = t.typrelid AND r.relkind <> 'c'
LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid
     AND d.deptype = 'e'
LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
""".strip()

TRIGGERS = """
SELECT n.nspname, c.relname, t.tgname, t.tgtype::text, p.oid, p.proname
FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'
UNION ALL
SELECT n.nspname, c.relname, w.rulename, w.ev_type::text, NULL, '' FROM pg_catalog.pg_rewrite w
JOIN pg_catalog.pg_class c ON c.oid = w.ev_class JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE w.ev_type <> '1' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
""".strip()
"""Rules that rewrite writes are told like triggers that cannot be read."""

_VOLATILITY = {"i": "immutable", "s": "stable", "v": "volatile"}
_KINDS = {"f": "function", "p": "procedure"}
_EVENTS = {4: "insert", 8: "delete", 16: "update", 32: "truncate"}
_RULES = {"2": "update", "3": "insert", "4": "delete"}
_TRIGGERS = ("trigger", "event_trigger")

HARMLESS = frozenset(
    "suppress_redundant_updates_trigger moddatetime autoinc insert_username".split()
)
"""Trigger functions of the server and its extensions that fill the row with the time or the user, or skip it."""

_PRIVATE = frozenset(
    """work_mem maintenance_work_mem statement_timeout lock_timeout idle_in_transaction_session_timeout timezone
    datestyle intervalstyle jit parallel_setup_cost parallel_tuple_cost random_page_cost seq_page_cost
    client_min_messages log_min_messages plan_cache_mode max_parallel_workers_per_gather check_function_bodies
    synchronous_commit extra_float_digits bytea_output lc_messages lc_monetary lc_numeric lc_time
    default_text_search_config row_security""".split()
)
"""Settings of a function that do not change how its body is read."""


def functions(rows: Iterable[tuple[str, ...]], session: tuple[str, ...]) -> dict[str, FunctionInfo]:
    """Every function by its oid; `session` is the search path of the session."""
    return {row[-1]: _function(row, session) for row in rows}


def _function(row: tuple[str, ...], session: tuple[str, ...]) -> FunctionInfo:
    schema, name, kind, volatility, language, extension = row[:6]
    inputs, outputs = _parameters(row)
    readable, path = _path(row[13], session)
    modern, returns = row[15] == "1", row[18]
    body = row[14] if readable and (language in ("sql", "plpgsql")) else ""
    shape = _KINDS.get(kind, "other") if returns not in _TRIGGERS else "other"
    strict = language in ("c", "internal") or (language == "sql" and volatility == "i")
    return FunctionInfo(
        schema,
        name,
        shape,
        inputs,
        _defaults(row[11], row[12]),
        row[7] == "1",
        _VOLATILITY.get(volatility, ""),
        body,
        columns=outputs,
        rows_of=Relation(row[16], row[17]) if row[17] else None,
        many=row[8] == "1",
        path=None if modern else path,
        extension=extension == "1",
        closed=extension == "1" and strict and volatility in "is" and shape != "procedure",
    )


def _parameters(row: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of what goes in, and of what comes out."""
    modes = row[10] or "i" * int(row[6])
    names = [*(json.loads(row[9]) if row[9] else ()), *[""] * len(modes)][: len(modes)]
    pairs = list(zip(modes, names, strict=True))
    inputs = tuple(name for mode, name in pairs if mode in "ibv")
    return inputs, tuple(name for mode, name in pairs if mode in "obt")


def _defaults(count: str, text: str) -> tuple[str, ...]:
    """The expressions as one text, repeated: which comma ends one is only known when they are parsed."""
    return (text,) * int(count) if int(count) else ()


def _path(settings: str, session: tuple[str, ...]) -> tuple[bool, tuple[str, ...] | None]:
    """Whether the settings of a function leave its body readable, and the search path among them."""
    path: tuple[str, ...] | None = None
    for setting in json.loads(settings) if settings else ():
        name, _, value = setting.partition("=")
        if name.lower() == "search_path":
            names = _names(value)
            if names is None:
                return False, None
            path = _searched(names, session)
        elif name.lower() not in _PRIVATE:
            return False, None
    return True, path


def _names(value: str) -> list[str] | None:
    """The schemas of a written search path; None when it names the user's own."""
    found = []
    for part in value.split(","):
        name = part.strip()
        quoted = len(name) > 1 and name[0] == name[-1] == '"'
        name = name[1:-1] if quoted else name.lower()
        if name == "$user" or '"' in name:
            return None
        found.append(name)
    return [name for name in found if name]


def _searched(names: list[str], session: tuple[str, ...]) -> tuple[str, ...]:
    """The path as the server searches it: temporary tables and its own catalog first, unless they are named."""
    temporary = [name for name in session if name.startswith("pg_temp")]
    path: list[str] = [] if "pg_temp" in names else [*temporary]
    path += [] if "pg_catalog" in names else ["pg_catalog"]
    for name in names:
        path += temporary if name == "pg_temp" else [name]
    return tuple(path)


def triggers(
    rows: Iterable[tuple[str, ...]], known: dict[str, FunctionInfo]
) -> dict[tuple[str, str], tuple[TriggerInfo, ...]]:
    """What hangs on each relation."""
    found: dict[tuple[str, str], list[TriggerInfo]] = {}
    for schema, relation, name, kind, oid, function in rows:
        if not oid:
            info = TriggerInfo(name, frozenset({_RULES.get(kind, "insert")}))
        else:
            events = frozenset(event for bit, event in _EVENTS.items() if int(kind) & bit)
            runs = known.get(oid)
            harmless = function in HARMLESS and (runs is None or runs.extension)
            body = runs.body if runs is not None else ""
            info = TriggerInfo(
                name, events, body, path=runs.path if runs else None, harmless=harmless
            )
        found.setdefault((schema, relation), []).append(info)
    return {place: tuple(infos) for place, infos in found.items()}
