"""Nothing of a labelled column leaves DuckDB, nothing forbidden gets in, and ordinary work is not disturbed."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from leaks import checker
from leaks.test_sqlite import COLUMNS, HIDDEN, OPEN, POLICIES, hidden_values, is_refusal

import guarded_db

duckdb = pytest.importorskip("duckdb")

HERE = Path(__file__).parent
CASES = checker.read(HERE / "duckdb.sql")
BENIGN = checker.read(HERE / "duckdb_benign.sql")

SCHEMA = """
CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR, email VARCHAR, ssn VARCHAR, phone VARCHAR,
                     card_number VARCHAR, birth_date DATE, salary INTEGER, password VARCHAR, city VARCHAR,
                     team VARCHAR);
CREATE TABLE orders (id INTEGER PRIMARY KEY, person_id INTEGER, item VARCHAR, amount DOUBLE, note VARCHAR, made DATE);
CREATE TABLE cards (id INTEGER, ssn VARCHAR, contact VARCHAR GENERATED ALWAYS AS ('nr ' || ssn) VIRTUAL);
CREATE TABLE documents (id INTEGER, body JSON, tags VARCHAR[], place STRUCT(x INTEGER, y INTEGER));
CREATE TABLE settings (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE VIEW contacts AS SELECT id, email AS reach, ssn AS nr FROM people;
CREATE VIEW contacts_of_contacts AS SELECT c.nr AS x, c.* FROM contacts c;
CREATE VIEW initials AS SELECT id, substr(ssn, 1, 1) AS initial FROM people;
CREATE VIEW teams AS SELECT team, count(*) AS members FROM people GROUP BY team;
CREATE MACRO all_numbers() AS TABLE SELECT ssn AS x FROM people;
CREATE MACRO a_number() AS (SELECT min(ssn) FROM people);
CREATE SEQUENCE numbers START 100;
INSERT INTO orders VALUES
  (1, 1, 'tea', 1.5, 'first', '2024-01-31'), (2, 2, 'milk', 2.25, NULL, '2024-02-29'),
  (3, 1, 'bread', 3.0, 'third', '2024-03-01'), (4, 3, 'tea', 1.5, 'x', '2024-03-02');
INSERT INTO documents VALUES
  (1, '{"title": "one", "n": [1, 2]}', ['a', 'b'], {'x': 1, 'y': 2}), (2, '{"title": "two"}', ['b'], NULL);
INSERT INTO settings VALUES ('deleted', ''), ('theme', 'dark');
"""


def plant(path: Path, which: Callable[[str], int]) -> Any:
    """Open a database in memory; `which` says for a column whether the first or second values are planted."""
    db = duckdb.connect(str(path))
    db.execute(SCHEMA)
    for number, (name, city, team) in enumerate(OPEN):
        values = [HIDDEN[c][which(c)][number] for c in COLUMNS]
        db.execute(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [number + 1, name, *values, city, team],
        )
    db.execute("INSERT INTO cards (id, ssn) SELECT id, ssn FROM people")
    return db


def fetch(connection: Any, text: str) -> Any:
    cursor = connection.execute(text)
    names = [c[0] for c in cursor.description or ()]
    rows = cursor.fetchall() if names else []
    if text.upper().startswith("EXPLAIN"):
        return names, len(rows)  # plans hold timings
    return names, rows


def contents(db: Any) -> list[Any]:
    """Return what the database holds, read without a guard."""
    found: list[Any] = []
    queries = [f"SELECT * FROM {t} ORDER BY ALL" for t in ("people", "orders", "settings")]
    queries.append("SELECT table_name, sql FROM duckdb_tables() ORDER BY ALL")
    queries.append("SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL")
    for query in queries:
        try:
            found.append(db.execute(query).fetchall())
        except duckdb.Error as error:
            found.append(type(error).__name__)
    return found


class Lab:
    """Databases in memory, and guards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.guards = {
            name: guarded_db.Guard(policy, home=folder / f"home-{name}")
            for name, (policy, _) in POLICIES.items()
        }
        self.shared: dict[tuple[str, str], Any] = {}

    def open(self, policy: str, which: str) -> Any:
        """Open a database, guarded unless `policy` is empty; `which` is empty or the policy whose columns differ."""
        hidden = POLICIES[which][1] if which else frozenset()
        db = plant(Path(":memory:"), lambda column: int(column in hidden))
        return self.guards[policy].wrap(db) if policy else db

    def look(
        self, case: checker.Case, policy: str, which: str
    ) -> tuple[checker.Seen, list[Any] | None]:
        """Run a case; return what was seen, and for a case that may write what the database holds then."""
        key = policy, which
        if case.reads and key in self.shared:
            connection = self.shared[key]
        else:
            connection = self.open(policy, which)
        seen = checker.run(
            case,
            lambda text: fetch(connection, text.replace("$FILE", str(self.folder / "out"))),
            is_refusal,
        )
        if case.reads:
            self.shared[key] = connection
            return seen, None
        with contextlib.ExitStack() as stack:
            if policy:
                connection = stack.enter_context(
                    guarded_db.unguarded(connection, reason="the test looks at what is stored")
                )
            state = [contents(connection), sorted(p.name for p in self.folder.glob("out*"))]
        connection.close()
        return seen, state


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    made = Lab(tmp_path_factory.mktemp("leaks"))
    yield made
    for connection in made.shared.values():
        connection.close()


def by_title(cases: list[checker.Case], *kinds: str) -> list[Any]:
    return [pytest.param(case, id=case.title) for case in cases if case.kind in kinds]


@pytest.fixture(autouse=True)
def clean(lab: Lab) -> None:
    """No file of another test is in the way."""
    _clean(lab)


def _clean(lab: Lab) -> None:
    for left in lab.folder.glob("out*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def look(lab: Lab, case: checker.Case, policy: str, which: str) -> Any:
    _clean(lab)
    return lab.look(case, policy, which)


def test_every_attack_has_a_title_of_its_own() -> None:
    titles = [(case.kind, case.title) for case in CASES + BENIGN]

    assert len(titles) == len(set(titles))
    assert sum(case.kind == "attack" for case in CASES) >= 200
    assert len(BENIGN) >= 60


@pytest.mark.parametrize("case", by_title(CASES, "attack"))
def test_an_attack_tells_nothing_of_what_is_hidden(case: checker.Case, lab: Lab) -> None:
    plain, _ = look(lab, case, "", "")
    differs = any(look(lab, case, "", name)[0] != plain for name in POLICIES)
    assert differs, "the attack does not work without a guard either"

    for name, (_, hidden) in POLICIES.items():
        with guarded_db.identity("agent:bot"):
            seen, _ = look(lab, case, name, "")
            other, _ = look(lab, case, name, name)
        assert seen == other, name
        assert checker.trace(seen.results, hidden_values(hidden)) is None


@pytest.mark.parametrize("case", by_title(CASES, "write"))
def test_a_forbidden_write_changes_nothing(case: checker.Case, lab: Lab) -> None:
    nothing = checker.Case("write", "nothing", ("SELECT 1",))
    before = look(lab, nothing, "", "")[1]
    assert look(lab, case, "", "")[1] != before, "it changes nothing without a guard either"

    for name in POLICIES:
        for who in ("agent:bot", "user:jane"):
            with guarded_db.identity(who):
                seen, after = look(lab, case, name, "")
            assert (after, seen.refused > 0) == (before, True), (name, who)


@pytest.mark.parametrize("case", by_title(BENIGN, "benign"))
@pytest.mark.parametrize("policy", ["default", "mapping"])
def test_ordinary_work_is_the_same_with_a_guard(case: checker.Case, policy: str, lab: Lab) -> None:
    expected = look(lab, case, "", "")

    with guarded_db.identity("user:jane"):
        assert look(lab, case, policy, "") == expected
