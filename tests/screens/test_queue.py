"""The queue in a real browser: its order, its content, how it holds still."""

from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, Route, expect

from dashboard.domain.case import CaseState
from dashboard.domain.life import OwnerKind
from dashboard.domain.unit import Urgency
from dashboard.live.rows import Row
from tests.screens.desk_page import HOUR, MINUTE, NOW, Desk, cases, numbers

SET_PROPS = """() => {
  window.told = {};
  const set = dash_clientside.set_props;
  dash_clientside.set_props = (id, props) => { told[id] = props.data; set(id, props); };
}"""


def ask(page: Page, what: str) -> Any:
    return page.evaluate(f"() => cc.console.{what}")


def until(page: Page, true: str) -> None:
    page.wait_for_function(f"() => {true}")


def sort_as(queue: Page, desk: Desk, rows: list[Row]) -> None:
    until(queue, f"cc.console.visible().length === {len(rows)}")
    assert ask(queue, "visible()") == numbers(rows)


def test_the_most_pressing_case_stands_first(queue: Page, desk: Desk) -> None:
    sort_as(queue, desk, cases(177))


def test_an_undispatched_e1_with_minutes_left_stands_above_everything_in_time(
    queue: Page, desk: Desk
) -> None:
    row = next(row for row in cases(177) if row.state is CaseState.PROCESSING)
    row = replace(row, amber_at=NOW - HOUR, severe_at=NOW + 90 * HOUR, urgency=Urgency.E3)
    others = [replace(row, number=f"NG20261123-7{n:03}", due_at=NOW + 14 * HOUR) for n in range(9)]
    waits = replace(
        row, number="NG20261123-8000", urgency=Urgency.E1, state=CaseState.FILED, unit=None,
        seat=OwnerKind.DISPATCH, amber_at=NOW + 2 * MINUTE, due_at=NOW + 4 * MINUTE,
    )  # fmt: skip
    desk.fill([*others, waits])
    desk.greet()
    until(queue, "cc.console.visible().length === 10")
    assert ask(queue, "visible()")[0] == waits.number


def test_a_free_list_takes_in_what_comes(queue: Page, desk: Desk) -> None:
    rows = cases(177)
    new = replace(rows[5], number="NG20261123-9001", due_at=NOW - 9 * HOUR)
    desk.tell(new)
    sort_as(queue, desk, [*rows, new])
    desk.drop(new.number)
    sort_as(queue, desk, rows)


def test_nothing_moves_while_a_row_is_selected(queue: Page, desk: Desk) -> None:
    before = ask(queue, "visible()")
    ask(queue, "move(1)")
    row = cases(1)[0]
    desk.tell(*(replace(row, number=f"NG20261123-90{n:02}") for n in range(12)))
    others = [replace(r, version=r.version + 1) for r in cases(177) if r.number in before[3:6]]
    desk.tell(*others)
    desk.drop(before[8])
    expect(queue.locator(".bar-news")).to_have_text("12 条新增，3 条变化，1 条离开，按 R 显示")
    expect(queue.locator(".bar-why")).to_contain_text("你已选中一行，列表顺序已冻结 ")
    assert ask(queue, "visible()") == before
    queue.keyboard.press("r")
    until(queue, "cc.console.visible().length === 188")
    expect(queue.locator(".bar-show")).to_be_hidden()


def test_ten_chosen_rows_stay_chosen_in_a_storm(queue: Page, desk: Desk) -> None:
    queue.evaluate(SET_PROPS)
    before = ask(queue, "visible()")
    rows = {row.number: row for row in cases(177)}
    for turn in range(10):
        ask(queue, "move(1)")
        queue.keyboard.press("Space")
        for number in before[turn : turn + 20]:
            rows[number] = replace(
                rows[number],
                version=rows[number].version + 1,
                due_at=rows[number].due_at + (turn - 5) * HOUR,
            )
        desk.tell(*rows.values())
    chosen = ask(queue, "chosen()")
    assert sorted(chosen) == sorted(before[:10])
    expect(queue.locator(".bar-show")).to_be_visible()
    queue.keyboard.press("r")
    until(queue, "cc.console.held().changed === 0")
    sort_as(queue, desk, list(rows.values()))
    assert sorted(ask(queue, "chosen()")) == sorted(chosen)
    told = queue.evaluate("() => told['console-chosen']")
    assert {one["no"]: one["version"] for one in told} == {no: rows[no].version for no in chosen}


