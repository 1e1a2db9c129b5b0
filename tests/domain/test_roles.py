"""Who may do what: the table against the brief, and the rules that need more than a role."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from dashboard.domain import accounts as a
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import keys as k
from dashboard.domain import oversight_commands as p
from dashboard.domain import screens as s
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.calendar_state import CalendarCommand
from dashboard.domain.case import Case, CaseState, CoHandler, Proposal, Proposed, Supervision
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.persons import Person, Role
from dashboard.domain.roles import MAY, may, may_kind
from dashboard.domain.unit import Urgency
from tests.domain.situations import IN_STATE
from tests.helpers.clock import MORNING

COMMANDS = {
    *get_args(CentreCommand),
    *get_args(a.AccountCommand | CalendarCommand),
    *get_args(s.ScreenCommand),
    *get_args(k.KeyCommand | DutyCommand),
}


def person(role: Role, login: str = "li", **scope: Any) -> Person:
    return Person(login=login, name="Li", role=role, **scope)


def a_case(**fields: Any) -> Case:
    """A case of U01 in grid 206."""
    return replace(IN_STATE[CaseState.PROCESSING], **{"unit": "U01"} | fields)


def code(denied: Any) -> str:
    return denied.code if denied else ""


def test_every_command_is_in_the_table_and_nothing_else() -> None:
    assert MAY.keys() == COMMANDS


def test_what_is_in_no_table_is_nobodys() -> None:
    for role in Role:
        assert code(may_kind(person(role), object)) == "NOT_YOUR_ROLE"


MAY_NOT: dict[Role, tuple[type, ...]] = {
    Role.INTAKE: (d.Dispatch, d.Reassign),
    Role.DISPATCHER: (d.ProposeVoid, d.DecideProposal, d.DecideSuspension, c.Verify, d.Close),
    Role.SUPERVISOR: (d.Reassign, d.Accept, d.Reclassify, d.Dispatch),
    Role.GRID_LEADER: (d.Dispatch, d.Close),
    Role.STREET: (d.Reassign, d.Close, d.ProposeVoid),
    Role.UNIT: (c.Verify, d.Close, d.DecideExtension, d.DecideReturn),
    Role.UNIT_HEAD: (c.Verify, d.Close, d.DecideExtension, d.DecideSuspension),
    Role.LEADER: (d.Dispatch, d.Reassign, d.Accept, c.Verify),
}


@pytest.mark.parametrize(("role", "kinds"), MAY_NOT.items())
def test_a_role_may_not_what_the_brief_denies_it(role: Role, kinds: tuple[type, ...]) -> None:
    for kind in kinds:
        assert role not in MAY[kind], kind.__name__


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.AUDITOR])
def test_who_only_reads_may_do_nothing_but_for_their_password(role: Role) -> None:
    assert [kind for kind in COMMANDS if role in MAY[kind]] == [a.ChangePassword]


def test_only_the_administrator_changes_accounts_and_calendar_and_touches_no_case() -> None:
    found = {kind for kind in COMMANDS if Role.ADMIN in MAY[kind]} - {*get_args(s.ScreenCommand)}
    commands = (a.AccountCommand, CalendarCommand, k.KeyCommand)
    assert found == {command for some in commands for command in get_args(some)}
    assert all(MAY[kind] == {Role.ADMIN} for kind in found - {a.ChangePassword})


@pytest.mark.parametrize("role", a.SCOPE_OF)
def test_a_role_that_has_lost_its_scope_has_no_case(role: Role) -> None:
    assert code(may(person(role), d.Comment(case="x", words="x"), a_case())) == "NOT_YOUR_AREA"


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.GRID_LEADER, {"grid": 207}),
        (Role.STATION, {"community": "S0101"}),
        (Role.STREET, {"street": "S01"}),
        (Role.UNIT, {"unit": "U02"}),
        (Role.DISPATCHER, {"street": "S01"}),
    ],
)
def test_another_area_is_closed(role: Role, scope: dict[str, Any]) -> None:
    command = d.Comment(case="x", words="x")
    assert code(may(person(role, **scope), command, a_case())) == "NOT_YOUR_AREA"


def test_the_centres_roles_see_the_whole_district() -> None:
    assert may(person(Role.DISPATCHER), d.Comment(case="x", words="x"), a_case()) is None


def test_a_unit_speaks_for_itself_alone() -> None:
    own, other = (c.FeedBack(case="x", unit=unit, result="done") for unit in ("U01", "U02"))
    unit = person(Role.UNIT, unit="U01")
    assert may(unit, own, a_case(unit="U01")) is None
    assert code(may(unit, other, a_case(unit="U01"))) == "NOT_YOUR_UNIT"


def test_a_co_handler_does_its_part_and_nothing_of_the_leads() -> None:
    helper = person(Role.UNIT, unit="U02")
    case = a_case(co_handlers=(CoHandler(unit="U02", added_at=MORNING, due_at=None),))
    assert may(helper, d.FinishCoHandling(case="x", unit="U02", result="done"), case) is None
    assert code(may(helper, c.FeedBack(case="x", unit="U02", result="x"), case)) == "NOT_YOUR_UNIT"


def test_a_street_is_the_unit_that_it_sends_out() -> None:
    street = person(Role.STREET, street="S08")
    command = c.FeedBack(case="x", unit="S08", result="done")
    assert may(street, command, a_case(unit="S08")) is None
    assert code(may(street, command, a_case(unit="U01", street="S08"))) == "NOT_YOUR_UNIT"


def test_the_second_return_is_the_foremans() -> None:
    command = d.DecideReturn(case="x", agreed=True, reason="x")
    once, twice = a_case(return_count=1), a_case(return_count=2)
    assert may(person(Role.DISPATCHER), command, once) is None
    assert code(may(person(Role.DISPATCHER), command, twice)) == "NEEDS_FOREMAN"
    assert may(person(Role.FOREMAN), command, twice) is None


def test_the_second_extension_is_the_directors_or_the_foremans() -> None:
    command = d.DecideExtension(case="x", agreed=True, reason="x")
    once, twice = a_case(extensions=0), a_case(extensions=1)
    assert may(person(Role.DISPATCHER), command, once) is None
    assert code(may(person(Role.DISPATCHER), command, twice)) == "NEEDS_DIRECTOR"
    for role in (Role.DIRECTOR, Role.FOREMAN):
        assert may(person(role), command, twice) is None


def test_a_complex_case_is_suspended_by_the_leader() -> None:
    command = d.DecideSuspension(case="x", agreed=True, reason="x")
    simple, complex_one = a_case(urgency=Urgency.E3), a_case(urgency=Urgency.E4)
    assert may(person(Role.FOREMAN), command, simple) is None
    assert code(may(person(Role.DIRECTOR), command, complex_one)) == "NEEDS_LEADER"
    assert may(person(Role.LEADER), command, complex_one) is None


def test_four_eyes_are_two_persons() -> None:
    proposal = Proposal(what=Proposed.VOID, by="li", at=MORNING, reason="twice")
    command = d.DecideProposal(case="x", agreed=True, reason="x")
    case = a_case(proposal=proposal)
    assert code(may(person(Role.FOREMAN, "li"), command, case)) == "OWN_PROPOSAL"
    assert may(person(Role.FOREMAN, "wang"), command, case) is None


VERIFY = c.Verify(case="x", passed=True, by="li")


def test_the_grids_own_head_verifies() -> None:
    grid = person(Role.GRID_LEADER, grid=206)
    assert may(grid, VERIFY, a_case()) is None
    assert code(may(grid, VERIFY, a_case(handled_by="li"))) == "OWN_WORK"


def test_what_the_grid_has_settled_itself_is_verified_above_it() -> None:
    case = a_case(self_resolved_by="wang")
    grid, street = person(Role.GRID_LEADER, grid=206), person(Role.STREET, street=case.street)
    assert code(may(grid, VERIFY, case)) == "NOT_YOUR_VERIFICATION"
    assert may(street, VERIFY, case) is None
    assert code(may(street, VERIFY, a_case())) == "NOT_YOUR_VERIFICATION"
    assert code(may(street, VERIFY, replace(case, unit=case.street))) == "OWN_WORK"


AREA: dict[Role, dict[str, Any]] = {
    Role.GRID_LEADER: {"grid": 206},
    Role.GRID_ASSISTANT: {"grid": 206},
    Role.STATION: {"community": a_case().community},
    Role.STREET: {"street": a_case().street},
}


@pytest.mark.parametrize(
    ("settled", "who", "since"),
    [
        (None, Role.GRID_LEADER, "at once"),
        (None, Role.GRID_ASSISTANT, "at once"),
        (None, Role.STATION, "late"),
        (None, Role.STREET, "late"),
        (None, Role.FOREMAN, "severe"),
        (None, Role.DIRECTOR, "severe"),
        ("wang", Role.STATION, "at once"),
        ("wang", Role.STREET, "at once"),
        ("wang", Role.FOREMAN, "late"),
        ("wang", Role.GRID_ASSISTANT, "never"),
    ],
)
def test_who_may_verify_and_from_when_on(settled: str | None, who: Role, since: str) -> None:
    clock = {
        "amber_at": MORNING,
        "due_at": MORNING + timedelta(hours=4),
        "severe_at": MORNING + timedelta(hours=6),
    }
    case = a_case(state=CaseState.FEEDBACK, self_resolved_by=settled, unit=None, **clock)
    someone = person(who, **AREA.get(who, {}))
    able = [not may(someone, VERIFY, case, MORNING + timedelta(hours=h)) for h in (1, 5, 7)]
    assert (
        able
        == {
            "at once": [True, True, True],
            "late": [False, True, True],
            "severe": [False, False, True],
            "never": [False, False, False],
        }[since]
    )


@pytest.mark.parametrize("seat", ["UNIT", "GRID", "STATION"])
def test_a_supervision_is_answered_by_whom_it_was_addressed_to(seat: str) -> None:
    asked = Supervision(level=1, by="timers", at=MORNING, seat=seat)
    case = a_case(supervision=asked, unit="U01")
    reply = p.ReplySupervision(case="x", words="今日办")
    answering = {
        "UNIT": person(Role.UNIT, unit="U01"),
        "GRID": person(Role.GRID_ASSISTANT, grid=206),
        "STATION": person(Role.STATION, **AREA[Role.STATION]),
    }
    for name, who in answering.items():
        assert (may(who, reply, case) is None) is (name == seat)


@pytest.mark.parametrize(
    ("role", "most"), [(Role.DISPATCHER, 1), (Role.SUPERVISOR, 2), (Role.LEADER, 3)]
)
def test_each_supervises_to_a_level(role: Role, most: int) -> None:
    for level in (1, 2, 3):
        denied = may(person(role), p.Supervise(case="x", level=level, words="x"), a_case())
        assert code(denied) == ("" if level <= most else "SUPERVISION_TOO_HIGH")


@pytest.mark.parametrize(
    ("role", "scope", "denied"),
    [
        (Role.DISPATCHER, {}, ""),
        (Role.UNIT, {"unit": "U01"}, "ALERT_OF_CENTRE"),
        (Role.GRID_LEADER, {"grid": 206}, "ALERT_OF_CENTRE"),
    ],
)
def test_what_is_critical_is_acknowledged_at_the_centre(
    role: Role, scope: dict[str, Any], denied: str
) -> None:
    who, known = person(role, **scope), p.AcknowledgeAlert(alert="NG1/RED/1")
    assert code(may(who, known, a_case(urgency=Urgency.E1))) == denied
    assert code(may(who, known, None)) == denied
    assert code(may(who, known, a_case(urgency=Urgency.E2))) == ""


@pytest.mark.parametrize("role", [Role.DUTY, Role.DUTY_LEADER])
@pytest.mark.parametrize("kind", [d.Accept, d.File, d.Dispatch])
def test_the_duty_desk_takes_what_is_critical_to_its_unit_and_nothing_else(
    role: Role, kind: type
) -> None:
    assert may_kind(person(role), kind, a_case(urgency=Urgency.E1)) is None
    for urgency in (Urgency.E2, Urgency.E3, Urgency.E4):
        assert code(may_kind(person(role), kind, a_case(urgency=urgency))) == "DUTY_CRITICAL"


def test_a_station_dispatches_within_its_community() -> None:
    wanted, case = d.Dispatch(case="x", unit="U01"), a_case()
    assert may(person(Role.STATION, community=case.community), wanted, case) is None
    far = person(Role.STATION, community="220102001001")
    assert code(may(far, wanted, case)) == "NOT_YOUR_AREA"


def test_anybody_at_the_centre_escalates_and_few_declare_the_level() -> None:
    plain = p.EscalateIncident(case="x", kind=c.IncidentKind.ACCIDENT, title="x")
    assert may(person(Role.DISPATCHER), plain, a_case()) is None
    assert (
        code(may(person(Role.DISPATCHER), replace(plain, level=3), a_case())) == "LEVEL_NOT_YOURS"
    )
    assert may(person(Role.DUTY_LEADER), replace(plain, level=3), a_case()) is None


def test_a_grid_leader_gives_cases_of_the_own_grid_to_a_unit() -> None:
    grid = person(Role.GRID_LEADER, grid=206)
    assert may(grid, c.Direct(by="li", unit="U01", grid=206)) is None
    assert code(may(grid, c.Direct(by="li", unit="U01", grid=207))) == "NOT_YOUR_GRID"


def test_nobody_changes_their_own_account_but_its_password() -> None:
    admin = person(Role.ADMIN)
    assert code(may(admin, a.SwitchAccount(login="li", active=False))) == "OWN_ACCOUNT"
    assert code(may(admin, a.ChangePerson(person=person(Role.LEADER)))) == "OWN_ACCOUNT"
    assert may(admin, a.ResetPassword(login="li", hashed="x")) is None
