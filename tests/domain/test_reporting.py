"""What becomes of a report: filed, waiting for a person, or settled by the grid itself."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.domain.case import Case, CaseState, Tier
from dashboard.domain.commands import ReportCase, SelfResolve
from dashboard.domain.life import Circumstances, Spot, open_case
from dashboard.domain.refusals import Refused
from dashboard.domain.unit import Limit, LimitUnit, Urgency
from tests.domain.situations import (
    CALENDAR,
    CRITICAL,
    DIRECT,
    DISTRICT,
    FAIL,
    FEED_BACK,
    GRID,
    LEADER,
    LONG,
    NO,
    PASS,
    PLAIN,
    after,
    processing,
    refusal,
    reported,
    text_alone,
)
from tests.helpers.clock import MORNING

S = CaseState
SELF = {"by": LEADER, "result": "已当场清理"}


def test_a_report_with_an_item_is_filed_at_once() -> None:
    case = reported()
    assert (case.state, case.filed_at, case.version) == (S.FILED, MORNING, 1)


def test_text_alone_waits_for_a_person_but_its_clock_runs() -> None:
    case = text_alone()
    assert (case.state, case.filed_at, case.urgency) == (S.REPORTED, None, Urgency.E3)
    assert case.due_at == CALENDAR.add(MORNING, Limit(1, LimitUnit.WORK_HOUR))
    assert case.case_due_at
    assert case.case_due_at > CALENDAR.add(MORNING, Limit(7, LimitUnit.WORK_DAY))


def test_a_case_stands_in_the_community_and_street_of_its_grid() -> None:
    case, grid = reported(), DISTRICT.grids[GRID]
    assert (case.grid, case.community, case.street) == (GRID, grid.community, grid.street)


def test_a_case_knows_only_that_there_is_a_reporter() -> None:
    assert reported().reporter_known
    assert "王女士" not in repr(reported())


@pytest.mark.parametrize(
    ("item", "said", "taken"),
    [
        (PLAIN, None, Urgency.E3),
        (PLAIN, Urgency.E1, Urgency.E1),
        (CRITICAL, Urgency.E4, Urgency.E1),
        (LONG, Urgency.E3, Urgency.E3),
        (None, Urgency.E2, Urgency.E2),
        (None, Urgency.E4, Urgency.E4),
    ],
)
def test_a_report_raises_the_urgency_of_its_item_and_never_plays_it_down(
    item: str | None, said: Urgency | None, taken: Urgency
) -> None:
    assert reported(item=item, urgency=said, text="楼下堆了很多东西").urgency is taken


def test_a_report_needs_a_place() -> None:
    nowhere = Circumstances(MORNING, DISTRICT, CALENDAR, NO, None)
    with pytest.raises(Refused, match="place"):
        open_case(ReportCase(item=PLAIN), nowhere)


def test_a_point_is_kept_with_its_case() -> None:
    there = Circumstances(MORNING, DISTRICT, CALENDAR, NO, Spot(GRID, 125.34148, 43.8653, "大经路"))
    case = open_case(ReportCase(item=PLAIN), there)
    assert (case.lon, case.lat, case.address) == (125.34148, 43.8653, "大经路")


def settled(**fields: Any) -> Case:
    """A case that the grid has reported and settled itself."""
    return reported(SelfResolve, **SELF | fields)


def test_what_the_grid_settles_waits_for_verification() -> None:
    case = settled()
    assert (case.state, case.tier_resolved, case.unit) == (S.FEEDBACK, Tier.GRID, None)
    assert case.filed_at == case.fed_back_at == case.reported_at


@pytest.mark.parametrize("fields", [{"item": CRITICAL}, {"urgency": Urgency.E1}])
def test_a_critical_case_is_never_settled_by_the_grid_alone(fields: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="critical"):
        settled(**fields)


def test_who_settled_a_case_does_not_verify_it() -> None:
    assert refusal(settled(), PASS).code == "OWN_WORK"


@pytest.mark.parametrize("by", ["网格员", "grid 206 2", "206 网格"])
def test_a_message_of_the_grid_verifies_nothing_that_the_grid_has_settled(by: str) -> None:
    assert refusal(settled(), replace(PASS, by=by)).code == "NOT_YOUR_VERIFICATION"


def test_the_community_station_closes_what_the_grid_settled() -> None:
    case = after(settled(reporter=None), replace(PASS, by="station"))
    assert (case.state, case.tier_resolved) == (S.CLOSED, Tier.GRID)


@pytest.mark.parametrize(("item", "state"), [(PLAIN, S.FILED), (None, S.REPORTED)])
def test_what_the_grid_settled_badly_is_to_be_assigned(item: str | None, state: CaseState) -> None:
    """A case without an item is from an older version, which needed none."""
    case = after(replace(settled(), item=item), replace(FAIL, by="station"))
    assert (case.state, case.self_resolved_by, case.tier_resolved) == (state, None, None)
    assert case.rework_count == 1
    assert after(case, replace(DIRECT, item=PLAIN)).state is S.DISPATCHED


@pytest.mark.parametrize("item", ["0404", "0403", "0308", "0509"])
def test_what_is_not_for_the_grid_is_not_settled_by_it(item: str) -> None:
    with pytest.raises(Refused) as caught:
        settled(item=item, attachments=("after.jpg",))
    assert caught.value.code == "NOT_FOR_GRID"


def test_a_grid_settles_nothing_without_saying_what_it_is() -> None:
    """Otherwise a grid could settle matters that aren't its own by leaving the item out."""
    with pytest.raises(Refused) as caught:
        settled(item=None, text="邻里斗殴，已劝离", attachments=("after.jpg",))
    assert caught.value.code == "ITEM_MISSING"


def test_an_item_that_says_so_is_settled_with_a_picture_alone() -> None:
    with pytest.raises(Refused) as caught:
        settled(item="0601")
    assert caught.value.code == "PICTURE_NEEDED"
    assert settled(item="0601", attachments=("after.jpg",)).state is S.FEEDBACK


def test_no_work_is_sent_back_without_a_reason_by_any_way() -> None:
    for opinion in ("", " "):
        silent = replace(FAIL, by="station", opinion=opinion)
        assert refusal(settled(), silent).code == "WORDS_MISSING"
        assert refusal(after(processing(), FEED_BACK), replace(silent, by=LEADER)).code == (
            "WORDS_MISSING"
        )
