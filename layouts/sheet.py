"""The page of a handover's sheet: what was open, the word, both signatures."""

from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.domain.district import District
from dashboard.domain.duty.open_points import OpenPoint, PointKind
from dashboard.domain.duty.shifts import Handover, Shift
from layouts.plain_pages import page, query
from layouts.words import Lang, live_words, word


def whole(lang: Lang, district: District, shift: Shift, sheet: Handover) -> str:
    """The page; every value is escaped."""
    zone = ZoneInfo(district.timezone)

    def at(instant: datetime | None) -> str:
        return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}" if instant else "—"

    rows = [
        {
            "what": _what(lang, line),
            "which": _which(lang, district, line),
            "due": at(line.due_at),
            "seen": line.key in sheet.seen,
        }
        for line in sheet.lines
    ]
    return page(
        "sheet.html",
        lang,
        district,
        title=word(lang, "sheet.title", no=shift.number),
        wide=True,
        query=query(lang),
        shift=shift,
        sheet=sheet,
        began=at(shift.began_at),
        offered=at(sheet.offered_at),
        ended=at(shift.ended_at),
        rows=rows,
    )


def _what(lang: Lang, line: OpenPoint) -> str:
    """A line in the words of the duty desk."""
    words = live_words(lang, "duty")
    numeral = words.get(f"numeral.{line.number}", "")
    return words[f"point.{line.kind}{'.unsigned' if line.unsigned else ''}"].format(
        report=words.get(f"report.{line.more}", "").format(n=numeral),
        turn=words.get(f"turn.{line.more}", ""),
        milestone=words.get(f"milestone.{line.more}", ""),
    )


def _which(lang: Lang, district: District, line: OpenPoint) -> str:
    item, street = district.items.get(line.item or ""), district.streets.get(line.street)
    name = line.title or (item and (item.short_zh if lang == "zh" else item.short_en)) or ""
    place = (street.short_zh if lang == "zh" else street.short_en) if street else ""
    where = f"{place} {line.grid}" if place and line.grid else place
    if line.kind is PointKind.SOURCE:
        return line.of
    return " · ".join(part for part in (name, line.of, where) if part)
