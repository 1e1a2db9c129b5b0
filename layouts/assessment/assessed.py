"""How the assessed figures are made: for the page of definitions, and for files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.metrics import METRICS
from dashboard.domain.assessment.worked_example import CASES, WEEK, ExampleValue, ours, theirs
from layouts.parts import NOT_KNOWN
from layouts.times import span
from layouts.words import Lang, word

COUNTS = frozenset({"reported", "closed", "judged"})
"""Shown as numbers of cases; all others but the times are rates."""
TIMES = "time_to_close"
FATE = ("state", "closed_at", "case_due_at")
PERIODS: Mapping[str, str] = {
    "reported": "report",
    "proactive": "filing",
    **dict.fromkeys(("closed", "satisfied", "solved", "once", "local", TIMES), "close"),
    **dict.fromkeys(("handled", "handled_late"), "work"),
    "acknowledged": "taking",
    **dict.fromkeys(
        ("judged", "on_time", "late", "settled", "returned", "extended", "suspended", "reworked"),
        "fate",
    ),
}
"""When a case counts, by metric."""
SOURCES: Mapping[str, tuple[str, ...]] = {
    "reported": ("reported_at",),
    "closed": ("state", "closed_at"),
    "judged": FATE,
    "on_time": FATE,
    "late": FATE,
    "settled": FATE,
    "returned": (*FATE, "first_dispatched_at", "return_count"),
    "extended": (*FATE, "first_dispatched_at", "extensions"),
    "suspended": (*FATE, "first_dispatched_at", "resumed_at"),
    "reworked": (*FATE, "fed_back_at", "rework_count"),
    "satisfied": ("state", "closed_at", "satisfaction"),
    "solved": ("state", "closed_at", "solved"),
    "once": ("state", "closed_at", "return_count", "rework_count", "extensions"),
    "local": ("state", "closed_at", "tier_resolved"),
    "proactive": ("state", "filed_at", "channel"),
    TIMES: ("state", "reported_at", "closed_at"),
    "handled": ("state", "unit", "due_at", "fed_back_at", "on_time"),
    "handled_late": ("state", "unit", "due_at", "fed_back_at", "on_time"),
    "acknowledged": ("state", "unit", "acknowledge_by", "acknowledged_at"),
}
"""The fields of a case that a metric reads, by metric."""
INSTANTS = (
    "reported_at",
    "filed_at",
    "acknowledge_by",
    "acknowledged_at",
    "stage_due_at",
    "handled_at",
    "due_at",
    "closed_at",
)
"""Columns of the example, in the order of a case's life."""
EXAMPLE_HEADS = ("state", *INSTANTS, "more")


@dataclass(frozen=True, slots=True)
class RivalEntry:
    """Another way to count, what it says of the example, and why it isn't ours."""

    name: str
    value: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry:
    """All that is said of one figure."""

    metric: str
    name: str
    counts: str
    formula: str
    period: str
    source: str
    value: str
    which: str
    rivals: tuple[RivalEntry, ...]


def figure_entry(lang: Lang, name: str) -> FigureEntry:
    """What a metric counts, how, when, from what; its example and its rivals."""
    mine = ours(name)
    return FigureEntry(
        metric=name,
        name=word(lang, f"leaders.of.{name}"),
        counts=word(lang, f"leaders.of.{name}.counted"),
        formula=word(lang, f"formula.of.{name}"),
        period=word(lang, f"formula.at.{PERIODS[name]}"),
        source=word(lang, "formula.source.of", fields=", ".join(SOURCES[name])),
        value=_value(lang, name, mine),
        which=word(lang, "formula.which", cases=", ".join(mine.counted)),
        rivals=tuple(
            RivalEntry(
                name=word(lang, f"rival.{way}"),
                value=_value(lang, name, said),
                why=word(lang, f"rival.{way}.why"),
            )
            for way, said in theirs(name).items()
        ),
    )


def section(lang: Lang, zone: ZoneInfo, *, table: bool = False) -> Mapping[str, Any]:
    """The part of the page: its example as a table, and an entry for each metric.

    With `table` it leads to the reader's indicators.
    """
    since, until = (_stamp(zone, at) for at in (WEEK.since, WEEK.until))
    return {
        "table": table,
        "note": word(lang, "formula.example.note", since=since, until=until),
        "heads": [word(lang, f"formula.{head}") for head in EXAMPLE_HEADS],
        "rows": [(case.number, _cells(lang, zone, case)) for case in CASES],
        "figures": [figure_entry(lang, name) for name in METRICS],
    }


def percent(met: float, n: int) -> str:
    """A share as everywhere on the leaders' page, with one decimal; "—" of no case."""
    return f"{tenths_of_percent(met, n) / 10:.1f}" if n else NOT_KNOWN


def tenths_of_percent(met: float, n: int) -> int:
    """A share in whole tenths of a percent; halves go up, as in the browser."""
    return floor(1000 * met / n + 0.5)


def _value(lang: Lang, name: str, said: ExampleValue) -> str:
    share = said.share
    if name in COUNTS:
        return word(lang, "formula.count", n=share.met)
    if not share.n:
        return word(lang, "formula.nothing")
    if said.half is not None and said.most is not None:
        half, most = (span(lang, timedelta(milliseconds=ms)) for ms in (said.half, said.most))
        return word(lang, "formula.times", half=half, most=most)
    rate = percent(share.met, share.n)
    return word(lang, "formula.rate", n=share.n, met=share.met, share=rate)


def _cells(lang: Lang, zone: ZoneInfo, case: Facts) -> list[str]:
    instants = [_stamp(zone, getattr(case, name)) for name in INSTANTS]
    return [word(lang, f"state.{case.state}"), *instants, _more(lang, case)]


def _more(lang: Lang, case: Facts) -> str:
    told = [word(lang, f"channel.{case.channel}")]
    if case.tier:
        told.append(word(lang, f"formula.tier.{case.tier}"))
    judged = {"on_time": case.on_time, "solved": case.solved}
    for name, value in judged.items():
        if value is not None:
            told.append(word(lang, f"formula.more.{name if value else f'not_{name}'}"))
    times = {"returns": case.returns, "reworks": case.reworks, "extensions": case.extensions}
    told += [word(lang, f"formula.more.{name}", n=n) for name, n in times.items() if n]
    if case.suspended:
        told.append(word(lang, "formula.more.suspended"))
    if case.satisfaction:
        told.append(word(lang, f"choice.satisfaction.{case.satisfaction}"))
    return " · ".join(told)


def _stamp(zone: ZoneInfo, at: int | None) -> str:
    return NOT_KNOWN if at is None else f"{datetime.fromtimestamp(at / 1000, zone):%m-%d %H:%M}"
