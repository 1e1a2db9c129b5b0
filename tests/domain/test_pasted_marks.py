"""Invisible pasted marks are removed; what was written stays to the letter."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.limits import FORBIDDEN
from dashboard.domain.pasted_marks import cleaned
from tests.domain.values import ANYTHING, any_of

PLAIN = c.ReportCase(item="0201", grid=206)


@pytest.mark.parametrize(
    ("pasted", "left"),
    [
        ("请回电\u202d138 1234 5678\u202c谢谢", "请回电138 1234 5678谢谢"),
        ("第一行\v第二行", "第一行\n第二行"),
        ("第一行\x85第二行\f", "第一行\n第二行\n"),
        ("\ufeff从记事本粘贴的内容", "从记事本粘贴的内容"),
        ("\u2066附件\u2069", "附件"),
        ("a\0b\x7fc", "abc"),
    ],
)
def test_a_text_loses_its_marks_and_keeps_its_words(pasted: str, left: str) -> None:
    assert cleaned(replace(PLAIN, text=pasted)).text == left
    assert cleaned(d.Comment(case="n", words=pasted)).words == left


def test_a_telephone_number_a_name_and_an_address_lose_them_too() -> None:
    reporter = c.Reporter("\ufeff王\v女士", "\u202d13812345690\u202c")
    found = cleaned(
        replace(PLAIN, reporter=reporter, address="大经路\v7号", attachments=("a\x7f",))
    )
    assert found.reporter == c.Reporter("王 女士", "13812345690")
    assert (found.address, found.attachments) == ("大经路 7号", ("a",))


@given(text=st.text())
def test_no_mark_is_left_and_what_has_none_is_the_same_value(text: str) -> None:
    said = replace(PLAIN, text=text)
    found = cleaned(said)
    assert not FORBIDDEN.search(found.text)
    assert (found is said) == (FORBIDDEN.search(text) is None)
    assert cleaned(found) is found


@given(report=any_of(c.Report, ANYTHING))
def test_any_message_can_be_cleaned(report: c.Report) -> None:
    assert type(cleaned(report.command)) in get_args(CentreCommand)
