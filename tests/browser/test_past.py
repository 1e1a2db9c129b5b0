"""A wall that looks back: as it was then, in an unmistakable frame, and without any change."""

import itertools
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from dashboard.domain import commands as c
from tests.browser.conftest import PATIENCE, Wall
from tests.helpers.exhaustive import exhaustive
from tests.services import acts
from tests.services.centre import RunningCentre

LONG_AGO = timedelta(hours=40)
AN_HOUR = timedelta(hours=1)
MINUTES = itertools.count()
UNIT = "U01"
SHOWN_MS = 15_000 * PATIENCE
CUT = """() => {
  const label = document.querySelector("#wall-age");
  return label.scrollWidth - label.clientWidth;
}"""
COUNTED = """() => {
  window.moved = 0;
  new MutationObserver((all) => (moved += all.length)).observe(
    document.querySelector("#wall"), { subtree: true, childList: true, characterData: true });
}"""


def minute(centre: RunningCentre, ago: timedelta) -> str:
    local = (centre.system.clock() - ago).astimezone(centre.system.zone)
    return f"{local:%Y-%m-%dT%H:%M}"


def moved(said: str, minutes: int) -> str:
    return f"{datetime.fromisoformat(said) + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"


def late_and_closed(centre: RunningCentre) -> str:
    """A case that was overdue an hour ago, and is closed by now."""
    number = acts.take_in(centre, acts.case(), LONG_AGO)
    for command in (
        c.Direct(case=number, unit=UNIT, by="grid206", item=acts.ITEM),
        c.Acknowledge(case=number, unit=UNIT),
        c.FeedBack(case=number, unit=UNIT, result="已修好"),
        c.Verify(case=number, passed=True, by="grid206"),
    ):
        acts.take_in(centre, command)
    return number


def standing(page: Page, at: str) -> None:
    """Waits until the wall shows that minute."""
    page.wait_for_function(
        """(at) => document.querySelector("#wall").dataset.minute === at
            && document.querySelector("#wall").dataset.state === "past" """,
        arg=at,
        timeout=SHOWN_MS,
    )


def live(page: Page) -> None:
    page.wait_for_function(
        """() => document.querySelector("#wall").dataset.past === undefined
            && document.querySelector("#wall").dataset.state === "live" """,
        timeout=SHOWN_MS,
    )


def at(centre: RunningCentre, then: str, more: str = "") -> str:
    return centre.wall_link(f"&at={then}{more}")


def test_a_case_that_was_late_an_hour_ago_is_shown_then_and_not_now(
    wall: Wall, centre: RunningCentre
) -> None:
    number = late_and_closed(centre)
    # A minute's picture is made once: one that was requested earlier lacks this case.
    then = minute(centre, AN_HOUR + timedelta(minutes=7 * next(MINUTES)))
    page = wall.open(at(centre, then)).page
    standing(page, then)
    row = page.locator(f'#wall-late-panel .row[data-no="{number}"]:visible')
    expect(row.locator(".lamp")).to_have_attribute("data-lamp", "severe")
    assert wall.text("#wall-clock") == f"{then[-5:]}:00"
    page.keyboard.press("Escape")
    live(page)
    assert page.url.endswith("/wall/overview")
    wall.wait_until_right(centre)
    expect(row).to_have_count(0)


@pytest.mark.parametrize(
    ("more", "words", "scheme"),
    [
        ("", "回看 {month}月{day}日 {time} · 非实时", "rgb(241, 243, 244)"),
        pytest.param(
            "&lang=en",
            "Looking back at {day} {name} {time} · not live",
            "rgb(241, 243, 244)",
            marks=exhaustive,
        ),
        pytest.param(
            "&theme=light",
            "回看 {month}月{day}日 {time} · 非实时",
            "rgb(20, 24, 27)",
            marks=exhaustive,
        ),
    ],
)
def test_nobody_takes_the_past_for_now(
    wall: Wall, centre: RunningCentre, more: str, words: str, scheme: str
) -> None:
    late_and_closed(centre)
    then = minute(centre, AN_HOUR)
    day = datetime.fromisoformat(then)
    page = wall.open(at(centre, then, more)).page
    standing(page, then)
    told = words.format(month=day.month, day=day.day, name=f"{day:%b}", time=f"{day:%H:%M}")
    assert wall.text("#wall-age") == told
    assert page.title().startswith(told)
    style = page.evaluate("""() => {
      const shown = getComputedStyle(document.querySelector("#wall"));
      return [parseFloat(shown.borderTopWidth), shown.borderImageSource];
    }""")
    assert style[0] >= 10
    assert style[1].startswith("repeating-linear-gradient")
    assert scheme in style[1]
    label = page.evaluate("() => getComputedStyle(document.querySelector('.age')).backgroundColor")
    assert label == scheme
    for width, height in ((1920, 1080), (1280, 720), (5760, 2160), (1080, 1920)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(CUT) <= 0, (width, height)


def test_nothing_moves_while_the_district_goes_on(wall: Wall, centre: RunningCentre) -> None:
    late_and_closed(centre)
    then = minute(centre, AN_HOUR)
    page = wall.open(at(centre, then)).page
    standing(page, then)
    before, rev = wall.model, page.evaluate("() => cc.rev")
    page.evaluate(COUNTED)
    for _ in range(5):
        acts.take_in(centre, acts.case())
        page.wait_for_timeout(600)
    assert page.evaluate("() => moved") == 0
    assert (wall.model, page.evaluate("() => cc.rev")) == (before, rev)


def test_keys_and_the_bar_lead_from_minute_to_minute(wall: Wall, centre: RunningCentre) -> None:
    late_and_closed(centre)
    then = minute(centre, AN_HOUR)
    page = wall.open(at(centre, then, "&lang=en")).page
    standing(page, then)
    bar = page.locator("#wall-past-bar")
    expect(bar).to_have_css("opacity", "0")
    for key in ("ArrowLeft", "ArrowLeft", "PageUp", "ArrowRight"):
        page.keyboard.press(key)
    expect(bar).to_have_css("opacity", "1")
    standing(page, moved(then, -11))
    page.mouse.move(300, 300)
    page.mouse.move(320, 320)
    bar.get_by_role("button", name="+10 min").click()
    standing(page, moved(then, -1))
    assert "lang=en" in page.url
    page.get_by_label("Minute", exact=True).fill(moved(then, -30))
    page.keyboard.press("Enter")
    standing(page, moved(then, -30))
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Back to live").click()
    live(page)
    expect(bar).to_have_count(0)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("2026-13-01T00:00", "无法识别"),
        pytest.param("yesterday", "无法识别", marks=exhaustive),
        pytest.param("2020-01-01T00:00", "30 天", marks=exhaustive),
        pytest.param("2099-01-01T00:00", "尚未过去", marks=exhaustive),
    ],
)
def test_a_minute_that_nobody_can_show_is_refused_in_words(
    wall: Wall, centre: RunningCentre, said: str, words: str
) -> None:
    page = wall.open(at(centre, said)).page
    expect(page.locator("#wall-past-said")).to_contain_text(words, timeout=SHOWN_MS)
    assert "非实时" in wall.text("#wall-age")
    assert wall.text("#wall-figure-open") == "—"
    page.keyboard.press("Escape")
    live(page)
