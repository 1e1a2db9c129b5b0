"""What was written on paper becomes a case with the paper's time, once for each form."""

from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain import desk_commands as d
from dashboard.domain.changes import Kind
from dashboard.domain.commands import Reporter
from dashboard.domain.unit import Urgency
from dashboard.store import alerts, journal
from tests.helpers.centre import Centre
from tests.helpers.messages import GRID, ITEM, report
from tests.helpers.people import do, refused
from tests.helpers.pictures import catch_up, portrait

FORM = "A2611231145-03"


def paper(centre: Centre, hours: float = 3, **more: Any) -> d.EnterFromPaper:
    at = centre.clock() - timedelta(hours=hours)
    known: dict[str, Any] = {"item": ITEM, "grid": GRID, "form": FORM, "external_no": FORM}
    return d.EnterFromPaper(reported_at=at, **known | more)


def test_every_clock_counts_from_the_time_on_the_paper(centre: Centre) -> None:
    centre.settle(report(1, urgency=Urgency.E1))
    then = centre.case("NG20261123-0001")
    centre.clock.move(hours=5)
    number = do(centre, "duty", paper(centre, hours=5, urgency=Urgency.E1))
    case = centre.case(number)
    assert (case.reported_at, case.filed_at) == (then.reported_at, then.filed_at)
    assert (case.due_at, case.case_due_at) == (then.due_at, then.case_due_at)
    assert case.external_no == FORM
    centre.ring_deadlines()
    with centre.system.reader.connect() as connection:
        late = {one.case for one in alerts.standing(connection, centre.district)}
    assert number in late, "it is late at once, as it has waited that long"
    centre.ring_deadlines()
    assert centre.faults() == []


def test_the_journal_has_both_times(centre: Centre) -> None:
    number = do(centre, "dispatcher", paper(centre))
    with centre.system.reader.connect() as connection:
        [act] = journal.history(connection, centre.district, Kind.CASE, number)
    assert (act.act, act.by, act.at) == ("enter_from_paper", "dispatcher", centre.clock())
    at = centre.case(number).reported_at
    assert act.why == f"{FORM} {at.isoformat(timespec='minutes')}"


def test_a_form_becomes_one_case_whoever_enters_it(centre: Centre) -> None:
    number = do(centre, "duty", paper(centre, reporter=Reporter("张某", "13900000000")))
    again = refused(centre, "dispatcher", paper(centre))
    assert (again.code, again.values["case"]) == ("FORM_ENTERED", number)
    assert do(centre, "dispatcher", paper(centre, form="A2611231145-04")) != number
    centre.ring_deadlines()
    assert centre.faults() == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"hours": -0.01}, "PAPER_IN_FUTURE"),
        ({"hours": 24 * 7 + 1}, "PAPER_TOO_OLD"),
        ({"form": "a b"}, "FORM_NUMBER"),
        ({"form": "A" * 41}, "FORM_NUMBER"),
        ({"grid": 9999}, "UNKNOWN_GRID"),
        ({"item": None, "text": "漏水"}, "TEXT_TOO_SHORT"),
    ],
)
def test_what_cannot_be_is_refused_and_takes_no_number(
    centre: Centre, more: dict[str, Any], code: str
) -> None:
    assert refused(centre, "duty", paper(centre, **more)).code == code
    assert do(centre, "duty", paper(centre)) == "NG20261123-0001"


def test_what_units_and_grids_write_they_report_themselves(centre: Centre) -> None:
    for who in ("supervisor", "leader"):
        assert refused(centre, who, paper(centre)).code == "NOT_YOUR_ROLE"


def test_screens_count_a_case_of_yesterday_as_sql_does(sqlite_centre: Centre) -> None:
    follower = sqlite_centre.follower()
    do(sqlite_centre, "duty", paper(sqlite_centre, hours=20))
    do(sqlite_centre, "duty", paper(sqlite_centre, hours=1, form="A2611231145-05"))
    sqlite_centre.tell()
    catch_up(sqlite_centre, follower)
    fresh = sqlite_centre.follower().picture
    assert portrait(follower.picture) == portrait(fresh)
    sqlite_centre.ring_deadlines()
    assert sqlite_centre.faults() == []
