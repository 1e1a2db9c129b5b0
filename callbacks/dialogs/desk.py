"""The desk's answers to a hand: one method for each thing that a person does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from callbacks.dialogs import asked as reading
from callbacks.dialogs import declaring, opening, reporting, ringing, walls, wording
from callbacks.dialogs.asked import Asked, Wish
from callbacks.dialogs.bench import Bench
from callbacks.dialogs.doing import Shown, carry_out, take_back
from callbacks.dialogs.month import Month
from dashboard.domain.refusals import Refused
from dashboard.live.follower import Follower
from dashboard.login import person_here
from dashboard.system import System
from layouts.acts import ALERT_ACTS, INCIDENT_ACTS, REPORT_ACTS, SCREEN_KEYS, WALL_ACTS, Act
from layouts.dialogs import answers, keyboard
from layouts.dialogs.form import Room
from layouts.words import Lang


class Desk:
    """Made once per process; who acts is asked anew for every request."""

    def __init__(self, system: System, follower: Follower) -> None:
        self._system = system
        self._follower = follower
        self._month = Month(system)

    def open(self, lang: Lang, act: object, selected: object, chosen: object) -> Shown:
        """A key or a button: a dialog, or for what asks nothing, the answer."""
        bench = self._bench()
        room = bench.room(lang)
        try:
            return self._open(bench, room, reading.wish(act, selected, chosen))
        except Refused as refused:
            return Shown(toast=answers.toast(wording.refusal(room, refused), good=False))

    def _open(self, bench: Bench, room: Room, wish: Wish) -> Shown:
        if wish.name == SCREEN_KEYS["help"]:
            return Shown(dialog=keyboard.overlay(room, bench.person.role))
        if wish.name == SCREEN_KEYS["undo"]:
            raise Refused("NOTHING_TO_UNDO", "There is nothing to take back.")
        if not wish.acts:
            raise Refused("UNKNOWN_ACT", "There is no such act.")
        apart = _apart(wish.acts[0])
        if apart:
            return apart.open(bench, room, wish)
        if wish.acts[0] in WALL_ACTS:
            return walls.open_list(bench, room)
        first = bench.cases(wish.rows(wish.acts[0])[:1])
        act = opening.meant(bench, wish, next(iter(first.values())))
        cases = bench.cases(wish.rows(act))
        found = opening.dialog(bench, room, wish, act, cases)
        if found is not None:
            return Shown(dialog=found)
        return carry_out(bench, room, reading.Asked(act=act, rows=tuple(cases)), {})

    def do(
        self, lang: Lang, asked: object, values: Sequence[object], ids: Sequence[object]
    ) -> Shown:
        """Enter in a dialog, or mine over theirs."""
        bench = self._bench()
        room = bench.room(lang)
        try:
            found = reading.asked(asked)
            said: Mapping[str, object] = found.values or reading.fields(values, ids)
            apart = _apart(found.act)
            work = apart.carry_out if apart else carry_out
            return work(bench, room, found, said)
        except Refused as refused:
            return Shown(answer=answers.refused(wording.refusal(room, refused)))

    def send(self, lang: Lang, told: object) -> Shown:
        """A button in the list of walls."""
        bench = self._bench()
        room = bench.room(lang)
        try:
            return walls.send(bench, room, told if isinstance(told, dict) else {})
        except Refused as refused:
            return Shown(answer=answers.refused(wording.refusal(room, refused)))

    def undo(self, lang: Lang, rows: object) -> Shown:
        """Z."""
        bench = self._bench()
        room = bench.room(lang)
        try:
            return take_back(bench, room, reading.rows(rows))
        except Refused as refused:
            return Shown(toast=answers.toast(wording.refusal(room, refused), good=False))

    def _bench(self) -> Bench:
        person = person_here()
        assert person is not None  # noqa: S101 - the gate lets nobody else call these
        return Bench.now_for(self._system, self._follower, self._month, person)


@dataclass(frozen=True, slots=True)
class Apart:
    """Acts about no case under the hand: how their dialog opens, and how they are done."""

    acts: tuple[Act, ...]
    open: Callable[[Bench, Room, Wish], Shown]
    carry_out: Callable[[Bench, Room, Asked, Mapping[str, object]], Shown]


APART = (
    Apart(ALERT_ACTS, ringing.open_or_do, ringing.carry_out),
    Apart(INCIDENT_ACTS, declaring.open_one, declaring.carry_out),
    Apart(REPORT_ACTS, reporting.open_one, reporting.carry_out),
)


def _apart(act: Act) -> Apart | None:
    return next((one for one in APART if act in one.acts), None)
