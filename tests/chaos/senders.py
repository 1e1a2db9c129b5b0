"""Senders that keep the contract: they send again what isn't acknowledged."""

import threading
import time
from collections.abc import Sequence
from typing import Any

import redis
import requests

from dashboard.codec import to_json
from dashboard.streams import inbox
from tests.services.centre import RunningCentre

SOURCE = "chaos"
BATCH = 50
PAUSE_S = 0.05
GRIDS = 310
ITEMS = ("0101", "0203", "0206", "0210", "0111", "0112")

Event = dict[str, Any]


def event(no: int) -> Event:
    """Report number `no`; its external number says so, too."""
    return {
        "specversion": "1.0",
        "source": SOURCE,
        "id": f"r{no:05}",
        "type": "case.reported",
        "data": {
            "item": ITEMS[no % len(ITEMS)],
            "text": f"第 {no} 件上报",
            "channel": "PHONE",
            "grid": no % GRIDS + 1,
            "external_no": f"r{no:05}",
        },
    }


class Sender(threading.Thread):
    """Sends its numbers in batches at full speed, but waits while it is ahead of `allowed`.

    `acknowledged` holds the ids that the centre has answered for, `sent` counts every sending.
    """

    def __init__(self, centre: RunningCentre, numbers: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self.allowed = 0
        self.acknowledged: set[str] = set()
        self.sent = 0
        self._centre = centre
        self._numbers = numbers

    def run(self) -> None:
        for start in range(0, len(self._numbers), BATCH):
            while len(self.acknowledged) >= self.allowed:
                time.sleep(0.002)
            self._send_until_taken([event(no) for no in self._numbers[start : start + BATCH]])

    def _send_until_taken(self, events: list[Event]) -> None:
        while True:
            self.sent += len(events)
            taken = self.send(events)
            self.acknowledged |= taken
            events = [one for one in events if one["id"] not in taken]
            if not events:
                return
            time.sleep(PAUSE_S)

    def send(self, events: Sequence[Event]) -> set[str]:
        """The ids that were acknowledged."""
        raise NotImplementedError


class ByHttp(Sender):
    """An outside system: POST /api/reports."""

    def send(self, events: Sequence[Event]) -> set[str]:
        url, headers = f"{self._centre.address}/api/reports", self._centre.bearer
        try:
            answer = requests.post(url, data=to_json(events), headers=headers, timeout=5)
        except requests.RequestException:
            return set()
        return set(answer.json()["ids"]) if answer.status_code == 202 else set()


class ByStream(Sender):
    """A process of our own: XADD, each entry with its own answer."""

    def send(self, events: Sequence[Event]) -> set[str]:
        settings = self._centre.system.settings
        with redis.Redis.from_url(settings.redis_url, socket_timeout=5) as client:
            pipe = client.pipeline(transaction=False)
            for one in events:
                pipe.xadd(inbox.key(settings.district), {inbox.FIELD: to_json(one)})
            try:
                answers = pipe.execute(raise_on_error=False)
            except redis.RedisError:
                return set()
        pairs = zip(events, answers, strict=True)
        return {one["id"] for one, answer in pairs if isinstance(answer, bytes)}
