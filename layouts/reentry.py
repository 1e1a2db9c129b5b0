"""The page on which what was written on paper is entered, several cases at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.domain.commands import Channel
from dashboard.domain.district import District
from dashboard.domain.unit import Urgency
from layouts.modules import MODULES
from layouts.plain_pages import page, query
from layouts.words import Lang, word

ROWS = 6
FIELDS = (
    *("form", "at", "item", "grid", "address", "text", "channel", "urgency"),
    *("reporter", "phone"),
)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """What was typed in one row, by `FIELDS`; why it wasn't entered, or what it has become."""

    values: dict[str, str] = field(default_factory=dict)
    refused: str = ""
    done: str = ""
    case: str = ""

    @property
    def filled(self) -> bool:
        """Whether anything was typed; a choice alone doesn't count."""
        return any(self.values.get(name) for name in FIELDS if name not in ("channel", "urgency"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReentryPage:
    """The rows, a sentence about all of them, and the secret of the form."""

    rows: Sequence[PaperRow]
    csrf: str
    home: str
    said: str = ""


def whole(lang: Lang, district: District, told: ReentryPage) -> str:
    """The page; every value is escaped."""
    name = "name_zh" if lang == "zh" else "name_en"
    channels = [(one.value, word(lang, f"channel.{one.value}")) for one in Channel]
    urgencies = [(one.value, word(lang, f"urgency.{one.value}")) for one in Urgency]
    return page(
        "reentry.html",
        lang,
        district,
        title=word(lang, "reentry.title"),
        said=told.said,
        rows=told.rows,
        csrf=told.csrf,
        home=told.home + query(lang),
        items=[(code, getattr(item, name)) for code, item in district.items.items()],
        channels=channels,
        urgencies=[("", word(lang, "reentry.by_item")), *urgencies],
        query=query(lang),
        program=MODULES.address("pages/reentry.js"),
        wide=True,
    )
