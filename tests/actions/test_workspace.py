"""The work on an incident through handle(), on both databases: recorded, published, and kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain import oversight_commands as p
from dashboard.domain.changes import Kind
from dashboard.domain.commands import IncidentKind, ReportIncident
from dashboard.domain.duty.duty_commands import DutyCommand
from dashboard.domain.duty.open_points import PointKind
from dashboard.domain.duty.shifts import BeginShift, OfferHandover
from dashboard.domain.workspace.command_seats import CommandRole, FillSeat
from dashboard.domain.workspace.notes import AddNote, StrikeNote
from dashboard.domain.workspace.numbers import GiveNumber, Measure
from dashboard.domain.workspace.resources import AskForResource, MoveResource, ResourceStage
from dashboard.domain.workspace.site_parties import EnterSite
from dashboard.domain.workspace.tasks import AnswerTask, DropTask, SetTask
from dashboard.store import duty, journal, workspace
from dashboard.store.workspace import IncidentFile
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.people import do, refused

HOUR = timedelta(hours=1)


@pytest.fixture
def number(centre: Centre) -> str:
    """A confirmed incident of level IV."""
    what = ReportIncident(kind=IncidentKind.ACCIDENT, title="供热爆管", grid=206)
    found = do(centre, "duty", what)
    do(centre, "duty-leader", p.ConfirmIncident(incident=found, level=4))
    return found


def file(centre: Centre, number: str) -> IncidentFile:
    with centre.system.reader.connect() as connection:
        found = workspace.incident_file(connection, centre.district, number)
    assert found is not None
    return found


def test_all_of_it_is_in_the_file_and_in_the_journal(centre: Centre, number: str) -> None:
    note = do(centre, "duty", AddNote(incident=number, words="水位下降"))
    do(centre, "foreman", StrikeNote(incident=number, number=note, reason="重复"))
    due = MORNING + HOUR
    task = do(centre, "duty", SetTask(incident=number, words="设警戒", due_at=due, unit="U01"))
    do(centre, "duty-leader", AnswerTask(incident=number, number=task, answer="已设"))
    row = GiveNumber(incident=number, measure=Measure.WITHOUT_HEAT, value=600, source="热力")
    first = do(centre, "duty", row)
    assert refused(centre, "foreman", row).code == "NUMBER_CHANGED"
    more = GiveNumber(
        incident=number, measure=Measure.WITHOUT_HEAT, value=1800, source="热力", seen=first
    )
    do(centre, "foreman", more)
    found = file(centre, number)
    assert [(one.words, one.struck_why) for one in found.notes] == [("水位下降", "重复")]
    assert [(one.unit, one.answer, one.open) for one in found.tasks] == [("U01", "已设", False)]
    assert [one.value for one in found.numbers] == [600, 1800]
    assert [one.level for one in found.acts] == [None, 4]
    with centre.system.reader.connect() as connection:
        key = found.tasks[0].key
        acts = journal.history(connection, centre.district, Kind.TASK, key)
    assert [(one.act, one.by) for one in acts] == [
        ("set_task", "duty"),
        ("answer_task", "duty-leader"),
    ]
    assert found.incident.version == 2, "a note moves no version of the incident"


def test_only_open_tasks_are_left_and_the_handover_names_them(centre: Centre, number: str) -> None:
    due = MORNING + HOUR
    tasks = [
        do(centre, "duty", SetTask(incident=number, words=words, due_at=due, unit="U01"))
        for words in ("设警戒", "送水", "清障")
    ]
    do(centre, "duty", AnswerTask(incident=number, number=tasks[0], answer="已设"))
    do(centre, "duty", DropTask(incident=number, number=tasks[1], reason="不需要"))
    with centre.system.reader.connect() as connection:
        left = workspace.open_tasks(connection, centre.district)
    assert [one.words for one in left] == ["清障"]
    do(centre, "duty", BeginShift())
    do(centre, "duty", OfferHandover(word=""))
    with centre.system.reader.connect() as connection:
        sheet = duty.shifts(connection, centre.district)[0].handover
    assert sheet is not None
    named = [one for one in sheet.lines if one.kind is PointKind.TASK]
    assert [(one.title, one.of, one.more) for one in named] == [("清障", number, "unit:U01")]


def test_command_and_resources_are_on_record_version_by_version(
    centre: Centre, number: str
) -> None:
    seat = FillSeat(incident=number, role=CommandRole.ON_SCENE, holder="李建国", unit="U05")
    first = do(centre, "duty", seat)
    assert refused(centre, "foreman", replace(seat, holder="王强")).code == "SEAT_CHANGED"
    assert do(centre, "foreman", replace(seat, holder="王强", seen=1)) == first
    asked = AskForResource(incident=number, what="抢修车", amount=3, unit="U05")
    lorries = do(centre, "duty", asked)
    there = MoveResource(incident=number, number=lorries, stage=ResourceStage.ON_SPOT, seen=1)
    do(centre, "duty-leader", there)
    assert refused(centre, "duty", there).code == "RESOURCE_MOVED"
    found = file(centre, number)
    assert [[term.holder for term in one.terms] for one in found.seats] == [["李建国", "王强"]]
    assert [(one.amount, one.stage) for one in found.resources] == [(3, ResourceStage.ON_SPOT)]
    with centre.system.reader.connect() as connection:
        acts = [
            [(act.act, act.by) for act in journal.history(connection, centre.district, kind, key)]
            for kind, key in (
                (Kind.SEAT, found.seats[0].key),
                (Kind.RESOURCE, found.resources[0].key),
            )
        ]
    assert acts == [
        [("fill_seat", "duty"), ("fill_seat", "foreman")],
        [("ask_for_resource", "duty"), ("move_resource", "duty-leader")],
    ]
    assert found.incident.version == 2
    assert centre.faults() == []


def test_a_past_instant_knows_who_commanded_and_what_was_there(centre: Centre, number: str) -> None:
    seat = FillSeat(incident=number, role=CommandRole.COMMANDER, holder="高峰")
    do(centre, "duty", seat)
    asked = AskForResource(incident=number, what="水泵", amount=2, source="消防救援站")
    pumps = do(centre, "duty", asked)
    then = centre.system.now_ms()
    centre.clock.move(minutes=5)
    do(centre, "duty", replace(seat, holder="王强", seen=1))
    move = MoveResource(incident=number, number=pumps, stage=ResourceStage.UNDER_WAY, seen=1)
    do(centre, "duty", move)
    with centre.system.reader.connect() as connection:
        seats = workspace.seats_then(connection, centre.district, [number], then)
        known = workspace.resources_then(connection, centre.district, [number], then)
        now = workspace.seats_of_running(connection, centre.district)
        left = workspace.resources_of_running(connection, centre.district)
    assert ([one.now.holder for one in seats], [one.now.holder for one in now]) == (
        ["高峰"],
        ["王强"],
    )
    assert [one.stage for one in (*known, *left)] == [
        ResourceStage.ASKED,
        ResourceStage.UNDER_WAY,
    ]


NOTE = AddNote(incident="NGI20261123-01", words="x")


@pytest.mark.parametrize(
    "command",
    [
        NOTE,
        SetTask(incident=NOTE.incident, words="x", due_at=MORNING + HOUR, unit="U01"),
        GiveNumber(incident=NOTE.incident, measure=Measure.DEAD, value=0, source="x"),
        FillSeat(incident=NOTE.incident, role=CommandRole.RESCUE, holder="x"),
        AskForResource(incident=NOTE.incident, what="x", amount=1, unit="U01"),
        EnterSite(incident=NOTE.incident, who="x", people=1),
    ],
)
def test_nobody_else_may_and_there_must_be_such_an_incident(
    sqlite_centre: Centre, command: DutyCommand
) -> None:
    assert refused(sqlite_centre, "dispatcher", command).code == "NOT_YOUR_ROLE"
    assert refused(sqlite_centre, "leader", command).code == "NOT_YOUR_ROLE"
    assert refused(sqlite_centre, "duty", command).code == "NO_SUCH_INCIDENT"


def test_a_past_instant_knows_the_tasks_and_numbers_of_then(centre: Centre, number: str) -> None:
    due = MORNING + HOUR
    task = do(centre, "duty", SetTask(incident=number, words="送水", due_at=due, unit="U01"))
    row = GiveNumber(incident=number, measure=Measure.DEAD, value=0, source="消防")
    first = do(centre, "duty", row)
    then = centre.system.now_ms()
    centre.clock.move(minutes=5)
    do(centre, "duty", AnswerTask(incident=number, number=task, answer="已送"))
    do(
        centre,
        "duty",
        GiveNumber(incident=number, measure=Measure.DEAD, value=1, source="消防", seen=first),
    )
    with centre.system.reader.connect() as connection:
        tasks = workspace.open_tasks_then(connection, centre.district, [number], then)
        rows = workspace.numbers_then(connection, centre.district, [number], then)
        now = workspace.numbers_of_running(connection, centre.district)
    assert [one.number for one in tasks] == [task]
    assert [one.value for one in rows] == [0]
    assert [one.value for one in now] == [0, 1]
