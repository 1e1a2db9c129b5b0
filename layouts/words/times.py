"""Durations, in one notation on every screen; a time of day is the only 10:37."""

from collections.abc import Mapping

LIVE_WORDS: Mapping[str, tuple[str, str]] = {
    "minutes": ("{n}分", "{n} min"),
    "hours": ("{h}时{m}分", "{h}h{m}"),
    "ten_hours": ("{h}时{m}分", "{h}h{m}"),
    "days": ("{n}天", "{n}d"),
}
FROM_AFAR: Mapping[str, tuple[str, str]] = {"ten_hours": ("{h}时", "{h}h")}
"""On walls: from ten hours on without minutes, which nobody reads from afar."""
WORDS: Mapping[str, tuple[str, str]] = {f"time.{key}": pair for key, pair in LIVE_WORDS.items()}
