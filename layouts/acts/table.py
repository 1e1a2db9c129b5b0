"""The table of acts: from the report to the unit, to the close, and acts beside that."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from dashboard.domain import commands as c
from dashboard.domain import desk_commands as d
from dashboard.domain import oversight_commands as p
from dashboard.domain.unit import Urgency
from layouts.acts.value import Ask, DeskAct, Field


def _choice(name: str, kind: type[StrEnum], *, needed: bool = True) -> Field:
    codes = tuple(member.value for member in kind)
    return Field(name=name, ask=Ask.CHOICE, needed=needed, choices=codes, choice_type=kind)


def _level(words: str, *levels: int, needed: bool = True) -> Field:
    codes = tuple(map(str, levels))
    return Field(
        name="level",
        ask=Ask.CHOICE,
        needed=needed,
        words=words,
        choices=codes,
        choice_type=int,
    )


def _text(name: str, *, needed: bool = True) -> Field:
    return Field(name=name, ask=Ask.TEXT, needed=needed)


UNIT = Field(name="unit", ask=Ask.UNIT)
ITEM = Field(name="item", ask=Ask.ITEM)
REASON = _text("reason")
OPTIONAL_REASON = _text("reason", needed=False)
REPLY = _text("reply", needed=False)
"""Asked for if the case ends and its reporter is known: see `owes_reply`."""
NO_REPLY = _text("no_reply", needed=False)
"""One of the two is needed if the foreman closes a case whose reporter is known."""
LEVEL = _level("incident_level", 1, 2, 3, 4)
UNTIL = Field(name="until", ask=Ask.MOMENT)
ATTACHMENTS = Field(name="attachments", ask=Ask.ADDRESSES, needed=False)
AGREED: Mapping[str, object] = MappingProxyType({"agreed": True})
NOT_AGREED: Mapping[str, object] = MappingProxyType({"agreed": False})


def _decisions(name: str, command: type, *more: Field) -> tuple[DeskAct, DeskAct]:
    """The two answers to a request; `more` is asked of whoever agrees."""
    return (
        DeskAct(
            name=f"{name}_agree", key="y", command=command, fields=(REASON, *more), fixed=AGREED
        ),
        DeskAct(
            name=f"{name}_refuse", key="n", command=command, fields=(REASON,), fixed=NOT_AGREED
        ),
    )


ACTS: tuple[DeskAct, ...] = (
    # From the report to the unit
    DeskAct(
        name="accept",
        key="a",
        command=d.Accept,
        fields=(
            ITEM,
            _choice("urgency", Urgency, needed=False),
            Field(name="verify", ask=Ask.YES, needed=False),
        ),
    ),
    DeskAct(
        name="verify_report",
        key="v",
        command=d.VerifyReport,
        fields=(Field(name="found", ask=Ask.YES), _text("opinion"), ATTACHMENTS),
    ),
    DeskAct(name="file", key="i", command=d.File, fields=(REASON,)),
    DeskAct(
        name="dispatch",
        key="d",
        command=d.Dispatch,
        fields=(UNIT, OPTIONAL_REASON),
        bulk=True,
        own=True,
    ),
    DeskAct(
        name="direct",
        key="d",
        command=c.Direct,
        fields=(UNIT, Field(name="item", ask=Ask.ITEM, needed=False)),
        fixed={"by": None},
    ),
    DeskAct(
        name="reassign",
        key="m",
        command=d.Reassign,
        fields=(UNIT, _choice("code", d.ReassignReason), OPTIONAL_REASON),
        bulk=True,
        own=True,
    ),
    *_decisions("return", d.DecideReturn),
    *_decisions("extension", d.DecideExtension),
    *_decisions("suspension", d.DecideSuspension),
    *_decisions("proposal", d.DecideProposal, REPLY),
    # What the unit and the grid do
    DeskAct(name="acknowledge", key="q", command=c.Acknowledge, fixed={"unit": None}, bulk=True),
    DeskAct(name="return", key="b", command=c.Return, fields=(REASON,), fixed={"unit": None}),
    DeskAct(
        name="feedback",
        key="f",
        command=c.FeedBack,
        fields=(_text("result"), ATTACHMENTS),
        fixed={"unit": None},
    ),
    DeskAct(
        name="request_extension",
        key="e",
        command=c.RequestExtension,
        fields=(UNTIL, REASON),
        fixed={"unit": None},
    ),
    DeskAct(
        name="request_suspend",
        key="p",
        command=c.RequestSuspension,
        fields=(UNTIL, _choice("reason", d.SuspendReason)),
        fixed={"unit": None},
    ),
    DeskAct(name="resume", key="p", command=d.Resume, fields=(OPTIONAL_REASON,)),
    DeskAct(
        name="verify",
        key="v",
        command=c.Verify,
        fields=(
            Field(name="passed", ask=Ask.YES),
            Field(name="opinion", ask=Ask.TEXT, words="verify_opinion"),
            OPTIONAL_REASON,
        ),
        fixed={"by": None},
    ),
    # Together
    DeskAct(
        name="add_co_handler",
        key="h",
        command=d.AddCoHandler,
        fields=(UNIT, REASON),
    ),
    DeskAct(
        name="finish_co_handling",
        key="shift+h",
        command=d.FinishCoHandling,
        fields=(UNIT, _text("result")),
    ),
    DeskAct(
        name="spawn_child",
        key="j",
        command=d.SpawnChild,
        fields=(
            ITEM,
            _text("text"),
            Field(name="blocking", ask=Ask.YES),
            Field(name="unit", ask=Ask.UNIT, needed=False),
        ),
    ),
    DeskAct(
        name="merge",
        key="g",
        command=d.Merge,
        fields=(Field(name="into", ask=Ask.CASE), OPTIONAL_REASON),
        bulk=True,
        own=True,
    ),
    DeskAct(name="unmerge", key="shift+g", command=d.Unmerge, fields=(REASON,)),
    # Pressing and raising
    DeskAct(
        name="urge", key="u", command=p.Urge, fields=(_text("words", needed=False),), bulk=True
    ),
    DeskAct(
        name="supervise",
        key="s",
        command=p.Supervise,
        fields=(_level("supervision", 1, 2, 3), _text("words")),
        bulk=True,
    ),
    DeskAct(
        name="reply_supervision",
        key="shift+s",
        command=p.ReplySupervision,
        fields=(_text("words"),),
    ),
    DeskAct(
        name="escalate",
        key="!",
        command=p.EscalateIncident,
        fields=(
            _choice("kind", c.IncidentKind),
            Field(name="title", ask=Ask.LINE),
            _level("incident_level", 1, 2, 3, 4, needed=False),
            OPTIONAL_REASON,
        ),
        own=True,
    ),
    DeskAct(
        name="link_incident",
        key="l",
        command=p.EscalateIncident,
        fields=(Field(name="incident", ask=Ask.CHOICE), OPTIONAL_REASON),
        bulk=True,
        own=True,
    ),
    # To the end, and back from it
    DeskAct(
        name="callback",
        key="o",
        command=c.CallBack,
        fields=(
            Field(name="reached", ask=Ask.YES),
            Field(name="solved", ask=Ask.YES, needed=False),
            _choice("satisfaction", c.Satisfaction, needed=False),
        ),
    ),
    DeskAct(name="close", key="shift+c", command=d.Close, fields=(REASON, REPLY, NO_REPLY)),
    DeskAct(name="reopen", key="shift+o", command=d.Reopen, fields=(REASON,)),
    DeskAct(
        name="propose_reject",
        key="shift+x",
        command=d.ProposeReject,
        fields=(_choice("code", d.RejectReason), REASON),
    ),
    DeskAct(name="propose_void", key="shift+v", command=d.ProposeVoid, fields=(REASON,)),
    DeskAct(
        name="reclassify",
        key="shift+r",
        command=d.Reclassify,
        fields=(ITEM, _choice("urgency", Urgency), REASON),
    ),
    # On record
    DeskAct(
        name="log_call",
        key="c",
        command=d.LogCall,
        fields=(Field(name="whom", ask=Ask.LINE), _text("words")),
        undo=False,
    ),
    DeskAct(
        name="comment",
        key="shift+n",
        command=d.Comment,
        fields=(_text("words"),),
        bulk=True,
        undo=False,
    ),
    DeskAct(
        name="attach",
        key="shift+a",
        command=d.Attach,
        fields=(
            Field(name="attachments", ask=Ask.ADDRESSES),
            _text("words", needed=False),
        ),
        undo=False,
    ),
)
ALERT_ACTS: tuple[DeskAct, ...] = (
    DeskAct(name="acknowledge_alert", key="k", command=p.AcknowledgeAlert, bulk=True, undo=False),
    DeskAct(
        name="shelve_alert",
        key="x",
        command=p.ShelveAlert,
        fields=(
            Field(
                name="minutes",
                ask=Ask.CHOICE,
                choices=("15", "30", "60", "240"),
                choice_type=int,
            ),
            OPTIONAL_REASON,
        ),
        bulk=True,
        undo=False,
    ),
)
"""Acts on the alerts of the selected cases."""
