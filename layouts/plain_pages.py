"""Pages that the server makes alone, from the files in `layouts/plain`."""

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


PROGRAM = MODULES.address("pages/plain.js")


def page(file: str, lang: Lang, district: District, *, title: str, **values: Any) -> str:
    """The page of this file; every value is escaped."""
    name = district.name_zh if lang == "zh" else district.name_en
    return _pages.get_template(file).render(
        tag=LANG_TAG[lang],
        place=f"{name} {word(lang, 'shell.title')}",
        title=title,
        w=partial(word, lang),
        **({"wide": False, "said": "", "program": PROGRAM} | values),
    )


def query(lang: Lang, onward: str = "") -> str:
    """The query that keeps the language and the address to go on to."""
    asked = {"lang": "en"} if lang == "en" else {}
    if onward:
        asked["next"] = onward
    return f"?{urlencode(asked)}" if asked else ""
