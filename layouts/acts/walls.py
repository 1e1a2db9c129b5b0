"""The act that opens the list of walls; what is sent from there has no dialog of its own."""

from dashboard.domain import screens as s
from layouts.acts.value import DeskAct

WALL_ACTS: tuple[DeskAct, ...] = (
    DeskAct(name="screens", key="shift+w", command=s.ShowOnScreen, undo=False, own=True),
)
