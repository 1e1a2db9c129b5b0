"""What a person does with a call that has reached them, and with a message that has failed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCall:
    """应答: who was called has it; `chain` is the key of the chain of calls.

    `by_link`: they answered by the link in their message, without a log-in.
    """

    chain: str
    by_link: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain:
    """重发: a message that has failed for good goes out once more."""

    number: str


CallCommand = AnswerCall | SendAgain
