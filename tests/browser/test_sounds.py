"""Sounds: once for each turn, by class, in one window, and never blocked without a sign."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Route

from tests.services.chromium import FLAGS, chromium_path

MODULES = Path(__file__).parents[2] / "assets" / "js"
ADDRESS = "http://desk.example/"
NOON = 1_795_000_000_000
# What the alarms use of the rest of the desk: its clock, its connection, its rows.
CLOCK = f"""
let begun = null;  // noon is when the desk begins, however long its page took
export function now() {{
  begun ??= performance.now();
  return {NOON} + Math.round(performance.now() - begun) + window.ahead;
}}
"""
DESK = """
<main id="console" data-state="live"></main>
<script type="module">
  import * as alarms from "/sound/alarms.js";
  import * as sounds from "/sound/sounds.js";
  import * as clock from "/common/clock.js";
  Object.assign(window, { ahead: 0, rows: [], cc: { alarms, clock, sounds } });
  const root = document.getElementById("console");
  alarms.start({ rows: () => window.rows, lost: () => root.dataset.state !== "live" });
  alarms.show({});
</script>
"""


def opened(page: Page) -> BrowserContext:
    """The page's browser, whose windows all show the same desk."""

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if name == "common/clock.js":
            route.fulfill(body=CLOCK, content_type="text/javascript")
        elif name.endswith(".js"):
            route.fulfill(path=MODULES / name)
        else:
            route.fulfill(body=DESK, content_type="text/html; charset=utf-8")

    page.context.route(f"{ADDRESS}**", answer)
    page.close()
    return page.context


@pytest.fixture
def window(page: Page) -> BrowserContext:
    return opened(page)


def desk(window: BrowserContext) -> Page:
    page = window.new_page()
    page.goto(ADDRESS)
    return page


def touched(window: BrowserContext) -> Page:
    page = desk(window)
    page.mouse.click(5, 5)
    page.wait_for_function("cc.sounds.state() === 'on'")
    return page


def alert(**fields: Any) -> dict[str, Any]:
    plain = {"place": "LIST", "state": "RAISED", "turn": "RED", "priority": 2, "reached": NOON}
    return plain | fields


def show(page: Page, alerts: dict[str, dict[str, Any]], after_ms: int = 5_000) -> list[str]:
    """Shows alerts that came `after_ms` after noon; returns all that has sounded so far."""
    told = {key: {**one, "reached": one["reached"] + after_ms} for key, one in alerts.items()}
    page.evaluate(
        "([alerts, ahead]) => { window.ahead = ahead; cc.alarms.show(alerts); }", [told, after_ms]
    )
    return sounded(page)


def sounded(page: Page) -> list[str]:
    found: list[str] = page.evaluate("cc.sounds.played()")
    return found


def test_a_page_that_nobody_has_touched_says_that_it_is_blocked(driver: Playwright) -> None:
    strict = driver.chromium.launch(
        executable_path=chromium_path(),
        args=[*FLAGS, "--autoplay-policy=document-user-activation-required"],
    )
    page = desk(opened(strict.new_context().new_page()))
    assert page.evaluate("cc.sounds.state()") == "blocked"
    assert show(page, {"A": alert()}) == []
    page.keyboard.press("Shift")
    page.wait_for_function("cc.sounds.state() === 'on'")
    strict.close()


def test_an_alert_sounds_once_and_one_from_before_the_page_never(window: BrowserContext) -> None:
    page = touched(window)
    before = alert(reached=NOON - 60_000)
    assert show(page, {"OLD": before}, 0) == []
    assert show(page, {"OLD": before, "NEW": alert()}) == ["p2"]
    assert show(page, {"OLD": before, "NEW": alert()}) == ["p2"]


