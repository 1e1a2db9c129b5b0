"""The acts on a running incident, which is no case: they have their own keys in its dialog."""

from dashboard.domain import pressing_commands as p
from layouts.acts.table import LEVEL, MAYBE_REASON, REASON
from layouts.acts.value import Ask, DeskAct, Field

KEY = "shift+i"
INCIDENT_ACTS: tuple[DeskAct, ...] = (
    DeskAct(
        name="incident",
        key=KEY,
        command=p.OnIncident,
        fields=(Field(name="incident", ask=Ask.CHOICE),),
        undo=False,
        own=True,
    ),
    DeskAct(
        name="confirm_incident",
        key=KEY,
        command=p.ConfirmIncident,
        fields=(LEVEL, MAYBE_REASON),
        undo=False,
    ),
    DeskAct(
        name="dismiss_incident",
        key=KEY,
        command=p.DismissIncident,
        fields=(REASON,),
        undo=False,
    ),
    DeskAct(
        name="end_incident",
        key=KEY,
        command=p.EndIncident,
        fields=(REASON,),
        undo=False,
    ),
    DeskAct(
        name="correct_known_at",
        key=KEY,
        command=p.CorrectKnownAt,
        fields=(Field(name="known_at", ask=Ask.MOMENT), REASON),
        undo=False,
    ),
)
"""The first only shows one, or the list if there are several."""
