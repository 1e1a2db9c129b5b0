"""补录: what was written on paper during an outage becomes a case, with the time of the paper.

The case is what it would be if it had been entered then: every clock counts from the time on the
paper. The journal has both, the row's own time and the paper's in its words.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.actions.envelope import Envelope
from dashboard.actions.handlers import (
    add,
    case_number,
    circumstances,
    give_back_case_number,
    keep_reporter,
)
from dashboard.actions.unit_of_work import UnitOfWork
from dashboard.domain.desk_commands import EnterFromPaper
from dashboard.domain.life import open_case
from dashboard.domain.refusals import Refused
from dashboard.store.intake import already_received

SOURCE = "centre/paper"
"""Under which the forms' numbers are kept: each becomes one case, whoever enters it."""
BACK_MAX = timedelta(days=7)
FORM = re.compile(r"[A-Z0-9][A-Z0-9-]{1,39}")


def enter_from_paper(work: UnitOfWork, envelope: Envelope) -> str:
    """Opens the case of one line on paper; returns its number. Raises `Refused`."""
    command: Any = envelope.command
    _need_form(work, command)
    _need_time(command.reported_at, work.now)
    number = case_number(work)
    at = replace(
        circumstances(work, envelope, number=number), now=command.reported_at.astimezone(UTC)
    )
    try:
        case = open_case(command, at)
    except Refused:
        give_back_case_number(work)
        raise
    add(work, envelope, case)
    if command.reporter is not None:
        keep_reporter(work, number, command.reporter)
    work.received_as(SOURCE, command.form, number)
    return number


def _need_form(work: UnitOfWork, command: EnterFromPaper) -> None:
    """The form's number is well formed, and new."""
    if not FORM.fullmatch(command.form):
        raise Refused("FORM_NUMBER", "A form's number has capitals, digits and hyphens.")
    key = (SOURCE, command.form)
    known = already_received(work.connection, work.district, [key]).get(key)
    if known is not None:
        words = f"Form {command.form} is case {known} already."
        raise Refused("FORM_ENTERED", words, form=command.form, case=known)


def _need_time(reported_at: datetime, now: datetime) -> None:
    if reported_at > now:
        raise Refused("PAPER_IN_FUTURE", "What is entered afterwards has happened already.")
    if reported_at < now - BACK_MAX:
        words = f"Paper may be entered for {BACK_MAX.days} days."
        raise Refused("PAPER_TOO_OLD", words, days=BACK_MAX.days)
