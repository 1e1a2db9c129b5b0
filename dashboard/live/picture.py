"""The picture: all open cases and their state in memory; one change costs the same always.

Figures are counters. Changes that come with time alone (lamps) wait in a heap for their instant. A
picture that has followed every change equals one made afresh: the whole system rests on this.
"""

from collections.abc import Iterable

from sortedcontainers import SortedList

from dashboard.domain.accounts import Account
from dashboard.domain.alerts import Alert
from dashboard.domain.alerts.pace import MEMORY_MS
from dashboard.domain.case import Case, CaseState
from dashboard.domain.changes import Change, Heading, State, Strength
from dashboard.domain.district import District
from dashboard.domain.figures import FIGURES
from dashboard.domain.incident import Incident
from dashboard.domain.load import capacity
from dashboard.domain.screens import WallScreen
from dashboard.live.cells import Cells, Today
from dashboard.live.counts import Holders, Tallies, count
from dashboard.live.deadlines import Deadlines
from dashboard.live.duty_room import DutyRoom, OfDuty
from dashboard.live.encoding import row_json
from dashboard.live.incidents import Incidents
from dashboard.live.rows import RED, Row, RowStanding, row_of
from dashboard.live.touched import Touched, Touches
from dashboard.live.turns import Turns
from dashboard.live.wall_registry import WallRegistry
from dashboard.store.reads import NEWEST, Snapshot
from dashboard.system import from_ms, to_ms


