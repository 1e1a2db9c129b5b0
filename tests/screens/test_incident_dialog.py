"""The dialog of a running incident as it leaves the server."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain.criteria import suggest
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.situation_reports import SituationKind, SituationReport
from layouts.acts import INCIDENT_ACTS
from layouts.dialogs.form import DialogLocale
from layouts.dialogs.incident import IncidentContent, IncidentStep, overview
from layouts.dialogs.incident_reports import KnownFacts, drafted
from layouts.words import Lang
from tests.screens import desk_example
from tests.screens.desk_example import BURST, NOW
from tests.screens.detail_page import seat
from tests.screens.test_detail import LANGS, parts, text

MINUTE = timedelta(minutes=1)
SUSPECTED = replace(
    BURST,
    state=IncidentState.SUSPECTED,
    event_level=None,
    cases=("NG20261123-0308", "NG20261123-0321"),
)


def told(incident: Incident, against: str = "") -> IncidentContent:
    return IncidentContent(
        prints=True,
        incident=incident,
        open_cases=1,
        reported_by="李雷",
        declared_by="周",
        suggested=suggest(incident.kind),
        steps=[IncidentStep(act, against) for act in INCIDENT_ACTS[1:]],
    )


def locale(lang: Lang) -> DialogLocale:
    here = seat(lang, desk_example.example())
    return DialogLocale(lang, here.district, here.local)


@pytest.mark.parametrize("lang", LANGS)
def test_the_dialog_says_what_where_since_when_and_leads_to_the_cases(lang: Lang) -> None:
    shown = overview(locale(lang), told(SUSPECTED))
    said = text(shown)
    for fact in (BURST.number, BURST.title, str(BURST.grid), "李雷", "IV"):
        assert fact in said
    (link,) = [one for one in parts(shown) if "data-narrows" in one]
    assert link["data-narrows"] == f"incident={BURST.number}"
    assert link["href"].endswith("&lang=en") is (lang == "en")


def test_each_act_has_its_key_and_what_cannot_be_done_is_grey_with_the_reason() -> None:
    able = [one for one in parts(overview(locale("zh"), told(SUSPECTED))) if "data-act" in one]
    keys = "cxevkwmprs"
    assert [(one["data-key"], one["disabled"]) for one in able] == [(key, False) for key in keys]
    shown = overview(locale("zh"), told(SUSPECTED, "由值班长决定"))
    unable = [one for one in parts(shown) if "data-act" in one]
    assert all(one["disabled"] for one in unable)
    assert "由值班长决定" in text(shown)


def test_the_report_clocks_stand_in_it_each_with_shape_word_and_what_is_left() -> None:
    first = SituationReport(
        kind=SituationKind.FIRST,
        text="经过：爆管",
        filed_at=NOW,
        entered_at=NOW,
        by="duty",
    )
    declared = replace(
        SUSPECTED, known_at=NOW - 25 * MINUTE, reported_at=NOW - 25 * MINUTE, reports=(first,)
    )
    shown = overview(locale("zh"), told(declared))
    clocks = [one for one in parts(shown) if "data-status" in one]
    assert [one["data-status"] for one in clocks] == ["DUE_SOON", "NOT_DUE"]
    said = text(shown)
    for words in ("电话报告", "将到期", "剩 5分", "初报", "待签发", "剩 35分"):
        assert words in said


@pytest.mark.parametrize("lang", LANGS)
def test_a_draft_carries_the_record_names_gaps_and_then_only_what_is_new(lang: Lang) -> None:
    here = locale(lang)
    facts = KnownFacts("李雷", 1)
    text_of_first, lines = drafted(here, SUSPECTED, facts)
    gap = here.say("report.gap")
    assert f"{BURST.title}" in text_of_first
    assert [one.missing for one in lines].count(True) == text_of_first.count(gap) > 3
    first = SituationReport(
        kind=SituationKind.FIRST,
        text=text_of_first.replace(gap, "—"),
        filed_at=NOW,
        entered_at=NOW,
        by="duty",
        signed_by="leader",
        signed_at=NOW,
    )
    out = replace(SUSPECTED, reports=(first,))
    unchanged, _ = drafted(here, out, facts)
    assert unchanged == here.say("report.nothing_new")
    more, lines = drafted(here, replace(out, cases=(*out.cases, "NG20261123-0400")), facts)
    assert [one.name for one in lines if one.changed] == [here.say("element.scope")]
    assert more.count("\n") == 0


def test_a_declared_level_is_named_with_who_has_declared_it() -> None:
    declared = replace(
        SUSPECTED,
        state=IncidentState.CONFIRMED,
        event_level=2,
        declared_by="foreman",
        declared_at=NOW,
    )
    said = text(overview(locale("zh"), told(declared)))
    assert "II 级（重大），周" in said
    assert "改定级别" in said
