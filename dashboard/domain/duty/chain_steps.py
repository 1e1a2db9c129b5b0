"""Advances a chain of calls: a pure function of its object, who is on duty, and the instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.domain.duty.chain_rules import ChainRules, ChainStep
from dashboard.domain.duty.chains import (
    ANSWER_LASTS,
    Answer,
    Chain,
    ChainState,
    ChainSubject,
    Empty,
    StepTaken,
    chain_key,
)
from dashboard.domain.duty.channels import CallChannel
from dashboard.domain.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a post now, with the contact that the roster has."""

    login: str
    name: str
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """A holder of a post, and the channel that reaches them."""

    post: str
    login: str
    name: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Who holds which post at an instant, and by what they are reached."""

    holders: Mapping[str, Sequence[Holder]]
    channels: Sequence[CallChannel]

    def callees(self, step: ChainStep) -> list[Callee] | Empty:
        """Everybody whom this step calls, each by every channel; else why it calls nobody.

        Who holds two posts of a step is called once.
        """
        held = [(post, one) for post in step.posts for one in self.holders.get(post, ())]
        if not held:
            return Empty.NOBODY
        found: dict[tuple[str, str], Callee] = {}
        for post, one in held:
            for channel in self.channels:
                if channel.reaches(post, one.login, one.contact):
                    callee = Callee(post=post, login=one.login, name=one.name, channel=channel.name)
                    found.setdefault((one.login, channel.name), callee)
        return list(found.values()) or Empty.NO_CHANNEL


@dataclass(frozen=True, slots=True)
class Advance:
    """The chain as it is now, and who is called by the step that it has just taken, if any."""

    chain: Chain
    calls: tuple[Callee, ...] = ()
    then: ChainStep | None = None
    """The step after that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What chains are judged by at one instant."""

    rules: ChainRules
    reach: Reach
    now: datetime


def advance(
    chain: Chain | None, subject: ChainSubject | None, here: Situation, *, given_up: bool = False
) -> Advance | None:
    """What the instant makes of a chain; None if nothing. `subject` is None once it has ended.

    `given_up` means that no message of the last step has got through or can any more: then the
    next step is due at once.
    """
    if subject is None:
        return _died(chain)
    steps, now = here.rules.get(subject.matter, ()), here.now
    if chain is None or _asks_anew(chain, subject, now):
        begins = bool(steps) and not subject.taken_by
        return _take_step(_begun(chain, subject, now), steps, here) if begins else None
    if chain.calling and _answered(chain, subject, steps):
        return Advance(_answer_stands(chain, subject, now))
    due = given_up or (chain.next_at is not None and chain.next_at <= now)
    return _take_step(chain, steps, here) if chain.calling and due else None


def _died(chain: Chain | None) -> Advance | None:
    """A chain dies with its object, whatever it still had to do."""
    if chain is None or chain.state is ChainState.GONE:
        return None
    return Advance(_changed(chain, state=ChainState.GONE, next_at=None))


def _asks_anew(chain: Chain, subject: ChainSubject, now: datetime) -> bool:
    """Whether the object asks again: it was raised again, or nobody works on what was answered."""
    if chain.state is ChainState.GONE or subject.raised_at > chain.raised_at:
        return True
    expired = chain.next_at is not None and chain.next_at <= now
    return chain.state is ChainState.ANSWERED and expired


def _begun(chain: Chain | None, subject: ChainSubject, now: datetime) -> Chain:
    fresh = Chain(
        key=chain_key(subject.key),
        version=0,
        matter=subject.matter,
        subject=subject.key,
        of=subject.of,
        title=subject.title,
        due_at=subject.due_at,
        round=1,
        raised_at=subject.raised_at,
        state=ChainState.CALLING,
        next_at=min(subject.raised_at, now),
    )
    if chain is None:
        return fresh
    expired_at = chain.next_at if chain.state is ChainState.ANSWERED else None
    return replace(
        fresh,
        version=chain.version,
        round=chain.round + 1,
        next_at=expired_at or fresh.next_at,
    )


def missing(chain: Chain, steps: Sequence[ChainStep], taken_by: str = "") -> frozenset[str]:
    """Those of the steps taken in which each has to answer who haven't."""
    heard = {answer.login for answer in chain.answers} | {taken_by}
    owing = {
        login
        for taken in chain.steps
        if taken.step <= len(steps) and steps[taken.step - 1].each
        for login in taken.called
    }
    return frozenset(owing - heard)


def _answered(chain: Chain, subject: ChainSubject, steps: Sequence[ChainStep]) -> bool:
    somebody = bool(subject.taken_by) or (subject.unkept and bool(chain.answers))
    return somebody and not missing(chain, steps, subject.taken_by)


def _answer_stands(chain: Chain, subject: ChainSubject, now: datetime) -> Chain:
    """An alert comes back by itself; any other answer counts for a while only."""
    lasts = None
    if subject.unkept:
        lasts = max((answer.at for answer in chain.answers), default=now) + ANSWER_LASTS
    return _changed(chain, state=ChainState.ANSWERED, next_at=lasts)


def _take_step(chain: Chain, steps: Sequence[ChainStep], here: Situation) -> Advance:
    """Takes the next step that calls somebody; empty ones before it are skipped at once."""
    now = here.now
    due_at, taken = chain.next_at or now, list(chain.steps)
    for number in range(len(taken) + 1, len(steps) + 1):
        step, callees = steps[number - 1], here.reach.callees(steps[number - 1])
        if isinstance(callees, Empty):
            taken.append(StepTaken(step=number, due_at=due_at, at=now, empty=callees))
            continue
        called = tuple(dict.fromkeys(callee.login for callee in callees))
        taken.append(StepTaken(step=number, due_at=due_at, at=now, called=called))
        after = _changed(chain, steps=tuple(taken), next_at=now + step.wait)
        then = steps[number] if number < len(steps) else None
        return Advance(after, tuple(callees), then)
    return Advance(_changed(chain, steps=tuple(taken), state=ChainState.UNANSWERED, next_at=None))


def answered_by(chain: Chain | None, login: str, now: datetime) -> Chain:
    """The chain with this answer; only who was called answers. Raises `Refused`."""
    if chain is None:
        raise Refused("NO_SUCH_CALL", "There is no such call.")
    if login not in chain.called:
        raise Refused("NOT_CALLED", "Only who was called answers.")
    if chain.state is ChainState.GONE:
        raise Refused("CALL_OVER", "The cause of this call is gone.")
    if login in {answer.login for answer in chain.answers}:
        raise Refused("CALL_ANSWERED", "You have answered this call.")
    return _changed(chain, answers=(*chain.answers, Answer(login=login, at=now)))


def _changed(chain: Chain, **more: object) -> Chain:
    return replace(chain, version=chain.version + 1, **more)  # type: ignore[arg-type]
