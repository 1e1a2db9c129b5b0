"""Running incidents at the desk (⇧I): showing, declaring a level, dismissing, ending."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash import html

from callbacks.dialogs import answer_words
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.execution import DialogUpdate
from callbacks.dialogs.requests import DialogRequest, OpenRequest, SeenCase, text, to_browser
from callbacks.dialogs.values import given
from dashboard.actions.handle import handle
from dashboard.domain.criteria import suggest
from dashboard.domain.incident import LEVELS, Incident
from dashboard.domain.incident_reporting import against, next_kind, next_number, unsigned
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import MAY, may_kind
from dashboard.domain.visibility import may_read_place
from dashboard.store import proximity
from layouts.acts import INCIDENT_ACTS, DeskAct
from layouts.dialogs import act_form, answers, incident, link
from layouts.dialogs import incident_reports as reports
from layouts.dialogs.act_form import Asking
from layouts.dialogs.form import Room

LOOK, *DECLARATIONS = INCIDENT_ACTS
ASKED_TWICE = ("confirm_incident", "end_incident")
STALE = ("INCIDENT_CHANGED", "INCIDENT_CONFIRMED", "INCIDENT_SUSPECTED", "INCIDENT_OVER")


def open_one(context: DialogContext, room: Room, request: OpenRequest) -> DialogUpdate:
    """The named incident, or the only one; otherwise the list of the running ones."""
    running, act = _running(context), request.acts[0]
    if not running:
        raise Refused("NO_INCIDENT", "No incident is in progress.")
    if len(running) > 1 and not request.said:
        return DialogUpdate(dialog=_list(room, running))
    found = _named(running, request.said)
    if act is LOOK:
        return DialogUpdate(dialog=incident.overview(room, _told(context, room, found)))
    refused = may_kind(context.person, act.command) or against(found, act.command)
    if refused is not None:
        raise refused
    return DialogUpdate(dialog=_ask(context, room, act, found))


def carry_out(
    context: DialogContext, room: Room, asked: DialogRequest, said: Mapping[str, object]
) -> DialogUpdate:
    """Shows the chosen incident, or declares; asks again before what can't be undone."""
    row, running = asked.rows[0], _running(context)
    if asked.act is LOOK:
        found = _named(running, text(said.get("incident")))
        return DialogUpdate(dialog=incident.overview(room, _told(context, room, found)))
    values = given(asked.act, said, room.local.zone)
    known = next((one for one in running if one.number == row.number), None)
    if known and asked.act.name in ASKED_TWICE and not asked.values:
        return DialogUpdate(dialog=_sure(context, room, asked, (known, said)))
    command = asked.act.command(incident=row.number, **values)
    refused = handle(context.system, command, by=context.person, seen=row.version).refused
    if refused is not None:
        return _refused(context, room, asked, refused)
    level = values.get("level")
    words = room.say(
        f"done.{asked.act.name}",
        incident=f"{row.number} {known.title}" if known else row.number,
        level=incident.level_words(room, level) if isinstance(level, int) else "",
    )
    return DialogUpdate(dialog=[], toast=answers.toast(words))


def _running(context: DialogContext) -> Sequence[Incident]:
    """The gravest first, as the bar shows them; then what is over but for its final report."""
    with context.system.reader.connect() as connection:
        found = proximity.incidents_at_hand(connection, context.district.key)
    order = sorted(found, key=lambda one: (_level(one) or LEVELS[-1] + 1, one.known_at))
    return sorted(order, key=lambda one: not one.open)


def _level(one: Incident) -> int | None:
    return one.response_level or one.event_level


def _named(running: Sequence[Incident], said: str) -> Incident:
    """The one whose number ends like this; raises `Refused` if none such is running."""
    wanted = said.strip().upper()
    found = next((one for one in running if one.number.endswith(wanted)), None)
    if found is None:
        number = wanted[:40]
        raise Refused("INCIDENT_NOT_RUNNING", f"{number!r} isn't running.", incident=number)
    return found


