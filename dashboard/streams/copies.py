"""What Redis holds and the database doesn't: messages nobody has taken yet, and the refused ones.

All else there is made again: changes from the journal, signs of life by whoever lives.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from redis import Redis
from redis.exceptions import ResponseError

from dashboard.streams import changes, inbox

Entry = tuple[str, Mapping[str, bytes]]
"""The entry's id and its fields."""


def read(redis: Redis, district: str) -> dict[str, list[Entry]]:
    """The messages by stream.

    Those of the last hour that were taken are among the inbox's: what is taken between a copy of
    the database and this one is in neither place missing.
    """
    streams = {"inbox": inbox.key(district), "rejected": inbox.rejected_key(district)}
    return {name: _entries(redis, key) for name, key in streams.items()}


def _entries(redis: Redis, key: str) -> list[Entry]:
    found: Any = redis.xrange(key)
    return [
        (entry.decode(), {name.decode(): value for name, value in fields.items()})
        for entry, fields in found
    ]


def put_back(redis: Redis, district: str, copied: Mapping[str, Sequence[Entry]]) -> None:
    """Copied messages behind those that are there; the whole inbox is then read from its beginning.

    What was taken before is known by its source and id. The stream of changes told of another
    state: it is dropped, and begins again at the end of the chain.
    """
    changes.forget(redis, district)
    for stream, key in (("inbox", inbox.key(district)), ("rejected", inbox.rejected_key(district))):
        known = {entry for entry, _ in _entries(redis, key)}
        for entry, fields in copied[stream]:
            if entry not in known:
                _add(redis, key, entry, dict(fields))
    try:
        redis.xgroup_destroy(inbox.key(district), inbox.GROUP)
    except ResponseError:  # there is no inbox: nothing to be read
        return


def _add(redis: Redis, key: str, entry: str, fields: dict[Any, Any]) -> None:
    try:
        redis.xadd(key, fields, id=entry)
    except ResponseError:  # younger ones are there already: it comes behind them
        redis.xadd(key, fields)
