"""`user import` and `case import`: what is taken, which lines are refused, and a second import."""

from pathlib import Path

import pytest

from dashboard.access import identity, passwords
from dashboard.cli import imports
from dashboard.domain.case import CaseState
from dashboard.domain.changes import Kind
from dashboard.domain.persons import Role
from dashboard.domain.refusals import BadMessage
from dashboard.store import journal, people, reads
from tests.helpers.web import Web
from tests.login.conftest import Command

PERSONS = """login,name,role,grid,unit
grid207,刘桂兰,grid_leader,207,
u01,张伟,unit,,U01
Grid 8,王芳,grid_leader,208,
grid311,李强,grid_leader,311,
grid209,赵敏,grid_leader,九,
boss,孙丽,chief,,
u02,周明,unit,,
grid207,刘桂兰二,grid_leader,207,
"""
REFUSED = {
    4: "A log-in is 2 to 40 of a-z",
    5: "311 isn't a grid",
    6: "`grid` is '九', which is no number.",
    7: "`role` is 'chief'; there are intake, dispatcher",
    8: "This role needs its unit.",
    9: "The log-in 'grid207' is taken.",
}
CASES = """id,time,item,text,grid,unit,reporter_name,reporter_phone
1,2026-11-20T08:00:00,0101,自来水浑浊发黄,206,U01,张三,13812345678
2,2026-11-20 09:30,,楼道里堆着东西,207,,,
3,2026-11-20 09:31,0101,,999,,,
4,昨天,0101,,206,,,
5,2026-11-20 09:33,,路灯不亮多日,206,U01,,
6,2026-11-20 09:34,0101,,206,U99,,
1,2026-11-20 09:35,0101,,206,,,
"""
NOT_TAKEN = {
    4: "There is no grid 999.",
    5: "`time` is '昨天', which is no time.",
    6: "`item` is empty; a case that a unit has needs one.",
    7: "There is no unit 'U99'.",
    8: "`id` is that of line 2.",
}


@pytest.fixture
def persons(tmp_path: Path) -> Path:
    found = tmp_path / "persons.csv"
    found.write_text(PERSONS, "utf-8")
    return found


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    found = tmp_path / "cases.csv"
    found.write_text(CASES, "utf-8")
    return found


def assert_refused(told: str, wanted: dict[int, str]) -> None:
    """Asserts that these lines are refused with these sentences, and no others."""
    lines = [line for line in told.splitlines() if line.startswith("line ")]
    assert len(lines) == len(wanted)
    for line, (number, words) in zip(lines, wanted.items(), strict=True):
        assert line.startswith(f"line {number}: {words}")


def logins(web: Web) -> dict[str, Role]:
    with web.centre.system.reader.connect() as connection:
        found = people.accounts(connection, web.centre.district)
    return {one.person.login: one.person.role for one in found}


def test_each_line_opens_an_account_or_says_why_not(
    web: Web, command: Command, persons: Path
) -> None:
    told = command("user", "import", str(persons), code=1)
    assert_refused(told, REFUSED)
    assert told.endswith("2 taken, 0 there already, 6 refused")
    assert logins(web) == {"grid207": Role.GRID_LEADER, "u01": Role.UNIT}
    given = dict(line.split(",") for line in told.splitlines() if "," in line and " " not in line)
    for name, password in given.items():
        assert passwords.matches(identity.password_of(web.centre.system, name), password)
    with web.centre.system.reader.connect() as connection:
        account = people.account(connection, web.centre.district, "grid207")
        acts = journal.history(connection, web.centre.district, Kind.PERSON, "grid207")
    assert account is not None
    assert account.temporary
    assert [(act.act, act.by) for act in acts] == [("add_person", "command line")]
    web.centre.tell()
    assert web.centre.faults() == []


def test_a_second_time_changes_nobody_and_gives_no_password(
    web: Web, command: Command, persons: Path
) -> None:
    command("user", "import", str(persons), code=1)
    before = identity.password_of(web.centre.system, "u01")
    persons.write_text("\n".join(PERSONS.splitlines()[:3]), "utf-8-sig")
    assert command("user", "import", str(persons)) == "0 taken, 2 there already, 0 refused"
    assert identity.password_of(web.centre.system, "u01") == before


