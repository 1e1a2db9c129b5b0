"""A wall that looks back: the label in its header, its words without a picture, its bar."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dash import html

from dashboard.domain.district import District
from dashboard.domain.minute import read_minute
from layouts.parts import data, slot
from layouts.times import Local
from layouts.words import Lang, word

LABEL = "wall-age"
SAID = "wall-past-said"
BAR = "wall-past-bar"
STEPS_MIN = (-60, -10, -1, 1, 10, 60)


def then_of(minute: str, district: District) -> datetime | None:
    """The instant of the address's minute; None if it is invalid."""
    return read_minute(minute, district.timezone)


def label(minute: str, district: District, lang: Lang) -> str:
    """Which past minute is shown, always with its date."""
    then = then_of(minute, district)
    if then is None:
        return word(lang, "past.label_of_none")
    local = Local(ZoneInfo(district.timezone), lang, then)
    return word(lang, "past.label", day=local.date(then), time=local.clock(then))


def age(minute: str, district: District, lang: Lang) -> html.Div:
    """Shown instead of the data's age."""
    words = slot("age-text", LABEL, label(minute, district, lang))
    return html.Div([words], className="age", role="status")


def marks(minute: str, district: District, lang: Lang) -> dict[str, Any]:
    """Attributes of the root for the browser: the instant, or empty."""
    then = then_of(minute, district)
    at = "" if then is None else str(round(then.timestamp() * 1000))
    return data(past=at, minute=minute if then else "", title=label(minute, district, lang))


def foot(lang: Lang) -> list[html.P | html.Nav]:
    """Why there is no picture, and the way to other minutes and back to now."""
    steps = [
        html.Button(word(lang, f"past.step.{by}"), className="past-step", **data(by=by))
        for by in STEPS_MIN
    ]
    live = html.Button(word(lang, "past.live"), className="past-step past-live", **data(live=""))
    # The browser makes the field: Dash has none for date and time.
    field = html.Span(className="past-field", **data(name=word(lang, "past.minute")))
    half = len(steps) // 2
    named: dict[str, Any] = {"aria-label": word(lang, "past.bar")}
    bar = html.Nav(
        [*steps[:half], field, *steps[half:], live], id=BAR, className="past-bar", **named
    )
    return [html.P(id=SAID, className="past-said", role="alert", hidden=True), bar]
