"""The connection to Redis: waits that end, retries that give up, and a check of its settings."""

from redis import Redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import RedisError, ResponseError
from redis.retry import Retry

# All that a caller can do about any of them is to wait and come again.
Away = RedisError
# Longer than any wait for messages; short enough that the screens go on from SQL, and say so,
# while a Redis that hangs still holds its connections.
READ_TIMEOUT_S = 2.0
CONNECT_TIMEOUT_S = 2.0
SAFE = {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction"}


def connect(url: str) -> Redis:
    """A client; nothing is sent before its first use.

    One quick retry hides a cut connection. A Redis that is too slow isn't asked twice: what has
    been sent may be done yet, and its caller has better things to do than to wait again.
    """
    tcp_only = {} if url.startswith("unix://") else {"socket_keepalive": True}
    return Redis.from_url(
        url,
        **tcp_only,
        socket_timeout=READ_TIMEOUT_S,
        socket_connect_timeout=CONNECT_TIMEOUT_S,
        retry=Retry(ExponentialBackoff(cap=0.1, base=0.02), 1, supported_errors=(Lost,)),
    )


def answers(redis: Redis) -> bool:
    """Whether it is there and has read its file."""
    try:
        return bool(redis.ping())
    except Away:
        return False


def shut_down(url: str) -> None:
    """Ends the server there, with everything on its disk; nothing happens where there is none."""
    with connect(url) as redis:
        redis.shutdown()


def unsafe_settings(redis: Redis) -> list[str]:
    """Sentences about settings with which acknowledged messages can be lost; empty when safe.

    A server that doesn't let us ask says so in one sentence.
    """
    try:
        found = redis.config_get(*SAFE)
    except ResponseError as error:
        return [f"Redis doesn't tell its settings ({error}): check {', '.join(SAFE)} yourself."]
    given = {_text(k): _text(v) for k, v in found.items()}
    return [
        f"Redis runs with {name}={given.get(name, '?')}; acknowledged reports need {value}."
        for name, value in SAFE.items()
        if given.get(name) != value
    ]


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def entries(found: object) -> list[tuple[bytes, dict[bytes, bytes]]]:
    """One stream's entries out of an answer: a list of pairs under RESP2, a dict under RESP3."""
    if isinstance(found, dict):
        return [entry for parts in found.values() for part in parts for entry in part]
    return list(found[0][1]) if isinstance(found, list) and found else []