def test_a_dry_run_says_the_same_and_opens_nothing(
    web: Web, command: Command, persons: Path
) -> None:
    told = command("user", "import", str(persons), "--dry-run", code=1)
    assert_refused(told, REFUSED)
    assert told.endswith("2 taken, 0 there already, 6 refused")
    assert logins(web) == {}


def test_a_table_that_is_none_brings_nothing(
    web: Web, command: Command, persons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gbk = persons.with_name("gbk.csv")
    gbk.write_text("\n".join(PERSONS.splitlines()[:3]), "gb18030")
    with pytest.raises(BadMessage, match="can't be read"):
        command("user", "import", str(gbk))
    assert "2 taken" in command("user", "import", str(gbk), "--encoding", "gb18030", "--dry-run")
    monkeypatch.setattr(imports, "LINES_MAX", 7)
    with pytest.raises(BadMessage, match="More than 7 lines"):
        command("user", "import", str(persons))
    persons.write_text("login,name\nli,李强\n", "utf-8")
    with pytest.raises(BadMessage, match="lacks the columns role"):
        command("user", "import", str(persons))
    assert logins(web) == {}


def test_each_line_opens_a_case_with_the_unit_that_has_it_or_says_why_not(
    web: Web, command: Command, cases: Path
) -> None:
    told = command("case", "import", str(cases), code=1)
    assert_refused(told, NOT_TAKEN)
    assert told.endswith("2 taken, 0 there already, 5 refused")
    with web.centre.system.reader.connect() as connection:
        first, second = sorted(
            reads.open_cases(connection, web.centre.district), key=lambda case: case.external_no
        )
    assert (first.external_no, first.state, first.unit) == ("1", CaseState.DISPATCHED, "U01")
    assert first.occurred_at is not None
    assert first.occurred_at.isoformat() == "2026-11-20T08:00:00+08:00"
    assert first.reporter_known
    assert (second.state, second.unit, second.grid) == (CaseState.REPORTED, None, 207)
    assert web.centre.acts(first.number) == ["report", "dispatch"]
    web.centre.tell()
    assert web.centre.faults() == []


def test_a_second_time_opens_no_case_and_gives_on_what_was_left(
    web: Web, command: Command, cases: Path
) -> None:
    cases.write_text("\n".join(CASES.splitlines()[:3]), "utf-8")
    unknown = cases.with_name("unit.csv")
    unknown.write_text(cases.read_text("utf-8").replace("U01", ""), "utf-8")
    assert "2 taken" in command("case", "import", str(unknown), "--dry-run")
    assert web.centre.numbers() == []
    assert command("case", "import", str(unknown)) == "2 taken, 0 there already, 0 refused"
    for _ in range(2):
        told = command("case", "import", str(cases))
        assert told == "0 taken, 2 there already, 0 refused"
    assert web.centre.acts(web.centre.numbers()[0]) == ["report", "dispatch"]
    assert "2 there already" in command("case", "import", str(cases), "--dry-run")


def test_another_systems_table_comes_by_its_mapping(
    web: Web, command: Command, cases: Path
) -> None:
    cases.write_text("编号,时间,事项,网格,单位\nA-1,2026/11/20 08:00,水,206,自来水\n", "gb18030")
    mapping = cases.with_name("mapping.toml")
    mapping.write_text(
        """source = "old"
encoding = "gb18030"
times = ["%Y/%m/%d %H:%M"]
columns = {id = "编号", time = "时间", item = "事项", grid = "网格", unit = "单位"}
[values]
item = {"水" = "0101"}
unit = {"自来水" = "U01"}
""",
        "utf-8",
    )
    assert "1 taken" in command("case", "import", str(cases), "--mapping", str(mapping))
    assert web.centre.case(web.centre.numbers()[0]).unit == "U01"
