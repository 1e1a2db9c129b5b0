"""Cases that are linked to an incident by one command, and unlinked: all of them, or none."""

import pytest

from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.changes import Kind
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.incident import Incident
from dashboard.domain.limits import CASES_AT_ONCE
from dashboard.domain.unit import Urgency
from dashboard.store import incidents, journal
from tests.helpers.centre import Centre
from tests.helpers.messages import message, report
from tests.helpers.people import ask, do, refused

FIRE, GAS = "NGI20261123-01", "NGI20261123-02"


@pytest.fixture
def cases(centre: Centre) -> list[str]:
    """Two running incidents and four open cases."""
    for number, title in ((1, "厂房起火"), (2, "燃气泄漏")):
        what = ReportIncident(kind=IncidentKind.ACCIDENT, title=title, grid=206)
        centre.settle(message(f"i{number}", what))
    centre.settle(*(report(number, grid=206) for number in range(4)))
    return centre.numbers()


def link(cases: list[str], incident: str = FIRE) -> p.LinkCases:
    return p.LinkCases(incident=incident, cases=tuple(cases))


def unlink(cases: list[str], reason: str = "另一处") -> p.UnlinkCases:
    return p.UnlinkCases(incident=FIRE, cases=tuple(cases), reason=reason)


def incident(centre: Centre, number: str = FIRE) -> Incident:
    with centre.system.reader.connect() as connection:
        found = incidents.one(connection, centre.district, number)
    assert found is not None
    return found


def told(centre: Centre, kind: Kind, key: str) -> list[tuple[str, str]]:
    with centre.system.reader.connect() as connection:
        found = journal.history(connection, centre.district, kind, key)
    return [(act.act, act.why) for act in found]


def test_one_command_links_them_all_by_one_act_on_the_incident(
    centre: Centre, cases: list[str]
) -> None:
    follower = centre.follower()
    do(centre, "duty", link([*cases[:3], cases[0]]))
    assert incident(centre).cases == tuple(cases[:3])
    assert told(centre, Kind.INCIDENT, FIRE)[1:] == [("link_cases", "3")]
    for number in cases[:3]:
        found = centre.case(number)
        assert (found.incident, found.urgency) == (FIRE, Urgency.E1)
        assert told(centre, Kind.CASE, number)[-1] == ("be_linked", "")
    assert centre.case(cases[3]).incident is None
    centre.tell()
    while follower.picture.seq < centre.last_seq():
        follower.step(1)
    assert follower.picture.major.cases(FIRE) == set(cases[:3])
    assert centre.faults() == []


def test_one_that_cannot_be_linked_stops_all_and_is_named(centre: Centre, cases: list[str]) -> None:
    do(centre, "dispatcher", link(cases[:1], GAS))
    why = refused(centre, "duty", link(cases))
    assert (why.code, why.values["case"]) == ("ESCALATED_ALREADY", cases[0])
    assert refused(centre, "duty", link([*cases[1:], "NG20261123-0999"])).code == "NO_SUCH_CASE"
    assert incident(centre).cases == ()
    assert {centre.case(number).incident for number in cases[1:]} == {None}


def test_who_is_second_is_refused_and_nothing_is_written_twice(
    centre: Centre, cases: list[str]
) -> None:
    do(centre, "duty", link(cases))
    assert refused(centre, "foreman", link(cases)).code == "ESCALATED_ALREADY"
    do(centre, "duty", unlink(cases[:2]))
    assert refused(centre, "foreman", unlink(cases[:2])).code == "CASE_NOT_LINKED"
    assert incident(centre).cases == tuple(cases[2:])


def test_unlinked_cases_have_their_urgency_again_and_can_be_linked_anew(
    centre: Centre, cases: list[str]
) -> None:
    before = centre.case(cases[0])
    do(centre, "duty", link(cases))
    assert refused(centre, "duty", unlink(cases[:1], " ")).code == "WORDS_MISSING"
    do(centre, "duty", unlink(cases[:2]))
    after = centre.case(cases[0])
    assert (after.incident, after.urgency, after.urgency_before) == (None, before.urgency, None)
    assert told(centre, Kind.CASE, cases[0])[-1] == ("unlink_incident", "另一处")
    assert told(centre, Kind.INCIDENT, FIRE)[-1] == ("unlink_cases", "2: 另一处")
    do(centre, "duty", link(cases[:1]))
    assert incident(centre).cases == (*cases[2:], cases[0])
    assert centre.faults() == []


def test_what_linked_several_is_not_undone_for_one(centre: Centre, cases: list[str]) -> None:
    do(centre, "dispatcher", link(cases))
    undo = d.Undo(case=cases[0], version=centre.case(cases[0]).version)
    assert refused(centre, "dispatcher", undo).code == "NOT_UNDOABLE"


@pytest.mark.parametrize("login", ["unit-u01", "grid206", "leader", "auditor", "intake"])
def test_only_the_centre_s_desks_link_and_unlink(
    centre: Centre, cases: list[str], login: str
) -> None:
    for command in (link(cases), unlink(cases)):
        assert refused(centre, login, command).code == "NOT_YOUR_ROLE"


def test_an_incident_that_is_over_neither_takes_nor_gives_any(
    centre: Centre, cases: list[str]
) -> None:
    do(centre, "duty-leader", p.ConfirmIncident(incident=FIRE, level=4))
    do(centre, "duty", link(cases[:1]))
    do(centre, "duty-leader", p.EndIncident(incident=FIRE, reason="已扑灭"))
    assert refused(centre, "duty", link(cases[1:])).code == "INCIDENT_OVER"
    assert refused(centre, "duty", unlink(cases[:1])).code == "INCIDENT_OVER"
    assert incident(centre).cases == (cases[0],)


def test_limits_and_odd_requests_have_their_sentence(centre: Centre, cases: list[str]) -> None:
    assert refused(centre, "duty", link([])).code == "NO_CASES"
    many = [f"NG20261123-{number:04}" for number in range(CASES_AT_ONCE + 1)]
    assert refused(centre, "duty", link(many)).code == "TOO_MANY_AT_ONCE"
    assert refused(centre, "duty", link(["x" * 300])).code == "TOO_LONG"
    assert ask(centre, "duty", link(cases[:1], "NGI20261123-77")).refused is not None
    drill = p.BeginDrill(kind=IncidentKind.ACCIDENT, title="演练", grid=206)
    number = do(centre, "duty-leader", drill)
    assert refused(centre, "duty", link(cases[:1], number)).code == "INCIDENT_DRILL"
