"""Taking messages in: once each, refusals on their own, the order kept."""

from sqlalchemy import func, select

from dashboard import codec
from dashboard.actions.ingest import Receipt, take
from dashboard.domain import commands as c
from dashboard.store import tables
from dashboard.streams import changes
from tests.helpers.centre import Centre
from tests.helpers.messages import GRID, ITEM, WATER_UNIT, message, report

NO_SUCH = c.Acknowledge(case="NG20200101-0001", unit=WATER_UNIT)


def taken(centre: Centre, *raws: bytes) -> list[Receipt]:
    return take(centre.system, [codec.read_report(raw) for raw in raws])


def rows_of(centre: Centre) -> dict[str, int]:
    """How many rows each table has; the series of numbers may have begun, see test_numbers."""
    with centre.system.reader.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
            if table is not tables.numbering
        }


def test_d2_a_report_that_comes_twice_opens_one_case(centre: Centre) -> None:
    [first] = taken(centre, report(1))
    [second] = taken(centre, report(1))
    assert (second.key, second.repeated) == (first.key, True)
    assert centre.numbers() == [first.key]


def test_d2_the_same_report_twice_in_one_batch_opens_one_case(centre: Centre) -> None:
    first, second = taken(centre, report(1), report(1))
    assert not first.repeated
    assert (second.key, second.repeated) == (first.key, True)
    assert centre.numbers() == [first.key]


def test_the_same_number_from_another_source_is_another_report(centre: Centre) -> None:
    taken(centre, report(1, "one source"), report(1, "another source"))
    taken(centre, report(1, "a third source"))
    assert len(centre.numbers()) == 3


def test_a_command_that_comes_twice_is_done_once(centre: Centre) -> None:
    [opened] = taken(centre, report(1))
    command = message(2, c.Direct(case=opened.key, by="grid206", unit=WATER_UNIT))
    assert [a.repeated for a in taken(centre, command, command)] == [False, True]
    assert centre.acts(opened.key) == ["report", "direct"]


def test_a_refusal_keeps_nothing(centre: Centre) -> None:
    before = rows_of(centre)
    answers = taken(
        centre,
        message(1, NO_SUCH),
        message(2, c.SelfResolve(item="0112", grid=GRID, by="grid206", result="已处理")),
        message(3, c.ReportCase(item="9999", grid=GRID)),
    )
    assert [a.refused and a.refused.code for a in answers] == [
        "NO_SUCH_CASE",
        "E1_NOT_ALONE",
        "UNKNOWN_ITEM",
    ]
    assert rows_of(centre) == before


def test_a_refusal_does_no_harm_to_its_neighbours(centre: Centre) -> None:
    answers = taken(centre, report(1), message(2, NO_SUCH), report(3))
    assert [bool(a.refused) for a in answers] == [False, True, False]
    assert centre.numbers() == ["NG20261123-0001", "NG20261123-0002"]


def test_what_was_refused_may_come_again_when_it_is_right(centre: Centre) -> None:
    early = message(2, c.Direct(case="NG20261123-0001", by="grid206", unit=WATER_UNIT))
    assert taken(centre, early)[0].refused
    assert [a.refused for a in taken(centre, report(1), early)] == [None, None]


def test_a_later_message_of_a_batch_sees_what_an_earlier_one_did(centre: Centre) -> None:
    answers = taken(
        centre,
        report(1),
        message(2, c.Direct(case="NG20261123-0001", by="grid206", unit=WATER_UNIT)),
        message(3, c.Acknowledge(case="NG20261123-0001", unit=WATER_UNIT)),
        message(4, c.Acknowledge(case="NG20261123-0001", unit=WATER_UNIT)),
    )
    assert [a.refused and a.refused.code for a in answers] == [None, None, None, "WRONG_STATE"]
    assert centre.case("NG20261123-0001").version == 3


def test_a_point_becomes_the_grid_it_lies_in(centre: Centre) -> None:
    command = c.ReportCase(item=ITEM, lon=125.35, lat=43.86, crs=c.Crs.WGS84)
    [answer] = taken(centre, message(1, command))
    case = centre.case(answer.key)
    assert case.grid == centre.system.pack.places.grid_at(125.35, 43.86)


def test_a_reporter_is_sealed_and_told_to_nobody(centre: Centre) -> None:
    who = c.Reporter("欧阳某某", "13912345678")
    centre.settle(message(1, c.ReportCase(item=ITEM, grid=GRID, reporter=who)))
    with centre.system.reader.connect() as connection:
        kept = [connection.execute(select(table)).all() for table in tables.metadata.sorted_tables]
    told = centre.system.redis.xrange(changes.key(centre.district))
    for secret in (who.name, who.phone):
        assert secret not in str(kept)
        assert repr(secret.encode())[2:-1] not in repr((kept, told))
    assert centre.case("NG20261123-0001").reporter_known
