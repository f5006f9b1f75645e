"""What the suite may ask of the databases here, beside SQLAlchemy's own defaults."""

from sqlalchemy.testing import exclusions
from sqlalchemy.testing.requirements import SuiteRequirements


class Requirements(SuiteRequirements):
    """SQLAlchemy's defaults, without attached schemas on SQLite.

    The suite deletes the attached file whenever any engine is disposed, so that later tests meet an I/O error with
    and without the guard.
    """

    @property
    def schemas(self):
        """Whether the target database has schemas."""
        return exclusions.skip_if("sqlite")
