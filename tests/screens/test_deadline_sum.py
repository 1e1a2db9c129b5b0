"""Why this deadline: the sum names everything that has moved it, and nothing else."""

import json

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.actions.dossier import clocks
from dashboard.domain.case import Case, MoveCause
from dashboard.domain.roles import Person, Role
from layouts.detail.deadline_sum import why
from layouts.detail.viewer import Viewer
from layouts.times import Local
from layouts.words import Lang, word
from tests.domain.situations import CALENDAR, DISTRICT, FEED_BACK, after, processing
from tests.domain.test_moves import AWAY, BACK, HOUR, TWO, WAYS
from tests.helpers.clock import MORNING


def said(case: Case, lang: Lang = "zh") -> str:
    person = Person(login="dispatcher", name="调度", role=Role.DISPATCHER)
    local = Local(CALENDAR.zone, lang, MORNING)
    found = clocks(case, CALENDAR, DISTRICT)
    assert found
    seat = Viewer(lang=lang, local=local, district=DISTRICT, person=person)
    shown = why(seat, case, found.why)
    return json.dumps(shown, ensure_ascii=False, cls=PlotlyJSONEncoder)


@pytest.mark.parametrize("cause", WAYS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sum_names_what_has_moved_the_deadline_and_nothing_else(
    cause: MoveCause, lang: Lang
) -> None:
    shown = said(WAYS[cause](), lang)
    named = {one for one in MoveCause if word(lang, f"moved.{one}.how") in shown}
    same_words = {MoveCause.REWORKED, MoveCause.REOPENED}
    assert named == (same_words if cause in same_words else {cause})
    assert word(lang, f"moved.{cause}") in shown


def test_nothing_is_said_of_what_moved_the_deadline_before_this_stretch() -> None:
    extended, how = WAYS[MoveCause.EXTENDED](), word("zh", f"moved.{MoveCause.EXTENDED}.how")
    assert how in said(extended)
    fed_back, elsewhere = after(extended, FEED_BACK, now=TWO), after(extended, AWAY, now=TWO)
    for later in (fed_back, elsewhere, after(elsewhere, BACK, now=TWO + HOUR)):
        assert how not in said(later)


def test_a_deadline_as_its_limit_gives_it_says_so_by_saying_nothing() -> None:
    assert not [one for one in MoveCause if word("zh", f"moved.{one}.how") in said(processing())]
