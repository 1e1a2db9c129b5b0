"""The page on which who was called answers, made by the server alone: it fits a telephone."""

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.domain.district import District
from dashboard.domain.duty.outgoing import OutgoingMessage
from layouts import outgoing_text
from layouts.plain_pages import page, query
from layouts.words import LANG_TAG, Lang, word


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAsked:
    """What the page shows: the call, and a button unless `said` tells why it can't be answered."""

    message: OutgoingMessage | None
    csrf: str
    token: str
    said: str = ""
    done: bool = False


def whole(lang: Lang, district: District, asked: AnswerAsked) -> str:
    """The page; every value is escaped. Its other language is a link."""
    other: Lang = "en" if lang == "zh" else "zh"
    one = asked.message
    said = word(lang, "duty.done.answer_call") if asked.done else asked.said
    return page(
        "answer.html",
        lang,
        district,
        title=word(lang, "answer.title"),
        said=said,
        about=outgoing_text.line(lang, district, one) if one else "",
        asks=one is not None and not said,
        done=asked.done,
        csrf=asked.csrf,
        here=_address(lang, asked.token),
        other=_address(other, asked.token),
        other_tag=LANG_TAG[other],
        duty="/duty" + query(lang),
    )


def _address(lang: Lang, token: str) -> str:
    english = {"lang": "en"} if lang == "en" else {}
    return "/answer?" + urlencode({"token": token} | english)
