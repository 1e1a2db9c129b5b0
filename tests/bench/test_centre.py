"""A bench fills a database before its centre starts; the centre must start on it all the same."""

from pathlib import Path

from dashboard.runtime.bootstrap import need_demo
from tests.bench.cases import fill
from tests.bench.centre import close, make_demos_own, open_here
from tests.bench.change import NO_REDIS


def test_a_filled_database_is_the_demo_s(tmp_path: Path) -> None:
    system = open_here(tmp_path, NO_REDIS)
    try:
        fill(system, 10)
        make_demos_own(system)
        need_demo(system)
        make_demos_own(system)
    finally:
        close(system)
