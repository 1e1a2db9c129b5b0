"""What is cut or covered on a page, in one size after the other."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from playwright.sync_api import Page

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
SETTLE_MS = 300
LOOKS = 10


def cut(page: Page) -> list[str]:
    """In words, every text that is cut or covered."""
    found: list[str] = page.evaluate(MEASURE)
    return found


def cut_at(
    page: Page, sizes: Sequence[tuple[int, int]], look: Callable[[], list[str]] | None = None
) -> list[str]:
    """The same after each of these sizes; `look` finds more than a glance does."""
    found = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        found += [
            f"{width}x{height}: {words}" for words in _settled(page, look or partial(cut, page))
        ]
    return found


def _settled(page: Page, look: Callable[[], list[str]]) -> list[str]:
    """What is left when the page has had its time: on a busy machine a fit comes late."""
    found: list[str] = []
    for _ in range(LOOKS):
        page.wait_for_timeout(SETTLE_MS)
        found = look()
        if not found:
            break
    return found
