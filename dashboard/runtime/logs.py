"""How every process of the centre writes its log: one short line for each event, and no locals.

A line may contain what a client sent, so long values are cut; events that repeat often are counted
after a while instead of written.
"""

import logging
import re
import sys
import threading
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from gunicorn.glogging import Logger
from structlog.typing import Processor

VALUE_MAX = 500
TRACE_MAX = 8_000
EACH_MAX = 30
"""Lines of one event within `WITHIN_S`; a flood must not push out earlier lines."""
WITHIN_S = 60.0
EVENTS_MAX = 500
Event = MutableMapping[str, Any]
_TOKEN = re.compile(r"(\btoken=)[^&\s'\"]+")


class LogRateLimit:
    """Writes a limited number of lines of one event each minute, and counts the others."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def left_out(self, name: str) -> int | None:
        """How many lines of this event were left out before this one; None: leave it out too."""
        now = time.monotonic()
        with self._lock:
            if name not in self._counts and len(self._counts) >= EVENTS_MAX:
                self._counts.clear()
            since, count = self._counts.get(name, (now, 0))
            if now - since < WITHIN_S:
                self._counts[name] = (since, count + 1)
                return 0 if count < EACH_MAX else None
            self._counts[name] = (now, 1)
            return max(0, count - EACH_MAX)

    def __call__(self, _: Any, __: str, event: Event) -> Event:
        """The processor for structlog."""
        found = self.left_out(str(event.get("event"))[:VALUE_MAX])
        if found is None:
            raise structlog.DropEvent
        return {**event, "left_out": found} if found else event

    def filter(self, record: logging.LogRecord) -> bool:
        """The filter for libraries' `logging`: counts by the message without its values."""
        return self.left_out(f"{record.name} {record.msg}"[:VALUE_MAX]) is not None


def _bound(_: Any, __: str, event: Event) -> Event:
    """Cuts every long value, and removes tokens from addresses.

    Of a traceback it keeps the end, which says what went wrong.
    """
    for name, value in event.items():
        if isinstance(value, str):
            short = value[-TRACE_MAX:] if name == "exception" else value[:VALUE_MAX]
            event[name] = _TOKEN.sub(r"\1…", short)
    return event


def configure() -> None:
    """Configures this process: our own lines and those of libraries."""
    spare = LogRateLimit()
    shaped: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.dev.set_exc_info,
        # Plain, because a traceback with locals would show keys, tokens and cookies.
        structlog.processors.format_exc_info,
        _bound,
    ]
    line = structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"])
    written = structlog.PrintLoggerFactory(sys.stdout)
    structlog.configure(processors=[spare, *shaped, line], logger_factory=written)
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(spare.filter)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shaped,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, line],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


class OfGunicorn(Logger):  # type: ignore[misc]
    """The class for `--logger-class`: writes gunicorn's own lines like all others."""

    def setup(self, cfg: Any) -> None:
        """Runs first in gunicorn's master; its workers inherit this configuration."""
        super().setup(cfg)
        configure()
        self.error_log.handlers = []
        self.error_log.propagate = True
