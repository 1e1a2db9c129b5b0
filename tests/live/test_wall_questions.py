"""Whatever screen a browser requests: it gets a view of ours or nothing, and no loop fails."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callbacks.wall import Walls
from callbacks.wall.address import ASKED_MAX, FILTERS, KEYS, known, read
from dashboard.domain.screens import Profile
from dashboard.domain.wall_views import VIEWS
from tests.helpers.centre import PACK, Centre
from tests.helpers.messages import reports

KNOWN = known(PACK.district)
ODD = st.sampled_from(
    [
        "",
        "٣",
        "²",
        "206",
        "-1",
        "9" * 300,
        "\ud800",
        "\x00",
        "|",
        "a|b",
        "%00",
        "&",
        "=",
        "S08",
        "E1",
    ]
)
VALUES = st.one_of(ODD, st.text(max_size=20), st.sampled_from(["overdue", "closed_today", "FILED"]))
PAIRS = st.lists(st.tuples(st.sampled_from([*KEYS, *FILTERS, "at", "x"]), VALUES), max_size=60)
VIEW = st.one_of(st.sampled_from([*VIEWS, "rows"]), st.text(max_size=10))
QUESTIONS = st.one_of(
    st.text(max_size=ASKED_MAX + 5),
    st.builds(
        lambda view, pairs: f"wall/{view}?" + "&".join(f"{k}={v}" for k, v in pairs), VIEW, PAIRS
    ),
)


@pytest.fixture(scope="module")
def told() -> dict[str, Walls]:
    return {}


@given(QUESTIONS)
def test_an_odd_question_is_no_question(asked: str) -> None:
    found = read(asked, KNOWN)
    assert found is None or found.view == asked.removeprefix("wall/").partition("?")[0]


def test_more_keys_than_a_wall_has_are_no_question() -> None:
    assert read("wall/queue?" + "a=1&" * 45, KNOWN) is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=QUESTIONS, profile=st.sampled_from(Profile))
def test_every_screen_that_can_be_asked_for_can_be_told(
    sqlite_centre: Centre, told: dict[str, Walls], asked: str, profile: Profile
) -> None:
    if not told:
        sqlite_centre.settle(*reports(3))
        told["walls"] = Walls(sqlite_centre.system, sqlite_centre.follower())
    walls = told["walls"]
    screen = walls.screen_of(asked, profile, may_look_back=True)
    if screen is not None:
        show = walls.show(screen.partition(":")[2])
        assert show.whole().keys()
        show.news()
