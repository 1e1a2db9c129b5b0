"""Every kind of dialog keeps to the rules of axe-core."""

from playwright.sync_api import Page

from dashboard.actions.handle import handle
from dashboard.domain.commands import IncidentKind
from dashboard.domain.oversight_commands import EscalateIncident
from dashboard.domain.persons import Person, Role
from tests.dialogs.acting import Acting, closed, opened
from tests.helpers.axe import violations
from tests.helpers.centre import Centre

FOREMAN = Person(login="foreman", name="周", role=Role.FOREMAN)
WISHES = (
    {"key": "?"},
    *(
        {"act": name}
        for name in (
            "reassign",
            "merge",
            "supervise",
            "escalate",
            "link_incident",
            "reclassify",
            "log_call",
            "attach",
            "shelve_alert",
            "incident",
            "confirm_incident",
            "file_report",
            "screens",
        )
    ),
)
"""A field of each kind, and each dialog that is made in a way of its own."""
ASK = "(wish) => dash_clientside.set_props('console-act', { data: wish })"


def test_every_dialog_keeps_to_the_rules(
    desk: Page, acting: Acting, sqlite_centre: Centre, numbers: list[str]
) -> None:
    raised = EscalateIncident(case=numbers[3], kind=IncidentKind.ACCIDENT, title="爆管")
    assert handle(sqlite_centre.system, raised, by=FOREMAN).refused is None
    sqlite_centre.clock.move(days=2)
    sqlite_centre.ring_deadlines()
    acting.person = FOREMAN
    for request in WISHES:
        desk.evaluate(ASK, {**request, "no": numbers[0], "version": None})
        opened(desk)
        assert violations(desk, "[data-dialog]") == [], request
        desk.keyboard.press("Escape")
        closed(desk)


def test_a_chosen_answer_is_a_radio_button_like_the_others(
    desk: Page, acting: Acting, numbers: list[str]
) -> None:
    acting.person = FOREMAN
    desk.evaluate(ASK, {"act": "supervise", "no": numbers[0], "version": None})
    opened(desk)
    desk.keyboard.press("2")
    assert desk.get_by_role("radiogroup").get_by_role("radio", checked=True).count() == 1
    assert violations(desk, "[data-dialog]") == []