def _list(room: Room, running: Sequence[Incident]) -> html.Div:
    choices = []
    for one in running:
        street = room.short(room.district.streets[one.street])
        level = one.event_level
        parts = [
            incident.level_words(room, level) if level else room.say(f"incident.state.{one.state}"),
            room.say("incident.where", street=street, grid=one.grid),
            room.moment(one.known_at),
            one.number,
        ]
        choices.append(link.LinkChoice(one.number, one.title, " · ".join(parts)))
    asked = to_browser(LOOK, [SeenCase(one.number, one.version) for one in running[:1]])
    about = room.say("incident.choose", n=len(running))
    return link.dialog(room, Asking(act=LOOK, about=about, values={}, asked=asked), choices)


def _told(context: DialogContext, room: Room, found: Incident) -> incident.IncidentContent:
    if not may_read_place(context.person, context.district.grids[found.grid]):
        found = replace(found, text="", address="")
    with context.follower.lock:
        open_cases = context.follower.picture.major.count(found.number)
    return incident.IncidentContent(
        incident=found,
        open_cases=open_cases,
        reported_by=answer_words.who(context.system, room, found.reported_by),
        declared_by=answer_words.who(context.system, room, found.declared_by),
        suggested=suggest(found.kind),
        steps=[
            incident.IncidentStep(act, _against(context, room, act, found)) for act in DECLARATIONS
        ],
    )


def _against(context: DialogContext, room: Room, act: DeskAct, found: Incident) -> str:
    if may_kind(context.person, act.command):
        roles = sorted(room.say(f"role.{role}") for role in MAY[act.command])
        return room.say("incident.for_roles", roles=room.say("incident.separator").join(roles))
    refused = against(found, act.command)
    return answer_words.refusal(room, refused) if refused else ""


def _ask(context: DialogContext, room: Room, act: DeskAct, found: Incident) -> html.Div:
    asked = to_browser(act, [SeenCase(found.number, found.version)])
    about = f"{found.number} {found.title}"
    wanted = Asking(act=act, about=about, values={}, asked=asked, version=found.version)
    if act.name == DECLARATIONS[0].name:
        words = html.P(link.criteria(room, suggest(found.kind)), className="effect")
        return act_form.dialog(room, wanted, words)
    if act.name == "file_report":
        return _write(context, room, wanted, found)
    waiting = unsigned(found)
    if act.name == "sign_report" and waiting is not None:
        by = answer_words.who(context.system, room, waiting.by)
        shown = reports.to_be_signed(room, waiting, by)
        return incident.signing(room, about, shown, {**asked, "values": {"signs": True}})
    return act_form.dialog(room, wanted)


def _write(context: DialogContext, room: Room, wanted: Asking, found: Incident) -> html.Div:
    """The next report, drafted from the record and compared with what was reported before."""
    told = _told(context, room, found)
    facts = reports.KnownFacts(told.reported_by, told.open_cases)
    text, lines = reports.drafted(room, told.incident, facts)
    name = reports.report_name(room, next_kind(found), next_number(found))
    asking = replace(wanted, about=f"{name} · {wanted.about}", values={"text": text})
    return act_form.dialog(room, asking, reports.compared(room, found, lines))


def _sure(
    context: DialogContext,
    room: Room,
    asked: DialogRequest,
    about: tuple[Incident, Mapping[str, object]],
) -> html.Div:
    """Asks again; the version stays the one that was seen first."""
    found, said = about
    kept = {field.name: said[field.name] for field in asked.act.fields if said.get(field.name)}
    wanted = incident.Sure(
        act=asked.act,
        told=_told(context, room, found),
        values=given(asked.act, said, room.local.zone),
        asked=to_browser(asked.act, asked.rows, kept),
    )
    return incident.sure(room, wanted)


def _refused(
    context: DialogContext, room: Room, asked: DialogRequest, refused: Refused
) -> DialogUpdate:
    """Shows the incident as it is now if it has changed; otherwise keeps what was typed."""
    values = dict(refused.values)
    if "who" in values:
        values["who"] = answer_words.who(context.system, room, str(values["who"]))
    words = answer_words.refusal(room, Refused(refused.code, refused.words, **values))
    toast = answers.toast(words, good=False)
    if refused.code not in STALE and not asked.values:
        return DialogUpdate(toast=toast, answer=answers.refused(words))
    now = [one for one in _running(context) if one.number == asked.rows[0].number]
    shown = [incident.overview(room, _told(context, room, one)) for one in now]
    return DialogUpdate(dialog=shown[0] if shown else [], toast=toast)
