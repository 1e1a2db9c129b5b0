"""`check`: verifies the invariants of the whole system on the present database.

The journal's chain is complete and matches its seals, every state is the last one in its journal,
every figure of a fresh picture equals SQL's, every message was taken once, every step of a chain of
calls was taken when it was due. The tests run the same check after every fault.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dashboard.actions import sealing
from dashboard.live.cells import MAJOR, NO_PLATFORM
from dashboard.live.counts import Tally
from dashboard.live.picture import Picture
from dashboard.live.rows import row_of
from dashboard.store import alerts, audit, cells, outgoing, reads
from dashboard.store.engines import Connection
from dashboard.streams import refused_sources, sources
from dashboard.streams.client import RedisUnavailable
from dashboard.system import System, from_ms, to_ms

FAULTS_SHOWN = 20
ALERT_GRACE = CALL_GRACE = timedelta(seconds=30)
MESSAGE_GRACE = timedelta(minutes=2)
"""A robot's quota may hold a message back for a minute."""


@dataclass(slots=True)
class CheckReport:
    """The result of the check: a line for each part, and the faults, each a sentence."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def part(self, name: str, counted: int, faults: list[str]) -> None:
        """Adds the result of one part."""
        verdict = "ok" if not faults else f"{len(faults)} FAULTS"
        self.lines.append(f"{name}: {counted} checked, {verdict}")
        self.lines += [f"  {fault}" for fault in faults[:FAULTS_SHOWN]]
        self.faults += faults


def check(system: System, *, stopped: bool = False) -> CheckReport:
    """Checks everything in one transaction, which sees one instant of the database.

    While a centre is `stopped`, nothing works on alerts and calls: what is due there is no fault.
    """
    found = CheckReport()
    district = system.district.key
    with system.reader.connect() as connection:
        states, faults, count = audit.chain(connection, district)
        found.part("journal chain", count, faults)
        verdict = sealing.verify(connection, system)
        found.part("seals", verdict.counted, verdict.faults)
        found.lines += [f"  {note}" for note in verdict.notes]
        found.part("states", len(states), audit.states_as_told(connection, district, states))
        found.part("messages", *audit.messages(connection, district))
        found.part("figures", *_figures(connection, system))
        if not stopped:
            found.part("alerts", *_alerts(connection, system))
            found.part("calls", *_calls(connection, system))
    found.lines += _sources(system)
    return found


def _sources(system: System) -> list[str]:
    """Sources from which nothing arrives: no fault in the data, but somebody must act."""
    redis, district, now_ms = system.redis, system.district.key, system.now_ms()
    try:
        heard = sources.last(redis, district)
        silent = sources.silent(heard, now_ms)
        refused = refused_sources.told(redis, district, now_ms)
    except RedisUnavailable:
        return ["sources: Redis is away, not looked at"]
    lines = [f"sources: {len(heard)} heard, {len(silent)} silent, {len(refused)} refused"]
    lines += [
        f"  {n} is silent since {from_ms(one.at):%Y-%m-%d %H:%M}Z" for n, one in silent.items()
    ]
    lines += [f"  of {n} all {one.count} were refused: {one.code}" for n, one in refused.items()]
    return lines


def _figures(connection: Connection, system: System) -> tuple[int, list[str]]:
    """Compares a fresh picture's figures with those that SQL counts at the same instant."""
    now = system.clock()
    day_start = system.day_start(now)
    district = system.district.key
    found = reads.snapshot(connection, district, day_start, row_of)
    picture = Picture(system.district, found, to_ms(now), to_ms(day_start))
    wanted: dict[str, object] = dict(reads.figures(connection, system.district, now, day_start))
    shown: dict[str, object] = dict(picture.figures)
    for group in reads.GROUPS:
        counted = reads.group_figures(connection, district, now, group)
        wanted |= {f"{group} {key}": values for key, values in counted.items()}
        tallies = getattr(picture.tallies, group)
        shown |= {f"{group} {key}": _values(tally) for key, tally in tallies.items()}
    wanted |= _cells_by_sql(connection, system, day_start)
    shown |= _cells_shown(picture)
    names = wanted.keys() | shown.keys()
    faults = [
        f"{name}: the picture shows {shown.get(name)}, SQL counts {wanted.get(name)}"
        for name in sorted(names)
        if shown.get(name) != wanted.get(name)
    ]
    return len(names), faults


def _cells_by_sql(connection: Connection, system: System, day_start: datetime) -> dict[str, object]:
    district = system.district
    found: Counter[str] = Counter()
    for (grid, item), count in cells.by_item(connection, district.key).items():
        known = district.items.get(item or "")
        found[f"grid {grid} {known.platform if known else NO_PLATFORM}"] += count
    for (grid, _), count in cells.in_incidents(connection, district.key).items():
        found[f"grid {grid} {MAJOR}"] += count
    reported, closed = cells.today(connection, district.key, day_start)
    return found | _today(reported, closed)


def _cells_shown(picture: Picture) -> dict[str, object]:
    found: dict[str, object] = {
        f"grid {grid} {platform}": count
        for grid, counter in picture.cells.platforms.items()
        for platform, count in counter.items()
    }
    return found | _today(picture.reported_today.by_grid, picture.closed_today.by_grid)


def _today(reported: Mapping[int, int], closed: Mapping[int, int]) -> dict[str, object]:
    named = {"reported": reported, "closed": closed}
    return {f"grid {no} {w} today": n for w, by in named.items() for no, n in by.items()}


def _values(tally: Tally) -> tuple[int, int, int]:
    return tally.open, tally.overdue, tally.amber


def _alerts(connection: Connection, system: System) -> tuple[int, list[str]]:
    """Checks that each passed limit has its alert within half a minute, and each alert a cause."""
    district = system.district.key
    counted = audit.alerts_told(connection, district)
    now = system.clock()
    late = alerts.untold(connection, district, now, FAULTS_SHOWN, ALERT_GRACE)
    faults = [f"nothing tells that {case.number} has turned {turn}" for case, turn in late]
    idle = audit.idle_alerts(connection, district, system.zone)
    faults += [f"alert {key} has lost its cause" for key in idle]
    return counted, faults


def _calls(connection: Connection, system: System) -> tuple[int, list[str]]:
    """Checks that each step was taken within half a minute of its time, each message within two.

    A message waits for those before it, so only the first of a channel can be late.
    """
    now = system.clock()
    chains = outgoing.standing_chains(connection, system.district.key)
    faults = [
        f"step {len(chain.steps) + 1} of {chain.key} was due at {chain.next_at:%Y-%m-%d %H:%M:%S}Z"
        for chain in chains.values()
        if chain.calling and chain.next_at is not None and chain.next_at < now - CALL_GRACE
    ]
    waiting = outgoing.unfinished(connection, system.district.key)
    first = {message.channel: message for message in reversed(waiting)}
    faults += [
        f"message {one.number} to {one.login} by {one.channel} waits since"
        f" {one.next_at:%Y-%m-%d %H:%M:%S}Z"
        for one in first.values()
        if one.next_at is not None and one.next_at < now - MESSAGE_GRACE
    ]
    return len(chains) + len(waiting), faults
