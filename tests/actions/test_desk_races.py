"""Several desks act at once on linked cases: one wins, and nothing is left half done."""

import threading
from collections.abc import Sequence

from dashboard.actions.handle import handle
from dashboard.actions.ingest import Receipt
from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.all_commands import CentreCommand
from dashboard.domain.case import CaseState
from dashboard.domain.desk_commands import ReassignReason
from tests.helpers.centre import Centre
from tests.helpers.messages import WATER_UNIT, report, reports
from tests.helpers.people import PEOPLE, do

NO, OTHER = "NG20261123-0001", "NG20261123-0002"
ROUNDS = 15


def at_once(centre: Centre, orders: Sequence[tuple[str, CentreCommand]]) -> list[Receipt]:
    """The answers to commands that are all given at the same instant."""
    start = threading.Barrier(len(orders))
    answers: dict[int, Receipt] = {}

    def run(place: int, who: str, order: CentreCommand) -> None:
        start.wait()
        answers[place] = handle(centre.system, order, by=PEOPLE[who])

    threads = [
        threading.Thread(target=run, args=(n, who, order)) for n, (who, order) in enumerate(orders)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [answers[place] for place in range(len(orders))]


def won(answers: Sequence[Receipt]) -> int:
    return sum(answer.refused is None for answer in answers)


def test_two_cases_are_not_merged_into_each_other(centre: Centre) -> None:
    centre.settle(*reports(2 * ROUNDS))
    numbers = centre.numbers()
    for one, other in zip(numbers[::2], numbers[1::2], strict=True):
        there = ("dispatcher", d.Merge(case=one, into=other))
        back = ("dispatcher2", d.Merge(case=other, into=one))
        assert won(at_once(centre, [there, back])) == 1
    assert len(centre.numbers()) == ROUNDS
    centre.tell()
    assert centre.faults() == []


def test_a_case_is_escalated_once(centre: Centre) -> None:
    centre.settle(*reports(ROUNDS))
    for number in centre.numbers():
        order = p.EscalateIncident(case=number)
        desks = [(who, order) for who in ("dispatcher", "dispatcher2", "foreman")]
        assert won(at_once(centre, desks)) == 1
    assert len(centre.follower().picture.running_incidents()) == ROUNDS
    centre.tell()
    assert centre.faults() == []


def test_an_undo_and_a_colleagues_act_are_not_both_done(centre: Centre) -> None:
    centre.settle(*reports(ROUNDS))
    for number in centre.numbers():
        do(centre, "dispatcher", d.Dispatch(case=number, unit=WATER_UNIT))
        move = d.Reassign(case=number, unit="D18", code=ReassignReason.WRONG_TRADE)
        undo = ("dispatcher", d.Undo(case=number, version=2))
        first, second = at_once(centre, [undo, ("dispatcher2", move)])
        codes = {answer.refused.code for answer in (first, second) if answer.refused}
        assert codes in ({"ACTED_AFTER"}, {"WRONG_STATE"})
        assert centre.case(number).version == 3
    centre.tell()
    assert centre.faults() == []


def test_an_incident_that_ends_takes_no_case_along_that_comes_meanwhile(centre: Centre) -> None:
    for round_no in range(ROUNDS):
        centre.settle(report(f"a{round_no}"), report(f"b{round_no}"))
        first, second = centre.numbers()[-2:]
        incident = do(centre, "dispatcher", p.EscalateIncident(case=first))
        link = ("dispatcher", p.EscalateIncident(case=second, incident=incident))
        over = ("foreman", p.DismissIncident(incident=incident, reason="误报"))
        answers = at_once(centre, [link, over])
        assert answers[1].refused is None
        assert [centre.case(number).incident for number in (first, second)] == [None, None]
    centre.tell()
    assert centre.faults() == []


def test_a_parent_does_not_close_over_a_child_that_comes_meanwhile(centre: Centre) -> None:
    centre.settle(*reports(ROUNDS))
    for number in centre.numbers():
        do(centre, "dispatcher", d.Dispatch(case=number, unit=WATER_UNIT))
        do(centre, "unit-u01", c.Acknowledge(case=number, unit=WATER_UNIT))
        child = d.SpawnChild(case=number, item="0102", text="更换管线", blocking=True)
        done = c.FeedBack(case=number, unit=WATER_UNIT, result="已修")
        at_once(centre, [("unit-u01", child), ("unit-u01", done)])
        case = centre.case(number)
        if case.state is CaseState.PROCESSING:
            do(centre, "unit-u01", done)
        do(centre, "grid206", c.Verify(case=number, passed=True, by="grid206", opinion="属实"))
        waits = bool(case.links.blocking)
        expected = CaseState.VERIFIED if waits else CaseState.CLOSED
        assert centre.case(number).state is expected
    centre.tell()
    assert centre.faults() == []
