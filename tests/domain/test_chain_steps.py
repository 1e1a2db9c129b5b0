"""A chain of calls: steps in order, empty ones skipped at once, none after its answer or end."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.duty.chain_rules import ChainStep, Matter
from dashboard.domain.duty.chain_steps import Advance, Holder, Reach, Situation, advance
from dashboard.domain.duty.chains import (
    Chain,
    ChainState,
    ChainSubject,
    Empty,
)
from dashboard.domain.duty.channels import CallChannel, ChannelKind
from tests.helpers.clock import MORNING

POSTS = ("MAIN", "DEPUTY", "LEADER")
STEPS = tuple(ChainStep(posts=(post,), wait=timedelta(minutes=2)) for post in POSTS)
RULES = {Matter.INCIDENT: STEPS}
FILE = CallChannel(name="file", kind=ChannelKind.FILE)
SUBJECT = ChainSubject(
    matter=Matter.INCIDENT,
    key="EV1/INCIDENT/1",
    of="EV1",
    title="爆管",
    due_at=MORNING,
    raised_at=MORNING,
)


def here(now: datetime, held: tuple[str, ...] = POSTS, channel: CallChannel = FILE) -> Situation:
    holders = {post: [Holder(login=post.lower(), name=post)] for post in held}
    return Situation(rules=RULES, reach=Reach(holders=holders, channels=[channel]), now=now)


def step(chain: Chain | None, now: datetime, held: tuple[str, ...] = POSTS) -> Advance:
    found = advance(chain, SUBJECT, here(now, held))
    assert found is not None
    return found


def test_the_next_one_is_called_after_the_wait_and_not_before() -> None:
    first = step(None, MORNING)
    assert [call.login for call in first.calls] == ["main"]
    almost = MORNING + timedelta(minutes=2) - timedelta(milliseconds=1)
    assert advance(first.chain, SUBJECT, here(almost)) is None
    second = step(first.chain, MORNING + timedelta(minutes=2))
    assert [call.login for call in second.calls] == ["deputy"]


def test_an_empty_step_is_skipped_at_once_and_said() -> None:
    first = step(None, MORNING, held=("LEADER",))
    assert [call.login for call in first.calls] == ["leader"]
    assert [taken.empty for taken in first.chain.steps] == [Empty.NOBODY, Empty.NOBODY, None]
    mail = CallChannel(name="sms", kind=ChannelKind.SMS)
    found = advance(None, SUBJECT, here(MORNING, channel=mail))
    assert found is not None
    assert {taken.empty for taken in found.chain.steps} == {Empty.NO_CHANNEL}
    assert found.chain.state is ChainState.UNANSWERED


def test_messages_that_have_all_failed_call_the_next_one_at_once() -> None:
    first = step(None, MORNING)
    found = advance(first.chain, SUBJECT, here(MORNING), given_up=True)
    assert found is not None
    assert [call.login for call in found.calls] == ["deputy"]


@given(st.lists(st.integers(0, 200), min_size=1, max_size=8), st.sets(st.sampled_from(POSTS)))
def test_no_step_follows_the_end_of_its_object(waits: list[int], held: set[str]) -> None:
    now, chain = MORNING, step(None, MORNING, tuple(held)).chain
    ended = advance(chain, None, here(now))
    assert ended is not None
    assert ended.chain.state is ChainState.GONE
    for seconds in waits:
        now += timedelta(seconds=seconds)
        assert advance(ended.chain, None, here(now)) is None
        moved = advance(chain, SUBJECT, here(now, tuple(held)))
        if moved is not None:
            numbers = [taken.step for taken in moved.chain.steps]
            assert numbers == list(range(1, len(numbers) + 1))
            chain = moved.chain
