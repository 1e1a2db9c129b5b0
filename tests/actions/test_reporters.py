"""Unmasking a reporter: only for who may know, and never without a row in the journal."""

import threading

import pytest

from dashboard.actions.handle import handle
from dashboard.actions.reporters import disclose, masked_reporter
from dashboard.domain.changes import Kind
from dashboard.domain.commands import Channel, ReportCase, Reporter
from dashboard.domain.disclosure import DISCLOSURES_MAX
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from dashboard.store import journal
from tests.helpers.centre import Centre
from tests.helpers.messages import GRID, ITEM

NUMBER = "NG20261123-0001"
DISPATCHER = Person(login="dispatcher", name="李敏", role=Role.DISPATCHER)
LEADER = Person(login="leader", name="周", role=Role.LEADER)
WANG = Reporter("王秀英", "13504311234")


def report(centre: Centre, reporter: Reporter | None = WANG) -> None:
    command = ReportCase(item=ITEM, grid=GRID, channel=Channel.PHONE, reporter=reporter)
    assert handle(centre.system, command, by="test").key == NUMBER


def looks(centre: Centre) -> list[str]:
    """Who has unmasked a reporter, in order."""
    with centre.system.reader.connect() as connection:
        acts = journal.history(connection, centre.district, Kind.DISCLOSED, f"{NUMBER}/reporter")
    return [act.by for act in acts]


def test_the_mask_is_seen_without_a_trace(centre: Centre) -> None:
    report(centre)
    with centre.system.reader.connect() as connection:
        case = centre.case(NUMBER)
        assert masked_reporter(centre.system, connection, DISPATCHER, case) == Reporter(
            "王**", "*1234"
        )
        assert masked_reporter(centre.system, connection, LEADER, case) is None
    assert looks(centre) == []


def test_every_unmasking_is_in_the_journal(centre: Centre) -> None:
    report(centre)
    assert disclose(centre.system, DISPATCHER, NUMBER) == WANG
    assert disclose(centre.system, DISPATCHER, NUMBER) == WANG
    assert looks(centre) == ["dispatcher", "dispatcher"]
    assert centre.case(NUMBER).version == 1
    centre.tell()
    assert centre.faults() == []


@pytest.mark.parametrize("number", [NUMBER, "NG20261123-9999"])
def test_who_may_not_know_is_refused_and_leaves_no_row(centre: Centre, number: str) -> None:
    report(centre)
    with pytest.raises(Refused, match="may not know"):
        disclose(centre.system, LEADER, number)
    assert looks(centre) == []


def test_a_case_without_a_reporter_says_so(centre: Centre) -> None:
    report(centre, None)
    assert disclose(centre.system, DISPATCHER, NUMBER) == Reporter()


def test_two_who_look_at_once_are_both_on_record(centre: Centre) -> None:
    report(centre)
    seen: list[Reporter] = []

    def look() -> None:
        seen.append(disclose(centre.system, DISPATCHER, NUMBER))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [WANG] * 4
    assert len(looks(centre)) == 4


def test_nobody_copies_the_register(centre: Centre) -> None:
    """Ten a minute in all processes, each recorded; other persons aren't held up."""
    report(centre)
    for _ in range(DISCLOSURES_MAX):
        assert disclose(centre.system, DISPATCHER, NUMBER) == WANG
    with centre.beside() as other, pytest.raises(Refused) as refused:
        disclose(other.system, DISPATCHER, NUMBER)
    assert refused.value.code == "TOO_MANY_DISCLOSURES"
    assert len(looks(centre)) == DISCLOSURES_MAX
    foreman = Person(login="foreman", name="赵", role=Role.FOREMAN)
    assert disclose(centre.system, foreman, NUMBER) == WANG
    centre.clock.move(minutes=1)
    assert disclose(centre.system, DISPATCHER, NUMBER) == WANG
