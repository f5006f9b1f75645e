"""No attempt of `attacks.sql` shows a protected value, whichever way it is sent and in whatever it prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from guarded_db import Guard

ATTACKS = [
    line
    for line in Path(__file__).with_name("attacks.sql").read_text().splitlines()
    if line and not line.startswith("--")
]

SETUP = """
CREATE MACRO mail(i) AS (SELECT email FROM users WHERE id = i);
CREATE MACRO mails() AS TABLE SELECT id, email AS e FROM users;
CREATE TABLE "summarize" (
  column_name VARCHAR, column_type VARCHAR, min VARCHAR, max VARCHAR, approx_unique BIGINT, avg VARCHAR,
  std VARCHAR, q25 VARCHAR, q50 VARCHAR, q75 VARCHAR, count BIGINT, null_percentage DECIMAL(9, 2));
CREATE MACRO lower(x) AS (SELECT email FROM main.users LIMIT 1);
CREATE MACRO range(x) AS TABLE SELECT email FROM main.users;
CREATE TABLE logs (x VARCHAR);
CREATE SCHEMA s2;
CREATE TABLE s2.users AS SELECT id, email FROM main.users;
SET VARIABLE v = (SELECT email FROM users WHERE id = 1);
"""
"""Things that an attacker may find: macros, names that look like keywords, a variable, a second schema."""

AGAIN = ("FROM logs", "SELECT name FROM users", "SELECT getvariable('w')")
"""Where a value could have been put to be read later."""


def _shown(connection: Any, how: str, attack: str) -> str:
    """Everything that an attempt shows: rows, drawings, names, errors and what stands behind them."""
    try:
        result = getattr(connection, how)(attack)
        if result is None:
            return ""
        text = repr(result) + repr(result.description)
        return text + repr(result.fetchall())
    except Exception as refused:  # noqa: BLE001  # whatever is raised is looked at
        return f"{refused} {refused!r} {refused.__context__!r} {refused.__cause__!r}"


@pytest.mark.parametrize(
    ("how", "predicates"), [("execute", "equality"), ("execute", "allow"), ("sql", "allow")]
)
def test_no_attack_shows_a_protected_value(
    labels: dict[str, Any],
    shop_text: str,
    planted: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
    predicates: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    leaks: list[str] = []
    with Guard({**labels, "predicates": predicates}, home=tmp_path / "home") as guard:
        for attack in ATTACKS:
            connection = duckdb.connect(":memory:")
            connection.execute(shop_text + SETUP).fetchall()
            guard.wrap(connection)
            shown = _shown(connection, how, attack)
            # What was put somewhere is looked for with a second statement.
            if attack.startswith(("INSERT", "UPDATE", "MERGE", "SET")):
                shown += "".join(_shown(connection, how, again) for again in AGAIN)
            if planted in shown or "root:" in shown:
                leaks.append(attack)
            connection.close()

    assert leaks == []
    assert [p.name for p in tmp_path.iterdir()] == ["home"]
