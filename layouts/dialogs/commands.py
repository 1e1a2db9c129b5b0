"""What can be typed after `/`: every act by its name, and some words of the screen's own."""

import json
from collections.abc import Mapping

from dash import html

from layouts.acts import BY_NAME
from layouts.dialogs import KEYS
from layouts.parts import data
from layouts.words import WORDS, Lang, word

PAGES: Mapping[str, str] = {"wall": "/wall/overview", "reentry": "/reentry", "logout": "/logout"}
SCREEN = ("view", "save", "undo", "help")
FOUND_WORDS = ("list", "nothing", "unknown", "failed", "closed", "no_view")


def part(lang: Lang, *, of_cases: bool = True) -> html.Div:
    """Keys, commands and their words for `desk/keys.js` and `desk/command.js`; not visible.

    Without `of_cases` only the page's own buttons have keys: no case is meant there.
    """
    keys = sorted({act.key for act in BY_NAME.values()} | {"?", "z"}) if of_cases else []
    commands = [
        *(
            {"act": act.name, "key": act.key, "names": [*names(f"act.{act.name}"), act.name]}
            for act in BY_NAME.values()
        ),
        *({"do": name, "names": names(f"slash.{name}")} for name in SCREEN),
        *({"go": to, "names": names(f"slash.{name}")} for name, to in PAGES.items()),
    ]
    words = {name: word(lang, f"found.{name}") for name in FOUND_WORDS}
    return html.Div(
        id=KEYS,
        hidden=True,
        **data(
            acts=" ".join(keys),
            offline=word(lang, "found.offline"),
            commands=json.dumps(commands, ensure_ascii=False),
            words=json.dumps(words, ensure_ascii=False),
        ),
    )


def names(key: str) -> list[str]:
    """A word in both languages: a command is understood in either."""
    return list(WORDS[key])
