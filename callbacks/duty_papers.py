"""The written reports that the duty desk can print: of what runs, and of what was over last."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from dashboard.domain.incident import Incident
from dashboard.domain.incident_reporting import papers
from dashboard.live.picture import Picture

INCIDENTS = 16
REPORTS = 6
"""Of one incident the last ones; each names the one before it."""


def printed(picture: Picture) -> Iterator[dict[str, Any]]:
    """The incidents that have written reports; the picture's lock is held."""
    known = (*picture.running_incidents(), *picture.major.over)
    return islice((_papers(one) for one in known if papers(one)), INCIDENTS)


def _papers(one: Incident) -> dict[str, Any]:
    reports = list(enumerate(papers(one), start=1))
    return {
        "no": one.number,
        "title": one.title,
        "reports": [
            {
                "place": place,
                "kind": report.kind.value,
                "n": report.number,
                "draft": report.delivered_at is None,
            }
            for place, report in reports[-REPORTS:]
        ],
    }
