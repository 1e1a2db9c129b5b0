"""How fast people act, and when they sleep."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

MORNING, EVENING = time(7, 30), time(21, 0)
LAST_HOURS = timedelta(hours=4)
"""Work that must be done before the night is done in these last hours."""
FIRST_HOURS = timedelta(hours=2.5)


@dataclass(frozen=True, slots=True)
class Pace:
    """Waiting times are divided by `speed`. If it has a zone, people there sleep at night.

    Of what had begun before `begun`, only the rest is quicker: until then it has waited as usual.
    """

    speed: float = 1.0
    zone: ZoneInfo | None = None
    begun: datetime | None = None

    def after(self, since: datetime, wait: timedelta) -> datetime:
        """The instant `wait` after `since`, at this speed."""
        usual = timedelta(0) if self.begun is None else max(timedelta(0), self.begun - since)
        waited = min(usual, max(timedelta(0), wait))
        return since + waited + (wait - waited) / self.speed

    def awake(self, since: datetime, at: datetime, chance: Random, latest: datetime) -> datetime:
        """`at`, or by day instead: the next morning, or the evening before if that were too late.

        Nobody gets up for a case that is late already. Without a zone, or if neither fits between
        `since` and `latest`, it stays `at`.
        """
        if self.zone is None:
            return at
        local = at.astimezone(self.zone)
        if MORNING <= local.time() < EVENING:
            return at
        date = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
        morning = datetime.combine(date, MORNING, self.zone) + FIRST_HOURS * chance.random()
        if morning < latest or latest <= since:
            return morning.astimezone(at.tzinfo)
        night = datetime.combine(date - timedelta(days=1), EVENING, self.zone)
        evening = night - LAST_HOURS * chance.random()
        return evening.astimezone(at.tzinfo) if evening > since else at


USUAL = Pace()
