"""The web process has a master and a worker, and neither may live on without the other."""

from dashboard.store import tokens
from tests.helpers.exhaustive import exhaustive
from tests.services.centre import RunningCentre, wait_until
from tests.services.screens import Screen

pytestmark = exhaustive


def test_no_web_worker_outlives_its_master(centre: RunningCentre) -> None:
    """Its open sockets would keep it alive, with its screens, while another takes the port."""
    with Screen(centre.port, centre.token(tokens.TokenUse.WALL)) as screen:
        wait_until(lambda: screen.snapshots == 1, 5, "the screen has its picture")
        worker = centre.web_worker()
        assert worker is not None
        centre.kill9("web")
        wait_until(lambda: not worker.is_running(), 5, "the worker has followed its master")
        wait_until(lambda: screen.snapshots == 2, 15, "the next one has given it a picture")
