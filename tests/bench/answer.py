"""A dispatcher acts with 10,000 open cases and 50 changes a second: from the key to the answer.

Again and again a case is reassigned and taken back, by keys. Measured is the time until the dialog
with its loads is painted (M), until the answer is (Enter), and until the undo is (Z).
"""

from pathlib import Path

from playwright.sync_api import Page

from dashboard.streams import inbox
from tests.bench.cases import assignments, messages
from tests.bench.figures import Result, Row, percentile
from tests.bench.hold import LOADED, QUICK_LOADED, QUICK_SECONDS, RATE, SECONDS, desk

LIMIT_MS = 150.0
KEYS = {"opened": "M to its dialog", "done": "Enter to the answer", "said": "Z to the undoing"}
READ_MS = 1_000
"""A person reads a case, and an answer, before the next key; what they cause is over by then."""


def bench(folder: Path, *, quick: bool) -> Result:
    """Milliseconds from the key's event to the painted frame."""
    loaded = QUICK_LOADED if quick else LOADED
    amount = round(RATE * (QUICK_SECONDS if quick else SECONDS))
    with desk(folder, loaded) as (page, sender, centre):
        system = centre.system
        page.evaluate("() => cc.console.filter('state=PROCESSING')")
        reports = [raw for _, raw in messages(system, "answer", amount // 2)]
        given = assignments(system, "answer", amount // 2)
        raws = [raw for pair in zip(reports, given, strict=False) for raw in pair]
        sending = sender.send(inbox.key(system.district.key), raws, RATE)
        page.keyboard.press("Home")
        while not sending.done():
            _turn(page)
        took: dict[str, list[float]] = page.evaluate("() => answers.took")
    what = f"an act with {loaded:,} open cases at {RATE:g} changes a second, {{}}, p50"
    rows = [
        Row("answer", what.format(words), percentile(took[key], 0.5), LIMIT_MS, "ms", 1.0,
            against_limit=True)
        for key, words in KEYS.items()
    ]  # fmt: skip
    raw = {
        key: {"p50": percentile(ms, 0.5), "p90": percentile(ms, 0.9), "samples": len(ms)}
        for key, ms in took.items()
    }
    return Result(rows, raw)


def _turn(page: Page) -> None:
    """Goes to the next case, reassigns it for the first reason, and undoes that."""
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(READ_MS)
    _press(page, "m", "opened")
    page.keyboard.press("1")
    _press(page, "Enter", "done")
    _press(page, "z", "said")


def _press(page: Page, key: str, awaited: str) -> None:
    page.evaluate("(what) => answers.await(what)", awaited)
    page.keyboard.press(key)
    page.wait_for_function("() => answers.here()")
    page.wait_for_timeout(READ_MS)
