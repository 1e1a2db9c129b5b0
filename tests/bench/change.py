"""What one change costs a web process at 100,000 open cases, and at 1,000.

Two processes hold a real follower each, on databases of their own, and take the same changes in
turns: apply, advance, the wall's model, what differs from the last one. The cost is CPU time;
nothing is sent, nothing is waited for. The bench of the desks does the same with a desk's rows in
the place of the wall's model.
"""

import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import fmean, median
from typing import Protocol

from callbacks.wall import WallRequest, Walls
from dashboard.districts import almanac
from dashboard.domain.case import Case
from dashboard.domain.changes import Change, Kind
from dashboard.domain.commands import Acknowledge, FeedBack, Report, ReportCase, Verify
from dashboard.domain.life import Circumstances, Spot, decide, open_case
from dashboard.live.follower import Follower
from dashboard.system import System, to_ms
from tests.bench.cases import assignment, fill, reports
from tests.bench.centre import close, open_here
from tests.bench.figures import Result, Row, of_rounds, spread

SMALL, LARGE = 1_000, 100_000
GOAL = 1.2
CHUNK = 300
OVERVIEW = WallRequest("overview")
ROUNDS, QUICK_ROUNDS = 24, 4
FLOWS = 40
"""Cases on their way at the same time."""
NO_REDIS = "unix:///nowhere"
"""The follower asks for signs of life and gets none: the same for both sizes."""


def bench(folder: Path, *, quick: bool) -> Result:
    """Times are in microseconds. A quick run has a tenth of the large database."""
    large = LARGE // 10 if quick else LARGE
    took = in_turns(folder, (SMALL, large), QUICK_ROUNDS if quick else ROUNDS, Wall)
    many, few = took[large], took[SMALL]
    what = f"one change at {large:,} open cases, {{}}, against {SMALL:,}"
    rows = [
        Row("change", what.format("p50"), of_rounds(many, 0.5), of_rounds(few, 0.5), "µs", GOAL),
        Row("change", what.format("mean"), mean(many), mean(few), "µs", GOAL),
    ]
    raw = {f"{size:,} open cases, µs": spread(rounds) for size, rounds in took.items()}
    return Result(rows, raw)


def mean(rounds: list[list[float]]) -> float:
    return median(map(fmean, rounds))


class Wall:
    """What the hub does for the wall, except sending."""

    def __init__(self, system: System, follower: Follower) -> None:
        self._show = Walls(system, follower).show(OVERVIEW.screen.partition(":")[2])

    def tell(self) -> None:
        """What differs from the last model."""
        self._show.news()


class Told(Protocol):
    """What is told after every change."""

    def tell(self) -> None:
        """Makes it."""


def in_turns(
    folder: Path,
    sizes: tuple[int, int],
    rounds: int,
    told: Callable[[System, Follower], Told],
) -> dict[int, list[list[float]]]:
    """Microseconds of each change, by size and round; `told` is made in processes of their own."""
    if len(set(sizes)) < len(sizes):
        raise ValueError(f"{sizes} are not two sizes: there is nothing to compare.")
    context = get_context("spawn")
    lines, servants = {}, []
    for size in sizes:
        lines[size], theirs = context.Pipe()
        home = folder / f"change-{size}"
        servants.append(
            context.Process(target=_serve, args=(theirs, home, size, told), daemon=True)
        )
        servants[-1].start()
    for line in lines.values():
        line.recv()  # its database is filled
    took: dict[int, list[list[float]]] = {size: [] for size in sizes}
    for turn in range(rounds + 1):
        for size, line in lines.items():
            line.send(CHUNK)
            times = line.recv()
            if turn:  # the first is to get warm
                took[size].append(times)
    for line, servant in zip(lines.values(), servants, strict=True):
        line.send(0)
        servant.join()
    return took


def _serve(
    line: Connection, home: Path, size: int, make: Callable[[System, Follower], Told]
) -> None:
    """Times as many changes as it is asked to, until it is asked for 0."""
    system = open_here(home, NO_REDIS)
    fill(system, size)
    follower = Follower(system)
    told, shown = changes(system, follower.picture.seq + 1), make(system, follower)
    shown.tell()
    line.send("ready")
    while wanted := line.recv():
        took = []
        for change in list(islice(told, wanted)):
            start = time.thread_time_ns()
            follow(system, follower, change)
            shown.tell()
            took.append((time.thread_time_ns() - start) / 1000)
        line.send(took)
    close(system)


def follow(system: System, follower: Follower, change: Change) -> None:
    """What the follower does between reading a change and telling it."""
    now = system.clock()
    follower.picture.apply(change)
    follower.picture.advance(to_ms(now), to_ms(system.day_start(now)))


def changes(system: System, first: int) -> Iterator[Change]:
    """Cases from report to close, many at a time, so that the number of open ones stays."""
    found = reports(system, "change", system.clock())
    plain = (report for report in found if type(report.command) is ReportCase)
    lives = (_life(system, report, number) for number, report in enumerate(plain, start=1))
    running = list(islice(lives, FLOWS))
    for seq in count(first):
        place = seq % FLOWS
        case = next(running[place], None)
        if case is None:
            running[place] = next(lives)
            case = next(running[place])
        yield Change(seq, Kind.CASE, case.number, case)


def _life(system: System, report: Report, turn: int) -> Iterator[Case]:
    command, now = report.command, system.clock()
    assert isinstance(command, ReportCase)
    spot = Spot(command.grid or turn % len(system.district.grids) + 1, None, None, command.address)
    number = f"{system.district.prefix}{now.astimezone(system.zone):%Y%m%d}-{turn:04d}"
    at = Circumstances(now, system.district, almanac.calendar(system.district), number, spot)
    case = open_case(command, at)
    if case.item is None:  # it waits for a person to file it; another comes in its place
        case = open_case(ReportCase(item="0101", grid=spot.grid, text=command.text), at)
    yield case
    given = assignment(system, case)
    steps = (
        given,
        Acknowledge(case=number, unit=given.unit),
        FeedBack(case=number, unit=given.unit, result="已处理"),
        Verify(case=number, passed=True, by="bench"),
    )
    for step in steps:
        case = decide(case, step, at)
        yield case
