"""How this deadline is computed: the sum in a table, then every stretch that counts or not."""

from collections.abc import Iterator
from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from dashboard.domain.case import Case, Move
from dashboard.domain.explanation import Explanation, Stretch
from dashboard.domain.life.moving import begun_by, moved_by, stage_moves
from dashboard.domain.timeline import WORK_DAY_MS
from dashboard.domain.unit import LimitUnit
from layouts.detail.clocks import stage_name
from layouts.detail.steps import toggle
from layouts.detail.viewer import Viewer
from layouts.words.stretches import HOLIDAYS

Row = tuple[str, str, str]
MOMENT = timedelta(milliseconds=1)
DAY_MS = {LimitUnit.WORK_DAY: WORK_DAY_MS, LimitUnit.CAL_DAY: 24 * 3_600_000}


def why(seat: Viewer, case: Case, found: Explanation) -> html.Section:
    """The sum for the present stage's deadline; W opens the stretches."""
    head: list[Component] = [
        html.H3(seat.word("why.title", at=seat.local.moment(found.due_at))),
        toggle(seat, "why"),
    ]
    if case.calendar_provisional or found.provisional:
        head.append(html.Span(seat.word("why.provisional"), className="provisional"))
    rows = [_row(row) for row in _sum(seat, case, found)]
    totals = [_row(row, "total") for row in _total(seat, case, found)]
    parts = [
        html.Header(head, className="part-head"),
        html.Table(html.Tbody([*rows, *totals])),
        html.Ol([_stretch(seat, found, part) for part in found.stretches], className="stretches"),
        html.Ul([html.Li(seat.word(f"rule.{rule}")) for rule in found.rules], className="rules"),
    ]
    return html.Section(parts, className="detail-why")


def _row(row: Row, kind: str = "") -> html.Tr:
    return html.Tr([html.Td(cell) for cell in row], className=kind)


def _sum(seat: Viewer, case: Case, found: Explanation) -> Iterator[Row]:
    """The parts of the deadline; parts that don't apply are left out."""
    local, unit = seat.local, found.limit.unit
    item = f"{case.item} " if case.item else ""
    level = f"{case.urgency} {seat.word(f'urgency.{case.urgency}')}"
    rule = f"{item}{level} · {seat.word(f'counting.{unit}')}"
    yield seat.word("why.rule"), rule, local.limit(found.limit)
    yield seat.word("why.start"), _start(seat, case, found), local.moment(found.start)
    for move in stage_moves(case):
        yield _moved(seat, move)
    if found.moved and moved_by(case) is None:
        yield seat.word("why.moved"), seat.word("why.moved.unknown"), ""


def _start(seat: Viewer, case: Case, found: Explanation) -> str:
    """What started the clock: the step, or what began it anew."""
    if found.start != case.stage_at:
        return seat.word("why.start.FILED")
    cause = begun_by(case)
    return seat.word(f"moved.{cause}" if cause else f"why.start.{case.state}")


def _moved(seat: Viewer, move: Move) -> Row:
    """One move of the stage's deadline: its cause, when and how, and the new deadline."""
    local = seat.local
    how = seat.word(f"moved.{move.cause}.how")
    words = seat.word("why.moved.how", at=local.moment(move.at), how=how)
    if move.was and move.due_at:
        words = seat.word("why.moved.was", how=words, at=local.moment(move.was))
    return seat.word(f"moved.{move.cause}"), words, local.moment(move.due_at or move.at)


def _total(seat: Viewer, case: Case, found: Explanation) -> Iterator[Row]:
    local = seat.local
    yield seat.word("why.due"), stage_name(seat, case), local.moment(found.due_at)
    if case.judged_at and case.judged_at < found.due_at:
        how = seat.word("why.judged.how")
        yield seat.word("why.judged"), how, local.moment(case.judged_at)
    if case.case_due_at:
        fixed = "why.case_fixed" if case.dispatched_at else "why.case_provisional"
        yield seat.word("why.case_due"), seat.word(fixed), local.moment(case.case_due_at)


def _stretch(seat: Viewer, found: Explanation, part: Stretch) -> html.Li:
    """From when to when, what it is, and how much of it counts."""
    what = seat.word(f"stretch.{part.why}")
    if part.name:
        name = part.name if seat.lang == "zh" else HOLIDAYS.get(part.name, part.name)
        what = seat.word("stretch.named", what=what, name=name)
    if part.provisional:
        what = seat.word("stretch.named", what=what, name=seat.word("stretch.provisional"))
    return html.Li(
        [
            html.Span(_when(seat, found.limit.unit, part), className="when"),
            html.Span(what),
            html.Span(_counted(seat, found.limit.unit, part), className="counts"),
        ],
        className="counted" if part.ms else "skipped",
    )


def _when(seat: Viewer, unit: LimitUnit, part: Stretch) -> str:
    """Dates for limits in days, including the last day; otherwise times."""
    local = seat.local
    if unit not in DAY_MS:
        return f"{local.moment(part.start)} – {local.moment(part.end)}"
    first, last = local.day(part.start), local.day(part.end - MOMENT)
    return first if first == last else f"{first} – {last}"


def _counted(seat: Viewer, unit: LimitUnit, part: Stretch) -> str:
    """How much of a stretch counts: whole days for days, otherwise hours and minutes."""
    if not part.ms:
        return seat.word("stretch.skipped")
    if unit in DAY_MS:
        days = part.ms / DAY_MS[unit]
        return seat.word(f"limit.{unit}", n=f"{days:.1f}".removesuffix(".0"))
    minutes = part.ms // 60_000
    return f"{minutes // 60}:{minutes % 60:02d}"
