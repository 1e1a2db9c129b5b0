"""No process looks through for garbage what it has made at its start; what comes later it does."""

import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from dashboard import __main__ as main
from dashboard import app
from dashboard.runtime import garbage, logs

LATER = """
import gc, weakref
from dashboard.runtime.garbage import spare_the_start

class Ring:
    def __init__(self):
        self.me = self

kept = [Ring() for _ in range(1000)]
lost = weakref.ref(Ring())
spare_the_start()
assert lost() is None, "what was garbage already is gone"
assert gc.get_freeze_count() > 1000
assert not any(isinstance(one, Ring) for one in gc.get_objects()), "nothing of it is looked at"
later = weakref.ref(Ring())
gc.collect()
assert later() is None, "what comes later is collected"
first = weakref.ref(kept[0])
kept[0].me = None
kept.clear()
assert first() is None, "what nobody holds goes without a collection"
"""


def test_what_is_there_is_spared_and_what_comes_later_collected() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LATER], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stderr


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happened, in order; nothing of this process is spared."""
    happened: list[str] = []
    monkeypatch.setattr(garbage, "spare_the_start", lambda: happened.append("spared"))
    return happened


def test_a_web_process_spares_its_first_picture(
    order: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAR_FOLDER", str(tmp_path))
    monkeypatch.setattr(logs, "configure", lambda: None)
    monkeypatch.setattr(app, "_end_with", lambda _: None)
    monkeypatch.setattr(app, "open_system", lambda _: None)
    monkeypatch.setattr(app, "build", lambda _: order.append("built"))
    app.create()
    assert order == ["built", "spared"]


def test_a_worker_spares_what_its_loops_begin_with(
    order: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ready() -> SimpleNamespace:
        order.append("ready")
        return SimpleNamespace()

    def loop(_: object, stop: threading.Event) -> None:
        order.append("begun")
        stop.set()

    monkeypatch.setattr(main, "end_with_parent", lambda: None)
    monkeypatch.setattr(main, "stop_on_signals", threading.Event)
    monkeypatch.setattr(main, "ready_system", ready)
    monkeypatch.setattr(main, "_warn", lambda _: None)
    monkeypatch.setattr(main, "LOOPS", {"intake": loop})
    ran = CliRunner().invoke(main.worker, ["intake"])
    assert ran.exception is None, ran.output
    assert order == ["ready", "spared", "begun"]
