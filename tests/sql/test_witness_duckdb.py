"""DuckDB's own account of a statement agrees with true facts, and contradicts facts that lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from sql.case_files import cases
from sql.planting import lines, setup
from sql.telling import catalog

from guarded_db.sql.catalog import Catalog
from guarded_db.sql.facts import Column, Dialect, Facts, Output, Relation
from guarded_db.sql.introspection import build, queries
from guarded_db.sql.understand import understand
from guarded_db.sql.witness_duckdb import TREE, Account, contradiction, with_tree

DIALECT = Dialect("duckdb")
LINEAGE = Path(__file__).parent / "lineage"


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        yield connection


@pytest.fixture(scope="module")
def planted(engine: duckdb.DuckDBPyConnection) -> Catalog:
    for sql, params in setup("varchar"):
        engine.execute(sql, params)
    return build("duckdb", [engine.execute(query).fetchall() for query in queries("duckdb")])


def told(engine: duckdb.DuckDBPyConnection, sql: str) -> list[Account] | None:
    """Return what the engine says of a text; None when it is no SQL for it."""
    try:
        parsed = engine.extract_statements(sql)
    except (duckdb.Error, duckdb.NotImplementedException):
        return None
    found = []
    for one in parsed:
        try:
            name = one.type.name
        except ValueError:
            found.append(Account("", frozenset(), frozenset(one.named_parameters)))
            continue
        account = Account(
            name,
            frozenset(result.name for result in one.expected_result_type),
            frozenset(one.named_parameters),
        )
        tree = engine.execute(TREE, [one.query]).fetchall()[0][0]
        found.append(with_tree(account, tree))
    return found


def check(engine: duckdb.DuckDBPyConnection, sql: str, known: Catalog) -> str | None:
    accounts = told(engine, sql)
    if accounts is None:
        return None
    return contradiction(understand(sql, DIALECT, known).statements, accounts)


@pytest.mark.parametrize("sql", [case.sql for case in cases("duckdb")])
def test_no_case_is_contradicted(sql: str, engine: duckdb.DuckDBPyConnection) -> None:
    assert check(engine, sql, catalog("duckdb")) is None


@pytest.mark.parametrize(
    "sql",
    lines((LINEAGE / "common.sql").read_text()) + lines((LINEAGE / "duckdb.sql").read_text()),
)
def test_no_lineage_statement_is_contradicted(
    sql: str, engine: duckdb.DuckDBPyConnection, planted: Catalog
) -> None:
    assert check(engine, sql, planted) is None


USERS = Relation("main", "users")
SHOWN = (Output("email", frozenset({Column(USERS, "email")}), True),)
LIES = {
    "one statement less": ("select 1; drop table users", lambda f: f[:1], "number of statements"),
    "a read for a write": (
        "delete from users where id = 1",
        lambda f: (replace(f[0], kind="select", effects=frozenset({"read"})),),
        "another kind, `DELETE`",
    ),
    "a write without its effect": (
        "insert into users (id) values (1)",
        lambda f: (replace(f[0], effects=frozenset({"read"})),),
        "does more, `INSERT`",
    ),
    "a definition for a query": (
        "create table t as from users",
        lambda f: (replace(f[0], kind="select", outputs=SHOWN),),
        "another kind, `CREATE`",
    ),
    "another table": (
        "select email from users",
        lambda f: (replace(f[0], reads=frozenset({Relation("main", "orders")})),),
        "table `users`",
    ),
    "a table left out of a subquery": (
        "select email from users where id in (select user_id from orders)",
        lambda f: (replace(f[0], reads=frozenset({USERS})),),
        "table `orders`",
    ),
    "a file left out": (
        "select * from 'x.csv'",
        lambda f: (replace(f[0], reads=frozenset(), conceded=()),),
        "table `x.csv`",
    ),
    "a function left out": (
        "select my_function(email) from users",
        lambda f: (replace(f[0], functions=frozenset(), conceded=()),),
        "function `my_function`",
    ),
    "a function that reads a file left out": (
        "select content from read_text('/etc/passwd')",
        lambda f: (replace(f[0], functions=frozenset(), conceded=()),),
        "function `read_text`",
    ),
    "a parameter taken for a literal": (
        "select email from users where ssn = $ssn",
        lambda f: (replace(f[0], text=f[0].text.replace("$ssn", "?")),),
        "other parameters",
    ),
    "a literal taken for a parameter": (
        "select email from users where ssn = 'a'",
        lambda f: (replace(f[0], text=f[0].text.replace("?", "$a")),),
        "other parameters",
    ),
    "a query without rows": (
        "select email from users",
        lambda f: (replace(f[0], outputs=()),),
        "returns rows",
    ),
    "rows of a statement that has none": (
        "drop table users",
        lambda f: (replace(f[0], outputs=SHOWN),),
        "returns no rows",
    ),
}


@pytest.mark.parametrize("name", LIES)
def test_a_lying_reader_is_caught(name: str, engine: duckdb.DuckDBPyConnection) -> None:
    sql, lie, expected = LIES[name]
    true: tuple[Facts, ...] = understand(sql, DIALECT, catalog("duckdb")).statements
    accounts = told(engine, sql)
    assert accounts is not None
    assert contradiction(true, accounts) is None

    found = contradiction(lie(true), accounts)  # type: ignore[no-untyped-call]

    assert found is not None
    assert expected in found


def test_conceded_facts_claim_nothing_but_their_number(engine: duckdb.DuckDBPyConnection) -> None:
    accounts = told(engine, "delete from users")
    unknown = Facts("select", frozenset(), conceded=("it is not known",))

    assert accounts is not None
    assert contradiction([unknown], accounts) is None
    assert contradiction([unknown, unknown], accounts) == "another number of statements"


def test_a_common_table_expression_is_no_table(engine: duckdb.DuckDBPyConnection) -> None:
    accounts = told(engine, "with c as (from users) select * from c, c as d")

    assert accounts is not None
    assert accounts[0].tables == {"users"}
