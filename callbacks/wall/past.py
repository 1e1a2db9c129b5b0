"""What a wall gets that looks back: the model of a past minute, which never changes again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from dashboard.domain.refusals import Refused
from dashboard.live.hub import Model, difference
from dashboard.live.past import Past, PastPictures
from dashboard.system import to_ms

PERMANENT = frozenset({"TOO_LONG_PAST", "BEFORE_RECORDS"})
"""Refusals that waiting doesn't change."""


class PastScreen:
    """A show that no longer changes once its picture is ready, or is known never to come."""

    def __init__(
        self, pasts: PastPictures, then_ms: int, model_of: Callable[[Past], Model]
    ) -> None:
        self._pasts = pasts
        self._then_ms = then_ms
        self._model_of = model_of
        self._model: Model = {}
        self._still = False

    def whole(self) -> Model:
        if not self._model:
            self._look()
        return self._model

    def news(self) -> Model:
        before = self._model
        if not self._still:
            self._look()
        return difference(before, self._model)

    def forget(self) -> None:
        """See `ScreenModel`; looks anew for the next socket."""
        self._model = {}
        self._still = False

    def _look(self) -> None:
        found = self._pasts.at(self._then_ms)
        if isinstance(found, Past):
            model = self._model_of(found)
            self._model = model | {"system": model["system"] | {"past": {"at": self._then_ms}}}
            self._still = True
        elif found is None:
            self._model = _only({"at": self._then_ms, "coming": True})
        else:
            self._model = refusal(found, self._then_ms)
            self._still = found.code in PERMANENT


class PastRefused:
    """A show of a minute that nobody may see, or not this caller."""

    def __init__(self, code: str) -> None:
        self._code = code

    def whole(self) -> Model:
        return _only({"at": None, "refused": self._code, "values": {}})

    def news(self) -> Model:
        return {}

    def forget(self) -> None:
        """See `ScreenModel`."""


def refusal(refused: Refused, then_ms: int | None) -> Model:
    """The refusal by its code; its instants in ms since 1970."""
    values = {
        name: to_ms(value) if isinstance(value, datetime) else value
        for name, value in refused.values.items()
    }
    return _only({"at": then_ms, "refused": refused.code, "values": values})


def _only(past: dict[str, Any]) -> Model:
    """No figures at all: a 0 would be a claim."""
    return {"system": {"past": past}}
