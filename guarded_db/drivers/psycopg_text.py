"""The text of a statement as the server will get it, before psycopg sends anything.

It asks psycopg's own query classes, so that Composable, bytes and template queries come out as they are sent.
What was computed here is compared with what is sent, at the wire: a mistake here refuses, it never lets pass.
"""

from __future__ import annotations

from typing import Any

from psycopg import RawCursor, _queries
from psycopg._queries import PostgresClientQuery, PostgresQuery
from psycopg.adapt import Transformer
from psycopg.sql import Composable

PostgresRawQuery: Any = RawCursor._query_cls


def server_text(cursor: Any, query: Any, params: Any, encoding: str) -> bytes:
    """Return the bytes that `cursor` will send for `query` with `params` (None: the caller gave none).

    Args:
        encoding: the connection's; asking libpq for it costs as much as a small statement's text.

    Raises:
        Exception: whatever psycopg raises for a query that it cannot convert.
    """
    kind = cursor._query_cls
    if type(query) is str and (kind is PostgresQuery or kind is PostgresRawQuery):
        sent = query.encode(encoding)
        if params is None or kind is PostgresRawQuery:
            return sent
        PostgresQuery.is_params_sequence(params)
        cached = len(sent) <= _queries.MAX_CACHED_STATEMENT_LENGTH
        return (_queries._query2pg if cached else _queries._query2pg_nocache)(sent, encoding)[0]
    return _converted(cursor, kind, query, params)


def copy_text(cursor: Any, statement: Any, params: Any) -> bytes:
    """Return the bytes that `cursor.copy()` will send: parameters are merged on the client."""
    if params or not isinstance(statement, str | bytes | Composable):
        merged = PostgresClientQuery(Transformer(cursor))
        merged.convert(statement, params)
        statement = merged.query
    return _converted(cursor, cursor._query_cls, statement, None)


def many_text(cursor: Any, query: Any, encoding: str) -> bytes:
    """Return the bytes that `executemany` prepares with server-side binding."""
    return server_text(cursor, query, _Any(), encoding)


def binds_on_client(cursor: Any) -> bool:
    """Tell whether `cursor` merges parameters into the text, so that each set of them is another text."""
    return not issubclass(cursor._query_cls, PostgresQuery) or issubclass(
        cursor._query_cls, PostgresClientQuery
    )


def _converted(cursor: Any, kind: Any, query: Any, params: Any) -> bytes:
    conversion = kind(Transformer(cursor))
    if type(params) is _Any:
        sent = conversion._ensure_bytes(query)
        if not issubclass(kind, PostgresRawQuery):
            sent = _queries._query2pg_nocache(sent, cursor._pgconn._encoding)[0]
    else:
        conversion.convert(query, params)
        sent = conversion.query
    if not isinstance(sent, bytes):
        raise TypeError("the query is not text")
    return sent


class _Any(tuple[()]):
    """Parameters that are not known yet."""

    __slots__ = ()
