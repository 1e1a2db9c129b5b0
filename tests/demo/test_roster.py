"""The demo's roster: sound by the rules, for two weeks, and short of somebody now and then."""

from dashboard.actions.handle import handle
from dashboard.demo.past import SEED
from dashboard.demo.people import CREW, everybody
from dashboard.demo.roster import DAYS, SHORT_OF, write_roster
from dashboard.domain.accounts import AddPerson
from dashboard.domain.duty.gaps import Span, gaps_of
from dashboard.domain.duty.roster import RosterEntry
from dashboard.store import roster
from feeds.simulator.handover import officer
from feeds.simulator.staff import OFFICERS
from feeds.simulator.town import Town
from tests.demo.conftest import sqlite_centre
from tests.helpers.centre import Centre

__all__ = ["sqlite_centre"]


def written(centre: Centre) -> list[RosterEntry]:
    with centre.system.reader.connect() as connection:
        return roster.not_over(connection, centre.district, centre.clock())


def test_the_days_ahead_are_filled_once_and_those_that_come_later(sqlite_centre: Centre) -> None:
    system = sqlite_centre.system
    for person in everybody(system.district).values():
        if person in CREW or person.login in OFFICERS:
            receipt = handle(system, AddPerson(person=person, hashed="x"), by="test")
            assert receipt.refused is None
    write_roster(system)
    first = written(sqlite_centre)
    write_roster(system)
    assert written(sqlite_centre) == first
    window = Span(system.clock(), max(entry.begins_at for entry in first))
    missing = {
        code: len(gaps_of(post, first, window, system.zone))
        for code, post in system.district.posts.items()
    }
    assert missing.pop(SHORT_OF) >= DAYS // 3
    assert set(missing.values()) == {0}
    town = Town(system.district, system.pack.places, SEED)
    shifts = [entry for entry in first if system.district.posts[entry.post].has_shift]
    assert all(entry.login == officer(town, entry.begins_at) for entry in shifts)
    assert {entry.login for entry in shifts} == set(OFFICERS)
    sqlite_centre.clock.move(hours=48)
    write_roster(system)
    last = max(entry.ends_at for entry in first)
    assert any(entry.begins_at >= last for entry in written(sqlite_centre))
    sqlite_centre.tell()
    assert sqlite_centre.faults() == []
