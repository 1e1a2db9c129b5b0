"""A centre at an IPv6 address: as its printed address says, pages and sockets included."""

from pathlib import Path

import requests
from playwright.sync_api import Page, expect

from tests.helpers.exhaustive import exhaustive
from tests.services.centre import RunningCentre, wait_until

LIVE_MS = 15_000


@exhaustive
def test_a_centre_on_the_ipv6_loopback_is_found_where_it_says(tmp_path: Path, page: Page) -> None:
    centre = RunningCentre(tmp_path / "var", HOST="::1")
    try:
        centre.start()
        assert centre.address == f"http://[::1]:{centre.port}"
        said = centre.var / "up.log"
        wait_until(lambda: f"{centre.address}/login\n" in said.read_text(), 10, "it says where")
        assert requests.get(f"{centre.address}/readyz", timeout=5).status_code == 200
        page.goto(centre.wall_link())
        expect(page.locator("#wall")).to_have_attribute("data-state", "live", timeout=LIVE_MS)
        centre.check()
    finally:
        centre.stop()
