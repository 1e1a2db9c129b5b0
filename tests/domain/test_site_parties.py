"""People on site: their clock, who must be heard of, and only while the incident runs."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain.duty.open_points import PointKind, of_party
from dashboard.domain.incident import IncidentState
from dashboard.domain.refusals import Refused
from dashboard.domain.workspace.entering import Entering
from dashboard.domain.workspace.site_parties import (
    PARTIES_MAX,
    PEOPLE_MAX,
    EnterSite,
    HearOfParty,
    LeaveSite,
    PartyStatus,
    SiteParty,
    by_silence,
    entered,
    heard_or_left,
)
from tests.domain.situations import DISTRICT
from tests.domain.test_workspace import FIRE, SUN
from tests.helpers.clock import MORNING

MINUTE = timedelta(minutes=1)
OVER = replace(FIRE, state=IncidentState.ENDED, over_at=MORNING)
REVIEWED = replace(OVER, reviewed_at=MORNING)


def entry(minutes: float = 0) -> Entering:
    return Entering("00000001", SUN, MORNING + minutes * MINUTE)


def enter(incident: Any = FIRE, there: int = 0, minutes: float = 0, **said: Any) -> SiteParty:
    wanted: dict[str, Any] = {"who": "抢修一班", "people": 6, "unit": "U05"} | said
    command = EnterSite(incident=FIRE.number, **wanted)
    return entered(incident, command, entry(minutes), DISTRICT, there)


def hear(party: SiteParty | None, minutes: float, incident: Any = FIRE) -> SiteParty:
    command = HearOfParty(incident=FIRE.number, number="00000001")
    return heard_or_left(incident, party, command, entry(minutes))


def leave(party: SiteParty, minutes: float, incident: Any = FIRE) -> SiteParty:
    command = LeaveSite(incident=FIRE.number, number=party.number)
    return heard_or_left(incident, party, command, entry(minutes))


@pytest.mark.parametrize(
    ("minutes", "status"),
    [
        (0, PartyStatus.IN_TIME),
        (20, PartyStatus.IN_TIME),
        (20.1, PartyStatus.OVERDUE),
        (24.9, PartyStatus.OVERDUE),
        (25, PartyStatus.CRITICAL),
        (600, PartyStatus.CRITICAL),
    ],
)
def test_a_group_is_overdue_after_20_minutes_and_critical_5_later(
    minutes: float, status: PartyStatus
) -> None:
    assert enter().status(MORNING + minutes * MINUTE) is status


def test_one_word_begins_the_clock_anew_and_who_has_left_has_none() -> None:
    heard = hear(enter(), 23)
    assert heard.status(MORNING + 43 * MINUTE) is PartyStatus.IN_TIME
    assert (heard.version, heard.heard_by, heard.at) == (2, SUN.name, MORNING)
    gone = leave(heard, 90)
    assert gone.status(MORNING + 900 * MINUTE) is PartyStatus.LEFT
    for again in (hear, leave):
        with pytest.raises(Refused) as refusal:
            again(gone, 91)
        assert refusal.value.code == "PARTY_LEFT"


def test_a_late_entry_has_both_times_and_its_clock_begins_at_the_entry() -> None:
    party = enter(minutes=30, at=MORNING)
    assert party.late
    assert party.due_at == MORNING + 50 * MINUTE


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"incident": OVER}, "INCIDENT_OVER"),
        ({"people": 0}, "NO_SUCH_AMOUNT"),
        ({"people": PEOPLE_MAX + 1}, "NO_SUCH_AMOUNT"),
        ({"who": " "}, "WORDS_MISSING"),
        ({"who": "班" * 81}, "LOG_TOO_LONG"),
        ({"contact": "1" * 61}, "LOG_TOO_LONG"),
        ({"unit": "X99"}, "UNKNOWN_UNIT"),
        ({"there": PARTIES_MAX}, "FILE_FULL"),
    ],
)
def test_a_group_is_entered_whole_and_only_while_the_incident_runs(
    said: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused) as refusal:
        enter(**said)
    assert refusal.value.code == why


def test_after_the_end_nobody_has_to_be_heard_of_but_they_may_leave() -> None:
    party = enter()
    with pytest.raises(Refused) as refusal:
        hear(party, 5, OVER)
    assert refusal.value.code == "INCIDENT_OVER"
    assert not leave(party, 5, OVER).open
    with pytest.raises(Refused) as refusal:
        leave(party, 5, REVIEWED)
    assert refusal.value.code == "INCIDENT_REVIEWED"
    for other in (None, replace(party, incident="NGI20261123-99")):
        with pytest.raises(Refused) as refusal:
            hear(other, 5)
        assert refusal.value.code == "NO_SUCH_PARTY"


def test_it_is_what_must_be_done_from_the_minute_on_at_which_it_is_overdue() -> None:
    party = enter()
    point = of_party(party, FIRE)
    assert (point.kind, point.of, point.title) == (PointKind.PARTY, FIRE.number, "抢修一班")
    assert point.since == point.due_at == party.due_at
    later = replace(hear(enter(), 10), number="00000002")
    gone = replace(leave(enter(), 1), number="00000003")
    assert [one.number for one in by_silence([gone, later, party])] == [
        "00000001",
        "00000002",
        "00000003",
    ]
