"""A room of desks that one web process feeds, without its threads."""

from callbacks import console_feed
from dashboard.domain.scope import Scope
from dashboard.live.follower import Follower
from dashboard.live.hub import Hub
from dashboard.live.presence import Presence
from dashboard.live.wall_status import Watch
from dashboard.system import System
from tests.live.desk import Desk, Hall


class Room:
    """The hub of this follower, and whoever sits at a desk of a jurisdiction."""

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

    def enter(self, scope: Scope) -> Desk:
        """Somebody more sits down."""
        return self.hall.enter(self.hub, console_feed.screen_of(scope))

    def leave(self) -> None:
        """Whoever has sat longest goes."""
        del self.hall.desks[:1]

    def tell(self) -> None:
        """What is new goes out, if the hub's window lets it."""
        self.hub.tell(changed=True)

    def assert_right(self, fresh: "Room") -> None:
        """Every desk shows what it would show if it were opened in this moment."""
        self.tell()
        for desk in self.hall.desks:
            scope = Scope.read(desk.screen.partition(":")[2])
            assert desk.gaps == 0
            assert desk.model == fresh.enter(scope).model
