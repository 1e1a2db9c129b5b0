"""The pages around the screens keep to the rules of axe-core, in both languages."""

import re
from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, Route, expect

from dashboard.domain.persons import Role
from tests.helpers.axe import violations
from tests.helpers.messages import report
from tests.helpers.web import Web

HOST = "http://localhost"
HALF_MINUTE_MS = 30_000
KEPT = ("content-type", "x-csrftoken")
LEFT = ("content-length", "content-encoding")
PAGES: Sequence[tuple[Role | None, Sequence[str]]] = (
    (None, ("/login",)),
    (
        Role.ADMIN,
        ("/accounts", "/accounts/admin", "/calendar", "/password", "/definitions", "/logout"),
    ),
    (Role.AUDITOR, ("/journal", "/indicators", "/console")),
)
"""Pages by role; the last one is refused."""


def serve(page: Page, browser: FlaskClient) -> None:
    """Answers the page's requests by this process's web app, as if from this client."""

    def answer(route: Route) -> None:
        asked = route.request
        told = browser.open(
            asked.url.removeprefix(HOST),
            method=asked.method,
            data=asked.post_data_buffer,
            headers={name: asked.headers[name] for name in KEPT if name in asked.headers},
        )
        kept = {name for name, _ in told.headers if name.lower() not in LEFT}
        headers = {name: "\n".join(told.headers.getlist(name)) for name in kept}
        route.fulfill(status=told.status_code, headers=headers, body=told.data)
        told.close()

    page.unroute_all()
    page.route(f"{HOST}/**", answer)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_plain_page_keeps_to_the_rules(web: Web, page: Page, lang: str) -> None:
    for role, paths in PAGES:
        serve(page, web.person(role) if role else web.nobody())
        for path in paths:
            page.goto(f"{HOST}{path}?lang={lang}")
            assert violations(page) == [], path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_plain_page_has_a_title_of_its_own(web: Web, lang: str) -> None:
    titles = [
        re.findall(r"<title>(.+?)</title>", browser.get(f"{path}?lang={lang}").text)
        for role, paths in PAGES
        for browser in [web.person(role) if role else web.nobody()]
        for path in paths
    ]
    assert all(len(found) == 1 for found in titles), titles
    assert len({found[0] for found in titles}) == len(titles), titles


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_refused_wall_keeps_to_the_rules_and_comes_in_again_by_itself(
    web: Web, timed_page: Page, lang: str
) -> None:
    serve(timed_page, web.wall("taken back"))
    timed_page.goto(f"{HOST}/wall/overview?lang={lang}")
    assert violations(timed_page) == []
    timed_page.evaluate("() => { window.same = true }")
    timed_page.clock.run_for(HALF_MINUTE_MS)
    expect(timed_page.locator("main")).to_be_visible()
    assert timed_page.evaluate("() => window.same"), "nothing is loaded anew for nothing"
    serve(timed_page, web.wall())
    with timed_page.expect_navigation():
        timed_page.clock.run_for(HALF_MINUTE_MS)
    timed_page.wait_for_function(
        "() => document.querySelector('#wall')?.dataset.view === 'overview'"
    )


def test_a_case_s_page_keeps_to_the_rules(web: Web, page: Page) -> None:
    web.centre.settle(report(1), report(2))
    web.catch_up()
    serve(page, web.person(Role.FOREMAN))
    page.goto(f"{HOST}/case/{web.centre.numbers()[0]}")
    expect(page.locator(".detail-clocks")).to_be_visible()
    assert violations(page) == []
