"""Running incidents at the desk (⇧I): showing, declaring a level, dismissing, ending."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash import html

from callbacks.dialogs import answer_words
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.execution import DialogUpdate
from callbacks.dialogs.requests import DialogRequest, OpenRequest, SeenCase, text, to_browser
from callbacks.dialogs.values import given
from dashboard.access import permissions
from dashboard.actions.handle import handle
from dashboard.domain.criteria import suggest
from dashboard.domain.incident import LEVELS, Incident
from dashboard.domain.incident_reporting import against, next_kind, next_number, unsigned
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import MAY, may_kind
from dashboard.domain.visibility import may_read_place
from dashboard.domain.warned.suggestion import suggesting
from dashboard.domain.warned.warning import PublicWarning
from dashboard.domain.workspace.command_seats import on_the_spot
from dashboard.domain.workspace.numbers import latest
from dashboard.store import locked_reads, proximity, workspace
from layouts.acts import INCIDENT_ACTS, DeskAct
from layouts.dialogs import act_form, answers, incident, link
from layouts.dialogs import incident_reports as reports
from layouts.dialogs.act_form import ActForm
from layouts.dialogs.form import DialogLocale

LOOK, *DECLARATIONS = INCIDENT_ACTS
ASKED_TWICE = ("confirm_incident", "end_incident")
STALE = ("INCIDENT_CHANGED", "INCIDENT_CONFIRMED", "INCIDENT_SUSPECTED", "INCIDENT_OVER")


def open_one(context: DialogContext, locale: DialogLocale, request: OpenRequest) -> DialogUpdate:
    """The named incident, or the only one; otherwise the list of the running ones."""
    running, act = _with_named(context, request.said), request.acts[0]
    if not running:
        raise Refused("NO_INCIDENT", "No incident is in progress.")
    if len(running) > 1 and not request.said:
        return DialogUpdate(dialog=_list(locale, running))
    found = _named(running, request.said)
    if act is LOOK:
        return DialogUpdate(dialog=incident.overview(locale, _told(context, locale, found)))
    refused = may_kind(context.person, act.command) or against(found, act.command)
    if refused is not None:
        raise refused
    return DialogUpdate(dialog=_ask(context, locale, act, found))


def carry_out(
    context: DialogContext, locale: DialogLocale, asked: DialogRequest, said: Mapping[str, object]
) -> DialogUpdate:
    """Shows the chosen incident, or declares; asks again before what can't be undone."""
    row, running = asked.rows[0], _running(context)
    if asked.act is LOOK:
        found = _named(running, text(said.get("incident")))
        return DialogUpdate(dialog=incident.overview(locale, _told(context, locale, found)))
    values = given(asked.act, said, locale.local.zone)
    known = next((one for one in running if one.number == row.number), None)
    if known and asked.act.name in ASKED_TWICE and not asked.values:
        return DialogUpdate(dialog=_confirmation(context, locale, asked, (known, said)))
    command = asked.act.command(incident=row.number, **values)
    refused = handle(context.system, command, by=context.person, seen=row.version).refused
    if refused is not None:
        return _refused(context, locale, asked, refused)
    level = values.get("level")
    words = locale.say(
        f"done.{asked.act.name}",
        incident=f"{row.number} {known.title}" if known else row.number,
        level=incident.level_words(locale, level) if isinstance(level, int) else "",
    )
    return DialogUpdate(dialog=[], toast=answers.toast(words))


def _running(context: DialogContext) -> Sequence[Incident]:
    """The gravest first, as in the bar; then ended ones whose final report isn't signed."""
    with context.system.reader.connect() as connection:
        found = proximity.incidents_at_hand(connection, context.district.key)
    order = sorted(found, key=lambda one: (_level(one) or LEVELS[-1] + 1, one.known_at))
    return sorted(order, key=lambda one: not one.open)


def _with_named(context: DialogContext, said: str) -> Sequence[Incident]:
    """The same, and the one of this number, however long it has been over."""
    running, number = _running(context), said.strip().upper()
    if not number or any(one.number.endswith(number) for one in running):
        return running
    with context.system.reader.connect() as connection:
        over = locked_reads.read_incident(connection, context.district.key, number)
    return [*running, over] if over else running


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


def _list(locale: DialogLocale, running: Sequence[Incident]) -> html.Div:
    choices = []
    for one in running:
        street = locale.short(locale.district.streets[one.street])
        level = one.event_level
        parts = [
            incident.level_words(locale, level)
            if level
            else locale.say(f"incident.state.{one.state}"),
            locale.say("incident.where", street=street, grid=one.grid),
            locale.moment(one.known_at),
            one.number,
        ]
        choices.append(link.LinkChoice(one.number, one.title, " · ".join(parts)))
    asked = to_browser(LOOK, [SeenCase(one.number, one.version) for one in running[:1]])
    about = locale.say("incident.choose", n=len(running))
    return link.dialog(locale, ActForm(act=LOOK, about=about, values={}, asked=asked), choices)


