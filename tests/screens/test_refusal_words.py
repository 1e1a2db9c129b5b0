"""Every refusal that the rules can give has its sentence in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import dashboard
from dashboard.actions.act_names import ACTS
from layouts.words import WORDS

HOME = Path(dashboard.__file__).parent
OUTSIDE_ONLY = {"UNREADABLE", "UNKNOWN_TYPE", "TOO_BIG"}
"""Told to a sender in the message's own words, never to a screen."""
ELSEWHERE = {"VIEW_NAME", "VIEW_EMPTY", "TOO_MANY_VIEWS", "REPORTER_HIDDEN"}
"""Of screens that say it themselves."""
REFUSALS = {"Refused", "BadMessage", "Denied"}


def raised() -> Iterator[tuple[str, frozenset[str] | None]]:
    """Each code as the source raises it, with the values it gives; None if they are unpacked."""
    for folder in ("domain", "actions"):
        for path in sorted((HOME / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                    continue
                if node.func.id not in REFUSALS or not node.args:
                    continue
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    names = [keyword.arg for keyword in node.keywords]
                    known = frozenset(name for name in names if name)
                    yield str(code.value), None if None in names else known


FOUND = [one for one in raised() if one[0] not in OUTSIDE_ONLY | ELSEWHERE]


def test_the_rules_can_refuse_in_many_ways() -> None:
    assert len({code for code, _ in FOUND}) > 80


def test_a_refusal_has_its_sentence_and_gives_what_the_sentence_says() -> None:
    for code, values in FOUND:
        for sentence in WORDS[f"refusal.{code}"]:
            places = {name for _, name, _, _ in Formatter().parse(sentence) if name}
            assert values is None or places <= values, sentence


def test_what_was_done_has_its_words() -> None:
    assert {f"did.{act}" for act in ACTS} <= WORDS.keys()
