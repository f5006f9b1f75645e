"""SQLAlchemy's dialect suite, as its README for dialect authors says to run it."""

from sqlalchemy.testing.suite import *  # noqa: F403 - the suite is made to be imported so
