"""Every stretch of time up to a deadline: what it is, what of it counts, and by which rule."""

from datetime import timedelta

from dash import html

from dashboard.domain.calendar import DAY_MS, HOUR_MS, MINUTE_MS
from dashboard.domain.explanation import Explanation, Stretch
from dashboard.domain.timeline import WORK_DAY_MS
from dashboard.domain.unit import Limit, LimitUnit
from layouts.detail.viewer import Viewer
from layouts.words.stretches import HOLIDAYS


def stretches(seat: Viewer, why: Explanation) -> list[html.Li]:
    """One line for each stretch, in order, and the sum of what counts."""
    lines = [_line(seat, one, why.limit.unit) for one in why.stretches]
    total = sum(one.ms for one in why.stretches)
    words = [html.Span(seat.word("stretch.total")), html.B(_amount(seat, total, why.limit.unit))]
    return [*lines, html.Li(words, className="stretch total")]


def _line(seat: Viewer, one: Stretch, unit: LimitUnit) -> html.Li:
    local = seat.local
    last = one.end - timedelta(milliseconds=1)
    same_day = one.start.astimezone(local.zone).date() == last.astimezone(local.zone).date()
    end = f"{local.clock(one.end)}" if same_day else local.moment(one.end)
    cells = [
        html.Span(f"{local.moment(one.start)} – {end}", className="when"),
        html.Span(_what(seat, one), className="what"),
        html.B(_amount(seat, one.ms, unit)),
        html.Small(seat.word(f"rule.{one.rule}")),
    ]
    if one.provisional:
        cells.append(html.Span(seat.word("stretch.provisional"), className="provisional"))
    return html.Li(cells, className="stretch counted" if one.ms else "stretch skipped")


def _what(seat: Viewer, one: Stretch) -> str:
    what = seat.word(f"stretch.{one.why}")
    if not one.name:
        return what
    name = HOLIDAYS.get(one.name, one.name) if seat.lang == "en" else one.name
    return seat.word("stretch.named", what=what, name=name)


def _amount(seat: Viewer, ms: int, unit: LimitUnit) -> str:
    """What counts, in the limit's own unit; in minutes if that is no whole hour."""
    if not ms:
        return seat.word("stretch.skipped")
    if unit in (LimitUnit.WORK_DAY, LimitUnit.CAL_DAY):
        days = ms / (WORK_DAY_MS if unit is LimitUnit.WORK_DAY else DAY_MS)
        return seat.word(f"limit.{unit}", n=f"{days:.2f}".rstrip("0").rstrip("."))
    if ms % HOUR_MS == 0 and unit is not LimitUnit.MINUTE:
        return seat.local.limit(Limit(ms // HOUR_MS, unit))
    hours, minutes = divmod(ms // MINUTE_MS, HOUR_MS // MINUTE_MS)
    parts = [seat.word("stretch.hours", n=hours)] if hours else []
    return " ".join([*parts, seat.word("stretch.minutes", n=minutes)])
