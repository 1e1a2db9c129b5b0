"""The connection to Redis: waits that end, retries that give up, a check of its settings."""

from redis import Redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import RedisError, ResponseError
from redis.retry import Retry

# A caller can do only one thing about any of these errors: wait and try again.
RedisUnavailable = RedisError
# Longer than any wait for messages, but short enough: if Redis hangs, the screens soon go on from
# SQL, and show it, although the connections are still open.
READ_TIMEOUT_S = 2.0
CONNECT_TIMEOUT_S = 2.0
# Redis checks its waits ten times a second, unless something arrives.
WAIT_LEAST_MS = 100
SAFE = {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction"}


def connect(url: str) -> Redis:
    """A client; it sends nothing before its first use.

    It retries a cut connection once, at once. It doesn't repeat a command to a slow Redis: the
    first may still be carried out, and the caller must not wait twice.
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
    """Whether the server is up and has loaded its file."""
    try:
        return bool(redis.ping())
    except RedisUnavailable:
        return False


def shut_down(url: str) -> None:
    """Stops the server with everything on its disk; does nothing if there is no server."""
    with connect(url) as redis:
        redis.shutdown()


def unsafe_settings(redis: Redis) -> list[str]:
    """Sentences about settings that can lose acknowledged messages; empty when they are safe.

    If the server refuses to show its settings, one sentence says so.
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
    """The entries of one stream in an answer: a list of pairs under RESP2, a dict under RESP3."""
    if isinstance(found, dict):
        return [entry for parts in found.values() for part in parts for entry in part]
    return list(found[0][1]) if isinstance(found, list) and found else []
