"""Request files of Los Angeles; the sample has their columns and nobody's requests."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.districts import Pack, load
from dashboard.domain.commands import Channel, Report, ReportCase
from dashboard.domain.limits import check
from dashboard.domain.refusals import BadMessage
from feeds import la311
from tests.helpers.clock import MORNING

SAMPLE = Path(__file__).with_name("la311_sample.csv")
PACK = load("nanguan")
FIT = la311.Fit(PACK.district.grids, PACK.places.center_of)
INSIDE = {
    "lon": st.floats(la311.LONGITUDES[0], la311.LONGITUDES[-1]),
    "lat": st.floats(la311.LATITUDES[0], la311.LATITUDES[-1]),
}


def rows(path: Path = SAMPLE) -> dict[str, la311.Row]:
    return {row["srnumber"][-1]: row for _, row in la311.read(path)}


def told(number: str) -> ReportCase:
    command = la311.parse(rows()[number], FIT).command
    assert isinstance(command, ReportCase)
    return command


def refusal(row: la311.Row) -> str:
    with pytest.raises(BadMessage) as bad:
        la311.parse(row, FIT)
    return bad.value.code


def test_a_request_becomes_a_report_that_the_centre_takes(pack: Pack) -> None:
    for row in list(rows().values())[:6]:
        check(la311.parse(row, FIT), pack.district, MORNING)


def test_number_time_and_place_are_kept() -> None:
    report = la311.parse(rows()["1"], FIT)
    assert (report.source, report.id) == ("la311", "1-900000001")
    assert report.time is not None
    assert report.time.isoformat() == "2019-03-04T08:00:05-08:00"
    assert told("1").external_no == "1-900000001"
    assert told("1").address == "100 EXAMPLE ST, 90000"


@pytest.mark.parametrize(
    ("number", "item", "channel"),
    [
        ("1", "0201", Channel.PHONE),
        ("2", "0206", Channel.WEB),
        ("3", "0210", Channel.PATROL),
        ("4", "0703", Channel.WEB),
        ("5", None, Channel.WEB),
        ("6", None, Channel.OTHER),
    ],
)
def test_their_types_and_channels_become_ours(
    number: str, item: str | None, channel: Channel
) -> None:
    assert (told(number).item, told(number).channel) == (item, channel)


def test_every_item_in_the_table_is_one_of_ours(pack: Pack) -> None:
    assert {item for item, _ in la311.TYPES.values() if item} <= set(pack.district.items)


def test_an_unknown_type_keeps_its_own_words() -> None:
    assert told("6").text == "其他市民诉求（Space Debris）"


def test_a_request_closed_before_it_was_created_is_still_a_request() -> None:
    assert told("2").item == "0206"


def test_a_row_without_coordinates_stands_in_the_middle_of_its_zip_code() -> None:
    row = rows()["4"]
    assert float(row["latitude"]) == pytest.approx((34.0201 + 34.0301 + 2 * 34.0251) / 4)
    assert float(row["longitude"]) == pytest.approx((-118.2801 - 118.2901 - 2 * 118.2851) / 4)


def test_a_row_without_coordinates_and_zip_code_is_refused() -> None:
    assert refusal(rows()["7"]) == "PLACE_MISSING"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("srnumber", " ", "EMPTY"),
        ("createddate", "yesterday", "UNREADABLE"),
        ("createddate", "", "UNREADABLE"),
        ("latitude", "north", "UNREADABLE"),
        ("latitude", "nan", "OUTSIDE_DISTRICT"),
        ("longitude", "inf", "OUTSIDE_DISTRICT"),
        ("latitude", "0", "OUTSIDE_DISTRICT"),
    ],
)
def test_a_broken_row_is_refused(field: str, value: str, code: str) -> None:
    assert refusal({**rows()["1"], field: value}) == code


def test_a_packed_file_reads_like_the_file(tmp_path: Path) -> None:
    packed = tmp_path / "sample.csv.gz"
    packed.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    assert rows(packed) == rows()


def test_a_file_with_other_columns_is_refused_by_name(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(BadMessage, match=r"other\.csv lacks the columns createddate, latitude"):
        list(la311.read(other))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"\x1f\x8b not gzip"])
@pytest.mark.parametrize("name", ["junk.csv", "junk.csv.gz"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    junk = tmp_path / name
    junk.write_bytes(content)
    with pytest.raises(BadMessage, match="junk"):
        list(la311.read(junk))


def test_a_row_cut_short_lacks_its_last_columns_only(tmp_path: Path) -> None:
    cut = tmp_path / "cut.csv"
    cut.write_text(SAMPLE.read_text("utf-8")[:-200], "utf-8")
    assert len(list(la311.read(cut))) >= 5


@given(a=st.tuples(INSIDE["lon"], INSIDE["lat"]))
def test_every_place_in_los_angeles_is_a_grid_here(a: tuple[float, float]) -> None:
    assert FIT.grid_at(*a) in PACK.district.grids


@given(west=INSIDE["lon"], east=INSIDE["lon"], lat=INSIDE["lat"])
def test_what_lies_farther_west_there_never_lies_in_a_column_farther_east_here(
    west: float, east: float, lat: float
) -> None:
    west, east = sorted((west, east))
    a, b = FIT.grid_at(west, lat), FIT.grid_at(east, lat)
    columns = sorted(PACK.places.center_of(no)[0] for no in PACK.district.grids)
    width = columns[len(columns) * 4 // 5] - columns[len(columns) // 5]
    assert PACK.places.center_of(a)[0] - PACK.places.center_of(b)[0] < width


@given(lon=INSIDE["lon"], south=INSIDE["lat"], north=INSIDE["lat"])
def test_what_lies_farther_north_there_lies_farther_north_here(
    lon: float, south: float, north: float
) -> None:
    south, north = sorted((south, north))
    a, b = FIT.grid_at(lon, south), FIT.grid_at(lon, north)
    assert PACK.places.center_of(a)[1] <= PACK.places.center_of(b)[1]


HEAD = "srnumber,requesttype,createddate,requestsource,latitude,longitude,address,zipcode"
CITYS = (
    "SRNumber,RequestType,CreatedDate,Request Source,Latitude,Longitude,Address,ZipCode,Location"
)


PLACE = ',"(34.05, -118.25)"'


def line(created: str, more: str = "") -> str:
    return f"T-1,Bulky Items,{created},Call,34.05,-118.25,1 TEST ST,90012{more}"


@pytest.mark.parametrize(
    ("content", "created"),
    [
        (f"{HEAD}\n{line('2020-01-01T00:01:00')}\n", "2020-01-01T00:01:00-08:00"),
        (f"\ufeff{HEAD}\n{line('2020-01-01T00:01:00')}\n", "2020-01-01T00:01:00-08:00"),
        (f"{HEAD}\n{line('1/1/20 0:05')}\n", "2020-01-01T00:05:00-08:00"),
        (f"{HEAD}\n{line('7/4/2018 13:05')}\n", "2018-07-04T13:05:00-07:00"),
        (
            f"\ufeff{CITYS}\r\n{line('12/31/2017 11:59:58 PM', PLACE)}\r\n",
            "2017-12-31T23:59:58-08:00",
        ),
    ],
    ids=["iso", "byte order mark", "spreadsheet", "long year", "the city's export"],
)
def test_each_layout_of_the_city_is_read(tmp_path: Path, content: str, created: str) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content.encode())
    [(number, row)] = la311.read(file)
    report = la311.parse(row, FIT)
    assert number == 2
    assert (report.id, report.time and report.time.isoformat()) == ("T-1", created)


def test_a_time_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert refusal({**rows()["1"], "createddate": "31.12.2017"}) == "UNREADABLE"


def test_reading_a_file_twice_gives_the_same_reports() -> None:
    def reports() -> list[Report]:
        return [la311.parse(row, FIT) for number, row in rows().items() if number != "7"]

    assert reports() == reports()
