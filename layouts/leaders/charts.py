"""Three trends: what came and went by day, how soon cases are closed, when in the week they come.

Each is a sentence, a chart without buttons, and the same as a table; its numbers are links.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.domain.assessment.metrics import METRICS, Window
from dashboard.domain.assessment.trends import (
    CURVE_LEAST,
    DAY_H,
    HOUR_MS,
    STEPS_MS,
    WeekHours,
    by_window,
    closed_within,
    midnights,
    week_hours,
)
from dashboard.live.review import Review
from layouts.leaders.plots import bars, curve, heat
from layouts.office import PageSetting
from layouts.parts import UNSPOKEN
from layouts.times import span
from layouts.words import word

DAYS, WEEKS = 14, 4
TICKS_MS = tuple(hours * HOUR_MS for hours in (1, 4, 24, 168))
DAY = timedelta(days=1)
CONFIG: Any = {"displayModeBar": False, "responsive": True}
Cell = Component | str


def away(here: PageSetting) -> list[Component]:
    """Shown instead while the database can't be read."""
    return [html.P(word(here.lang, "leaders.trends.away"), className="wait")]


def trends(here: PageSetting, review: Review) -> list[Component]:
    """All three, as of the review's minute."""
    if not review.cases:
        return [html.P(word(here.lang, "leaders.none"), className="wait")]
    at = f"{datetime.fromtimestamp(review.at / 1000, here.zone):%H:%M}"
    note = html.Span(word(here.lang, "leaders.as_of", at=at), className="note")
    head = html.Header([html.H2(word(here.lang, "leaders.trends")), note])
    panels = [_flow(here, review), _close(here, review), _week(here, review)]
    return [head, html.Div(panels, className="plots")]


def _panel(
    here: PageSetting, name: str, said: Sequence[Cell], parts: Sequence[Component]
) -> Component:
    title = html.H3(word(here.lang, f"leaders.{name}"))
    return html.Section([title, html.P(list(said)), *parts], className=f"panel plot plot-{name}")


def _chart(here: PageSetting, figure: dict[str, Any], table: Component) -> list[Component]:
    graph = dcc.Graph(figure=figure, config=CONFIG, className="chart")
    summary = html.Summary(word(here.lang, "leaders.as_table"))
    return [
        html.Div(graph, className="chart-box", **UNSPOKEN),
        html.Details([summary, html.Div(table, className="table-box", tabIndex=0)]),
    ]


def _table(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Component:
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in heads]))
    body = [
        html.Tr([html.Th(first, scope="row"), *(html.Td(cell) for cell in rest)])
        for first, *rest in rows
    ]
    return html.Table([head, html.Tbody(body)])


def _link(here: PageSetting, text: str, of: str, window: Window) -> Component:
    return html.A(text, href=here.cases(of, window))


# What came, what went --------------------------------------------------------------------------


def _flow(here: PageSetting, review: Review) -> Component:
    lang = here.lang
    edges = midnights(review.at, review.since, here.zone, DAYS)
    reported, closed = (by_window(name, review.cases, edges) for name in ("reported", "closed"))
    if not reported:
        return _panel(here, "flow", [word(lang, "leaders.none")], [])
    windows = [Window(*pair) for pair in pairwise(edges)]
    days = [f"{datetime.fromtimestamp(w.since / 1000, here.zone):%m-%d}" for w in windows]
    most = max(range(len(days)), key=lambda at: reported[at])
    by = sum(reported) - sum(closed)
    verdict = "more" if by > 0 else "fewer" if by < 0 else "same"
    said = word(
        lang,
        "leaders.flow.says",
        n=len(days),
        reported=f"{sum(reported):,}",
        closed=f"{sum(closed):,}",
        verdict=word(lang, f"leaders.flow.{verdict}", n=f"{abs(by):,}"),
        day=days[most],
        most=f"{reported[most]:,}",
    )
    heads = [word(lang, f"leaders.{name}") for name in ("day", "reported", "closed")]
    last = word(lang, "leaders.flow.today")
    rows = [
        (
            last if window is windows[-1] else day,
            _link(here, f"{came:,}", "reported", window),
            _link(here, f"{went:,}", "closed", window),
        )
        for day, window, came, went in zip(days, windows, reported, closed, strict=True)
    ]
    figure = bars(here.theme, days, {heads[1]: reported, heads[2]: closed})
    return _panel(here, "flow", [said], _chart(here, figure, _table(heads, rows)))


