"""Two dispatchers act on one case at the same instant: one wins, the other is told."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from dashboard.domain import commands as c
from dashboard.domain.changes import Kind
from dashboard.store import journal
from tests.browser.desk import DIALOG, WAIT_MS, Desk, dispatcher
from tests.helpers.exhaustive import PROVE, exhaustive
from tests.services import acts
from tests.services.centre import RunningCentre

RACES = int(os.environ.get("RACES", "50" if PROVE else "5"))
LI, WANG = dispatcher("race-li", "李强"), dispatcher("race-wang", "王芳")
# Both press Enter at the same millisecond of the same machine's clock.
PRESS_AT = """(at) => new Promise((done) => {
  const wait = () => {
    if (Date.now() < at) return setTimeout(wait, 0);
    document.getElementById("console-do").click();
    done();
  };
  wait();
})"""
OUTCOME = """() => {
  const dialog = document.querySelector("#console-dialog [data-dialog]");
  if (dialog === null) return "won";
  return dialog.querySelector(".conflict") === null ? null : dialog.textContent;
}"""


@pytest.fixture
def desks(page: Page, browser: Browser, centre: RunningCentre) -> Iterator[tuple[Desk, Desk]]:
    other = browser.new_page(viewport=page.viewport_size, locale="zh-CN")
    both = Desk(page), Desk(other)
    yield both
    faults = [desk.faults for desk in both]
    other.close()
    assert faults == [[], []]


def outcome(desk: Desk) -> str:
    found: str = desk.page.wait_for_function(OUTCOME, timeout=WAIT_MS).json_value()
    return found


def acts_on(centre: RunningCentre, number: str) -> list[str]:
    system = centre.system
    with system.reader.connect() as connection:
        told = journal.history(connection, system.district.key, Kind.CASE, number)
    return [act.by for act in told if act.act == "reassign"]


@exhaustive
def test_of_two_at_once_one_wins_and_the_other_is_told_who(
    desks: tuple[Desk, Desk], centre: RunningCentre
) -> None:
    number = acts.take_in(centre, acts.case("0211", grid=207))
    acts.take_in(centre, c.Direct(case=number, by="grid207", unit="D13"))
    names = {LI.login: LI.name, WANG.login: WANG.name}
    for desk, person in zip(desks, (LI, WANG), strict=True):
        desk.sit(centre, person, "?item=0211")
        desk.console("go", number)
        desk.read(number)
    won: list[str] = []
    for turn in range(RACES):
        won.append(race(desks, turn))
        made = acts_on(centre, number)
        assert len(made) == turn + 1, "one of two acts is done, never none or both"
        loser = desks[1] if made[-1] == LI.login else desks[0]
        assert names[made[-1]] in won[-1], "the loser is told who was quicker"
        loser.keys("Escape")
        loser.page.wait_for_selector(DIALOG, state="detached")


def race(desks: tuple[Desk, Desk], turn: int) -> str:
    """What the second one was told."""
    for desk in desks:
        desk.page.wait_for_function(
            "(n) => cc.queue.row(cc.console.selected())?.version > n", arg=turn, timeout=WAIT_MS
        )
        desk.keys("m")
        desk.dialog()
        desk.keys("1")
    at = desks[0].page.evaluate("() => Date.now() + 120")
    for desk in desks:
        desk.page.evaluate(f"(at) => void ({PRESS_AT})(at)", at)
    told = [outcome(desk) for desk in desks]
    assert sorted(one == "won" for one in told) == [False, True], told
    return next(one for one in told if one != "won")
