"""Messages for a running centre: put into its inbox, or taken as of an earlier time."""

import itertools
from datetime import timedelta
from typing import Any

from dashboard import codec
from dashboard.actions.ingest import take
from dashboard.domain import commands as c
from dashboard.streams import inbox
from tests.services.centre import RunningCentre

GRID = 206
ITEM = "0101"
NO_TIME = timedelta()

_ids = itertools.count(1)


def put(centre: RunningCentre, *commands: c.Command, source: str = "acts") -> list[str]:
    """Puts commands into the inbox as an outside system's messages; returns their ids."""
    system = centre.system
    reports = [c.Report(source, f"{source}-{next(_ids)}", None, one) for one in commands]
    raws = [codec.write_report(one) for one in reports]
    inbox.put(system.redis, system.district.key, raws)
    return [one.id for one in reports]


def take_in(centre: RunningCentre, command: c.Command, ago: timedelta = NO_TIME) -> str:
    """Takes a command straight into SQL, `ago` earlier; returns the number it opened or changed."""
    report = c.Report("acts", f"acts-{next(_ids)}", None, command)
    answer = take(centre.system_of(ago), [report])[0]
    assert answer.refused is None, answer.refused
    return answer.key


def case(item: str = ITEM, grid: int = GRID, **fields: Any) -> c.ReportCase:
    """A minimal report."""
    return c.ReportCase(item=item, grid=grid, channel=c.Channel.PHONE, **fields)
