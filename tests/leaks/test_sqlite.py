"""Nothing of a labelled column leaves SQLite, nothing forbidden gets in, and ordinary work is not disturbed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from leaks import checker

import guarded_db

HERE = Path(__file__).parent
CASES = checker.read(HERE / "sqlite.sql")
BENIGN = checker.read(HERE / "sqlite_benign.sql")

SCHEMA = """
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, email TEXT, ssn TEXT, phone TEXT, card_number TEXT,
                     birth_date TEXT, salary INTEGER, password TEXT, city TEXT, team TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, person_id INTEGER REFERENCES people, item TEXT,
                     amount REAL, note TEXT, made TEXT);
CREATE TABLE vault (pin INTEGER PRIMARY KEY, label TEXT);
CREATE TABLE cards (id INTEGER PRIMARY KEY, ssn TEXT, contact TEXT GENERATED ALWAYS AS ('nr ' || ssn) VIRTUAL);
CREATE TABLE checked (amount INTEGER CHECK (amount < 100000));
CREATE TABLE one_column (digit TEXT);
CREATE TABLE documents (id INTEGER PRIMARY KEY, body TEXT, tags TEXT);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE INDEX people_team ON people (team);
CREATE VIEW contacts AS SELECT id, email AS reach, ssn AS nr FROM people;
CREATE VIEW contacts_of_contacts AS SELECT c.nr AS x, c.* FROM contacts c;
CREATE VIEW initials AS SELECT id, substr(ssn, 1, 1) AS initial FROM people;
CREATE VIEW renamed_view (a, b) AS SELECT ssn, password FROM people;
CREATE VIEW vault_view AS SELECT * FROM vault;
CREATE VIEW teams AS SELECT team, count(*) AS members FROM people GROUP BY team;
CREATE VIRTUAL TABLE search USING fts5 (name, email);
CREATE TRIGGER people_log AFTER DELETE ON orders BEGIN UPDATE settings SET value = old.id WHERE key = 'deleted'; END;
INSERT INTO orders (id, person_id, item, amount, note, made) VALUES
  (1, 1, 'tea', 1.5, 'first', '2024-01-31'), (2, 2, 'milk', 2.25, NULL, '2024-02-29'),
  (3, 1, 'bread', 3.0, 'third', '2024-03-01'), (4, 3, 'tea', 1.5, 'x', '2024-03-02');
