"""The record's bytes are exactly those of the specification, and foreign software can check them."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarded_db.audit.head import segment_files
from guarded_db.audit.keys import Keys, public_pem
from guarded_db.audit.ledger import Ledger
from guarded_db.audit.record import PAYLOAD_TYPE, encode, pae, split

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="ascii"), max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_an_encoded_value_reads_back_as_itself(value: object) -> None:
    assert json.loads(encode(value)) == value


@given(VALUES)
def test_the_encoding_is_that_of_rfc_8785(value: object) -> None:
    expected = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert encode(value) == expected


@given(st.text(st.characters(categories=["Cs", "Cc", "Zl", "L"])))
def test_any_text_has_an_encoding_that_fits_one_line_of_utf8(text: str) -> None:
    data = encode(text).encode()

    assert not {b"\n", b"\t", b"\0"} & {data[i : i + 1] for i in range(len(data))}


def test_lone_surrogates_and_nul_are_escaped() -> None:
    assert encode("a\ud800\0é") == '"a\\ud800\\u0000é"'


@pytest.mark.parametrize(
    "value", [1.5, 2**53, -(2**53), b"x", {"é": 1}, {1: 2}, {1, 2}, float("nan")]
)
def test_what_json_cannot_hold_exactly_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="record"):
        encode(value)


def test_pae_is_that_of_the_dsse_specification() -> None:
    assert pae(b"http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}\n",
        b"{}\t\n",
        b"{}\t" + b"A" * 88 + b"\n",
        b"{}\t" + b"A" * 85 + b"B==\n",  # spare bits set
        b"{}\t" + b"A" * 86 + b"==",
        b"{}\t" + b"A" * 86 + b"==\r\n",
        b"{}\t" + b"A" * 43 + b" " + b"A" * 42 + b"==\n",
    ],
)
def test_a_line_of_another_form_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"line|signature|ase64|padding"):
        split(line)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_verifies_a_record_and_its_certificate(
    keys: Keys, folder: Path, tmp_path: Path
) -> None:
    with Ledger.open(folder, keys) as ledger:
        ledger.append("statement.decided", who=encode({"id": "user:zoë\ud800\0"}))
    (path,) = segment_files(folder)
    begin, record = path.read_bytes().splitlines(keepends=True)[:2]
    certificate = json.loads(split(begin)[0])["what"]["certificate"]
    writer = bytes.fromhex(json.loads(certificate["body"])["key"])
    body, signature = split(record)

    assert _openssl(
        tmp_path,
        (folder / "log.pub").read_bytes(),
        pae(b"application/vnd.guarded-db.writer+json", certificate["body"].encode()),
        base64.b64decode(certificate["signature"]),
    )
    assert _openssl(tmp_path, public_pem(writer), pae(PAYLOAD_TYPE, body), signature)
    assert not _openssl(tmp_path, public_pem(writer), pae(PAYLOAD_TYPE, body + b" "), signature)


def _openssl(folder: Path, pem: bytes, message: bytes, signature: bytes) -> bool:
    names = ("key.pem", "message", "signature")
    for name, data in zip(names, (pem, message, signature), strict=True):
        (folder / name).write_bytes(data)
    arguments = ["-pubin", "-inkey", "key.pem", "-rawin", "-in", "message", "-sigfile", "signature"]
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", *arguments], cwd=folder, capture_output=True, check=False
    )
    return done.returncode == 0
