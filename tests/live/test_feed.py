"""What a desk gets of its cases: only what was touched, in any jurisdiction."""

import json
import tracemalloc
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.case import Case, CaseState, CoHandler
from dashboard.domain.changes import Change, Kind
from dashboard.domain.figures import COUNTED, FIGURES
from dashboard.domain.persons import Area
from dashboard.domain.scope import CENTRE, Scope
from dashboard.live.encoding import COLUMNS, FLAGS, Raw, row_json
from dashboard.live.picture import Picture
from dashboard.live.row_feed import Feed
from dashboard.live.rows import TEXT_MAX, Row, row_of
from dashboard.live.touched import TOUCHES_MAX
from dashboard.store.reads import Snapshot
from dashboard.system import to_ms
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING
from tests.helpers.states import changed, new_case

SCOPES = [
    CENTRE,
    Scope(Area.STREET, "S08"),
    Scope(Area.GRID, "206"),
    Scope(Area.COMMUNITY, "C-01"),
    Scope(Area.UNIT, "U01"),
]


def empty(seq: int = 0) -> Picture:
    nothing: Snapshot[Row] = Snapshot(seq, {}, [], [], {}, {}, None, [], [])
    return Picture(PACK.district, nothing, to_ms(MORNING), to_ms(MORNING))


def tell(picture: Picture, *cases: Case) -> None:
    for case in cases:
        picture.apply(Change(picture.seq + 1, Kind.CASE, case.number, case))


def read(told: bytes) -> dict[str, Any]:
    return dict(zip(COLUMNS, json.loads(told), strict=True))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    grid = draw(st.sampled_from([206, 1]))
    return new_case(
        number=f"NG20261123-{draw(st.integers(1, 6)):04}",
        version=draw(st.integers(1, 9)),
        state=draw(st.sampled_from([CaseState.FILED, CaseState.FEEDBACK, CaseState.CLOSED])),
        grid=grid,
        street="S08" if grid == 206 else "S01",
        community="C-01" if grid == 206 else "C-02",
        unit=draw(st.sampled_from([None, "U01", "D13"])),
    )


@given(
    told=st.lists(st.lists(cases(), max_size=4)),
    hours=st.lists(st.integers(0, 30), min_size=1, max_size=4),
)
def test_what_was_told_adds_up_to_what_a_fresh_feed_tells(
    told: list[list[Case]], hours: list[int]
) -> None:
    picture, feeds = empty(), [Feed(scope) for scope in SCOPES]
    shown: list[dict[str, Raw]] = [{} for _ in feeds]
    for number, some in enumerate(told):
        tell(picture, *some)
        at = picture.now_ms + hours[number % len(hours)] * 3_600_000
        picture.advance(at, picture.day_start_ms)
        for feed, rows in zip(feeds, shown, strict=True):
            for key, row in feed.news(picture).items():
                rows.pop(key, None)
                if row is not None:
                    rows[key] = row
    for feed, rows in zip(feeds, shown, strict=True):
        fresh = Feed(feed.scope)
        feed.news(picture)
        assert fresh.news(picture) == rows
        assert json.loads(bytes(fresh.whole())) == json.loads(bytes(feed.whole()))
        assert feed.figures == fresh.figures
    assert feeds[0].figures == {name: picture.figures[name] for name in COUNTED}


def test_the_counted_figures_are_all_but_those_of_a_whole_district() -> None:
    assert set(FIGURES) - set(COUNTED) == {"over_capacity", "reported_today", "closed_today"}


def test_a_case_that_leaves_a_jurisdiction_is_gone_there_and_new_elsewhere() -> None:
    picture, old, new = empty(), Feed(Scope(Area.UNIT, "U01")), Feed(Scope(Area.UNIT, "D13"))
    case = new_case(unit="U01")
    tell(picture, case)
    assert list(old.news(picture)) == [case.number]
    assert new.news(picture) == {}
    tell(picture, changed(case, unit="D13"))
    assert old.news(picture) == {case.number: None}
    assert list(new.news(picture)) == [case.number]


