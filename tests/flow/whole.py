"""What must be true after any fault, once it is over."""

from dashboard.live.follower import Follower
from tests.helpers.centre import Centre
from tests.helpers.pictures import catch_up, portrait


def assert_whole(centre: Centre, follower: Follower, count: int) -> None:
    """So many open cases, each once; the books agree, and the screen shows what SQL has.

    `follower` has followed through the fault.
    """
    centre.settle()
    assert len(centre.numbers()) == count
    catch_up(centre, follower)
    assert portrait(follower.picture) == portrait(centre.follower().picture)
    assert centre.faults() == []
