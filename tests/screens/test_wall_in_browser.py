"""The wall as people see it: every state in words, nothing cut, nothing covered."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.domain.wall_views import STOPS
from tests.helpers.exhaustive import exhaustive
from tests.screens.conftest import DRAWN
from tests.screens.looker import SETTLED, cut
from tests.screens.showcase import Showcase

AN_HOUR_OFF = """
const Real = Date;
window.Date = class extends Real {
  constructor(...given) { given.length ? super(...given) : super(Real.now() + 3600000); }
  static now() { return Real.now() + 3600000; }
};
"""


def open_wall(page: Page, showcase: Showcase, query: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(showcase.url + query)
    page.wait_for_function(DRAWN)
    page.evaluate(SETTLED)


def lose(page: Page, showcase: Showcase, seconds: int) -> None:
    """Makes the data this many seconds old."""
    showcase.beating = False
    page.evaluate(f"() => {{ cc.live.dataAt -= {seconds * 1000} }}")


def test_a_fault_in_a_view_does_not_stop_the_age_of_its_data(
    showcase: Showcase, page: Page
) -> None:
    page.goto(showcase.url)
    page.wait_for_function(DRAWN)
    page.evaluate("""() => (cc.views.overview.tick = () => {
      throw new Error("a fault of a test");
    })""")
    page.wait_for_timeout(1_500)
    lose(page, showcase, 60)
    page.wait_for_function("() => document.querySelector('#wall').dataset.state === 'lost'")
    expect(page.locator("#wall-age")).to_contain_text("数据中断 1分")


def test_a_panel_nearer_and_finer_shows_fewer_rows_of_larger_type(
    showcase: Showcase, page: Page
) -> None:
    open_wall(page, showcase, "?distance=5&pitch=0.63", (1920, 1080))
    shown = page.locator("#wall-late-panel .row:visible")
    assert 1 < shown.count() < 6
    assert page.evaluate(
        "() => getComputedStyle(document.body.querySelector('main')).fontSize"
    ) == ("62px")


def test_the_drawn_wall_shows_six_and_six_cases_and_ten_units(wall: Page) -> None:
    panels = ("late", "recent", "unit")
    counts = [wall.locator(f"#wall-{name}-panel .row:visible").count() for name in panels]
    assert counts == [6, 6, 10]
    expect(wall.locator("#wall-late-note")).to_have_text("前 6 / 共 37")


def test_all_fourteen_streets_are_labelled_on_the_drawn_wall(wall: Page) -> None:
    assert wall.locator(".street-label.placed").count() == 14
    expect(wall.locator("#wall-street-S08")).to_have_text("永吉6/83")


def test_a_change_reaches_its_place(wall: Page, showcase: Showcase) -> None:
    showcase.change(figures={"open": 1403}, cells={"G206": 9}, streets={"S08": {"open": 84}})
    expect(wall.locator("#wall-figure-open")).to_have_text("1,403")
    expect(wall.locator("#wall-street-S08")).to_have_text("永吉0/84")
    assert wall.locator('.cell[fill="var(--q4)"]').count() == 1


def test_another_view_comes_without_a_reload_and_with_its_own_snapshot(
    wall: Page, showcase: Showcase
) -> None:
    wall.evaluate("() => { window.same = true; cc.wall.go('/wall/overview?lang=en') }")
    expect(wall.locator(".title-view")).to_have_text("Overview")
    wall.wait_for_function(DRAWN)
    showcase.change(figures={"open": 7})
    expect(wall.locator("#wall-figure-open")).to_have_text("7")
    assert wall.evaluate("() => window.same && cc.model.figures.open") == 7
    wall.evaluate("() => cc.wall.go('/wall/overview?theme=light')")
    expect(wall.locator("#wall.light .title-view")).to_have_text("Overview")
    assert wall.evaluate("() => window.same") is True


def test_the_keys_of_the_map_mean_nothing_on_another_wall(wall: Page) -> None:
    wall.evaluate("() => { window.asked = []; cc.live.enter = (screen) => asked.push(screen); }")
    before = wall.url
    for key in ("1", "9", "Home", "Escape"):
        wall.keyboard.press(key)
    assert wall.evaluate("() => asked") == []
    assert wall.url == before


def test_an_address_may_ask_for_a_tour(wall: Page, showcase: Showcase) -> None:
    showcase.load("overview_empty")
    wall.goto(f"{wall.url.partition('?')[0]}?tour=5&lang=en")
    expect(wall.locator("#wall-tour")).to_have_text(f"Tour 1/{len(STOPS)}", timeout=15_000)
    expect(wall.locator("#wall[data-view=queue]")).to_be_visible(timeout=30_000)
    expect(wall.locator("#wall-tour")).to_have_text(f"Tour 2/{len(STOPS)}")
    assert "lang=en" in wall.url


def test_the_kept_model_is_the_servers(wall: Page, showcase: Showcase) -> None:
    showcase.change(late={"9": None}, figures={"soon": 3}, incident={"current": None})
    expect(wall.locator("#wall-figure-soon")).to_have_text("3")
    assert wall.evaluate("() => cc.model") == showcase.model


def test_a_missed_change_is_made_good_by_one_snapshot(wall: Page, showcase: Showcase) -> None:
    showcase.change(skip=2, figures={"open": 5})
    showcase.change(figures={"open": 6})
    expect(wall.locator("#wall-figure-open")).to_have_text("6")
    assert showcase.resyncs == 1


def test_an_object_where_text_belongs_is_shown_as_not_known(wall: Page, showcase: Showcase) -> None:
    component = {"type": "B", "namespace": "dash_html_components", "props": {"children": "x"}}
    row = {"no": 1, "urgency": component, "item": component, "street": "<b>x</b>", "grid": "206"}
    showcase.change(late={"0": {**row, "due": component, "severe_at": None}})
    expect(wall.locator("#wall-late-0 .item")).to_have_text("—")
    expect(wall.locator("#wall-late-0 .place")).to_have_text("<b>x</b>")
    assert wall.locator("#wall b").count() == 0


def test_the_clock_and_ages_are_the_servers_whatever_the_clients_clock_says(
    showcase: Showcase, page: Page
) -> None:
    page.add_init_script(AN_HOUR_OFF)
    open_wall(page, showcase, "", (1920, 1080))
    expect(page.locator("#wall-clock")).to_contain_text("17:42:")
    expect(page.locator("#wall-date")).to_have_text("11月23日 周一")
    expect(page.locator("#wall-late-0 .time")).to_have_text("超40分")


def test_silence_is_told_in_words_after_five_and_ten_seconds(
    wall: Page, showcase: Showcase
) -> None:
    lose(wall, showcase, 5)
    expect(wall.locator("#wall")).to_have_attribute("data-state", "late")
    expect(wall.locator("#wall-age")).to_contain_text("延迟")
    lose(wall, showcase, 5)
    expect(wall.locator("#wall")).to_have_attribute("data-state", "lost")
    expect(wall.locator("#wall-age")).to_contain_text("数据中断")


def test_lost_data_stays_readable_and_its_times_go_on(wall: Page, showcase: Showcase) -> None:
    current = showcase.model["incident"]["current"]
    since = showcase.now() - 7 * 60_000 - 57_000
    showcase.change(incident={"current": {**current, "known_at": since}})
    elapsed = wall.locator("#wall-incident .elapsed")
    expect(elapsed).to_have_text("已 7分")
    lose(wall, showcase, 46)
    expect(wall.locator("#wall")).to_have_attribute("data-state", "lost")
    expect(wall.locator("#wall-figure-open")).to_have_text("402")
    assert cut(wall) == []
    expect(elapsed).to_have_text("已 8分")


def test_the_wall_is_live_again_with_the_next_beat(wall: Page, showcase: Showcase) -> None:
    lose(wall, showcase, 46)
    expect(wall.locator("#wall")).to_have_attribute("data-state", "lost")
    showcase.beating = True
    expect(wall.locator("#wall")).to_have_attribute("data-state", "live")


def test_the_lamp_turns_severe_without_a_message(wall: Page, showcase: Showcase) -> None:
    row = {**showcase.model["late"]["0"], "severe_at": showcase.now() + 2000}
    showcase.change(late={"0": row})
    lamp = wall.locator("#wall-late-0 .lamp")
    expect(lamp).to_have_attribute("data-lamp", "overdue")
    showcase.beating = False
    expect(lamp).to_have_attribute("data-lamp", "severe")


def test_an_empty_wall_gives_the_good_news(showcase: Showcase, page: Page) -> None:
    showcase.load("overview_empty")
    open_wall(page, showcase, "", (1920, 1080))
    expect(page.locator("#wall-late-empty")).to_have_text("没有超期案卷最近一件 16:20 办结")
    expect(page.locator("#wall-incident-empty")).to_have_text("无进行中的突发事件")
    assert page.locator("[data-hot]").count() == 0


@pytest.mark.parametrize(
    ("level", "title"),
    [
        pytest.param(1, "特别重大", marks=exhaustive),
        pytest.param(3, "较大", marks=exhaustive),
        (None, "未定级"),
    ],
)
def test_an_incident_has_the_mark_of_its_level_in_the_strip_and_on_the_map(
    wall: Page, showcase: Showcase, level: int | None, title: str
) -> None:
    current = {**showcase.model["incident"]["current"], "level": level, "grid": 305}
    showcase.change(incident={"current": current})
    expect(wall.locator("#wall-incident .incident-title")).to_have_text(f"{title} · 供热爆管")
    mark = wall.locator('[data-panel="south"] .incident-mark.placed .level')
    expect(mark).to_have_attribute("data-level", str(level or "none"))


def test_a_new_build_is_taken_over_by_a_reload(wall: Page, showcase: Showcase) -> None:
    alive = '{"status": "alive"}'
    wall.route("**/healthz", lambda route: route.fulfill(status=200, body=alive))
    wall.evaluate("() => { window.before = true }")
    showcase.build = "second"
    showcase.greet()
    wall.wait_for_function("() => window.before === undefined && window.cc?.build === 'second'")
