"""`replay`: a file of real requests goes through the inbox as if it happened now."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from dashboard.actions import sending
from dashboard.domain.commands import Report
from dashboard.domain.refusals import BadMessage
from dashboard.streams.client import Away
from dashboard.system import System
from feeds import la311
from feeds import replay as player

AGAIN_S = 1.0


class Stopped(Exception):
    """Somebody has ended the replay."""


def replay_la311(system: System, file: Path, speed: float, stop: threading.Event) -> int:
    """Sends a Los Angeles 311 file, `speed` times as fast; returns how many were sent."""
    sent = 0

    def send(batch: list[Report]) -> None:
        nonlocal sent
        _put(system, batch, stop)
        sent += len(batch)

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    with suppress(Stopped):
        player.replay(_la311(system, file), send, system.clock, sleep, speed)
    return sent


def _la311(system: System, file: Path) -> Iterator[Report]:
    """The file's requests; says at the end how many rows were left out, and why."""
    fit = la311.Fit(system.district.grids, system.pack.places.center_of)
    refused: Counter[str] = Counter()
    for row in la311.read(file):
        try:
            yield la311.parse(row, fit)
        except BadMessage as bad:
            refused[bad.words] += 1
    for words, count in refused.most_common():
        click.echo(f"{count} rows left out: {words}", err=True)


def _put(system: System, batch: list[Report], stop: threading.Event) -> None:
    """Into the inbox; while that is away, again every second with the same ids."""
    while not stop.is_set():
        try:
            sending.send(system, batch)
        except Away:
            stop.wait(AGAIN_S)
        else:
            return
    raise Stopped


SOURCES = {"la311": replay_la311}
