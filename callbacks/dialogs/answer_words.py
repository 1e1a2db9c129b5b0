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
from layouts.dialogs.form import DialogLocale
from layouts.refused import in_words
from layouts.words import WORDS

CHANGED = "CHANGED"


def short_number(number: str) -> str:
    """The last part, as in lists: 1123-0308 for NG20261123-0308."""
    return number[-9:]


def refusal(locale: DialogLocale, refused: Refused) -> str:
    """Why it is refused; a field has the name that it has in the dialog."""
    key = f"field.{refused.values.get('field', '')}"
    if key in WORDS:
        refused = Refused(refused.code, refused.words, field=locale.say(key))
    return in_words(locale.lang, locale.district, refused)


def overtaken(
    context: DialogContext, locale: DialogLocale, case: Case, refused: Refused
) -> Overtaken:
    """Who did what to the case, when and why, and its present state."""
    told = refused.values
    at = told.get("at")
    seat = Viewer(
        lang=locale.lang, local=locale.local, district=locale.district, person=context.person
    )
    unit = locale.district.units.get(case.unit or "")
    stands = locale.say(f"state.{case.state}")
    if unit is not None:
        stands = f"{stands} · {locale.short(unit)}"
    return Overtaken(
        number=short_number(case.number),
        who=who(context.system, locale, str(told.get("who", ""))),
        did=act_name(seat, str(told.get("act", ""))),
        at=at if isinstance(at, datetime) else None,
        why=reason(seat, str(told.get("why", ""))),
        stands=stands,
    )


def who(system: System, locale: DialogLocale, name: str) -> str:
    """A person's name for a log-in, a unit's for its code; anything else unchanged."""
    unit = locale.district.units.get(name)
    if unit is not None:
        return locale.short(unit)
    with system.reader.connect() as connection:
        account = people.account(connection, system.district.key, name)
    return account.person.name if account else name
