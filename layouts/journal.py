"""The journal for auditors: newest first, by kind, number and person."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from dashboard.domain.changes import Kind
from dashboard.domain.district import District
from dashboard.store.journal_pages import JournalEntry, JournalFilter
from layouts.plain_pages import page, query
from layouts.words import WORDS, Lang, word


@dataclass(frozen=True, slots=True)
class JournalContent:
    """The entries for `wanted`; and `resets`, passwords that others have set lately."""

    found: Sequence[JournalEntry]
    wanted: JournalFilter
    resets: Sequence[JournalEntry] = ()


def entries(lang: Lang, district: District, told: JournalContent, *, more: bool) -> str:
    """One page of it; `more` means that there are older ones."""
    found, wanted = told.found, told.wanted
    return page(
        "journal.html",
        lang,
        district,
        title=word(lang, "journal.title"),
        resets=[_row(lang, district, entry) for entry in told.resets],
        rows=[_row(lang, district, entry) for entry in found],
        wanted=wanted,
        kinds=[(kind.value, word(lang, f"journal.kind.{kind.value}")) for kind in Kind],
        older=_older(lang, wanted, found[-1].number) if more else "",
        query=query(lang),
        wide=True,
    )


def _row(lang: Lang, district: District, entry: JournalEntry) -> dict[str, str]:
    at = entry.at.astimezone(ZoneInfo(district.timezone))
    known = next((key for key in _keys(entry.act) if key in WORDS), "")
    return {
        "at": f"{at:%Y-%m-%d %H:%M:%S}",
        "kind": word(lang, f"journal.kind.{entry.kind}"),
        "key": entry.key,
        "act": word(lang, known) if known else entry.act,
        "by": f"{entry.by} · {entry.via}" if entry.via not in ("", entry.by) else entry.by,
        "why": entry.why,
    }


def _keys(act: str) -> tuple[str, ...]:
    return f"did.{act}", f"act.{act}", f"accounts.act.{act}", f"journal.act.{act}"


def _older(lang: Lang, wanted: JournalFilter, before: int) -> str:
    asked: dict[str, str | int] = {"lang": "en"} if lang == "en" else {}
    given = {"kind": wanted.kind, "key": wanted.key, "by": wanted.by, "before": before}
    return "/journal?" + urlencode(asked | {name: value for name, value in given.items() if value})
