"""The acts on a running incident, which is no case: they have their own keys in its dialog."""

from dashboard.domain import oversight_commands as p
from dashboard.domain.milestones import BY_HAND, Milestone
from layouts.acts.table import LEVEL, OPTIONAL_REASON, REASON
from layouts.acts.value import Ask, DeskAct, Field

KEY = "shift+i"
AT = Field(name="at", ask=Ask.MOMENT, needed=False)
"""When it happened, for a late entry (补记); empty means now."""
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
        fields=(LEVEL, OPTIONAL_REASON),
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
        name="review_incident",
        key=KEY,
        command=p.ReviewIncident,
        fields=(Field(name="words", ask=Ask.TEXT, words="review_text", lines=6),),
        undo=False,
    ),
    DeskAct(
        name="correct_known_at",
        key=KEY,
        command=p.CorrectKnownAt,
        fields=(Field(name="known_at", ask=Ask.MOMENT), REASON),
        undo=False,
    ),
    DeskAct(
        name="declare_warning",
        key=KEY,
        command=p.DeclareWarningLevel,
        fields=(LEVEL, OPTIONAL_REASON),
        undo=False,
    ),
    DeskAct(
        name="note_milestone",
        key=KEY,
        command=p.NoteMilestone,
        fields=(
            Field(
                name="milestone",
                ask=Ask.CHOICE,
                choices=tuple(one.value for one in BY_HAND),
                choice_type=Milestone,
            ),
            AT,
            OPTIONAL_REASON,
        ),
        undo=False,
    ),
    DeskAct(
        name="report_by_phone",
        key=KEY,
        command=p.ReportByPhone,
        fields=(Field(name="words", ask=Ask.TEXT, words="told_whom"), AT),
        undo=False,
    ),
    DeskAct(
        name="file_report",
        key=KEY,
        command=p.FileSituationReport,
        fields=(Field(name="text", ask=Ask.TEXT, words="report_text", lines=14), AT),
        undo=False,
    ),
    DeskAct(name="sign_report", key=KEY, command=p.SignSituationReport, undo=False),
)
"""The first act only shows an incident, or the list if there are several."""
