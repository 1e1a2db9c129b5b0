"""What a person reports at the desk: a case, what the grid has settled, an incident."""

import json
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from plotly.utils import PlotlyJSONEncoder

from callbacks.dialogs.controller import DeskController
from dashboard.domain.case import Case, CaseState
from dashboard.domain.commands import Channel, IncidentKind
from dashboard.domain.persons import Person, Role
from dashboard.domain.unit import Urgency
from dashboard.store import proximity, reporters
from layouts.acts import BY_NAME, REPORT_ACTS
from layouts.acts.reports import CHANNELS
from layouts.dialogs.form import DialogLocale, fields
from layouts.times import Local
from layouts.words import reporting
from tests.dialogs.acting import Acting, closed, keys, opened
from tests.helpers.centre import PACK, Centre
from tests.helpers.clock import MORNING

GRID = Person(login="grid206", name="刘", role=Role.GRID_LEADER, grid=206)
DUTY = Person(login="duty", name="周", role=Role.DUTY)
UNIT = Person(login="unit-u01", name="张", role=Role.UNIT, unit="U01")
SETTLED = "0201"


def newest(centre: Centre) -> Case:
    return centre.case(centre.numbers()[-1])


def type_into(page: Page, name: str, words: str) -> None:
    page.locator(f'[id*=\'"name":"{name}"\']').fill(words)


def test_a_call_becomes_a_case_with_its_reporter_sealed(
    desk: Page, sqlite_centre: Centre, numbers: list[str]
) -> None:
    keys(desk, "Shift+D")
    opened(desk)
    type_into(desk, "text", "楼下井盖缺失，请尽快处理")
    type_into(desk, "grid", "207")
    type_into(desk, "reporter_name", "张三")
    type_into(desk, "reporter_phone", "13812345678")
    keys(desk, "Enter")
    closed(desk)
    case = newest(sqlite_centre)
    assert case.number not in numbers
    assert (case.state, case.grid, case.channel) == (CaseState.REPORTED, 207, Channel.PHONE)
    assert case.reporter_known
    assert "张三" not in str(case)
    with sqlite_centre.system.reader.connect() as connection:
        assert reporters.sealed(connection, sqlite_centre.district, case.number)
    expect(desk.locator("#console-toast")).to_contain_text(case.number[-9:])


def test_digits_choose_the_channel_and_letters_the_urgency(
    desk: Page, sqlite_centre: Centre
) -> None:
    keys(desk, "Shift+D")
    opened(desk)
    type_into(desk, "text", "楼下井盖缺失，请尽快处理")
    type_into(desk, "grid", "207")
    desk.locator("#console-do").focus()
    keys(desk, "b", "3", "2", "Enter")
    closed(desk)
    case = newest(sqlite_centre)
    assert (case.channel, case.urgency) == (Channel.GRID, Urgency.E2)


def test_no_two_answers_of_a_dialog_have_one_key() -> None:
    locale = DialogLocale(
        "zh", PACK.district, Local(ZoneInfo(PACK.district.timezone), "zh", MORNING)
    )
    for act in (*BY_NAME.values(), *REPORT_ACTS):
        told = json.dumps(fields(locale, act, {}), cls=PlotlyJSONEncoder)
        caps = re.findall(r'"children": "([^"]*)", "aria-hidden": "true"', told)
        assert len(set(caps)) == len(caps), act.name


def test_the_grid_leader_settles_one_in_the_own_grid(
    acting: Acting, desk: Page, sqlite_centre: Centre
) -> None:
    acting.person = GRID
    keys(desk, "Shift+J")
    opened(desk)
    type_into(desk, "item", "0201")
    desk.get_by_role("option", name="0201").click()
    type_into(desk, "text", "楼道堆物，已劝离清走")
    keys(desk, "Enter")
    expect(desk.locator(".dialog-answer")).to_contain_text("处置结果")
    type_into(desk, "result", "已清走")
    keys(desk, "Enter")
    closed(desk)
    case = newest(sqlite_centre)
    assert (case.state, case.grid, case.self_resolved_by) == (CaseState.FEEDBACK, 206, "grid206")
    assert (case.channel, case.result) == (Channel.GRID, "已清走")


