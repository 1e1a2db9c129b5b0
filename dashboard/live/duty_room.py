"""The duty room in a picture: log, shift, roster, incidents, warnings, instructions, calls."""

from typing import Any, TypeVar

from dashboard.domain.duty.chains import Chain
from dashboard.domain.duty.duty_log import LogEntry
from dashboard.domain.duty.outgoing import OutgoingMessage
from dashboard.domain.duty.roster import RosterEntry
from dashboard.domain.duty.shifts import Shift
from dashboard.domain.instructions.instruction import Instruction
from dashboard.domain.warned.warning import PublicWarning
from dashboard.live.calls import CallsUnderWay, OfCalls
from dashboard.live.instructions import KnownInstructions
from dashboard.live.roster import StandingRoster
from dashboard.live.warnings import StandingWarnings
from dashboard.live.workspaces import OfWorkspace, Workspaces
from dashboard.store.duty import LOG_SHOWN, SHIFTS_SHOWN
from dashboard.store.reads import Snapshot

OfDuty = LogEntry | Shift | RosterEntry | OfWorkspace | PublicWarning | Instruction | OfCalls
Numbered = TypeVar("Numbered", LogEntry, Shift)


class DutyRoom:
    """Following changes and reading from SQL give the same. Owned by the picture's owner."""

    def __init__(self, found: Snapshot[Any]) -> None:
        self.log = {entry.number: entry for entry in found.log}
        self.shifts = {shift.number: shift for shift in found.shifts}
        self.roster = StandingRoster(found.roster)
        self.workspaces = Workspaces(found)
        self.warnings = StandingWarnings(found.warnings)
        self.instructions = KnownInstructions(found.instructions)
        self.calls = CallsUnderWay(found.chains, found.messages)

    def apply(self, state: OfDuty) -> bool:
        """Applies one change; false if it is not newer than the known state."""
        match state:
            case LogEntry():
                return _keep(self.log, state, LOG_SHOWN)
            case Shift():
                return _keep(self.shifts, state, SHIFTS_SHOWN)
            case RosterEntry():
                new = self.roster.apply(state)
            case PublicWarning():
                new = self.warnings.apply(state)
            case Instruction():
                new = self.instructions.apply(state)
            case Chain() | OutgoingMessage():
                new = self.calls.apply(state)
            case _:
                new = self.workspaces.apply(state)
        return new

    def newest(self) -> list[LogEntry]:
        """The entries, those that were written last first."""
        return [self.log[number] for number in sorted(self.log, reverse=True)]

    @property
    def on_duty(self) -> Shift | None:
        """The shift whose officer is accountable now; None before the very first one."""
        return self.shifts[max(self.shifts)] if self.shifts else None

    @property
    def before(self) -> Shift | None:
        """The shift before it, which handed over to it."""
        known = sorted(self.shifts, reverse=True)
        return self.shifts[known[1]] if len(known) > 1 else None


def _keep(known: dict[str, Numbered], state: Numbered, most: int) -> bool:
    """Keeps the newest by number."""
    before = known.get(state.number)
    if before is not None and before.version >= state.version:
        return False
    known[state.number] = state
    for number in sorted(known)[:-most]:
        del known[number]
    return state.number in known
