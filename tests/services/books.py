"""The centre's data by SQL alone, for every test that broke something."""

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from callbacks.wall import WallRequest, Walls
from dashboard.codec import from_json, to_json
from dashboard.live.follower import Follower
from dashboard.live.hub import Model
from dashboard.store import records, tables
from dashboard.system import System

# Sections that depend on the minute or on the process that was asked.
UNSTEADY = ("before", "yesterday", "system")


def cases_by_message(system: System, source: str) -> dict[str, list[str]]:
    """The numbers of the cases that came from each message of a source."""
    c, r = tables.cases.c, tables.received.c
    found: dict[str, list[str]] = {}
    with system.reader.connect() as connection:
        ids = connection.execute(select(r.id).where(r.source == source)).scalars()
        found = {message: [] for message in ids}
        for body in connection.execute(select(c.body)).scalars():
            case = records.read_case(body)
            if case.external_no:
                found.setdefault(case.external_no, []).append(case.number)
    return found


def became(system: System, message: str) -> str | None:
    """The number of what this message opened or changed; None until it has."""
    r = tables.received.c
    with system.reader.connect() as connection:
        return connection.execute(select(r.number).where(r.id == message)).scalar()


def model(system: System) -> Model:
    """What the wall must show now, built afresh from SQL, as JSON carries it."""
    walls = Walls(system, Follower(system))
    fresh: Any = from_json(to_json(walls.model(WallRequest("overview"))))
    return steady(fresh)


def steady(shown: Model) -> Model:
    """A model without what changes from one moment to the next."""
    return {section: values for section, values in shown.items() if section not in UNSTEADY}


def wrong(system: System, shown: Model) -> Model:
    """What a screen shows differently from SQL, by section: (shown, true)."""
    truth, seen = model(system), steady(shown)
    return {
        section: {
            key: (seen.get(section, {}).get(key), truth.get(section, {}).get(key))
            for key in seen.get(section, {}).keys() | truth.get(section, {}).keys()
            if seen.get(section, {}).get(key) != truth.get(section, {}).get(key)
        }
        for section in seen.keys() | truth.keys()
        if seen.get(section) != truth.get(section)
    }


def wait_until_right(system: System, shows: Callable[[], Model], seconds: float) -> None:
    """Waits until a screen shows what SQL has at the same moment."""
    until = time.monotonic() + seconds
    while found := wrong(system, shows()):
        assert time.monotonic() < until, f"after {seconds:g} s still shown otherwise: {found}"
        time.sleep(0.1)
