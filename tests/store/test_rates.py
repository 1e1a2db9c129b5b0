"""On-time rates of the units: of cases handled since, and of late ones still in hand."""

from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Act, Kind
from dashboard.domain.on_time_rate import Rate
from dashboard.domain.unit import Urgency
from dashboard.store import rates, records
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.states import new_case

SINCE = MORNING - timedelta(days=30)
HOUR = timedelta(hours=1)


def keep(centre: Centre, *cases: Case) -> None:
    with centre.system.engine.begin() as connection:
        acts = [Act(Kind.CASE, c.number, "report", "test", "", MORNING, c) for c in cases]
        records.record(connection, centre.district, acts)


def found(centre: Centre) -> dict[str, Rate]:
    with centre.system.reader.connect() as connection:
        return dict(rates.of_units(connection, centre.district, SINCE, MORNING))


def handled(number: int, unit: str | None, *, on_time: bool, **fields: Any) -> Case:
    known: dict[str, Any] = {
        "unit": unit,
        "state": CaseState.CLOSED,
        "fed_back_at": MORNING - HOUR,
        "closed_at": MORNING,
        "on_time": on_time,
    }
    return new_case(f"NG20261123-{number:04d}", **known | fields)


def test_what_was_handled_counts_with_its_judgement(centre: Centre) -> None:
    keep(
        centre,
        *(handled(n, "U01", on_time=True) for n in range(3)),
        handled(3, "U01", on_time=False),
    )
    assert found(centre)["U01"] == Rate(4, 3, 3.0)


def test_what_is_late_in_hand_counts_against_the_unit(centre: Centre) -> None:
    late = new_case(unit="U01", state=CaseState.PROCESSING, due_at=MORNING - HOUR)
    keep(centre, late)
    assert found(centre)["U01"] == Rate(1, 0, 0.0)


@pytest.mark.parametrize(
    "case",
    [
        new_case(unit="U01", state=CaseState.PROCESSING),
        new_case(unit="U01", state=CaseState.FEEDBACK, due_at=MORNING - HOUR),
        handled(1, "U01", on_time=True, fed_back_at=SINCE - HOUR),
        handled(1, None, on_time=True, self_resolved_by="grid206"),
    ],
    ids=["in hand and in time", "late at the grid", "long ago", "nobody's"],
)
def test_what_says_nothing_about_a_unit_is_left_out(centre: Centre, case: Case) -> None:
    keep(centre, case)
    assert found(centre) == {}


def test_each_case_is_expected_to_go_as_such_cases_do(centre: Centre) -> None:
    hard = {"item": "0102", "urgency": Urgency.E4}
    keep(
        centre,
        handled(1, "U01", on_time=True),
        handled(2, "U02", on_time=True),
        handled(3, "U02", on_time=False, **hard),
        handled(4, "D18", on_time=True, **hard),
    )
    told = found(centre)
    assert told["U02"] == Rate(2, 1, 1.5)
    assert told["D18"].expected == 0.5
