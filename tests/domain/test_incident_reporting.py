"""Milestones and reports are recorded: in order, numbered, signed, and unchanged from then on."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.incident import Incident, change
from dashboard.domain.incident_reporting import (
    against,
    milestones,
    missing,
    next_kind,
    next_number,
    put_on_record,
    unsigned,
)
from dashboard.domain.milestones import BY_HAND, Milestone
from dashboard.domain.oversight_commands import (
    EndIncident,
    FileSituationReport,
    NoteMilestone,
    ReportByPhone,
    ReportingCommand,
    SignSituationReport,
)
from dashboard.domain.refusals import Refused
from dashboard.domain.report_draft import draft, lines_of, news
from dashboard.domain.situation_reports import SituationKind
from tests.domain.situations import circumstances
from tests.helpers.clock import MORNING
from tests.helpers.states import new_incident

NO = "NGI20261123-01"
MINUTE = timedelta(minutes=1)
NOW = MORNING + 30 * MINUTE
SIGN = SignSituationReport(incident=NO)
M = Milestone


def do(found: Incident, command: ReportingCommand, now: datetime = NOW) -> Incident:
    return put_on_record(found, command, circumstances(now, by="duty"))


def refused(found: Incident, command: ReportingCommand, now: datetime = NOW) -> str:
    with pytest.raises(Refused) as caught:
        do(found, command, now)
    return caught.value.code


def filed(found: Incident, text: str = "情况：明火", now: datetime = NOW) -> Incident:
    return do(found, FileSituationReport(incident=NO, text=text), now)


def ended(found: Incident) -> Incident:
    end = EndIncident(incident=NO, reason="已处置")
    return change(found, end, circumstances(NOW + 60 * MINUTE, by="leader"))


def note(milestone: Milestone, minutes: int | None = None, reason: str = "") -> NoteMilestone:
    at = None if minutes is None else MORNING + minutes * MINUTE
    return NoteMilestone(incident=NO, milestone=milestone, at=at, reason=reason)


def test_a_milestone_has_two_instants_and_is_a_late_entry_if_they_lie_apart() -> None:
    found = do(new_incident(declared=True), note(M.ON_SITE, 12))
    (noted,) = found.milestones
    assert (noted.at, noted.entered_at, noted.late) == (MORNING + 12 * MINUTE, NOW, True)
    found = do(found, note(M.CONTAINED))
    assert [one.late for one in found.milestones] == [True, False]
    assert missing(found) == (M.OCCURRED,)


def test_a_milestone_noted_again_is_corrected_for_a_reason() -> None:
    found = do(new_incident(), note(M.ON_SITE, 12))
    assert refused(found, note(M.ON_SITE, 9)) == "WORDS_MISSING"
    found = do(found, note(M.ON_SITE, 9, "电台记录"))
    assert [one.at for one in found.milestones] == [MORNING + 9 * MINUTE]


@pytest.mark.parametrize("derived", [one for one in M if one not in BY_HAND])
def test_what_follows_from_the_record_is_not_noted_by_hand(derived: Milestone) -> None:
    assert refused(new_incident(), note(derived)) == "MILESTONE_DERIVED"


@given(st.lists(st.tuples(st.sampled_from(BY_HAND), st.integers(-60, 30)), max_size=6))
def test_no_milestone_ever_stands_before_one_that_it_follows(
    asked: list[tuple[Milestone, int]],
) -> None:
    found = new_incident(declared=True)
    for which, minutes in asked:
        try:
            found = do(found, note(which, minutes, "更正"))
        except Refused as error:
            assert error.code == "MILESTONE_ORDER"  # noqa: PT017 - the others would be faults
    there = {one: noted.at for one, noted in milestones(found).items() if noted}
    assert there.get(M.OCCURRED, MORNING) <= there[M.KNOWN]
    if {M.ON_SITE, M.CONTAINED} <= there.keys():
        assert there[M.ON_SITE] <= there[M.CONTAINED]


def test_reports_come_in_order_follow_ups_counted_and_the_last_after_the_end() -> None:
    found, kinds = new_incident(declared=True), []
    for _ in range(3):
        found = do(filed(found), SIGN)
        kinds.append((found.reports[-1].kind, found.reports[-1].number))
    found = do(filed(ended(found), now=NOW + 90 * MINUTE), SIGN, NOW + 91 * MINUTE)
    kinds.append((found.reports[-1].kind, found.reports[-1].number))
    k = SituationKind
    assert kinds == [(k.FIRST, 0), (k.FOLLOW_UP, 1), (k.FOLLOW_UP, 2), (k.FINAL, 0)]
    assert not found.at_hand
    assert refused(found, FileSituationReport(incident=NO, text="再报")) == "INCIDENT_OVER"


def test_a_report_is_written_anew_until_it_is_signed_and_never_after_that() -> None:
    found = filed(filed(new_incident(), "情况：烟"), "情况：明火")
    assert [one.text for one in found.reports] == ["情况：明火"]
    assert (next_kind(found), next_number(found)) == (SituationKind.FIRST, 0)
    out = do(found, SIGN)
    after = filed(out, "情况：已灭")
    assert after.reports[0] == out.reports[0]
    assert unsigned(after) == after.reports[1]
    assert (out.reports[0].signed_by, out.reports[0].signed_at) == ("duty", NOW)


def test_what_waits_for_its_signature_is_signed_once() -> None:
    assert refused(new_incident(), SIGN) == "NOTHING_TO_SIGN"
    assert refused(do(filed(new_incident()), SIGN), SIGN) == "NOTHING_TO_SIGN"


def test_a_call_is_made_once_and_leaves_the_waiting_paper_last() -> None:
    call = ReportByPhone(incident=NO, words="市应急局值班室 王：供热爆管")
    found = do(filed(new_incident()), call)
    assert [one.kind for one in found.reports] == [SituationKind.PHONE, SituationKind.FIRST]
    assert unsigned(found) == found.reports[1]
    assert refused(found, call) == "PHONE_REPORTED"
    first = milestones(found)[M.FIRST_REPORTED]
    assert first is not None
    assert first.at == NOW


def test_a_report_is_never_older_than_what_it_follows() -> None:
    early = FileSituationReport(incident=NO, text="情况：烟", at=MORNING - MINUTE)
    assert refused(new_incident(), early) == "REPORT_TOO_EARLY"
    out = do(filed(new_incident()), SIGN)
    assert refused(out, replace(early, at=NOW - MINUTE)) == "REPORT_TOO_EARLY"


def test_each_command_makes_one_version_and_words_are_needed() -> None:
    found = new_incident()
    assert filed(found).version == found.version + 1
    assert refused(found, FileSituationReport(incident=NO, text=" ")) == "WORDS_MISSING"
    assert refused(found, ReportByPhone(incident=NO, words=" ")) == "WORDS_MISSING"
    assert against(found, FileSituationReport) is None


# The draft ---------------------------------------------------------------------------------

GAP = "数据缺失"


def test_a_draft_names_what_is_missing_and_what_has_changed() -> None:
    known = [("接报时间", "15:50"), ("影响范围", "挂接 4 件"), ("伤亡损失", None)]
    first = draft(known, [], GAP)
    assert [(one.changed, one.missing) for one in first] == [
        (False, False),
        (False, False),
        (False, True),
    ]
    reported = "接报时间：15:50\n影响范围：挂接 4 件\n伤亡损失：无\n现场指挥：张"
    later = [("接报时间", "15:50"), ("影响范围", "挂接 9 件"), ("伤亡损失", None)]
    lines = draft(later, [reported], GAP)
    assert [(one.name, one.words) for one in news(lines)] == [("影响范围", "挂接 9 件")]
    assert [(one.name, one.words) for one in lines[2:]] == [("伤亡损失", "无"), ("现场指挥", "张")]


NAMES = st.sampled_from(["原因", "趋势", "Cause", "Trend", "地点"])
WORDS = st.text(alphabet="甲乙 a1，", min_size=1).map(str.strip).filter(bool)


@given(
    known=st.dictionaries(NAMES, st.none() | WORDS), earlier=st.lists(st.dictionaries(NAMES, WORDS))
)
def test_what_was_said_once_is_never_lost_and_a_draft_of_a_draft_has_no_news(
    known: dict[str, str | None], earlier: list[dict[str, str]]
) -> None:
    texts = ["\n".join(f"{name}：{words}" for name, words in one.items()) for one in earlier]
    lines = draft(list(known.items()), texts, GAP)
    said = {name: words for one in earlier for name, words in one.items()}
    assert {one.name for one in lines} == known.keys() | said.keys()
    for one in lines:
        assert one.words == (known.get(one.name) or said.get(one.name) or GAP)
    text = "\n".join(f"{one.name}：{one.words}" for one in lines)
    assert lines_of(text) == {one.name: one.words for one in lines}
    assert not any(one.changed for one in draft(list(known.items()), [*texts, text], GAP))
