"""Desks and walls that one web process serves, without its threads."""

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
from tests.live.desk import Desk, DeskSockets, shown

WALLS = (
    *(f"wall/{view}" for view in VIEWS),
    "wall/queue?of=overdue",
    "wall/queue?of=reported_today&unit=U01",
    "wall/queue?of=closed_today",
    "wall/map?cell=206",
    "wall/case?no={number}",
)
EARLIER = frozenset({"before", "yesterday", "hours", "held", "arrived", "closed"})


class LiveScreens:
    """The hub of this follower, desks of jurisdictions, and walls."""

    def __init__(self, system: System, follower: Follower) -> None:
        self.sockets = DeskSockets()
        self.presence = Presence(system)
        self.watch = Watch(system)
        self.hub = Hub(self.sockets, lambda: (follower.picture.seq, system.now_ms()), "build")
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
        """Adds a desk."""
        return self.sockets.enter(self.hub, console_feed.screen_of(scope))

    def add_wall(self, asked: str, profile: Profile) -> Desk:
        """Adds a wall."""
        screen = self.walls.screen_of(asked, profile, may_look_back=False)
        assert screen is not None
        return self.sockets.enter(self.hub, screen)

    def leave(self) -> None:
        """Removes the oldest desk or wall."""
        del self.sockets.desks[:1]

    def tell(self) -> None:
        """Sends what is new, if the hub's window allows it."""
        self.hub.tell(changed=True)

    def assert_right(self, fresh: "LiveScreens") -> None:
        """Asserts that every screen shows what it would show if it were opened now."""
        self.tell()
        for desk in self.sockets.desks:
            opened = fresh.sockets.enter(fresh.hub, desk.screen)
            assert desk.gaps == 0
            assert lived(desk) == lived(opened), desk.screen


def lived(desk: Desk) -> Model:
    """The sections that follow from changes; each process reads earlier figures on its own."""
    return {name: section for name, section in shown(desk.model).items() if name not in EARLIER}
