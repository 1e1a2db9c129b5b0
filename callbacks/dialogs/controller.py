"""The desk's answers to a person: one method for each thing that they can do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from callbacks.dialogs import alerts, answer_words, incidents, opening, reporting, walls
from callbacks.dialogs import requests as reading
from callbacks.dialogs.context import DialogContext
from callbacks.dialogs.execution import DialogUpdate, carry_out, take_back
from callbacks.dialogs.requests import DialogRequest, OpenRequest
from callbacks.dialogs.unit_rates import Month
from dashboard.access.identity import person_here
from dashboard.domain.refusals import Refused
from dashboard.live.follower import Follower
from dashboard.system import System
from layouts.acts import ALERT_ACTS, INCIDENT_ACTS, REPORT_ACTS, SCREEN_KEYS, WALL_ACTS, DeskAct
from layouts.dialogs import answers, keyboard
from layouts.dialogs.form import Room
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
        room = context.room(lang)
        try:
            return self._open(context, room, reading.open_request(act, selected, chosen))
        except Refused as refused:
            return DialogUpdate(
                toast=answers.toast(answer_words.refusal(room, refused), good=False)
            )

    def _open(self, context: DialogContext, room: Room, request: OpenRequest) -> DialogUpdate:
        if request.name == SCREEN_KEYS["help"]:
            return DialogUpdate(dialog=keyboard.overlay(room, context.person.role))
        if request.name == SCREEN_KEYS["undo"]:
            raise Refused("NOTHING_TO_UNDO", "There is nothing to take back.")
        if not request.acts:
            raise Refused("UNKNOWN_ACT", "There is no such act.")
        apart = _apart(request.acts[0])
        if apart:
            return apart.open(context, room, request)
        if request.acts[0] in WALL_ACTS:
            return walls.open_list(context, room)
        chosen = context.cases(request.rows(request.acts[0]))
        act = opening.meant(context, request, chosen.values())
        cases = context.cases(request.rows(act))
        found = opening.dialog(context, room, request, act, cases)
        if found is not None:
            return DialogUpdate(dialog=found)
        return carry_out(context, room, reading.DialogRequest(act=act, rows=tuple(cases)), {})

    def do(
        self, lang: Lang, asked: object, values: Sequence[object], ids: Sequence[object]
    ) -> DialogUpdate:
        """For Enter in a dialog, or for applying one's own act over a colleague's."""
        context = self._context()
        room = context.room(lang)
        try:
            found = reading.asked(asked)
            said: Mapping[str, object] = found.values or reading.fields(values, ids)
            apart = _apart(found.act)
            work = apart.carry_out if apart else carry_out
            return work(context, room, found, said)
        except Refused as refused:
            return DialogUpdate(answer=answers.refused(answer_words.refusal(room, refused)))

    def send(self, lang: Lang, told: object) -> DialogUpdate:
        """For a button in the list of walls."""
        context = self._context()
        room = context.room(lang)
        try:
            return walls.send(context, room, told if isinstance(told, dict) else {})
        except Refused as refused:
            return DialogUpdate(answer=answers.refused(answer_words.refusal(room, refused)))

    def undo(self, lang: Lang, rows: object) -> DialogUpdate:
        """For Z."""
        context = self._context()
        room = context.room(lang)
        try:
            return take_back(context, room, reading.rows(rows))
        except Refused as refused:
            return DialogUpdate(
                toast=answers.toast(answer_words.refusal(room, refused), good=False)
            )

    def _context(self) -> DialogContext:
        person = person_here()
        assert person is not None  # noqa: S101 - the middleware lets nobody else in
        return DialogContext.now_for(self._system, self._follower, self._month, person)


@dataclass(frozen=True, slots=True)
class Apart:
    """Acts that concern no selected case: how their dialog opens, and how they are carried out."""

    acts: tuple[DeskAct, ...]
    open: Callable[[DialogContext, Room, OpenRequest], DialogUpdate]
    carry_out: Callable[[DialogContext, Room, DialogRequest, Mapping[str, object]], DialogUpdate]


APART = (
    Apart(ALERT_ACTS, alerts.open_or_do, alerts.carry_out),
    Apart(INCIDENT_ACTS, incidents.open_one, incidents.carry_out),
    Apart(REPORT_ACTS, reporting.open_one, reporting.carry_out),
)


def _apart(act: DeskAct) -> Apart | None:
    return next((one for one in APART if act in one.acts), None)
