"""A dry run of the chains: which spans of the roster reach nobody."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dashboard.districts import pack
from dashboard.domain.duty.chain_rules import ChainStep, Matter
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from dashboard.domain.duty.dry_run import AHEAD, dry_run, evening_of
from dashboard.domain.duty.roster import RosterEntry
from dashboard.domain.persons import Role
from layouts import dry_run_text
from tests.helpers.clock import MORNING

HOUR = timedelta(hours=1)
FILE = CallChannel(name="file", kind=ChannelKind.FILE)
RULES = {
    Matter.INCIDENT: (
        ChainStep(posts=("MAIN",), wait=HOUR),
        ChainStep(posts=("LEADER",), wait=HOUR),
    ),
    Matter.HANDOVER: (ChainStep(posts=("LEADER",), wait=HOUR),),
}
HOURS_AHEAD = AHEAD // HOUR


def tour(post: str, begins: float, ends: float, **more: object) -> RosterEntry:
    made = {
        "number": f"{post}{begins}",
        "version": 1,
        "post": post,
        "login": post.lower(),
        "name": post,
        "role": Role.DUTY,
        "begins_at": MORNING + begins * HOUR,
        "ends_at": MORNING + ends * HOUR,
    }
    return RosterEntry(**made | more)  # type: ignore[arg-type]


def spans(*tours: RosterEntry, channel: CallChannel = FILE) -> list[tuple[str, int, int, bool]]:
    """Matter, first and last hour, and whether nobody at all is reached."""
    return [
        (
            one.matter.value,
            (one.begins_at - MORNING) // HOUR,
            (one.ends_at - MORNING) // HOUR,
            one.nobody,
        )
        for one in dry_run(RULES, tours, [channel], MORNING)
    ]


def test_where_somebody_is_always_there_nothing_is_said() -> None:
    whole = [tour("MAIN", -1, 200), tour("LEADER", -1, 100), tour("LEADER", 100, 200)]
    assert spans(*whole) == []


def test_a_gap_of_the_leader_leaves_some_steps_without_anybody_and_one_chain_whole() -> None:
    found = spans(tour("MAIN", -1, 200), tour("LEADER", -1, 16), tour("LEADER", 22, 200))
    assert found == [("HANDOVER", 16, 22, True), ("INCIDENT", 16, 22, False)]


def test_a_span_that_nobody_has_is_one_whatever_begins_within_it() -> None:
    parts = [tour("MAIN", -1, 10), tour("WATER", 12, 14), tour("LEADER", -1, 10)]
    until = HOURS_AHEAD
    assert spans(*parts) == [("INCIDENT", 10, until, True), ("HANDOVER", 10, until, True)]


def test_whom_no_channel_reaches_counts_as_nobody_and_what_was_taken_out_not_at_all() -> None:
    sms = CallChannel(name="sms", kind=ChannelKind.SMS)
    reached = [tour("MAIN", -1, 200, contact="13900000000"), tour("LEADER", -1, 200, contact="x")]
    assert spans(*reached, channel=sms) == [
        ("HANDOVER", 0, HOURS_AHEAD, True),
        ("INCIDENT", 0, HOURS_AHEAD, False),
    ]
    gone = tour("LEADER", -1, 200, taken_out=True)
    assert spans(tour("MAIN", -1, 200), gone)[0] == ("HANDOVER", 0, HOURS_AHEAD, True)


@given(st.lists(st.tuples(st.integers(-5, 180), st.integers(1, 24)), max_size=8))
def test_each_hour_is_said_once_and_only_where_the_post_is_empty(
    parts: list[tuple[int, int]],
) -> None:
    tours = [tour("LEADER", begins, begins + hours) for begins, hours in parts]
    found = [one for one in dry_run(RULES, tours, [FILE], MORNING) if one.matter is Matter.HANDOVER]
    for hour in range(HOURS_AHEAD):
        at = MORNING + (hour + 0.5) * HOUR
        said = sum(one.begins_at <= at < one.ends_at for one in found)
        assert said == (not any(one.holds_at(at) for one in tours))


def test_the_evening_is_the_districts() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    assert evening_of(MORNING, zone) is None
    due_at = evening_of(MORNING + 8 * HOUR, zone)
    assert due_at == MORNING + 8 * HOUR
    assert evening_of(MORNING + 13 * HOUR, zone) == due_at
    assert evening_of(MORNING + 14 * HOUR, zone) is None


def test_the_entry_names_day_and_time_and_stays_short() -> None:
    district = pack.load("nanguan").district
    found = dry_run(RULES, [tour("MAIN", -1, 200), tour("LEADER", -1, 16)], [FILE], MORNING)
    said = dry_run_text.report(district, found, MORNING)
    assert "周二 11-24 02:00 至 周一 11-30 10:00 无人可达：交班逾时未接" in said
    assert "第 2 步无人：突发事件待确认" in said
    english = dry_run_text.report(district, found, MORNING, "en")
    assert "Tue 11-24 02:00 to Mon 11-30 10:00: nobody is reached" in english
    assert "每一步都有人可达" in dry_run_text.report(district, [], MORNING)
    many = [tour("LEADER", n, n + 0.5) for n in range(0, 160, 2)]
    long = dry_run_text.report(district, dry_run(RULES, many, [FILE], MORNING), MORNING)
    assert len(long) <= 1000
    assert "另有" in long
