"""How a deadline comes about, in words."""

from datetime import datetime

import pytest

from dashboard.districts import almanac
from dashboard.domain.explanation import StretchRule, Why, explain
from dashboard.domain.roles import Person, Role
from dashboard.domain.unit import Limit, LimitUnit
from layouts.detail.stretches import stretches
from layouts.detail.viewer import Viewer
from layouts.times import Local
from layouts.words import Lang, word
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING

DISTRICT = PACK.district
CALENDAR = almanac.calendar(DISTRICT, 2028)


def seat(lang: Lang) -> Viewer:
    local = Local(CALENDAR.zone, lang, MORNING)
    person = Person(login="dispatcher", name="调度", role=Role.DISPATCHER)
    return Viewer(lang=lang, local=local, district=DISTRICT, person=person)


def told(lang: Lang, start: str, limit: Limit) -> list[list[str]]:
    begins = datetime.fromisoformat(start).replace(tzinfo=CALENDAR.zone)
    lines = stretches(seat(lang), explain(CALENDAR, begins, limit))
    return [[str(cell.children) for cell in line.children] for line in lines]


def test_each_stretch_says_when_what_how_much_and_why() -> None:
    lines = told("zh", "2026-02-14 15:30", Limit(4, LimitUnit.WORK_HOUR))
    assert [line[:3] for line in lines[:3]] == [
        ["2月14日 15:30 – 16:30", "调休上班 · 春节", "1 工作时"],
        ["2月14日 16:30 – 00:00", "下班后", "不计"],
        ["2月15日 00:00 – 2月24日 00:00", "法定节假日 · 春节", "不计"],
    ]
    assert lines[-1] == ["合计", "4 工作时"]


def test_a_holiday_has_an_english_name_too() -> None:
    lines = told("en", "2026-02-14 15:30", Limit(4, LimitUnit.WORK_HOUR))
    assert lines[0][1:3] == ["make-up working day · Spring Festival", "1 work h"]


def test_what_is_no_whole_hour_is_told_in_minutes() -> None:
    lines = told("zh", "2026-04-30 16:29", Limit(1, LimitUnit.WORK_HOUR))
    assert (lines[0][2], lines[-2][2]) == ("1 分钟", "59 分钟")


def test_a_day_without_an_official_list_is_marked() -> None:
    lines = told("zh", "2026-12-30 10:00", Limit(3, LimitUnit.WORK_DAY))
    assert [line[-1] == "暂定" for line in lines] == [False, False, True, True, True, False]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_stretch_and_every_rule_has_words(lang: Lang) -> None:
    assert all(word(lang, f"stretch.{why}") for why in Why)
    assert all(word(lang, f"rule.{rule}") for rule in StretchRule)