@pytest.mark.parametrize(
    ("fields", "sound"),
    [
        ({"priority": 1}, ["p1"]),
        ({"priority": 3}, ["p3"]),
        ({"turn": "INCIDENT", "priority": 1}, ["incident"]),
        ({"place": "NOTICES", "priority": 3}, ["p3"]),
        ({"place": "LEDGER"}, []),
        ({"state": "ACKNOWLEDGED"}, []),
    ],
)
def test_each_class_has_its_own_sound(
    window: BrowserContext, fields: dict[str, Any], sound: list[str]
) -> None:
    assert show(touched(window), {"A": alert(**fields)}) == sound


def test_of_many_at_once_the_gravest_is_heard_first_or_next(window: BrowserContext) -> None:
    page = touched(window)
    many = {f"A{n}": alert(priority=3) for n in range(20)} | {"Z": alert(priority=1)}
    show(page, many)
    page.wait_for_timeout(1_500)
    assert sounded(page) == ["p3", "p1"]


def test_an_acknowledged_alert_that_returns_sounds_again(window: BrowserContext) -> None:
    page = touched(window)
    assert show(page, {"A": alert()}) == ["p2"]
    page.wait_for_timeout(1_300)
    show(page, {"A": alert(state="ACKNOWLEDGED")})
    assert show(page, {"A": alert()}, 30 * 60_000) == ["p2", "p2"]


def test_only_what_is_critical_and_not_acknowledged_is_repeated(window: BrowserContext) -> None:
    page = touched(window)
    page.evaluate(
        "performance.now = ((real) => () => real.call(performance) * 40)(performance.now)"
    )
    standing = {"B": alert(priority=2, reached=NOON - 60_000)}
    show(page, standing | {"A": alert(priority=1)})
    page.wait_for_function("cc.sounds.played().filter((kind) => kind === 'p1').length >= 2")
    show(page, standing | {"A": alert(priority=1, state="ACKNOWLEDGED")})
    count = len(sounded(page))
    page.wait_for_timeout(2_500)
    assert len(sounded(page)) == count


def test_silence_is_seen_and_ends_by_itself_after_ten_minutes(window: BrowserContext) -> None:
    page = touched(window)
    page.evaluate("cc.sounds.mute()")
    assert page.evaluate("cc.sounds.state()") == "muted"
    assert show(page, {"A": alert()}) == []
    page.evaluate("window.ahead = 600000")
    assert page.evaluate("cc.sounds.state()") == "on"


def test_loudness_and_silence_outlast_the_page(window: BrowserContext) -> None:
    page = touched(window)
    page.evaluate("cc.sounds.volume(0.3); cc.sounds.mute()")
    page.close()
    other = desk(window)
    assert other.evaluate("cc.sounds.settings().loudness") == 0.3
    assert other.evaluate("cc.sounds.settings().mutedUntil") > NOON


def test_of_two_windows_one_sounds_and_the_other_takes_over_when_it_closes(
    window: BrowserContext,
) -> None:
    first = touched(window)
    second = desk(window)
    second.mouse.click(5, 5)
    second.wait_for_function("cc.sounds.state() === 'elsewhere'")
    assert first.evaluate("cc.sounds.state()") == "on"
    assert (show(first, {"A": alert()}), show(second, {"A": alert()})) == (["p2"], [])
    first.close()
    second.wait_for_function("cc.sounds.state() === 'on'")


def test_without_a_line_a_deadline_sounds_as_it_passes_and_not_again_when_told(
    window: BrowserContext,
) -> None:
    page = touched(window)
    late = page.evaluate("cc.clock.now()") + 1_500
    page.evaluate(
        """(due) => {
          document.getElementById("console").dataset.state = "lost";
          window.rows = [{ no: "NG-1", due, severe: due + 1e9, urgency: "E1", state: "FILED" }];
        }""",
        late,
    )
    page.wait_for_function("cc.sounds.played().includes('p1')")
    page.evaluate(
        """([key, alert]) => {
          document.getElementById("console").dataset.state = "live";
          cc.alarms.show({ [key]: alert });
        }""",
        [f"NG-1/RED/{late}", alert(priority=1, reached=late + 900)],
    )
    page.wait_for_timeout(1_500)
    assert sounded(page) == ["p1"]
