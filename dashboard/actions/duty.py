"""The duty desk's acts: entries of the log, shifts that are handed over, the roster."""

from collections.abc import Container
from datetime import timedelta

from dashboard.actions import delivering, roster
from dashboard.actions import workspace as incident_work
from dashboard.actions.alert_acts import RETURN
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.alerts import Alert, AlertState
from dashboard.domain.alerts.life import come_back
from dashboard.domain.changes import Act, Kind
from dashboard.domain.duty import duty_log as w
from dashboard.domain.duty import shifts as s
from dashboard.domain.duty.calls import CallCommand
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.open_points import (
    OpenPoint,
    PointKind,
    gathered,
    in_order,
    of_alerts,
    of_case,
    of_incident,
    of_instructions,
    of_party,
    of_task,
)
from dashboard.domain.duty.roster import RosterCommand
from dashboard.domain.incident import DRILL_MARK
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from dashboard.domain.scope import CENTRE
from dashboard.domain.workspace.workspace_commands import WorkspaceCommand
from dashboard.store import (
    alerts,
    duty,
    instructions,
    locked_reads,
    proximity,
    records,
    workspace,
)
from dashboard.streams import sources
from dashboard.streams.client import RedisUnavailable
from dashboard.system import from_ms, to_ms

NAMES: dict[type, str] = {
    w.WriteInLog: "write_in_log",
    w.StrikeInLog: "strike_in_log",
    s.BeginShift: "begin_shift",
    s.OfferHandover: "offer_handover",
    s.WithdrawHandover: "withdraw_handover",
    s.AcknowledgeLine: "acknowledge_line",
    s.TakeOver: "take_over",
    **roster.NAMES,
    **incident_work.NAMES,
    **delivering.NAMES,
}
LOG, SHIFTS = "duty-log", "shifts"
"""The series of their numbers."""
RESUMES_WITHIN = timedelta(hours=24)


def change(work: UnitOfWork, command: DutyCommand) -> str:
    """Carries the command out and writes it; returns the number of the entry or the shift."""
    number = perform(work, command)
    work.write()
    return number


def perform(work: UnitOfWork, command: DutyCommand) -> str:
    """The same without writing, for a transaction that goes on."""
    if isinstance(command, w.LogCommand):
        return _in_log(work, command)
    if isinstance(command, RosterCommand):
        return roster.change(work, command, _person(work))
    if isinstance(command, WorkspaceCommand):
        return incident_work.change(work, command, _person(work))
    if isinstance(command, CallCommand):
        return delivering.change(work, command, _person(work))
    return _of_shifts(work, command)


def _next(work: UnitOfWork, series: str) -> str:
    return f"{work.next_number(series):08}"


def _in_log(work: UnitOfWork, command: w.LogCommand) -> str:
    who, why = _person(work), ""
    if isinstance(command, w.WriteInLog):
        after = w.written(command, _next(work, LOG), who, work.now)
    else:
        records.wait_turn(work.connection, work.district, [w.log_key(command.number)])
        before = duty.entry_for_update(work.connection, work.district, command.number)
        after, why = w.struck(before, command, who, work.now), command.reason
    act = NAMES[type(command)]
    work.add(Act(Kind.LOG, after.key, act, work.person, why, work.now, after))
    return after.number


def _of_shifts(work: UnitOfWork, command: s.ShiftCommand) -> str:
    taken = _shelved(work) if isinstance(command, s.TakeOver) else []
    waited_for = {one.case for one in taken}
    records.wait_turn(work.connection, work.district, [SHIFTS, *waited_for])
    who, now = _person(work), work.now
    running = next(iter(duty.shifts(work.connection, work.district)), None)
    if isinstance(command, s.BeginShift):
        if running is not None:
            raise Refused("SHIFT_RUNNING", f"{running.name} is on duty.", who=running.name)
        return _note(work, command, s.begun(_next(work, SHIFTS), who, now))
    if running is None:
        raise Refused("NO_SHIFT", "No shift has begun yet.")
    match command:
        case s.OfferHandover():
            lines = tuple(what_is_open(work)) if s.may_offer(running, who) else ()
            return _note(work, command, s.offered(running, command.word, lines, who, now))
        case s.WithdrawHandover():
            return _note(work, command, s.withdrawn(running, who))
        case s.AcknowledgeLine():
            return _note(work, command, s.acknowledged(running, command.line, who))
        case s.TakeOver():
            ended, begun = s.taken_over(running, _next(work, SHIFTS), who, now)
            _note(work, command, ended)
            _re_arm(work, waited_for)
            return _note(work, command, begun)


