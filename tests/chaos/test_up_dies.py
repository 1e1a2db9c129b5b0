"""If `up` or its supervisor is killed, nothing is left behind that harms the next start."""

from pathlib import Path

import psutil

from tests.helpers.exhaustive import exhaustive
from tests.services import acts, books
from tests.services.centre import RunningCentre, wait_until

pytestmark = exhaustive


def gone(processes: list[psutil.Process]) -> bool:
    return not any(alive(process) for process in processes)


def alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_killed_supervisor_or_up_takes_everything_with_it_and_the_next_one_goes_on(
    tmp_path: Path,
) -> None:
    centre = RunningCentre(tmp_path / "var")
    try:
        centre.start()
        second = centre.again()
        assert second.returncode == 2
        assert "A centre is already running" in second.stderr
        (message,) = acts.put(centre, acts.case())
        family = centre.family()
        next(one for one in family if "supervisor.supervisord" in one.cmdline()).kill()
        wait_until(lambda: gone(family), 15, "everything has ended with its supervisor")
        assert centre.ended() == 2
        assert "The supervisor was ended by SIGKILL." in (centre.var / "up.log").read_text()

        centre.start()
        wait_until(lambda: books.became(centre.system, message), 10, "the message is a case")
        family = centre.family()
        family[0].kill()
        wait_until(lambda: gone(family), 15, "everything has ended with `up`")
    finally:
        centre.stop()
