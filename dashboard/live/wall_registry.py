"""The walls in use, by name, as the picture follows them."""

from collections.abc import Iterable

from dashboard.domain.screens import WallScreen


class WallRegistry(dict[str, WallScreen]):
    """`touches` counts the changes, so that readers need not compare."""

    def __init__(self, found: Iterable[WallScreen]) -> None:
        super().__init__((screen.name, screen) for screen in found)
        self.touches = 0

    def apply(self, screen: WallScreen) -> bool:
        """Takes in a state if it is newer; drops a wall that was removed."""
        known = self.get(screen.name)
        if known is not None and known.version >= screen.version:
            return False
        self.touches += 1
        if screen.active:
            self[screen.name] = screen
        else:
            self.pop(screen.name, None)
        return True
