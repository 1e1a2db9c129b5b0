"""Cases with clocks that a test sets itself, whatever the time limits of their stage."""

from datetime import timedelta

from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.case import Case
from tests.helpers.centre import Centre
from tests.helpers.states import HOUR, act, changed

AMBER, DUE, SEVERE = timedelta(hours=3, minutes=12), 4 * HOUR, 6 * HOUR


def wind(centre: Centre) -> None:
    """Gives every open case four hours from now, amber after 3:12, severe after 6; no more."""
    now = centre.clock()
    clock = {"amber_at": now + AMBER, "due_at": now + DUE, "severe_at": now + SEVERE}
    cases = [centre.case(number) for number in centre.numbers()]
    give(centre, *(changed(case, case_due_at=None, **clock) for case in cases))


def give(centre: Centre, *cases: Case) -> None:
    """Records the cases as given, with everything that belongs to it."""
    with centre.system.engine.begin() as connection:
        work = UnitOfWork(centre.system, connection, centre.clock())
        for case in cases:
            work.add(act(case, "wind"))
        work.write()
