"""The services can do what the other tests rely on."""

import stat
from pathlib import Path

import pytest
import redis
from playwright.sync_api import Page
from sqlalchemy import create_engine, text

from dashboard.runtime.valkey import socket_path
from tests.services.valkey import Valkey


def test_an_acknowledged_entry_outlives_kill_9(tmp_path: Path) -> None:
    server = Valkey(tmp_path)
    server.start()
    with server.client() as client:
        entry = client.xadd("{nanguan}:inbox", {"event": "积水"})
    server.kill9()
    server.start()
    with server.client() as client:
        assert client.xrange("{nanguan}:inbox") == [(entry, {"event": "积水"})]
    server.stop()
    assert not server.running


def test_a_second_life_starts_from_an_orderly_stop(tmp_path: Path) -> None:
    first = Valkey(tmp_path)
    first.start()
    with first.client() as client:
        client.set("seq", "7")
    first.stop()
    second = Valkey(tmp_path)
    second.start()
    with second.client() as client:
        assert client.get("seq") == "7"
    second.stop()


def test_the_embedded_server_never_throws_entries_away(valkey: Valkey) -> None:
    with valkey.client() as client:
        settings = client.config_get("*")
    assert settings["appendfsync"] == "always"
    assert settings["appendonly"] == "yes"
    assert settings["maxmemory-policy"] == "noeviction"
    assert settings["port"] == "0"


def test_a_frozen_server_answers_again_when_it_is_let_go(valkey: Valkey) -> None:
    valkey.pause()
    with (
        redis.Redis.from_url(valkey.url, socket_timeout=0.2) as client,
        pytest.raises(redis.TimeoutError),
    ):
        client.ping()
    valkey.resume()
    with valkey.client() as client:
        assert client.ping()


@pytest.mark.parametrize("turn", [1, 2])
def test_the_valkey_is_empty_for_every_test(redis_url: str, turn: int) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        client.set("left by", turn)


def test_a_folder_too_deep_for_a_socket_gets_a_short_private_one(tmp_path: Path) -> None:
    deep = tmp_path / ("深" * 40)
    deep.mkdir()
    socket = socket_path(deep)
    assert len(str(socket).encode()) <= 103
    assert socket == socket_path(deep)
    assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
    server = Valkey(deep)
    server.start()
    server.stop()
    socket.parent.rmdir()


def test_the_database_speaks_chinese(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE word (zh TEXT)"))
        connection.execute(text("INSERT INTO word VALUES ('网格')"))
        assert connection.execute(text("SELECT length(zh) FROM word")).scalar_one() == 2
    engine.dispose()


@pytest.mark.parametrize("turn", [1, 2])
def test_the_database_is_new_for_every_test(database_url: str, turn: int) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE only_once (turn INTEGER DEFAULT {turn})"))
    engine.dispose()


def test_chromium_draws_chinese_with_a_font_that_has_it(page: Page) -> None:
    page.set_content("<p style='font: 40px sans-serif'><i id=a>网</i><i id=b>格</i></p>")
    # Without such a font both are the same empty box.
    assert page.locator("#a").screenshot() != page.locator("#b").screenshot()


def test_the_browser_reads_the_clock_of_changchun(page: Page) -> None:
    assert page.evaluate("() => new Date(0).getHours()") == 8
    assert page.evaluate("() => navigator.language") == "zh-CN"
