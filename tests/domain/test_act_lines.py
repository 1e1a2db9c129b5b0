"""The lines of an incident's course: cases linked one after the other are one, as often as read."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.act_lines import (
    LINK_CASE,
    LINK_CASES,
    UNLINK_CASES,
    ActLine,
    counted,
    joined,
    lines_of,
)


@dataclass(frozen=True, slots=True)
class Acted:
    """An act and its place."""

    act: str
    at: int = 0
    why: str = ""


def acts(*names: str) -> list[Acted]:
    return [Acted(name, at) for at, name in enumerate(names)]


def told(lines: tuple[ActLine[Acted], ...]) -> list[tuple[str, int, int]]:
    return [(line.last.act, line.last.at, line.cases) for line in lines]


def test_cases_linked_one_after_the_other_are_one_line_at_the_last_of_them() -> None:
    done = acts("report_incident", *[LINK_CASE] * 40, "confirm_incident", LINK_CASE)
    assert told(lines_of(done)) == [
        ("report_incident", 0, 0),
        (LINK_CASE, 40, 40),
        ("confirm_incident", 41, 0),
        (LINK_CASE, 42, 1),
    ]


def test_every_other_act_is_a_line_of_its_own() -> None:
    done = acts("note_milestone", "note_milestone", "file_report")
    assert told(lines_of(done)) == [(one.act, one.at, 0) for one in done]


def test_one_act_on_many_cases_counts_them_all_and_keeps_its_reason() -> None:
    done = [
        Acted(LINK_CASE, 0),
        Acted(LINK_CASES, 1, counted(40, "同一处爆管")),
        Acted(UNLINK_CASES, 2, counted(2, "误挂: 另一处")),
        Acted(LINK_CASES, 3, counted(3)),
    ]
    lines = lines_of(done)
    assert [(line.act, line.cases, line.words) for line in lines] == [
        (LINK_CASE, 41, "同一处爆管"),
        (UNLINK_CASES, 2, "误挂: 另一处"),
        (LINK_CASE, 3, ""),
    ]


NAMES = st.sampled_from([LINK_CASE, LINK_CASES, UNLINK_CASES, "note_milestone"])


@given(st.lists(NAMES, max_size=30), st.integers(1, 6))
def test_who_keeps_only_the_last_lines_has_the_same_as_who_reads_all(
    names: list[str], most: int
) -> None:
    done = [Acted(name, at, counted(at + 1)) for at, name in enumerate(names)]
    kept = lines_of(acts())
    for one in done:
        kept = joined(kept, one)[-most:]
    assert kept == lines_of(done)[-most:]
    assert sum(line.acts for line in lines_of(done)) == len(done)
