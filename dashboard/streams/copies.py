"""What only Redis holds and a backup must copy: messages not yet taken, and refused ones.

The rest can be made again: changes from the journal, signs of life by their senders.
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

    The inbox still has the messages taken in the last hour, so a message that is taken between the
    copy of the database and this copy is in at least one of them.
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
    """Puts copied messages after those that are there; the inbox is read from its start again.

    Messages that were taken before are recognised by source and id. The stream of changes belongs
    to another state: it is deleted and begins again at the end of the chain.
    """
    changes.forget(redis, district)
    for stream, key in (("inbox", inbox.key(district)), ("rejected", inbox.rejected_key(district))):
        known = {entry for entry, _ in _entries(redis, key)}
        for entry, fields in copied[stream]:
            if entry not in known:
                _add(redis, key, entry, dict(fields))
    try:
        redis.xgroup_destroy(inbox.key(district), inbox.GROUP)
    except ResponseError:  # there is no inbox, so there is nothing to read
        return


def _add(redis: Redis, key: str, entry: str, fields: dict[Any, Any]) -> None:
    try:
        redis.xadd(key, fields, id=entry)
    except ResponseError:  # newer entries are there already, so this one goes after them
        redis.xadd(key, fields)
