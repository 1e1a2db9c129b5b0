"""A refusal in the language of the screen."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.domain.case import CaseState
from dashboard.domain.district import District
from dashboard.domain.milestones import Milestone
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import Role
from layouts.words import WORDS, Lang, word


def in_words(lang: Lang, district: District, refused: Refused) -> str:
    """The sentence for its code, with its values in words; without one, the rule's own words."""
    key = f"refusal.{refused.code}"
    if key not in WORDS:
        return refused.words
    values = {
        name: _named(lang, name, value) or _said(lang, district, value)
        for name, value in refused.values.items()
    }
    try:
        return word(lang, key, **values)
    except KeyError:  # a value for the sentence is missing
        return refused.words


def _named(lang: Lang, name: str, value: object) -> str:
    """The word for an act or a field; empty for any other value."""
    key = f"{_KEYS.get(name, '')}.{value}"
    return word(lang, key) if key in WORDS else ""


def _said(lang: Lang, district: District, value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(ZoneInfo(district.timezone)):%m-%d %H:%M}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "、".join(_said(lang, district, one) for one in value)
    text = str(value)
    for kind, known in _NAMED.items():
        if isinstance(value, known):
            return word(lang, f"{kind}.{text}")
    unit = district.units.get(text)
    if unit is not None:
        return unit.short_zh if lang == "zh" else unit.short_en
    item = district.items.get(text)
    if item is not None:
        return item.short_zh if lang == "zh" else item.short_en
    post = district.posts.get(text)
    return post.called(lang) if post is not None else text


_KEYS: Mapping[str, str] = {"act": "did", "field": "field"}
_NAMED: Mapping[str, type] = {"state": CaseState, "role": Role, "milestone": Milestone}