# A row that is out of sight for a moment is made anew, so its place is read again.
STANDS = """([no, top]) => {
  const row = document.querySelector(`.ag-row[row-id="${no}"]`);
  return row !== null && Math.abs(row.getBoundingClientRect().top - top) < 2;
}"""


UNHEARD = "() => addEventListener('scroll', (event) => event.stopImmediatePropagation(), true)"


@pytest.mark.parametrize("keys", [["PageDown"] * 6, ["End"]], ids=["middle", "end"])
def test_the_selected_row_stays_where_it_is_when_the_list_is_renewed(
    queue: Page, desk: Desk, keys: list[str]
) -> None:
    for key in keys:
        queue.keyboard.press(key)
    number = ask(queue, "selected()")
    before = queue.locator(f'.ag-row[row-id="{number}"]').bounding_box()
    assert before is not None
    late = cases(1)[0]
    desk.tell(*(replace(late, number=f"NG20261123-90{n:02}", due_at=NOW - HOUR) for n in range(30)))
    expect(queue.locator(".bar-news")).to_contain_text("30 条新增")
    queue.evaluate(UNHEARD)  # as the grid may miss a scroll on a busy machine
    queue.keyboard.press("r")
    until(queue, "cc.console.visible().length === 207")
    queue.wait_for_function(STANDS, arg=[number, before["y"]], timeout=5000)
    assert ask(queue, "selected()") == number


def test_a_new_critical_case_is_named_while_the_list_is_held(queue: Page, desk: Desk) -> None:
    ask(queue, "move(1)")
    row = replace(cases(1)[0], number="NG20261123-9001", urgency=Urgency.E1)
    desk.tell(row)
    item = desk.pack.district.items[row.item or ""].name_zh
    expect(queue.locator(".bar-urgent")).to_contain_text(f"新增 1 条 E1 特急：{item}")


def test_the_case_in_hand_is_shown_as_it_is(queue: Page, desk: Desk) -> None:
    queue.evaluate(SET_PROPS)
    ask(queue, "move(1)")
    number = ask(queue, "selected()")
    row = next(row for row in cases(177) if row.number == number)
    desk.tell(replace(row, version=77, state=CaseState.FEEDBACK))
    shown = queue.locator(f'.ag-row[row-id="{number}"]')
    expect(shown.locator(".cell-state, [col-id=state]").first).to_have_text("待核查")
    until(queue, "told['console-selected']?.version === 77")
    expect(queue.locator(".bar-why")).to_contain_text("冻结")


def test_a_case_that_goes_under_the_hand_is_struck_out_until_asked(queue: Page, desk: Desk) -> None:
    ask(queue, "move(1)")
    number = ask(queue, "selected()")
    desk.drop(number)
    expect(queue.locator(".bar-news")).to_have_text("1 条离开，按 R 显示")
    shown = queue.locator(f'.ag-row[row-id="{number}"]')
    expect(shown).to_have_attribute("data-gone", "")
    expect(shown.locator("[col-id=state]")).to_have_text("已离开")
    queue.keyboard.press("r")
    expect(shown).to_have_count(0)
    assert ask(queue, "selected()") is None


