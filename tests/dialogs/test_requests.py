"""Requests from a browser are checked, because they may be anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.dialogs.requests import (
    ROWS_MAX,
    SeenCase,
    asked,
    fields,
    open_request,
    rows,
    seen,
    to_browser,
)
from dashboard.domain.refusals import Refused
from layouts.acts import (
    ACTS,
    ALERT_ACTS,
    BY_NAME,
    INCIDENT_ACTS,
    INSTRUCTION_ACTS,
    REPORT_ACTS,
    WALL_ACTS,
)

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JUNK, JUNK, JUNK)
def test_anything_is_read_or_refused(act: object, selected: object, chosen: object) -> None:
    try:
        found = open_request(act, selected, chosen)
    except Refused:
        return
    assert isinstance(found.said, str)


@given(JUNK)
def test_what_a_dialog_was_opened_for_comes_back_or_is_refused(value: object) -> None:
    with pytest.raises(Refused):
        asked(value)


def test_a_row_is_a_number_and_the_version_seen() -> None:
    assert seen({"no": "NG20261123-0308", "version": 8}) == SeenCase("NG20261123-0308", 8)
    assert seen({"no": "NG20261123-0308", "version": True}) == SeenCase("NG20261123-0308", None)
    assert seen({"no": {"props": {}}, "version": 8}) is None


def test_rows_count_once_and_not_without_end() -> None:
    assert len(rows([{"no": "a", "version": 1}, {"no": "a", "version": 2}])) == 1
    with pytest.raises(Refused, match="At most"):
        rows([{"no": f"{n}", "version": 1} for n in range(ROWS_MAX + 1)])


def test_a_key_means_every_act_that_has_it() -> None:
    assert {act.name for act in open_request({"key": "v"}, None, []).acts} == {
        "verify_report",
        "verify",
    }
    assert open_request({"key": ""}, None, []).acts == ()


def test_the_hand_says_itself_which_cases_are_meant() -> None:
    lagging = {"no": "old", "version": 1}
    told = {"key": "m", "selected": {"no": "new", "version": 2}, "chosen": []}
    assert open_request(told, lagging, [lagging]).rows(BY_NAME["reassign"]) == (SeenCase("new", 2),)


def test_what_is_done_to_one_case_is_not_done_to_many() -> None:
    chosen = [{"no": "a", "version": 1}, {"no": "b", "version": 1}]
    with pytest.raises(Refused) as refused:
        open_request({"act": "feedback"}, None, chosen).rows(BY_NAME["feedback"])
    assert refused.value.code == "ONE_ONLY"


def test_a_dialog_gets_back_what_it_was_given() -> None:
    kept = to_browser(BY_NAME["reassign"], [SeenCase("a", 3)], {"unit": "U01"})
    found = asked(kept)
    assert (found.act.name, found.rows, found.values) == (
        "reassign",
        (SeenCase("a", 3),),
        {"unit": "U01"},
    )


def test_values_come_by_the_names_of_their_fields() -> None:
    ids: list[object] = [{"type": "console-field", "name": "unit"}, "junk"]
    assert fields(["U01", "x"], ids) == {"unit": "U01"}


def test_no_act_has_the_name_of_another() -> None:
    apart = (*ALERT_ACTS, *INCIDENT_ACTS, *INSTRUCTION_ACTS, *REPORT_ACTS, *WALL_ACTS)
    assert len(BY_NAME) == len(ACTS) + len(apart)
