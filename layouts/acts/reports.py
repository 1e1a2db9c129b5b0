"""The acts that report something new: they concern no case of the queue."""

from dashboard.domain import commands as c
from dashboard.domain.oversight_commands import BeginDrill
from dashboard.domain.unit import Urgency
from layouts.acts.table import ATTACHMENTS
from layouts.acts.value import Ask, DeskAct, Field

CHANNELS = (
    c.Channel.PHONE,
    c.Channel.GRID,
    c.Channel.SERVICE_HALL,
    c.Channel.MAYOR_LINE,
    c.Channel.WEB,
    c.Channel.PATROL,
    c.Channel.OTHER,
)
"""Channels by which a person takes a report; other reports come by themselves."""
TEXT = Field(name="text", ask=Ask.TEXT, needed=False)
ITEM = Field(name="item", ask=Ask.ITEM, needed=False)
GRID = Field(name="grid", ask=Ask.GRID)
ADDRESS = Field(name="address", ask=Ask.LINE, needed=False)
INCIDENT = (
    Field(
        name="kind",
        ask=Ask.CHOICE,
        choices=tuple(one.value for one in c.IncidentKind),
        choice_type=c.IncidentKind,
    ),
    Field(name="title", ask=Ask.LINE),
    TEXT,
    GRID,
    ADDRESS,
    Field(name="known_at", ask=Ask.MOMENT, needed=False),
)
REPORTER = ("reporter_name", "reporter_phone")
"""Together they name the reporter."""
REPORT_ACTS: tuple[DeskAct, ...] = (
    DeskAct(
        name="report_case",
        key="shift+d",
        command=c.ReportCase,
        fields=(
            TEXT,
            ITEM,
            GRID,
            ADDRESS,
            Field(
                name="channel",
                ask=Ask.CHOICE,
                choices=tuple(one.value for one in CHANNELS),
                choice_type=c.Channel,
            ),
            Field(
                name="urgency",
                ask=Ask.CHOICE,
                needed=False,
                choices=tuple(one.value for one in Urgency),
                choice_type=Urgency,
            ),
            *(Field(name=name, ask=Ask.LINE, needed=False) for name in REPORTER),
            ATTACHMENTS,
        ),
        undo=False,
    ),
    DeskAct(
        name="self_resolve",
        key="shift+j",
        command=c.SelfResolve,
        fields=(
            Field(name="item", ask=Ask.ITEM),
            TEXT,
            Field(name="result", ask=Ask.TEXT),
            ADDRESS,
            ATTACHMENTS,
        ),
        fixed={"by": None, "grid": None, "channel": c.Channel.GRID},
        undo=False,
    ),
    DeskAct(
        name="report_incident",
        key="shift+e",
        command=c.ReportIncident,
        fields=INCIDENT,
        undo=False,
    ),
    DeskAct(name="begin_drill", key="shift+y", command=BeginDrill, fields=INCIDENT, undo=False),
)
