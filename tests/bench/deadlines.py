"""How many deadlines a second one core computes: amber, due and severe of the duty items' limits.

The items come as the simulated day reports them. The starts are spread over three years in random
order, one of them without an official list.
"""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

import dashboard.districts
from dashboard.districts import almanac
from dashboard.domain.calendar import Calendar
from dashboard.domain.commands import ReportCase
from dashboard.domain.deadline import deadline, limit_of
from dashboard.domain.district import District
from dashboard.domain.unit import DutyItem, Urgency
from feeds.simulator.arrivals import arrivals
from feeds.simulator.town import Town
from tests.bench.figures import Result, Row

SEED = 1
DAYS = 7
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
MINUTES = 3 * 365 * 24 * 60
AMOUNT, QUICK_AMOUNT = 50_000, 5_000
ROUNDS = 5
LEAST = 20_000.0

Work = tuple[datetime, DutyItem, Urgency]


def bench(_: Path, *, quick: bool) -> Result:
    """Deadlines a second, the median of rounds."""
    pack = dashboard.districts.load("nanguan")
    calendar = almanac.calendar(pack.district)
    work = _work(Town(pack.district, pack.places, "bench"), QUICK_AMOUNT if quick else AMOUNT)
    rates = [_rate(pack.district, calendar, work) for _ in range(ROUNDS)]
    row = Row(
        "deadlines",
        "deadlines a second on one core, against what was asked for",
        median(rates),
        LEAST,
        "/s",
        1.0,
        at_least=True,
        against_limit=True,
    )
    return Result([row], {"amount": len(work), "rates": [round(rate) for rate in rates]})


def _work(town: Town, amount: int) -> Sequence[Work]:
    """A week's reports, again and again, each time at another instant."""
    chance = Random(SEED)
    items = town.district.items
    told = [report.command for report in arrivals(town, FIRST, FIRST + timedelta(days=DAYS))]
    known = [
        (items[one.item], one.urgency or items[one.item].urgency)
        for one in told
        if isinstance(one, ReportCase) and one.item
    ]
    return [
        (FIRST + timedelta(minutes=chance.randrange(MINUTES)), *known[n % len(known)])
        for n in range(amount)
    ]


def _rate(district: District, calendar: Calendar, work: Sequence[Work]) -> float:
    begun = time.process_time()
    for start, item, urgency in work:
        deadline(start, limit_of(item, urgency, district.allowances), urgency, calendar)
    return len(work) / (time.process_time() - begun)
