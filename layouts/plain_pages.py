"""Pages that the server makes alone: the files in `layouts/plain`, filled in."""

from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.domain.district import District
from layouts.modules import MODULES
from layouts.words import LANG_TAG, Lang, word

_pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "plain"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


def page(file: str, lang: Lang, district: District, *, title: str, **values: Any) -> str:
    """The page of this file; every value is shown as text."""
    name = district.name_zh if lang == "zh" else district.name_en
    return _pages.get_template(file).render(
        tag=LANG_TAG[lang],
        place=f"{name} {word(lang, 'shell.title')}",
        title=title,
        w=partial(word, lang),
        program=MODULES.address("pages/plain.js"),
        **({"wide": False, "said": ""} | values),
    )


def query(lang: Lang, onward: str = "") -> str:
    """What an address needs to keep the language and where to go on."""
    asked = {"lang": "en"} if lang == "en" else {}
    if onward:
        asked["next"] = onward
    return f"?{urlencode(asked)}" if asked else ""
