"""What the duty desk adds to an incident: notes, tasks, numbers, its command and its resources.

Each is a state of its own, so that a note moves no version of the incident; who writes one waits
for the incident's lock, so that limits and what was seen are judged one writer after the other.
"""

from dataclasses import replace

from dashboard.actions.unit_of_work import NeededStates, UnitOfWork
from dashboard.domain.changes import Act, Kind
from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import missing
from dashboard.domain.milestones import Milestone
from dashboard.domain.persons import Person
from dashboard.domain.workspace import command_seats as s
from dashboard.domain.workspace import notes as n
from dashboard.domain.workspace import resources as r
from dashboard.domain.workspace import site_parties as q
from dashboard.domain.workspace import tasks as t
from dashboard.domain.workspace.entering import Entering
from dashboard.domain.workspace.numbers import GiveNumber, SituationNumber, given
from dashboard.domain.workspace.workspace_commands import WorkspaceCommand
from dashboard.store import workspace

NAMES: dict[type, str] = {
    n.AddNote: "add_note",
    n.StrikeNote: "strike_note",
    t.SetTask: "set_task",
    t.AnswerTask: "answer_task",
    t.DropTask: "drop_task",
    GiveNumber: "give_number",
    s.FillSeat: "fill_seat",
    r.AskForResource: "ask_for_resource",
    r.MoveResource: "move_resource",
    q.EnterSite: "enter_site",
    q.HearOfParty: "hear_of_party",
    q.LeaveSite: "leave_site",
}
NOTES, TASKS, NUMBERS = "incident-notes", "incident-tasks", "situation-numbers"
SEATS, RESOURCES, PARTIES = "command-seats", "incident-resources", "site-parties"
"""The series of their numbers."""
OnSite = s.CommandSeat | r.IncidentResource | q.SiteParty
State = n.IncidentNote | t.IncidentTask | SituationNumber | OnSite
KINDS: dict[type, Kind] = {
    n.IncidentNote: Kind.NOTE,
    t.IncidentTask: Kind.TASK,
    SituationNumber: Kind.SITUATION,
    s.CommandSeat: Kind.SEAT,
    r.IncidentResource: Kind.RESOURCE,
    q.SiteParty: Kind.PARTY,
}


def change(work: UnitOfWork, command: WorkspaceCommand, by: Person) -> str:
    """Carries the command out; returns the number of the note, task or row."""
    work.hold(NeededStates(incidents=frozenset({command.incident})))
    incident = work.incident(command.incident)
    match command:
        case n.AddNote() | n.StrikeNote():
            after: State = _note(work, command, incident, by)
        case GiveNumber():
            rows = workspace.numbers(work.connection, work.district, incident.number)
            after = given(incident, command, _entry(work, NUMBERS, by), rows)
        case s.FillSeat():
            after = _seat(work, command, incident, by)
        case r.AskForResource() | r.MoveResource():
            after = _resource(work, command, incident, by)
        case q.EnterSite() | q.HearOfParty() | q.LeaveSite():
            after = _party(work, command, incident, by)
        case _:
            after = _task(work, command, incident, by)
    add(work, NAMES[type(command)], after, getattr(command, "reason", ""))
    return after.number


def add(work: UnitOfWork, act: str, after: State, why: str = "") -> None:
    """Adds the act to record."""
    work.add(Act(KINDS[type(after)], after.key, act, work.person, why, work.now, after))


def give_out_gaps(work: UnitOfWork, incident: Incident) -> None:
    """Makes a task of each milestone that nobody had noted when the incident ended.

    It belongs to the post that has the shift, and is due with the final report.
    """
    posts = work.system.district.posts
    post = next((code for code, one in posts.items() if one.has_shift), next(iter(posts), ""))
    due_at = work.now + t.GAP_LIMIT
    for gap in missing(incident) if post else ():
        task = t.IncidentTask(
            number=f"{work.next_number(TASKS):08}",
            version=1,
            incident=incident.number,
            words="",
            due_at=due_at,
            set_at=work.now,
            set_by=work.person,
            name=work.account.name if work.account else work.person,
            post=post,
            gap=gap.value,
        )
        add(work, NAMES[t.SetTask], task)


def fill_gap(work: UnitOfWork, incident: Incident, milestone: Milestone) -> None:
    """Answers the task of a milestone that has been noted now."""
    if incident.open:
        return
    for task in workspace.tasks(work.connection, work.district, incident.number):
        if task.open and task.gap == milestone:
            by = work.account.name if work.account else work.person
            done = replace(task, version=task.version + 1, answered_at=work.now, answered_by=by)
            add(work, NAMES[t.AnswerTask], done)


def _entry(work: UnitOfWork, series: str, by: Person) -> Entering:
    return Entering(f"{work.next_number(series):08}", by, work.now)


def _note(
    work: UnitOfWork, command: n.NoteCommand, incident: Incident, by: Person
) -> n.IncidentNote:
    there = workspace.notes(work.connection, work.district, incident.number)
    if isinstance(command, n.AddNote):
        return n.noted(incident, command, _entry(work, NOTES, by), len(there))
    known = next((one for one in there if one.number == command.number), None)
    return n.struck_through(incident, known, command, by, work.now)


def _task(
    work: UnitOfWork, command: t.TaskCommand, incident: Incident, by: Person
) -> t.IncidentTask:
    there = workspace.tasks(work.connection, work.district, incident.number)
    if isinstance(command, t.SetTask):
        entry, district = _entry(work, TASKS, by), work.system.district
        return t.given_out(incident, command, entry, district, len(there))
    known = next((one for one in there if one.number == command.number), None)
    return t.settled(incident, known, command, by, work.now)


def _seat(work: UnitOfWork, command: s.FillSeat, incident: Incident, by: Person) -> s.CommandSeat:
    there = workspace.seats(work.connection, work.district, incident.number)
    known = next((one for one in there if one.role is command.role), None)
    entry = _entry(work, SEATS, by) if known is None else Entering(known.number, by, work.now)
    return s.filled(incident, known, command, entry, work.system.district)


def _resource(
    work: UnitOfWork, command: r.ResourceCommand, incident: Incident, by: Person
) -> r.IncidentResource:
    there = workspace.resources(work.connection, work.district, incident.number)
    if isinstance(command, r.AskForResource):
        entry, district = _entry(work, RESOURCES, by), work.system.district
        return r.asked_for(incident, command, entry, district, len(there))
    known = next((one for one in there if one.number == command.number), None)
    return r.moved_on(incident, known, command, Entering(command.number, by, work.now))


def _party(
    work: UnitOfWork, command: q.PartyCommand, incident: Incident, by: Person
) -> q.SiteParty:
    there = workspace.parties(work.connection, work.district, incident.number)
    if isinstance(command, q.EnterSite):
        entry, district = _entry(work, PARTIES, by), work.system.district
        return q.entered(incident, command, entry, district, len(there))
    known = next((one for one in there if one.number == command.number), None)
    return q.heard_or_left(incident, known, command, Entering(command.number, by, work.now))
