"""The demo: an agent works on an embedded shop database through the guard, in seconds, with nothing set up.

Everything shown really happens: a real SQLite file, the real policy, the real ledger, the real verifier.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

import guarded_db
from guarded_db.cli.show import record_row, records_table

POLICY = """\
version: 1
name: demo-shop
default: deny
labels:
  email: [users.email]
  card: [payments.card_number]
masks:
  email: {kind: partial, keep: domain}
  card: {kind: partial, keep_last: 4}
rules:
  - id: agents-read-the-shop
    effect: allow
    who: {kind: agent, groups: [support]}
    actions: [read]
    tables: [users, orders, payments]
  - id: agents-close-orders
    effect: allow
    who: {kind: agent, groups: [support]}
    actions: [update, delete]
    tables: [orders]
  - id: writes-name-their-rows
    effect: deny
    actions: [update, delete]
    unbounded: true
    reason: every UPDATE and DELETE says which rows it means
    hint: add a WHERE clause on the key of the rows you mean
"""

SHOP = """\
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users, item TEXT, status TEXT);
CREATE TABLE payments (id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders, card_number TEXT, amount INTEGER);
INSERT INTO users VALUES (1, 'Ada', 'ada@engine.example'), (2, 'Grace', 'grace@navy.example'),
  (3, 'Edsger', 'edsger@shortest.example');
INSERT INTO orders VALUES (10, 1, 'punched cards', 'open'), (11, 2, 'nanosecond wire', 'open'),
  (12, 3, 'a letter', 'shipped');
INSERT INTO payments VALUES (100, 10, '4111111111111111', 1200), (101, 11, '5500005555555559', 300),
  (102, 12, '340000000000009', 90);
"""

WHO: dict[str, Any] = {"id": "agent:copilot", "on_behalf_of": "user:jane@example.com"}

CODE = """\
import guarded_db
conn = guarded_db.connect("sqlite:///shop.db", policy="guard.yaml")
who = {"id": "agent:copilot", "on_behalf_of": "user:jane@example.com"}
with guarded_db.identity(**who, groups=["support"], purpose="SUP-1234"):
    rows = conn.execute("SELECT …").fetchall()
"""

READ = """\
SELECT u.name, u.email AS contact, o.item, p.card_number AS card
FROM users u JOIN orders o ON o.user_id = u.id
JOIN payments p ON p.order_id = o.id ORDER BY o.id"""

STATEMENTS = (
    ("It answers a question: e-mails and cards are masked, also aliased.", READ, True),
    (
        "It closes one order: the rule asks for a WHERE, and there is one.",
        "UPDATE orders SET status = 'closed' WHERE id = 10",
        True,
    ),
    ("It tries to clean up.", "DROP TABLE users", False),
    ("It tries to delete what it was asked to archive.", "DELETE FROM orders", False),
    (
        "It tries to guess a card number digit by digit.",
        "SELECT id FROM payments WHERE card_number LIKE '4%'",
        False,
    ),
)


def run(console: Console, keep: Path | None) -> None:
    """Play the demo on `console`; with `keep`, leave its files in that folder.

    Raises:
        ConfigurationError: `keep` holds something already.
    """
    if keep is not None and keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise guarded_db.ConfigurationError(
            f"`{keep}` holds something already; name a new folder for the demo"
        )
    folder = Path(tempfile.mkdtemp(prefix="guarded-db-demo-")) if keep is None else keep
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _play(console, folder)
        if keep is not None:
            console.print(
                f"The database, the policy and the ledger, with its changed byte, are in {folder}",
                highlight=False,
                soft_wrap=True,
            )
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def _play(console: Console, folder: Path) -> None:
    database, policy = folder / "shop.db", folder / "guard.yaml"
    policy.write_text(POLICY)
    with closing(sqlite3.connect(database)) as raw:
        raw.executescript(SHOP)
    console.print(
        Panel(
            Syntax(CODE.strip(), "python", background_color="default", word_wrap=True),
            title="five lines of Python put an agent on a leash",
            title_align="left",
            border_style="cyan",
        )
    )
    console.print()
    guard = guarded_db.Guard(policy, home=folder / "state")
    with guard:
        _work(console, guard, database)
    _audit(console, folder / "state" / "audit")


def _work(console: Console, guard: guarded_db.Guard, database: Path) -> None:
    conn = guard.connect(f"sqlite:///{database}")
    with guarded_db.identity(**WHO, groups=["support"], purpose="SUP-1234"):
        for step, (title, sql, expected) in enumerate(STATEMENTS, 1):
            console.print(Rule(f"[bold]{step}[/] {title}", align="left", style="cyan"))
            console.print(Syntax(sql, "sql", background_color="default", word_wrap=True))
            if _execute(console, conn, sql) is not expected:
                raise guarded_db.GuardError("the demo did not go as it should; please report it")
            console.print()
    conn.commit()
    conn.close()


def _execute(console: Console, conn: Any, sql: str) -> bool:
    """Execute and show; return whether it was allowed."""
    try:
        cursor = conn.execute(sql)
    except guarded_db.Denied as refusal:
        console.print(Text.assemble(("Denied  ", "bold red"), str(refusal)))
        return False
    if cursor.description is None:
        console.print(Text.assemble(("allowed  ", "bold green"), f"{cursor.rowcount} row changed"))
        return True
    table = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in cursor.description:
        table.add_column(column[0])
    for row in cursor.fetchall():
        table.add_row(*(_cell(value) for value in row))
    console.print(Text("allowed", "bold green"))
    console.print(table)
    return True


def _cell(value: Any) -> Text:
    from guarded_db.masking.masked import Masked

    return Text(str(value), "yellow" if isinstance(value, Masked) else "")


def _audit(console: Console, audit: Path) -> None:
    from guarded_db.audit.reading import records
    from guarded_db.audit.verify import verify

    console.print(Rule("[bold]Who did what, and why[/]", align="left", style="cyan"))
    table = records_table()
    for entry in records(audit):
        data = entry.data
        if data["event"] in ("statement", "statement.end"):
            table.add_row(*record_row(entry.segment, entry.sequence, data))
    console.print(table)
    console.print()
    console.print(Rule("[bold]audit verify[/]", align="left", style="cyan"))
    result = verify(audit)
    console.print(
        Text.assemble(
            ("verified  ", "bold green"),
            f"{result.records} records, every signature and every link of the chain",
        )
    )
    console.print()
    console.print(
        Rule("[bold]Now somebody changes one byte of the ledger[/]", align="left", style="cyan")
    )
    _tamper(audit)
    try:
        verify(audit)
    except guarded_db.VerificationError as error:
        console.print(Text.assemble(("tampered  ", "bold red"), str(error)))


def _tamper(audit: Path) -> None:
    from guarded_db.audit.head import segment_files

    segment = max(segment_files(audit), key=lambda path: path.stat().st_size)
    data = bytearray(segment.read_bytes())
    at = data.index(b'"denied"')
    data[at + 1 : at + 2] = b"D"
    segment.chmod(0o600)
    segment.write_bytes(data)
