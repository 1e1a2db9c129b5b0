"""One thing has one word on every screen, in both languages: docs/words.md says which."""

import importlib
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import layouts.words
from dashboard.domain.commands import IncidentKind
from dashboard.domain.incident import IncidentState

TABLE = Path(__file__).parents[2] / "docs" / "words.md"
YOU = "您"
"""Screens say 你."""
PLURAL = re.compile(
    r"\{(?:n|all|open|cells|several)\} (?:more )?[a-z]{2,}s\b|\{n\} \w+ (?:units|days)\b"
)
NEVER_ONE = {
    "alerts.group", "dialog.about_many", "done.many", "assign.after_many", "leaders.rows.of",
    "leaders.streets.count", "layer.title", "map.title", "of_units", "password.new",
    "screens.several", "source.channels",
}  # fmt: skip
"""Texts that are used only for several, or for the district's own number."""


@dataclass(frozen=True, slots=True)
class Term:
    zh: str
    en: str
    """Each may be followed by a short one after a stroke."""
    where: tuple[str, ...]
    banned: tuple[str, ...]


def terms() -> list[Term]:
    """The rows of the table."""
    lines = [
        line
        for line in TABLE.read_text("utf-8").partition("\n# The same in code")[0].splitlines()
        if line.startswith("| ")
    ][1:]
    found = []
    for line in lines:
        zh, en, where, banned, source = (cell.strip() for cell in line.strip("|").split("|"))
        assert source, line
        found.append(Term(zh, en, tuple(where.replace("`", "").split()), tuple(banned.split())))
    return found


def said() -> dict[str, set[tuple[str, str]]]:
    """Every key of every file of words, with all its texts."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for part in pkgutil.iter_modules(layouts.words.__path__):
        module = importlib.import_module(f"layouts.words.{part.name}")
        for words in vars(module).values():
            if isinstance(words, Mapping):
                for key, pair in words.items():
                    if isinstance(pair, tuple) and isinstance(key, str):
                        found[key].add(pair)
    return found


SAID = said()
TERMS = terms()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.zh)
def test_a_thing_has_its_word_wherever_it_is_named(term: Term) -> None:
    assert term.where
    for key in term.where:
        assert SAID[key], f"{key} is no key of layouts/words"
        for zh, en in SAID[key]:
            assert any(word in zh for word in term.zh.split(" / ")), (key, zh)
            assert any(word in en.lower() for word in term.en.split(" / ")), (key, en)


@pytest.mark.parametrize("term", [term for term in TERMS if term.banned], ids=lambda term: term.zh)
def test_no_screen_has_another_word_for_it(term: Term) -> None:
    for word in term.banned:
        other = {
            key
            for key, pairs in SAID.items()
            for zh, _ in pairs
            if _has(zh, word, term.zh.split(" / ")[0])
        }
        assert not other, (word, other)


def _has(text: str, word: str, right: str) -> bool:
    """Whether a text has the word outside the right one: 待结案 contains 待结."""
    return word in text.replace(right, "")


def test_no_word_stands_for_two_things() -> None:
    for told in ([term.zh for term in TERMS], [term.en for term in TERMS if term.en]):
        words = [word for one in told for word in one.split(" / ")]
        assert [word for word, n in Counter(words).items() if n > 1] == []
    keys = Counter(key for term in TERMS for key in term.where)
    assert [key for key, n in keys.items() if n > 1] == []


@pytest.mark.parametrize("family", ["status", "incident.state", "link.state"])
def test_an_incident_has_words_for_the_states_that_it_can_reach_alone(family: str) -> None:
    told = {key.removeprefix(f"{family}.") for key in SAID if key.rpartition(".")[0] == family}
    assert told
    assert told <= set(IncidentState)


@pytest.mark.parametrize("screen", ["wall", "wall/incidents"])
def test_every_kind_of_incident_has_its_word_and_nothing_else_has(screen: str) -> None:
    live = layouts.words.LIVE_WORDS[screen]
    assert {key for key in live if key.startswith("kind.")} == {f"kind.{k}" for k in IncidentKind}
    choices = {key for key in layouts.words.WORDS if key.startswith("choice.kind.")}
    assert choices == {f"choice.kind.{kind}" for kind in IncidentKind}


@pytest.mark.parametrize("family", ["wait", "strain", "queue.stage"])
def test_a_code_reads_the_same_on_every_screen(family: str) -> None:
    """In English; in Chinese a narrow column may have a short word."""
    told = {key: {en for _, en in SAID[key]} for key in SAID if key.rpartition(".")[0] == family}
    assert told
    assert {key: words for key, words in told.items() if len(words) > 1} == {}


def test_nobody_is_called_by_two_pronouns() -> None:
    assert not {key for key, pairs in SAID.items() for zh, _ in pairs if YOU in zh}


@pytest.mark.parametrize("family", ["state", "supervision", "escalate.level", "turn", "lamp"])
def test_codes_of_one_kind_are_told_apart(family: str) -> None:
    """On one screen no two codes of a family read the same."""
    for part in pkgutil.iter_modules(layouts.words.__path__):
        module = importlib.import_module(f"layouts.words.{part.name}")
        for words in vars(module).values():
            if not isinstance(words, Mapping):
                continue
            own = {
                key: pair
                for key, pair in words.items()
                if isinstance(key, str)
                and key.rpartition(".")[0] == family
                and isinstance(pair, tuple)
            }
            for language in (0, 1):
                told = Counter(pair[language] for pair in own.values())
                assert [word for word, n in told.items() if n > 1] == [], (part.name, family)


def test_a_count_of_one_reads_right_in_english() -> None:
    """Either the figure follows the name, or the word is the same for one."""
    counts = {
        key
        for key, pairs in SAID.items()
        if not key.startswith("refusal.")
        for _, en in pairs
        if PLURAL.search(en)
    }
    assert counts <= NEVER_ONE
    assert set(SAID) >= NEVER_ONE
