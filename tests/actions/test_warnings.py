"""Warnings on a real centre: from the inbox to the state, its journal and the picture."""

from dataclasses import replace
from datetime import timedelta

import pytest

from callbacks.warning_section import SHOWN_MAX, warnings_data
from dashboard.actions import warnings
from dashboard.domain.changes import Kind
from dashboard.domain.commands import Report
from dashboard.domain.warned.messages import PublishWarning, WarnedArea
from dashboard.domain.warned.warning import (
    STANDING_MAX,
    PublicWarning,
    identity_of,
    own_reference,
    warning_key,
)
from dashboard.live.follower import Follower
from dashboard.live.past import make
from dashboard.live.picture import Picture
from dashboard.store import journal
from dashboard.store import warnings as store
from dashboard.system import from_ms, to_ms
from feeds import cap
from tests.feeds.cap_files import SENDER, chinese, identifier, named, oasis
from tests.helpers.centre import Centre
from tests.helpers.clock import MORNING
from tests.helpers.messages import message
from tests.helpers.pictures import catch_up

SENT = MORNING - timedelta(hours=1)
FIRST = named(SENDER, identifier(SENT), SENT)


def command(raw: bytes) -> PublishWarning:
    found = cap.parse(raw, "weather").command
    assert isinstance(found, PublishWarning)
    return found


def send(centre: Centre, *raws: bytes, source: str = "weather") -> None:
    for raw in raws:
        report: Report = cap.parse(raw, source)
        centre.settle(message(report.id, report.command, source))


def standing(centre: Centre) -> list[PublicWarning]:
    with centre.system.reader.connect() as connection:
        return store.standing(connection, centre.district)


def acts(centre: Centre, number: str) -> list[str]:
    with centre.system.reader.connect() as connection:
        found = journal.history(connection, centre.district, Kind.WARNING, warning_key(number))
    return [act.act for act in found]


def shown(follower: Follower) -> list[str]:
    with follower.lock:
        return numbers(follower.picture)


def numbers(picture: Picture) -> list[str]:
    return [one.number for one in picture.duty_room.warnings.at(from_ms(picture.now_ms))]


def test_a_warning_stands_on_the_picture_until_it_is_cancelled(centre: Centre) -> None:
    follower = centre.follower()
    send(centre, chinese(SENT))
    [warning] = standing(centre)
    assert (warning.level, warning.issuer) == (4, "长春市气象台")
    assert set(warning.streets) == set(centre.system.district.streets)
    catch_up(centre, follower)
    assert shown(follower) == ["00000001"] == numbers(centre.follower().picture)
    later = SENT + timedelta(minutes=30)
    send(centre, chinese(later, message="Cancel", references=[FIRST]))
    catch_up(centre, follower)
    assert standing(centre) == [] == shown(follower) == numbers(centre.follower().picture)
    assert acts(centre, "00000001") == ["publish_warning", "end_warning"]
    assert acts(centre, "00000002") == ["publish_warning"]
    assert centre.rejected() == []
    assert centre.faults() == []


def test_an_update_takes_its_place_even_if_it_comes_first(centre: Centre) -> None:
    update = chinese(
        SENT + timedelta(minutes=5), message="Update", references=[FIRST], colour="Yellow"
    )
    send(centre, update, chinese(SENT), update)
    assert [(one.number, one.level) for one in standing(centre)] == [("00000001", 3)]
    with centre.system.engine.begin() as connection:
        found = store.for_update(connection, centre.district, [identity(chinese(SENT))])
    assert [(one.state, one.followed_by) for one in found] == [
        ("UPDATED", identifier(SENT + timedelta(minutes=5)))
    ]
    assert centre.faults() == []


def identity(raw: bytes) -> str:
    return identity_of(own_reference(command(raw)))


def test_the_same_message_by_two_ways_stands_once(centre: Centre) -> None:
    send(centre, chinese(SENT))
    send(centre, chinese(SENT), source="another")
    assert [one.number for one in standing(centre)] == ["00000001"]
    assert centre.rejected() == []


def test_both_in_one_batch(centre: Centre) -> None:
    later = SENT + timedelta(minutes=5)
    raws = [chinese(later, message="Cancel", references=[FIRST]), chinese(SENT), chinese(SENT)]
    reports = [cap.parse(raw, "weather") for raw in raws]
    found = [message(f"{no}-{one.id}", one.command, "weather") for no, one in enumerate(reports)]
    centre.settle(*found)
    assert standing(centre) == []
    assert centre.rejected() == []
    assert centre.faults() == []


def test_it_ends_by_the_clock_without_anybody(centre: Centre) -> None:
    follower = centre.follower()
    send(centre, chinese(SENT, expires=MORNING + timedelta(hours=3)))
    centre.clock.move(hours=2, minutes=59)
    assert warnings.expire(centre.system) == 0
    centre.clock.move(minutes=1)
    catch_up(centre, follower)
    assert shown(follower) == []  # before any timer has looked
    assert warnings.expire(centre.system) == 1
    assert warnings.expire(centre.system) == 0
    assert acts(centre, "00000001") == ["publish_warning", "expire_warning"]
    centre.tell()
    catch_up(centre, follower)
    assert standing(centre) == [] == shown(follower)
    assert centre.faults() == []


