"""Real service requests of the City of Los Angeles (open data, "MyLA311"), moved onto our map.

Their places, types and channels become ours; the texts stay unchanged. What the file says about
handling (owner, promised and closed dates, some before the creation) is not read: here the
district's own units and clocks handle them.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.domain.commands import Channel, Report, ReportCase
from dashboard.domain.refusals import BadMessage
from feeds.files import rows

SOURCE = "la311"
ZONE = ZoneInfo("America/Los_Angeles")
NEEDED = ("srnumber", "createddate", "requesttype", "requestsource", "latitude", "longitude")

# Their type: our duty item, and our name for it. Without an item only the text is there and a
# person must read it: "Other" says nothing, and wasted water may be a burst main or a hose.
TYPES: Mapping[str, tuple[str | None, str]] = {
    "Bulky Items": ("0201", "大件垃圾待清运"),
    "Metal/Household Appliances": ("0201", "废旧家电待清运"),
    "Electronic Waste": ("0201", "废旧电子产品待清运"),
    "Dead Animal Removal": ("0202", "路面动物尸体待清理"),
    "Illegal Dumping Pickup": ("0203", "偷倒垃圾待清运"),
    "Graffiti Removal": ("0206", "墙面涂鸦待清除"),
    "Single Streetlight Issue": ("0210", "单盏路灯故障"),
    "Multiple Streetlight Issue": ("0210", "成片路灯故障"),
    "Homeless Encampment": ("0703", "流浪人员露宿点"),
    "Feedback": ("0905", "市民意见反馈"),
    "Report Water Waste": (None, "反映浪费用水或漏水"),
    "Other": (None, "其他市民诉求"),
}
CHANNELS: Mapping[str, Channel] = {
    "Call": Channel.PHONE,
    "Voicemail": Channel.PHONE,
    "Mobile App": Channel.WEB,
    "Self Service": Channel.WEB,
    "Email": Channel.WEB,
    "Driver Self Report": Channel.PATROL,
    "Council's Office": Channel.MAYOR_LINE,
    "Walk-in": Channel.SERVICE_HALL,
}
# The city's bounds, and between them the lines that cut its requests into tenths, from west to
# east and from south to north (measured on 27,000 requests of 2017 and 2018).
LONGITUDES = (
    -118.6683, -118.5338, -118.4630, -118.4295, -118.3912, -118.3451,
    -118.3084, -118.2909, -118.2722, -118.2414, -118.1552,
)  # fmt: skip
LATITUDES = (
    33.7036, 33.9705, 34.0097, 34.0382, 34.0576, 34.0843,
    34.1171, 34.1785, 34.2070, 34.2489, 34.3374,
)  # fmt: skip

# The city's formats of times: in newer and older exports, and after a spreadsheet has saved them
# again. None is ISO.
TIMES = (
    None,
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%y %H:%M",
    "%m/%d/%Y %I:%M %p",
)

Row = Mapping[str, str]


class Fit:
    """Moves points of Los Angeles onto a district's grids: west stays west, north stays north.

    The grids form columns of equal count from west to east, each ordered from south to north. A
    point's rank among the requests, not its distance, selects column and cell, so neighbours stay
    neighbours and no part of the map stays empty.
    """

    def __init__(
        self, grids: Iterable[int], center_of: Callable[[int], tuple[float, float]]
    ) -> None:
        from_west = sorted(grids, key=lambda no: center_of(no)[0])
        columns = max(1, round(len(from_west) ** 0.5))
        cuts = [len(from_west) * i // columns for i in range(columns + 1)]
        self._columns = [
            sorted(from_west[a:b], key=lambda no: center_of(no)[1]) for a, b in pairwise(cuts)
        ]

    def grid_at(self, lon: float, lat: float) -> int:
        """The grid for a point; `BadMessage` for a point outside Los Angeles."""
        column = self._columns[_place(lon, LONGITUDES, len(self._columns))]
        return column[_place(lat, LATITUDES, len(column))]


def _place(value: float, tenths: tuple[float, ...], places: int) -> int:
    """Which of `places` equal shares of all requests `value` falls into."""
    if not tenths[0] <= value <= tenths[-1]:
        raise BadMessage("OUTSIDE_DISTRICT", "The request lies outside Los Angeles.")
    i = min(bisect_right(tenths, value), len(tenths) - 1) - 1
    rank = (i + (value - tenths[i]) / (tenths[i + 1] - tenths[i])) / (len(tenths) - 1)
    return min(int(rank * places), places - 1)


def parse(row: Row, fit: Fit) -> Report:
    """One request as it happened there; `BadMessage` if it has no number, time or place."""
    number = row["srnumber"].strip()
    if not number:
        raise BadMessage("EMPTY", "`srnumber` is empty.")
    item, words = TYPES.get(row["requesttype"], (None, "其他市民诉求"))
    command = ReportCase(
        item=item,
        text=f"{words}（{row['requesttype']}）",
        channel=CHANNELS.get(row["requestsource"], Channel.OTHER),
        grid=fit.grid_at(*_point(row)),
        address=row.get("address", ""),
        external_no=number,
    )
    return Report(SOURCE, number, _created(row), command)


def _created(row: Row) -> datetime:
    text = row["createddate"].strip()
    for form in TIMES:
        try:
            if form is None:
                return datetime.fromisoformat(text).replace(tzinfo=ZONE)
            return datetime.strptime(text, form).replace(tzinfo=ZONE)
        except ValueError:
            continue
    raise BadMessage("UNREADABLE", "`createddate` is no time in any of the city's ways.")


def _point(row: Row) -> tuple[float, float]:
    if not row["longitude"] or not row["latitude"]:
        raise BadMessage("PLACE_MISSING", "The request has no coordinates.")
    try:
        return float(row["longitude"]), float(row["latitude"])
    except ValueError as error:
        raise BadMessage("UNREADABLE", f"`longitude`, `latitude`: {error}.") from error


def read(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a request file, .csv or .csv.gz, in its order, each with its line.

    The city's own export has column names in capitals, others don't. A row without coordinates (one
    in ten) but with a zip code gets the middle of that zip code's other rows. Raises `BadMessage`
    for a file that isn't a request file, `OSError` for none.
    """
    middles = _middles(path)
    for line, row in _rows(path):
        middle = middles.get(row.get("zipcode", ""))
        if middle and not row["latitude"]:
            yield line, {**row, "longitude": str(middle[0]), "latitude": str(middle[1])}
        else:
            yield line, row


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    return rows(path, set(NEEDED), _column)


def _column(name: str) -> str:
    """`SRNumber`, `SR Number` and `srnumber` are one column."""
    return "".join(filter(str.isalnum, name)).lower()


def _middles(path: Path) -> dict[str, tuple[float, float]]:
    points: dict[str, list[tuple[float, float]]] = {}
    for _, row in _rows(path):
        with suppress(BadMessage):  # reported where the row itself is read
            point = _point(row)
            points.setdefault(row.get("zipcode", ""), []).append(point)
    points.pop("", None)
    return {
        code: (sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known))
        for code, known in points.items()
    }
