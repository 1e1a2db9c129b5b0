"""A network that allows pages but cuts websockets: the screen says why, and whom to ask."""

import pytest
from playwright.sync_api import Page, expect

from tests.screens.showcase import Showcase

ALIVE = '{"status": "alive"}'
BLOCKED = """window.WebSocket = class {
  constructor() { setTimeout(() => this.onerror?.(new Event("error")), 0); }
  close() {}
};"""


@pytest.mark.parametrize(
    ("status", "words"),
    [(400, "网络不放行 WebSocket，请联系网管"), (401, "服务器拒绝连接"), (503, "连接数已满")],
)
def test_why_there_is_no_line_is_said(
    showcase: Showcase, page: Page, status: int, words: str
) -> None:
    page.add_init_script(BLOCKED)
    page.route("**/healthz", lambda route: route.fulfill(status=200, body=ALIVE))
    page.route("**/socket.io/**", lambda route: route.fulfill(status=status, body=""))
    page.goto(showcase.url)
    expect(page.locator("#wall-age")).to_contain_text(words, timeout=15_000)
