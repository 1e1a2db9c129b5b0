"""Leaders' instructions (批示): a few a day about what is gravest, and how the centre answers."""

from datetime import datetime, timedelta

from dashboard.domain.alerts import Alert, AlertState, Turn
from dashboard.domain.incident import Incident, IncidentState
from dashboard.domain.instructions.instruction import About, Instruction
from dashboard.domain.instructions.instruction_commands import (
    AnswerInstruction,
    ReadInstruction,
    WriteInstruction,
)
from feeds.simulator import staff, words
from feeds.simulator.orders import DeskOrder, State
from feeds.simulator.pace import Pace
from feeds.simulator.town import Town

MINUTE = timedelta(minutes=1)
OF_CASES, OF_INCIDENTS = 0.05, 0.8
"""Shares of the severely late cases and of the confirmed incidents that a leader instructs on."""
WAKING = range(8, 22)
"""The hours in which leaders look at their page."""
CASE_MINUTES, INCIDENT_MINUTES = (10.0, 90.0), (6.0, 25.0)
READ_MINUTES, PROGRESS_MINUTES = (2.0, 14.0), (15.0, 35.0)
LATE = 0.15
"""Share of the final answers that come late."""
IN_TIME, TOO_LATE = (0.25, 0.9), (1.03, 1.25)
"""When the final answer comes, as shares of the limit."""


def instruction_about(
    before: Incident | None, state: State, now: datetime, town: Town, pace: Pace
) -> DeskOrder | None:
    """What a leader writes about a case that has become severely late, or a new incident."""
    chance = town.chance("instruct", getattr(state, "key", "") or getattr(state, "number", ""))
    if isinstance(state, Alert):
        severe = state.lamp is Turn.SEVERE and state.state is AlertState.RAISED
        if not severe or state.version > 1 or chance.random() >= OF_CASES:
            return None
        about, of, minutes, says = About.CASE, state.case, CASE_MINUTES, "about_case"
    elif isinstance(state, Incident):
        fresh = before is not None and before.state is IncidentState.SUSPECTED
        confirmed = state.state is IncidentState.CONFIRMED
        if not (fresh and confirmed) or chance.random() >= OF_INCIDENTS:
            return None
        about, of, minutes, says = About.INCIDENT, state.number, INCIDENT_MINUTES, "about_incident"
    else:
        return None
    at = pace.after(now, MINUTE * chance.uniform(*minutes))
    if at.astimezone(town.zone).hour not in WAKING:
        return None
    order = WriteInstruction(about=about, of=of, words=words.instruction(says, chance))
    return DeskOrder(staff.LEADER, at, order)


def next_answer(one: Instruction, since: datetime, town: Town, pace: Pace) -> DeskOrder | None:
    """Read within minutes; of an incident how it goes; then the final answer, some of them late.

    What is addressed to a unit is left to it.
    """
    if not one.open or one.to:
        return None
    chance = town.chance("instruction", one.number, one.version)
    if not one.read:
        at = pace.after(since, MINUTE * chance.uniform(*READ_MINUTES))
        who = staff.dispatcher(town, at, one.number)
        return DeskOrder(who, at, ReadInstruction(instruction=one.number))
    if one.about is About.INCIDENT and not one.answers:
        at = pace.after(since, MINUTE * chance.uniform(*PROGRESS_MINUTES))
        return DeskOrder(staff.FOREMAN, at, _answer(one, "progress", town, final=False))
    late = town.chance("late answer", one.number).random() < LATE
    share = chance.uniform(*(TOO_LATE if late else IN_TIME))
    at = pace.after(one.at, (one.due_at - one.at) * share)
    if not late:
        at = pace.awake(since, at, chance, one.due_at)
    says = "final_incident" if one.about is About.INCIDENT else "final_case"
    return DeskOrder(staff.FOREMAN, max(since, at), _answer(one, says, town, final=True))


def _answer(one: Instruction, says: str, town: Town, *, final: bool) -> AnswerInstruction:
    chance = town.chance("answer", one.number, one.version)
    cases = (one.of,) if one.about is About.CASE else ()
    said = words.instruction(says, chance)
    return AnswerInstruction(instruction=one.number, words=said, final=final, cases=cases)
