"""The dialog of a running incident as it leaves the server."""

from dataclasses import replace

import pytest

from dashboard.domain.criteria import suggest
from dashboard.domain.incident import Incident, IncidentState
from layouts.acts import INCIDENT_ACTS
from layouts.dialogs.form import Room
from layouts.dialogs.incident import IncidentContent, IncidentStep, overview
from layouts.words import Lang
from tests.screens import desk_example
from tests.screens.desk_example import BURST, NOW
from tests.screens.detail_page import seat
from tests.screens.test_detail import LANGS, parts, text

SUSPECTED = replace(
    BURST,
    state=IncidentState.SUSPECTED,
    event_level=None,
    cases=("NG20261123-0308", "NG20261123-0321"),
)


def told(incident: Incident, against: str = "") -> IncidentContent:
    return IncidentContent(
        incident=incident,
        open_cases=1,
        reported_by="李雷",
        declared_by="周",
        suggested=suggest(incident.kind),
        steps=[IncidentStep(act, against) for act in INCIDENT_ACTS[1:]],
    )


def room(lang: Lang) -> Room:
    here = seat(lang, desk_example.example())
    return Room(lang, here.district, here.local)


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_what_where_since_when_and_leads_to_its_cases(lang: Lang) -> None:
    shown = overview(room(lang), told(SUSPECTED))
    said = text(shown)
    for fact in (BURST.number, BURST.title, str(BURST.grid), "李雷", "IV"):
        assert fact in said
    (link,) = [one for one in parts(shown) if "data-narrows" in one]
    assert link["data-narrows"] == f"incident={BURST.number}"
    assert link["href"].endswith("&lang=en") is (lang == "en")


def test_each_act_has_its_key_and_what_cannot_be_done_is_grey_with_the_reason() -> None:
    able = [one for one in parts(overview(room("zh"), told(SUSPECTED))) if "data-act" in one]
    assert [(one["data-key"], one["disabled"]) for one in able] == [
        ("c", False),
        ("x", False),
        ("e", False),
        ("k", False),
    ]
    shown = overview(room("zh"), told(SUSPECTED, "由值班长决定"))
    unable = [one for one in parts(shown) if "data-act" in one]
    assert all(one["disabled"] for one in unable)
    assert "由值班长决定" in text(shown)


def test_a_declared_level_is_named_with_who_has_declared_it() -> None:
    declared = replace(
        SUSPECTED,
        state=IncidentState.CONFIRMED,
        event_level=2,
        declared_by="foreman",
        declared_at=NOW,
    )
    said = text(overview(room("zh"), told(declared)))
    assert "II 级（重大），周" in said
    assert "改定级别" in said
