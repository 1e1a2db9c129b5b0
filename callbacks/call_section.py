"""The section `calls` of the duty desk: each chain, its steps, and what became of each message."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dashboard.domain.duty.chain_rules import ChainStep
from dashboard.domain.duty.chains import Answer, Chain, StepTaken
from dashboard.domain.duty.outgoing import OutgoingMessage
from dashboard.domain.incident import DRILL_MARK
from dashboard.live.calls import KnownCall
from dashboard.live.picture import Picture
from dashboard.system import System, to_ms

CALLS = 12
"""So many chains are told; `more` says how many others stand."""
MESSAGES = 40
"""So many messages of one step are told."""


def calls_data(system: System, picture: Picture) -> dict[str, Any]:
    """In numbered places, those first that need somebody."""
    known = picture.duty_room.calls.known()
    section: dict[str, Any] = {str(n): _call(system, one) for n, one in enumerate(known[:CALLS])}
    more = len(known) - CALLS
    return section | {"more": more} if more > 0 else section


def _call(system: System, known: KnownCall) -> dict[str, Any]:
    chain, items = known.chain, system.district.items
    rules = system.district.chains.get(chain.matter, ())
    return {
        "key": chain.key,
        "matter": chain.matter.value,
        "of": chain.of,
        "title": "" if chain.title in items else chain.title,
        "item": chain.title if chain.title in items else None,
        "due": to_ms(chain.due_at),
        "round": chain.round,
        "status": chain.state.value,
        "of_steps": len(rules),
        "drill": chain.title.startswith(DRILL_MARK),
        "steps": [_step(taken, known, rules) for taken in chain.steps],
        "next": _next(chain, rules),
    }


def _next(chain: Chain, rules: Sequence[ChainStep]) -> dict[str, Any] | None:
    """When whom it calls next; without posts nobody is left to be called."""
    if not chain.calling or chain.next_at is None:
        return None
    at, done = to_ms(chain.next_at), len(chain.steps)
    return {"at": at, "posts": list(rules[done].posts) if done < len(rules) else []}


def _step(taken: StepTaken, known: KnownCall, rules: Sequence[ChainStep]) -> dict[str, Any]:
    rule = rules[taken.step - 1] if taken.step <= len(rules) else None
    messages = [one for one in known.messages if one.step == taken.step]
    return {
        "n": taken.step,
        "at": to_ms(taken.at),
        "empty": taken.empty.value if taken.empty else "",
        "each": rule is not None and rule.each,
        "posts": list(rule.posts) if rule else [],
        "called": [_called(login, messages, known.chain.answers) for login in taken.called],
        "messages": [_message(one) for one in messages[:MESSAGES]],
    }


def _called(
    login: str, messages: Sequence[OutgoingMessage], answers: Sequence[Answer]
) -> dict[str, Any]:
    """A person of a step; `answered` is when they have answered."""
    name = next((one.name for one in messages if one.login == login), login)
    at = next((answer.at for answer in answers if answer.login == login), None)
    return {"login": login, "name": name, "answered": _ms(at)}


def _message(one: OutgoingMessage) -> dict[str, Any]:
    return {
        "no": one.number,
        "login": one.login,
        "channel": one.channel,
        "status": one.state.value,
        "at": _ms(one.changed_at),
        "next": _ms(one.next_at),
        "tries": one.tries,
        "words": one.reason,
        "again": one.given_up,
    }


def _ms(at: datetime | None) -> int | None:
    return None if at is None else to_ms(at)
