"""Keyed commitments to statement parameters: who holds the key can later check a value, nobody else learns it.

The commitment is HMAC-SHA256 over a typed encoding of the values that no two values share, so that `1`, `"1"` and
`True` differ and `("ab", "c")` differs from `("a", "bc")`. A single value is `TAG LENGTH ":" PAYLOAD` with a
one-letter tag and the payload's length in decimal; a collection is its tag, its items, `"."`. The tags:

    s text, UTF-8 (lone surrogates passed)      i integer, hex, `-` before       f float, 8 bytes big-endian
    y bytes                                     b `1` or `0`                     n None, empty
    d Decimal, as text                          t datetime · a date · h time     e timedelta, days seconds µs
    u UUID, 16 bytes                            l list or tuple                  m mapping, key and value in turn
    r any other type: name, NUL, cut repr       x nested too deep, empty         z more values than the limit

Text keys of a mapping are sorted. Nothing here raises: a value that cannot be encoded is an `r`.
"""

from __future__ import annotations

import datetime as dt
import hmac
import struct
import uuid
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

MAX_DEPTH = 64
"""Deeper nesting is cut (tag `x`): a list may contain itself."""
MAX_VALUES = 2_000_000
"""Values after that are not committed to (tag `z`): shared references can unfold without end."""
MAX_REPR = 4096
"""Characters of `repr` kept for a value of an unknown type."""
MAX_PLAIN = 64
"""Longest list of parameters that is encoded in one go."""
FLUSH_BYTES = 64 * 1024
"""Buffered before the hash takes them, so that memory stays bounded."""

_DOUBLE = struct.Struct(">d")


def keyed(key: bytes) -> hmac.HMAC:
    """Return the prepared HMAC that `commitment` and `Committer` start from; made once per key."""
    return hmac.new(key, digestmod="sha256")


def commitment(mac: hmac.HMAC, params: object) -> str:
    """Return the commitment to one parameter set, in lower-case hex."""
    start = mac.copy()
    if (type(params) is tuple or type(params) is list) and len(params) <= MAX_PLAIN:
        try:
            start.update(b"l%b." % b"".join([_LEAVES[type(value)](value) for value in params]))
            return start.hexdigest()
        except Exception:  # noqa: BLE001 - a nested or unusual value: the general way gives the same bytes
            start = mac.copy()
    encoder = _Encoder(start)
    encoder.feed(params)
    return encoder.flushed().hexdigest()


class Committer:
    """A commitment to parameter sets that arrive one by one, as `executemany` gets them.

    Its digest is HMAC-SHA256 over `M`, the encoding of each set, and `TAG LENGTH ":" count` with tag `i`; it
    differs from the commitment to a list of the same sets.
    """

    __slots__ = ("_encoder", "count")

    def __init__(self, mac: hmac.HMAC) -> None:
        self._encoder = _Encoder(mac.copy())
        self._encoder.put(b"M")
        self.count = 0
        """Parameter sets taken so far."""

    def add(self, params: object) -> None:
        """Take the next parameter set. After `MAX_VALUES` values only the count goes on."""
        self.count += 1
        if self._encoder.values < MAX_VALUES:
            self._encoder.feed(params, 1)

    def hexdigest(self) -> str:
        """Return the commitment to the sets taken so far, in lower-case hex; more may follow."""
        last = self._encoder.flushed().copy()
        last.update(_integer(self.count))
        return last.hexdigest()


