"""Who reported: only few may know, it is shown masked, and each unmasking is recorded."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.domain.case import Case
from dashboard.domain.commands import Reporter
from dashboard.domain.persons import Person, Role
from dashboard.domain.phones import ending
from dashboard.domain.scope import scope_of

AT_THE_CENTRE = frozenset({Role.INTAKE, Role.DISPATCHER, Role.FOREMAN, Role.DIRECTOR})
"""These roles call back, ask again, and are responsible for the shift."""
AT_THE_UNIT = frozenset({Role.UNIT, Role.UNIT_HEAD})
DISCLOSURES_MAX = 10
DISCLOSURES_WITHIN = timedelta(minutes=1)
"""For a rate limit: calling back needs a few a minute; copying the register would need all."""
TAIL = 4
PHONE = re.compile(r"\+?\d(?:[ -]?\d){9,}|\d{7,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """The last time that a case's reporter was shown unmasked, and to whom."""

    case: str
    version: int
    login: str
    at: datetime

    @property
    def key(self) -> str:
        """Differs from the case's own key, which numbers the case's versions."""
        return f"{self.case}/reporter"


def may_know_reporter(person: Person, case: Case) -> bool:
    """Intake, dispatchers and foremen within their scope, and the unit that has the case."""
    scope = scope_of(person)
    if scope is None or not scope.holds(case):
        return False
    if person.role in AT_THE_UNIT:
        return case.unit is not None and case.unit == person.unit
    return person.role in AT_THE_CENTRE


def masked(reporter: Reporter) -> Reporter:
    """The name's first character and the phone's last four digits: enough to recognise them."""
    name = f"{reporter.name[:1]}**" if reporter.name else ""
    end = ending(reporter.phone) or (reporter.phone[-TAIL:] if len(reporter.phone) > TAIL else "")
    phone = f"*{end}" if end else ""
    return Reporter(name, phone)


def without_phones(text: str) -> str:
    """A text for a list: every number long enough for a phone is cut to its last digits."""
    return PHONE.sub(lambda found: f"*{found[0][-TAIL:]}", text)
