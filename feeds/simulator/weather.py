"""The weather office's warnings: a cold wave in winter, ice on its roads, heavy rain in summer."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from dashboard.domain.commands import Report
from dashboard.domain.warned.messages import (
    Colour,
    MessageType,
    PublishWarning,
    Reference,
    WarnedArea,
    WarningWords,
)
from feeds.simulator.town import Town

SOURCE = "weather"
SENDER = "22010041600000"
ISSUER = "长春市气象台"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LONGEST = 3 * DAY
"""From the first message about something to its last end."""
WINTER, SUMMER = (11, 12, 1, 2, 3), (6, 7, 8)
COLD_SHARE, ICE_SHARE, RAIN_SHARE = 0.35, 0.3, 0.15
"""Share of the days of the season on which it is warned of."""
AFTERNOON, DAWN = time(15, 40), time(5, 30)
SCATTERED_MINUTES = 25
TEXTS = {
    (
        "寒潮",
        Colour.BLUE,
    ): "预计未来48小时最低气温下降8℃以上，降至-20℃左右，伴有4至5级偏北风。",
    (
        "寒潮",
        Colour.YELLOW,
    ): "预计未来24小时最低气温再降10℃以上，降至-24℃左右，伴有6级阵风。",
    (
        "道路结冰",
        Colour.YELLOW,
    ): "受低温和降雪影响，预计未来6小时城区道路结冰，对交通有较大影响。",
    ("暴雨", Colour.BLUE): "预计未来12小时降雨量将达50毫米以上，低洼路段可能积水。",
    ("暴雨", Colour.YELLOW): "预计未来6小时降雨量将达50毫米以上，低洼路段积水，请注意防范。",
}
ADVICE = {
    "寒潮": "供热、供水单位加强值守；注意老人、儿童防寒保暖。",
    "道路结冰": "及时清雪除冰；行人车辆减速慢行。",
    "暴雨": "排水单位加强巡查；远离低洼路段和地下空间。",
}
ENGLISH = {"寒潮": "Cold wave", "道路结冰": "Road icing", "暴雨": "Heavy rain"}
SIGNS = {Colour.BLUE: ("蓝色", "blue"), Colour.YELLOW: ("黄色", "yellow")}


def warnings(town: Town, start: datetime, end: datetime) -> Iterator[Report]:
    """The messages with start <= time < end, in order of time."""
    first = (start - LONGEST).astimezone(town.zone).date()
    last = end.astimezone(town.zone).date()
    days = (first + no * DAY for no in range((last - first).days + 1))
    found = [report for day in days for report in _of_day(town, day)]
    for report in sorted(found, key=lambda one: (one.time or start, one.id)):
        if report.time is not None and start <= report.time < end:
            yield report


def _of_day(town: Town, day: date) -> Iterator[Report]:
    """All that is told of what is first warned of on this day, updates and ends included."""
    chance = town.chance("weather", day.isoformat())
    first, second = chance.random(), chance.random()
    if day.month in WINTER:
        if first < COLD_SHARE:
            yield from _lasting(_at(town, day, AFTERNOON, chance), "寒潮", 48, chance)
        if second < ICE_SHARE:
            at = _at(town, day, DAWN, chance)
            yield _told(at, "道路结冰", Colour.YELLOW, at + 6 * HOUR)
    elif day.month in SUMMER and first < RAIN_SHARE:
        yield from _lasting(_at(town, day, AFTERNOON, chance), "暴雨", 12, chance)


def _at(town: Town, day: date, when: time, chance: Random) -> datetime:
    minutes = chance.randint(-SCATTERED_MINUTES, SCATTERED_MINUTES)
    return datetime.combine(day, when, town.zone) + timedelta(minutes=minutes)


def _lasting(at: datetime, event: str, hours: int, chance: Random) -> Iterator[Report]:
    """Blue at first; half of them become yellow, half are cancelled before their end."""
    worse, better = chance.random() < 0.5, chance.random() < 0.5  # noqa: PLR2004 - a coin each
    ends, last = at + hours * HOUR, _own(at, MessageType.ALERT)
    yield _told(at, event, Colour.BLUE, ends)
    if worse:
        later = at + hours / 3 * HOUR
        yield _told(later, event, Colour.YELLOW, ends, last)
        last = _own(later, MessageType.UPDATE)
    if better:
        yield _told(ends - hours / 6 * HOUR, event, None, ends, last)


def _told(
    at: datetime,
    event: str,
    colour: Colour | None,
    ends: datetime,
    before: Reference | None = None,
) -> Report:
    """One message; an update or, without a colour, the cancellation of the one before."""
    kind = MessageType.ALERT if before is None else MessageType.UPDATE
    kind = MessageType.CANCEL if colour is None else kind
    own = _own(at, kind)
    command = PublishWarning(
        sender=own.sender,
        identifier=own.identifier,
        sent=at,
        message=kind,
        references=() if before is None else (before,),
        issuer=ISSUER,
        colour=colour,
        effective=at,
        expires=ends,
        words=() if colour is None else _words(event, colour),
        areas=(WarnedArea(name="长春市", geocodes=("220100000000",)),),
    )
    return Report(SOURCE, f"cap-{own.identifier}", at, command)


def _own(at: datetime, kind: MessageType) -> Reference:
    """What identifies the message of this instant: its last digit tells its kind."""
    number = f"{SENDER}_{at:%Y%m%d%H%M%S}_{list(MessageType).index(kind)}"
    return Reference(sender=SENDER, identifier=number, sent=at)


def _words(event: str, colour: Colour) -> tuple[WarningWords, ...]:
    chinese, english = SIGNS[colour]
    named = ENGLISH[event]
    return (
        WarningWords(
            language="zh-CN",
            event=event,
            headline=f"{ISSUER}发布{event}{chinese}预警信号",
            text=TEXTS[(event, colour)],
            instruction=ADVICE[event],
        ),
        WarningWords(
            language="en",
            event=named,
            headline=f"Changchun weather office: {named.lower()}, {english} warning",
        ),
    )