class _Encoder:
    """Feeds the encoding of values to an HMAC, in bounded memory and for a bounded number of values."""

    __slots__ = ("_buffer", "_mac", "_size", "values")

    def __init__(self, mac: hmac.HMAC) -> None:
        self._mac = mac
        self._buffer: list[bytes] = []
        self._size = 0
        self.values = 0

    def feed(self, value: Any, depth: int = 0) -> None:
        """Take one value with everything in it."""
        leaf = _LEAVES.get(type(value))
        if leaf is not None:
            self.put(_tried(leaf, value))
        elif isinstance(value, list | tuple):
            self._collection(b"l", value, depth)
        elif isinstance(value, Mapping):
            self._collection(b"m", _pairs(value), depth)
        else:
            self.put(_other(value))

    def _collection(self, tag: bytes, items: Iterable[Any], depth: int) -> None:
        if depth >= MAX_DEPTH:
            self.put(b"x0:")
            return
        self.put(tag)
        for item in items:
            if self.values >= MAX_VALUES:
                self.put(b"z0:")
                break
            self.feed(item, depth + 1)
        self.put(b".")

    def put(self, piece: bytes) -> None:
        """Take encoded bytes."""
        self.values += 1
        self._buffer.append(piece)
        self._size += len(piece)
        if self._size >= FLUSH_BYTES:
            self.flushed()

    def flushed(self) -> hmac.HMAC:
        """Return the HMAC, with everything that was fed."""
        self._mac.update(b"".join(self._buffer))
        self._buffer.clear()
        self._size = 0
        return self._mac


def _leaf(tag: bytes, payload: bytes) -> bytes:
    return b"%b%d:%b" % (tag, len(payload), payload)


def _text(value: str) -> bytes:
    payload = str.encode(value, "utf-8", "surrogatepass")
    return b"s%d:%b" % (len(payload), payload)


def _integer(value: int) -> bytes:
    payload = b"%x" % value  # hex: linear in size, and no limit on digits
    return b"i%d:%b" % (len(payload), payload)


def _timedelta(value: dt.timedelta) -> bytes:
    return _leaf(b"e", b"%d %d %d" % (value.days, value.seconds, value.microseconds))


_LEAVES: dict[type, Callable[[Any], bytes]] = {
    str: _text,
    bool: lambda value: b"b1:1" if value else b"b1:0",
    int: _integer,
    float: lambda value: b"f8:" + _DOUBLE.pack(value),
    bytes: lambda value: b"y%d:%b" % (len(value), value),
    bytearray: lambda value: _leaf(b"y", bytes(value)),
    memoryview: lambda value: _leaf(b"y", value.tobytes()),
    type(None): lambda value: b"n0:",
    Decimal: lambda value: _leaf(b"d", Decimal.__str__(value).encode()),
    # Before date: a datetime is one.
    dt.datetime: lambda value: _leaf(b"t", dt.datetime.isoformat(value).encode()),
    dt.date: lambda value: _leaf(b"a", dt.date.isoformat(value).encode()),
    dt.time: lambda value: _leaf(b"h", dt.time.isoformat(value).encode()),
    dt.timedelta: _timedelta,
    uuid.UUID: lambda value: b"u16:" + value.bytes,
}


def _pairs(value: Mapping[Any, Any]) -> Iterable[Any]:
    """Return keys and values in turn, text keys sorted."""
    try:
        items = list(value.items())
        if all(type(key) is str for key, _ in items):
            items.sort(key=lambda item: item[0])
    except Exception:  # noqa: BLE001 - a mapping with its own ideas
        return [_other(value)]
    return (part for item in items for part in item)


def _tried(leaf: Callable[[Any], bytes], value: Any) -> bytes:
    try:
        return leaf(value)
    except Exception:  # noqa: BLE001 - a released memoryview, a time zone that raises
        return _named(value)


def _other(value: Any) -> bytes:
    """Encode a value of a type that is not listed: as what it extends, else by type name and cut repr."""
    for base, leaf in _LEAVES.items():
        if isinstance(value, base):
            return _tried(leaf, value)
    return _named(value)


def _named(value: Any) -> bytes:
    kind = type(value)
    shown = ""
    own: Any = kind.__repr__
    if own is not object.__repr__:  # that one shows an address, which says nothing
        try:
            shown = repr(value)[:MAX_REPR]
        except Exception:  # noqa: BLE001 - foreign code
            shown = ""
    name = f"{kind.__module__}.{kind.__qualname__}\0{shown}"
    return _leaf(b"r", name.encode("utf-8", "surrogatepass"))
