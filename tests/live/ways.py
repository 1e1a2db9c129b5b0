"""The commands on a case, by name, and those that lead it to its close."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from dashboard.domain import commands as c
from tests.helpers.messages import ITEM

Make = Callable[[str, str, datetime], c.Command]
_COMMANDS: Mapping[str, Make] = {
    "direct": lambda case, unit, _: c.Direct(case=case, unit=unit, by="grid206", item=ITEM),
    "acknowledge": lambda case, unit, _: c.Acknowledge(case=case, unit=unit),
    "return": lambda case, unit, _: c.Return(case=case, unit=unit, reason="不属于本单位"),
    "extend": lambda case, unit, now: c.RequestExtension(
        case=case, unit=unit, reason="等配件", until=now + timedelta(days=9)
    ),
    "suspend": lambda case, unit, now: c.RequestSuspension(
        case=case, unit=unit, reason="冬季无法施工", until=now + timedelta(days=90)
    ),
    "feed back": lambda case, unit, _: c.FeedBack(case=case, unit=unit, result="已修好"),
    "fail": lambda case, _, __: c.Verify(case=case, passed=False, by="grid206", opinion="仍漏"),
    "pass": lambda case, _, __: c.Verify(case=case, passed=True, by="grid206"),
    "not reached": lambda case, _, __: c.CallBack(case=case, reached=False),
    "unsolved": lambda case, _, __: c.CallBack(case=case, reached=True, solved=False),
    "solved": lambda case, _, __: c.CallBack(case=case, reached=True, solved=True),
}
WAYS = tuple(_COMMANDS)
LIFE = ("direct", "acknowledge", "feed back", "pass", "solved")


def command(name: str, case: str, unit: str, now: datetime) -> c.Command:
    """The command of this name."""
    return _COMMANDS[name](case, unit, now)
