"""Answers of the centre in the language of the screen."""

from datetime import datetime

from callbacks.dialogs.context import DialogContext
from dashboard.domain.case import Case
from dashboard.domain.refusals import Refused
from dashboard.store import people
from dashboard.system import System
from layouts.detail.timeline import act_name, reason
from layouts.detail.viewer import Viewer
from layouts.dialogs.answers import Overtaken
from layouts.dialogs.form import Room
from layouts.refused import in_words
from layouts.words import WORDS

CHANGED = "CHANGED"


def short_number(number: str) -> str:
    """The last part, as in lists: 1123-0308 for NG20261123-0308."""
    return number[-9:]


def refusal(room: Room, refused: Refused) -> str:
    """Why it is refused; a field has the name that it has in the dialog."""
    key = f"field.{refused.values.get('field', '')}"
    if key in WORDS:
        refused = Refused(refused.code, refused.words, field=room.say(key))
    return in_words(room.lang, room.district, refused)


def overtaken(context: DialogContext, room: Room, case: Case, refused: Refused) -> Overtaken:
    """Who did what to the case, when and why, and its present state."""
    told = refused.values
    at = told.get("at")
    seat = Viewer(lang=room.lang, local=room.local, district=room.district, person=context.person)
    unit = room.district.units.get(case.unit or "")
    stands = room.say(f"state.{case.state}")
    if unit is not None:
        stands = f"{stands} · {room.short(unit)}"
    return Overtaken(
        number=short_number(case.number),
        who=who(context.system, room, str(told.get("who", ""))),
        did=act_name(seat, str(told.get("act", ""))),
        at=at if isinstance(at, datetime) else None,
        why=reason(seat, str(told.get("why", ""))),
        stands=stands,
    )


def who(system: System, room: Room, name: str) -> str:
    """A person's name for a log-in, a unit's for its code; anything else unchanged."""
    unit = room.district.units.get(name)
    if unit is not None:
        return room.short(unit)
    with system.reader.connect() as connection:
        account = people.account(connection, system.district.key, name)
    return account.person.name if account else name
