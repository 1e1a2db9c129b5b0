"""What the dialogs use: cases from SQL, loads as the screens show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from callbacks.dialogs.requests import SeenCase
from callbacks.dialogs.unit_rates import Month
from dashboard.domain.calendar import Calendar
from dashboard.domain.case import Case
from dashboard.domain.district import District
from dashboard.domain.life import Circumstances
from dashboard.domain.load import Load
from dashboard.domain.on_time_rate import Rate
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import Person
from dashboard.domain.unit import DutyItem, Unit
from dashboard.domain.visibility import may_read
from dashboard.live.follower import Follower
from dashboard.store import calendar, proximity
from dashboard.system import System
from layouts.dialogs.form import DialogLocale
from layouts.times import Local
from layouts.words import Lang


@dataclass(frozen=True, slots=True)
class DialogContext:
    """One reading of the clock, for one person's dialog."""

    system: System
    follower: Follower
    month: Month
    person: Person
    now: datetime
    calendar: Calendar

    @classmethod
    def now_for(
        cls, system: System, follower: Follower, month: Month, person: Person
    ) -> "DialogContext":
        with system.reader.connect() as connection:
            days = calendar.current(connection, system.district)
        return cls(system, follower, month, person, system.clock(), days)

    @property
    def district(self) -> District:
        return self.system.district

    def locale(self, lang: Lang) -> DialogLocale:
        """The room in which a dialog is made."""
        zone = ZoneInfo(self.district.timezone)
        return DialogLocale(lang, self.district, Local(zone, lang, self.now))

    def cases(self, rows: Iterable[SeenCase]) -> dict[SeenCase, Case]:
        """Those of these cases that the person may see; raises `Refused` if there are none."""
        wanted = list(rows)
        with self.system.reader.connect() as connection:
            found = proximity.cases_by_number(
                connection, self.district.key, [row.number for row in wanted]
            )
        mine = {number for number, case in found.items() if may_read(self.person, case)}
        there = {row: found[row.number] for row in wanted if row.number in mine}
        if not there:
            number = wanted[0].number if wanted else ""
            raise Refused("NO_SUCH_CASE", f"There is no case {number!r}.", case=number)
        return there

    def item(self, case: Case) -> DutyItem | None:
        """The case's duty item, once it has one."""
        return self.district.items.get(case.item or "")

    def at(self, case: Case) -> Circumstances:
        """What a rule may know, to ask it beforehand."""
        return Circumstances(
            now=self.now,
            district=self.district,
            calendar=self.calendar,
            number=case.number,
            by=self.person.login,
            person=self.person,
        )

    def load(self, unit: Unit) -> Load:
        """A unit's load, as every screen shows it."""
        with self.follower.lock:
            picture = self.follower.picture
            tally = picture.tallies.unit.get(unit.code)
            return Load(tally.open if tally else 0, picture.capacity(unit.code))

    def overdue(self, unit: Unit) -> int:
        """How many of its cases are overdue."""
        with self.follower.lock:
            tally = self.follower.picture.tallies.unit.get(unit.code)
            return tally.overdue if tally else 0

    def on_duty(self, unit: Unit) -> int:
        """Handlers on duty, by its last report."""
        with self.follower.lock:
            strength = self.follower.picture.on_duty.get(unit.code)
            return strength.on_duty if strength else unit.staff

    def rates(self) -> Mapping[str, Rate]:
        """The on-time rates of the last 30 days, by unit."""
        return self.month.rates(self.now)
