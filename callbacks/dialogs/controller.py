"""The desk's answers to a person: one method for each thing that they can do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from callbacks.dialogs import (
    alerts,
    answer_words,
    incidents,
    instructions,
    opening,
    reporting,
    walls,
)
from callbacks.dialogs import requests as reading
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.execution import DialogUpdate, carry_out, take_back
from callbacks.dialogs.requests import DialogRequest, OpenRequest
from callbacks.dialogs.unit_rates import Month
from dashboard.access.identity import person_here
from dashboard.domain.refusals import Refused
from dashboard.live.follower import Follower
from dashboard.system import System
from layouts.acts import (
    ALERT_ACTS,
    INCIDENT_ACTS,
    INSTRUCTION_ACTS,
    REPORT_ACTS,
    SCREEN_KEYS,
    WALL_ACTS,
    DeskAct,
)
from layouts.dialogs import answers, keyboard
from layouts.dialogs.form import DialogLocale
from layouts.words import Lang


class DeskController:
    """Made once per process; who acts is asked anew for every request."""

    def __init__(self, system: System, follower: Follower) -> None:
        self._system = system
        self._follower = follower
        self._month = Month(system)

    def open(self, lang: Lang, act: object, selected: object, chosen: object) -> DialogUpdate:
        """For a key or button: a dialog, or the answer if there is nothing to ask."""
        context = self._context()
        locale = context.locale(lang)
        try:
            return self._open(context, locale, reading.open_request(act, selected, chosen))
        except Refused as refused:
            return DialogUpdate(
                toast=answers.toast(answer_words.refusal(locale, refused), good=False)
            )

    def _open(
        self, context: DialogContext, locale: DialogLocale, request: OpenRequest
    ) -> DialogUpdate:
        if request.name == SCREEN_KEYS["help"]:
            return DialogUpdate(dialog=keyboard.overlay(locale, context.person.role))
        if request.name == SCREEN_KEYS["undo"]:
            raise Refused("NOTHING_TO_UNDO", "There is nothing to take back.")
        if not request.acts:
            raise Refused("UNKNOWN_ACT", "There is no such act.")
        special = _special(request.acts[0])
        if special:
            return special.open(context, locale, request)
        if request.acts[0] in WALL_ACTS:
            return walls.open_list(context, locale)
        chosen = context.cases(request.rows(request.acts[0]))
        act = opening.act_for(context, request, chosen.values())
        cases = context.cases(request.rows(act))
        found = opening.dialog(context, locale, request, act, cases)
        if found is not None:
            return DialogUpdate(dialog=found)
        return carry_out(context, locale, reading.DialogRequest(act=act, rows=tuple(cases)), {})

    def do(
        self, lang: Lang, asked: object, values: Sequence[object], ids: Sequence[object]
    ) -> DialogUpdate:
        """For Enter in a dialog, or for applying one's own act over a colleague's."""
        context = self._context()
        locale = context.locale(lang)
        try:
            found = reading.asked(asked)
            said: Mapping[str, object] = found.values or reading.fields(values, ids)
            special = _special(found.act)
            work = special.carry_out if special else carry_out
            return work(context, locale, found, said)
        except Refused as refused:
            return DialogUpdate(answer=answers.refused(answer_words.refusal(locale, refused)))

    def send(self, lang: Lang, told: object) -> DialogUpdate:
        """For a button in the list of walls."""
        context = self._context()
        locale = context.locale(lang)
        try:
            return walls.send(context, locale, told if isinstance(told, dict) else {})
        except Refused as refused:
            return DialogUpdate(answer=answers.refused(answer_words.refusal(locale, refused)))

    def undo(self, lang: Lang, rows: object) -> DialogUpdate:
        """For Z."""
        context = self._context()
        locale = context.locale(lang)
        try:
            return take_back(context, locale, reading.rows(rows))
        except Refused as refused:
            return DialogUpdate(
                toast=answers.toast(answer_words.refusal(locale, refused), good=False)
            )

    def _context(self) -> DialogContext:
        person = person_here()
        assert person is not None  # noqa: S101 - the middleware lets nobody else in
        return DialogContext.now_for(self._system, self._follower, self._month, person)


@dataclass(frozen=True, slots=True)
class SpecialActs:
    """Acts that concern no selected case: how their dialog opens, and how they are carried out."""

    acts: tuple[DeskAct, ...]
    open: Callable[[DialogContext, DialogLocale, OpenRequest], DialogUpdate]
    carry_out: Callable[
        [DialogContext, DialogLocale, DialogRequest, Mapping[str, object]], DialogUpdate
    ]


SPECIAL_ACTS = (
    SpecialActs(ALERT_ACTS, alerts.open_or_do, alerts.carry_out),
    SpecialActs(INCIDENT_ACTS, incidents.open_one, incidents.carry_out),
    SpecialActs(INSTRUCTION_ACTS, instructions.open_one, instructions.carry_out),
    SpecialActs(REPORT_ACTS, reporting.open_one, reporting.carry_out),
)


def _special(act: DeskAct) -> SpecialActs | None:
    return next((one for one in SPECIAL_ACTS if act in one.acts), None)
