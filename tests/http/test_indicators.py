"""The indicators over HTTP: each reader's bounds, in pages and in files; limits and refusals."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from dashboard.domain import commands as c
from dashboard.domain.persons import Role
from dashboard.web import indicators_page
from layouts.words import WORDS
from tests.helpers import workbooks
from tests.helpers.messages import WATER_UNIT, message, report
from tests.helpers.web import Web
from tests.http.test_spreadsheets import in_csv

SPAN = "since=2026-11-23T10:00&until=2026-11-23T10:02"
LIST = f"/indicators/cases{{}}?of=reported&{SPAN}{{}}"
MINE, OTHERS = 206, 1
NAME, PHONE = "王女士", "15400000000"


@pytest.fixture
def told(web: Web) -> Web:
    """Three cases in a grid of S08, one of them at the water company; two in another street."""
    centre = web.centre
    someone = c.Reporter(NAME, PHONE)
    centre.settle(
        *(report(n, grid=MINE, reporter=someone) for n in range(3)),
        *(report(n, grid=OTHERS, reporter=someone) for n in (3, 4)),
    )
    number = next(n for n in centre.numbers() if centre.case(n).grid == MINE)
    centre.settle(message("d", c.Direct(case=number, by="grid206", unit=WATER_UNIT)))
    centre.clock.move(minutes=3)
    return web


def listed(client: FlaskClient, part: str = "") -> list[str]:
    """The numbers on the page, which are those of both files."""
    page = client.get(LIST.format("", part))
    assert page.status_code == 200
    numbers = re.findall(r'href="/case/(\w+-\d+)', page.text)
    _, (_, *rows) = in_csv(client.get(LIST.format(".csv", part)).data)
    raw = client.get(LIST.format(".xlsx", part)).data
    found = workbooks.read(raw)["案卷"][1:]
    assert [row[0] for row in rows] == [row[0] for row in found] == numbers
    for text in (page.text, str(rows), str(workbooks.read(raw))):
        assert NAME not in text
        assert PHONE not in text
    return numbers


def test_each_reader_gets_the_cases_of_their_own_bounds_alone(told: Web) -> None:
    grids = {n: told.centre.case(n).grid for n in told.centre.numbers()}
    mine = {n for n, grid in grids.items() if grid == MINE}
    street = told.centre.system.district.grids[MINE].street
    community = told.centre.system.district.grids[MINE].community
    readers = {
        told.person(Role.LEADER): set(grids),
        told.person(Role.ASSESSOR): set(grids),
        told.person(Role.STREET, street=street): mine,
        told.person(Role.STATION, community=community): mine,
        told.person(Role.GRID_LEADER, grid=MINE): mine,
        told.person(Role.UNIT, unit=WATER_UNIT): {
            n for n in grids if told.centre.case(n).unit == WATER_UNIT
        },
    }
    for client, wanted in readers.items():
        assert set(listed(client)) == wanted
        assert set(listed(client, f"&grid={OTHERS}")) == wanted - mine
    assert wanted, "the last one has a case, too"


def test_leaders_see_peers_and_who_has_bounds_only_their_own_figures(told: Web) -> None:
    whole = told.person(Role.LEADER).get("/indicators?days=1").text
    assert whole.count('class="peers"') == 4
    assert 'href="/leaders"' in whole
    own = told.person(Role.GRID_LEADER, grid=MINE).get("/indicators?days=1").text
    assert 'class="peers"' not in own
    assert WORDS["sheet.column.place"][0] not in own
    assert WORDS["sheet.column.median"][0] in own
    assert 'href="/leaders"' not in own
    sheet = workbooks.read(
        told.person(Role.GRID_LEADER, grid=MINE).get("/indicators/table.xlsx?days=1").data
    )["指标"]
    assert len({row[1] for row in sheet[1:]}) == 1


def test_a_file_has_its_name_its_type_and_its_record(told: Web) -> None:
    client = told.person(Role.LEADER)
    for ending in ("xlsx", "csv"):
        answer = client.get(f"/indicators/table.{ending}?{SPAN}&lang=en")
        assert answer.headers["Content-Type"] == indicators_page.MIMETYPES[ending]
        assert (
            answer.headers["Content-Disposition"]
            == f"attachment; filename*=UTF-8''nanguan-indicators-20261123-20261123.{ending}"
        )
        assert answer.headers["Cache-Control"] == "no-store"
    facts = dict(row[:2] for row in csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))) if row)
    assert facts["Journal entry"] == str(told.centre.last_seq())
    assert facts["Counted at"] == "2026-11-23 10:03"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("cases?of=all&" + SPAN, "leaders.list.wrong"),
        ("cases.csv?of=late", "leaders.list.wrong"),
        (f"cases.xlsx?of=late&{SPAN}&grid=99999", "leaders.list.wrong"),
        (f"cases?of=late&{SPAN}&street=%00", "leaders.list.wrong"),
        ("cases?of=late&since=2026-11-23T10:00&until=2099-01-01T00:00", "leaders.list.beyond"),
        ("cases?of=late&since=2026-01-01T10:00&until=2026-11-23T10:00", "leaders.list.beyond"),
        ("table.csv?since=2026-11-23T10:00", "leaders.list.wrong"),
        ("table.xlsx?since=2026-01-01T10:00&until=2026-02-01T10:00", "leaders.list.beyond"),
    ],
)
def test_what_cannot_be_counted_in_full_is_refused_in_words(
    told: Web, asked: str, why: str
) -> None:
    answer = told.person(Role.LEADER).get(f"/indicators/{asked}")
    assert answer.status_code == 400
    assert WORDS[why][0] in answer.text


def test_one_file_is_made_at_a_time_and_the_next_one_is_asked_to_wait(told: Web) -> None:
    client = told.person(Role.LEADER)
    with indicators_page.MAKING:
        answer = client.get("/indicators/table.xlsx")
        assert answer.status_code == 503
        assert WORDS["indicators.busy"][0] in answer.text
        assert client.get("/indicators").status_code == 200
    assert client.get("/indicators/table.xlsx").status_code == 200
