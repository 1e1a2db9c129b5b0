"""A case with everything a person needs for a decision about it; read-only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.calendar import Calendar
from dashboard.domain.case import Case
from dashboard.domain.changes import Act, Kind
from dashboard.domain.clock_progress import Knot, progress
from dashboard.domain.deadline import limit_of
from dashboard.domain.district import District
from dashboard.domain.explanation import Explanation, explain
from dashboard.domain.incident import Incident
from dashboard.domain.instructions.instructing import may_see
from dashboard.domain.instructions.instruction import About, Instruction
from dashboard.domain.life.clocks import HANDLING
from dashboard.domain.life.moving import ANEW, moved_by
from dashboard.domain.persons import Person
from dashboard.domain.proximity import INCIDENT_METRES, SIMILAR_WITHIN, Near, likely_same, near
from dashboard.domain.visibility import may_read
from dashboard.store import calendar as days
from dashboard.store import instructions, journal, reads
from dashboard.store import proximity as nearby
from dashboard.store.engines import Connection
from dashboard.system import System


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """How far the two clocks of a case have run, and how the stage's deadline is computed."""

    why: Explanation
    stage: Sequence[Knot]
    whole: Sequence[Knot] = ()
    """From filing to the case's deadline; empty if it has none yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One case as of `now`, with what its reader may see of other cases.

    `acts` are its history, the newest first.
    """

    case: Case
    now: datetime
    acts: Sequence[Act]
    clocks: Clocks | None = None
    """None if no clock runs."""
    relatives: Mapping[str, Case]
    """By number: parent, children, merged cases and the case it was merged into."""
    linked: Mapping[str, Case]
    """The same, with those that the reader may not see: for the rules, never to be shown."""
    alike: Sequence[Near[Case]]
    incidents: Sequence[Near[Incident]]
    instructions: Sequence[Instruction] = ()
    """Those about it that the reader may see, the newest first."""


def dossier(system: System, connection: Connection, number: str, reader: Person) -> Dossier | None:
    """The dossier of this case; None if there is none of this number that this reader may see."""
    key = system.district.key
    case = reads.one_case(connection, key, number)
    if case is None or not may_read(reader, case):
        return None
    acts = journal.history(connection, key, Kind.CASE, number)
    like = nearby.cases_like(connection, key, case, SIMILAR_WITHIN) if case.open else ()
    linked = nearby.cases_by_number(connection, key, tied_to(case))
    running = nearby.running_incidents(connection, key) if case.open else ()
    return Dossier(
        case=case,
        now=system.clock(),
        acts=tuple(reversed(acts)),
        clocks=clocks(case, days.current(connection, system.district), system.district),
        relatives={no: one for no, one in linked.items() if may_read(reader, one)},
        linked=linked,
        alike=likely_same(case, [one for one in like if may_read(reader, one)]),
        instructions=[
            one
            for one in instructions.about(connection, key, About.CASE, number)
            if may_see(reader, one, case)
        ],
        incidents=near(case, [i for i in running if i.number != case.incident], INCIDENT_METRES),
    )


def clocks(case: Case, calendar: Calendar, district: District) -> Clocks | None:
    """The running clocks of a case; None if none runs."""
    if case.clock is None or case.stage_at is None or case.limit is None or case.due_at is None:
        return None
    item = district.items.get(case.item or "")
    unit = limit_of(item, case.urgency, district.allowances).unit
    began, ends = case.filed_at or case.reported_at, case.case_due_at
    anew = case.state in HANDLING and moved_by(case) in ANEW
    return Clocks(
        why=explain(calendar, began if anew else case.stage_at, case.limit, case.due_at),
        stage=progress(calendar, case.stage_at, case.due_at, case.limit.unit),
        whole=progress(calendar, began, ends, unit) if ends and ends > began else (),
    )


def tied_to(case: Case) -> list[str]:
    """The numbers of the cases that this one is linked to."""
    links = case.links
    others = (links.parent, links.merged_into, *links.blocking, *links.detached, *links.merged)
    return [number for number in others if number]
