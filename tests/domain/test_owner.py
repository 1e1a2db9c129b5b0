"""Who must act next: the owner, or whoever decides on a request."""

from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain.case import TERMINAL, CaseState, Proposal, Proposed
from dashboard.domain.life.owner import OwnerKind, owner, waits_for
from dashboard.domain.unit import Urgency
from tests.helpers.clock import MORNING
from tests.helpers.states import new_case

LATER = MORNING + timedelta(days=1)
ASKED = Proposal(what=Proposed.VOID, by="foreman", at=MORNING, reason="重复")


@pytest.mark.parametrize("state", sorted(set(CaseState) - TERMINAL))
def test_an_open_case_waits_for_its_owner_unless_something_is_asked_for(state: CaseState) -> None:
    case = new_case(state=state, unit="U01")
    found = owner(case)
    assert found is not None
    assert waits_for(case) is found.seat


@pytest.mark.parametrize("state", sorted(TERMINAL))
def test_a_case_that_is_over_waits_for_nobody(state: CaseState) -> None:
    assert waits_for(new_case(state=state)) is None


@pytest.mark.parametrize(
    ("asked", "seat"),
    [
        ({"return_pending": "非我职责", "return_count": 1}, OwnerKind.DISPATCH),
        ({"return_pending": "非我职责", "return_count": 2}, OwnerKind.FOREMAN),
        ({"extension_pending": LATER}, OwnerKind.DISPATCH),
        ({"extension_pending": LATER, "extensions": 1}, OwnerKind.FOREMAN),
        ({"suspension_pending": LATER}, OwnerKind.FOREMAN),
        ({"suspension_pending": LATER, "urgency": Urgency.E4}, OwnerKind.LEADER),
        ({"proposal": ASKED, "return_pending": "非我职责"}, OwnerKind.FOREMAN),
    ],
)
def test_what_is_asked_for_waits_for_who_may_decide(asked: dict[str, Any], seat: OwnerKind) -> None:
    assert waits_for(new_case(state=CaseState.PROCESSING, unit="U01", **asked)) is seat
