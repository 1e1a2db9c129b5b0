"""A number has exactly its rows, and the same rows by every way of asking."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, and_, select

from callbacks.wall import MAKERS, WallRequest, Walls, masks
from callbacks.wall.address import FIGURES
from callbacks.wall.common import ModelInput
from callbacks.wall.rows import MOST, FigureRows
from dashboard.domain import commands as c
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Change, Kind
from dashboard.domain.figures import SOON_MS
from dashboard.domain.screens import Profile
from dashboard.domain.unit import Urgency
from dashboard.live.figure_filters import COUNTED_BY, Narrowing, by_rank, by_waiting
from dashboard.live.follower import Follower
from dashboard.live.picture import Picture
from dashboard.live.rows import Row
from dashboard.live.selection import Cursor, Selection
from dashboard.live.touched import TOUCHES_MAX
from dashboard.store import proximity, tables
from dashboard.store.engines import DatabaseUnavailable
from dashboard.store.reads import Snapshot
from dashboard.system import to_ms
from tests.helpers.centre import PACK, Centre
from tests.helpers.clock import MORNING
from tests.helpers.messages import message
from tests.helpers.states import new_case
from tests.live.ways import WAYS, command

HOUR = timedelta(hours=1)
FILTERS: list[dict[str, Any]] = [
    {},
    {"street": "S08"},
    {"unit": "U01"},
    {"grid": "206"},
    {"urgency": "E2"},
    {"item": "0101"},
    {"item": "01"},
    {"state": "FEEDBACK"},
    {"wait": "return"},
    {"street": "S01", "urgency": "E1", "state": "CLOSED"},
]
STATES = [CaseState.REPORTED, CaseState.FILED, CaseState.DISPATCHED, CaseState.FEEDBACK]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One of six cases in any version, with any values."""
    street, grid = draw(st.sampled_from([("S08", 206), ("S01", 1)]))
    state = draw(st.sampled_from([*STATES, CaseState.SUSPENDED, CaseState.CLOSED]))
    due = MORNING + draw(st.integers(-3, 40)) * HOUR
    running = {"amber_at": due - HOUR, "due_at": due, "severe_at": due + 2 * HOUR}
    return new_case(
        number=f"NG20261123-{draw(st.integers(1, 6)):04}",
        version=draw(st.integers(1, 9)),
        state=state,
        street=street,
        grid=grid,
        urgency=draw(st.sampled_from(Urgency)),
        item=draw(st.sampled_from(["0101", "0201", None])),
        unit=draw(st.sampled_from([None, "U01", "D13"])),
        return_pending=draw(st.booleans()),
        closed_at=MORNING if state is CaseState.CLOSED else None,
        **running,
    )


def empty() -> Picture:
    nothing: Snapshot[Row] = Snapshot(0, {}, [], [], {}, {}, None, [], [])
    return Picture(PACK.district, nothing, to_ms(MORNING), to_ms(MORNING))


def follow(chosen: Selection, cursor: Cursor, picture: Picture) -> None:
    chosen.follow(picture, cursor.touched(picture))


def choice(figure: str, part: Narrowing) -> Selection:
    def meets(row: Row, now: int) -> bool:
        return COUNTED_BY[figure](row, now) and part.holds(row, PACK.district)

    return Selection(meets, by_rank)


@given(
    told=st.lists(st.lists(cases(), max_size=4), max_size=8),
    hours=st.lists(st.integers(0, 30), min_size=1, max_size=4),
)
def test_rows_kept_by_what_was_touched_are_those_that_a_figure_counts(
    told: list[list[Case]], hours: list[int]
) -> None:
    picture = empty()
    parts = [Narrowing(**narrow) for narrow in FILTERS]
    kept = [
        (figure, part, choice(figure, part), Cursor())
        for figure, part in product(COUNTED_BY, parts)
    ]
    for turn, some in enumerate(told):
        for case in some:
            picture.apply(Change(picture.seq + 1, Kind.CASE, case.number, case))
        picture.advance(picture.now_ms + hours[turn % len(hours)] * 3_600_000, picture.day_start_ms)
        for _, _, chosen, cursor in kept:
            follow(chosen, cursor, picture)
    for figure, part, chosen, _ in kept:
        fresh = choice(figure, part)
        follow(fresh, Cursor(), picture)
        assert chosen.first(MOST) == fresh.first(MOST)
        assert (len(chosen), chosen.late) == (len(fresh), fresh.late)
        if part == Narrowing() and told and figure in picture.figures:
            assert len(chosen) == picture.figures[figure]


