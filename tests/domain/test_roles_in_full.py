"""All that each role may do, written independently of the table (brief of the field, 2.7)."""

import pytest

from dashboard.domain.persons import Role
from dashboard.domain.roles import MAY

EVERYBODY = "Attach ChangePassword Comment LogCall Undo"
ALL_THEY_MAY = {
    Role.INTAKE: "Accept CallBack EnterFromPaper EscalateIncident File ProposeReject Reopen "
    "ReportCase ReportIncident",
    Role.SUPERVISOR: "AcknowledgeAlert EscalateIncident ReportCase ReportIncident ShelveAlert "
    "Supervise Urge",
    Role.GRID_LEADER: "AcknowledgeAlert Direct EscalateIncident ReplySupervision ReportCase "
    "ReportIncident SelfResolve Urge Verify VerifyReport",
    Role.STATION: "AcknowledgeAlert Dispatch EscalateIncident ReplySupervision ReportCase "
    "ReportIncident Urge Verify",
    Role.UNIT: "Acknowledge AcknowledgeAlert AddCoHandler AnswerInstruction FeedBack "
    "FinishCoHandling ReadInstruction ReplySupervision RequestExtension RequestSuspension Return "
    "SetCapacity SpawnChild",
}


@pytest.mark.parametrize(("role", "names"), ALL_THEY_MAY.items())
def test_a_role_may_what_the_brief_allows_it_and_no_more(role: Role, names: str) -> None:
    found = {kind.__name__ for kind, roles in MAY.items() if role in roles}
    assert found == {*names.split(), *EVERYBODY.split()}
