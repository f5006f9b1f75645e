"""Where guarded_db keeps its state: keys, ledger, store. Names the folder; makes nothing."""

from __future__ import annotations

import os
from pathlib import Path

from guarded_db.errors import ConfigurationError

HOME_VARIABLE = "GUARDED_DB_HOME"
"""Environment variable that overrides the platform's state folder."""


def state_home() -> Path:
    """Return the state folder: `$GUARDED_DB_HOME` when set and not empty, else the platform's user state folder.

    Raises:
        ConfigurationError: the variable holds a relative path (it would move with the working directory).
    """
    if given := os.environ.get(HOME_VARIABLE):
        path = Path(given).expanduser()
        if not path.is_absolute():
            raise ConfigurationError(
                f"`{HOME_VARIABLE}` is `{given}`, which is relative; set it to an absolute path"
            )
        return path
    import platformdirs  # here: the variable spares the import

    return Path(platformdirs.user_state_dir("guarded-db"))


def audit_folder(home: Path | None = None) -> Path:
    """Return the ledger's folder inside `home` (`state_home()` when not given)."""
    return (home if home is not None else state_home()) / "audit"
