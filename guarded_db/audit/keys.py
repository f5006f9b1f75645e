"""Keys of the ledger: the log key on disk, ephemeral writer keys in memory, derived secrets. Only user of PyNaCl.

It does not rotate, and a passphrase or a remote signer is not asked for: who can read the file can sign.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import NoReturn

from nacl import bindings
from nacl.exceptions import BadSignatureError

from guarded_db.audit import files
from guarded_db.errors import ConfigurationError

SIGNATURE_BYTES = 64
KEY_BYTES = 32

# DER before the 32 key bytes: PKCS#8 PrivateKeyInfo and SubjectPublicKeyInfo of Ed25519 (RFC 8410).
_PRIVATE_PREFIX = bytes.fromhex("302e020100300506032b657004220420")
_PUBLIC_PREFIX = bytes.fromhex("302a300506032b6570032100")


def key_id(public: bytes) -> str:
    """Return the name of a public key: the first 16 hex digits of SHA-256 over its 32 bytes."""
    return hashlib.sha256(public).hexdigest()[:16]


class Signer:
    """An Ed25519 key pair in memory. Cannot be pickled, and its repr shows the public half only."""

    __slots__ = ("_secret", "id", "public")

    def __init__(self, seed: bytes) -> None:
        self.public, self._secret = bindings.crypto_sign_seed_keypair(seed)
        self.id = key_id(self.public)

    @classmethod
    def ephemeral(cls) -> Signer:
        """Return a fresh key that will never be written anywhere."""
        return cls(os.urandom(KEY_BYTES))

    def sign(self, message: bytes) -> bytes:
        """Return the 64 signature bytes."""
        return bindings.crypto_sign(message, self._secret)[:SIGNATURE_BYTES]

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a signing key cannot be pickled; load it in the process that uses it")


class Keys:
    """The log key of one installation, and what is derived from it.

    The seed lies at `<home>/keys/log.key` (PEM, PKCS#8, mode 0600), the public key at `<home>/keys/log.pub`.
    """

    __slots__ = ("_log", "_seed")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != KEY_BYTES:
            raise ConfigurationError(
                f"a log key has {KEY_BYTES} bytes; create one with `Keys.load_or_create`"
            )
        self._seed = seed
        self._log = Signer(seed)

    @classmethod
    def load_or_create(cls, home: Path) -> Keys:
        """Return the keys of `home`, made on first use; safe when several processes come first.

        Raises:
            ConfigurationError: the folder cannot be written, the file is readable by others, or not a key.
        """
        folder = Path(home) / "keys"
        path = folder / "log.key"
        try:
            if path.exists():
                return cls._load(path)
            files.make_folder(folder)
            with files.locked(folder / ".lock"):
                if not path.exists():
                    files.write_once(
                        path, _pem("PRIVATE KEY", _PRIVATE_PREFIX + os.urandom(KEY_BYTES))
                    )
                keys = cls._load(path)
                files.write_once(folder / "log.pub", keys.public_pem)
            return keys
        except OSError as error:
            raise ConfigurationError(
                f"cannot keep the log key in `{folder}`: {error.strerror or error};"
                " make the folder writable or set GUARDED_DB_HOME to one that is"
            ) from error

    @classmethod
    def _load(cls, path: Path) -> Keys:
        if files.is_exposed(path):
            raise ConfigurationError(
                f"the key file `{path}` is readable by group or others; run `chmod 600` on it, and replace the key"
                " if someone may have read it"
            )
        return cls(_from_pem(path.read_bytes(), _PRIVATE_PREFIX, path))

    @property
    def id(self) -> str:
        """The log key's name, see `key_id`."""
        return self._log.id

    @property
    def public(self) -> bytes:
        """The 32 bytes of the log key's public half."""
        return self._log.public

    @property
    def public_pem(self) -> bytes:
        """The public half as openssl reads it."""
        return public_pem(self._log.public)

    def sign(self, message: bytes) -> bytes:
        """Return the log key's signature (64 bytes)."""
        return self._log.sign(message)

    def derive(self, purpose: str) -> bytes:
        """Return 32 secret bytes that belong to `purpose`: HMAC-SHA256(seed, "guarded-db derive v1" NUL purpose)."""
        return hmac.digest(self._seed, b"guarded-db derive v1\0" + purpose.encode(), "sha256")

    def __repr__(self) -> str:
        return f"Keys(id={self.id!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("the log key cannot be pickled; load it in the process that uses it")


def verifier(public: bytes) -> Callable[[bytes], bool]:
    """Return a function that says whether `signature + message` was signed by the key."""
    if len(public) != KEY_BYTES:
        raise ValueError(f"an Ed25519 public key has {KEY_BYTES} bytes")
    return partial(_is_signed, bindings.crypto_sign_open, public)


def _is_signed(open_: Callable[[bytes, bytes], bytes], public: bytes, signed: bytes) -> bool:
    try:
        open_(signed, public)
    except BadSignatureError:
        return False
    return True


@lru_cache(maxsize=16)
def public_pem(public: bytes) -> bytes:
    """Return an Ed25519 public key as PEM (SubjectPublicKeyInfo)."""
    return _pem("PUBLIC KEY", _PUBLIC_PREFIX + public)


def read_public(path: Path) -> bytes:
    """Return the 32 bytes of the Ed25519 public key in a PEM file.

    Raises:
        ConfigurationError: it is not one.
        OSError: it cannot be read.
    """
    return _from_pem(Path(path).read_bytes(), _PUBLIC_PREFIX, path)


def _pem(label: str, der: bytes) -> bytes:
    text = base64.b64encode(der).decode()
    return f"-----BEGIN {label}-----\n{text}\n-----END {label}-----\n".encode()


def _from_pem(text: bytes, prefix: bytes, path: Path) -> bytes:
    lines = text.strip().splitlines()
    try:
        der = base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except binascii.Error:
        der = b""
    if not der.startswith(prefix) or len(der) != len(prefix) + KEY_BYTES:
        raise ConfigurationError(
            f"`{path}` does not hold an Ed25519 key in PEM; restore it from a backup"
        )
    return der[len(prefix) :]
