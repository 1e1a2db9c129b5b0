"""Takes messages in: a batch from the inbox becomes cases, changes and answers in one commit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard.actions import handler_table, privacy, warnings
from dashboard.actions.envelope import Envelope
from dashboard.actions.key_scope import GridOf, KeyScope
from dashboard.actions.places import spot_of
from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain import limits
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.commands import (
    Heartbeat,
    PlacedCommand,
    Report,
    ReportCase,
)
from dashboard.domain.life import Spot
from dashboard.domain.pasted_marks import cleaned
from dashboard.domain.refusals import Refused
from dashboard.domain.warned.messages import PublishWarning
from dashboard.store import intake
from dashboard.store.journal import Stamped
from dashboard.streams.traces import Trace
from dashboard.system import System, fine_ms


@dataclass(frozen=True, slots=True)
class Receipt:
    """The result of a message: the key of what it opened or changed, or why it was refused.

    `repeated` means that it had been taken before and changed nothing now.
    """

    key: str = ""
    refused: Refused | None = None
    repeated: bool = False
    heard: str = ""
    """The registered name of the message's source."""


Checked = tuple[Report, Envelope] | Refused
Tell = Callable[[System, Sequence[Stamped], Trace | None], None]
Arrival = tuple[float, float]
"""When a message entered the inbox and when it was read, in ms since 1970."""


def check(system: System, report: Report) -> Checked:
    """Checks limits, codes and place of a message without the database; returns any refusal.

    Returns the message without the invisible marks that pasting brings in.
    """
    try:
        report = privacy.open_on_arrival(system.settings.secret_key, report)
        report = replace(report, command=cleaned(report.command))
        limits.check(report, system.district, system.clock())
        if isinstance(report.command, PublishWarning):
            warnings.refuse_at_the_door(system, report.command)
        spot = _spot(system, report.command)
        return report, Envelope(report.command, report.source, spot, report.key)
    except Refused as refused:
        return refused


def check_order(system: System, command: CentreCommand, source: str) -> Envelope:
    """Checks a person's command in the same way; raises `Refused`."""
    command = cleaned(command)
    limits.check_command(command, system.district, system.clock())
    return Envelope(command, source, _spot(system, command))


def _spot(system: System, command: CentreCommand) -> Spot | None:
    return spot_of(system.pack.places, command) if isinstance(command, PlacedCommand) else None


def take(
    system: System,
    reports: Sequence[Report],
    arrivals: Sequence[Arrival] = (),
    tell: Tell = tell,
) -> list[Receipt]:
    """Takes messages in order in one transaction; the answers are true once this returns.

    A refusal concerns only its own message. On `store.engines.Conflict` or a database error nothing
    is stored.

    With `arrivals`, one for each message, the first that changes something is traced: every one
    when it is quiet, one in a batch when it is busy, the one that has waited longest.
    `tell` publishes what was committed.
    """
    checked = [check(system, report) for report in reports]
    with system.engine.begin() as connection:
        begun = fine_ms()
        work = UnitOfWork(system, connection, system.clock())
        known = _known(work, checked)
        _prepare(work, [c[0] for c in checked if not isinstance(c, Refused)], known)
        scope = KeyScope(connection, work.district, reports, _grid_of(work))
        answers: list[Receipt] = []
        idle = 0
        for report, one in zip(reports, checked, strict=True):
            answer = _answer(work, one, known, scope)
            answers.append(replace(answer, heard=scope.heard(report)))
            idle += not work.acts
        work.write()
    trace = None
    if idle < len(arrivals):
        first, marks = work.acts[0], (*arrivals[idle], begun, fine_ms())
        trace = Trace(first.key, first.state.version, marks)
    tell(system, work.told, trace)
    return answers


Known = dict[tuple[str, str], str]


def _known(work: UnitOfWork, checked: Sequence[Checked]) -> Known:
    keys = [(c[0].source, c[0].id) for c in checked if not isinstance(c, Refused)]
    if not keys:
        return {}
    return intake.already_received(work.connection, work.district, keys)


def _prepare(work: UnitOfWork, reports: Sequence[Report], known: Known) -> None:
    commands = [r.command for r in reports if (r.source, r.id) not in known]
    work.batch = max(1, sum(isinstance(c, ReportCase) for c in commands))
    handler_table.hold_for(work, commands)


def _grid_of(work: UnitOfWork) -> GridOf:
    def grid_of(number: str) -> int | None:
        case = work.cases.get(number)
        return case.grid if case else None

    return grid_of


def _answer(work: UnitOfWork, checked: Checked, known: Known, scope: KeyScope) -> Receipt:
    if isinstance(checked, Refused):
        return Receipt(refused=checked)
    report, asked = checked
    identity = (report.source, report.id)
    if identity in known:
        return Receipt(known[identity], repeated=True)
    try:
        scope.refuse(report, asked)
        key = handler_table.perform(work, asked)
    except Refused as refused:
        return Receipt(refused=refused)
    if not isinstance(report.command, Heartbeat):
        known[identity] = key
        work.received_as(*identity, key)
    return Receipt(key)
