"""The calls under way in a picture: chains whose object stands, and their messages."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.domain.duty.chains import Chain, ChainState
from dashboard.domain.duty.outgoing import OutgoingMessage

OfCalls = Chain | OutgoingMessage


@dataclass(frozen=True, slots=True)
class KnownCall:
    """One chain with the messages of its present round, in the order of their numbers."""

    chain: Chain
    messages: tuple[OutgoingMessage, ...]


class CallsUnderWay:
    """Following changes and reading from SQL give the same. Owned by the picture's owner.

    What an earlier round has sent is forgotten: the journal has it.
    """

    def __init__(self, chains: Iterable[Chain], messages: Iterable[OutgoingMessage]) -> None:
        self._chains = {one.key: one for one in chains if _stands(one)}
        self._messages: dict[str, dict[str, OutgoingMessage]] = {}
        for message in messages:
            self._apply_message(message)

    def apply(self, state: OfCalls) -> bool:
        """Applies one change; false if it says nothing about a call that is under way."""
        if isinstance(state, OutgoingMessage):
            return self._apply_message(state)
        known = self._chains.get(state.key)
        if known is not None and known.version >= state.version:
            return False
        if known is not None and known.round != state.round:
            self._messages.pop(state.key, None)
        if _stands(state):
            self._chains[state.key] = state
            return True
        self._messages.pop(state.key, None)
        return self._chains.pop(state.key, None) is not None

    def _apply_message(self, message: OutgoingMessage) -> bool:
        chain = self._chains.get(message.chain)
        if chain is None or chain.round != message.round:
            return False
        of_chain = self._messages.setdefault(message.chain, {})
        known = of_chain.get(message.number)
        if known is not None and known.version >= message.version:
            return False
        of_chain[message.number] = message
        return True

    def known(self) -> list[KnownCall]:
        """Those that nobody has answered first, then those that still call; each by its limit."""
        found = sorted(
            self._chains.values(), key=lambda one: (_RANK[one.state], one.due_at, one.key)
        )
        return [KnownCall(one, self._of(one.key)) for one in found]

    def _of(self, key: str) -> tuple[OutgoingMessage, ...]:
        return tuple(one for _, one in sorted(self._messages.get(key, {}).items()))


_RANK = {ChainState.UNANSWERED: 0, ChainState.CALLING: 1, ChainState.ANSWERED: 2}


def _stands(chain: Chain) -> bool:
    return chain.state is not ChainState.GONE
