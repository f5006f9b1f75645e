"""SQLAlchemy's own dialect suite, guarded when `GUARDED_DB_SUITE_HOME` names a state folder.

Run by tests/suites/test_sqlalchemy_suite.py in a process of its own; not collected with the other tests.
"""

import os

import pytest

pytest.register_assert_rewrite("sqlalchemy.testing.assertions")

from sqlalchemy.testing.plugin.pytestplugin import *  # noqa: E402, F403 - SQLAlchemy asks for it so

if home := os.environ.get("GUARDED_DB_SUITE_HOME"):
    import guarded_db
    from guarded_db.integrations.sqlalchemy import install

    guard = guarded_db.Guard("observe", home=home)
    install(guard)