def test_the_past_shows_what_stood_then(sqlite_centre: Centre) -> None:
    centre = sqlite_centre
    send(centre, chinese(SENT))
    centre.clock.move(hours=1)
    cancel = SENT + timedelta(minutes=90)
    send(centre, chinese(cancel, message="Cancel", references=[FIRST]))
    centre.clock.move(hours=1)
    for minutes, expected in ((30, ["00000001"]), (90, [])):
        then = make(centre.system, to_ms(MORNING + timedelta(minutes=minutes)))
        assert numbers(then.picture) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (chinese(SENT, status="Test"), "WARNING_NOT_ACTUAL"),
        (chinese(SENT, status="Exercise"), "WARNING_NOT_ACTUAL"),
        (chinese(SENT, status="Draft"), "WARNING_NOT_ACTUAL"),
        (chinese(SENT).replace(b">Public<", b">Restricted<"), "WARNING_NOT_PUBLIC"),
        (chinese(SENT, expires=MORNING), "WARNING_EXPIRED"),
        (chinese(SENT - timedelta(days=8), expires=MORNING + timedelta(days=1)), "WARNING_OLD"),
        (chinese(SENT, geocode="220104000000"), "WARNING_ELSEWHERE"),
        (chinese(MORNING + timedelta(hours=1)), "IN_FUTURE"),
    ],
)
def test_what_isnt_taken_is_kept_with_the_reason(
    sqlite_centre: Centre, raw: bytes, code: str
) -> None:
    send(sqlite_centre, raw)
    assert standing(sqlite_centre) == []
    assert [found for found, _ in sqlite_centre.rejected()] == [code]


AREAS: dict[str, tuple[WarnedArea, int]] = {
    "the country": (WarnedArea(geocodes=("000000",)), 14),
    "the province": (WarnedArea(geocodes=("220000",)), 14),
    "the city": (WarnedArea(geocodes=("220100",)), 14),
    "the district": (WarnedArea(geocodes=("220102",)), 14),
    "a street": (WarnedArea(geocodes=("220102008000",)), 1),
    "a community": (WarnedArea(geocodes=("220102008003",)), 1),
    "the next district": (WarnedArea(geocodes=("220103000000",)), 0),
    "no code of ours": (WarnedArea(geocodes=("USC001", "")), 0),
    "nothing but a name": (WarnedArea(name="南关区"), 14),
    "a polygon around it": (
        WarnedArea(polygons=("43.5,125.0 44.2,125.0 44.2,125.8 43.5,125.8 43.5,125.0",)),
        14,
    ),
    "a polygon far away": (WarnedArea(polygons=("10,10 11,10 11,11 10,10",)), 0),
    "a circle far away": (WarnedArea(circles=("39.9,116.4 100",)), 0),
    "a circle that reaches it": (WarnedArea(circles=("39.9,116.4 1500",)), 14),
    "a polygon that crosses itself": (
        WarnedArea(polygons=("43.5,125.0 44.2,125.8 44.2,125.0 43.5,125.8 43.5,125.0",)),
        1,
    ),
}


@pytest.mark.parametrize("area", AREAS)
def test_which_streets_an_area_touches(sqlite_centre: Centre, area: str) -> None:
    system, (told, least) = sqlite_centre.system, AREAS[area]
    found = warnings._streets(system, replace(command(chinese(SENT)), areas=(told,)))  # noqa: SLF001
    assert len(found) == least if least in (0, 14) else len(found) >= least
    assert set(found) <= set(system.district.streets)


@pytest.mark.parametrize(
    "shape",
    ["1,1 2,2", "1,1 1,1 1,1", "1,1 2,x 3,3", "1,1 2,2,2 3,3", "91,1 2,2 3,3", "nan,1 2,2 3,1"],
)
def test_a_shape_that_is_none_is_refused_with_a_sentence(sqlite_centre: Centre, shape: str) -> None:
    area = f"<area><areaDesc>x</areaDesc><polygon>{shape}</polygon></area>"
    send(sqlite_centre, oasis(SENT, area=area))
    assert [code for code, _ in sqlite_centre.rejected()] == ["WARNING_SHAPE"]


def test_so_many_stand_and_no_more(sqlite_centre: Centre) -> None:
    raws = [cap.parse(oasis(SENT, number=f"N{no}"), "w") for no in range(STANDING_MAX + 1)]
    sqlite_centre.settle(*(message(one.id, one.command, "w") for one in raws))
    assert [code for code, _ in sqlite_centre.rejected()] == ["WARNINGS_FULL"]
    assert len(standing(sqlite_centre)) == STANDING_MAX
    told = warnings_data(sqlite_centre.follower().picture)
    assert (len(told), told["more"]) == (SHOWN_MAX + 1, STANDING_MAX - SHOWN_MAX)


def test_the_gravest_is_told_first_in_both_languages(sqlite_centre: Centre) -> None:
    send(sqlite_centre, chinese(SENT), oasis(SENT, severity="Severe"))
    told = warnings_data(sqlite_centre.follower().picture, full=True)
    assert [(told[place]["level"], told[place]["word"]) for place in "01"] == [
        (2, "SEVERE"),
        (4, "BLUE"),
    ]
    assert told["1"]["zh"]["event"] == told["1"]["en"]["event"] == "寒潮"
    assert "供热" in told["1"]["zh"]["instruction"]
    assert told["1"]["until"] == to_ms(SENT + timedelta(hours=48))
