"""Turns what somebody types into the search box into queries to the store.

It may be a number (whole, 1123-0308 or 0308, or another system's), a reporter's phone or its last
four digits, or words: each word may be in the text or address, or name a grid, a community or a
street.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.actions import privacy
from dashboard.domain import written_numbers
from dashboard.domain.district import District
from dashboard.domain.folding import folded, number_of
from dashboard.domain.phones import asked_as
from dashboard.domain.scope import Scope
from dashboard.store import search as store
from dashboard.store.search import SearchHit, Word
from dashboard.system import System

RESULTS_MAX = 50
QUERY_MAX = 100
WORDS_MAX = 5
NAME_MIN = 2
# A short number is searched on this many past days.
DAYS_BACK = 400
RECENT_DAYS = 7

NUMBER = re.compile(r"(?:(?P<prefix>[a-z]{2})?(?P<year>\d{4}))?(?P<day>\d{4})-(?P<last>\d{1,4})")
SEQUENCE = re.compile(r"\d{1,4}")
GRID = re.compile(r"(?:g|grid)?(?P<no>[1-9]\d{0,3})(?:号?网格)?")


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found, and by what: "number", "phone" or "words"."""

    by: str
    case: SearchHit


def find(system: System, scope: Scope, asked: str, *, phones: bool) -> list[Hit]:
    """At most 50 cases of a jurisdiction; `phones` says whether the person may search by phone."""
    asked = plain(asked)
    if not asked:
        return []
    district, hits = system.district, list[Hit]()
    today = system.clock().astimezone(system.zone).date()
    with system.reader.connect() as connection:
        numbers = list(numbers_meant(asked, district.prefix, today))
        if numbers:
            found = store.by_number(connection, district.key, scope, numbers)
            hits += [Hit("number", case) for case in found]
        found = store.by_external_number(connection, district.key, scope, number_of(asked))
        hits += [Hit("number", case) for case in found]
        forms = asked_as(asked) if phones else frozenset[str]()
        if forms:
            digests = {privacy.digest(system.settings.secret_key, form) for form in forms}
            found = store.by_phone(connection, district.key, scope, digests)
            hits += [Hit("phone", case) for case in found]
        # Text that looks like a number may also be part of what somebody wrote.
        words = words_meant(asked, district)
        number = written_numbers.phone(asked)
        found = store.by_words(connection, district.key, scope, words, number)
        hits += [Hit("words", case) for case in found]
    return _once(hits)


def plain(asked: str) -> str:
    """The query, folded like the text it is compared with, with single spaces."""
    return " ".join(folded(asked[:QUERY_MAX]).split())


def numbers_meant(asked: str, prefix: str, today: date) -> Iterator[str]:
    """The case numbers that a query may mean; a short one is tried on each past day."""
    whole = NUMBER.fullmatch(asked)
    if whole is not None:
        years = [whole["year"]] if whole["year"] else [str(today.year), str(today.year - 1)]
        for year in years:
            yield f"{prefix}{year}{whole['day']}-{int(whole['last']):04d}"
    elif SEQUENCE.fullmatch(asked):
        days = DAYS_BACK if len(asked) == len("0308") else RECENT_DAYS
        for back in range(days):
            yield f"{prefix}{today - timedelta(days=back):%Y%m%d}-{int(asked):04d}"


def words_meant(asked: str, district: District) -> list[Word]:
    """Each word with the places that it may name."""
    return [_word(text, district) for text in asked.split()[:WORDS_MAX]]


def _word(text: str, district: District) -> Word:
    number = GRID.fullmatch(text)
    grids = [int(number["no"])] if number and int(number["no"]) in district.grids else []
    if len(text) < NAME_MIN:
        return Word(text, grids=grids)
    return Word(
        text,
        written_numbers.word(text),
        grids,
        [s.code for s in district.streets.values() if _named(text, s.name_zh, s.name_en)],
        [c.code for c in district.communities.values() if _named(text, c.name_zh, c.name_en)],
    )


def _named(text: str, *names: str) -> bool:
    return any(text in folded(name) for name in names)


def _once(hits: list[Hit]) -> list[Hit]:
    """Each case once, with the first way it was found; open ones first, then the newest."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.case.number, hit)
    order = {"number": 0, "phone": 1, "words": 2}
    found = sorted(
        first.values(), key=lambda hit: (hit.case.reported_at, hit.case.number), reverse=True
    )
    found.sort(key=lambda hit: (not hit.case.open, order[hit.by]))
    return found[:RESULTS_MAX]
