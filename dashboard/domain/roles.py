"""Who may do what: one table and a few rules, asked in `actions.handle` and nowhere else.

Denied by default: nobody may give a command that isn't in the table, and a role without its scope
may do nothing (brief of the field, 2.3 and 2.7; DECISIONS.md decides what it leaves open).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from dashboard.domain import accounts as a
from dashboard.domain import calendar_state as g
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import keys as k
from dashboard.domain import oversight_commands as p
from dashboard.domain import screens as s
from dashboard.domain.case import Case
from dashboard.domain.duty import rights
from dashboard.domain.instructions import instruction_commands as n
from dashboard.domain.life.assignment import disputed
from dashboard.domain.persons import AT_UNITS, FOREMEN, IN_GRIDS, Person, Role
from dashboard.domain.refusals import Denied
from dashboard.domain.scope import scope_of
from dashboard.domain.unit import Urgency
from dashboard.domain.warned.messages import PublishWarning
from dashboard.domain.whose_turn import addressed, leaders_own, not_yet

__all__ = ["MAY", "Denied", "Person", "Role", "may", "may_kind", "within"]

R = Role
DISPATCHERS = FOREMEN | {R.DISPATCHER}
COUNTER = FOREMEN | {R.INTAKE}
DUTY_DESK = frozenset({R.DUTY, R.DUTY_LEADER})
IN_AREAS = IN_GRIDS | {R.STATION, R.STREET}
# Who reports and escalates anywhere, and may silence what is critical.
CENTRE_STAFF = DISPATCHERS | DUTY_DESK | {R.INTAKE, R.SUPERVISOR, R.LEADER}
ALL_WHO_WORK = CENTRE_STAFF | IN_AREAS | AT_UNITS
PLANNERS = AT_THE_WALLS = FOREMEN | {R.DUTY_LEADER}
DECLARERS = FOREMEN | {R.DUTY_LEADER, R.LEADER}
INSTRUCTORS = frozenset({R.LEADER, R.DUTY_LEADER, R.DIRECTOR})
ADMINS = frozenset({R.ADMIN})
NOBODY: frozenset[Role] = frozenset()


def _all(kinds: Iterable[type], who: frozenset[Role]) -> dict[type, frozenset[Role]]:
    return dict.fromkeys(kinds, who)


MAY: Mapping[type, frozenset[Role]] = {
    # Coming in
    c.ReportCase: CENTRE_STAFF | IN_AREAS,
    d.EnterFromPaper: COUNTER | DUTY_DESK | {R.DISPATCHER},
    c.SelfResolve: IN_GRIDS,
    c.Direct: IN_GRIDS,
    d.Accept: COUNTER | DUTY_DESK | {R.DISPATCHER},
    d.ProposeReject: COUNTER | {R.DISPATCHER},
    d.VerifyReport: IN_GRIDS,
    d.File: COUNTER | DUTY_DESK | {R.DISPATCHER},
    # Whose it is
    d.Dispatch: DISPATCHERS | DUTY_DESK | {R.STREET, R.STATION},
    d.Reassign: DISPATCHERS,
    d.DecideReturn: DISPATCHERS,
    **_all((d.AddCoHandler, d.SpawnChild), DISPATCHERS | AT_UNITS),
    **_all((d.Merge, d.Unmerge), DISPATCHERS),
    # At the unit
    c.Acknowledge: AT_UNITS,
    c.Return: AT_UNITS,
    c.FeedBack: AT_UNITS,
    c.RequestExtension: AT_UNITS,
    c.RequestSuspension: AT_UNITS,
    d.FinishCoHandling: AT_UNITS,
    p.ReplySupervision: AT_UNITS | IN_GRIDS | {R.STATION},
    c.SetCapacity: AT_UNITS | FOREMEN,
    # Rulings
    d.DecideExtension: DISPATCHERS,
    d.DecideSuspension: FOREMEN | {R.LEADER},
    d.Resume: FOREMEN,
    d.Reclassify: FOREMEN,
    d.ProposeVoid: FOREMEN,
    d.DecideProposal: FOREMEN | {R.DUTY_LEADER},
    # The end
    c.Verify: IN_AREAS | FOREMEN,
    c.CallBack: COUNTER,
    d.Close: FOREMEN,
    d.Reopen: COUNTER | {R.LEADER},
    # Pressing and raising
    p.Urge: DISPATCHERS | IN_AREAS | {R.SUPERVISOR, R.LEADER},
    p.Supervise: DISPATCHERS | {R.SUPERVISOR, R.LEADER},
    p.EscalateIncident: CENTRE_STAFF | IN_AREAS,
    c.ReportIncident: CENTRE_STAFF | IN_AREAS,
    p.AcknowledgeAlert: ALL_WHO_WORK - {R.INTAKE},
    p.ShelveAlert: DISPATCHERS | DUTY_DESK | {R.SUPERVISOR, R.STREET},
    **_all((p.ConfirmIncident, p.DismissIncident, p.EndIncident, p.ReviewIncident), DECLARERS),
    p.DeclareWarningLevel: DECLARERS,
    **_all((p.LinkCases, p.UnlinkCases), DISPATCHERS | DUTY_DESK),
    p.BeginDrill: PLANNERS,
    **_all((p.CorrectKnownAt, p.NoteMilestone, p.ReportByPhone), DECLARERS | {R.DUTY}),
    p.FileSituationReport: DUTY_DESK | FOREMEN,
    p.SignSituationReport: frozenset({R.DUTY_LEADER, R.LEADER}),
    **_all((n.WriteInstruction, n.WithdrawInstruction), INSTRUCTORS),
    **_all((n.ReadInstruction, n.AnswerInstruction), DISPATCHERS | DUTY_DESK | AT_UNITS),
    # Beside the course of the case
    **_all((d.Comment, d.LogCall, d.Attach, d.Undo), ALL_WHO_WORK),
    # The duty desk
    **_all(rights.OF_WHO_IS_ON_DUTY, DUTY_DESK | FOREMEN),
    **_all(rights.IN_AN_INCIDENT, DUTY_DESK | FOREMEN),
    **_all(rights.OF_WHO_PLANS, PLANNERS),
    # Our own workers alone
    **_all((d.Recalculate, c.Heartbeat, PublishWarning), NOBODY),
    # Accounts, the calendar, keys of outside systems, walls
    a.ChangePassword: frozenset(R),
    **_all((a.AddPerson, a.ChangePerson, a.ResetPassword, a.SwitchAccount), ADMINS),
    **_all((g.ExceptDay, g.RestoreDay), ADMINS),
    **_all((k.AddKey, k.ChangeKey, k.RevokeKey), ADMINS),
    **_all((s.AddScreen, s.ChangeScreen, s.RemoveScreen), ADMINS | {R.FOREMAN}),
    **_all((s.ShowOnScreen, s.ShowCase, s.SetPlaylist, s.Identify), AT_THE_WALLS),
}
# How high each may supervise: only a leader (领导), or the clock, to the third level.
SUPERVISION: Mapping[Role, int] = {R.DISPATCHER: 1, R.LEADER: 3}
SUPERVISION_ELSE = 2
SECOND = 2
OWN_UNIT = (
    c.Acknowledge,
    c.Return,
    c.FeedBack,
    c.RequestExtension,
    c.RequestSuspension,
    d.FinishCoHandling,
    c.SetCapacity,
)
# What only the lead unit may do, not a helping one.
LEAD = (*OWN_UNIT[:5], d.AddCoHandler, d.SpawnChild, p.ReplySupervision)


def may(
    person: Person, command: object, case: Case | None = None, now: datetime | None = None
) -> Denied | None:
    """The rule that forbids it, or None; `case` is the case of the command.

    Standing in for somebody late needs `now`; without it nobody counts as late.
    """
    kind = type(command)
    return _may(person, kind, command, case) or not_yet(person, kind, case, now)


def may_kind(
    person: Person, kind: type, case: Case | None = None, now: datetime | None = None
) -> Denied | None:
    """The same for a kind of command before it is filled in: for what a screen offers."""
    return _may(person, kind, None, case) or not_yet(person, kind, case, now)


def _may(person: Person, kind: type, command: Any, case: Case | None) -> Denied | None:
    if person.role not in MAY.get(kind, NOBODY):
        words = f"A {person.role.value} may not do this."
        return Denied("NOT_YOUR_ROLE", words, role=person.role)
    if case is not None and not within(person, case):
        return Denied("NOT_YOUR_AREA", f"Case {case.number} isn't yours.", case=case.number)
    for rule in (_own_unit, *RULES.get(kind, ())):
        denied = rule(person, kind, command, case)
        if denied:
            return denied
    return None


def within(person: Person, case: Case) -> bool:
    """Whether the case lies in the person's scope."""
    scope = scope_of(person)
    return scope is not None and scope.holds(case)


