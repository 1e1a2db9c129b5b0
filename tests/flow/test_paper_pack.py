"""The paper pack on a real centre: what is in it, who may read it, what goes, how old it is."""

import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard import codec
from dashboard.actions.handle import handle
from dashboard.domain import oversight_commands as p
from dashboard.domain.accounts import AddPerson
from dashboard.domain.commands import IncidentKind, Reporter, ReportIncident
from dashboard.domain.duty.roster import AddToRoster
from dashboard.domain.unit import Urgency
from dashboard.maintenance import paper_pack
from dashboard.maintenance.paper_pack import EVERY_MS, FOLDER, KEPT, LATEST, LIST, SETTER, Packing
from dashboard.streams import heartbeats
from tests.helpers.centre import Centre
from tests.helpers.fixtures import sqlite_centre
from tests.helpers.messages import message, report
from tests.helpers.pdf import letters, text_of
from tests.helpers.people import PEOPLE, do
from tests.services.centre import wait_until

__all__ = ["sqlite_centre"]

NAMES = ("cases", "incidents", "contacts", "forms")


@pytest.fixture
def busy(sqlite_centre: Centre) -> Centre:
    """Two cases, one critical with a reporter; an incident with a report; one tour."""
    who = Reporter("张某某", "13912345678")
    sqlite_centre.settle(report(1, urgency=Urgency.E1, reporter=who, address="自由大路 1 号"))
    sqlite_centre.settle(report(2))
    what = ReportIncident(kind=IncidentKind.ACCIDENT, title="供热爆管", grid=310)
    sqlite_centre.settle(message("i", what))
    text = "原因：#panic() 老化"
    do(sqlite_centre, "duty", p.FileSituationReport(incident="NGI20261123-01", text=text))
    added = AddPerson(person=PEOPLE["duty"], hashed="x")
    assert handle(sqlite_centre.system, added, by="test").refused is None
    now = sqlite_centre.clock()
    tour = AddToRoster(post="MAIN", login="duty", begins_at=now, ends_at=now + timedelta(hours=4))
    tour = replace(tour, contact="13800000001")
    assert handle(sqlite_centre.system, tour, by="test").refused is None
    return sqlite_centre


def folder(centre: Centre) -> Path:
    return centre.system.settings.var / FOLDER


def packed(centre: Centre, packing: Packing) -> Path:
    """Runs until the next pack is whole."""
    while packing.step():
        pass
    return (folder(centre) / LATEST).resolve()


def every(path: Path) -> Iterator[Path]:
    yield path
    yield from path.rglob("*")


def test_it_has_what_is_open_and_only_our_user_may_read_it(busy: Centre) -> None:
    place = packed(busy, Packing(busy.system))
    told: Any = codec.from_json((place / LIST).read_bytes())
    assert told["made_at"] == busy.system.now_ms()
    assert told["missing"] == {}
    assert told["files"] == [f"{name}.{kind}" for name in NAMES for kind in ("html", "pdf")]
    for path in every(folder(busy)):
        assert path.is_symlink() or not stat.S_IMODE(path.stat().st_mode) & 0o077, path
    wanted = {
        "cases": ("NG20261123-0001", "特急", "自由大路 1 号", "NG20261123-0002"),
        "incidents": ("供热爆管", "NGI20261123-01", "原因：#panic() 老化", "初报"),
        "contacts": (PEOPLE["duty"].name, "13800000001"),
        "forms": ("-01", "接报时间", "反映人、电话"),
    }
    for name, words in wanted.items():
        pdf = text_of((place / f"{name}.pdf").read_bytes())
        page = letters((place / f"{name}.html").read_text("utf-8"))
        for one in words:
            assert letters(one) in pdf, (name, one)
            assert letters(one) in page, (name, one)
        assert "<linkrel" not in page, "a file needs nothing beside it"
        for hidden in ("张某某", "13912345678"):
            assert hidden not in page


def test_it_comes_every_five_minutes_and_old_ones_go(busy: Centre) -> None:
    packing, seen = Packing(busy.system), []
    (folder(busy) / "20261122T000000Z.part").mkdir(parents=True)
    for _ in range(KEPT + 2):
        seen.append(packed(busy, packing).name)
        busy.clock.move(minutes=1)
        assert not packing.step()
        busy.clock.move(minutes=4)
    there = sorted(one.name for one in folder(busy).iterdir())
    assert there == [*seen[-KEPT:], LATEST]


def test_one_that_broke_off_leaves_the_one_before(
    busy: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    packing = Packing(busy.system)
    before = packed(busy, packing)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    busy.clock.move(minutes=5)
    with monkeypatch.context() as patch:
        patch.setattr(paper_pack.OpenPack, "put", full)
        while packing.step():
            pass
    assert (folder(busy) / LATEST).resolve() == before
    assert not list(folder(busy).glob("*.part"))
    busy.clock.move(seconds=31)
    assert packed(busy, packing) != before


def test_without_a_pdf_the_page_is_there_and_the_list_says_why(
    busy: Centre, tmp_path: Path
) -> None:
    place = packed(busy, Packing(busy.system, replace(SETTER, fonts=tmp_path)))
    told: Any = codec.from_json((place / LIST).read_bytes())
    assert told["files"] == [f"{name}.html" for name in NAMES]
    assert set(told["missing"]) == set(NAMES)
    assert all("font" in why for why in told["missing"].values())


def test_a_pack_has_a_limit(busy: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_pack, "SIZE_MAX", 60_000)
    place = packed(busy, Packing(busy.system))
    told: Any = codec.from_json((place / LIST).read_bytes())
    assert told["missing"]
    assert sum(file.stat().st_size for file in place.iterdir()) < 62_000


def test_an_empty_centre_has_a_pack_with_blank_forms(sqlite_centre: Centre) -> None:
    place = packed(sqlite_centre, Packing(sqlite_centre.system))
    assert letters("没有在办案卷。") in text_of((place / "cases.pdf").read_bytes())


def test_its_age_is_told_and_grows_late(busy: Centre) -> None:
    redis, district = busy.system.redis, busy.district
    now = busy.system.now_ms()
    assert heartbeats.pack_is_late(heartbeats.last(redis, district), now)
    packed(busy, Packing(busy.system))
    beats = heartbeats.last(redis, district)
    assert beats[heartbeats.PACK] == now
    assert not heartbeats.pack_is_late(beats, now + 2 * EVERY_MS)
    assert heartbeats.pack_is_late(beats, now + 3 * EVERY_MS)


def test_the_loop_makes_one_and_ends_when_it_is_stopped(busy: Centre) -> None:
    stop = threading.Event()
    loop = threading.Thread(target=paper_pack.run, args=(busy.system, stop))
    loop.start()
    try:
        wait_until((folder(busy) / LATEST / LIST).exists, 30, "the first pack")
    finally:
        stop.set()
        loop.join(timeout=10)
    assert not loop.is_alive()