def _told(
    context: DialogContext, locale: DialogLocale, found: Incident
) -> incident.IncidentContent:
    if not may_read_place(context.person, context.district.grids[found.grid]):
        found = replace(found, text="", address="")
    with context.follower.lock:
        open_cases = context.follower.picture.major.count(found.number)
    return incident.IncidentContent(
        incident=found,
        open_cases=open_cases,
        reported_by=answer_words.who(context.system, locale, found.reported_by),
        declared_by=answer_words.who(context.system, locale, found.declared_by),
        suggested=suggest(found.kind),
        prints=context.person.role in permissions.PAPERS,
        warned=_warned(context, found),
        steps=[
            incident.IncidentStep(act, _against(context, locale, act, found))
            for act in DECLARATIONS
        ],
    )


def _warned(context: DialogContext, found: Incident) -> list[PublicWarning]:
    """The standing warnings that suggest a level for it."""
    with context.follower.lock:
        standing = context.follower.picture.duty_room.warnings.at(context.system.clock())
    return suggesting(standing, found.street)


def _against(context: DialogContext, locale: DialogLocale, act: DeskAct, found: Incident) -> str:
    if may_kind(context.person, act.command):
        roles = sorted(locale.say(f"role.{role}") for role in MAY[act.command])
        return locale.say("incident.for_roles", roles=locale.say("incident.separator").join(roles))
    refused = against(found, act.command)
    return answer_words.refusal(locale, refused) if refused else ""


def _ask(context: DialogContext, locale: DialogLocale, act: DeskAct, found: Incident) -> html.Div:
    asked = to_browser(act, [SeenCase(found.number, found.version)])
    about = f"{found.number} {found.title}"
    wanted = ActForm(act=act, about=about, values={}, asked=asked, version=found.version)
    if act.name == DECLARATIONS[0].name:
        words = html.P(link.criteria(locale, suggest(found.kind)), className="effect")
        return act_form.dialog(locale, wanted, words)
    if act.name == "declare_warning":
        shown = incident.warning_lines(locale, found, _warned(context, found))
        none = locale.say("incident.warning.none")
        return act_form.dialog(locale, wanted, html.Div(shown or none, className="effect"))
    if act.name == "file_report":
        return _write(context, locale, wanted, found)
    waiting = unsigned(found)
    if act.name == "sign_report" and waiting is not None:
        by = answer_words.who(context.system, locale, waiting.by)
        shown = reports.to_be_signed(locale, waiting, by)
        return incident.signing(locale, about, shown, {**asked, "values": {"signs": True}})
    return act_form.dialog(locale, wanted)


def _write(
    context: DialogContext, locale: DialogLocale, wanted: ActForm, found: Incident
) -> html.Div:
    """The next report, drafted from the record and compared with what was reported before."""
    told = _told(context, locale, found)
    with context.system.reader.connect() as connection:
        rows = workspace.numbers(connection, context.district.key, found.number)
        seats = workspace.seats(connection, context.district.key, found.number)
    facts = reports.KnownFacts(told.reported_by, told.open_cases, latest(rows), on_the_spot(seats))
    text, lines = reports.drafted(locale, told.incident, facts)
    name = reports.report_name(locale, next_kind(found), next_number(found))
    asking = replace(wanted, about=f"{name} · {wanted.about}", values={"text": text})
    return act_form.dialog(locale, asking, reports.compared(locale, found, lines))


def _confirmation(
    context: DialogContext,
    locale: DialogLocale,
    asked: DialogRequest,
    about: tuple[Incident, Mapping[str, object]],
) -> html.Div:
    """Asks again; the version stays the one that was seen first."""
    found, said = about
    kept = {field.name: said[field.name] for field in asked.act.fields if said.get(field.name)}
    wanted = incident.Confirmation(
        act=asked.act,
        told=_told(context, locale, found),
        values=given(asked.act, said, locale.local.zone),
        asked=to_browser(asked.act, asked.rows, kept),
    )
    return incident.confirmation(locale, wanted)


def _refused(
    context: DialogContext, locale: DialogLocale, asked: DialogRequest, refused: Refused
) -> DialogUpdate:
    """Shows the incident as it is now if it has changed; otherwise keeps what was typed."""
    values = dict(refused.values)
    if "who" in values:
        values["who"] = answer_words.who(context.system, locale, str(values["who"]))
    words = answer_words.refusal(locale, Refused(refused.code, refused.words, **values))
    toast = answers.toast(words, good=False)
    if refused.code not in STALE and not asked.values:
        return DialogUpdate(toast=toast, answer=answers.refused(words))
    now = [one for one in _running(context) if one.number == asked.rows[0].number]
    shown = [incident.overview(locale, _told(context, locale, one)) for one in now]
    return DialogUpdate(dialog=shown[0] if shown else [], toast=toast)
