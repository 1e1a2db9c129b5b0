"""The main property of the system: a followed picture equals a fresh one, in random stories."""

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from dashboard.live import follower, hub
from dashboard.streams import changes
from dashboard.workers import relay
from tests.helpers.centre import Centre, read_settings
from tests.helpers.exhaustive import PROVE
from tests.live.story import Story
from tests.services.valkey import Valkey

STORIES = 60 if PROVE else 12
STEPS = 30
BITE = 3


# Hypothesis shortens a failing story, for up to five minutes.
@pytest.mark.timeout(600)
def test_a_picture_that_has_followed_everything_equals_a_fresh_one(
    tmp_path: Path, valkey: Valkey, migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Small batches everywhere, so that much can happen between two of them.
    monkeypatch.setattr(relay, "BATCH", BITE)
    monkeypatch.setattr(changes, "READ_MAX", BITE)
    monkeypatch.setattr(follower, "TAIL_MAX", BITE)
    found = read_settings(tmp_path, valkey.url, migrated_url)
    districts = (f"district-{number}" for number in itertools.count())
    # Messages go out at once, without the hub's window.
    monkeypatch.setattr(hub, "WINDOW_MIN_S", 0.0)
    monkeypatch.setattr(hub, "WINDOW_MAX_S", 0.0)
    run_state_machine_as_test(  # a factory does, whatever its type says
        lambda: Story(Centre(found, district=next(districts))),  # type: ignore[arg-type]
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
