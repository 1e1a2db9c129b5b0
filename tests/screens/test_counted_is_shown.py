"""The desk's counts equal its list, whatever arrives while it is filtered."""

import random

from msgspec.structs import replace
from playwright.sync_api import Page

from tests.helpers.exhaustive import PROVE
from tests.screens.desk_page import HOUR, Desk, cases

TRIES = 25 if PROVE else 10
LISTED = "() => [cc.grid.count(), cc.queue.fitting(), cc.facets.counts().all]"


def test_a_cleared_filter_shows_every_case_while_changes_wait(queue: Page, desk: Desk) -> None:
    chance = random.Random(3)
    rows = {row.number: row for row in cases(177)}
    for turn in range(TRIES):
        queue.evaluate("() => cc.console.filter('lamp=amber')")
        queue.evaluate("() => cc.console.move(1)")
        for number in chance.sample(sorted(rows), 25):
            due = rows[number].due_at + chance.randint(-9, 9) * HOUR
            rows[number] = replace(rows[number], version=rows[number].version + 1, due_at=due)
        gone = chance.choice(sorted(rows))
        del rows[gone]
        new = replace(rows[min(rows)], number=f"NG20261123-8{turn:03}")
        rows[new.number] = new
        desk.tell(*rows.values())
        desk.drop(gone)
        queue.wait_for_function(
            "([new_, gone]) => cc.queue.truth(new_) && !cc.queue.truth(gone)",
            arg=[new.number, gone],
        )
        queue.evaluate("() => cc.console.filter('')")
        assert queue.evaluate(LISTED) == [len(rows)] * 3, turn
        queue.evaluate("() => cc.console.escape()")


def test_a_fault_of_the_grid_ends_nothing(queue: Page, desk: Desk) -> None:
    queue.evaluate("""async () => {
      const api = await dash_ag_grid.getApiAsync(cc.grid.ID);
      const fails = () => { throw new TypeError("a fault of a test"); };
      [api.applyTransaction, api.onFilterChanged] = [fails, fails];
    }""")
    desk.drop(*(row.number for row in cases(177)[:100]))
    queue.wait_for_function("() => cc.grid.count() === 77")
    queue.evaluate("() => cc.console.filter('lamp=overdue')")
    shown, fitting, counted = queue.evaluate(LISTED)
    assert shown == fitting == counted < 77
    queue.evaluate("() => cc.console.filter('')")
    assert queue.evaluate(LISTED) == [77] * 3
