"""The queue's filter: its counts are exact, and its addresses work with Back."""

import random
from typing import Any

from msgspec.structs import replace
from playwright.sync_api import Page, expect

from dashboard.domain.case import CaseState
from dashboard.domain.life.owner import OwnerKind
from dashboard.domain.persons import DUTY_SEAT, ROLES, Role
from dashboard.domain.roles import ALL_WHO_WORK
from dashboard.domain.unit import Urgency
from tests.screens.desk_page import DAY, MINUTE, NOW, Desk, cases

KEPT = """() => {
  const wrong = [];
  for (const button of document.querySelectorAll(".facet[data-value]:not(.facet-all)")) {
    const { kind, value } = button.dataset;
    const said = Number(button.querySelector(".facet-count").textContent.replace(",", ""));
    const was = cc.filter.query();
    cc.console.filter(kind + "=" + value);
    if (cc.console.visible().length !== said) wrong.push([kind, value, said]);
    cc.console.filter(was);
  }
  return wrong;
}"""


TOLD = """() => {
  window.told = [];
  const set = dash_clientside.set_props;
  dash_clientside.set_props = (id, props) =>
    id === "console-act" ? told.push(props.data) : set(id, props);
}"""
LINK = """() => {
  const link = document.createElement("a");
  Object.assign(link, { href: "/elsewhere", textContent: "link" });
  link.dataset.narrows = "incident=NGI20261123-01";
  Object.assign(link.style, { position: "fixed", top: "200px", zIndex: 99 });
  document.querySelector("#console-dialog").append(link);
}"""


def ask(page: Page, what: str) -> Any:
    return page.evaluate(f"() => cc.console.{what}")


def press(page: Page, kind: str, value: str) -> None:
    page.locator(f'.facet[data-kind="{kind}"][data-value="{value}"]').click()
    page.mouse.move(4, 4)


def test_everybody_who_works_on_cases_has_a_turn() -> None:
    """Except those who only supervise others."""
    seats = {role: office.seat for role, office in ROLES.items() if office.seat}
    assert seats.keys() == ALL_WHO_WORK - {Role.SUPERVISOR}
    assert set(seats.values()) <= {*OwnerKind, DUTY_SEAT}


def test_the_duty_desks_turn_is_what_is_critical_and_with_no_unit(queue: Page, desk: Desk) -> None:
    row = next(row for row in cases(177) if row.state is CaseState.PROCESSING)
    waits: Any = {"state": CaseState.FILED, "unit": None, "seat": OwnerKind.DISPATCH}
    known: Any = {"state": CaseState.REPORTED, "unit": None, "seat": OwnerKind.INTAKE}
    wanted = [
        replace(row, number="NG20261123-8000", urgency=Urgency.E1, **waits),
        replace(row, number="NG20261123-8001", urgency=Urgency.E1, **known),
    ]
    others = [
        replace(row, number="NG20261123-8002", urgency=Urgency.E2, **waits),
        replace(row, number="NG20261123-8003", urgency=Urgency.E1, seat=OwnerKind.UNIT),
    ]
    queue.evaluate(f"() => document.getElementById('console').dataset.seat = '{DUTY_SEAT}'")
    desk.fill([*others, *wanted])
    desk.greet()
    queue.wait_for_function("() => cc.console.visible().length === 4")
    expect(queue.locator('.facet[data-value="DUTY"] .facet-name')).to_have_text("我")
    press(queue, "seat", DUTY_SEAT)
    queue.wait_for_function("() => cc.console.visible().length === 2")
    assert sorted(ask(queue, "visible()")) == [case.number for case in wanted]
    ask(queue, "filter('')")
    assert queue.evaluate(KEPT) == []


def test_every_count_opens_as_many_rows(queue: Page) -> None:
    assert queue.evaluate(KEPT) == []


