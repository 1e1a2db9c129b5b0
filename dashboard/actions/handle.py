"""handle(): a person's command, from a desk or a test; the one door beside the inbox."""

import uuid

from dashboard.actions import deeds
from dashboard.actions.sitting import Sitting
from dashboard.actions.take import Answer, check
from dashboard.actions.telling import tell
from dashboard.domain.commands import Command, Report
from dashboard.domain.refusals import Refused
from dashboard.store.engines import Conflict
from dashboard.system import System

ATTEMPTS = 5


def handle(system: System, command: Command, *, by: str, seen: int | None = None) -> Answer:
    """Runs one command in one transaction; what it says is true once it returns.

    The journal names `by`, whatever unit or name the command gives.

    `seen` is the version that the person saw: if the case has moved on since, the answer names who
    did what. Without `seen` a lost race is run again. A refusal is an answer; a database that is
    away is `store.engines.Trouble`.
    """
    report = Report(source=by, id=uuid.uuid4().hex, time=None, command=command)
    checked = check(system, report)
    if isinstance(checked, Refused):
        return Answer(refused=checked)
    for _ in range(ATTEMPTS):
        try:
            with system.engine.begin() as connection:
                sitting = Sitting(system, connection, system.clock(), seen=seen, person=by)
                deeds.hold_for(sitting, [command])
                key = deeds.perform(sitting, *checked)
                sitting.received_as(report.source, report.id, key)
                sitting.write()
        except Refused as refused:
            return Answer(refused=refused)
        except Conflict:
            continue
        tell(system, sitting.told)
        return Answer(key)
    return Answer(refused=Refused("BUSY", "Others keep changing the same case; try again."))
