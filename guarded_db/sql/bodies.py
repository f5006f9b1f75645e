"""Reads the bodies of functions that users made: what a call gives, and everything else that the body does.

Only bodies in SQL are read: PostgreSQL's `LANGUAGE sql`, DuckDB's macros, a MariaDB function or procedure of plain
statements. Everything that a body does counts as done by the statement. A body that cannot be read is left to the
caller of this module, which concedes the call.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlglot import exp

from guarded_db.sql.catalog import Catalog, FunctionInfo
from guarded_db.sql.facts import Dialect
from guarded_db.sql.lexing import WORD, Refused, Token, scan
from guarded_db.sql.limits import MAX_BODIES
from guarded_db.sql.scope import EMPTY, Named, Rows, Scope, Source, Val, derived, merged
from guarded_db.sql.tokens import split

if TYPE_CHECKING:
    from guarded_db.sql.draft import Draft
    from guarded_db.sql.reader import Reader

_QUERIES = frozenset(
    {"select", "with", "values", "insert", "update", "delete", "replace", "table", "merge"}
)
"""First words of the statements that a body may be made of."""

_SELECT = Token(WORD, "SELECT", "select")


class Call(NamedTuple):
    """One call as it is written."""

    name: str
    arguments: tuple[Val, ...]
    named: bool
    """An argument is given by its name, or another form is used in which positions say nothing."""


def called_rows(reader: Reader, node: Any, scope: Scope, *kinds: str) -> Rows | None:
    """The rows that a call gives, or None when no body tells; what the body does is remembered."""
    found = _called(reader, node, scope, kinds or ("function", "table"))
    return found[1] if found is not None else None


def called_value(reader: Reader, node: Any, scope: Scope) -> Val | None:
    """The value of a call, or None when no body tells."""
    found = _called(reader, node, scope, ("function",))
    if found is None:
        return None
    given, rows = found
    inside = [column.value for column in rows.columns or ()] or [rows.unknown]
    # whether an argument is NULL may decide whether the function runs at all
    return derived([*inside, *given], _folded(reader, node.this))


def _called(
    reader: Reader, node: Any, scope: Scope, kinds: tuple[str, ...]
) -> tuple[tuple[Val, ...], Rows] | None:
    name = _folded(reader, node.this)
    schema = _schema(reader, node) if reader.own(name) else None
    if schema is None:
        return None
    count = len(node.expressions)
    infos = [info for info in _candidates(reader, schema, name) if _takes(info, count)]
    if not infos or not all(info.body and info.kind in kinds for info in infos):
        return None
    from guarded_db.sql.expressions import value

    given = tuple(value(reader, part, scope) for part in node.expressions)
    seen = reader.bodies.get(id(node))
    if seen is not None and seen[1] == given:
        return given, seen[2]
    named = any(isinstance(part, (exp.Kwarg, exp.PropertyEQ, exp.EQ)) for part in node.expressions)
    rows = _all(reader, infos, Call(name, given, named))
    if rows is None:
        return None
    reader.bodies[id(node)] = (node, given, rows)
    return given, rows


def _candidates(reader: Reader, schema: str, name: str) -> list[FunctionInfo]:
    return reader.catalog.candidates(schema, name) if reader.catalog is not None else []


def _all(reader: Reader, infos: list[FunctionInfo], call: Call) -> Rows | None:
    found: Rows | None = None
    for info in infos:
        rows = _read(reader, info, call)
        if rows is None:
            return None
        found = rows if found is None else _either(found, rows)
        if info.volatility:
            reader.volatility.add((call.name, info.volatility))
    reader.functions.add(call.name)
    return found


def _folded(reader: Reader, name: Any) -> str:
    return reader.fold(name) if isinstance(name, exp.Identifier) else str(name).lower()


def _schema(reader: Reader, node: Any) -> str | None:
    """The schema that a call names; None when what stands before the dot may be something else."""
    parent = node.parent
    if isinstance(parent, exp.Table) and parent.this is node:
        parts = [parent.args.get("catalog"), parent.args.get("db")]
        return ".".join(reader.fold(part) for part in parts if part is not None)
    if not isinstance(parent, exp.Dot) or parent.expression is not node:
        return ""
    if isinstance(parent.this, exp.Identifier) and reader.dialect != "duckdb":
        return reader.fold(parent.this)
    return None


def _takes(info: FunctionInfo, count: int) -> bool:
    least = len(info.parameters) - (1 if info.variadic else 0) - len(info.defaults)
    return count >= least and (info.variadic or count <= len(info.parameters))


def _either(left: Rows, right: Rows) -> Rows:
    everything = left.everything | right.everything
    names = [[column.name for column in rows.columns or ()] for rows in (left, right)]
    if left.columns is None or right.columns is None or names[0] != names[1]:
        return Rows(None, everything)
    pairs = zip(left.columns, right.columns, strict=True)
    return Rows([Named(a.name, merged(a.value, b.value)) for a, b in pairs], everything)


def _read(reader: Reader, info: FunctionInfo, call: Call) -> Rows | None:
    """Read one body; None when it is not made of plain statements."""
    if reader.catalog is None or (info.schema, info.name) in reader.active:
        return None
    if reader.budget[0] >= MAX_BODIES:
        return None
    statements = _statements(reader, info)
    if not statements:
        return None
    reader.budget[0] += 1
    rows = Rows([])
    for tokens in statements:
        draft = inner_draft(reader, tokens, info.modes, info.path)
        draft.reader.active = reader.active | {(info.schema, info.name)}
        draft.reader.arguments = _bound(reader, info, call)
        run(reader, draft, f"in function `{info.name}`: ")
        rows = draft.rows if draft.rows is not None else rows
    return _shaped(reader, info, rows, len(statements))


def inner_draft(
    reader: Reader, tokens: list[Token], modes: frozenset[str], path: tuple[str, ...] | None
) -> Draft:
    """A draft of a statement inside of another one, with what they share."""
    from guarded_db.sql.draft import Draft

    draft = Draft(
        tokens, Dialect(reader.dialect, modes or reader.modes), _seen(reader.catalog, path)
    )
    draft.reader.budget = reader.budget
    draft.reader.active = reader.active
    draft.reader.depth = reader.depth
    return draft


def _seen(catalog: Catalog | None, path: tuple[str, ...] | None) -> Catalog | None:
    """The catalog as names in a body find it."""
    if catalog is None or path is None or path == catalog.search_path:
        return catalog
    known = catalog.memo.setdefault("paths", {})
    if path not in known:
        known[path] = replace(catalog, search_path=path, memo={})
    found: Catalog = known[path]
    return found


def run(reader: Reader, draft: Draft, where: str) -> None:
    """Read a statement of a body and count everything that it does as done by the statement around it."""
    from guarded_db.sql.firing import fire
    from guarded_db.sql.routines import read_routines
    from guarded_db.sql.understand import read

    read(draft)
    read_routines(draft)
    fire(draft)
    inner = draft.reader
    if not inner.reads:
        inner.effects.discard("read")  # nothing but an expression
    for name in _COUNTED:
        getattr(reader, name).update(getattr(inner, name))
    reader.needs_catalog = reader.needs_catalog or inner.needs_catalog
    reader.unbounded = reader.unbounded or inner.unbounded
    for why in inner.conceded:
        reader.concede(why if why.startswith("in ") else where + why)


_COUNTED = (
    "effects",
    "also",
    "reads",
    "writes",
    "columns_read",
    "columns_written",
    "functions",
    "volatility",
    "predicates",
    "failing",
    "flows",
    "missing",
)


def _statements(reader: Reader, info: FunctionInfo) -> list[list[Token]]:
    """The statements of a body; none when it holds anything else."""
    dialect = Dialect(reader.dialect, info.modes or reader.modes)
    try:
        tokens = scan(info.body, dialect)
    except Refused:
        return []
    if reader.dialect == "duckdb" and info.kind == "function":
        tokens = [_SELECT, *tokens]
    found = []
    for part in split(_unwrapped(tokens)):
        first = part[0]
        if first.kind == WORD and first.name == "return":
            part = [_SELECT, *part[1:]]
        elif first.text != "(" and not (first.kind == WORD and first.name in _QUERIES):
            return []
        found.append(part)
    return found


def _unwrapped(tokens: list[Token]) -> list[Token]:
    """The tokens without `BEGIN [ATOMIC] … END` around them."""
    while tokens and tokens[-1].text == ";":
        tokens = tokens[:-1]
    if len(tokens) > 2 and tokens[0].name == "begin" and tokens[-1].name == "end":
        return tokens[2 if tokens[1].name == "atomic" else 1 : -1]
    return tokens


def _bound(reader: Reader, info: FunctionInfo, call: Call) -> dict[str, Val]:
    """The parameters by name and by position, with what they depend on."""
    values = list(call.arguments)
    if call.named or info.variadic:
        together = derived([*values, _defaults(reader, info)], "expression")
        values = [together] * len(info.parameters)
    elif len(values) < len(info.parameters):
        missing = len(info.parameters) - len(values)
        values += [_defaults(reader, info)] * missing
    bound = {f"${at}": given for at, given in enumerate(values, 1)}
    for name, given in zip(info.parameters, values, strict=False):
        if name:
            bound[name] = bound[f"{info.name}.{name}"] = given
    return bound


def _defaults(reader: Reader, info: FunctionInfo) -> Val:
    """What parameters that are left out depend on: no table, unless their text calls a function that reads one."""
    if not info.defaults:
        return EMPTY
    draft = inner_draft(
        reader, [_SELECT, *scan(info.defaults[0], Dialect(reader.dialect))], frozenset(), None
    )
    draft.reader.active = reader.active | {(info.schema, info.name)}
    run(reader, draft, f"in function `{info.name}`: ")
    return draft.rows.unknown if draft.rows is not None else EMPTY


def argument(reader: Reader, name: str, found: Val | None) -> Val | None:
    """What a bare name means inside of a body, where it may be a parameter."""
    given = reader.arguments.get(name)
    if given is None or found is None:
        return given if found is None else found
    owner = found.source
    if reader.dialect == "postgres" and isinstance(owner, Source) and owner.by_name is not None:
        return found
    return derived([found, given], "expression")


def _shaped(reader: Reader, info: FunctionInfo, rows: Rows, statements: int) -> Rows:
    """The rows under the names that the function gives its columns."""
    names = info.columns
    if reader.dialect == "duckdb" and info.kind == "table":
        return rows
    if reader.dialect == "mysql" and info.kind == "procedure":
        return rows if statements == 1 else Rows(None, rows.everything)
    if not names and info.rows_of is not None:
        known = reader.catalog.relations if reader.catalog is not None else {}
        shape = known.get((info.rows_of.schema, info.rows_of.name))
        names = shape.columns if shape is not None else ()
        if not names:
            return Rows(None, rows.everything)
    names = names or (info.name,)
    if rows.columns is None or len(rows.columns) != len(names):
        return Rows(None, rows.everything)
    values = [derived([column.value], info.name) for column in rows.columns]
    return Rows([Named(n, v) for n, v in zip(names, values, strict=True)], rows.everything)
