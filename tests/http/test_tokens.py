"""Tokens from the command line, used over HTTP: links of walls, keys of outside systems."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import structlog
from click.testing import CliRunner
from sqlalchemy import update

from dashboard.__main__ import cli
from dashboard.access.identity import PERSON_COOKIE, WALL_COOKIE
from dashboard.store import tables
from dashboard.store.tokens import TokenUse
from tests.helpers.centre import SECRET
from tests.helpers.web import Web, csrf, named

Command = Callable[..., str]


@pytest.fixture
def command(web: Web) -> Command:
    """Runs `python -m dashboard …` on the web process's centre; returns what it printed."""
    found = web.centre.system.settings
    environment = {
        "VAR_FOLDER": str(found.var),
        "DATABASE_URL": found.database_url,
        "REDIS_URL": found.redis_url,
        "SECRET_KEY": SECRET,
    }

    def run(*words: str) -> str:
        ended = CliRunner().invoke(cli, words, env=environment, catch_exceptions=False)
        structlog.reset_defaults()
        assert ended.exit_code == 0, ended.output
        return ended.output.strip()

    return run


def revoke(web: Web, name: str) -> None:
    t = tables.tokens
    with web.centre.system.engine.begin() as connection:
        connection.execute(update(t).where(t.c.name == name).values(revoked_at=1))


def test_a_walls_link_opens_the_wall_and_leaves_no_token_in_the_address(
    web: Web, command: Command
) -> None:
    link = command("screen", "add", "south wall")
    assert link.startswith("http://127.0.0.1:8050/wall/overview?")
    browser = web.nobody()
    answer = browser.get(link.removeprefix("http://127.0.0.1:8050"))
    setting = "lang=zh&distance=8&pitch=1.56&theme=dark"
    assert (answer.status_code, answer.location) == (302, f"/wall/overview?{setting}")
    assert browser.get("/wall/overview").status_code == 200
    assert browser.get("/geo/grids.json").status_code == 200


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(web: Web) -> None:
    answer = web.nobody().get(f"/wall/overview?token={web.token}")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{named(WALL_COOKIE)}={web.token};")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    safe = web.nobody().get(f"https://localhost/wall/overview?token={web.token}")
    assert "Secure" in safe.headers["Set-Cookie"]


def test_what_else_the_link_asks_for_is_kept(web: Web) -> None:
    answer = web.nobody().get(f"/wall/overview?lang=en&token={web.token}&scale=2")
    assert answer.location == "/wall/overview?lang=en&scale=2"


def test_a_wrong_token_in_a_link_is_refused_and_sets_no_cookie(web: Web) -> None:
    for wrong in ("", "x", web.key, web.token + "x"):
        answer = web.nobody().get("/wall/overview", query_string={"token": wrong})
        assert answer.status_code == 401
        assert "Set-Cookie" not in answer.headers


def test_a_key_from_the_command_line_opens_the_interface(web: Web, command: Command) -> None:
    key = command("key", "add", "hotline", "--read", "picture")
    assert web.outside(key).get("/api/picture").status_code == 200
    assert web.wall(key).get("/wall/overview").status_code == 401


def test_a_revoked_token_opens_nothing_from_now_on(web: Web) -> None:
    wall, outside = web.wall(), web.outside()
    other = web.wall(web.make_token("south wall", TokenUse.WALL))
    assert wall.get("/wall/overview").status_code == 200
    revoke(web, "north wall")
    assert wall.get("/wall/overview").status_code == 401
    assert web.nobody().get(f"/wall/overview?token={web.token}").status_code == 401
    assert outside.get("/api/picture").status_code == 200
    revoke(web, "12345")
    assert outside.get("/api/picture").status_code == 401
    assert other.get("/wall/overview").status_code == 200


@pytest.mark.parametrize("differs", [{"secret_key": SECRET[::-1]}, {"instance": "training"}])
def test_two_centres_on_one_host_keep_their_cookies_apart(
    web: Web, differs: dict[str, str]
) -> None:
    """A browser has one set of cookies for all ports of a host, e.g. a training and a live centre.

    A centre restored from the other's backup has the same key.
    """
    system = web.centre.system
    other = replace(system, settings=replace(system.settings, **differs))  # type: ignore[arg-type]
    names = {system.settings.cookie(name) for name in (WALL_COOKIE, PERSON_COOKIE)}
    assert names.isdisjoint({other.settings.cookie(name) for name in (WALL_COOKIE, PERSON_COOKIE)})
    browser = web.nobody()
    browser.get(f"/wall/overview?token={web.token}")
    for name in (WALL_COOKIE, PERSON_COOKIE, "page", "csrf_token"):
        browser.set_cookie(other.settings.cookie(name), "the other centre's")
    headers = csrf(browser)
    assert browser.get("/wall/overview").status_code == 200
    posted = browser.post("/_dash-update-component", json={}, headers=headers)
    assert posted.status_code == 403  # past the token: no such callback
    config = re.search(r'"csrf_token_name":"([^"]+)"', browser.get("/wall/overview").text)
    assert config is not None
    assert config[1] == named("csrf_token")


def test_a_wall_from_before_keeps_its_line(web: Web) -> None:
    """Its cookie has no prefix, and nobody operates it after an upgrade."""
    assert web.wall().get("/wall/overview").status_code == 200
