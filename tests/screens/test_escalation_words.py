"""The dialog says what an escalation does to a case's deadlines before anybody agrees."""

from datetime import timedelta

import pytest

from callbacks.dialogs.links import becomes
from dashboard.domain.life.escalating import escalated
from layouts.dialogs.form import DialogLocale
from layouts.times import Local
from layouts.words import Lang
from tests.domain.situations import CALENDAR, DISTRICT, after, circumstances, processing
from tests.helpers.clock import MORNING

HOUR = timedelta(hours=1)


def locale(lang: Lang = "zh") -> DialogLocale:
    return DialogLocale(lang, DISTRICT, Local(CALENDAR.zone, lang, MORNING))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_deadlines_are_said_as_they_will_be(lang: Lang) -> None:
    case = processing(item="0110")
    at = circumstances(MORNING + HOUR)
    will = escalated(case, "", at)
    here = locale(lang)
    stage, whole, back = becomes(here, case, at)
    assert here.moment(case.due_at) in stage
    assert here.moment(will.due_at) in stage
    assert here.moment(case.case_due_at) in whole
    assert here.moment(will.case_due_at) in whole
    assert "E3" in back


def test_what_is_due_before_stays_and_what_is_critical_gets_nothing_back() -> None:
    case = processing(item="0112")
    late = circumstances(MORNING + 9 * HOUR)
    stage, *others = becomes(locale(), case, late)
    assert stage == f"本环节到期不变：{locale().moment(case.due_at)}"
    assert len(others) == 1
    assert after(case).urgency == "E1"
