"""Papers over HTTP: the report that the city gets, the handover's sheet, the roster."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.actions.handle import handle
from dashboard.domain import oversight_commands as p
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.duty.roster import AddToRoster
from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import papers
from dashboard.domain.persons import Role
from dashboard.domain.report_digest import digest
from dashboard.store import incidents
from dashboard.web import papers as routes
from layouts.words import WORDS
from tests.helpers.messages import message
from tests.helpers.pdf import letters, text_of
from tests.helpers.people import do
from tests.helpers.web import Web
from tests.http.test_duty import asked

INCIDENT = "NGI20261123-01"
FIRST = f"/duty/reports/{INCIDENT}/1"
SECOND = f"/duty/reports/{INCIDENT}/2"
HOSTILE = "原因：#panic() $x$ <b>焊缝</b>"
GAP = WORDS["report.gap"][0]


@pytest.fixture
def reported(web: Web) -> Web:
    """A first report that the leader on duty has signed, after a call that has no paper."""
    centre = web.centre
    what = ReportIncident(kind=IncidentKind.ACCIDENT, title="供热 <i>爆管</i>", grid=310)
    centre.settle(message("i", what))
    do(centre, "duty-leader", p.ConfirmIncident(incident=INCIDENT, level=3))
    do(centre, "duty", p.ReportByPhone(incident=INCIDENT, words="市值班室：爆管"))
    text = f"地点：自由大路\n{HOSTILE}\n伤亡损失：{GAP}\n下一步及请求：抢修\n另：请求支援"
    do(centre, "duty", p.FileSituationReport(incident=INCIDENT, text=text))
    centre.clock.move(minutes=9)
    do(centre, "duty-leader", p.SignSituationReport(incident=INCIDENT))
    return web


def incident(web: Web) -> Incident:
    with web.centre.system.reader.connect() as connection:
        found = incidents.one(connection, web.centre.district, INCIDENT)
    assert found is not None
    return found


def test_a_signed_report_has_all_that_was_signed_and_the_same_on_page_and_pdf(
    reported: Web,
) -> None:
    client = reported.person(Role.DUTY)
    page, pdf = client.get(FIRST), client.get(f"{FIRST}.pdf")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert (pdf.status_code, pdf.mimetype) == (200, "application/pdf")
    assert len(pdf.data) < 400_000
    found = incident(reported)
    [report] = papers(found)
    text = text_of(pdf.data)
    for words in (
        *report.text.replace("：", "\n").splitlines(),
        f"{INCIDENT}-01",
        "III 级（较大）",
        "duty，2026-11-23 10:00",
        "duty-leader，2026-11-23 10:09",
        digest(INCIDENT, 1, report),
    ):
        assert letters(words) in text, words
    assert "&lt;b&gt;焊缝&lt;/b&gt;" in page.text
    assert "<b>焊缝" not in page.text
    assert digest(INCIDENT, 1, report) in page.text
    for mark in WORDS["paper.draft"]:
        assert letters(mark) not in text
        assert mark not in page.text
    assert client.get(FIRST).text == page.text
    english = client.get(f"{FIRST}.pdf?lang=en").data
    assert letters("Incident report · First report") in text_of(english)


def test_a_draft_is_marked_as_one_and_says_what_has_changed(reported: Web) -> None:
    text = f"{HOSTILE} 老化\n地点：自由大路\n经过：起火\n伤亡损失：{GAP}"
    do(reported.centre, "duty", p.FileSituationReport(incident=INCIDENT, text=text))
    client = reported.person(Role.DUTY_LEADER)
    page, pdf = client.get(SECOND).text, text_of(client.get(f"{SECOND}.pdf").data)
    before = WORDS["report.paper.before"][0].format(words=HOSTILE.partition("：")[2])
    assert letters(before) in pdf
    assert pdf.count(letters(WORDS["report.paper.new"][0])) == 1
    for words in ("paper.draft", "paper.draft.warning", "report.paper.unsigned"):
        assert letters(WORDS[words][0]) in pdf
        assert WORDS[words][0] in page
    assert 'class="missing"' in page
    assert "SHA-256" not in page
    do(reported.centre, "duty-leader", p.SignSituationReport(incident=INCIDENT))
    assert WORDS["report.paper.new"][0] not in client.get(SECOND).text, "signed words alone go out"


def test_the_digest_is_of_every_signed_word(reported: Web) -> None:
    [report] = papers(incident(reported))
    before = digest(INCIDENT, 1, report)
    later = report.filed_at + timedelta(minutes=1)
    for other in (
        replace(report, text=f"{report.text} "),
        replace(report, signed_by="leader"),
        replace(report, signed_at=later),
        replace(report, filed_at=later),
        replace(report, level=2),
    ):
        assert digest(INCIDENT, 1, other) != before
    assert digest(INCIDENT, 2, report) != before


def test_what_was_never_written_has_no_paper(reported: Web) -> None:
    client = reported.person(Role.LEADER)
    assert client.get(FIRST).status_code == 200
    for path in (SECOND, f"/duty/reports/{INCIDENT}/0", "/duty/reports/x/1"):
        assert client.get(path).status_code == 404
        assert client.get(f"{path}.pdf").status_code == 404


def test_without_a_font_the_pdf_says_why_and_the_page_stays(
    reported: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(routes, "TYPESETTER", replace(routes.TYPESETTER, fonts=tmp_path))
    client = reported.person(Role.DUTY)
    answer = client.get(f"{FIRST}.pdf")
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert "font" in answer.text
    assert f'href="{FIRST}"' in answer.text
    assert "自由大路" in client.get(FIRST).text


def test_a_handover_and_the_roster_print_the_same_way(web: Web) -> None:
    officer = web.person(Role.DUTY)
    asked(officer, act="begin")
    asked(officer, act="offer", word="留意 #x <i>厂房</i>")
    sheet = text_of(officer.get("/duty/shifts/00000001.pdf").data)
    assert letters("留意 #x <i>厂房</i>") in sheet
    assert letters(WORDS["sheet.unsigned"][0]) in sheet
    empty = officer.get("/duty/roster/paper")
    assert WORDS["roster.paper.none"][0] in empty.text
    begins = web.centre.clock() + timedelta(hours=2)
    tour = AddToRoster(
        post="MAIN",
        login="duty",
        begins_at=begins,
        ends_at=begins + timedelta(hours=4),
        contact="13800000001",
    )
    assert handle(web.centre.system, tour, by="test").refused is None
    roster = text_of(officer.get("/duty/roster/paper.pdf").data)
    assert "aduty13800000001" in roster
    assert letters(WORDS["roster.paper.gaps"][0]) in roster
