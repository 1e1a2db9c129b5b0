"""What must hold after any fault, once it is over."""

from dashboard.live.follower import Follower
from tests.helpers.centre import Centre
from tests.helpers.pictures import catch_up, portrait


def assert_whole(centre: Centre, follower: Follower, count: int) -> None:
    """Asserts so many open cases, each once; all records agree, and the screen shows what SQL has.

    `follower` has followed through the fault.
    """
    centre.settle()
    assert len(centre.numbers()) == count
    catch_up(centre, follower)
    assert portrait(follower.picture) == portrait(centre.follower().picture)
    assert centre.faults() == []
