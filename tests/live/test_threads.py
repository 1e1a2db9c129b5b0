"""The loops of a web process: if one ends, so does the process; if one hangs, it is named."""

import threading
import time
from types import SimpleNamespace

import msgspec
import pytest

from dashboard.live import threads
from dashboard.live.encoding import loads
from dashboard.live.threads import SILENT_MAX_S, LoopThreads
from tests.helpers.centre import rounds_until


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("fault", [ValueError, KeyError, SystemExit])
def test_a_loop_that_fails_ends_its_process(fault: type[BaseException]) -> None:
    ended: list[bool] = []
    loops = LoopThreads(end=lambda: ended.append(True))

    def once() -> None:
        raise fault

    loops.start("watch", once).join(5)
    assert ended == [True]


def test_loops_that_are_told_to_stop_end_nothing() -> None:
    ended: list[bool] = []
    loops = LoopThreads(end=lambda: ended.append(True))
    thread = loops.start("watch", lambda: threading.Event().wait(0.01))
    loops.stop()
    thread.join(5)
    assert (thread.is_alive(), ended) == (False, [])


def test_a_loop_that_stands_still_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    loops, held, went = LoopThreads(), threading.Event(), threading.Event()
    loops.start("presence", lambda: went.wait(0.01))
    loops.start("watch", held.wait)
    assert loops.silent() == []
    later = time.monotonic() + SILENT_MAX_S + 1
    monkeypatch.setattr(threads, "time", SimpleNamespace(monotonic=lambda: later))
    for _ in rounds_until(lambda: loops.silent() == ["watch"]):
        went.wait(0.01)
    loops.stop()
    held.set()


@pytest.mark.parametrize("said", [r'["seen",{"path":"/wall/\ud800"}]', '["a"', "[NaN]", "[1e999]"])
def test_what_cannot_be_written_again_is_not_heard(said: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        loads(said)