INSERT INTO one_column VALUES ('5'), ('6');
INSERT INTO documents VALUES (1, '{"title": "one", "n": [1, 2]}', 'a,b'), (2, '{"title": "two", "n": []}', 'b');
INSERT INTO settings VALUES ('deleted', ''), ('theme', 'dark');
"""

COLUMNS = ("email", "ssn", "phone", "card_number", "birth_date", "salary", "password")
OPEN = (("ann", "oslo", "a"), ("bob", "rome", "b"), ("cid", "oslo", "a"), ("dee", "bonn", "b"))
HIDDEN: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "email": (
        ("alice.quirk@example.com", "zoltan@example.org", "quintessa@example.com", None),
        ("wilhelmina@example.com", "bertrand.ox@example.org", "kuno@example.com", None),
    ),
    "ssn": (
        ("536-90-4399", "219-09-9999", "778-62-8144", "457-55-5462"),
        ("103-22-7781", "641-35-8020", "322-18-6605", "588-41-2290"),
    ),
    "phone": (
        ("+4791234577", "+3906555611", "+4722987688", None),
        ("+1202884677", "+8135551311", "+6128801788", None),
    ),
    "card_number": (
        ("4111222233334444", "5500661177228833", "3782822463100005", "6011000990139424"),
        ("9876543210124444", "1203456789018833", "2468135790240005", "1357924680139424"),
    ),
    "birth_date": (
        ("1961-07-23", "1984-11-05", "1990-02-17", None),
        ("1961-03-14", "1984-05-26", "1990-10-08", None),
    ),
    "salary": ((183947, 52611, 97358, 120764), (61203, 148829, 175066, 84417)),
    "password": (
        ("hunter2zz", "correct-horse", "Tr0ub4dor", "monkfish77"),
        ("qwertyuiop9", "letmein-now", "M0nkeyWr", "gr4nitecup"),
    ),
    "pin": ((7391, 4826), (1057, 9264)),
}
"""Per column the values of the two databases. What masks show (domains, last digits, years) is the same."""

POLICIES: dict[str, tuple[Any, frozenset[str]]] = {
    "default": (None, frozenset(HIDDEN) - {"salary"}),
    "mapping": (
        {
            "version": 1,
            "name": "own",
            "default": "allow",
            "unknown": "deny",
            "anonymous": "service",
            "predicates": "equality",
            "labels": {
                "email": ["*.email"],
                "ssn": ["*.ssn"],
                "secret": ["people.password", "vault.pin"],
                "pay": ["people.salary"],
            },
            "masks": {"email": {"kind": "partial", "keep": "domain"}},
            "rules": [
                {
                    "id": "rows",
                    "effect": "deny",
                    "actions": ["update", "delete", "truncate"],
                    "unbounded": True,
                },
                {"id": "no-drop", "effect": "deny", "actions": ["drop"]},
            ],
        },
        frozenset({"email", "ssn", "password", "pin", "salary"}),
    ),
    "closed": (
        {
            "version": 1,
            "name": "closed",
            "extends": ["pii"],
            "default": "deny",
            "labels": {"pay": ["*.salary"]},
            "rules": [
                {
                    "id": "agents-read",
                    "effect": "allow",
                    "who": {"kind": "agent"},
                    "actions": ["read"],
                    "tables": ["people", "orders"],
                }
            ],
        },
        frozenset(HIDDEN),
    ),
}
"""Name: the policy, and the columns that it hides."""

FRAGMENTS = {
    "email": lambda v: v.partition("@")[0],
    "card_number": lambda v: v[:-4],
    "phone": lambda v: v[:-2],
    "birth_date": lambda v: v[4:],
}


def hidden_values(columns: frozenset[str]) -> list[str]:
    """Return the parts of the first database's values that nobody may see."""
    found = []
    for column in sorted(columns):
        for value in HIDDEN[column][0]:
            if value is not None:
                part = FRAGMENTS.get(column, lambda v: v)(str(value))
                found.append(part)
    return [part for part in found if len(part) >= checker.FRAGMENT]


def plant(path: Path, which: Callable[[str], int]) -> Path:
    """Make a database; `which` says for a column whether the first or second values are planted."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(SCHEMA)
        for number, (name, city, team) in enumerate(OPEN):
            values = [HIDDEN[c][which(c)][number] for c in COLUMNS]
            db.execute(
                "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number + 1, name, *values, city, team),
            )
        db.executemany(
            "INSERT INTO vault VALUES (?, ?)", zip(HIDDEN["pin"][which("pin")], "xy", strict=True)
        )
        db.execute("INSERT INTO cards (id, ssn) SELECT id, ssn FROM people")
        db.execute("INSERT INTO search SELECT name, email FROM people")
        db.commit()
    return path


class Lab:
    """Databases to copy, and guards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self.first = plant(folder / "first.db", lambda column: 0)
        self.second = {
            name: plant(folder / f"{name}.db", lambda column, hidden=hidden: int(column in hidden))
            for name, (_, hidden) in POLICIES.items()
        }
        self.guards = {
            name: guarded_db.Guard(policy, home=folder / f"home-{name}")
            for name, (policy, _) in POLICIES.items()
        }

    def look(
        self,
        case: checker.Case,
        template: Path,
        open_it: Callable[[Path], Any],
    ) -> tuple[checker.Seen, list[Any]]:
        """Run a case on a copy of a database; return what was seen and what the database holds then."""
        path = self.folder / "case.db"
        for old in self.folder.glob("case.db*"):
            old.unlink()
        shutil.copy(template, path)
        connection = open_it(path)
        try:
            seen = checker.run(
                case, lambda text: fetch(connection, text.replace("$FILE", str(path))), is_refusal
            )
            connection.commit()
        finally:
            connection.close()
        with closing(sqlite3.connect(path)) as db:
            state = contents(db)
        extra = sorted(f.name for f in self.folder.glob("case.db*"))
        return seen, [state, extra]


