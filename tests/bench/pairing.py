"""Pairs messages with sights: a message's sight is the first of its number or a later one."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from dashboard.store import tables
from dashboard.system import System

DAY = 10_000_000
NUMBER = re.compile(r"(\d{8})-(\d+)$")
Sight = tuple[int, float]
"""A number and the instant, in ms since 1970, at which it was the newest to be seen."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A sent message: the number that will be seen, and when it was sent."""

    number: int
    at: float


def number_of(case: str) -> int:
    """A case's number as one that grows: day, then count. Raises ValueError."""
    found = NUMBER.search(case)
    if found is None:
        raise ValueError(f"{case!r} is no case number.")
    return int(found[1]) * DAY + int(found[2])


def numbers(system: System, ids: Mapping[str, float]) -> list[Sent]:
    """What the intake has made of messages, by their ids and the instants of sending."""
    t = tables.received.c
    with system.reader.connect() as connection:
        rows = connection.execute(select(t.id, t.number).where(t.district == system.district.key))
        found = {row.id: row.number for row in rows}
    return [Sent(number_of(found[one]), at) for one, at in ids.items()]


def delays(sent: Sequence[Sent], seen: Sequence[Sight]) -> list[float]:
    """Milliseconds from sending to sight. Raises RuntimeError if one was never seen."""
    return [at - one.at for one, at in zip(sent, instants(sent, seen), strict=True)]


def instants(sent: Sequence[Sent], seen: Sequence[Sight]) -> list[float]:
    """When each message was first seen. Raises RuntimeError if one was never seen."""
    shown = [number for number, _ in seen]
    found = []
    for one in sent:
        place = bisect_left(shown, one.number)
        if place == len(seen):
            raise RuntimeError(f"Message {one.number} was never seen.")
        found.append(seen[place][1])
    return found
