"""Finds every function that a statement calls by looking at its tokens, independent of the parser's own names.

A parser that renames or recognises a function cannot hide it from here. Whether a name followed by a bracket is
really a call is decided by what the tree says is a table, an alias or a type.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlglot import exp

from guarded_db.sql.functions import danger_of, pure
from guarded_db.sql.lexing import OPAQUE, OPERATOR, QUOTED, STRING, WORD, Token
from guarded_db.sql.reader import Reader
from guarded_db.sql.settings import POSTGRES_SETTINGS

SYNTAX = frozenset(
    """select from where and or not in on set values value when then else case end limit offset returning like ilike between
    by is distinct all any some having using as with within over filter partition order group exists union except
    intersect array row cast convert interval join left right full inner outer cross lateral natural into table
    if replace exclude rename key primary foreign references unique check constraint default index add column
    generated always identity collate begin return returns escape similar to for of only do update insert delete
    merge matched rollup cube sets columns recursive materialized conflict duplicate straight_join ignore force use
    regexp rlike div mod xor binary overlaps at zone qualify window rows range groups xmltable xmlattributes passing path
    tablesample bernoulli system repeatable sample reservoir percent explain analyze verbose format cycle search
    grouping temp temporary view include drop alter modify change copy to truncate lambda pivot unpivot name
    engine comment partitions less than list hash subpartition current nested unnest asof anti semi
    struct map union list decimal numeric varchar char character varying bit varbit timestamp time date timestamptz
    timetz float double real text blob clob int integer bigint smallint tinyint mediumint nvarchar nchar varbinary
    number dec fixed enum year precision bytea bpchar serial bigserial json jsonb vector geometry geography
    signed unsigned int2 int4 int8 float4 float8 string longtext mediumtext tinytext vec halfvec sparsevec
    operator unknown nulls first last try_cast prior without function type storage statistics inherits like""".split()
)
"""Words that are followed by a bracket without being called, and types with a length."""

_CALLED = frozenset(
    "left right replace format mod unnest cardinality date text bytea name json jsonb int2 int4 int8 float4 float8".split()
)
"""Those of them that are functions of PostgreSQL too, and take no length as types."""
_SQLITE_NAMES = frozenset("replace char date time format if json like glob match".split())
"""Words of SYNTAX that name functions of SQLite where a bracket follows."""

_TYPES_ONLY = frozenset({"pg_catalog", "information_schema", "main", "system", "sys"})


def read_calls(reader: Reader, tokens: list[Token], tree: Any) -> None:
    """Remember every call in `tokens`."""
    unsure: list[tuple[str, str]] = []
    previous: Token | None = None
    for position, token in enumerate(tokens):
        if token.text == "(" and previous is not None and previous.kind in (WORD, QUOTED):
            _call(reader, tokens, position, previous, unsure)
        previous = token
    if unsure:
        named, read = _names(tree), _bodies(reader, tree)
        for schema, name in unsure:
            read[name] -= 1
            if read[name] < 0 and name.lower() not in named:
                reader.function(name, schema)


def read_dangers(reader: Reader, tokens: list[Token]) -> None:
    """Remember only the calls of functions that do more than compute."""
    for position, token in enumerate(tokens[1:], 1):
        name = tokens[position - 1]
        called = token.text == "(" and name.kind in (WORD, QUOTED)
        if called and danger_of(reader.dialect, name.name) is not None:
            _call(reader, tokens, position, name, [])


def _call(
    reader: Reader, tokens: list[Token], at: int, name: Token, unsure: list[tuple[str, str]]
) -> None:
    exact = name.kind == QUOTED and reader.dialect == "postgres"
    called = name.name if exact else name.name.lower()
    schema = ""
    if at >= 3 and tokens[at - 2].text == ".":
        schema = tokens[at - 3].name.lower() if tokens[at - 3].kind in (WORD, QUOTED) else ""
    if reader.dialect == "duckdb" or schema in _TYPES_ONLY:
        schema = ""
    if danger_of(reader.dialect, called) is not None:
        if called == "set_config":
            _set_config(reader, tokens, at)
        else:
            reader.function(called)
    elif schema or reader.own(called):
        unsure.append((schema, called))
    elif called in pure(reader.dialect):
        if called not in SYNTAX or (reader.dialect == "sqlite" and called in _SQLITE_NAMES):
            reader.functions.add(called)
            reader.closed("", called)
            _hidden(reader, tokens, at, called)
        elif called in _CALLED and reader.dialect == "postgres":
            unsure.append(("", called))
    elif name.kind == QUOTED or called not in SYNTAX:
        unsure.append(("", called))


def _hidden(reader: Reader, tokens: list[Token], at: int, name: str) -> None:
    """See whether users may have made another function of that name, which only the catalog tells."""
    if reader.dialect != "postgres" or tokens[at - 2].text == "." or _empty(tokens, at):
        return
    if reader.catalog is None:
        reader.needs_catalog = True
    elif not reader.catalog.available:
        reader.concede(f"function `{name}` cannot be looked up, {reader.catalog.why}")


def _empty(tokens: list[Token], at: int) -> bool:
    """Without arguments there is no other function that would fit better than the server's own."""
    return at + 1 < len(tokens) and tokens[at + 1].text == ")"


def _set_config(reader: Reader, tokens: list[Token], at: int) -> None:
    reader.functions.add("set_config")
    first = tokens[at + 1] if at + 1 < len(tokens) else None
    literal = first is not None and first.kind == STRING and OPAQUE not in first.name
    ends = at + 2 < len(tokens) and tokens[at + 2].kind == OPERATOR and tokens[at + 2].text == ","
    if first is None or not literal or not ends:
        reader.effects |= {"session", "role", "lexing"}
        reader.concede("function `set_config` is called with a setting that is not written out")
        return
    reader.effects |= POSTGRES_SETTINGS.get(first.name.lower(), frozenset({"session"}))


def _bodies(reader: Reader, tree: Any) -> Counter[str]:
    """How many calls of each name were read with the function's body."""
    nodes = [node for node, _, _ in reader.bodies.values()]
    there = (
        {id(node) for node in tree.find_all(exp.Anonymous)} if isinstance(tree, exp.Expr) else ()
    )
    names = [node.this for node in nodes if id(node) in there]
    folded = (reader.fold(n) if isinstance(n, exp.Identifier) else str(n).lower() for n in names)
    return Counter(folded)


def _names(tree: Any) -> set[str]:
    """Names of relations, aliases, indexes and the like, which may stand before a bracket."""
    found: set[str] = set()
    if not isinstance(tree, exp.Expr):
        return found
    for node in tree.find_all(
        exp.Table, exp.TableAlias, exp.CTE, exp.Schema, exp.Index, exp.Constraint, exp.Cast
    ):
        if isinstance(node, exp.Cast):
            kind = node.args.get("to")
            if kind is not None:
                found.update(i.name.lower() for i in kind.find_all(exp.Identifier))
                found.add(str(kind.args.get("kind") or "").lower())
            continue
        this = node.this
        if isinstance(this, exp.Identifier):
            found.add(this.name.lower())
    return found