def fetch(connection: Any, text: str) -> Any:
    cursor = connection.execute(text)
    names = [c[0] for c in cursor.description or ()]
    return names, [tuple(row) for row in cursor.fetchall()]


def contents(db: sqlite3.Connection) -> list[Any]:
    schema = db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    tables = ("people", "orders", "vault", "settings", "documents", "search", "sqlite_sequence")
    found: list[Any] = [schema, db.execute("PRAGMA user_version").fetchall()]
    for table in tables:
        try:
            found.append(db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall())
        except sqlite3.Error as error:
            found.append(str(error))
    return found


def is_refusal(error: Exception) -> bool:
    return isinstance(error, guarded_db.GuardError)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return Lab(tmp_path_factory.mktemp("leaks"))


def opener(lab: Lab, policy: str) -> Callable[[Path], Any]:
    return lambda path: lab.guards[policy].connect(f"sqlite:///{path}")


def by_title(cases: list[checker.Case], *kinds: str) -> list[Any]:
    return [pytest.param(case, id=case.title) for case in cases if case.kind in kinds]


def test_every_attack_has_a_title_of_its_own() -> None:
    titles = [(case.kind, case.title) for case in CASES + BENIGN]

    assert len(titles) == len(set(titles))
    assert sum(case.kind == "attack" for case in CASES) >= 200
    assert len(BENIGN) >= 60


def raw(path: Path) -> Any:
    return sqlite3.connect(path)


@pytest.mark.parametrize("case", by_title(CASES, "attack"))
def test_an_attack_tells_nothing_of_what_is_hidden(case: checker.Case, lab: Lab) -> None:
    plain, _ = lab.look(case, lab.first, raw)
    differs = any(lab.look(case, second, raw)[0] != plain for second in lab.second.values())
    assert differs, "the attack does not work without a guard either"

    for name, (_, hidden) in POLICIES.items():
        with guarded_db.identity("agent:bot"):
            seen, _ = lab.look(case, lab.first, opener(lab, name))
            other, _ = lab.look(case, lab.second[name], opener(lab, name))
        assert seen == other, name
        assert checker.trace(seen.results, hidden_values(hidden)) is None


@pytest.mark.parametrize("case", by_title(CASES, "known"))
def test_an_error_that_an_expression_raises_still_tells_one_bit(
    case: checker.Case, lab: Lab
) -> None:
    with guarded_db.identity("agent:bot"):
        seen, _ = lab.look(case, lab.first, opener(lab, "mapping"))
        other, _ = lab.look(case, lab.second["mapping"], opener(lab, "mapping"))

    assert seen != other
    assert checker.trace((seen, other), hidden_values(POLICIES["mapping"][1])) is None


@pytest.mark.parametrize("case", by_title(CASES, "write"))
@pytest.mark.parametrize("who", ["agent:bot", "user:jane"])
def test_a_forbidden_write_changes_nothing(case: checker.Case, who: str, lab: Lab) -> None:
    nothing = checker.Case("benign", "nothing", ("SELECT 1",))
    _, before = lab.look(nothing, lab.first, raw)
    assert lab.look(case, lab.first, raw)[1] != before, "it changes nothing without a guard either"

    for name in POLICIES:
        with guarded_db.identity(who):
            seen, after = lab.look(case, lab.first, opener(lab, name))
        assert (after, seen.refused > 0) == (before, True)


@pytest.mark.parametrize("case", by_title(BENIGN, "benign"))
@pytest.mark.parametrize("policy", ["default", "mapping"])
def test_ordinary_work_is_the_same_with_a_guard(case: checker.Case, policy: str, lab: Lab) -> None:
    expected = lab.look(case, lab.first, raw)

    with guarded_db.identity("user:jane"):
        assert lab.look(case, lab.first, opener(lab, policy)) == expected
