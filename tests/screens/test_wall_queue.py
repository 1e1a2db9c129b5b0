"""The walls of queue, rows behind a number, one case and incidents, on example models."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.exhaustive import exhaustive
from tests.screens.looker import SETTLED
from tests.screens.showcase import FIXTURES, Showcase

LIVE = "() => document.querySelector('#wall')?.dataset.state === 'live'"
VIEWS = {
    "queue_busy": "queue",
    "queue_empty": "queue",
    "rows_busy": "queue?of=open&street=S08",
    "rows_empty": "queue?of=overdue&unit=U01",
    "case_busy": "case?no=NG20261123-0308",
    "case_empty": "case?no=NG20261123-9999",
    "incidents_busy": "incidents",
    "incidents_empty": "incidents",
}
NEW = {
    "id": "NG20261123-9001",
    "no": "NG20261123-9001",
    "urgency": "E1",
    "item": "0101",
    "street": "S08",
    "grid": 206,
    "unit": None,
    "state": "REPORTED",
    "wait": None,
    "severe_at": None,
    "supervision": 0,
}


def open_view(
    page: Page,
    showcase: Showcase,
    name: str,
    query: str = "lang=zh",
) -> None:
    showcase.load(name)
    page.set_viewport_size({"width": 1920, "height": 1080})
    path = VIEWS[name]
    url = showcase.url.replace("overview", path)
    page.goto(f"{url}{'&' if '?' in path else '?'}{query}")
    page.wait_for_function(LIVE)
    page.evaluate(SETTLED)


def new(showcase: Showcase, **fields: Any) -> dict[str, Any]:
    now = showcase.now()
    return NEW | {"at": now, "since": now, "due": now + 600_000, "rank": [0, "E1", now]} | fields


def test_what_a_day_has_brought_so_far_is_compared_with_no_other_hour_of_it(
    showcase: Showcase, page: Page
) -> None:
    open_view(page, showcase, "queue_busy")
    expect(page.locator("#wall-change-reported_today")).to_have_text("近 1 小时 32")
    for part in ("before", "trend"):
        expect(page.locator(f"#wall-{part}-reported_today")).to_have_text("")
    reported = showcase.model["figures"]["reported_today"]
    showcase.model["yesterday"] = {}
    for by, said in ((12, "+12"), (0, "±0"), (-3, "−3")):
        showcase.change(yesterday={"reported_today": reported - by})
        expect(page.locator("#wall-before-reported_today")).to_have_text(f"较昨日同时 {said}")
    expect(page.locator("#wall-before-unassigned")).to_contain_text("1 小时前")


def test_in_the_first_hour_of_a_day_nothing_is_said_of_the_last_one(
    showcase: Showcase, page: Page
) -> None:
    example = json.loads((FIXTURES / "queue_busy.json").read_text("utf-8"))
    midnight = datetime(2026, 11, 24, tzinfo=ZoneInfo("Asia/Shanghai"))
    showcase.show(example["model"], round((midnight + timedelta(minutes=30)).timestamp() * 1000))
    page.goto(showcase.url.replace("overview", "queue"))
    page.wait_for_function(LIVE)
    expect(page.locator("#wall-figure-reported_today")).to_have_text("412")
    expect(page.locator("#wall-change-reported_today")).to_have_text("")


def test_what_is_new_comes_to_the_top_and_what_waits_longest_stays_first(
    showcase: Showcase, page: Page
) -> None:
    open_view(page, showcase, "queue_busy")
    first = page.locator("#wall-centre-0").get_attribute("data-no")
    came = new(showcase, rank=[0, "E3", showcase.now()])
    showcase.change(
        recent={came["id"]: came | {"rank": [0, "", -showcase.now()]}},
        centre={came["id"]: came},
        waiting={"centre": 18},
    )
    top = page.locator("#wall-new-0")
    expect(top).to_have_attribute("data-no", came["no"])
    expect(top.locator(".state")).to_have_text("待受")
    expect(top).to_have_attribute("data-waits", "")
    expect(page.locator("#wall-centre-count")).to_have_text("18")
    assert page.locator("#wall-centre-0").get_attribute("data-no") == first


def test_a_stage_says_how_many_wait_since_when_and_how_many_are_late(
    showcase: Showcase, page: Page
) -> None:
    open_view(page, showcase, "queue_busy")
    oldest = showcase.now() - 65 * 60_000 - 5_000
    showcase.change(stages={"FILED": {"count": 8, "late": 2, "oldest": oldest}})
    line = page.locator("#wall-stage-FILED")
    expect(line).to_have_text("立案待派81时2")
    expect(line.locator(".lamp")).to_have_attribute("data-lamp", "overdue")
    line.locator(".cover-link").click()
    expect(page.locator("#wall")).to_have_attribute("data-view", "rows")
    assert page.url.endswith("/wall/queue?of=open&state=FILED&lang=zh")


def test_a_list_says_what_it_lists_how_it_counts_and_how_it_is_sorted(
    showcase: Showcase, page: Page
) -> None:
    open_view(page, showcase, "rows_busy")
    total = showcase.model["list"]["total"]
    expect(page.locator("#wall-row-panel h2")).to_have_text(f"在办{total}")
    expect(page.locator("#wall-row-part")).to_have_text("永吉")
    expect(page.locator("#wall-row-counted")).to_contain_text("尚未结案")
    expect(page.locator("#wall-row-order")).to_have_text("超期在前，其余按到期")
    numbers = page.locator("#wall-row-panel .row:visible .number").all_inner_texts()
    expect(page.locator("#wall-row-page")).to_have_text(f"1–{len(numbers)} / {total}")
    ranked = sorted(showcase.model["rows"].values(), key=lambda row: (*row["rank"], row["no"]))
    assert numbers == [row["no"][-9:] for row in ranked[: len(numbers)]]


TURNS = """() => {
  window.turns = [];
  const every = window.setInterval;
  window.setInterval = (call, ms, ...more) => {
    if (ms === 15_000) turns.push(call);
    return every(call, ms, ...more);
  };
}"""


def test_after_its_last_page_a_list_begins_anew_also_when_it_has_grown_shorter(
    showcase: Showcase, page: Page
) -> None:
    page.add_init_script(f"({TURNS})()")
    open_view(page, showcase, "rows_busy")
    at, shown = page.locator("#wall-row-page"), page.locator("#wall-row-panel .row:visible .number")
    first, fits, total = shown.first.inner_text(), shown.count(), len(showcase.model["rows"])
    assert 3 * fits < total < 4 * fits
    for turn in (1, 2, 3, 0, 1, 2, 3):
        page.evaluate("() => turns.forEach((turn) => turn())")
        begin = min(turn * fits, total - fits)
        expect(at).to_have_text(f"{begin + 1}–{begin + fits} / {total}")
        expect(shown).to_have_count(fits)
        assert (shown.first.inner_text() == first) is (turn == 0)
    rows = showcase.model["rows"]
    showcase.change(rows=dict.fromkeys(list(rows)[3:]), list={"total": 3})
    expect(shown).to_have_count(3)
    expect(at).to_have_text("")


def test_a_list_longer_than_its_rows_says_how_many_there_are(
    showcase: Showcase, page: Page
) -> None:
    open_view(page, showcase, "rows_busy")
    showcase.change(list={"total": 1240})
    expect(page.locator("#wall-row-count")).to_have_text("1,240")
    expect(page.locator("#wall-row-order")).to_contain_text("共 1,240")


def test_a_wall_is_not_led_to_the_desk(showcase: Showcase, page: Page) -> None:
    open_view(page, showcase, "rows_busy")
    assert page.locator("#wall-row-console").count() == 0


@pytest.mark.parametrize(
    ("level", "width"),
    [
        pytest.param(1, "thin", marks=exhaustive),
        pytest.param(2, "thick", marks=exhaustive),
        (3, "filled"),
    ],
)
def test_a_supervision_is_a_box_with_its_level(
    showcase: Showcase, page: Page, level: int, width: str
) -> None:
    open_view(page, showcase, "rows_empty")
    row = new(showcase, supervision=level, severe_at=showcase.now(), state="PROCESSING")
    showcase.change(rows={row["id"]: row}, list={"total": 1})
    box = page.locator("#wall-row-0 .supervision")
    expect(box).to_have_text(str(level))
    style = page.evaluate(
        "() => { const s = getComputedStyle(document.querySelector('.supervision-level'));"
        " return [Number.parseFloat(s.borderTopWidth) >= 3 ? 'thick' : 'thin', s.backgroundColor] }"
    )
    assert style[0] == ("thick" if width == "thick" else "thin")
    assert (style[1] != "rgba(0, 0, 0, 0)") is (width == "filled")


def test_visitors_rows_have_no_number_no_grid_and_no_door(showcase: Showcase, page: Page) -> None:
    open_view(page, showcase, "rows_empty")
    row = new(showcase, id="5f0c", no="5f0c", grid=None)
    showcase.change(rows={"0": row}, list={"total": 1})
    expect(page.locator("#wall-row-0 .number")).to_have_text("—")
    expect(page.locator("#wall-row-0 .place")).to_have_text("永吉")
    expect(page.locator("#wall-row-0 .cover-link")).to_be_hidden()


def test_a_row_leads_to_its_case_by_key_and_escape_leads_back(
    showcase: Showcase, page: Page
) -> None:
    open_view(page, showcase, "rows_busy")
    number = page.locator("#wall-row-0").get_attribute("data-no")
    page.locator("#wall-row-0 .cover-link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#wall")).to_have_attribute("data-view", "case")
    assert page.url.endswith(f"/wall/case?no={number}&lang=zh")
    page.keyboard.press("Escape")
    expect(page.locator("#wall")).to_have_attribute("data-view", "rows")


def test_a_streets_label_and_a_unit_lead_to_their_rows(wall: Page) -> None:
    wall.locator("#wall-street-S08 .cover-link").focus()
    wall.keyboard.press("Enter")
    expect(wall.locator("#wall")).to_have_attribute("data-view", "rows")
    assert wall.url.endswith("/wall/queue?of=open&street=S08")
    wall.go_back()
    expect(wall.locator("#wall-unit-0[data-unit]")).to_be_visible()
    unit = wall.locator("#wall-unit-0").get_attribute("data-unit")
    wall.locator("#wall-unit-0 .cover-link").click()
    expect(wall.locator("#wall")).to_have_attribute("data-view", "rows")
    assert wall.url.endswith(f"/wall/queue?of=open&unit={unit}")


def test_a_case_shows_its_clocks_and_who_did_what_without_names(
    showcase: Showcase, page: Page
) -> None:
    open_view(page, showcase, "case_busy")
    expect(page.locator("#wall-case-panel .item")).to_have_text("道路积水")
    expect(page.locator("#wall-case-panel .time")).to_have_text("剩 22分")
    expect(page.locator(".clock-stage .clock-used")).to_contain_text("90%")
    expect(page.locator(".now-word")).to_have_text("现在 17:42")
    lines = page.locator("#wall-act-panel .row:visible").all_inner_texts()
    assert [line.split("\n")[-1] for line in lines][:3] == ["城管局", "系统 一级督办", "派遣员"]


def test_a_case_that_runs_out_of_time_says_so_without_a_message(
    showcase: Showcase, page: Page
) -> None:
    open_view(page, showcase, "case_busy")
    showcase.change(case={"due": showcase.now() + 1_500})
    showcase.beating = False
    lamp = page.locator("#wall-case-panel .lamp")
    expect(lamp).to_have_attribute("data-lamp", "overdue")


def test_where_nobody_is_on_duty_stands_at_the_foot_until_somebody_is(
    showcase: Showcase, page: Page
) -> None:
    open_view(page, showcase, "incidents_empty")
    foot = page.locator("#wall-incidents-foot")
    gaps = ("18:00–20:00 供水专员无人", "20:00–08:00 供热专员无人", "另有 1 处")
    expect(foot).to_have_text(f"空岗：{' · '.join(gaps)}")
    showcase.change(unstaffed={"0": None, "1": None, "2": None})
    expect(foot).to_have_text("定为 III 级及以上的突发事件会接管大屏。")


def test_an_unknown_number_is_answered_in_words(showcase: Showcase, page: Page) -> None:
    open_view(page, showcase, "case_empty")
    expect(page.locator("#wall-case-empty")).to_have_text("没有案卷 NG20261123-9999")
