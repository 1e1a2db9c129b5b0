"""`roster import`: what is taken, what is refused and in which line, and the same file again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.actions.handle import handle
from dashboard.cli import imports
from dashboard.domain.accounts import AddPerson, SwitchAccount
from dashboard.domain.changes import Kind
from dashboard.domain.duty.roster import roster_key
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import BadMessage
from dashboard.store import journal, roster
from dashboard.system import real_clock
from tests.helpers.web import Web
from tests.login.conftest import Command
from tests.login.test_import_commands import assert_refused

CREW = (
    Person(login="sun", name="孙明", role=Role.DUTY),
    Person(login="zhou", name="周杰", role=Role.DUTY),
    Person(login="gone", name="钱进", role=Role.DUTY),
    Person(login="li", name="李强", role=Role.DISPATCHER),
)
Day = Callable[[int], str]


@pytest.fixture
def day(web: Web) -> Day:
    """The date so many days after today, by the clock that the command line reads."""
    today = real_clock().astimezone(web.centre.system.zone).date()
    return lambda days: f"{today + timedelta(days=days)}"


@pytest.fixture
def table(web: Web, day: Day, tmp_path: Path) -> Path:
    for person in CREW:
        command = AddPerson(person=person, hashed="x")
        assert handle(web.centre.system, command, by="test").refused is None
    handle(web.centre.system, SwitchAccount(login="gone", active=False), by="test")
    lines = (
        "post,login,from,to,contact",
        f"主班,sun,{day(2)}T08:30,{day(3)}T08:30,8888 1234",
        f"HEAT,zhou,{day(2)} 20:00,{day(3)} 08:00,",
        f"主班,zhou,{day(3)}T06:00,{day(3)}T07:00,",
        f"DEPUTY,sun,{day(3)}T14:00,{day(3)}T20:00,",
        f"主班,sun,{day(4)}T08:30,8 o'clock,",
        f"门卫,sun,{day(4)}T08:30,{day(4)}T20:30,",
        f"主班,gone,{day(4)}T08:30,{day(4)}T20:30,",
        f"主班,li,{day(4)}T08:30,{day(4)}T20:30,",
        f"主班,sun,{day(-2)}T08:30,{day(-2)}T20:30,",
        f"主班,sun,{day(399)}T08:30,{day(402)}T08:30,",
        f"主班,zhou,{day(4)}T08:30,{day(4)}T20:30",
    )
    found = tmp_path / "roster.csv"
    found.write_text("\n".join(lines), "utf-8")
    return found


@pytest.fixture
def wanted(day: Day) -> dict[int, str]:
    """The sentences, with the times as the district's clocks show them."""
    later = day(3)[5:]
    return {
        4: f"孙明 has that post from {day(2)[5:]} 08:30 to {later} 08:30: First officer.",
        5: f"孙明 rests 8 hours between tours; one is from {day(2)[5:]} 08:30 to {later} 08:30.",
        6: '`to` is "8 o\'clock", which is no minute such as 2026-12-01T18:00.',
        7: "There is no post 门卫.",
        8: "gone has no account that is in use.",
        9: "李强 (Dispatcher) may not hold this post: First officer.",
        10: "That is over; what was stays as it was.",
        11: "A tour has at most 24 hours.",
    }


def numbers(web: Web) -> list[str]:
    with web.centre.system.reader.connect() as connection:
        found = roster.not_over(connection, web.centre.district, real_clock())
    return [entry.number for entry in found]


def test_each_line_is_a_tour_or_says_why_not(
    web: Web, command: Command, table: Path, wanted: dict[int, str]
) -> None:
    told = command("roster", "import", str(table), code=1)
    assert_refused(told, wanted)
    assert told.endswith("3 taken, 0 there already, 8 refused")
    with web.centre.system.reader.connect() as connection:
        found = roster.not_over(connection, web.centre.district, real_clock())
        key = roster_key(found[0].number)
        acts = journal.history(connection, web.centre.district, Kind.ROSTER, key)
    assert [(one.post, one.login, one.contact) for one in found] == [
        ("MAIN", "sun", "8888 1234"),
        ("HEAT", "zhou", ""),
        ("MAIN", "zhou", ""),
    ]
    assert [(act.act, act.by) for act in acts] == [("add_to_roster", "command line")]
    web.centre.tell()
    assert web.centre.faults() == []


def test_a_dry_run_says_the_same_and_writes_nothing(
    web: Web, command: Command, table: Path, wanted: dict[int, str]
) -> None:
    told = command("roster", "import", str(table), "--dry-run", code=1)
    assert_refused(told, wanted)
    assert told.endswith("3 taken, 0 there already, 8 refused")
    assert numbers(web) == []


def test_a_second_time_leaves_what_is_there(web: Web, command: Command, table: Path) -> None:
    table.write_text("\n".join(table.read_text("utf-8").splitlines()[:3]), "utf-8-sig")
    assert command("roster", "import", str(table)) == "2 taken, 0 there already, 0 refused"
    before = numbers(web)
    assert command("roster", "import", str(table)) == "0 taken, 2 there already, 0 refused"
    assert numbers(web) == before


def test_a_table_that_is_none_brings_nothing(
    web: Web, command: Command, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = table.read_text("utf-8")
    table.write_text("\n".join(text.splitlines()[:3]), "gb18030")
    with pytest.raises(BadMessage, match="can't be read"):
        command("roster", "import", str(table))
    assert "2 taken" in command(
        "roster", "import", str(table), "--encoding", "gb18030", "--dry-run"
    )
    table.write_text(text, "utf-8")
    monkeypatch.setattr(imports, "LINES_MAX", 7)
    with pytest.raises(BadMessage, match="More than 7 lines"):
        command("roster", "import", str(table))
    table.write_text("post,login,from\n", "utf-8")
    with pytest.raises(BadMessage, match="lacks the columns to"):
        command("roster", "import", str(table))
    assert numbers(web) == []
