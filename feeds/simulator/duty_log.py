"""What duty officers write in their log (值班日志): the round of each shift, calls, incidents."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random

from dashboard.domain.duty.duty_log import LogKind, WriteInLog
from dashboard.domain.incident import Incident, IncidentState
from feeds.simulator import words
from feeds.simulator.handover import DAY, LASTS, NIGHT, change_after
from feeds.simulator.orders import DeskOrder
from feeds.simulator.pace import Pace
from feeds.simulator.staff import ON_DUTY
from feeds.simulator.town import Town

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ROUND = {
    DAY: (("checks", 0.7), ("weather", 1.2), ("streets", 9.4)),
    NIGHT: (("checks", 0.7), ("weather", 1.0), ("posts", 2.1), ("posts", 6.3), ("streets", 10.4)),
}
"""What each shift writes, and how many hours after its begin."""
SCATTERED_MINUTES = (-14.0, 14.0)
CALLS = {DAY: 3, NIGHT: 2}
"""How many calls a shift has besides."""
CALL_HOURS = (1.0, 11.2)
"""Before and behind, shifts change."""
AFTERWARDS, AFTERWARDS_MINUTES = 0.12, (4.0, 25.0)
"""Share of the calls that are entered later (补记), and by how much."""
SOON_MINUTES = (0.5, 2.0)
LEVELS = " ⅠⅡⅢⅣ"


def entries(town: Town, start: datetime, end: datetime) -> Iterator[DeskOrder]:
    """The entries of every shift with start <= time < end, in order of time."""
    begins = change_after(town, start - 2 * LASTS)
    while begins < end:
        shift = [*_round(town, begins), *_calls(town, begins)]
        for entry in sorted(shift, key=lambda one: one.time):
            if start <= entry.time < end:
                yield entry
        begins = change_after(town, begins)


def _change(town: Town, begins: datetime) -> time:
    return begins.astimezone(town.zone).time()


def _round(town: Town, begins: datetime) -> Iterator[DeskOrder]:
    for about, hours in ROUND[_change(town, begins)]:
        chance = town.chance("round", begins.isoformat(), hours)
        at = begins + hours * HOUR + MINUTE * chance.uniform(*SCATTERED_MINUTES)
        yield DeskOrder(ON_DUTY, at, _entry(town, about, at, chance))


def _calls(town: Town, begins: datetime) -> Iterator[DeskOrder]:
    chance = town.chance("calls", begins.isoformat())
    for _ in range(CALLS[_change(town, begins)]):
        at = begins + HOUR * chance.uniform(*CALL_HOURS)
        later = chance.random() < AFTERWARDS
        wrote = at + MINUTE * chance.uniform(*AFTERWARDS_MINUTES) if later else at
        entry = _entry(town, "calls", at, chance)
        yield DeskOrder(ON_DUTY, wrote, entry if not later else _at(entry, at))


def _at(entry: WriteInLog, at: datetime) -> WriteInLog:
    return WriteInLog(kind=entry.kind, words=entry.words, whom=entry.whom, at=at)


def _entry(town: Town, about: str, at: datetime, chance: Random) -> WriteInLog:
    today = at.astimezone(town.zone).date()
    street = chance.choice(list(town.district.streets.values())).name_zh
    weather = words.weather(today.month, town.chance("weather", today))
    return _written(about, chance, street=street, **weather)


def _written(about: str, chance: Random, **fields: object) -> WriteInLog:
    kind, whom, said = words.in_log(about, chance, fields)
    return WriteInLog(kind=LogKind(kind), whom=whom, words=said)


def entry_about(
    before: Incident | None, incident: Incident, now: datetime, town: Town, pace: Pace
) -> DeskOrder | None:
    """What is written when an incident comes in, gets its level, or has ended; else None."""
    about = _news(before, incident)
    if about is None:
        return None
    chance = town.chance("log", incident.number, incident.version)
    entry = _written(
        about,
        chance,
        street=town.district.streets[incident.street].name_zh,
        title=incident.title,
        text=(incident.text or incident.title)[:200],
        level=LEVELS[incident.event_level or 0],
        outcome=incident.outcome[:200],
    )
    at = pace.after(now, MINUTE * chance.uniform(*SOON_MINUTES))
    return DeskOrder(ON_DUTY, at, entry)


def _news(before: Incident | None, incident: Incident) -> str | None:
    if before is None:
        heard = "reported" if words.is_burst(incident.title) else "heard"
        return heard if incident.version == 1 else None
    if incident.state is IncidentState.ENDED:
        return "ended" if before.open else None
    return "declared" if before.event_level != incident.event_level else None
