"""Sends messages at random instants, from a process of its own, and notes when each was sent."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from random import Random

from redis import Redis

FIELD = "event"


class Driver:
    """One sender; `send` returns at once, its future holds the instants in ms since 1970."""

    def __init__(self, redis_url: str, pool: ProcessPoolExecutor) -> None:
        self._redis_url = redis_url
        self._pool = pool
        self._seed = 0

    def send(self, stream: str, raws: Sequence[bytes], rate: float) -> "Future[list[float]]":
        """Poisson: the gaps between messages are exponential, `rate` a second on the average."""
        self._seed += 1
        return self._pool.submit(_send, self._redis_url, stream, raws, (rate, self._seed))


@contextmanager
def driver(redis_url: str) -> Iterator[Driver]:
    """A driver whose process has already started."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(time.sleep, 0).result()
        yield Driver(redis_url, pool)


def _send(
    redis_url: str, stream: str, raws: Sequence[bytes], pace: tuple[float, int]
) -> list[float]:
    rate, seed = pace
    chance = Random(seed)
    sent = []
    with Redis.from_url(redis_url) as redis:
        redis.ping()
        due = time.perf_counter()
        for raw in raws:
            due += chance.expovariate(rate)
            time.sleep(max(0.0, due - time.perf_counter()))
            sent.append(time.time() * 1000)
            redis.xadd(stream, {FIELD: raw})
    return sent
