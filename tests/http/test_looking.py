"""What each role sees of a case: within its scope, masked, with the acts that it may do."""

import json

import pytest
from plotly.utils import PlotlyJSONEncoder

from callbacks.case_detail import DetailReader, chosen_number
from dashboard.actions.dossier import dossier
from dashboard.actions.handle import handle
from dashboard.domain.commands import Acknowledge, Channel, Crs, Direct, ReportCase, Reporter
from dashboard.domain.desk_commands import Dispatch, SpawnChild
from dashboard.domain.persons import Person, Role
from tests.helpers.centre import PACK, Centre
from tests.helpers.messages import GRID, ITEM, WATER_UNIT

NUMBER = "NG20261123-0001"
WANG = Reporter("王秀英", "13504311234")
LON, LAT = PACK.places.center_of(GRID)


def report(centre: Centre, lat: float = LAT, **values: object) -> str:
    told: dict[str, object] = {"item": ITEM, "channel": Channel.PHONE, "text": "水发黄有异味"}
    told |= {"lon": LON, "lat": lat, "crs": Crs.WGS84, "reporter": WANG} | values
    key = handle(centre.system, ReportCase(**told), by="test").key  # type: ignore[arg-type]
    assert key is not None
    return key


def person(role: Role, **scope: object) -> Person:
    return Person(login=role.value, name="某", role=role, **scope)  # type: ignore[arg-type]


def seen(centre: Centre, who: Person, number: str = NUMBER, **lang: str) -> str:
    """All that is sent to the person."""
    drawn, _ = DetailReader(centre.system, who, "zh").detail(number)
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


@pytest.mark.parametrize(
    "who",
    [
        person(Role.DISPATCHER),
        person(Role.LEADER),
        person(Role.STREET, street="S08"),
        person(Role.GRID_LEADER, grid=GRID),
        person(Role.AUDITOR),
    ],
    ids=lambda who: who.login,
)
def test_a_case_is_seen_by_whom_it_concerns(sqlite_centre: Centre, who: Person) -> None:
    report(sqlite_centre)
    assert "水发黄有异味" in seen(sqlite_centre, who)


@pytest.mark.parametrize(
    "who",
    [
        person(Role.STREET, street="S01"),
        person(Role.GRID_LEADER, grid=12),
        person(Role.UNIT, unit=WATER_UNIT),
        person(Role.ADMIN),
    ],
    ids=lambda who: who.login,
)
def test_to_others_it_is_as_if_there_were_none(sqlite_centre: Centre, who: Person) -> None:
    report(sqlite_centre)
    assert "水发黄有异味" not in seen(sqlite_centre, who)
    nothing = seen(sqlite_centre, who, "NG20261123-9999")
    assert seen(sqlite_centre, who).replace(NUMBER, "NG20261123-9999") == nothing


def test_the_name_and_the_phone_never_leave_the_server_unasked(sqlite_centre: Centre) -> None:
    report(sqlite_centre)
    for who in (person(Role.DISPATCHER), person(Role.LEADER), person(Role.AUDITOR)):
        sent = seen(sqlite_centre, who)
        assert WANG.name not in sent
        assert WANG.phone not in sent
    assert "*1234" in seen(sqlite_centre, person(Role.DISPATCHER))
    assert "*1234" not in seen(sqlite_centre, person(Role.LEADER))


def test_asking_for_the_reporter_is_answered_or_refused_in_words(sqlite_centre: Centre) -> None:
    report(sqlite_centre)
    asked = DetailReader(sqlite_centre.system, person(Role.DISPATCHER), "zh").unmasked(NUMBER)
    assert asked == "反映人 王秀英 13504311234"
    refused = DetailReader(sqlite_centre.system, person(Role.LEADER), "zh").unmasked(NUMBER)
    assert WANG.phone not in refused