def test_after_too_many_touches_all_is_looked_at_again() -> None:
    picture, chosen, cursor = empty(), choice("open", Narrowing()), Cursor()
    follow(chosen, cursor, picture)
    for version in range(1, TOUCHES_MAX + 2):
        case = new_case(version=version)
        picture.apply(Change(picture.seq + 1, Kind.CASE, case.number, case))
    other = new_case("NG20261123-0002")
    picture.apply(Change(picture.seq + 1, Kind.CASE, other.number, other))
    follow(chosen, cursor, picture)
    assert chosen.first(9) == ["NG20261123-0001", "NG20261123-0002"]


def test_the_oldest_is_found_whatever_its_urgency() -> None:
    chosen = Selection(lambda _, __: True, by_waiting)
    picture = empty()
    for number, urgency in enumerate((Urgency.E1, Urgency.E3, Urgency.E3)):
        case = new_case(
            f"NG20261123-000{number}", urgency=urgency, stage_at=MORNING - number * HOUR
        )
        picture.apply(Change(picture.seq + 1, Kind.CASE, case.number, case))
    follow(chosen, Cursor(), picture)
    assert chosen.least(u.value for u in Urgency) == to_ms(MORNING - 2 * HOUR)
    assert chosen.first(3) == [f"NG20261123-000{number}" for number in (0, 2, 1)]


# With a database -------------------------------------------------------------------------


def live(chance: Random, centre: Centre, ids: list[int]) -> None:
    """Changes some cases."""
    said: list[c.Command] = []
    for _ in range(4):
        item = chance.choice(["0101", "0201", None])
        grid = chance.choice([1, 206])
        urgency = chance.choice([None, *Urgency])
        said.append(c.ReportCase(item=item, grid=grid, urgency=urgency))
    numbers = centre.numbers()
    for _ in range(12 if numbers else 0):
        unit = chance.choice(["U01", "D13"])
        said.append(command(chance.choice(WAYS), chance.choice(numbers), unit, centre.clock()))
    ids[0] += len(said)
    centre.settle(*(message(ids[0] * 100 + i, one) for i, one in enumerate(said)))


def asked(picture: Picture) -> dict[str, ColumnElement[bool]]:
    """What each figure counts, as an SQL condition."""
    t, at = tables.cases.c, picture.now_ms
    waits = [s.value for s in (CaseState.REPORTED, CaseState.VERIFYING, CaseState.FILED)]
    return {
        "open": t.is_open,
        "overdue": and_(t.is_open, t.due_at < at),
        "severe": and_(t.is_open, t.severe_at < at),
        "amber": and_(t.is_open, t.amber_at <= at, t.due_at >= at),
        "soon": and_(t.is_open, t.due_at >= at, t.due_at <= at + SOON_MS),
        "unassigned": t.state.in_(waits),
        "awaiting_acknowledgement": t.state == "DISPATCHED",
        "awaiting_verification": t.state == "FEEDBACK",
        "suspended": t.state == "SUSPENDED",
        "supervision_late": and_(t.state.in_(["DISPATCHED", "PROCESSING"]), t.reply_due_at < at),
        "reported_today": t.reported_at >= picture.day_start_ms,
        "closed_today": and_(t.closed_at >= picture.day_start_ms, t.state == "CLOSED"),
    }


def by_sql(centre: Centre, picture: Picture, of: str, narrow: dict[str, Any]) -> set[str]:
    """The case numbers that an SQL query gives."""
    t = tables.cases.c
    query = select(t.number, t.item).where(t.district == centre.district, asked(picture)[of])
    for name in ("street", "unit", "grid", "urgency", "state"):
        if name in narrow:
            query = query.where(t[name] == (int(narrow[name]) if name == "grid" else narrow[name]))
    with centre.system.reader.connect() as connection:
        found = connection.execute(query).all()
    wanted = narrow.get("item", "")
    return {number for number, item in found if (item or "").startswith(wanted)}


