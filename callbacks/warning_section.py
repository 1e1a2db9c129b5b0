"""The section `warnings` of walls, desks and the duty desk: what stands, the gravest first."""

from typing import Any

from dashboard.domain.warned.warning import PublicWarning
from dashboard.live.picture import Picture
from dashboard.system import from_ms, to_ms

SHOWN_MAX = 8
"""So many are told; `more` says how many others stand."""
LANGUAGES = ("zh", "en")


def warnings_data(picture: Picture, *, full: bool = False) -> dict[str, Any]:
    """In numbered places; with `full` their texts, too. The browser ends each by its clock."""
    standing = picture.duty_room.warnings.at(from_ms(picture.now_ms))
    told = [_warning(one, full=full) for one in standing[:SHOWN_MAX]]
    section: dict[str, Any] = {str(place): one for place, one in enumerate(told)}
    more = len(standing) - len(told)
    return section | {"more": more} if more else section


def _warning(one: PublicWarning, *, full: bool) -> dict[str, Any]:
    return {
        "no": one.number,
        "level": one.level,
        "word": (one.colour or one.severity).value,
        "issuer": one.issuer,
        "from": to_ms(one.begins_at),
        "until": to_ms(one.ends_at),
        **{language: _said(one, language, full=full) for language in LANGUAGES},
    }


def _said(one: PublicWarning, language: str, *, full: bool) -> dict[str, str]:
    words = one.said_in(language)
    if words is None:
        return {"event": "", "headline": ""}
    told = {"event": words.event, "headline": words.headline}
    return told | {"text": words.text, "instruction": words.instruction} if full else told