def test_a_reporter_sealed_with_another_key_is_not_readable_and_breaks_nothing(
    sqlite_centre: Centre,
) -> None:
    number = report(sqlite_centre)
    with sqlite_centre.system.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE reporters SET sealed = x'00112233445566778899aabbccddee'"
        )
    who = person(Role.DISPATCHER)
    assert "水发黄有异味" in seen(sqlite_centre, who, number)
    assert DetailReader(sqlite_centre.system, who, "zh").unmasked(number) == "无法读取"


def test_each_is_offered_their_own_acts(sqlite_centre: Centre) -> None:
    report(sqlite_centre)
    direct = Direct(case=NUMBER, unit=WATER_UNIT, by="grid206")
    assert handle(sqlite_centre.system, direct, by="grid206").refused is None
    unit = seen(sqlite_centre, person(Role.UNIT, unit=WATER_UNIT))
    centre = seen(sqlite_centre, person(Role.DISPATCHER))
    auditor = seen(sqlite_centre, person(Role.AUDITOR))
    button = '"data-act": "{}"'.format
    assert button("acknowledge") in unit
    assert button("reassign") not in unit
    assert button("reassign") in centre
    assert button("acknowledge") not in centre
    assert "data-act" not in auditor


def test_a_second_report_of_the_same_near_by_is_named(sqlite_centre: Centre) -> None:
    first, second = report(sqlite_centre), report(sqlite_centre, LAT + 0.001)
    other = report(sqlite_centre, item="0201")
    sqlite_centre.clock.move(hours=80)
    late = report(sqlite_centre)
    with sqlite_centre.system.reader.connect() as connection:
        found = dossier(sqlite_centre.system, connection, first, person(Role.DISPATCHER))
    assert found is not None
    assert [near.what.number for near in found.alike] == [second]
    assert other not in seen(sqlite_centre, person(Role.DISPATCHER), first)
    assert late not in seen(sqlite_centre, person(Role.DISPATCHER), first)


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ({"no": NUMBER, "version": 3}, NUMBER),
        ({"no": {"type": "Div", "props": {}}}, None),
        ({"no": ""}, None),
        ([NUMBER], None),
        (None, None),
        ("x", None),
    ],
)
def test_what_the_browser_stores_is_a_number_or_nothing(stored: object, number: str | None) -> None:
    assert chosen_number(stored) == number


# Two grids of two streets, 144 m between their centres.
NEXT_TO = (138, 241)
SECRET = "住户张女士 13944107441"


def test_nothing_of_a_case_leaves_by_the_side(sqlite_centre: Centre) -> None:
    """Likely duplicates and linked cases: both only for persons who may open them."""
    mine, theirs = (
        report(sqlite_centre, lon=lon, lat=lat, text=said)
        for (lon, lat), said in zip(
            map(PACK.places.center_of, NEXT_TO), ("水", SECRET), strict=True
        )
    )
    grid = person(Role.GRID_LEADER, grid=NEXT_TO[0])
    assert theirs not in (told := seen(sqlite_centre, grid, mine))
    assert SECRET not in told
    assert SECRET in seen(sqlite_centre, person(Role.FOREMAN), mine)


def test_of_the_tied_only_those_are_described_that_one_may_open(sqlite_centre: Centre) -> None:
    parent, system = report(sqlite_centre), sqlite_centre.system
    for command in (
        Dispatch(case=parent, unit=WATER_UNIT),
        Acknowledge(case=parent, unit=WATER_UNIT),
        SpawnChild(case=parent, item="0201", text=SECRET, blocking=True),
    ):
        assert handle(system, command, by="foreman").refused is None
    (child,) = sqlite_centre.case(parent).links.blocking
    readers = (person(Role.UNIT, unit=WATER_UNIT), person(Role.FOREMAN))
    with system.reader.connect() as connection:
        unit, foreman = (dossier(system, connection, parent, reader) for reader in readers)
    assert unit is not None
    assert foreman is not None
    assert list(unit.relatives) == []
    assert list(foreman.relatives) == [child]
    assert unit.linked.keys() == {child}
