"""Every case of the case files is read as its header says."""

from __future__ import annotations

import pytest
from sql.case_files import DIALECTS, Case, cases

CASES = [case for dialect in DIALECTS for case in cases(dialect)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_statement_is_read_as_its_header_says(case: Case) -> None:
    assert case.told() == case.expected


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_normalised_text_holds_a_literal(dialect: str) -> None:
    for case in cases(dialect):
        for facts in case.read():
            assert "'" not in facts.text
            assert "passwd" not in facts.text
