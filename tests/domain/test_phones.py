"""A number is found in each form in which people write it, whatever stands around it."""

# ruff: noqa: RUF001 - wide digits are what people type

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.phones import asked_as, ending, kept_as


def finds(asked: str, phone: str) -> bool:
    return bool(asked_as(asked) & kept_as(phone))


@pytest.mark.parametrize(
    ("phone", "asked"),
    [
        ("13812345678", ["5678", "13812345678", "138 1234 5678", "+86 13812345678"]),
        ("13812345678", ["0086-138-1234-5678", "８６１３８１２３４５６７８", "138-12345678"]),
        ("１３８１２３４５６７９", ["5679", "13812345679"]),
        ("+86 138 1234 5678", ["13812345678", "5678"]),
        ("0431-88881234转802", ["1234", "0431-88881234", "043188881234", "88881234"]),
        ("0431-88881234转802", ["(0431) 8888 1234", "+86 431 88881234", "0431-88881234转802"]),
        ("88881234", ["88881234", "0431-88881234", "8888-1234"]),
        ("010-66661234", ["01066661234", "66661234"]),
        ("01066661234", ["010 6666 1234"]),
        ("13811112222/13933334444", ["2222", "4444", "13811112222", "139 3333 4444"]),
        ("13811112222 13933334444", ["2222", "4444", "13933334444"]),
        ("王女士13811112222，白天打 0431-5550123", ["13811112222", "0123", "5550123"]),
        ("400-820-8820", ["4008208820", "8820"]),
        ("+1 212 555 0100", ["12125550100", "0100"]),
    ],
)
def test_a_number_is_found_by_each_usual_form(phone: str, asked: list[str]) -> None:
    assert [form for form in asked if not finds(form, phone)] == []


@pytest.mark.parametrize(
    ("phone", "asked"),
    [
        ("13812345678", "13812345679"),
        ("13812345678", "1234"),
        ("0431-88881234", "0432-88881234"),
        ("0431-88881234转802", "4802"),
        ("12345", "2345"),
        ("13812345678", "水 13812345678"),
        ("", ""),
    ],
)
def test_a_number_is_not_found_by_another_number(phone: str, asked: str) -> None:
    assert not finds(asked, phone)


def test_what_is_shown_of_it_is_its_own_end_not_the_extensions() -> None:
    assert ending("0431-88881234转802") == "1234"
    assert ending("１３８１２３４５６７９") == "5679"
    assert ending("no number") == ""


@given(text=st.text(st.sampled_from("0123456789１３８ +-()/转x# 王"), max_size=60))
def test_any_field_has_forms_and_any_question_an_answer(text: str) -> None:
    assert all(form.lstrip("?").isdecimal() for form in kept_as(text) | asked_as(text))


@given(digits=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), gap=st.sampled_from(" -."))
def test_every_mobile_number_is_found_whole_grouped_and_by_its_end(digits: str, gap: str) -> None:
    grouped = gap.join((digits[:3], digits[3:7], digits[7:]))
    for asked in (digits, grouped, f"+86 {grouped}", digits[-4:]):
        assert finds(asked, digits)
        assert finds(asked, f"{grouped} 转 12")
