"""The bytes of one audit record. Pure functions; no keys, no files.

A record is one line: `JSON TAB base64(signature) LF`.

- JSON is RFC 8785 (JCS) in UTF-8, restricted further: object keys are ASCII, numbers are integers with an
  absolute value below 2^53, no floats. One extension: a lone surrogate, which has no UTF-8, is written as its
  escape (`\\ud800`), so that hostile text is recorded and never an error. NUL is `\\u0000`, as RFC 8785 says.
- The signature is Ed25519 over `pae(PAYLOAD_TYPE, JSON bytes)`, the DSSE pre-authentication encoding, in
  standard base64 with padding (88 characters, canonical).
- The hash of a record, used by `chain.prev` of the next one, is SHA-256 in lower-case hex over the whole line,
  the line feed included.

See docs/audit-record.md.
"""

from __future__ import annotations

import binascii
import json
import re
from typing import Any

VERSION = 1
PAYLOAD_TYPE = b"application/vnd.guarded-db.event+json"
WRITER_TYPE = b"application/vnd.guarded-db.writer+json"
"""DSSE type of the certificate by which the log key vouches for a writer key."""

MAX_RECORD_BYTES = 32 * 1024
"""Longest line; bounds what a reader must hold, and keeps one write well below what a disk may tear."""
MAX_INTEGER = 2**53 - 1
"""Largest integer that every JSON reader keeps exactly (RFC 7493)."""
NO_RECORD = "0" * 64
"""`chain.prev` of the first record of a segment."""
SIGNATURE_CHARACTERS = 88
"""Base64 of 64 bytes."""

_quote = json.encoder.encode_basestring
_SURROGATE = re.compile("[\ud800-\udfff]")
_DSSE = b"DSSEv1 %d %b " % (len(PAYLOAD_TYPE), PAYLOAD_TYPE)


def encode(value: Any) -> str:
    """Return `value` as canonical JSON text.

    Args:
        value: None, bool, int, str, and lists, tuples and dicts of them.

    Raises:
        ValueError: a float, an integer of 2^53 or more, a key that is not an ASCII string, any other type.
    """
    if isinstance(value, str):
        text = _quote(value)
        return text if text.isascii() else _SURROGATE.sub(_escape, text)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise ValueError("an integer of a record is below 2^53; write larger ones as text")
        return int.__repr__(value)
    if isinstance(value, dict):
        return "{" + ",".join([f"{_key(k)}:{encode(value[k])}" for k in sorted(value)]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join([encode(item) for item in value]) + "]"
    raise ValueError(f"a record cannot hold a `{type(value).__name__}`; convert it to text first")


def _key(key: Any) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise ValueError("a key of a record is an ASCII string")
    return _quote(key)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def pae(payload_type: bytes, body: bytes) -> bytes:
    """Return the DSSE pre-authentication encoding: `DSSEv1 SP len SP type SP len SP body`."""
    return b"DSSEv1 %d %b %d %b" % (len(payload_type), payload_type, len(body), body)


def event_pae(body: bytes) -> bytes:
    """Return `pae(PAYLOAD_TYPE, body)`; the hot path's form."""
    return b"%b%d %b" % (_DSSE, len(body), body)


def line_of(body: bytes, signature: bytes) -> bytes:
    """Return the record's line for a JSON body and its 64 signature bytes."""
    return body + b"\t" + binascii.b2a_base64(signature)


def split(line: bytes) -> tuple[bytes, bytes]:
    """Return the JSON bytes and the signature bytes of a whole line, the line feed included.

    Raises:
        ValueError: the line does not have the form `JSON TAB base64(64 bytes) LF`, exactly.
    """
    body, tab, text = line.partition(b"\t")
    if not tab or len(text) != SIGNATURE_CHARACTERS + 1 or text[-1] != 10:
        raise ValueError("the line is not `JSON TAB signature LF`")
    signature = binascii.a2b_base64(text[:-1], strict_mode=True)
    # Base64 has spare bits in its last character: only one spelling counts, or a changed byte would pass.
    if len(signature) != 64 or binascii.b2a_base64(signature) != text:
        raise ValueError("the signature is not canonical base64 of 64 bytes")
    return body, signature
