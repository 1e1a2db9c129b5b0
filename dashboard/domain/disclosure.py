"""Who reported: only few may know, it is shown masked, and each unmasking is recorded."""

# ruff: noqa: RUF001 - dashes of every length are what is meant here

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.domain.case import Case
from dashboard.domain.commands import Reporter
from dashboard.domain.persons import Area, Person
from dashboard.domain.phones import ending
from dashboard.domain.scope import CENTRE, scope_of

DISCLOSURES_MAX = 10
DISCLOSURES_WITHIN = timedelta(minutes=1)
"""For a rate limit: calling back needs a few a minute; copying the register would need all."""
TAIL = 4
_GAP = "[ \\-‐‑‒–—−－.·]"
PHONE = re.compile(rf"\+?\d(?:{_GAP}?\d){{9,}}|\d{{7,}}")


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
    """Who calls back (`Office.knows_reporters`), within their scope; a unit, if it has the case."""
    scope = scope_of(person)
    if scope is None or not person.office.knows_reporters:
        return False
    return case.unit == scope.key if scope.area is Area.UNIT else scope.holds(case)


def may_search_phones(person: Person) -> bool:
    """Whether a case is found by its reporter's number: for who may know every reporter."""
    return person.office.knows_reporters and scope_of(person) == CENTRE


def masked(reporter: Reporter) -> Reporter:
    """The name's first character and the phone's last four digits: enough to recognise them."""
    name = f"{reporter.name[:1]}**" if reporter.name else ""
    end = ending(reporter.phone) or (reporter.phone[-TAIL:] if len(reporter.phone) > TAIL else "")
    phone = f"*{end}" if end else ""
    return Reporter(name, phone)


def without_phones(text: str) -> str:
    """A text for a list: every number long enough for a phone is cut to its last digits."""
    return PHONE.sub(lambda found: f"*{found[0][-TAIL:]}", text)
