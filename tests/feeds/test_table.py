"""Any city's table by a mapping: its rows become reports, and errors name the column."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.commands import Channel, Crs, ReportCase, Reporter
from dashboard.domain.refusals import BadMessage
from dashboard.domain.unit import Urgency
from feeds.table import Columns, parse, read, read_mapping

MAPPING = """
source = "12345"
encoding = "gb18030"
delimiter = ";"
zone = "Asia/Shanghai"
crs = "GCJ02"
times = ["ISO", "%Y/%m/%d %H:%M"]

[columns]
id = "工单编号"
time = "受理时间"
text = "诉求"
item = "类别"
channel = "来源"
urgency = "紧急"
lon = "经度"
lat = "纬度"
address = "地址"
reporter_name = "姓名"
reporter_phone = "电话"

[values.item]
"井盖" = "0211"

[values.channel]
"电话" = "PHONE"

[values.urgency]
"是" = "E2"
"否" = ""

[defaults]
channel = "MAYOR_LINE"
"""
HEAD = "工单编号;受理时间;诉求;类别;来源;紧急;经度;纬度;地址;姓名;电话"
LINES = [
    "A-1;2026/11/20 08:05;井盖缺失;井盖;电话;是;125.34;43.86;大经路7号;王某;13812345678",
    "A-2;2026-11-20T09:00:00+09:00;路灯不亮了;;;否;;;;;",
]


def written(tmp_path: Path, mapping: str = MAPPING, lines: list[str] = LINES) -> tuple[Path, Path]:
    table, said = tmp_path / "table.csv", tmp_path / "mapping.toml"
    table.write_bytes("\r\n".join([HEAD, *lines, ""]).encode("gb18030"))
    said.write_text(mapping, "utf-8")
    return table, said


def told(tmp_path: Path) -> list[Any]:
    table, said = written(tmp_path)
    mapping = read_mapping(said)
    return [parse(row, mapping) for _, row in read(table, mapping)]


def test_each_column_becomes_its_field(tmp_path: Path) -> None:
    first, second = told(tmp_path)
    assert (first.source, first.id, first.time.isoformat()) == (
        "12345",
        "A-1",
        "2026-11-20T08:05:00+08:00",
    )
    assert first.command == ReportCase(
        item="0211",
        text="井盖缺失",
        channel=Channel.PHONE,
        urgency=Urgency.E2,
        lon=125.34,
        lat=43.86,
        crs=Crs.GCJ02,
        address="大经路7号",
        reporter=Reporter("王某", "13812345678"),
        external_no="A-1",
    )
    assert second.time.isoformat() == "2026-11-20T09:00:00+09:00"
    assert second.command == ReportCase(
        text="路灯不亮了", channel=Channel.MAYOR_LINE, external_no="A-2"
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("2026/11/20 08:05", "20.11.2026", "`受理时间` is '20.11.2026', which is no time"),
        ("125.34", "east", "`经度` is 'east', which is no lon"),
        (";电话;", ";飞鸽;", "`来源` is '飞鸽', which is no channel"),
    ],
)
def test_a_row_that_cannot_be_understood_names_the_column(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    table, said = written(tmp_path, lines=[LINES[0].replace(before, after)])
    mapping = read_mapping(said)
    [(line, row)] = read(table, mapping)
    with pytest.raises(BadMessage, match=words):
        parse(row, mapping)
    assert line == 2


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("[columns]", "[columns", "can't be read"),
        ("delimiter", "separator", "says separator, which isn't known"),
        ("[defaults]", "[values.colour]", "names the field 'colour'"),
        ('time = "受理时间"', "", "doesn't say which column is `time`"),
        ('crs = "GCJ02"', "", "doesn't say their `crs`"),
        ("GCJ02", "LOCAL", "can't be used"),
        ("Asia/Shanghai", "Asia/Nowhere", "can't be used"),
        ('id = "工单编号"', "id = 7", "needs words in quotation marks"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    _, said = written(tmp_path, MAPPING.replace(before, after))
    with pytest.raises(BadMessage, match=f"mapping.toml .*{words}"):
        read_mapping(said)


def test_a_table_without_a_named_column_is_refused(tmp_path: Path) -> None:
    table, said = written(tmp_path, MAPPING.replace("诉求", "内容"))
    with pytest.raises(BadMessage, match="lacks the columns 内容"):
        list(read(table, read_mapping(said)))


@pytest.mark.parametrize("changes", [{"encoding": "no such"}, {"encoding": "utf-8"}])
def test_a_table_in_another_encoding_is_refused(tmp_path: Path, changes: dict[str, str]) -> None:
    table, said = written(tmp_path)
    mapping: Columns = read_mapping(said)
    wrong = MAPPING.replace("gb18030", changes["encoding"])
    said.write_text(wrong, "utf-8")
    mapping = read_mapping(said)
    with pytest.raises(BadMessage, match="can't be read"):
        list(read(table, mapping))
