"""The words of a letter: a drill says so first, and only a letter to one person has a link."""

from dataclasses import replace

from dashboard.domain.incident import DRILL_MARK
from layouts.outgoing_text import letter
from tests.helpers.centre import PACK
from tests.helpers.clock import MORNING
from tests.live.test_calls import CHAIN, message

ONE = message(1, CHAIN)
LINK = "https://centre.example/answer?token=00000001.6a.x"


def test_a_drill_is_marked_in_the_subject_and_nothing_else_is() -> None:
    drill = replace(ONE, title=f"{DRILL_MARK}爆管")
    assert letter("zh", PACK.district, [drill], MORNING).subject.startswith(DRILL_MARK)
    assert letter("en", PACK.district, [drill], MORNING).subject.startswith(DRILL_MARK)
    assert DRILL_MARK not in letter("zh", PACK.district, [ONE], MORNING).subject
    assert DRILL_MARK not in letter("zh", PACK.district, [drill, ONE], MORNING).subject


def test_the_link_stands_alone_and_keeps_the_language() -> None:
    said = letter("zh", PACK.district, [ONE], MORNING, {ONE.number: LINK})
    assert f"应答：{LINK}" in said.text.splitlines()
    assert said.facts[0]["answer"] == LINK
    english = letter("en", PACK.district, [ONE], MORNING, {ONE.number: LINK})
    assert f"Answer: {LINK}&lang=en" in english.text.splitlines()
    assert english.facts[0]["answer"] == f"{LINK}&lang=en"


def test_without_a_link_the_letter_leads_to_the_duty_desk() -> None:
    said = letter("zh", PACK.district, [ONE], MORNING, {ONE.number: ""})
    assert "answer?token" not in said.text
    assert "值班页" in said.text
