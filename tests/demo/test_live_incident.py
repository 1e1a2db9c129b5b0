"""A quick demo through the real centre: a main bursts, and its life is over within the hour."""

import threading
from datetime import timedelta

from dashboard.demo import live as demo
from dashboard.demo.past import SEED
from dashboard.domain.commands import Report
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.incident_reporting import missing
from dashboard.domain.situation_reports import SituationKind
from dashboard.store import duty, proximity
from feeds.simulator import live
from feeds.simulator.burst import burst
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town
from tests.helpers.centre import Centre

SPEED = 20
START = timedelta(minutes=1)
STEP, TURN = timedelta(seconds=1), timedelta(minutes=5)
K = SituationKind


class Door(demo.LiveGateway):
    """The demo's own door, to a centre that is stepped by hand; keeps each incident it has seen."""

    def __init__(self, centre: Centre, coming: list[Report]) -> None:
        super().__init__(centre.system, threading.Event())
        self.centre, self.coming = centre, coming
        self.end = centre.clock() + timedelta(minutes=50)
        self.turn = centre.clock()
        self.seen: list[Incident] = []

    def stopped(self, seconds: float = 0) -> bool:
        return self.now() >= self.end

    def changes(self, seconds: float) -> list[live.State]:
        self.centre.clock.move(seconds=STEP.total_seconds())
        while self.coming and self.coming[0].time and self.coming[0].time <= self.now():
            self.send([self.coming.pop(0)])
        self.centre.settle()
        if self.now() >= self.turn:
            self.turn += TURN
            self.centre.ring_deadlines()
            self.centre.settle()
        found = super().changes(0.001)
        self.seen += [state for state in found if isinstance(state, Incident)]
        return found


def test_at_speed_20_an_incident_goes_from_suspected_to_its_final_report(
    sqlite_centre: Centre,
) -> None:
    system = sqlite_centre.system
    demo.open_accounts(system)
    start = system.clock()
    town = Town(system.district, system.pack.places, SEED, intensity=0.0)
    gateway = Door(sqlite_centre, burst(town, start + START, 270, Pace(SPEED, system.zone, start)))
    live.run(gateway, town, SPEED)
    states = list(dict.fromkeys(one.state for one in gateway.seen))
    assert states == [IncidentState.SUSPECTED, IncidentState.CONFIRMED, IncidentState.ENDED]
    assert list(dict.fromkeys(one.event_level for one in gateway.seen)) == [None, 4, 3]
    kinds = [one.kind for one in gateway.seen[-1].reports]
    assert kinds == [K.PHONE, K.FIRST, K.FOLLOW_UP, K.FINAL]
    assert missing(gateway.seen[-1]) == ()
    with system.reader.connect() as connection:
        assert proximity.incidents_at_hand(connection, sqlite_centre.district) == []
        log = duty.log(connection, sqlite_centre.district)
        (shift,) = duty.shifts(connection, sqlite_centre.district)
    assert {entry.entered_by for entry in log} == {shift.officer}
    assert sqlite_centre.faults() == []
