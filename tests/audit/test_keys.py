"""The log key stays private, and is made once."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from guarded_db.audit.home import audit_folder, state_home
from guarded_db.audit.keys import Keys, Signer, read_public, verifier
from guarded_db.errors import ConfigurationError

MAKE = """
import sys
from pathlib import Path
from guarded_db.audit.keys import Keys
sys.stdin.readline()
print(Keys.load_or_create(Path(sys.argv[1])).id)
"""


def test_the_key_file_is_private_and_the_public_file_holds_the_public_half(home: Path) -> None:
    keys = Keys.load_or_create(home)

    assert (home / "keys" / "log.key").stat().st_mode & 0o777 == 0o600
    assert (home / "keys").stat().st_mode & 0o777 == 0o700
    assert read_public(home / "keys" / "log.pub") == keys.public


def test_a_second_load_gives_the_same_key(home: Path) -> None:
    assert Keys.load_or_create(home).id == Keys.load_or_create(home).id


def test_processes_that_come_first_together_agree_on_one_key(home: Path) -> None:
    arguments = [sys.executable, "-c", MAKE, str(home)]
    makers = [
        subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("\n")
        maker.stdin.flush()

    assert len({maker.communicate()[0] for maker in makers}) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_key_that_others_can_read_or_change_is_refused(home: Path, mode: int) -> None:
    Keys.load_or_create(home)
    (home / "keys" / "log.key").chmod(mode)

    with pytest.raises(ConfigurationError, match="chmod 600"):
        Keys.load_or_create(home)


@pytest.mark.parametrize(
    "text", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END-----"]
)
def test_a_file_that_is_not_a_key_is_refused(home: Path, text: bytes) -> None:
    Keys.load_or_create(home)
    (home / "keys" / "log.key").write_bytes(text)

    with pytest.raises(ConfigurationError, match=r"log\.key"):
        Keys.load_or_create(home)


def test_a_home_that_cannot_be_made_is_named_with_the_variable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigurationError, match=r"file.*GUARDED_DB_HOME"):
        Keys.load_or_create(tmp_path / "file" / "home")


def test_no_secret_shows_and_nothing_can_be_pickled(keys: Keys) -> None:
    signer = Signer(bytes(32))

    assert keys._seed.hex() not in repr(keys)
    assert repr(signer) == f"Signer(id={signer.id!r})"
    for secret in (keys, signer):
        with pytest.raises(TypeError, match="pickled"):
            pickle.dumps(secret)


def test_derived_secrets_differ_by_purpose_and_key(keys: Keys) -> None:
    other = Keys(os.urandom(32))

    assert len({keys.derive("a"), keys.derive("b"), other.derive("a"), keys._seed}) == 4
    assert keys.derive("a") == keys.derive("a")


def test_a_signature_holds_for_its_message_and_key_only(keys: Keys) -> None:
    signature = keys.sign(b"message")

    assert verifier(keys.public)(signature + b"message")
    assert not verifier(keys.public)(signature + b"massage")
    assert not verifier(Signer.ephemeral().public)(signature + b"message")


def test_the_home_is_the_variable_or_the_platforms(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert state_home() == home
    assert audit_folder() == home / "audit"

    monkeypatch.delenv("GUARDED_DB_HOME")
    assert state_home().name == "guarded-db"

    monkeypatch.setenv("GUARDED_DB_HOME", "relative")
    with pytest.raises(ConfigurationError, match="absolute"):
        state_home()
