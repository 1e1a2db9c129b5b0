"""What a dry run of all chains has found, as lines of the duty log and of the command line."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.domain.district import District
from dashboard.domain.duty.dry_run import AHEAD, Unreached
from layouts.words import Lang, word

SHOWN = 8
"""So many spans are named; the rest is counted."""


def report(district: District, found: Sequence[Unreached], now: datetime, lang: Lang = "zh") -> str:
    """The entry in the duty log: one sentence, then a line for each span."""
    at = _time(district, now, lang)
    lines = lines_of(district, found, lang)
    shown, more = lines[:SHOWN], len(lines) - SHOWN
    head = word(lang, "dryrun.head", at=at, days=AHEAD.days)
    rest = [word(lang, "dryrun.more", n=more)] if more > 0 else []
    return "\n".join([head, *(shown or [word(lang, "dryrun.all")]), *rest])


def lines_of(district: District, found: Sequence[Unreached], lang: Lang) -> list[str]:
    """A line for each span; matters with the same span and the same fault share one."""
    matters: dict[tuple[datetime, datetime, tuple[int, ...], bool], list[str]] = {}
    for one in found:
        key = (one.begins_at, one.ends_at, () if one.nobody else one.steps, one.nobody)
        matters.setdefault(key, []).append(word(lang, f"call.{one.matter.value}"))
    return [
        word(
            lang,
            "dryrun.nobody" if nobody else "dryrun.steps",
            since=_time(district, begins_at, lang),
            until=_time(district, ends_at, lang),
            steps=", ".join(map(str, steps)),
            what=word(lang, "dryrun.and").join(names),
        )
        for (begins_at, ends_at, steps, nobody), names in matters.items()
    ]


def _time(district: District, at: datetime, lang: Lang) -> str:
    local = at.astimezone(ZoneInfo(district.timezone))
    return f"{word(lang, f'leaders.weekday.{local.weekday()}')} {local:%m-%d %H:%M}"
