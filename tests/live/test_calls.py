"""The calls under way in a picture: what was followed equals what is read."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.duty.chain_rules import Matter
from dashboard.domain.duty.chains import Chain, ChainState, chain_key
from dashboard.domain.duty.outgoing import OutgoingMessage, attempted, confirmed
from dashboard.live.calls import CallsUnderWay, OfCalls
from tests.helpers.clock import MORNING

CHAIN = Chain(
    key=chain_key("EV1/INCIDENT/1"),
    version=1,
    matter=Matter.INCIDENT,
    subject="EV1/INCIDENT/1",
    of="EV1",
    title="爆管",
    due_at=MORNING,
    round=1,
    raised_at=MORNING,
    state=ChainState.CALLING,
    next_at=MORNING,
)


def message(number: int, chain: Chain) -> OutgoingMessage:
    return OutgoingMessage(
        number=f"{number:08}",
        version=1,
        chain=chain.key,
        round=chain.round,
        step=1,
        matter=chain.matter.value,
        of=chain.of,
        title=chain.title,
        due_at=MORNING,
        channel="file",
        post="MAIN",
        login="duty",
        name="孙",
        asked_at=MORNING,
    )


def test_who_calls_in_vain_comes_first_and_what_is_gone_is_forgotten() -> None:
    vain = replace(CHAIN, key="chain:EV2", state=ChainState.UNANSWERED, due_at=MORNING)
    done = replace(CHAIN, key="chain:EV0", state=ChainState.ANSWERED)
    calls = CallsUnderWay([done, CHAIN, vain], [message(1, CHAIN)])
    assert [one.chain.key for one in calls.known()] == [vain.key, CHAIN.key, done.key]
    assert [len(one.messages) for one in calls.known()] == [0, 1, 0]
    assert calls.apply(replace(CHAIN, version=2, state=ChainState.GONE))
    assert [one.chain.key for one in calls.known()] == [vain.key, done.key]
    assert not calls.apply(attempted(message(1, CHAIN), MORNING))


def test_a_new_round_begins_without_the_messages_of_the_one_before() -> None:
    calls = CallsUnderWay([CHAIN], [message(1, CHAIN)])
    again = replace(CHAIN, version=2, round=2)
    assert calls.apply(again)
    assert calls.known()[0].messages == ()
    assert not calls.apply(confirmed(message(1, CHAIN), MORNING))
    assert calls.apply(message(2, again))
    assert [one.number for one in calls.known()[0].messages] == ["00000002"]


STEPS = st.lists(
    st.sampled_from(["answer", "vain", "gone", "again", "send", "confirm"]), max_size=12
)


@given(STEPS)
def test_following_and_reading_give_the_same(steps: list[str]) -> None:
    """`chains` and `sent` stand for the tables: the last version of each."""
    followed = CallsUnderWay([], [])
    chain, sent = CHAIN, dict[str, OutgoingMessage]()
    told: list[OfCalls] = [chain]
    for n, step in enumerate(steps, start=1):
        if chain.state is ChainState.GONE and step not in ("again", "confirm"):
            continue  # what is gone asks anew or not at all
        if step == "send":
            made = message(n, chain)
            sent[made.number] = made
            told.append(made)
        elif step == "confirm" and sent:
            number = min(sent)
            sent[number] = confirmed(sent[number], MORNING + timedelta(seconds=n))
            told.append(sent[number])
        elif step != "confirm":
            becomes = {
                "answer": ChainState.ANSWERED,
                "vain": ChainState.UNANSWERED,
                "gone": ChainState.GONE,
            }.get(step, ChainState.CALLING)
            turn = chain.round + (step == "again")
            chain = replace(chain, version=chain.version + 1, state=becomes, round=turn)
            told.append(chain)
    for state in told:
        followed.apply(state)
        followed.apply(state)  # what comes twice changes nothing
    assert followed.known() == CallsUnderWay([chain], sent.values()).known()
