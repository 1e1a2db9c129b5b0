"""The dry run of all chains: what it finds now, and the evening's entry in the duty log."""

from collections.abc import Callable, Sequence
from datetime import datetime

from dashboard.actions.calling import BY
from dashboard.actions.duty import LOG, NAMES
from dashboard.actions.publish import tell
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.changes import Act, Kind
from dashboard.domain.district import District
from dashboard.domain.duty.channels import CallChannel
from dashboard.domain.duty.dry_run import AHEAD, Unreached, dry_run, evening_of
from dashboard.domain.duty.duty_log import LogKind, WriteInLog, written
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from dashboard.senders import outlets
from dashboard.store import duty, records, roster
from dashboard.store.engines import Connection
from dashboard.system import System

Report = Callable[[District, Sequence[Unreached], datetime], str]
"""What the log says of a dry run."""


def now_unreached(system: System) -> list[Unreached]:
    """What a dry run finds now, by the channels of this machine. Raises `OutletError`.

    Raises `Refused` if there is none: then nobody is called at all, or another machine calls.
    """
    channels = [one.channel for one in outlets.read(system.settings.var)]
    if not channels:
        raise Refused("NO_CHANNEL_HERE", "There is no channel here by which anybody is called.")
    with system.reader.connect() as connection:
        return _found(system, connection, channels, system.clock())


def _found(
    system: System, connection: Connection, channels: Sequence[CallChannel], now: datetime
) -> list[Unreached]:
    tours = roster.between(connection, system.district.key, now, now + AHEAD)
    return dry_run(system.district.chains, tours, channels, now)


def log_evening(system: System, channels: Sequence[CallChannel], report: Report) -> bool:
    """Writes the day's dry run into the duty log, once each evening; false if it isn't due.

    Without a roster or a channel nobody is called, and there is nothing to say.
    """
    due_at = evening_of(system.clock(), system.zone)
    if due_at is None or not channels:
        return False
    district = system.district.key
    with system.engine.begin() as connection:
        work = UnitOfWork(system, connection, system.clock(), person=BY)
        records.wait_turn(connection, district, [LOG])
        last = (one for one in duty.log(connection, district) if one.entered_by == BY)
        planned = roster.count_not_over(connection, district, work.now)
        if not planned or any(one.entered_at >= due_at for one in last):
            return False
        words = report(system.district, _found(system, connection, channels, work.now), work.now)
        by = Person(login=BY, name=BY, role=Role.DUTY)
        number = f"{work.next_number(LOG):08}"
        entry = written(WriteInLog(kind=LogKind.NOTE, words=words), number, by, work.now)
        work.add(Act(Kind.LOG, entry.key, NAMES[WriteInLog], BY, "", work.now, entry))
        work.write()
    tell(system, work.told)
    return True