Rule = Callable[[Person, type, Any, Case | None], Denied | None]


def _own_unit(person: Person, kind: type, command: Any, case: Case | None) -> Denied | None:
    """A unit acts for itself, and on cases that it leads."""
    if person.role not in AT_UNITS:
        return None
    own = person.speaks_for
    other = kind in OWN_UNIT and command is not None and command.unit != own
    led = case is None or kind not in LEAD or case.unit == own
    if own is None or other or not led:
        return Denied("NOT_YOUR_UNIT", "Only the accountable unit may do this.", unit=own or "")
    return None


def _own_grid(person: Person, _: type, command: Any, __: Case | None) -> Denied | None:
    if command is None or command.grid in (None, person.grid):
        return None
    return Denied("NOT_YOUR_GRID", f"Grid {command.grid} isn't yours.", grid=command.grid)


def _second_return(person: Person, _: type, __: Any, case: Case | None) -> Denied | None:
    if case is None or case.return_count < SECOND or person.role in FOREMEN:
        return None
    return Denied("NEEDS_FOREMAN", "The second return of a case is ruled by the shift foreman.")


def _designated(person: Person, _: type, __: Any, case: Case | None) -> Denied | None:
    if case is None or not disputed(case) or person.role in FOREMEN:
        return None
    words = "Two units have returned this case; the shift foreman says who takes it."
    return Denied("FOREMAN_DESIGNATES", words)