class Picture:
    """Not thread-safe: its follower owns it; readers must hold the follower's lock."""

    def __init__(
        self, district: District, found: Snapshot[Row], now_ms: int, day_start_ms: int
    ) -> None:
        self.district = district
        self.seq = found.seq
        self.now_ms = now_ms
        self.day_start_ms = day_start_ms
        self.rows: dict[str, Row] = {}
        self.figures = dict.fromkeys(FIGURES, 0)
        self.tallies, self.holders, self.cells = Tallies(), Holders(), Cells()
        self.major, self.duty_room = Incidents(found.incidents, found.story), DutyRoom(found)
        self.overdue: SortedList = SortedList()
        self.deadlines = Deadlines()
        self.newest: SortedList = SortedList()
        self.reported_today = Today.of(found.reported_today)
        self.closed_today = Today.of(found.closed_today)
        last = found.last_closed
        self.last_closed = (to_ms(last[0]), last[1]) if last else None
        self.on_duty = {strength.unit: strength for strength in found.strengths}
        self.over_capacity: set[str] = set()
        self.alerts = {alert.key: alert for alert in found.alerts}
        self.alert_touches = 0
        self.screens = WallRegistry(found.screens)
        self._ahead = found.ahead
        self._turns = Turns()
        self._counted_at: dict[str, RowStanding] = {}
        self._newest_rows: dict[str, Row] = {}
        self._told: dict[str, bytes] = {}
        self._touches = Touches()
        for row in found.open_cases:
            self._put(row)
        for row in found.newest:
            self._remember(row)
        self._count_days()

    # What happens ---------------------------------------------------------------------------

    def apply(self, change: Change) -> bool:
        """Applies one change; false if the picture has it already. The caller checks for gaps."""
        if change.seq <= self.seq:
            return False
        self.seq = change.seq
        state = change.state
        if self._ahead_of(change.key, state.version):
            return False
        if isinstance(state, OfDuty):
            return self.duty_room.apply(state)
        return self._take_in(state, change.heading)

    def _take_in(self, state: State, heading: Heading | None) -> bool:
        match state:
            case Case():
                return self._apply_case(state)
            case Incident():
                self.duty_room.workspaces.touch(state.number)
                return self.major.apply(state, heading)
            case Account():
                self.major.meet(state)
            case Alert():
                return self._apply_alert(state)
            case WallScreen():
                return self.screens.apply(state)
            case Strength():
                known = self.on_duty.get(state.unit)
                if known is None or known.version < state.version:
                    self.on_duty[state.unit] = state
                    self._weigh(state.unit)
                    self._touches.note_unit(state.unit)
        return True

    def _ahead_of(self, key: str, version: int) -> bool:
        """Whether the snapshot contained this version of the key already, or a later one."""
        ahead = self._ahead.get(key, 0)
        if version == ahead:
            del self._ahead[key]
        return version <= ahead

    def _apply_case(self, case: Case) -> bool:
        known = self.rows.get(case.number)
        if known is not None:
            if known.version >= case.version:
                return False
            self._take(known)
        self._told.pop(case.number, None)
        if case.incident is not None:
            self.duty_room.workspaces.touch(case.incident)
        row = row_of(case)
        if case.open:
            self._put(row)
        else:
            # Even if it was never counted: it may be one of the day's.
            self._touches.note_row(row)
            self._turns.forget(case.number)
        self._remember(row)
        self._note_days(case)
        return True

    def _apply_alert(self, alert: Alert) -> bool:
        known = self.alerts.get(alert.key)
        if known is not None and known.version >= alert.version:
            return False
        self.alert_touches += 1
        if self._remembers(alert):
            self.alerts[alert.key] = alert
        else:
            self.alerts.pop(alert.key, None)
        return True

    def _remembers(self, alert: Alert) -> bool:
        """Whether the alert still matters: it stands, or it may count towards a flood today."""
        return alert.open or to_ms(alert.at) >= self.day_start_ms - MEMORY_MS

    def advance(self, now_ms: int, day_start_ms: int) -> bool:
        """Moves time on: counts lamps that have turned. True if any figure can differ.

        It never goes back, because no lamp does: if the clock is set back, the follower makes a new
        picture.
        """
        self.now_ms = max(self.now_ms, now_ms)
        changed = False
        for number in self._turns.due(self.now_ms):
            row = self.rows[number]
            self._take(row)
            self._put(row)
            changed = True
        if day_start_ms > self.day_start_ms:
            self.day_start_ms = day_start_ms
            self.reported_today.begin(day_start_ms)
            self.closed_today.begin(day_start_ms)
            self.duty_room.roster.begin_day(from_ms(day_start_ms))
            self._count_days()
            self.alerts = {k: alert for k, alert in self.alerts.items() if self._remembers(alert)}
            self.alert_touches += 1
            changed = True
        return changed

    # Counting ------------------------------------------------------------------------------

    def _put(self, row: Row) -> None:
        number = row.number
        standing = row.standing(self.now_ms)
        self.rows[number] = row
        self._counted_at[number] = standing
        self._count_row(row, standing, 1)
        self.deadlines.add(row)
        if standing.lamp >= RED:
            self.overdue.add(row.rank_under(standing.lamp))
        self._turns.expect(number, row.next_turn(self.now_ms))

    def _take(self, row: Row) -> None:
        del self.rows[row.number]
        standing = self._counted_at.pop(row.number)
        self._count_row(row, standing, -1)
        self.deadlines.remove(row)
        if standing.lamp >= RED:
            self.overdue.remove(row.rank_under(standing.lamp))

    def _count_row(self, row: Row, standing: RowStanding, sign: int) -> None:
        self._touches.note_row(row)
        count(self.figures, standing, sign)
        self.tallies.add(row, sign, standing.lamp)
        self.holders.add(row, standing, sign)
        self.cells.add(row, self.district.items, standing.lamp, sign)
        if row.unit is not None:
            self._weigh(row.unit)
        self.major.link(row, sign)

    def _weigh(self, unit: str) -> None:
        """Notes whether a unit of the district has more open cases than its capacity."""
        tally = self.tallies.unit.get(unit)
        if tally and unit in self.district.units and tally.open > self.capacity(unit):
            self.over_capacity.add(unit)
        else:
            self.over_capacity.discard(unit)
        self.figures["over_capacity"] = len(self.over_capacity)

    def _remember(self, row: Row) -> None:
        """Keeps the newest reports, whatever becomes of them."""
        known = self._newest_rows.get(row.number)
        if known is None:
            self.newest.add((row.reported_at, row.number))
            if len(self.newest) > NEWEST:
                _, number = self.newest.pop(0)
                self._newest_rows.pop(number, None)
                if number == row.number:
                    return
        elif known.version > row.version:
            return
        self._newest_rows[row.number] = row

    def _note_days(self, case: Case) -> None:
        reported_at = to_ms(case.reported_at)
        if reported_at >= self.day_start_ms:
            self.reported_today.note(case.number, reported_at, case.grid)
        if case.state is CaseState.CLOSED and case.closed_at is not None:
            at = to_ms(case.closed_at)
            self.last_closed = max(self.last_closed or (0, ""), (at, case.number))
            if at >= self.day_start_ms:
                self.closed_today.note(case.number, at, case.grid)
        else:
            self._not_closed(case.number)
        self._count_days()

    def _not_closed(self, number: str) -> None:
        """The case was reopened, or its close undone; closes before today are not known."""
        self.closed_today.forget(number)
        if self.last_closed and self.last_closed[1] == number:
            today = ((at, number) for number, at in self.closed_today.at.items())
            self.last_closed = max(today, default=None)

    def _count_days(self) -> None:
        self.figures["reported_today"] = len(self.reported_today)
        self.figures["closed_today"] = len(self.closed_today)

    # Asking --------------------------------------------------------------------------------

    @property
    def touches(self) -> int:
        """How often anything was touched: see `touched_since`."""
        return self._touches.count

    def touched_since(self, touches: int) -> Touched | None:
        """What has changed, cases whose lamp has turned included, since `self.touches` was this.

        None if it isn't known any more.
        """
        return self._touches.since(touches)

    def told(self, row: Row) -> bytes:
        """An open case's row as desks are told it: made for the first that asks, kept for all."""
        made = self._told.get(row.number)
        if made is None:
            made = self._told[row.number] = row_json(row)
        return made

    def latest_due(self, count: int) -> list[Row]:
        """The worst overdue cases, worst first."""
        return [self.rows[rank[3]] for rank in self.overdue[:count]]

    def newest_reported(self, count: int) -> list[Row]:
        """The newest reports, newest first, even those that are closed by now."""
        return [self._newest_rows[n] for _, n in reversed(self.newest[-count:])]

    def capacity(self, unit: str) -> int:
        """How many cases a unit's handlers can hold."""
        return capacity(self.district.units[unit], self.on_duty.get(unit))

    @property
    def incidents(self) -> dict[str, Incident]:
        """The running incidents by number."""
        return self.major.running

    def running_incidents(self) -> list[Incident]:
        """The running incidents: declared levels first, gravest first, then the oldest."""
        return self.major.in_order()


def rows_in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by case number."""
    return sorted(rows, key=lambda row: row.number)