@pytest.mark.parametrize("seed", range(3))
def test_number_list_and_sql_are_one_for_every_figure_and_filter(centre: Centre, seed: int) -> None:
    chance, ids, follower = Random(seed), [0], centre.follower()
    narrowed = [narrow for narrow in FILTERS if "wait" not in narrow]
    kept = [
        (of, narrow, FigureRows(centre.system, WallRequest("queue", of=of, **narrow)))
        for of, narrow in product(sorted(FIGURES), narrowed)
    ]
    for _ in range(6):
        live(chance, centre, ids)
        centre.clock.move(minutes=chance.choice([1, 40, 300, 1_000]))
        centre.ring_deadlines()
        centre.tell()
        while follower.step(1):
            pass
        for of, narrow, view in kept:
            model = view(seen(centre, follower, of, narrow))
            numbers = by_sql(centre, follower.picture, of, narrow)
            assert set(model["rows"]) == numbers, (of, narrow)
            assert model["list"]["total"] == len(numbers)
            if not narrow and of in model["figures"]:
                assert model["figures"][of] == len(numbers)


def seen(centre: Centre, follower: Follower, of: str, narrow: dict[str, Any]) -> ModelInput:
    return ModelInput(centre.system, follower, WallRequest("queue", of=of, **narrow))


def test_a_list_holds_so_many_rows_and_says_how_many_there_are(sqlite_centre: Centre) -> None:
    said = (c.ReportCase(item="0101", grid=206) for _ in range(MOST + 30))
    sqlite_centre.settle(*(message(i, one) for i, one in enumerate(said)))
    model = told(sqlite_centre, WallRequest("queue", of="open"))
    assert (len(model["rows"]), model["list"]["total"]) == (MOST, MOST + 30)
    assert model["list"] == {"of": "open", "total": MOST + 30}


def told(centre: Centre, request: WallRequest) -> dict[str, Any]:
    follower = centre.follower()
    view = MAKERS[request.layout](centre.system, request)
    return view(ModelInput(centre.system, follower, request))


def test_visitors_are_told_no_number_and_no_grid(sqlite_centre: Centre) -> None:
    sqlite_centre.settle(message(1, c.ReportCase(item="0101", grid=206)))
    walls = Walls(sqlite_centre.system, sqlite_centre.follower())
    number = sqlite_centre.numbers()[0]
    for view, more in (("queue", {}), ("queue", {"of": "open"}), ("case", {"no": number})):
        model = walls.model(WallRequest(view, Profile.VISITORS, **more))
        said = repr({name: value for name, value in model.items() if name != "list"})
        assert (number in said, "206" in said) == (False, False)
        assert ("0101" in said) is (view == "queue")


def test_visitors_who_ask_for_a_grid_are_told_a_list_all_the_same() -> None:
    narrowed = masks.narrowed(WallRequest("queue", grid="206"), PACK.district)
    assert narrowed == WallRequest("queue", of="open")


def test_with_the_database_away_the_closed_ones_come_when_it_is_back(
    sqlite_centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    sqlite_centre.settle(message(1, c.ReportCase(item="0101", grid=206)))
    number = sqlite_centre.numbers()[0]
    view = FigureRows(sqlite_centre.system, WallRequest("queue", of="reported_today"))
    follower = sqlite_centre.follower()
    look = ModelInput(sqlite_centre.system, follower, WallRequest("queue"))
    assert list(view(look)["rows"]) == [number]
    case = sqlite_centre.case(number)
    over = replace(case, version=case.version + 1, state=CaseState.VOIDED)
    follower.picture.apply(Change(follower.picture.seq + 1, Kind.CASE, number, over))
    with monkeypatch.context() as patch:
        patch.setattr(proximity, "cases_by_number", _away)
        assert view(look)["list"]["total"] == 0
    assert list(view(look)["rows"]) == [number]


def _away(*_: object) -> None:
    raise DatabaseUnavailable[-1]
