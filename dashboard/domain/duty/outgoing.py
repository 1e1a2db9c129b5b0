"""Outgoing messages (外发消息): who was told what by which channel, and what became of it.

Only what the other side has confirmed is good news.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dashboard.domain.refusals import Refused

RETRIES = tuple(timedelta(seconds=seconds) for seconds in (3, 10, 30, 60))
"""How long after each failed attempt the next one is made; after the last one it has failed."""
WAIT_MAX = timedelta(minutes=10)
"""The longest pause that another side may ask for."""
WHY_MAX = 200


class MessageState(StrEnum):
    """已要求、我方受理、对方确认、失败; and called off (撤回), once nobody needs it."""

    ASKED = "ASKED"
    ACCEPTED = "ACCEPTED"
    CONFIRMED = "CONFIRMED"
    FAILED = "FAILED"
    CALLED_OFF = "CALLED_OFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMessage:
    """One message to one person by one channel; its words are made when it is sent.

    `of` and `title` are number and words of what it is about, `due_at` its limit. While it isn't
    over, `next_at` is when the next attempt may be made. `then_at` is when `then_post` is called if
    nobody answers. `asked_by` is the person who has had it sent again, else empty.
    """

    number: str
    version: int
    chain: str
    round: int
    step: int
    matter: str
    of: str
    title: str
    due_at: datetime
    channel: str
    post: str
    login: str
    name: str
    asked_at: datetime
    state: MessageState = MessageState.ASKED
    grave: bool = False
    tries: int = 0
    next_at: datetime | None = None
    then_at: datetime | None = None
    then_post: str = ""
    asked_by: str = ""
    reason: str = ""
    changed_at: datetime | None = None

    @property
    def key(self) -> str:
        """The key of its state; its prefix keeps it apart from cases and units."""
        return message_key(self.number)

    @property
    def id(self) -> str:
        """What identifies it to the other side, the same in each attempt."""
        return f"msg_{self.number}"

    @property
    def over(self) -> bool:
        """Whether no attempt follows by itself."""
        return self.next_at is None

    @property
    def given_up(self) -> bool:
        """Whether it has failed for good."""
        return self.over and self.state is MessageState.FAILED


def message_key(number: str) -> str:
    """The key of the message of this number."""
    return f"message:{number}"


def attempted(message: OutgoingMessage, now: datetime) -> OutgoingMessage:
    """我方已受理: an attempt begins. One that died with its process is made again at once."""
    return _changed(
        message, now, state=MessageState.ACCEPTED, tries=message.tries + 1, next_at=now, reason=""
    )


def confirmed(message: OutgoingMessage, now: datetime) -> OutgoingMessage:
    """对方已确认: the other side has said that it has it."""
    return _changed(message, now, state=MessageState.CONFIRMED, next_at=None, reason="")


def failed(
    message: OutgoingMessage,
    why: str,
    now: datetime,
    *,
    wait: timedelta = timedelta(),
    final: bool = False,
) -> OutgoingMessage:
    """失败: with the next attempt, at the earliest after `wait`; none if it is `final`."""
    tried = max(message.tries, 1)
    again = not final and tried <= len(RETRIES)
    pause = max(RETRIES[tried - 1], min(wait, WAIT_MAX)) if again else None
    return _changed(
        message,
        now,
        state=MessageState.FAILED,
        next_at=None if pause is None else now + pause,
        reason=why[:WHY_MAX],
    )


def called_off(message: OutgoingMessage, why: str, now: datetime) -> OutgoingMessage:
    """撤回: it isn't needed any more; `why` is a code."""
    return _changed(message, now, state=MessageState.CALLED_OFF, next_at=None, reason=why)


def sent_again(
    message: OutgoingMessage | None, by: str, now: datetime, *, stands: bool
) -> OutgoingMessage:
    """重发: a person has one that has failed for good sent again, under its old id.

    `stands` says whether what it is about still does. Raises `Refused`.
    """
    if message is None:
        raise Refused("NO_SUCH_MESSAGE", "There is no such message.")
    if not message.given_up:
        raise Refused("MESSAGE_NOT_FAILED", "Only what has failed for good is sent again.")
    if not stands:
        raise Refused("CALL_OVER", "The cause of this call is gone.")
    return _changed(
        message, now, state=MessageState.ASKED, tries=0, next_at=now, asked_by=by, reason=""
    )


def _changed(message: OutgoingMessage, now: datetime, **more: object) -> OutgoingMessage:
    return replace(
        message,
        version=message.version + 1,
        changed_at=now,
        **more,  # type: ignore[arg-type]
    )


def in_turn(messages: Iterable[OutgoingMessage]) -> list[OutgoingMessage]:
    """Those whose turn it is by the order of each object: the oldest unfinished one by channel."""
    first: dict[tuple[str, str], OutgoingMessage] = {}
    for message in sorted(messages, key=lambda one: one.number):
        if not message.over:
            first.setdefault((message.channel, message.of), message)
    return list(first.values())
