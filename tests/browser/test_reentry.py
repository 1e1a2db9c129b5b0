"""What was on paper is entered by hand in Chromium, also while the centre doesn't answer."""

from playwright.sync_api import Page, Route, expect

from dashboard.domain.persons import Person, Role
from layouts.words import WORDS
from tests.browser.conftest import PATIENCE
from tests.browser.desk import seat
from tests.helpers.axe import violations
from tests.services.centre import RunningCentre

FEW_MS = 10_000 * PATIENCE
OFFICER = Person(login="duty-paper", name="孙", role=Role.DUTY)


def write(page: Page, n: int, form: str, at: str) -> None:
    for name, words in {"form": form, "grid": "206", "item": "0101", "address": "大路"}.items():
        page.fill(f"#{name}-{n}", words)
    page.fill(f"#at-{n}", at)
    page.fill(f"#text-{n}", f"停水 {form}")


def test_rows_stay_until_the_centre_has_answered_each(page: Page, centre: RunningCentre) -> None:
    seat(centre, page.context, OFFICER)
    page.goto(f"{centre.address}/reentry")
    now = page.evaluate(
        "(zone) => new Date(Date.now() - 3600e3).toLocaleString('sv', { timeZone: zone })",
        "Asia/Shanghai",
    )
    at = now[:16].replace(" ", "T")
    write(page, 1, "A-71", at)
    write(page, 2, "A-72", "")

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/reentry", cut)
    page.click("form.reentry > button")
    expect(page.locator("form.reentry > .said")).to_have_text(WORDS["reentry.lost"][0])
    assert page.input_value("#text-2") == "停水 A-72"
    page.unroute("**/reentry", cut)
    page.click("form.reentry > button")
    done = page.locator("fieldset").first.locator(".done")
    expect(done).to_contain_text("A-71 已补录为", timeout=FEW_MS)
    expect(page.locator("fieldset").nth(1)).to_contain_text(WORDS["refusal.REENTRY_TIME"][0])
    assert page.input_value("#text-2") == "停水 A-72"
    page.fill("#at-2", at)
    page.click("form.reentry > button")
    expect(page.locator("fieldset").nth(1).locator(".done")).to_be_visible(timeout=FEW_MS)
    assert violations(page) == []