def _shelved(work: UnitOfWork) -> list[Alert]:
    """The alerts that the centre has shelved."""
    standing = alerts.standing(work.connection, work.district)
    return [one for one in standing if _is_shelved(one)]


def _is_shelved(alert: Alert) -> bool:
    return alert.state is AlertState.SHELVED and alert.concerns(CENTRE)


def _re_arm(work: UnitOfWork, cases: Container[str]) -> None:
    """What the outgoing officer has shelved is raised again: the incoming one decides anew."""
    for alert in _shelved(work):
        if alert.case in cases:
            after = come_back(alert, work.now)
            work.add(Act(Kind.ALERT, alert.key, RETURN, work.person, "", work.now, after))


def _note(work: UnitOfWork, command: s.ShiftCommand, after: s.Shift) -> str:
    why = command.word if isinstance(command, s.OfferHandover) else ""
    act = NAMES[type(command)]
    work.add(Act(Kind.SHIFT, after.key, act, work.person, why, work.now, after))
    return after.number


def _person(work: UnitOfWork) -> Person:
    """Who acts; one of our own workers acts for nobody but itself."""
    return work.account or Person(login=work.person, name=work.person, role=Role.DUTY)


def what_is_open(work: UnitOfWork) -> list[OpenPoint]:
    """The lines of a sheet: the list of the duty desk, what is shelved, what resumes in a day."""
    connection, district, now = work.connection, work.district, work.now
    at_hand = proximity.incidents_at_hand(connection, district)
    found = [point for one in at_hand for point in of_incident(one, work.system.zone)]
    cases: list[tuple[str | None, OpenPoint]] = []
    for case in duty.for_a_sheet(connection, district, now + RESUMES_WITHIN):
        due_at = case.clock.due_at if case.clock else None
        cases += [(case.incident, point) for point in of_case(case, due_at, now)]
        rest = case.suspension
        if rest is not None and rest.resume_at <= now + RESUMES_WITHIN:
            found.append(
                OpenPoint(
                    kind=PointKind.RESUMING,
                    of=case.number,
                    since=now,
                    due_at=rest.resume_at,
                    item=case.item,
                    street=case.street,
                    grid=case.grid,
                )
            )
    found += gathered(cases, {one.number: one for one in at_hand if one.open})
    for task in workspace.open_tasks(connection, district):
        of = locked_reads.read_incident(connection, district, task.incident)
        found.append(of_task(task, of))
    for party in workspace.parties_of_running(connection, district):
        known = locked_reads.read_incident(connection, district, party.incident)
        found += [of_party(party, known)] if known else []
    found += of_instructions(instructions.waiting(connection, district))
    standing = alerts.standing(connection, district)
    found += of_alerts(standing, now, found)
    found += [
        OpenPoint(
            kind=PointKind.SHELVED,
            of=one.case,
            since=one.taken_at or one.at,
            due_at=one.back_at,
            more=one.lamp.value,
            title=DRILL_MARK if one.drill else "",
            item=one.item,
            street=one.street,
            grid=one.grid,
        )
        for one in standing
        if _is_shelved(one)
    ]
    return in_order([*found, *_silent(work)])


def _silent(work: UnitOfWork) -> list[OpenPoint]:
    """The silent sources; None while Redis is away, because nobody knows then."""
    try:
        heard = sources.last(work.system.redis, work.district)
    except RedisUnavailable:
        return []
    return [
        OpenPoint(kind=PointKind.SOURCE, of=name, since=from_ms(one.at))
        for name, one in sources.silent(heard, to_ms(work.now)).items()
    ]
