"""A leader logs in: the red number leads to the case, and changes appear at once."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from dashboard.domain.persons import Person, Role
from dashboard.domain.unit import Urgency
from tests.browser.conftest import PATIENCE
from tests.browser.desk import seat
from tests.helpers.axe import violations
from tests.services import acts
from tests.services.centre import RunningCentre

FEW_MS = 10_000 * PATIENCE
LEADER = Person(login="leader-chen", name="陈", role=Role.LEADER)
DAYS, HOURS = timedelta(days=3), timedelta(hours=2)
DRAWN = """() => document.querySelector("#leaders")?.dataset.state === "live"
  && /^[\\d,]+$/.test(document.querySelector("[data-metric=overdue] .value").textContent)"""
# Texts that are partly cut off.
CUT = """() => [...document.querySelectorAll(".leaders :is(a, span, p, h2, dt, td, th)")]
  .filter((one) => one.getClientRects().length > 0 && getComputedStyle(one).overflow === "hidden"
    && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent)"""
CHARTS = "() => document.querySelectorAll('.plot-flow .js-plotly-plot .bars').length > 0"


@pytest.fixture(scope="module")
def old(running_centre: RunningCentre) -> None:
    """A case that is three days old and late, and one of two hours ago."""
    running_centre.wait_ready(30)
    acts.take_in(running_centre, acts.case(urgency=Urgency.E1), ago=DAYS)
    acts.take_in(running_centre, acts.case(), ago=HOURS)


@pytest.fixture
def leader(page: Page, centre: RunningCentre, old: None) -> Page:
    """The leader's page with old cases."""
    seat(centre, page.context, LEADER)
    page.goto(f"{centre.address}/")
    page.wait_for_function(DRAWN, timeout=FEW_MS)
    return page


def value(page: Page, metric: str) -> int:
    text = page.locator(f"[data-metric={metric}] .value").inner_text()
    return int(text.replace(",", ""))


def test_the_red_number_leads_to_its_case_in_two_clicks(leader: Page) -> None:
    assert leader.url.endswith("/leaders")
    overdue = value(leader, "overdue")
    assert overdue > 0
    expect(leader.locator("#leaders-verdict")).to_contain_text(f"{overdue} 件超期")
    leader.locator(".figure[data-metric=overdue]").click()
    leader.wait_for_function("() => window.cc?.model?.list", timeout=FEW_MS)
    assert leader.evaluate("() => cc.model.list.total") == overdue
    leader.locator("#wall-row-0 .cover-link").click()
    expect(leader.locator("#wall-case-no")).to_have_text(re.compile(r"^NG\d+-\d+$"), timeout=FEW_MS)


def test_what_comes_is_counted_at_once(leader: Page, centre: RunningCentre) -> None:
    before = value(leader, "open")
    acts.put(centre, acts.case())
    leader.wait_for_function(
        "(n) => Number(document.querySelector('[data-metric=open] .value').textContent) > n",
        arg=before,
        timeout=FEW_MS,
    )


def test_a_number_of_the_days_behind_leads_to_as_many_cases(leader: Page) -> None:
    link = leader.locator(".flow-reported")
    expect(link).to_have_attribute("href", re.compile("of=reported"), timeout=FEW_MS)
    [n] = re.findall(r"[\d,]+", link.inner_text())
    link.click()
    expect(leader.locator("#leaders-rows h2")).to_have_text(f"上报 {n} 件", timeout=FEW_MS)
    assert leader.locator("#leaders-rows tbody tr").count() == min(int(n), 200)
    leader.locator("#leaders-rows .number a").first.click()
    expect(leader.locator(".detail[data-no]")).to_be_visible(timeout=FEW_MS)


@pytest.mark.parametrize("search", ["", "?lang=en&theme=dark"])
def test_the_page_has_no_axe_violation_and_loads_only_its_own_charts(
    leader: Page, centre: RunningCentre, search: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    leader.on("request", lambda request: asked.append(request.url))
    leader.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    leader.goto(f"{centre.address}/leaders{search}")
    leader.wait_for_function(CHARTS, timeout=FEW_MS)
    assert violations(leader) == []
    for width, height in ((1366, 768), (1100, 800), (390, 844)):
        leader.set_viewport_size({"width": width, "height": height})
        assert leader.evaluate("() => document.documentElement.scrollWidth") == width
        assert leader.evaluate(CUT) == [], width
    assert [url for url in asked if "ag_grid" in url or "package_data/plotly" in url] == []
    assert [words for words in said if words.startswith("error")] == []
