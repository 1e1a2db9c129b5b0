"""Files of figures: the same rows and numbers as the page, and no text that runs as a formula."""

import csv
import io
import re
from dataclasses import replace
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.assessment.digest import counted
from dashboard.domain.assessment.facts import Facts
from dashboard.domain.assessment.indicators import own_figures, peer_tables
from dashboard.domain.assessment.metrics import METRICS, Part, Window
from dashboard.domain.assessment.worked_example import CASES as EXAMPLE
from dashboard.domain.persons import Area
from dashboard.domain.scope import Scope
from dashboard.web import spreadsheets
from layouts.assessment import indicator_page, sheets
from layouts.assessment.sheets import Column, ColumnKind, FileSetting, FileSheet
from tests.domain.test_assessment import CASES, PARTS, windows
from tests.helpers import workbooks
from tests.helpers.centre import PACK

DISTRICT = PACK.district
ZONE = ZoneInfo(DISTRICT.timezone)
WEEK = Window(0, 1000)


def setting(window: Window = WEEK, **more: object) -> FileSetting:
    here = FileSetting(lang="zh", district=DISTRICT, window=window, at=0, seq=77)
    return replace(here, **more)  # type: ignore[arg-type]


def in_csv(raw: bytes) -> tuple[list[list[str]], list[list[str]]]:
    """The lines about the file, and its table with its head."""
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    cut = lines.index([])
    return lines[:cut], lines[cut + 1 :]


@settings(max_examples=40)
@given(name=st.sampled_from(list(METRICS)), cases=CASES, window=windows(), part=PARTS)
def test_count_rows_page_and_both_files_are_as_many_for_any_filter(
    name: str, cases: list[Facts], window: Window, part: Part
) -> None:
    cases = [replace(case, number=f"NG20261123-{n:04}") for n, case in enumerate(cases)]
    here, found = setting(window), counted(name, cases, window, part)
    sheet = sheets.rows_sheet(here, found)
    facts = sheets.definitions_sheet(here, [name], len(found), "")
    page = indicator_page.cases_page(here, name, part, sheet, found)
    listed = re.findall(r'href="/case/(NG\d+-\d+)"', page)
    _, (_, *rows) = in_csv(spreadsheets.comma_separated(sheet, facts))
    read = workbooks.read(spreadsheets.xlsx([sheet, facts]))
    numbers = [row[0] for row in read[sheet.name][1:]]
    wanted = [case.number for case in found]
    assert METRICS[name].share(cases, window, part).met == len(wanted)
    assert wanted == listed == [row[0] for row in rows] == numbers


@settings(max_examples=15)
@given(cases=CASES)
def test_every_number_of_the_table_is_the_same_on_the_page_and_in_both_files(
    cases: list[Facts],
) -> None:
    here, tables = setting(), peer_tables(cases * 5, WEEK, DISTRICT)
    page = unescape(indicator_page.whole(here, tables, (), leads=True))
    sheet = sheets.table_sheet(here, tables, ())
    facts = sheets.definitions_sheet(here, [], len(sheet.rows), "")
    _, (_, *lines) = in_csv(spreadsheets.comma_separated(sheet, facts))
    read = workbooks.read(spreadsheets.xlsx([sheet, facts]))[sheet.name][1:]
    rows = re.findall(r"<tr><td>(.*?)</td><th scope=\"row\">(.*?)</th>(.*?)</tr>", page)
    shown = []
    for place, peer, rest in rows:
        points, grade, *cells = re.findall(r"<td>(.*?)</td>", rest)
        for cell in cells:
            told = re.sub(r"<[^>]+>", " ", cell).split()
            rate, of = (told[0], told[1]) if len(told) == 2 else ("—", "0/0")
            met, n = of.replace(",", "").split("/")
            shown.append((peer, rate, met, n, points, grade, place))
    assert len(shown) == len(lines) == len(read)
    full = [[*row, *[None] * (10 - len(row))] for row in read]
    for (peer, rate, met, n, points, grade, place), line, row in zip(
        shown, lines, full, strict=True
    ):
        assert peer == line[1] == row[1]
        assert (met, n) == (line[4], line[5]) == (str(row[4]), str(row[5]))
        for said in (line[3], row[3]):
            assert rate == ("—" if said in ("", None) else f"{100 * float(said):.1f}%")  # type: ignore[arg-type]
        for said in (line[7], row[7]):
            few = said in ("", None)
            assert points in ("—", "样本不足") if few else points == f"{float(said):.1f}"  # type: ignore[arg-type]
        assert grade == (line[8] or "—") == (row[8] or "—")
        assert place == (line[9] or "—") == str(row[9] or "—")


def test_ones_own_figures_are_the_same_on_the_page_and_in_the_file() -> None:
    [own] = own_figures([], WEEK, DISTRICT, Scope(Area.GRID, "206"))
    sheet = sheets.table_sheet(setting(), (), [own])
    page = unescape(indicator_page.whole(setting(), (), [own], leads=False))
    assert page.count('<tr><th scope="row">') == len(sheet.rows) == len(own.shares)
    assert {row[3] for row in sheet.rows} == {None}
    assert "0.0%" not in page, "of no case"


# The file itself -------------------------------------------------------------------------------


RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "https://example.org/"]


@pytest.mark.parametrize("text", RISKY)
def test_a_text_is_never_run_and_a_number_stays_a_number(text: str) -> None:
    columns = (Column("=A1"), Column("n", ColumnKind.NUMBER), Column("r", ColumnKind.RATE))
    sheet = FileSheet("一", columns, [(text, -5, -0.25)])
    raw = spreadsheets.xlsx([sheet])
    head, row = workbooks.read(raw)["一"]
    assert workbooks.formulas(raw) == 0
    assert head[0] == "=A1"
    assert (str(row[0]).replace("_x000D_", "\r"), row[1:]) == (text, [-5, -0.25])
    _, (heads, cells) = in_csv(spreadsheets.comma_separated(sheet, FileSheet("二", (), [])))
    assert heads[0] == "'=A1"
    assert cells == [text if text.startswith("http") else f"'{text}", "-5", "-0.25"]


def test_an_instant_is_a_date_by_the_districts_clocks() -> None:
    at = datetime(2026, 11, 23, 23, 59, tzinfo=ZONE)
    sheet = FileSheet("一", (Column("at", ColumnKind.INSTANT),), [(at,)])
    assert workbooks.read(spreadsheets.xlsx([sheet]))["一"][1] == [at.replace(tzinfo=None)]
    facts = FileSheet("二", (), [])
    assert in_csv(spreadsheets.comma_separated(sheet, facts))[1][1] == ["2026-11-23 23:59"]


def test_a_file_says_its_period_its_record_its_definitions_and_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "MOST", 3)
    window = Window(1_795_363_200_000, 1_795_968_000_000)
    here = setting(window, demo=True, bounds="自强街道")
    cases = [replace(EXAMPLE[0], number=str(n)) for n in range(5)]
    sheet = sheets.rows_sheet(here, cases)
    facts = sheets.definitions_sheet(here, ["on_time"], 5, "自强街道")
    told = {str(row[0]): str(row[1]) for row in facts.rows}
    assert len(sheet.rows) == 3
    assert told["时段"] == "2026-11-23 00:00 至 2026-11-30 00:00（含起点、不含终点，Asia/Shanghai）"
    assert (told["行数"], told["本文件所列"], told["日志序号"]) == ("5", "3", "77")
    assert "只列前 3 行" in told["截断"]
    assert told["演示"].startswith("演示数据")
    assert told["范围"] == "自强街道"
    assert "按期结案 ÷ 应结案" in [row[1] for row in facts.rows]
