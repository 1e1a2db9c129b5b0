"""A paper as a value: headings, facts and tables, without any markup."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from layouts.words import LANG_TAG, Lang, word

NOTHING = "—"
"""In a table, where there is nothing to say."""


class EmptyPaper(Exception):
    """A paper that says nothing must not be printed: it could count as sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name and what is said under it; `note` stands below it in small type."""

    name: str
    words: str
    note: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """A section: sentences, facts, or a table whose columns are as wide as `widths` say."""

    title: str = ""
    sentences: Sequence[str] = ()
    facts: Sequence[Fact] = ()
    heads: Sequence[str] = ()
    widths: Sequence[int] = ()
    rows: Sequence[Sequence[str]] = ()
    blank: bool = False
    """Whether the empty cells are for writing into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper. `aside` is below the title, `running` above later pages, `foot` below all.

    `watermark` goes across every page of what isn't valid, `warning` says why in a box.
    """

    lang: Lang
    place: str
    title: str
    parts: Sequence[PaperPart]
    aside: str = ""
    running: str = ""
    foot: str = ""
    watermark: str = ""
    warning: str = ""
    wide: bool = False


def filled(paper: Paper) -> Paper:
    """The paper with every gap said; raises `EmptyPaper` if there is nothing else in it."""
    if not any(_says_something(part) for part in paper.parts):
        raise EmptyPaper(paper.title)
    return replace(paper, parts=tuple(_filled(paper.lang, part) for part in paper.parts))


def _says_something(part: PaperPart) -> bool:
    facts = any(fact.words.strip() and not fact.missing for fact in part.facts)
    return facts or any(map(str.strip, part.sentences)) or bool(part.rows)


def _filled(lang: Lang, part: PaperPart) -> PaperPart:
    gap = word(lang, "report.gap")
    facts = tuple(
        fact if fact.words.strip() else replace(fact, words=gap, missing=True)
        for fact in part.facts
    )
    nothing = "" if part.blank else NOTHING
    rows = tuple(tuple(cell if cell.strip() else nothing for cell in row) for row in part.rows)
    return replace(part, facts=facts, rows=rows)


def as_data(paper: Paper, changed: Callable[[str], str] = str) -> dict[str, Any]:
    """The filled paper for a template, with each of its texts `changed`; raises `EmptyPaper`."""
    told: dict[str, Any] = _texts(asdict(filled(paper)), changed)
    language, _, region = LANG_TAG[paper.lang].partition("-")
    return told | {"lang": language, "region": region[-2:].lower(), "tag": LANG_TAG[paper.lang]}


def _texts(value: Any, changed: Callable[[str], str]) -> Any:
    match value:
        case str():
            return changed(value)
        case dict():
            return {name: _texts(one, changed) for name, one in value.items()}
        case list() | tuple():
            return [_texts(one, changed) for one in value]
        case _:
            return value


def as_json(data: dict[str, Any]) -> bytes:
    """For the program that sets the PDF."""
    return json.dumps(data, ensure_ascii=False).encode()
