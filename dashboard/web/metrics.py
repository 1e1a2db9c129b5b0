"""The metrics for Prometheus; read on request, so nothing is counted twice."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from dashboard.live.follower import Follower
from dashboard.live.hub import Hub
from dashboard.live.sockets import Sockets
from dashboard.streams import heartbeats, inbox
from dashboard.streams.client import RedisUnavailable


class Centre(Collector):
    """The centre's own figures, and how well the system behind them works."""

    def __init__(self, follower: Follower, hub: Hub, sockets: Sockets) -> None:
        self._follower = follower
        self._hub = hub
        self._sockets = sockets

    def collect(self) -> Iterable[Metric]:
        """One gauge for each figure."""
        follower = self._follower
        with follower.lock:
            figures, seq = dict(follower.picture.figures), follower.picture.seq
        cases = GaugeMetricFamily("centre_cases", "The main figures.", labels=["figure"])
        for name, value in figures.items():
            cases.add_metric([name], value)
        yield cases
        yield GaugeMetricFamily("centre_seq", "The last change shown.", value=seq)
        yield GaugeMetricFamily("centre_sockets", "Open screens.", value=self._sockets.count())
        yield GaugeMetricFamily(
            "centre_lines",
            "Lines held open, with a screen or not.",
            value=self._sockets.connection_limit.open(),
        )
        yield CounterMetricFamily("centre_messages", "Messages told.", value=self._hub.messages)
        yield CounterMetricFamily("centre_cut", "Clients cut.", value=self._sockets.cut)
        yield from follower.stages.histogram.collect()
        yield from self._streams()

    def _streams(self) -> Iterable[Metric]:
        system = self._follower.system
        try:
            waiting, rejected = inbox.depth(system.redis, system.district.key)
            last = heartbeats.last(system.redis, system.district.key)
        except RedisUnavailable:
            yield GaugeMetricFamily("centre_redis_up", "Redis answers.", value=0)
            return
        yield GaugeMetricFamily("centre_redis_up", "Redis answers.", value=1)
        yield GaugeMetricFamily("centre_inbox_waiting", "Messages not taken yet.", value=waiting)
        yield GaugeMetricFamily("centre_rejected", "Messages refused.", value=rejected)
        age = GaugeMetricFamily("centre_beat_age_seconds", "Since a loop's beat.", labels=["loop"])
        for loop, at in last.items():
            age.add_metric([loop], (system.now_ms() - at) / 1000)
        yield age


def registry(follower: Follower, hub: Hub, sockets: Sockets) -> CollectorRegistry:
    """The registry of this process's metrics."""
    made = CollectorRegistry()
    ProcessCollector(registry=made)
    made.register(Centre(follower, hub, sockets))
    return made
