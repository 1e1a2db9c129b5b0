"""When each open case is counted differently next, by time alone."""

import heapq
from collections.abc import Iterator

from dashboard.live.rows import NEVER

SPARE = 1_000


class Turns:
    """The next turn of each case. What was expected before and holds no longer is passed over.

    That is thrown out at last when it is the larger part: a case that is put off a hundred times
    would leave a hundred instants, and some lie months ahead.
    """

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._heap: list[tuple[int, str]] = []

    def expect(self, number: str, at: int) -> None:
        """The case turns at this instant and no other, or `NEVER`."""
        if at == NEVER:
            self.forget(number)
        elif self._at.get(number) != at:
            self._at[number] = at
            heapq.heappush(self._heap, (at, number))
            if len(self._heap) > 2 * len(self._at) + SPARE:
                self._heap = [(at, number) for number, at in self._at.items()]
                heapq.heapify(self._heap)

    def forget(self, number: str) -> None:
        """The case isn't open any more."""
        self._at.pop(number, None)

    def due(self, now_ms: int) -> Iterator[str]:
        """The cases whose turn has come, in order, each once; the next may be said meanwhile."""
        while self._heap and self._heap[0][0] <= now_ms:
            at, number = heapq.heappop(self._heap)
            if self._at.get(number) == at:
                del self._at[number]
                yield number
