"""/readyz names what is wrong, /metrics counts even then, /healthz only says that it is alive."""

import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import make_url

from dashboard.live import threads
from dashboard.live.stages import STAGES
from dashboard.streams import heartbeats
from dashboard.streams.heartbeats import LATE_MS
from tests.helpers.messages import report, reports
from tests.helpers.web import Web
from tests.services.valkey import Valkey


def ready(web: Web) -> tuple[int, Any]:
    answer = web.nobody().get("/readyz")
    return answer.status_code, answer.json


def metrics(web: Web) -> dict[str, float]:
    """Values by name and labels."""
    lines = web.outside().get("/metrics").text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def lose_database(web: Web) -> None:
    system = web.centre.system
    system.reader.dispose()
    system.engine.dispose()
    file = Path(make_url(system.settings.database_url).database or "")
    file.rename(file.with_suffix(".away"))


def test_ready_once_every_loop_has_given_a_sign_of_life(web: Web) -> None:
    web.let_loops_beat()
    assert ready(web) == (200, {"status": "ready"})


def test_a_loop_that_was_never_there_is_named(web: Web) -> None:
    web.let_loops_beat("intake", "timers", "notifier")
    words = {"status": "not ready", "workers": "no sign of life from relay"}
    assert ready(web) == (503, words)


def test_a_loop_that_has_fallen_silent_is_named(web: Web) -> None:
    web.let_loops_beat()
    web.centre.clock.move(milliseconds=LATE_MS)
    web.let_loops_beat("relay")
    assert ready(web)[0] == 200
    web.centre.clock.move(milliseconds=1)
    assert ready(web)[1]["workers"] == "no sign of life from intake, timers, notifier"


def test_an_old_paper_pack_is_named_though_we_are_ready(web: Web) -> None:
    system = web.centre.system
    heartbeats.beat(system.redis, web.centre.district, heartbeats.PACK, system.now_ms())
    for minutes, wanted in (
        (11, {}),
        (2, {"paper_pack": "out of date, made at 2026-11-23T02:00:00Z"}),
    ):
        web.centre.clock.move(minutes=minutes)
        web.let_loops_beat()
        web.follower.refresh()
        assert ready(web) == (200, {"status": "ready"} | wanted)


def test_a_picture_that_lags_behind_sql_is_named(web: Web) -> None:
    web.let_loops_beat()
    web.centre.settle(*reports(3))
    assert ready(web) == (503, {"status": "not ready", "picture": "3 changes behind"})
    web.catch_up()
    web.let_loops_beat()
    assert ready(web)[0] == 200


def test_redis_away_is_named(web: Web, valkey: Valkey) -> None:
    web.let_loops_beat()
    valkey.stop()
    status, body = ready(web)
    assert (status, body.keys()) == (503, {"status", "redis"})


def test_the_database_away_is_named(web: Web) -> None:
    web.let_loops_beat()
    lose_database(web)
    status, body = ready(web)
    assert (status, body.keys()) == (503, {"status", "database"})


def test_all_that_is_wrong_is_named_at_once(web: Web, valkey: Valkey) -> None:
    lose_database(web)
    valkey.stop()
    assert ready(web)[1].keys() == {"status", "database", "redis"}


def test_alive_while_nothing_behind_it_is(web: Web, valkey: Valkey) -> None:
    lose_database(web)
    valkey.stop()
    answer = web.nobody().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "alive"})


def test_metrics_tell_the_figures_and_the_streams(web: Web) -> None:
    web.let_loops_beat()
    web.centre.settle(report(1), report(2), b"junk")
    web.catch_up()
    web.centre.send(report(3))
    found = metrics(web)
    assert found['centre_cases{figure="open"}'] == 2
    assert found["centre_seq"] == 2
    assert found["centre_inbox_waiting"] == 1
    assert found["centre_rejected"] == 1
    assert found["centre_sockets"] == 0
    assert found["process_resident_memory_bytes"] > 0


def test_metrics_tell_how_long_changes_took_stage_by_stage(web: Web) -> None:
    web.follower.follow(1)
    web.centre.settle(report(1))
    web.centre.settle(report(2))
    web.catch_up()
    web.hub.tell(changed=True)
    found = metrics(web)
    for stage in STAGES:
        assert found[f'centre_stage_seconds_count{{stage="{stage}"}}'] == 2
        assert found[f'centre_stage_seconds_bucket{{le="+Inf",stage="{stage}"}}'] == 2


def test_metrics_tell_how_long_each_loop_has_been_silent(web: Web) -> None:
    web.let_loops_beat()
    web.centre.clock.move(seconds=7)
    assert metrics(web)['centre_beat_age_seconds{loop="relay"}'] == 7


def test_metrics_say_when_redis_is_away_and_still_tell_the_figures(
    web: Web, valkey: Valkey
) -> None:
    assert metrics(web)["centre_redis_up"] == 1
    valkey.stop()
    found = metrics(web)
    assert found["centre_redis_up"] == 0
    assert found['centre_cases{figure="open"}'] == 0


def test_a_loop_of_this_process_that_stands_still_is_named(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.let_loops_beat()
    held = threading.Event()
    web.loops.start("watch", held.wait)
    now = time.monotonic() + threads.SILENT_MAX_S + 1
    monkeypatch.setattr(threads, "time", SimpleNamespace(monotonic=lambda: now))
    words = {"status": "not ready", "web": "no sign of life from watch"}
    assert ready(web) == (503, words)
    web.loops.stop()
    held.set()
