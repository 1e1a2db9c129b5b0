"""A paper as a page, and as the values for its PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dashboard.domain.district import District
from layouts.modules import ASSETS
from layouts.paper.characters import breakable, plain, printable, straight
from layouts.paper.document import Paper, PaperPart, as_data, as_json
from layouts.plain_pages import page
from layouts.words import Lang, word

STYLES = ("common/tokens.css", "paper/paper.css")
TEMPLATE = Path(__file__).parent / "paper.typ"


@dataclass(frozen=True, slots=True)
class Way:
    """A link above the paper, which isn't printed."""

    href: str
    words: str


def whole(district: District, paper: Paper, ways: Sequence[Way] = ()) -> str:
    """The page; every value is escaped. Raises `EmptyPaper`."""
    data = as_data(paper, plain)
    return _page(district, paper, data, ways=ways)


def alone(district: District, paper: Paper) -> str:
    """The page as a file that needs nothing beside it; raises `EmptyPaper`."""
    sheets = [(ASSETS / "css" / name).read_text("utf-8") for name in STYLES]
    return _page(district, paper, as_data(paper, plain), style="\n".join(sheets))


def _page(district: District, paper: Paper, data: dict[str, Any], **more: Any) -> str:
    values = {"ways": (), "style": ""} | more
    return page("paper.html", paper.lang, district, title=paper.title, paper=data, **values)


def values(paper: Paper) -> bytes:
    """The values for its PDF, with a word on characters that it can't show; raises `EmptyPaper`."""
    unshown: list[str] = []

    def shown(text: str) -> str:
        if printable(text) != straight(text):
            unshown.append(text)
        return breakable(text)

    data = as_data(paper, shown)
    if unshown:
        note = PaperPart(sentences=(word(paper.lang, "paper.codes"),))
        data = as_data(replace(paper, parts=(*paper.parts, note)), breakable)
    return as_json(data)


def no_pdf(lang: Lang, district: District, why: str, page_of_it: str) -> str:
    """Why there is no PDF, with the way to the page, which prints as well."""
    part = PaperPart(sentences=(why,))
    paper = Paper(lang=lang, place="", title=word(lang, "paper.no_pdf"), parts=(part,))
    return whole(district, paper, [Way(page_of_it, word(lang, "paper.page"))])
