"""What sending one change costs for each view of the walls, with few open cases and with many.

As in the bench of a change, a real follower takes changes; here every view is a screen of its own
whose news are made and encoded, each timed alone. The picture's part is the first line.
"""

import time
from itertools import islice
from pathlib import Path
from statistics import quantiles

from callbacks.wall import WallRequest, Walls
from dashboard.domain.screens import Profile
from dashboard.domain.wall_views import PARTS, VIEWS
from dashboard.live import encoding
from dashboard.live.follower import Follower
from dashboard.live.hub import ScreenModel
from tests.bench.cases import fill
from tests.bench.centre import close, open_here
from tests.bench.change import LARGE, NO_REDIS, SMALL, changes, follow
from tests.bench.figures import Result, Row

GOAL_US = 300.0
CHANGES, QUICK_CHANGES = 2_000, 300
WARM = 100
PICTURE = "picture"


def bench(folder: Path, *, quick: bool) -> Result:
    """Microseconds of CPU; each screen with the picture's own part is held against the goal."""
    sizes = (SMALL, LARGE // 10) if quick else (SMALL, LARGE // 10, LARGE)
    rows, raw = [], {}
    for size in sizes:
        took = _took(folder / str(size), size, QUICK_CHANGES if quick else CHANGES)
        raw[f"{size:,} open cases"] = took
        for name, (half, _) in took.items():
            cost = half if name == PICTURE else half + took[PICTURE][0]
            what = f"one change told, {name}, {size:,} open cases, p50"
            rows.append(Row("telling", what, cost, GOAL_US, "µs", 1.0, against_limit=True))
    return Result(rows, raw)


def _took(home: Path, size: int, count: int) -> dict[str, tuple[float, float]]:
    """(p50, p99) by screen."""
    system = open_here(home, NO_REDIS)
    fill(system, size)
    follower = Follower(system)
    shows = _shows(Walls(system, follower), next(iter(follower.picture.rows)))
    took: dict[str, list[float]] = {name: [] for name in (PICTURE, *shows)}
    for change in islice(changes(system, follower.picture.seq + 1), count + WARM):
        began = time.thread_time_ns()
        follow(system, follower, change)
        took[PICTURE].append((time.thread_time_ns() - began) / 1000)
        for name, show in shows.items():
            began = time.thread_time_ns()
            encoding.dumps(show.news())
            took[name].append((time.thread_time_ns() - began) / 1000)
    close(system)
    found = {name: quantiles(times[WARM:], n=100) for name, times in took.items()}
    return {name: (cuts[49], cuts[98]) for name, cuts in found.items()}


def _shows(walls: Walls, number: str) -> dict[str, ScreenModel]:
    """Every view and part, also the masked ones, each read once as for a new screen."""
    asked = {str(view): WallRequest(view, no=number) for view in VIEWS}
    asked |= {part: WallRequest(view, of="open") for part, view in PARTS.items()}
    asked["map with a card"] = WallRequest("map", cell="206")
    masked = {f"{view} for visitors": view for view in VIEWS if view.facts.public}
    asked |= {name: WallRequest(view, Profile.VISITORS) for name, view in masked.items()}
    shows = {name: walls.show(one.screen.partition(":")[2]) for name, one in asked.items()}
    for show in shows.values():
        show.whole()
    return shows
