"""The digest of a signed report: whoever has the paper can tell whether it is the one on record."""

import hashlib
from datetime import UTC, datetime

from dashboard.domain.situation_reports import SituationReport

NONE = "-"


def digest(incident: str, place: int, report: SituationReport) -> str:
    """SHA-256 in hexadecimal over what was signed, a line each in UTF-8; the text comes last.

    `place` is the report's among the written ones of its incident, from 1.
    """
    lines = (
        incident,
        str(place),
        report.kind.value,
        str(report.number),
        str(report.level or NONE),
        report.by,
        _instant(report.filed_at),
        _instant(report.entered_at),
        report.signed_by or NONE,
        _instant(report.signed_at),
        report.text,
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _instant(at: datetime | None) -> str:
    return NONE if at is None else at.astimezone(UTC).isoformat(timespec="milliseconds")
