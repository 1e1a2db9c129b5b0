"""Who commands an incident and who leads each group (指挥体系); a change of hands keeps both."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from dashboard.domain.district import District
from dashboard.domain.incident import Incident
from dashboard.domain.milestones import is_late_entry
from dashboard.domain.refusals import Refused
from dashboard.domain.workspace.entering import (
    Entering,
    event_time,
    need_place,
    need_room,
    need_text,
    need_unreviewed,
)

TERMS_MAX = 40
"""How often one seat may change hands."""


class CommandRole(StrEnum):
    """总指挥、现场指挥, then the groups of the command post in their usual order."""

    COMMANDER = "COMMANDER"
    ON_SCENE = "ON_SCENE"
    COORDINATION = "COORDINATION"
    RESCUE = "RESCUE"
    MEDICAL = "MEDICAL"
    SECURITY = "SECURITY"
    EVACUATION = "EVACUATION"
    LOGISTICS = "LOGISTICS"
    INFORMATION = "INFORMATION"
    EXPERTS = "EXPERTS"
    AFTERMATH = "AFTERMATH"


LEADING = (CommandRole.COMMANDER, CommandRole.ON_SCENE)
"""One person each; the others lead a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTerm:
    """Who has it from `at` on, entered by `name` at `entered_at`; nobody if `holder` is empty."""

    holder: str
    contact: str
    unit: str
    at: datetime
    entered_at: datetime
    name: str

    @property
    def late(self) -> bool:
        """Entered afterwards (补记)."""
        return is_late_entry(self.at, self.entered_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSeat:
    """One seat of an incident; the last of its `terms` is the present one."""

    number: str
    version: int
    incident: str
    role: CommandRole
    terms: tuple[SeatTerm, ...]

    @property
    def key(self) -> str:
        """The key of its state."""
        return f"seat:{self.number}"

    @property
    def now(self) -> SeatTerm:
        """The present term."""
        return self.terms[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class FillSeat:
    """明确指挥: this person has the seat from `at` on, else from now; empty: nobody has it.

    `seen` is the version of the seat that the person saw, 0 if nobody had ever had it.
    """

    incident: str
    role: CommandRole
    holder: str
    contact: str = ""
    unit: str = ""
    seen: int = 0
    at: datetime | None = None


def filled(
    incident: Incident,
    seat: CommandSeat | None,
    command: FillSeat,
    entry: Entering,
    district: District,
) -> CommandSeat:
    """The seat with its new holder. Raises `Refused`; `entry.number` is for one that is new."""
    need_unreviewed(incident)
    _need_seen(seat, command)
    term = _term(incident, command, entry, district)
    if seat is None:
        if not term.holder:
            raise Refused("SEAT_EMPTY", "Nobody has it.")
        return CommandSeat(
            number=entry.number,
            version=1,
            incident=incident.number,
            role=command.role,
            terms=(term,),
        )
    need_place(len(seat.terms), TERMS_MAX)
    if not (term.holder or seat.now.holder):
        raise Refused("SEAT_EMPTY", "Nobody has it.")
    if term.at < seat.now.at:
        words = f"{seat.now.holder} has it only since then."
        raise Refused("SEAT_BEFORE", words, who=seat.now.holder, at=seat.now.at)
    return replace(seat, version=seat.version + 1, terms=(*seat.terms, term))


def _need_seen(seat: CommandSeat | None, command: FillSeat) -> None:
    """Who changes a seat has seen who has it."""
    if seat is not None and seat.version != command.seen:
        who, now = seat.now.name, seat.now
        words = f"{who} has entered {now.holder or 'nobody'} meanwhile."
        raise Refused("SEAT_CHANGED", words, who=who, holder=now.holder or "—", at=now.entered_at)


def _term(incident: Incident, command: FillSeat, entry: Entering, district: District) -> SeatTerm:
    if command.unit and command.unit not in district.units:
        words = f"There is no unit {command.unit[:20]!r}."
        raise Refused("UNKNOWN_UNIT", words, unit=command.unit[:20])
    holder = need_text("holder", command.holder) if command.holder.strip() else ""
    need_room("contact", command.contact)
    return SeatTerm(
        holder=holder,
        contact=command.contact.strip() if holder else "",
        unit=command.unit if holder else "",
        at=event_time(incident, command.at, entry.now),
        entered_at=entry.now,
        name=entry.by.name,
    )


def on_the_spot(seats: Iterable[CommandSeat]) -> SeatTerm | None:
    """Who commands on the spot, else the commander; None if nobody does."""
    held = {seat.role: seat.now for seat in seats if seat.now.holder}
    return held.get(CommandRole.ON_SCENE) or held.get(CommandRole.COMMANDER)