def test_time_alone_turns_a_lamp_and_moves_the_row(queue: Page, desk: Desk) -> None:
    desk.beating = False
    rows = cases(40)
    first, *others = rows
    soon = replace(first, amber_at=NOW - HOUR, due_at=NOW + 8_000, severe_at=NOW + HOUR)
    soon = replace(soon, urgency=Urgency.E1, state=CaseState.PROCESSING)
    desk.fill([soon, *others])
    desk.greet()
    row = queue.locator(f'.ag-row[row-id="{soon.number}"]')
    expect(row.locator(".case-lamp")).to_have_attribute("data-lamp", "amber")
    expect(row.locator(".case-lamp")).to_have_attribute("data-lamp", "overdue", timeout=15_000)
    until(queue, f"cc.console.visible()[0] === '{soon.number}'")
    expect(row.locator(".due")).to_have_text("超 0分")


LAMPS = """({ no, instants }) => {
  const row = { ...cc.queue.row(no) };
  return instants.map((now) => {
    const { lamp, turnsAt } = cc.cases.turn(row, now);
    return [lamp, Number.isFinite(turnsAt) ? turnsAt : null];
  });
}"""


def test_every_lamp_turns_at_the_servers_millisecond(queue: Page, desk: Desk) -> None:
    row = replace(cases(1)[0], amber_at=NOW + HOUR, due_at=NOW + 2 * HOUR, severe_at=NOW + 3 * HOUR)
    desk.tell(row)
    until(queue, f"cc.queue.row('{row.number}')?.amber === {row.amber_at}")
    turns = (row.amber_at, row.due_at + 1, row.severe_at + 1)
    instants = [NOW, *(turn + ms for turn in turns for ms in (-1, 0, 1))]
    found = queue.evaluate(LAMPS, {"no": row.number, "instants": instants})
    words = ("none", "amber", "overdue", "severe")
    nexts = [next((turn for turn in turns if turn > now), None) for now in instants]
    assert found == [
        [words[row.lamp(now)], turn] for now, turn in zip(instants, nexts, strict=True)
    ]


def test_colleagues_are_seen_in_the_row(queue: Page, desk: Desk) -> None:
    number = ask(queue, "visible()")[2]
    li = {"login": "li", "name": "李雷", "initials": "李", "mode": "edit", "since": NOW}
    wang = {"login": "wang", "name": "王芳", "initials": "王", "mode": "view", "since": NOW}
    desk.change(presence={number: [li, wang]})
    faces = queue.locator(f'.ag-row[row-id="{number}"] .face')
    expect(faces).to_have_text(["李", "王"])
    expect(faces.first).to_have_attribute("aria-label", "李雷 在办理")
    desk.change(presence={number: None})
    expect(faces).to_have_count(0)


def test_the_desk_says_which_case_it_looks_at(queue: Page, desk: Desk) -> None:
    desk.looks.clear()
    ask(queue, "move(1)")
    number = ask(queue, "selected()")
    ask(queue, "editing(true)")
    ask(queue, "editing(false)")
    ask(queue, "escape()")
    queue.wait_for_timeout(300)
    modes = ("view", "edit", "view")
    looked = [{"case": number, "mode": mode} for mode in modes]
    assert desk.looks == [*looked, {"case": None, "mode": "view"}]


def test_words_from_outside_stay_words(queue: Page, desk: Desk) -> None:
    row = replace(cases(1)[0], number="NG20261123-9001", due_at=NOW - 2000 * MINUTE)
    desk.tell(replace(row, text="<img src=x onerror=alert(1)>"))
    expect(queue.locator(".item-words", has_text="<img src=x")).to_be_visible()
    assert queue.locator(".queue-grid img").count() == 0


def test_changes_that_come_before_the_grid_is_there_are_not_lost(desk: Desk, page: Page) -> None:
    later = replace(cases(177)[0], version=88)

    def meanwhile(route: Route) -> None:
        desk.tell(later)
        route.continue_()

    page.route("**/async-community*", meanwhile)
    page.goto(desk.url)
    page.wait_for_function("() => window.cc?.grid?.ready() && cc.console.visible().length > 0")
    assert page.evaluate(f"() => cc.queue.row('{later.number}').version") == 88
    assert page.evaluate("() => [...cc.queue.rows()].every((row) => row.urgency)")