def test_a_helping_unit_has_the_case_on_its_desk_too() -> None:
    picture, feed = empty(), Feed(Scope(Area.UNIT, "D13"))
    helper = CoHandler(unit="D13", added_at=MORNING, due_at=None)
    tell(picture, new_case(unit="U01", co_handlers=(helper,)))
    assert len(feed.news(picture)) == 1


def test_a_picture_made_anew_tells_only_what_differs() -> None:
    feed, before, after = Feed(CENTRE), empty(), empty(7)
    one, two = new_case("NG20261123-0001"), new_case("NG20261123-0002")
    tell(before, one, two)
    feed.news(before)
    tell(after, one, changed(two, text="又变了"))
    assert list(feed.news(after)) == [two.number]


def test_whoever_looked_away_for_too_long_compares_everything() -> None:
    feed, picture, case = Feed(CENTRE), empty(), new_case()
    tell(picture, case)
    feed.news(picture)
    for _ in range(TOUCHES_MAX + 1):
        case = changed(case)
        tell(picture, case)
    tell(picture, changed(case, state=CaseState.CLOSED))
    assert feed.news(picture) == {case.number: None}
    assert feed.figures["open"] == 0


def test_a_lamp_that_turns_is_counted_and_not_told() -> None:
    feed, picture, case = Feed(Scope(Area.STREET, "S08")), empty(), new_case()
    tell(picture, case)
    feed.news(picture)
    assert case.due_at is not None
    picture.advance(to_ms(case.due_at) + 1, picture.day_start_ms)
    assert feed.news(picture) == {}
    assert feed.figures["overdue"] == 1


def test_a_row_says_its_instants_from_its_report_on() -> None:
    row = read(row_json(row_of(new_case())))
    assert row["reported"] == to_ms(MORNING)
    assert row["due"] == 24 * 3_600_000
    suspended = read(row_json(row_of(new_case(state=CaseState.SUSPENDED))))
    assert [suspended[name] for name in ("amber", "due", "severe", "case_due")] == [None] * 4


def test_flags_are_bits_in_their_order() -> None:
    extension = MORNING + timedelta(hours=1)
    case = new_case(return_pending="非我单位职责", extension_pending=extension)
    row = read(row_json(row_of(case)))
    names = [name for bit, name in enumerate(FLAGS) if row["flags"] >> bit & 1]
    assert names == ["return_pending", "extension_pending"]


def test_the_text_of_a_row_is_short_and_one_line() -> None:
    row = read(row_json(row_of(new_case(text="水管\n爆裂 " * 40))))
    assert "\n" not in row["text"]
    assert len(row["text"]) <= TEXT_MAX


def test_a_row_tells_nobody_a_phone() -> None:
    text = "这里的情况说来话长，总之已经三天没有暖气了，请尽快联系我 13900001234"
    row = read(row_json(row_of(new_case(text=text[-TEXT_MAX - 5 :]))))
    assert "1390" not in row["text"]


def test_a_row_is_small_on_the_wire() -> None:
    text = "自由大路与吉顺街交口路面积水结冰"
    case = new_case(text=text, unit="U01", case_due_at=MORNING + timedelta(days=2))
    assert len(row_json(row_of(case))) < 170


def test_desks_that_see_the_same_rows_share_their_texts() -> None:
    picture, one, other = empty(), Feed(CENTRE), Feed(Scope(Area.STREET, "S08"))
    words = "这里说的是一件小事，" * 4
    tell(picture, *(new_case(f"NG20261123-{no:04}", text=words, street="S08") for no in range(500)))
    tracemalloc.start()
    try:
        one.news(picture)
        first, _ = tracemalloc.get_traced_memory()
        other.news(picture)
        both, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert json.loads(bytes(other.whole())) == json.loads(bytes(one.whole()))
    assert both < 1.5 * first
