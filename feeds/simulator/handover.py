"""Who has the duty desk, hour by hour, and how it goes from one officer to the next.

Two shifts a day, three officers in turn. The hour is the real one at any speed: an offered handover
has its fifteen minutes. Whoever takes a shift that the rota doesn't give them, or takes their offer
back, is a person at a screen: nobody hands over for them until a whole shift later, when a demo
that was left alone goes on.
"""

from datetime import date, datetime, time, timedelta

from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.shifts import (
    AcknowledgeLine,
    BeginShift,
    Handover,
    OfferHandover,
    Shift,
    TakeOver,
)
from feeds.simulator import words
from feeds.simulator.orders import DeskOrder
from feeds.simulator.staff import OFFICERS, RESERVE
from feeds.simulator.town import Town

DAY, NIGHT = time(8, 30), time(20, 30)
"""When shifts change: the morning's hour is the brief's, the evening's ours."""
LASTS = timedelta(hours=12)
EARLY = timedelta(hours=1)
"""So long before a change, whoever takes over has the next shift already."""
OFFERED_MINUTES = (-7.0, 2.0)
"""Counted from the change: who relieves is there some minutes before."""
READ_MINUTES, LATE_MINUTES = (2.0, 8.0), (17.0, 28.0)
LATE = 0.12
"""Share of handovers to which the incoming officer comes late."""
LEFT_MINUTES = (8.0, 12.0)
"""How long an offer at any other hour is left to persons at a screen."""
OTHER_READS = timedelta(minutes=20)
"""After so long without a line seen, whoever else has begun to read has gone away."""
LINE_SECONDS, SHEET_SECONDS = (4.0, 14.0), 360.0
"""How long a line takes to read, and at most a whole sheet."""


def officer(town: Town, at: datetime) -> str:
    """Whose shift it is by the rota."""
    return OFFICERS[_turn(town, at) % len(OFFICERS)]


def change_after(town: Town, at: datetime) -> datetime:
    """The next change of shifts."""
    day, by_night = divmod(_turn(town, at) + 1, 2)
    change = datetime.combine(date.fromordinal(day), NIGHT if by_night else DAY, town.zone)
    return change.astimezone(at.tzinfo)


def _turn(town: Town, at: datetime) -> int:
    """Shifts are counted through: those by day are even."""
    local = at.astimezone(town.zone)
    passed = (local.time() >= DAY) + (local.time() >= NIGHT)
    return 2 * local.date().toordinal() + passed - 1


def by_the_rota(shift: Shift, town: Town) -> bool:
    """Whether the rota's officer or the reserve has it; they never take an offer back."""
    untouched = shift.version == 1 or shift.handover is not None
    return untouched and shift.officer in (RESERVE, officer(town, shift.began_at + EARLY))


def at_the_desk(shift: Shift | None, town: Town, now: datetime) -> str:
    """Who does the duty desk's work: its officer, or a colleague beside a person at a screen."""
    if shift is not None and by_the_rota(shift, town):
        return shift.officer
    return _other_than(shift.officer if shift else "", officer(town, now))


def _other_than(taken: str, due: str) -> str:
    return due if due != taken else RESERVE


def first_shift(town: Town, at: datetime) -> DeskOrder:
    """The very first shift, which nobody hands over."""
    return DeskOrder(officer(town, at + EARLY), at, BeginShift())


def next_of_shift(shift: Shift, since: datetime, town: Town) -> DeskOrder | None:
    """The offer at the shift's end, then line by line, then the signature that begins the next."""
    if shift.ended_at is not None:
        return None
    if shift.handover is not None:
        return _acceptance(shift, shift.handover, since, town)
    chance = town.chance("offer", shift.number)
    ends = change_after(town, shift.began_at + EARLY)
    if not by_the_rota(shift, town):
        ends += LASTS
    at = ends + timedelta(minutes=chance.uniform(*OFFERED_MINUTES))
    word = words.say("handovers", chance)
    return DeskOrder(shift.officer, max(since, at), OfferHandover(word=word))


def _acceptance(shift: Shift, sheet: Handover, since: datetime, town: Town) -> DeskOrder:
    who = _other_than(shift.officer, officer(town, sheet.offered_at + EARLY))
    mine = sheet.incoming == who
    if sheet.incoming and not mine:
        since += OTHER_READS
    unseen = sheet.unseen if mine else tuple(line.key for line in sheet.lines)
    order: DutyCommand = AcknowledgeLine(line=unseen[0]) if unseen else TakeOver()
    chance = town.chance("line", shift.number, shift.version)
    pause = min(chance.uniform(*LINE_SECONDS), SHEET_SECONDS / max(1, len(sheet.lines)))
    begins = sheet.offered_at + _wait(shift, sheet, town)
    return DeskOrder(who, max(since, begins) + timedelta(seconds=pause), order)


def _wait(shift: Shift, sheet: Handover, town: Town) -> timedelta:
    """From the offer until the incoming officer begins to read."""
    chance = town.chance("relief", shift.number)
    usual = abs(change_after(town, sheet.offered_at - EARLY) - sheet.offered_at) < EARLY
    between = LATE_MINUTES if chance.random() < LATE else READ_MINUTES
    return timedelta(minutes=chance.uniform(*(between if usual else LEFT_MINUTES)))
