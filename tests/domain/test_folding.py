"""Any part of a text, however it is written, is found in the folded text."""

# ruff: noqa: RUF001 - signs of other widths are what is searched here

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.actions.search import plain
from dashboard.domain.folding import folded, search_text

# What people write, and what breaks rules made for single scripts.
SIGNS = st.one_of(
    st.characters(),
    st.sampled_from(
        "，。：（）！？①②㈱㍿ＡＢＣ１２３ｱｶﾞßıİſΣςﬁ\u0301\u200b\u202d\ufeff\u3000\u00a0\t\r\n水漏路灯각𠮷"
    ),
)
TEXTS = st.text(SIGNS, max_size=200)


@given(text=TEXTS, data=st.data())
def test_any_excerpt_finds_its_text(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    asked = plain(text[first:last])
    kept = search_text(text, "")
    assert all(word in kept for word in asked.split())


@given(text=TEXTS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("１２３号楼", "123号楼"),
        ("浑浊，发黄", "浑浊,发黄"),
        ("（已三天）", "(已三天)"),
        ("①号楼", "1号楼"),
        ("ＡＢＣ", "abc"),
        ("STRASSE", "straße"),
        ("café", "cafe\u0301"),
        ("一\u3000二", "一 二"),
        ("138\u202d1234", "1381234"),
    ],
)
def test_two_ways_of_writing_fold_into_the_same_text(one: str, other: str) -> None:
    assert folded(one) == folded(other)
