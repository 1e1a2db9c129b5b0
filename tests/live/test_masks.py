"""What a visitors' wall gets, in every view and part: no number, no grid, no hidden case."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from callbacks.wall import MASKS, Walls, masks
from callbacks.wall.address import KIND
from dashboard.actions.handle import handle
from dashboard.domain.commands import Channel, Command, IncidentKind, ReportCase, ReportIncident
from dashboard.domain.desk_commands import Comment
from dashboard.domain.figures import FIGURES
from dashboard.domain.oversight_commands import ConfirmIncident, EscalateIncident
from dashboard.domain.screens import Profile
from dashboard.domain.unit import DutyItem, Urgency
from dashboard.domain.wall_views import PARTS as PARTS_OF_VIEWS
from dashboard.domain.wall_views import VIEWS, WITH_FILES
from dashboard.live import encoding
from dashboard.live.hub import ScreenModel
from tests.helpers.centre import PACK, Centre
from tests.helpers.messages import message
from tests.helpers.pictures import catch_up

GRIDS = (206, 207)
SECRET = "秘密"
ITEMS = ("0101", "0113", "0201", "0301", "0308", "0401", "0402", "0406", "0501", "0508", None)
PARTS = (
    "",
    *(f"of={figure}" for figure in FIGURES),
    "street=S08",
    "unit=U01",
    "grid=206",
    "grid=207&of=open",
    "item=0401",
    "item=04",
    "item=05&of=open",
    "item=0501",
    "item=0308",
    "item=03&of=open",
    "wait=return",
    "item=0101",
    "urgency=E1",
    "urgency=E1&of=open",
    "state=FILED",
    "cell=G206",
    "no={number}",
)


@pytest.fixture
def told(sqlite_centre: Centre) -> Centre:
    """A centre full of what visitors mustn't see."""
    cases = [
        ReportCase(
            item=item,
            grid=grid,
            channel=Channel.PHONE,
            text=f"{SECRET}电话 15400000000，{item}",
            address=f"{SECRET}街 88 号 3 单元",
        )
        for item in ITEMS
        for grid in GRIDS
    ]
    incident = ReportIncident(kind=IncidentKind.SECURITY, title=f"{SECRET}聚集", grid=206)
    commands: list[Command] = [*cases, incident]
    sqlite_centre.settle(*(message(n, command) for n, command in enumerate(commands)))
    (number,) = sqlite_centre.follower().picture.incidents
    confirm = ConfirmIncident(incident=number, level=2)
    assert handle(sqlite_centre.system, confirm, by="test").refused is None
    # Then some cases are late, and all lamps have changed.
    sqlite_centre.clock.move(days=2)
    sqlite_centre.ring_deadlines()
    sqlite_centre.tell()
    return sqlite_centre


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value with its key, and every key."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield key, name
            yield from leaves(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from leaves(inside, key)
    else:
        yield key, value


def sent(value: Any) -> Any:
    """A model as a browser receives it."""
    return json.loads(encoding.dumps(value))


def secrets(centre: Centre) -> list[str]:
    """The words and numbers that visitors mustn't see of this centre."""
    incidents = centre.follower().picture.incidents
    words = [SECRET, "15400000000", "88 号", *(f"G{no}" for no in GRIDS)]
    return [*words, *centre.numbers(), *incidents]


def leaks(words: list[str], told: Any) -> list[str]:
    """What visitors mustn't see but get."""
    text = json.dumps(told, ensure_ascii=False)
    found = [word for word in words if word in text]
    hidden = {code for code, item in PACK.district.items.items() if kept(item)}
    for key, value in leaves(told):
        if key == "grid" and value is not None:
            found.append(f"grid {value}")
        if value in hidden or (type(value) is int and value in GRIDS) or str(value) in {"206"}:
            found.append(f"{key}: {value}")
        if key == "item" and value is None:
            found.append("an unclassified case")
    return found


def kept(item: DutyItem) -> bool:
    """As decision 49 says."""
    return item.category in ("04", "05") or item.platform == "DISPUTE"


def show(walls: Walls, view: str, part: str, profile: Profile) -> ScreenModel | None:
    name = walls.screen_of(f"wall/{view}?{part}", profile, may_look_back=True)
    return None if name is None else walls.show(name.removeprefix(f"{KIND}:"))


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_that_is_ours_alone_is_sent_to_visitors(told: Centre, view: str) -> None:
    follower = told.follower()
    walls = Walls(told.system, follower)
    one = told.numbers()[0]
    shows = [
        shown
        for part in PARTS
        if (shown := show(walls, view, part.format(number=one), Profile.VISITORS)) is not None
    ]
    ours = secrets(told)
    for shown in shows:
        assert leaks(ours, sent(shown.whole())) == []
    assert handle(told.system, Comment(case=one, words=SECRET), by="test").refused is None
    more = ReportCase(item="0201", grid=206, channel=Channel.PHONE, text=SECRET)
    told.settle(
        message("more", more),
        message("hidden", ReportCase(item="0402", grid=207, channel=Channel.PHONE, text=SECRET)),
    )
    catch_up(told, follower)
    ours = secrets(told)
    for shown in shows:
        news = sent(shown.news())
        assert leaks(ours, news) == []
        assert leaks(ours, sent(shown.whole())) == []


@pytest.mark.parametrize("view", VIEWS)
def test_our_own_people_see_what_is_masked(told: Centre, view: str) -> None:
    shown = show(Walls(told.system, told.follower()), view, "", Profile.INSIDE)
    if shown is not None:
        assert leaks(secrets(told), sent(shown.whole())) != []


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_hidden_is_counted(told: Centre, view: str) -> None:
    walls = Walls(told.system, told.follower())
    for_all = show(walls, view, "", Profile.INSIDE)
    for_visitors = show(walls, view, "", Profile.VISITORS)
    if for_all is not None and for_visitors is not None:
        assert for_visitors.whole()["figures"] == for_all.whole()["figures"]


@pytest.mark.parametrize(("name", "view"), WITH_FILES.items())
def test_somebody_has_decided_on_every_section(told: Centre, name: str, view: str) -> None:
    part = "of=open" if name in PARTS_OF_VIEWS else ""
    shown = show(Walls(told.system, told.follower()), view, part, Profile.INSIDE)
    assert shown is not None
    assert shown.whole().keys() == masks.FRAME.keys() | MASKS[name].keys()


def test_rows_keep_their_places_and_are_told_apart(told: Centre) -> None:
    shown = show(Walls(told.system, told.follower()), "overview", "", Profile.VISITORS)
    assert shown is not None
    rows = shown.whole()["late"]
    assert list(rows) == [str(place) for place in range(len(rows))]
    assert len(rows) > 1
    assert len({row["no"] for row in rows.values()}) == len(rows)
    assert {row["street"] for row in rows.values()} == {"S08"}


def test_an_incident_is_told_by_kind_and_level(told: Centre) -> None:
    shown = show(Walls(told.system, told.follower()), "overview", "", Profile.VISITORS)
    assert shown is not None
    current = shown.whole()["incident"]["current"]
    assert (current["kind"], current["level"], current["title"]) == ("SECURITY", 2, None)


def test_what_a_list_counts_is_what_it_lists(told: Centre) -> None:
    """Otherwise the difference would be the number of disputes."""
    walls = Walls(told.system, told.follower())
    for part in PARTS:
        shown = show(walls, "queue", part.format(number="x"), Profile.VISITORS)
        assert shown is not None
        model = shown.whole()
        if "list" in model:
            assert model["list"]["total"] == len(model["rows"]), part
    shown = show(walls, "queue", "", Profile.VISITORS)
    assert shown is not None
    model = shown.whole()
    for panel, count in model["waiting"].items():
        assert count == len(model[panel]), panel
    stages = model["stages"]
    assert sum(stages[state]["count"] for state in ("REPORTED", "FILED")) == len(model["centre"])


def test_what_an_incident_counts_is_what_it_lists(told: Centre) -> None:
    """Otherwise the difference would show a dispute at one unit, in one street, of one item."""
    (number,) = told.follower().picture.incidents
    for case in told.numbers():
        link = EscalateIncident(case=case, incident=number, reason="同一起")
        assert handle(told.system, link, by="test").refused is None
    walls = Walls(told.system, told.follower())
    inside = show(walls, "incidents", "", Profile.INSIDE)
    visitors = show(walls, "incidents", "", Profile.VISITORS)
    assert inside is not None
    assert visitors is not None
    whole, model = inside.whole(), visitors.whole()
    assert len(whole["linked"]) == len(told.numbers())
    listed = len(model["linked"])
    assert 0 < listed < len(whole["linked"])
    assert model["incident"]["current"]["cases"] == model["large"]["now"]["linked_open"] == listed
    assert sum(one["open"] for one in model["holders"].values()) == listed


@pytest.mark.parametrize("part", ["unit=U01", "state=FILED", "wait=return", "grid=206", "item=04"])
def test_visitors_narrow_by_nothing_that_would_count_what_is_kept(told: Centre, part: str) -> None:
    walls = Walls(told.system, told.follower())
    for asked in (f"of=open&{part}", part):
        shown = show(walls, "queue", asked, Profile.VISITORS)
        assert shown is not None
        assert shown.whole()["list"].keys() == {"of", "total"}


def test_what_an_incident_may_come_of_is_masked_while_there_is_none(sqlite_centre: Centre) -> None:
    for item in ("0101", "0401", None):
        command = ReportCase(item=item, grid=206, urgency=Urgency.E1, text=SECRET * 3)
        sqlite_centre.settle(message(item, command))
    sqlite_centre.clock.move(days=2)
    walls = Walls(sqlite_centre.system, sqlite_centre.follower())
    inside = show(walls, "incidents", "", Profile.INSIDE)
    visitors = show(walls, "incidents", "", Profile.VISITORS)
    assert inside is not None
    assert visitors is not None
    assert len(inside.whole()["watch"]) == 3
    assert [row["item"] for row in visitors.whole()["watch"].values()] == ["0101"]
    assert leaks(secrets(sqlite_centre), sent(visitors.whole())) == []
