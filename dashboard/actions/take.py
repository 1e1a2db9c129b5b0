"""Taking messages in: a batch from the inbox becomes cases, changes and answers in one commit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.actions import doing, privacy
from dashboard.actions.asked import Asked
from dashboard.actions.places import spot_of
from dashboard.actions.sitting import Sitting
from dashboard.actions.speaking import GridOf, Speakers
from dashboard.actions.telling import tell
from dashboard.domain import limits
from dashboard.domain.commands import Heartbeat, Placed, Report, ReportCase
from dashboard.domain.life import Spot
from dashboard.domain.orders import Order
from dashboard.domain.pasted import cleaned
from dashboard.domain.refusals import Refused
from dashboard.store import intake
from dashboard.system import System


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a message: the key of what it opened or changed, or why it was refused.

    `repeated` says that it had been taken before and changed nothing now.
    """

    key: str = ""
    refused: Refused | None = None
    repeated: bool = False
    heard: str = ""
    """The registered name of the message's source."""


Checked = tuple[Report, Asked] | Refused


def check(system: System, report: Report) -> Checked:
    """Limits, codes and place of a message, without the database; a refusal is a value here.

    What comes back is the message without the marks that come in by pasting.
    """
    try:
        report = privacy.open_on_arrival(system.settings.secret_key, report)
        report = replace(report, command=cleaned(report.command))
        limits.check(report, system.district, system.clock())
        spot = _spot(system, report.command)
        return report, Asked(report.command, report.source, spot, report.key)
    except Refused as refused:
        return refused


def check_order(system: System, command: Order, source: str) -> Asked:
    """The same for what a person asks; raises `Refused`."""
    command = cleaned(command)
    limits.check_command(command, system.district, system.clock())
    return Asked(command, source, _spot(system, command))


def _spot(system: System, command: Order) -> Spot | None:
    return spot_of(system.pack.places, command) if isinstance(command, Placed) else None


def take(system: System, reports: Sequence[Report]) -> list[Answer]:
    """Takes messages in order, in one transaction; the answers are true once this returns.

    A refusal concerns its own message alone. Raises `store.engines.Conflict` or a database
    error with nothing kept.
    """
    checked = [check(system, report) for report in reports]
    with system.engine.begin() as connection:
        sitting = Sitting(system, connection, system.clock())
        known = _known(sitting, checked)
        _prepare(sitting, [c[0] for c in checked if not isinstance(c, Refused)], known)
        speakers = Speakers(connection, sitting.district, reports, _grid_of(sitting))
        answers = [
            replace(_answer(sitting, one, known, speakers), heard=speakers.heard(report))
            for report, one in zip(reports, checked, strict=True)
        ]
        sitting.write()
    tell(system, sitting.told)
    return answers


Known = dict[tuple[str, str], str]


def _known(sitting: Sitting, checked: Sequence[Checked]) -> Known:
    keys = [(c[0].source, c[0].id) for c in checked if not isinstance(c, Refused)]
    if not keys:
        return {}
    return intake.already_received(sitting.connection, sitting.district, keys)


def _prepare(sitting: Sitting, reports: Sequence[Report], known: Known) -> None:
    commands = [r.command for r in reports if (r.source, r.id) not in known]
    sitting.batch = max(1, sum(isinstance(c, ReportCase) for c in commands))
    doing.hold_for(sitting, commands)


def _grid_of(sitting: Sitting) -> GridOf:
    def grid_of(number: str) -> int | None:
        case = sitting.cases.get(number)
        return case.grid if case else None

    return grid_of


def _answer(sitting: Sitting, checked: Checked, known: Known, speakers: Speakers) -> Answer:
    if isinstance(checked, Refused):
        return Answer(refused=checked)
    report, asked = checked
    identity = (report.source, report.id)
    if identity in known:
        return Answer(known[identity], repeated=True)
    try:
        speakers.refuse(report, asked)
        key = doing.perform(sitting, asked)
    except Refused as refused:
        return Answer(refused=refused)
    if not isinstance(report.command, Heartbeat):
        known[identity] = key
        sitting.received_as(*identity, key)
    return Answer(key)