class At:
    """A desk without a browser: what it shows for what is sent."""

    def __init__(self, acting: Acting, centre: Centre, patch: pytest.MonkeyPatch) -> None:
        self._desk = DeskController(centre.system, acting.follower)
        self._patch = patch

    def sit(self, person: Person) -> None:
        self._patch.setattr("callbacks.dialogs.controller.person_here", lambda: person)

    def open(self, name: str, say: str = "") -> Any:
        return self._desk.open("zh", {"act": name, "say": say}, None, [])

    def do(self, name: str, once: str = "once", **said: str) -> Any:
        ids = [{"name": field} for field in said]
        asked = {"act": name, "rows": [], "once": once}
        return self._desk.do("zh", asked, list(said.values()), ids)


@pytest.fixture
def at(acting: Acting, sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch) -> At:
    return At(acting, sqlite_centre, monkeypatch)


def test_an_incident_is_reported_by_who_may(at: At, sqlite_centre: Centre) -> None:
    at.sit(DUTY)
    at.do("report_incident", kind="ACCIDENT", title="供热爆管", grid="206")
    with sqlite_centre.system.reader.connect() as connection:
        (found,) = proximity.running_incidents(connection, sqlite_centre.district)
    assert (found.kind, found.title, found.grid) == (IncidentKind.ACCIDENT, "供热爆管", 206)
    assert found.reported_by == "duty"


def test_a_form_that_is_sent_again_is_one_report(at: At, sqlite_centre: Centre) -> None:
    at.sit(DUTY)
    before = len(sqlite_centre.numbers())
    for once in ("a", "a", "b"):
        at.do("report_case", once, text="路灯不亮多日", grid="206", channel="PHONE")
    assert len(sqlite_centre.numbers()) == before + 2
    assert sqlite_centre.faults() == []


def test_a_form_is_filled_with_what_the_seat_knows_and_what_was_said(at: At) -> None:
    at.sit(GRID)
    told = str(at.open("report_case", "路灯不亮").dialog)
    for value in ("'206'", "'GRID'", "'路灯不亮'"):
        assert f"value={value}" in told


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"grid": "206"}, "渠道"),
        ({"grid": "二〇六", "channel": "GRID"}, "网格填写有误"),
        ({"grid": "999", "channel": "GRID", "item": "0101"}, "没有网格 999"),
        ({"grid": "206", "channel": "GRID", "text": "短"}, "5"),
        ({"grid": "206", "channel": "GRID", "item": "9999"}, "没有小项 9999"),
    ],
)
def test_what_cannot_be_reported_is_said_and_opens_nothing(
    at: At, sqlite_centre: Centre, said: dict[str, str], words: str
) -> None:
    at.sit(GRID)
    before = sqlite_centre.numbers()
    assert words in str(at.do("report_case", **said).answer)
    assert sqlite_centre.numbers() == before


def test_who_may_not_is_told_before_anything_is_asked(at: At) -> None:
    at.sit(UNIT)
    for act in REPORT_ACTS:
        assert "无权" in str(at.open(act.name).toast)
        assert "无权" in str(at.do(act.name, **SAID[act.name]).answer)
    at.sit(DUTY)
    assert "无权" in str(at.open("self_resolve").toast)


SAID: dict[str, dict[str, str]] = {
    "report_case": {"grid": "206", "channel": "PHONE", "item": "0101"},
    "self_resolve": {"item": "0201", "text": "楼道堆物，已清走", "result": "已清走"},
    "report_incident": {"kind": "ACCIDENT", "title": "爆管", "grid": "206"},
    "begin_drill": {"kind": "ACCIDENT", "title": "爆管", "grid": "206"},
}


def test_every_channel_has_its_word_and_every_act_its_key() -> None:
    assert reporting.CHANNELS == CHANNELS
    assert len({act.key for act in BY_NAME.values()} & {act.key for act in REPORT_ACTS}) == 4


def test_on_a_small_screen_its_answers_stay_in_sight(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    keys(desk, "Shift+D")
    opened(desk)
    for answer in ("#console-do", "#console-cancel"):
        expect(desk.locator(answer)).to_be_in_viewport(ratio=1)
