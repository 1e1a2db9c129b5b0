"""`replay` from the command line: what is sent, what is left out and why, and how it ends."""

from pathlib import Path
from typing import Any

import pytest

from dashboard import codec
from dashboard.domain.commands import Report, ReportCase
from dashboard.streams import inbox
from tests.helpers.web import Web
from tests.login.conftest import Command

HEAD = "srnumber,requesttype,createddate,requestsource,latitude,longitude,address,zipcode"
GOOD = "T-{n},Bulky Items,1/1/20 0:0{n},Call,34.05,-118.25,{n} TEST ST,90012"
FAST = ("--speed", "100000")
MAPPING = """
source = "city"
[columns]
id = "no"
time = "at"
text = "said"
grid = "grid"
"""


def sent(web: Web) -> list[Report]:
    """The inbox's content; the command uses the real clock, the centre here its own."""
    found: Any = web.centre.system.redis.xrange(inbox.key(web.centre.district))
    return [codec.read_report(fields[inbox.FIELD]) for _, fields in found]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three requests, one of them in the sea."""
    lines = [GOOD.format(n=n) for n in range(3)]
    lines[1] = lines[1].replace("34.05", "0.05")
    found = tmp_path / "la.csv"
    found.write_text("\n".join([HEAD, *lines, ""]), "utf-8")
    return found


def test_what_can_be_taken_is_sent_and_the_rest_is_counted_with_its_line(
    web: Web, command: Command, file: Path
) -> None:
    told = command("replay", str(file), *FAST)
    assert "2 reports sent" in told
    assert "1 rows left out, the first in line 3: The request lies outside Los Angeles." in told
    assert [one.id for one in sent(web)] == ["T-0", "T-2"]


def test_a_dry_run_counts_and_sends_nothing(web: Web, command: Command, file: Path) -> None:
    assert "2 of 3 rows would be taken" in command("replay", str(file), "--dry-run")
    assert sent(web) == []


def test_a_file_of_which_nothing_can_be_taken_ends_with_1(command: Command, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("1/1/20", "on 1/1/20"), "utf-8")
    for more in (FAST, ("--dry-run",)):
        assert "2 rows left out, the first in line 2: `createddate`" in command(
            "replay", str(file), *more, code=1
        )


def test_any_table_is_sent_by_its_mapping_as_the_centre_would_take_it(
    web: Web, command: Command, tmp_path: Path
) -> None:
    table, mapping = tmp_path / "table.csv", tmp_path / "city.toml"
    rows = ["no,at,said,grid", "1,2026-11-20 08:00,井盖缺失多日,206", "2,2026-11-20 08:01,短,206"]
    table.write_text("\n".join([*rows, "3,2026-11-20 08:02,路灯不亮多日,999"]), "utf-8")
    mapping.write_text(MAPPING, "utf-8")
    told = command("replay", str(table), "--mapping", str(mapping), "--dry-run")
    assert "1 of 3 rows would be taken" in told
    assert "the first in line 3: Without a duty item" in told
    assert "the first in line 4: There is no grid 999." in told
    assert "1 reports sent" in command("replay", str(table), "--mapping", str(mapping), *FAST)
    [one] = sent(web)
    assert isinstance(one.command, ReportCase)
    assert (one.source, one.command.text) == ("city", "井盖缺失多日")
