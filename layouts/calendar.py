"""The administrator's page of working days: known days, how certain they are, and changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.domain.calendar import Calendar
from dashboard.domain.calendar_state import Arrangement, Run, runs
from dashboard.domain.changes import Act
from dashboard.domain.district import District
from layouts.plain_pages import page, query
from layouts.words import Lang, word
from layouts.words.stretches import HOLIDAYS


@dataclass(frozen=True, slots=True)
class DayForm:
    """The values in the fields."""

    day: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the page shows: the calendar in force, as of now, and its changes, oldest first."""

    district: District
    now: datetime
    calendar: Calendar
    arrangement: Arrangement | None
    history: Sequence[Act]


def whole(lang: Lang, known: Known, said: str, csrf: str, form: DayForm) -> str:
    """This year and the next ones, the form of an exception, and the history."""
    zone = known.calendar.zone
    this_year = known.calendar.local(known.now).year
    days = (day for on, day in known.calendar.days.items() if on.year >= this_year)
    return page(
        "calendar.html",
        lang,
        known.district,
        title=word(lang, "calendar.title"),
        said=said,
        notes=list(_notes(lang, known)),
        rows=[_row(lang, run) for run in runs(days)],
        history=[_told(lang, zone, act) for act in reversed(known.history)],
        csrf=csrf,
        form=form,
        query=query(lang),
        wide=True,
    )


def _notes(lang: Lang, known: Known) -> Iterator[str]:
    kept = known.arrangement
    if kept is None:
        yield word(lang, "calendar.empty")
    else:
        yield word(lang, "calendar.certain", last=kept.official_to)
        if kept.pending:
            first, last = kept.recount_from, kept.recount_to
            yield word(lang, "calendar.recounting", first=first, last=last)
    today = known.calendar.local(known.now).date()
    hours = " ".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in known.calendar.hours(today))
    yield word(lang, "calendar.hours", hours=hours)


def _row(lang: Lang, run: Run) -> dict[str, object]:
    day = run.day
    return {
        "day": str(day.date) if run.last == day.date else f"{day.date} – {run.last:%m-%d}",
        "what": word(lang, "calendar.works" if day.working else "calendar.off"),
        "name": HOLIDAYS.get(day.name, day.name) if lang == "en" else day.name,
        "source": word(lang, "calendar.exception") if day.local else day.source,
        "provisional": day.provisional,
    }


def _told(lang: Lang, zone: ZoneInfo, act: Act) -> dict[str, str]:
    return {
        "at": f"{act.at.astimezone(zone):%Y-%m-%d %H:%M}",
        "words": word(lang, f"calendar.act.{act.act}"),
        "why": act.why,
        "by": act.by,
    }
