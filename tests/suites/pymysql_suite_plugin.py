"""A pytest plugin for PyMySQL's own tests: lends them databases, and guards PyMySQL when asked to.

Run by tests/suites/test_pymysql_suite.py in a process of its own. PYMYSQL_TESTS names the folder that holds
`pymysql/tests`, PYMYSQL_DATABASES the databases as JSON, GUARDED_DB_SUITE_HOME the guard's state folder.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pymysql

# The tests are a sub-package of PyMySQL that its distributions leave out.
pymysql.__path__.append(str(Path(os.environ["PYMYSQL_TESTS"]) / "pymysql"))

from pymysql.tests import base  # type: ignore[import-not-found]  # noqa: E402

base.PyMySQLTestCase.databases = json.loads(os.environ["PYMYSQL_DATABASES"])

if home := os.environ.get("GUARDED_DB_SUITE_HOME"):
    from meter import pymysql as meter

    import guarded_db
    from guarded_db.drivers.pymysql import DRIVER

    guard = guarded_db.Guard("observe", home=home)
    DRIVER.patch(lambda _target: guard.core)
    meter.install()


def pytest_unconfigure() -> None:
    """Leave what the meter below the guard saw."""
    if home:
        said = {"seen": meter.seen(), "violations": meter.violations()}
        (Path(home) / "meter.json").write_text(json.dumps(said))
