"""Which computations may fail, depending on the values that they are given.

Whether `1 / (length(ssn) - 11)` or `ssn::int` fails is one bit of the value, which an error shows however little its
message says. It is not told here what a computation gives, and nothing but the form of an expression is looked at. PostgreSQL only.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from guarded_db.sql.reader import Reader
from guarded_db.sql.scope import Val

_TOTAL = frozenset(
    """lower upper lcase ucase length len char_length character_length octet_length bit_length trim ltrim rtrim btrim
    initcap reverse concat concat_ws coalesce ifnull nvl nullif greatest least max min count sum avg any_value every
    bool_and bool_or logical_and logical_or group_concat string_agg array_agg list json_agg jsonb_agg json_arrayagg json_array_agg
    json_group_array first last first_value last_value arbitrary array struct row tuple md5 md5_digest sha sha1 sha2
    sha224 sha256 sha384 sha512 hash crc32 encode hex to_hex ascii soundex quote quote_literal quote_nullable quote_ident typeof
    pg_typeof to_json to_jsonb row_to_json json_typeof jsonb_typeof json_array_length jsonb_build_array json_build_array
    variance var_pop var_samp stddev stddev_pop stddev_samp month year day dayofmonth quarter week hour minute second date
    isnull lag lead position strpos str_position instr starts_with contains ends_with floor ceil ceiling
    sign isfinite to_base64 cardinality array_length age extract unicode ts_or_ds_to_date total
    json_array json_quote jsonb_array_length unhex from_base64 inet_ntoa inet_aton inet6_aton inet6_ntoa""".split()
)
"""Functions that give something, or NULL, for every value of the types that they take."""

_TOTAL_WITH_LITERALS = frozenset(
    """substr substring left right lpad rpad split_part replace translate round trunc truncate to_char date_trunc
    timestamp_trunc time_to_str date_format strftime printf format date_part mod concat_with_separator mid
    substring_index string_to_array split regexp_replace regexp_like""".split()
)
"""Functions that do when everything but one argument is written out; then it fails for every row or for none."""

_OPERATORS = (
    exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod, exp.Pow, exp.BitwiseLeftShift, exp.BitwiseRightShift,
)  # fmt: skip
_PATTERNS = (exp.Like, exp.ILike, exp.SimilarTo, exp.RegexpLike, exp.RegexpILike)
_WRITTEN = (exp.Literal, exp.Null, exp.Boolean, exp.Placeholder, exp.Parameter, exp.Var, exp.DataType)  # fmt: skip

MAX_STEP = 1000
"""Numbers below this are added to a column without a doubt: only a value at the end of its type would overflow."""


def looked_at(reader: Reader, node: Any, found: Val) -> Val:
    """Return `found`, what `node` depends on, and remember it when the computation may fail by it."""
    if reader.dialect == "postgres" and found.sources and _may_fail(reader.dialect, node):
        reader.failing |= found.sources
    return found


def _may_fail(dialect: str, node: Any) -> bool:
    if isinstance(node, (exp.Cast, exp.TryCast)):
        return dialect in ("postgres", "duckdb") and not _fits(node, dialect)
    if isinstance(node, exp.Func) and not isinstance(node, (exp.Connector, exp.Binary)):
        return not _total(node)
    while isinstance(node, exp.Binary):
        if isinstance(node, _OPERATORS) and not _small(dialect, node):
            return True
        if isinstance(node, _PATTERNS) and not isinstance(node.expression, _WRITTEN):
            return True
        node = node.this
    return isinstance(node, exp.AtTimeZone) and not isinstance(node.args.get("zone"), _WRITTEN)


def _fits(node: Any, dialect: str) -> bool:
    """Whether every value can be cast to the type."""
    tried = isinstance(node, exp.TryCast) and dialect != "sqlite"
    kind = node.args.get("to")
    return tried or (isinstance(kind, exp.DataType) and kind.this in exp.DataType.TEXT_TYPES)


def _total(node: Any) -> bool:
    names = {str(node.name).lower()} if isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc)) else {
        name.lower() for name in node.sql_names()
    }  # fmt: skip
    if names & _TOTAL:
        return True
    return bool(names & _TOTAL_WITH_LITERALS) and _dependent(node) <= 1


def _dependent(node: Any) -> int:
    """How many arguments are not written out."""
    parts = [p for part in node.args.values() for p in (part if isinstance(part, list) else [part])]
    return sum(isinstance(p, exp.Expr) and not isinstance(p, _WRITTEN) for p in parts)


def _small(dialect: str, node: Any) -> bool:
    """Whether the operator cannot fail for these operands: a column and a small number that is written out."""
    left, right = node.this, node.expression
    divides = isinstance(node, (exp.Div, exp.IntDiv, exp.Mod))
    if dialect == "sqlite" or (divides and dialect == "duckdb"):
        return True
    if divides:
        return _number(right) not in (None, 0)
    pair = (left, right) if isinstance(right, exp.Literal) else (right, left)
    number = _number(pair[1])
    steps = isinstance(node, (exp.Add, exp.Sub, exp.Mul))
    return steps and isinstance(pair[0], exp.Column) and number is not None and number <= MAX_STEP


def _number(node: Any) -> float | None:
    if not isinstance(node, exp.Literal) or node.is_string:
        return None
    try:
        return abs(float(node.name))
    except ValueError:
        return None
