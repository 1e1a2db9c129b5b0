"""Pages that the server makes alone: the files in `layouts/plain`, filled in."""

from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from layouts.words import LANG_TAG, Lang, word

_pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "plain"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


def page(file: str, lang: Lang, *, title: str, said: str = "", **values: Any) -> str:
    """The page of this file; every value is shown as text."""
    return _pages.get_template(file).render(
        tag=LANG_TAG[lang],
        place=word(lang, "shell.title"),
        title=title,
        said=said,
        w=partial(word, lang),
        **({"wide": False} | values),
    )


def query(lang: Lang, onward: str = "") -> str:
    """What an address needs to keep the language and where to go on."""
    asked = {"lang": "en"} if lang == "en" else {}
    if onward:
        asked["next"] = onward
    return f"?{urlencode(asked)}" if asked else ""
