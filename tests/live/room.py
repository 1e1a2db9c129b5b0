"""A room of desks and walls that one web process feeds, without its threads."""

from callbacks import console_feed
from callbacks.wall import KIND, Walls
from dashboard.domain.scope import Scope
from dashboard.domain.screens import Profile
from dashboard.domain.wall_views import VIEWS
from dashboard.live.follower import Follower
from dashboard.live.hub import Hub, Model
from dashboard.live.presence import Presence
from dashboard.live.wall_status import Watch
from dashboard.system import System
from tests.live.desk import Desk, Hall, shown

WALLS = (
    *(f"wall/{view}" for view in VIEWS),
    "wall/queue?of=overdue",
    "wall/queue?of=reported_today&unit=U01",
    "wall/queue?of=closed_today",
    "wall/map?cell=206",
    "wall/case?no={number}",
)
EARLIER = frozenset({"before", "yesterday", "hours", "held", "arrived", "closed"})


class Room:
    """The hub of this follower, whoever sits at a desk of a jurisdiction, and walls."""

    def __init__(self, system: System, follower: Follower) -> None:
        self.hall = Hall()
        self.presence = Presence(system)
        self.watch = Watch(system)
        self.hub = Hub(self.hall, lambda: (follower.picture.seq, system.now_ms()), "build")
        self.hub.add_kind(
            console_feed.CONSOLE,
            lambda name: console_feed.DeskFeed(
                system,
                follower,
                console_feed.Neighbours(self.presence, self.watch),
                Scope.read(name),
            ),
        )
        self.walls = Walls(system, follower)
        self.hub.add_kind(KIND, self.walls.show)

    def enter(self, scope: Scope) -> Desk:
        """Somebody more sits down."""
        return self.hall.enter(self.hub, console_feed.screen_of(scope))

    def hang(self, asked: str, profile: Profile) -> Desk:
        """A wall more."""
        screen = self.walls.screen_of(asked, profile, may_look_back=False)
        assert screen is not None
        return self.hall.enter(self.hub, screen)

    def leave(self) -> None:
        """Whoever has sat longest goes, or the wall that has hung longest."""
        del self.hall.desks[:1]

    def tell(self) -> None:
        """What is new goes out, if the hub's window lets it."""
        self.hub.tell(changed=True)

    def assert_right(self, fresh: "Room") -> None:
        """Every screen shows what it would show if it were opened in this moment."""
        self.tell()
        for desk in self.hall.desks:
            opened = fresh.hall.enter(fresh.hub, desk.screen)
            assert desk.gaps == 0
            assert lived(desk) == lived(opened), desk.screen


def lived(desk: Desk) -> Model:
    """What follows from the changes: earlier figures are read once a minute, by each process."""
    return {name: section for name, section in shown(desk.model).items() if name not in EARLIER}
