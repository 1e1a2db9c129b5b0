"""The sheet of a handover as a paper: what was open, the word, both signatures."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from dashboard.domain.district import District
from dashboard.domain.duty.open_points import LINKED, OpenPoint, PointKind
from dashboard.domain.duty.shifts import Handover, Shift
from layouts.paper.document import NOTHING, Paper, PaperPart
from layouts.words import Lang, live_words, word

At = Callable[[datetime | None], str]


def paper(lang: Lang, district: District, shift: Shift, sheet: Handover) -> Paper:
    """The paper; what nobody has signed for yet says so."""
    say, zone = partial(word, lang), ZoneInfo(district.timezone)

    def at(instant: datetime | None) -> str:
        return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}" if instant else NOTHING

    rows = [
        (
            _what(lang, district, line),
            _which(lang, district, line),
            at(line.due_at),
            say("sheet.yes") if line.key in sheet.seen else NOTHING,
        )
        for line in sheet.lines
    ]
    heads = tuple(say(f"sheet.{name}") for name in ("what", "which", "due", "seen"))
    left_out = (say("sheet.left_out", n=sheet.left_out),) if sheet.left_out else ()
    began = say("sheet.shift", name=shift.name, began=at(shift.began_at), ended=at(shift.ended_at))
    said = f"{say('sheet.word')}{sheet.word or say('sheet.no_word')}"
    name = district.name_zh if lang == "zh" else district.name_en
    title = say("sheet.title", no=shift.number)
    return Paper(
        lang=lang,
        place=f"{name} {say('shell.title')}",
        title=title,
        running=title,
        parts=[
            PaperPart(sentences=(began, said)),
            PaperPart(heads=heads, widths=(3, 4, 2, 2), rows=rows)
            if rows
            else PaperPart(sentences=(say("sheet.empty"),)),
            PaperPart(
                sentences=(*left_out, _outgoing(lang, shift, sheet, at), _incoming(lang, shift, at))
            ),
        ],
    )


def _outgoing(lang: Lang, shift: Shift, sheet: Handover, at: At) -> str:
    offered = at(sheet.offered_at)
    if sheet.offered_name:
        by = sheet.offered_name
        return word(lang, "sheet.outgoing_for", by=by, name=shift.name, at=offered)
    return word(lang, "sheet.outgoing", name=shift.name, at=offered)


def _incoming(lang: Lang, shift: Shift, at: At) -> str:
    if not shift.taken_name:
        return word(lang, "sheet.unsigned")
    return word(lang, "sheet.incoming", name=shift.taken_name, at=at(shift.ended_at))


def _what(lang: Lang, district: District, line: OpenPoint) -> str:
    """A line in the words of the duty desk."""
    words = live_words(lang, "duty")
    numeral = words.get(f"numeral.{line.number}", "")
    ending = ".unsigned" if line.unsigned else ".linked" if line.more == LINKED else ""
    return words[f"point.{line.kind}{ending}"].format(
        n=line.number,
        report=words.get(f"report.{line.more}", "").format(n=numeral),
        turn=words.get(f"turn.{line.more}", ""),
        milestone=words.get(f"milestone.{line.more}", ""),
        owner=_owner(lang, district, line.more),
    )


def _owner(lang: Lang, district: District, more: str) -> str:
    """Who answers for a task."""
    code = more.partition(":")[2]
    unit, post = district.units.get(code), district.posts.get(code)
    if unit is not None:
        return unit.short_zh if lang == "zh" else unit.short_en
    return post.called(lang) if post is not None else code


def _which(lang: Lang, district: District, line: OpenPoint) -> str:
    item, street = district.items.get(line.item or ""), district.streets.get(line.street)
    name = line.title or (item and (item.short_zh if lang == "zh" else item.short_en)) or ""
    place = (street.short_zh if lang == "zh" else street.short_en) if street else ""
    where = f"{place} {line.grid}" if place and line.grid else place
    if line.kind is PointKind.SOURCE:
        return line.of
    return " · ".join(part for part in (name, line.of, where) if part)
