"""Values of every type that the drivers return, and strategies for them."""

from __future__ import annotations

import datetime
import decimal
import enum
import ipaddress
import uuid
from typing import Any

from hypothesis import strategies as st


class Colour(enum.Enum):
    """An enum as psycopg loads one."""

    RED = "secret red"


SECRETS: dict[str, Any] = {
    "str": "secret",
    "empty str": "",
    "email": "jane.doe@example.com",
    "card": "4111111111111111",
    "surrogate": "\ud800",
    "int": 1234567,
    "zero": 0,
    "float": 3.14159,
    "nan": float("nan"),
    "infinity": float("inf"),
    "Decimal": decimal.Decimal("1234.56"),
    "Decimal NaN": decimal.Decimal("NaN"),
    "bool": True,
    "date": datetime.date(1979, 5, 17),
    "datetime": datetime.datetime(1979, 5, 17, 12, 30, 59),
    "datetime with zone": datetime.datetime(1979, 5, 17, 12, tzinfo=datetime.UTC),
    "time": datetime.time(12, 30),
    "timedelta": datetime.timedelta(days=3),
    "UUID": uuid.UUID("12345678-1234-5678-1234-567812345678"),
    "bytes": b"secret",
    "bytearray": bytearray(b"secret"),
    "memoryview": memoryview(b"secret"),
    "enum": Colour.RED,
    "network": ipaddress.ip_network("10.1.2.0/24"),
    "set": {"secret"},
    "object": object(),
}
"""One value of each type that a driver can hand out."""

scalars = st.one_of(
    *(st.text(), st.integers(), st.floats(), st.decimals(), st.booleans(), st.dates()),
    *(st.datetimes(), st.times(), st.timedeltas(), st.uuids(), st.binary(), st.none(), st.emails()),
)
"""Any value of one cell that is not a container."""

cells = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
"""Any value of one cell."""

options = st.dictionaries(
    st.sampled_from(["keep", "keep_first", "keep_last", "char", "size", "to", "keys"]),
    st.sampled_from(["domain", "year", "month", "keep", "*", "x", "", -1, 0, 1, 2, 4, 10, 10**30]),
)
"""Options, sensible or not: a policy checks them, but a mask must hold without it."""
