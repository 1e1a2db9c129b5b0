"""Entries of sockets of other web processes, as long as those processes are alive.

An entry changes with every beat of its process, so machines need no common clock: an entry that has
not changed for ten seconds is dead.
"""

import time
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

EXPIRY_S = 10.0

T = TypeVar("T", bound=msgspec.Struct)


@dataclass(slots=True)
class _PeerEntry(Generic[T]):
    """An entry, and when it last changed, by this process's own monotonic clock."""

    entry: T
    at: float


class Peers(Generic[T]):
    """Entries of one type, by socket."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind
        self._heard: dict[str, _PeerEntry[T]] = {}

    def __iter__(self) -> Iterator[T]:
        return (heard.entry for heard in self._heard.values())

    def hear(self, entries: Mapping[str, bytes], own: Container[str]) -> set[str]:
        """Takes the entries in Redis that aren't our own; returns the sockets of dead ones."""
        now, silent = time.monotonic(), set()
        found: dict[str, _PeerEntry[T]] = {}
        for sid, said in entries.items():
            if sid in own:
                continue
            try:
                entry = msgspec.json.decode(said, type=self._kind)
            except msgspec.DecodeError:  # written by another version
                continue
            known = self._heard.get(sid)
            heard = known if known and known.entry == entry else _PeerEntry(entry, now)
            if heard.at < now - EXPIRY_S:
                silent.add(sid)
            else:
                found[sid] = heard
        self._heard = found
        return silent

    def lose(self) -> None:
        """Drops all entries: Redis is away, so nobody knows who is alive."""
        self._heard.clear()