def test_counts_are_those_beside_the_other_choices(queue: Page) -> None:
    chance = random.Random(5)
    rows = cases(177)
    for _ in range(3):
        row = chance.choice(rows)
        ask(queue, "filter('')")
        press(queue, "state", row.state.value)
        press(queue, "urgency", row.urgency.value)
        count = sum(r.state is row.state and r.urgency is row.urgency for r in rows)
        assert len(ask(queue, "visible()")) == count
        same_state = sum(r.state is row.state for r in rows)
        shown = queue.locator('.facet[data-kind="urgency"] .facet-count').all_inner_texts()
        assert sum(map(int, shown)) == same_state


def test_the_filter_is_the_address(queue: Page, desk: Desk) -> None:
    press(queue, "lamp", "overdue")
    press(queue, "lamp", "severe")
    press(queue, "state", "PROCESSING")
    assert queue.url.endswith("/console?lamp=overdue,severe&state=PROCESSING")
    narrowed = ask(queue, "visible()")
    assert 0 < len(narrowed) < 177
    queue.goto(queue.url)
    queue.wait_for_function("() => window.cc?.grid?.ready() && cc.console.visible().length > 0")
    assert ask(queue, "visible()") == narrowed


def test_back_and_forward_change_the_list_and_leave_the_page(queue: Page) -> None:
    queue.evaluate("() => { document.getElementById('console-grid').dataset.same = '' }")
    press(queue, "urgency", "E2")
    narrowed = ask(queue, "visible()")
    queue.go_back()
    queue.wait_for_function("() => cc.console.visible().length === 177")
    queue.go_forward()
    queue.wait_for_function("() => cc.console.visible().length < 177")
    assert ask(queue, "visible()") == narrowed
    expect(queue.locator("#console-grid[data-same]")).to_have_count(1)
    pressed = queue.locator('.facet[data-kind="urgency"][data-value="E2"]')
    expect(pressed).to_have_attribute("aria-pressed", "true")


def test_an_empty_list_says_what_hides_the_cases(queue: Page) -> None:
    ask(queue, "filter('lamp=suspended&street=S08')")
    expect(queue.locator(".empty-news")).to_have_text("没有符合的案卷")
    expect(queue.locator(".empty-why")).to_have_text("被筛选隐藏：灯态 = 挂账、街道 = 永吉")
    queue.keyboard.press("0")
    queue.wait_for_function("() => cc.console.visible().length === 177")
    expect(queue.locator("#console-empty")).to_be_hidden()


def test_no_case_at_all_is_good_news(queue: Page, desk: Desk) -> None:
    desk.drop(*(row.number for row in cases(177)))
    expect(queue.locator(".empty-news")).to_have_text("没有在办案卷")


def test_a_heading_orders_the_list_and_gives_the_order_back(queue: Page) -> None:
    before = ask(queue, "visible()")
    heading = queue.locator('.ag-header-cell[col-id="no"]')
    heading.click()
    assert ask(queue, "visible()") == sorted(before)
    expect(queue.locator(".list-order")).to_have_text("排序：案卷")
    heading.click()
    heading.click()
    queue.mouse.move(4, 4)
    queue.wait_for_function("(first) => cc.console.visible()[0] === first", arg=before[0])
    assert ask(queue, "visible()") == before


def test_arrows_move_the_list_also_after_a_click_on_a_facet(queue: Page) -> None:
    queue.locator('.facet[data-kind="urgency"][data-value="E3"]').click()
    first, second, *_ = ask(queue, "visible()")
    queue.keyboard.press("ArrowDown")
    assert ask(queue, "selected()") == first
    queue.keyboard.press("ArrowDown")
    assert ask(queue, "selected()") == second


def alert(number: str, place: str = "LIST", **more: Any) -> dict[str, Any]:
    told = {"turn": "RED", "state": "RAISED", "priority": 2, "urgency": "E2", "unit": "U01"}
    return {"place": place, "case": number, "due": NOW, "reached": NOW, **told, **more}


