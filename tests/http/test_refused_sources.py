"""A source whose every report is refused is named everywhere, with count and reason."""

from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from callbacks.source_section import channels
from dashboard.__main__ import cli
from dashboard.domain import commands as c
from dashboard.domain.keys import Grant
from dashboard.maintenance import checks
from dashboard.streams import inbox, refused_sources
from tests.helpers.centre import SECRET
from tests.helpers.messages import WATER_UNIT, message, report
from tests.helpers.web import Web

FIRST = "NG20261123-0001"


def ahead(web: Web, number: int) -> bytes:
    """A report from a sender whose clock is eight hours ahead."""
    return report(number, occurred_at=web.centre.clock() + timedelta(hours=8))


def post(web: Web, key: str, raw: bytes) -> int:
    client = web.outside(key)
    return client.post("/api/reports", data=raw, content_type="application/json").status_code


def named(web: Web) -> dict[str, Any]:
    """The refused sources as a web process knows them."""
    web.centre.clock.move(seconds=3)  # it looks every two
    web.follower.refresh()
    return {
        one["name"]: (one["count"], one["code"])
        for place, one in channels(web.follower.health, named=True).items()
        if place.startswith("refused:")
    }


def test_a_source_whose_clock_is_ahead_is_named_on_walls_and_desks_and_asked_pages(
    web: Web,
) -> None:
    web.let_loops_beat()
    key = web.make_key("hotline", Grant())
    web.catch_up()
    assert [post(web, key, ahead(web, number)) for number in range(2)] == [400, 400]
    assert named(web) == {}
    assert post(web, key, ahead(web, 3)) == 400
    assert named(web) == {"hotline": (3, "IN_FUTURE")}
    assert web.nobody().get("/readyz").json == {
        "status": "ready",
        "sources": {"hotline": "all 3 refused, the last as IN_FUTURE"},
    }
    lines = checks.check(web.centre.system).lines
    assert "  of hotline all 3 were refused: IN_FUTURE" in lines
    visitors = channels(web.follower.health, named=False)
    assert [one["name"] for one in visitors.values()] == [""]


def test_what_the_intake_refuses_counts_and_a_taken_one_ends_it(web: Web) -> None:
    key = web.make_key("waterworks", Grant(types=("case.fed_back", "case.reported"), units=("*",)))
    done = c.FeedBack(case=FIRST, unit=WATER_UNIT, result="r")
    for number in range(4):
        assert post(web, key, message(number, done)) == 202
    web.centre.take_in()
    assert named(web) == {"waterworks": (4, "NO_SUCH_CASE")}
    assert post(web, key, report("good")) == 202
    web.centre.take_in()
    assert named(web) == {}


def test_a_sign_of_life_is_no_report(web: Web) -> None:
    key = web.make_key("hotline", Grant())
    for number in range(3):
        post(web, key, ahead(web, number))
    assert post(web, key, message("alive", c.Heartbeat())) == 202
    web.centre.take_in()
    assert named(web) == {"hotline": (3, "IN_FUTURE")}


def test_a_day_later_it_is_forgotten(web: Web) -> None:
    redis, now_ms = web.centre.system.redis, web.centre.system.now_ms()
    refused_sources.note(redis, "nanguan", {"hotline": (5, "EMPTY")}, now_ms)
    later = now_ms + refused_sources.KEEP_MS
    assert refused_sources.told(redis, "nanguan", later) == {}
    refused_sources.forget_old(redis, "nanguan", later)
    assert redis.hlen(refused_sources.key("nanguan")) == 0


@pytest.fixture
def settings_of(web: Web) -> dict[str, str]:
    found = web.centre.system.settings
    return {
        "VAR_FOLDER": str(found.var),
        "DATABASE_URL": found.database_url,
        "REDIS_URL": found.redis_url,
        "SECRET_KEY": SECRET,
    }


def run(environment: dict[str, str], *words: str, code: int = 0) -> str:
    ended = CliRunner().invoke(cli, ["rejected", *words], env=environment, catch_exceptions=False)
    assert ended.exit_code == code, ended.output
    return ended.output


def test_what_was_refused_is_listed_and_sent_again_once_it_can_be_taken(
    web: Web, settings_of: dict[str, str]
) -> None:
    centre = web.centre
    wang = c.Reporter("王秀英", "13504311234")
    early = report("early", reporter=wang, occurred_at=centre.clock() + timedelta(hours=8))
    centre.send(early, report("bad", source="other", grid=999))
    centre.take_in()
    told = run(settings_of, "list")
    for words in (
        "test case.reported early",
        "IN_FUTURE: `occurred_at`",
        "1 of other: UNKNOWN_GRID",
    ):
        assert words in told
    assert "王秀英" not in told
    assert "early" not in run(settings_of, "list", "--source", "other")
    assert "Say which" in run(settings_of, "resend", code=2)
    centre.clock.move(hours=9)
    assert run(settings_of, "resend", "--source", "test") == "1 sent again\n"
    centre.take_in()
    assert len(centre.numbers()) == 1
    assert centre.case(centre.numbers()[0]).reporter_known
    assert [code for code, _ in centre.rejected()] == ["UNKNOWN_GRID"]
    entry = inbox.kept(centre.system.redis, centre.district, "+", 1)[0].entry
    assert run(settings_of, "resend", "--entry", entry) == "1 sent again\n"
    centre.take_in()
    assert [code for code, _ in centre.rejected()] == ["UNKNOWN_GRID"]
    assert run(settings_of, "list", "--code", "IN_FUTURE") == "Nothing was refused.\n"
