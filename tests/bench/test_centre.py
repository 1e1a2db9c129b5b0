"""A bench fills a database before its centre starts, or while it does; the centre must start."""

import sys
from pathlib import Path

import pytest

from dashboard.runtime.readiness import need_demo
from tests.bench.cases import fill
from tests.bench.centre import close, make_demos_own, open_here
from tests.bench.change import NO_REDIS
from tests.bench.processes import Processes


@pytest.mark.parametrize("filled", ["before", "after"])
def test_a_filled_database_is_the_demo_s(tmp_path: Path, filled: str) -> None:
    system = open_here(tmp_path, NO_REDIS)
    try:
        if filled == "before":
            fill(system, 10)
        make_demos_own(system)
        if filled == "after":
            fill(system, 10)
        need_demo(system)
        make_demos_own(system)
        need_demo(system)
    finally:
        close(system)


def test_who_waits_for_a_process_that_has_ended_is_told_why(tmp_path: Path) -> None:
    with Processes(tmp_path) as processes:
        processes.start("relay", [sys.executable, "-c", "raise SystemExit('no such database')"], {})
        with pytest.raises(RuntimeError, match="relay has ended:\nno such database"):
            processes.wait_until(lambda: False, 30)
        processes.stop("relay")
        with pytest.raises(RuntimeError, match="Not within 0 s"):
            processes.wait_until(lambda: False, 0)