def test_cases_with_an_alert_are_counted_and_found(queue: Page, desk: Desk) -> None:
    first, second, third, *_ = ask(queue, "visible()")
    desk.change(
        alerts={
            "a": alert(first, priority=1),
            "b": alert(second, "LEDGER"),
            "c": alert(third, state="ACKNOWLEDGED"),
        },
        alarm={"recent": 3, "grade": "MANAGEABLE"},
    )
    expect(queue.locator("#console-rate")).to_have_text("告警 3/10 分 · 可应对")
    expect(queue.locator(".case-lamp[data-calls]")).to_have_count(1)
    press(queue, "alert", "LIST")
    queue.wait_for_function("() => cc.console.visible().length === 2")
    assert ask(queue, "visible()") == [first, third]


def test_in_a_flood_a_unit_is_one_line(queue: Page, desk: Desk) -> None:
    rows = [row for row in cases(177) if row.unit is not None]
    unit = rows[0].unit or ""
    mine = [row.number for row in rows if row.unit == unit]
    group = {"count": 23, "by_urgency": {"E2": 2, "E3": 21}, "oldest": NOW - 3 * DAY, "parts": []}
    desk.change(
        alerts={number: alert(number, unit=unit) for number in mine},
        alert_groups={unit: group},
    )
    name = desk.pack.district.units[unit].short_zh
    line = queue.locator(".alert-open")
    expect(line).to_have_text(f"{name} 23 件告警（E2 2，E3 21），最长 3.0天")
    line.click()
    queue.mouse.move(4, 4)
    queue.wait_for_function(f"() => cc.console.visible().length === {len(mine)}")
    assert sorted(ask(queue, "visible()")) == sorted(mine)
    queue.evaluate(TOLD)
    queue.locator(".alert-seen").click()
    assert [told["act"] for told in queue.evaluate("() => window.told")] == ["acknowledge_alert"]
    assert sorted(ask(queue, "chosen()")) == sorted(mine)


def test_an_incident_to_confirm_opens_its_dialog(queue: Page, desk: Desk) -> None:
    desk.change(alerts={"a": alert("NGI20261123-01", turn="INCIDENT", unit=None)})
    queue.evaluate(TOLD)
    queue.locator(".alert-open").click()
    [opened] = queue.evaluate("() => window.told")
    assert (opened["act"], opened["say"]) == ("incident", "NGI20261123-01")


def test_the_third_level_is_a_line_that_leads_to_its_case(queue: Page, desk: Desk) -> None:
    numbers = [row.number for row in cases(4)]
    desk.change(alerts={number: alert(number, turn="SUPERVISED") for number in numbers})
    lines = queue.locator(".alert-open")
    expect(lines).to_have_text([f"三级督办 {number}" for number in numbers[:3]])
    lines.first.click()
    assert ask(queue, "selected()") == numbers[0]
    queue.evaluate(TOLD)
    queue.locator(".alert-seen").first.click()
    [seen] = queue.evaluate("() => window.told")
    assert (seen["act"], seen["alert"]) == ("acknowledge_alert", numbers[0])


def test_a_running_incident_stands_in_the_bar_with_its_key_and_leads_to_its_cases(
    queue: Page, desk: Desk
) -> None:
    linked = [replace(row, incident="NGI20261123-01", version=99) for row in cases(3)]
    running = {
        "title": "供热爆管",
        "kind": "ACCIDENT",
        "status": "DECLARED",
        "level": 3,
        "grid": 206,
        "street": "S08",
        "known_at": NOW - 42 * MINUTE,
        "cases": 3,
    }
    desk.tell(*linked)
    desk.change(incidents={"NGI20261123-01": running})
    line = queue.locator(".bar-incident")
    expect(line).to_have_text("⇧IIII较大 · 供热爆管永吉 206 · 3 件 · 已 42分")
    queue.evaluate(TOLD)
    line.click()
    queue.mouse.move(4, 4)
    queue.keyboard.press("Shift+I")
    clicked, pressed = queue.evaluate("() => window.told")
    assert (clicked["act"], clicked["say"]) == ("incident", "NGI20261123-01")
    assert pressed["key"] == "shift+i"
    queue.evaluate(LINK)
    queue.locator("[data-narrows]").click()
    queue.wait_for_function("() => cc.console.visible().length === 3")
    assert queue.url.endswith("?incident=NGI20261123-01")
    desk.change(incidents={"NGI20261123-01": None})
    expect(line).to_have_count(0)
