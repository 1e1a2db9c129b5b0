"""The messages of the corpus: each bad one is refused for its reason, each harmless one taken."""

from dataclasses import replace

import pytest

from dashboard import codec
from dashboard.actions.places import spot_of
from dashboard.districts import Pack, almanac
from dashboard.domain.case import Case
from dashboard.domain.changes import Kind
from dashboard.domain.commands import PlacedCommand, ReportCase
from dashboard.domain.life import Circumstances, open_case
from dashboard.domain.limits import check
from dashboard.domain.pasted_marks import cleaned
from dashboard.domain.refusals import Refused
from tests.feeds.bad_messages import CORPUS, HARMLESS, Harmless
from tests.feeds.events import Bad
from tests.helpers.clock import MORNING


def taken(raw: bytes, pack: Pack) -> Case | None:
    """The case that a message opens by the intake's rules, without the database."""
    report = codec.read_report(raw)
    report = replace(report, command=cleaned(report.command))
    check(report, pack.district, MORNING)
    command = report.command
    number = getattr(command, "case", None)
    if number:
        raise Refused("NO_SUCH_CASE", f"There is no case {number!r}.")
    spot = spot_of(pack.places, command) if isinstance(command, PlacedCommand) else None
    if isinstance(command, ReportCase):
        return open_case(
            command,
            Circumstances(MORNING, pack.district, almanac.calendar(pack.district), "", spot),
        )
    return None


@pytest.mark.parametrize("bad", [pytest.param(bad, id=bad.name) for bad in CORPUS])
def test_a_bad_message_is_refused_for_its_reason_in_a_sentence(bad: Bad, pack: Pack) -> None:
    with pytest.raises(Refused) as caught:
        taken(bad.raw, pack)
    words = caught.value.words
    assert caught.value.code == bad.code
    assert words[0].isupper() or words.startswith("`")
    assert words.endswith(".")
    assert len(words) <= codec.SENTENCE_MAX


@pytest.mark.parametrize("good", [pytest.param(good, id=good.name) for good in HARMLESS])
def test_a_harmless_message_opens_a_case_with_all_that_it_says(good: Harmless, pack: Pack) -> None:
    case = taken(good.raw, pack)
    assert case
    assert case.text == good.text


@pytest.mark.parametrize("good", [pytest.param(good, id=good.name) for good in HARMLESS])
def test_a_harmless_text_leaves_the_centre_as_it_came(good: Harmless, pack: Pack) -> None:
    case = taken(good.raw, pack)
    assert case
    assert codec.read_state(Kind.CASE, codec.write_state(case)) == case


def test_the_corpus_has_at_least_sixty_messages_each_with_a_name_of_its_own() -> None:
    names = [bad.name for bad in CORPUS] + [good.name for good in HARMLESS]
    assert len(CORPUS) >= 60
    assert len(names) == len(set(names))