# How soon --------------------------------------------------------------------------------------


def _close(here: PageSetting, review: Review) -> Component:
    lang, found = here.lang, review.digest
    window = found.window
    days = (window.until - window.since) // (DAY // timedelta(milliseconds=1))
    took, before = (
        METRICS["time_to_close"].weights(review.cases, one) for one in (window, window.before())
    )
    link = _link(here, word(lang, "leaders.rows.of", n=f"{len(took):,}"), "closed", window)
    shares = closed_within(took)
    times = found.times
    if shares is None or times.half is None or times.most is None:
        values = {"days": days, "n": len(took), "least": CURVE_LEAST}
        return _panel(here, "close", [word(lang, "leaders.close.few", **values)], [])
    half, most = (_span(here, ms) for ms in (times.half, times.most))
    said: list[Cell] = [
        word(lang, "leaders.close.says", days=days, n=f"{len(took):,}", half=half, most=most),
        " ",
    ]
    then = closed_within(before) if found.compared else None
    names = [word(lang, "leaders.close.now", n=days)]
    lines, columns = [took], [shares]
    past = found.times_before
    if then and past.half is not None and past.most is not None:
        half, most = (_span(here, ms) for ms in (past.half, past.most))
        said += [word(lang, "leaders.close.before", days=days, half=half, most=most), " "]
        names.append(word(lang, "leaders.close.then", n=days))
        lines.append(before)
        columns.append(then)
    rows = [
        (_step(here, step), *(f"{100 * column[at]:.1f}%" for column in columns))
        for at, step in enumerate(STEPS_MS)
    ]
    table = _table([word(lang, "leaders.close.within"), *names], rows)
    ticks = {step: _step(here, step) for step in TICKS_MS}
    figure = curve(here.theme, dict(zip(names, lines, strict=True)), ticks)
    return _panel(here, "close", [*said, link], _chart(here, figure, table))


def _span(here: PageSetting, ms: int) -> str:
    return span(here.lang, timedelta(milliseconds=ms))


def _step(here: PageSetting, ms: int) -> str:
    """A round time in the words of a scale."""
    hours = ms / HOUR_MS
    if hours >= DAY_H:
        return word(here.lang, "leaders.days", n=f"{hours / DAY_H:g}")
    return word(here.lang, "leaders.hours", n=f"{hours:g}")


# When in the week ------------------------------------------------------------------------------


def _week(here: PageSetting, review: Review) -> Component:
    lang = here.lang
    found = week_hours(review.cases, review.at, review.since, here.zone, WEEKS)
    if found is None:
        return _panel(here, "heat", [word(lang, "leaders.heat.none")], [])
    names = [word(lang, f"leaders.weekday.{day}") for day in range(len(found.counts))]
    day, hour = found.busiest
    means = _means(found)
    said = word(
        lang,
        "leaders.heat.says",
        day=names[day],
        hour=hour,
        n=f"{means[day][hour]:.1f}",
        weeks=found.weeks,
    )
    total = sum(map(sum, found.counts))
    rows_of = word(lang, "leaders.heat.rows", n=f"{total:,}")
    link = _link(here, rows_of, "reported", Window(found.since, found.until))
    heads = [word(lang, "leaders.day"), *(str(hour) for hour in range(len(means[0])))]
    rows = [
        (name, *(f"{mean:.1f}" for mean in row)) for name, row in zip(names, means, strict=True)
    ]
    figure = heat(here.theme, names, means)
    return _panel(here, "heat", [said, " ", link], _chart(here, figure, _table(heads, rows)))


def _means(found: WeekHours) -> list[list[float]]:
    return [[n / found.weeks for n in row] for row in found.counts]