def _duty(person: Person, _: type, __: Any, case: Case | None) -> Denied | None:
    """The duty desk takes only critical cases: at night nobody else is there; the rest can wait."""
    if case is None or person.role not in DUTY_DESK or case.urgency is Urgency.E1:
        return None
    words = "The duty desk takes what is critical (E1) to its unit, and nothing else."
    return Denied("DUTY_CRITICAL", words)


def _second_extension(person: Person, _: type, __: Any, case: Case | None) -> Denied | None:
    if case is None or not case.extensions or person.role in FOREMEN:
        return None
    return Denied("NEEDS_DIRECTOR", "A second extension is the director's, or the foreman's.")


def _complex_suspension(person: Person, _: type, __: Any, case: Case | None) -> Denied | None:
    if case is None or case.urgency is not Urgency.E4 or person.role is R.LEADER:
        return None
    return Denied("NEEDS_LEADER", "A complex case is suspended by the district leader in charge.")


def _four_eyes(person: Person, _: type, __: Any, case: Case | None) -> Denied | None:
    if case is None or case.proposal is None or case.proposal.by != person.login:
        return None
    return Denied("OWN_PROPOSAL", "Another person has to confirm what you have proposed.")


def _verifier(person: Person, _: type, __: Any, case: Case | None) -> Denied | None:
    """Nobody verifies their own work."""
    if case is None:
        return None
    if person.login in (case.handled_by, case.self_resolved_by) or (
        case.unit is not None and case.unit == person.speaks_for
    ):
        return Denied("OWN_WORK", "Nobody verifies their own work.")
    return None


def _supervision(person: Person, _: type, command: Any, __: Case | None) -> Denied | None:
    most = SUPERVISION.get(person.role, SUPERVISION_ELSE)
    if command is None or command.level <= most:
        return None
    return Denied("SUPERVISION_TOO_HIGH", f"You may supervise to level {most}.", level=most)


def _critical_alert(person: Person, _: type, command: Any, case: Case | None) -> Denied | None:
    """Only the centre acknowledges a critical alert, because that silences it at every desk."""
    critical = case.urgency is Urgency.E1 if case else command is not None
    if not critical or person.role in CENTRE_STAFF:
        return None
    return Denied("ALERT_OF_CENTRE", "What is critical is acknowledged at the centre.")


def _declared(person: Person, _: type, command: Any, __: Case | None) -> Denied | None:
    if command is None or command.level is None or person.role in DECLARERS:
        return None
    return Denied("LEVEL_NOT_YOURS", "The level is declared by the leader on duty.")


def _others_account(person: Person, _: type, command: Any, __: Case | None) -> Denied | None:
    """Administrators can't change their own account."""
    if command is None or command.login != person.login:
        return None
    return Denied("OWN_ACCOUNT", "Another administrator has to change your account.")


def _own_account(person: Person, _: type, command: Any, __: Case | None) -> Denied | None:
    if command is None or command.login == person.login:
        return None
    return Denied("NOT_YOUR_ACCOUNT", "Everybody changes their own password.")


RULES: Mapping[type, tuple[Rule, ...]] = {
    c.SelfResolve: (_own_grid,),
    c.Direct: (_own_grid, _designated),
    d.Accept: (_duty,),
    d.File: (_duty,),
    d.Dispatch: (_designated, _duty),
    d.Reassign: (_designated,),
    d.DecideReturn: (_second_return,),
    d.DecideExtension: (_second_extension,),
    d.DecideSuspension: (_complex_suspension,),
    d.DecideProposal: (_four_eyes,),
    c.Verify: (_verifier,),
    p.ReplySupervision: (addressed,),
    p.Supervise: (_supervision,),
    p.AcknowledgeAlert: (_critical_alert, leaders_own),
    p.ShelveAlert: (leaders_own,),
    p.EscalateIncident: (_declared,),
    a.ChangePerson: (_others_account,),
    a.SwitchAccount: (_others_account,),
    a.ChangePassword: (_own_account,),
}
