"""The words of an outgoing letter, of one message or of several in one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from dashboard.domain.district import District
from dashboard.domain.duty.outgoing import OutgoingMessage
from dashboard.domain.incident import DRILL_MARK
from dashboard.senders.letter import Letter
from layouts.words import Lang, word


def letter(
    lang: str,
    district: District,
    messages: Sequence[OutgoingMessage],
    now: datetime,
    links: Mapping[str, str] = MappingProxyType({}),
) -> Letter:
    """One letter of these messages, which have one channel; its id is that of the first.

    `links` are where who was called may answer, by the message's number.
    """
    tongue: Lang = "en" if lang == "en" else "zh"
    first, lines = messages[0], [line(tongue, district, one) for one in messages]
    ways = {number: _in_language(way, tongue) for number, way in links.items() if way}
    lines += [word(tongue, "call.link", link=way) for way in ways.values()]
    name = district.name_en if tongue == "en" else district.name_zh
    subject = word(tongue, "call.subject", district=name, matter=_matter(tongue, first))
    if all(one.title.startswith(DRILL_MARK) for one in messages):
        subject = DRILL_MARK + subject
    many = [word(tongue, "call.many", n=len(messages))] if len(messages) > 1 else []
    return Letter(
        id=first.id,
        at=now,
        subject=subject,
        text="\n".join([subject, *many, *lines, word(tongue, "call.act")]),
        facts=tuple(_facts(one, ways.get(one.number, "")) for one in messages),
    )


def _in_language(link: str, lang: Lang) -> str:
    return f"{link}&lang=en" if lang == "en" else link


def _matter(lang: Lang, message: OutgoingMessage) -> str:
    return word(lang, f"call.{message.matter}")


def line(lang: Lang, district: District, one: OutgoingMessage) -> str:
    """What a message is about, whom it calls, and who is called next."""
    item = district.items.get(one.title)
    title = one.title if item is None else item.short_en if lang == "en" else item.short_zh
    said = word(
        lang,
        "call.line",
        matter=_matter(lang, one),
        of=one.of,
        title=title,
        due=_time(district, one.due_at),
        post=_post(lang, district, one.post),
        name=one.name,
    )
    if one.then_at is None:
        return said
    at, post = _time(district, one.then_at), _post(lang, district, one.then_post)
    return said + ("" if lang == "zh" else " ") + word(lang, "call.then", at=at, post=post)


def _post(lang: Lang, district: District, code: str) -> str:
    post = district.posts.get(code)
    return code if post is None else post.called(lang)


def _time(district: District, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(district.timezone)):%m-%d %H:%M}"


def _facts(one: OutgoingMessage, link: str) -> dict[str, object]:
    return {
        "id": one.id,
        "matter": one.matter,
        "of": one.of,
        "title": one.title,
        "due_at": one.due_at,
        "post": one.post,
        "login": one.login,
        "step": one.step,
        "then_at": one.then_at,
        "answer": link,
    }
