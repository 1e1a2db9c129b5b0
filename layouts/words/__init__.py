"""Every word a screen shows, Chinese and English side by side, so that neither can be missing.

One file for each subject: `WORDS` are put into layouts, `LIVE_WORDS` go along with the screen of
that name, whose browser fills in the {places}. Those of `/wall/load` are in `wall_load.py`.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Literal

from dashboard.domain.wall_views import WITH_FILES
from layouts.words import (
    accounts,
    acts,
    alerts,
    calendar,
    case,
    command_post,
    console,
    definitions,
    denials,
    detail,
    dialogs,
    duty,
    formulas,
    incidents,
    indicators,
    instructions,
    journal,
    keys,
    leaders,
    lines,
    login,
    metrics,
    office,
    outgoing,
    papers,
    past,
    queue,
    reentry,
    refusals,
    report_clocks,
    reporting,
    roster,
    screens,
    sources,
    stretches,
    times,
    views,
    wall,
    warnings,
    workspace,
)

Lang = Literal["zh", "en"]
Words = Mapping[str, tuple[str, str]]

LANG_TAG: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}

WALLS = {name: import_module(f"{__name__}.wall_{name}") for name in WITH_FILES}
"""The words of each view and each part of the walls."""
SUBJECTS: tuple[Words, ...] = (
    wall.WORDS,
    papers.WORDS,
    reentry.WORDS,
    past.WORDS,
    console.WORDS,
    case.WORDS,
    detail.WORDS,
    acts.WORDS,
    dialogs.WORDS,
    reporting.WORDS,
    incidents.WORDS,
    login.WORDS,
    metrics.WORDS,
    definitions.WORDS,
    indicators.WORDS,
    formulas.WORDS,
    accounts.WORDS,
    denials.WORDS,
    refusals.WORDS,
    keys.WORDS,
    journal.WORDS,
    queue.WORDS,
    stretches.WORDS,
    calendar.WORDS,
    alerts.WORDS,
    views.WORDS,
    screens.WORDS,
    report_clocks.WORDS,
    times.WORDS,
    leaders.WORDS,
    office.WORDS,
    duty.WORDS,
    roster.WORDS,
    workspace.WORDS,
    command_post.WORDS,
    warnings.WORDS,
    instructions.WORDS,
    outgoing.WORDS,
    *(words.WORDS for words in WALLS.values()),
)
WORDS: Words = {key: pair for subject in SUBJECTS for key, pair in subject.items()}
LIVE_WORDS: Mapping[str, Words] = {
    "wall": {
        **wall.LIVE_WORDS,
        **past.LIVE_WORDS,
        **lines.LIVE_WORDS,
        **sources.LIVE_WORDS,
        **warnings.LIVE_WORDS,
        **times.LIVE_WORDS,
        **times.FROM_AFAR,
    },
    **{f"wall/{name}": words.LIVE_WORDS for name, words in WALLS.items()},
    "console": {
        **case.LIVE_WORDS,
        **detail.LIVE_WORDS,
        **console.LIVE_WORDS,
        **queue.LIVE_WORDS,
        **alerts.LIVE_WORDS,
        **screens.LIVE_WORDS,
        **warnings.LIVE_WORDS,
        **{key: pair for key, pair in WORDS.items() if key.startswith("screens.view.")},
        **lines.LIVE_WORDS,
        **sources.LIVE_WORDS,
        **times.LIVE_WORDS,
    },
    "leaders": {
        **console.LIVE_WORDS,
        **{
            key: pair
            for key, pair in WALLS["overdue"].LIVE_WORDS.items()
            if key.startswith("seat.")
        },
        **leaders.LIVE_WORDS,
        **instructions.LIVE_WORDS,
        **lines.LIVE_WORDS,
        **sources.LIVE_WORDS,
        **times.LIVE_WORDS,
    },
    "duty": {
        **console.LIVE_WORDS,
        **{
            key: pair
            for key, pair in alerts.LIVE_WORDS.items()
            if key.startswith(("turn.", "sound."))
        },
        **incidents.KINDS,
        **report_clocks.LIVE_WORDS,
        **duty.LIVE_WORDS,
        **workspace.NOTES,
        **roster.LIVE_WORDS,
        **outgoing.LIVE_WORDS,
        **warnings.LIVE_WORDS,
        **lines.LIVE_WORDS,
        **sources.LIVE_WORDS,
        **times.LIVE_WORDS,
    },
    "incident": {
        **console.LIVE_WORDS,
        **{key: pair for key, pair in alerts.LIVE_WORDS.items() if key.startswith("sound.")},
        **report_clocks.LIVE_WORDS,
        **duty.LIVE_WORDS,
        **workspace.LIVE_WORDS,
        **lines.LIVE_WORDS,
        **sources.LIVE_WORDS,
        **times.LIVE_WORDS,
    },
}


def word(lang: Lang, key: str, **values: object) -> str:
    """The word in this language, its {places} filled; an unknown key is a KeyError."""
    return _pick(lang, WORDS[key]).format(**values)


def live_words(lang: Lang, screen: str) -> dict[str, str]:
    """What the browser needs to put a screen's live values into words."""
    return {key: _pick(lang, pair) for key, pair in LIVE_WORDS[screen].items()}


def _pick(lang: Lang, pair: tuple[str, str]) -> str:
    return pair[0] if lang == "zh" else pair[1]
