"""What people write, made from the sentences in `words.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from dashboard.domain.commands import Reporter
from dashboard.domain.grid import Grid

OLD_STREETS = frozenset({"S02", "S03", "S06", "S08", "S09"})
OLD_SHARE = 0.6
COMPOUNDS_IN_GRID = 3
UNUSED_PREFIX = "154"
"""Begins every telephone number here: no operator assigns such numbers."""


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def _compounds(grid: int, street: str) -> tuple[str, ...]:
    """A grid's housing estates, always the same ones."""
    chance = Random(f"compounds|{grid}")
    old = street in OLD_STREETS and chance.random() < OLD_SHARE
    names = _book()["old_compounds" if old else "compounds"]
    return tuple(chance.sample(names, COMPOUNDS_IN_GRID))


@dataclass(frozen=True, slots=True)
class Site:
    """The place of a report: a building or a spot at a housing estate."""

    compound: str
    spot: str
    block: int
    door: int
    floor: int
    room: int


def site(grid: Grid, chance: Random) -> Site:
    """A place in the grid."""
    compound = chance.choice(_compounds(grid.no, grid.street))
    return Site(
        compound=compound,
        spot=chance.choice(_book()["spots"]).format(compound=compound),
        block=chance.randint(1, 28),
        door=chance.randint(1, 6),
        floor=chance.randint(2, 6),
        room=chance.randint(1, 6) * 100 + chance.randint(1, 4),
    )


def report(item: str, where: Site, chance: Random) -> tuple[str, str]:
    """What a clerk or resident would write about this item there, and the address.

    The address is the building or spot that the text mentions, without a flat.
    """
    book = _book()
    fallback = book["fallback"].get(item[:2]) or book["fallback"]["00"]
    sentence = chance.choice(book["texts"].get(item, fallback))
    return _fill(sentence, where, chance), address(sentence, where)


def address(sentence: str, where: Site) -> str:
    """The place that the sentence mentions."""
    if "{spot}" in sentence:
        return where.spot
    near = f"{where.block}栋附近" if "{block}" in sentence else ""
    return where.compound + near


def incident(kind: str, grid: Grid, chance: Random) -> tuple[str, str]:
    """Title and text of an incident; `kind` as in `words.toml`."""
    title, sentence = _book()["incidents"][kind]
    return title, _fill(sentence, site(grid, chance), chance)


def result(item: str | None, text: str, chance: Random) -> str:
    """What a unit reports after finishing the matter in the text."""
    return _of_item("results", item, chance, text)


def settled(item: str, text: str, chance: Random) -> str:
    """What a grid reports about a matter that it has settled itself."""
    return _of_item("settled", item, chance, text)


def why(table: str, item: str | None, chance: Random) -> str:
    """Why a unit `returns` a case or asks for `extensions`, in the terms of its field."""
    return _of_item(table, item, chance)


def _of_item(table: str, item: str | None, chance: Random, text: str = "") -> str:
    """The item's own sentences, or its category's, or the general ones."""
    book, item = _book()[table], item or ""
    said = book.get(item) or book.get(item[:2]) or book["00"]
    if isinstance(said[0], list):
        said = said[_which(item, text)]
    return str(chance.choice(said))


def _which(item: str, text: str) -> int:
    """The index of the item's sentence that this text comes from; 0 if it is none of them."""
    patterns = _patterns()[item]
    return next((i for i, pattern in enumerate(patterns) if pattern.fullmatch(text)), 0)


def with_results(table: str) -> frozenset[str]:
    """The items that have sentences of their own in `results` or `settled`."""
    return frozenset(_book()[table]) - {"00"}


def compounds() -> frozenset[str]:
    """The names of all housing estates."""
    return frozenset(_book()["compounds"]) | frozenset(_book()["old_compounds"])


def say(about: str, chance: Random) -> str:
    """A sentence of the table `talk`."""
    return str(chance.choice(_book()["talk"][about]))


def say_of(title: str, about: str, chance: Random) -> str:
    """The same for an incident: a burst has its own sentences, others the table `elsewhere`."""
    return str(chance.choice(_book()["talk" if is_burst(title) else "elsewhere"][about]))


def is_burst(title: str) -> bool:
    """Whether it is the title of an incident made here."""
    return title in {told[0] for told in _book()["incidents"].values()}


def in_log(about: str, chance: Random, fields: Mapping[str, object]) -> tuple[str, str, str]:
    """An entry of the duty log: its kind, with whom, what."""
    kind, whom, said = chance.choice(_book()["duty_log"][about])
    return kind, whom.format(**fields), said.format(**fields)


def instruction(about: str, chance: Random) -> str:
    """A sentence of a leader's instruction, or of the answer to one."""
    return str(chance.choice(_book()["instructions"][about]))


def weather(month: int, chance: Random) -> dict[str, object]:
    """A day's weather in that month."""
    book = _book()["duty_log"]
    off = chance.randint(-3, 3)
    return {
        "sky": chance.choice(book["skies"]),
        "wind": chance.choice(book["winds"]),
        "low": book["lows"][month - 1] + off,
        "high": book["highs"][month - 1] + off,
    }


def reporter(chance: Random) -> Reporter:
    """An invented reporter: a family name, and a number that can't be called."""
    book = _book()
    name = chance.choice(book["surnames"]) + chance.choice(book["manners"])
    return Reporter(name=name, phone=f"{UNUSED_PREFIX}{chance.randrange(10**8):08d}")


def _fill(sentence: str, where: Site, chance: Random) -> str:
    return sentence.format(
        **asdict(where),
        count=chance.randint(2, 8),
        days=chance.randint(2, 6),
        degrees=chance.randint(13, 17),
    )


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    return {
        item: [
            re.compile(r".+?".join(map(re.escape, re.split(r"\{\w+\}", sentence))))
            for sentence in sentences
        ]
        for item, sentences in _book()["texts"].items()
    }


def item_of(words: str) -> str | None:
    """The item of a sentence made here, as a person would classify it."""
    return next(
        (
            item
            for item, patterns in _patterns().items()
            if any(pattern.fullmatch(words) for pattern in patterns)
        ),
        None,
    )
